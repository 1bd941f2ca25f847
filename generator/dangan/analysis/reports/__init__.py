"""Every report of Dangan, one module each; a module with a constant `REPORT` is found by being here."""

import pkgutil
from functools import cache
from importlib import import_module

from dangan.analysis.report import Report


@cache
def reports() -> tuple[Report, ...]:
    """All reports in the order in which they are listed to a reader."""
    names = sorted(found.name for found in pkgutil.iter_modules(__path__, f"{__name__}."))
    found = (getattr(import_module(name), "REPORT", None) for name in names)
    return tuple(sorted((r for r in found if isinstance(r, Report)), key=lambda r: (r.order, r.name)))


def report_named(name: str) -> Report | None:
    return next((report for report in reports() if report.name == name), None)
