"""How bad a finding is."""

from enum import StrEnum


class Severity(StrEnum):
    """Only `ERROR` makes a check fail."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"
