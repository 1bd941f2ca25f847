"""A check of a whole archive, and of what a change means for it."""

from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from dangan.diagnostics import Diagnostic, Severity


@dataclass(frozen=True, slots=True)
class CheckResult:
    """All diagnostics in order of place, and how much was looked at."""

    diagnostics: tuple[Diagnostic, ...]
    files: int
    customers: int

    @property
    def failed(self) -> bool:
        return any(d.severity is Severity.ERROR for d in self.diagnostics)


Same = tuple[str, str, str, str]
"""What makes two diagnostics of two states the same: elsewhere than in changed files no line moves."""


def touched(now: Iterable[Diagnostic], changed: set[str], before: AbstractSet[Same]) -> tuple[Diagnostic, ...]:
    """Of the diagnostics `now`, those in changed files and those elsewhere that were not there `before`."""
    return tuple(d for d in now if d.span.path in changed or same_of(d) not in before)


def same_of(d: Diagnostic) -> Same:
    return d.code, d.span.path, d.pointer, d.message.en
