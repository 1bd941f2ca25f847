"""A check of a whole archive, and of what a change means for it."""

from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace

from dangan.diagnostics import Diagnostic, Severity, Text
from dangan.model.codes import UNKNOWN_REFERENCE


@dataclass(frozen=True, slots=True)
class CheckResult:
    """All diagnostics in order of place, and how much was looked at; `earlier` is how many are not told because they
    were there before the change that is looked at.
    """

    diagnostics: tuple[Diagnostic, ...]
    files: int
    customers: int
    earlier: int = 0

    @property
    def failed(self) -> bool:
        return any(d.severity is Severity.ERROR for d in self.diagnostics)


Same = tuple[str, str, str, str]
"""What makes two diagnostics of two states the same: elsewhere than in changed files no line moves."""


def touched(now: Iterable[Diagnostic], changed: set[str], before: AbstractSet[Same]) -> tuple[Diagnostic, ...]:
    """Of the diagnostics `now`, those in changed files and those elsewhere that were not there `before`."""
    told = (d for d in now if d.span.path in changed or same_of(d) not in before)
    return tuple(d if d.span.path in changed else _broken(d) for d in told)


def _broken(d: Diagnostic) -> Diagnostic:
    """Of a reference in a file that is not of the change, why it leads nowhere now."""
    return replace(d, hint=_CAME) if d.code == UNKNOWN_REFERENCE.name and d.hint is None else d


_CAME = Text(
    "This came with the change, which does not touch this file: see what it took away or renamed",
    "修改没有涉及此文件，问题却由它引起：请看它删去或改名了什么",
)


def same_of(d: Diagnostic) -> Same:
    return d.code, d.span.path, d.pointer, d.message.en
