"""A check of a whole archive, and of what a change means for it."""

from collections.abc import Iterable
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


def touched(now: Iterable[Diagnostic], changed: set[str], before: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Of the diagnostics `now`, those in changed files and those elsewhere that were not there `before`.

    Elsewhere a line may have moved only in a changed file, so what is the same in words and pointer is the same.
    """
    known = {_same(d) for d in before}
    return tuple(d for d in now if d.span.path in changed or _same(d) not in known)


def _same(d: Diagnostic) -> tuple[str, str, str, str]:
    return d.code, d.span.path, d.pointer, d.message.en
