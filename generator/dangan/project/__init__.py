"""The facade: open an archive, check it, publish it. It wires the parts and decides nothing."""

from dangan.project.checking import CheckResult
from dangan.project.project import Project

__all__ = ["CheckResult", "Project"]
