"""What reached the main branch, one change at a time, oldest first."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple
from zoneinfo import ZoneInfo

from dangan.diagnostics import Text
from dangan.git.objects import Commit, Step, Touch
from dangan.review.message import Message


class Style(StrEnum):
    """How a change came. The words are those of JSON."""

    MERGE = "merge"
    SQUASH = "squash"
    """A pull request made into one commit."""
    REBASE = "rebase"
    """A commit of a pull request, put on top of the main branch."""
    DIRECT = "direct"
    """Nothing says that there was a pull request."""

    @property
    def label(self) -> Text:
        return _LABELS[self]


_LABELS = {
    Style.MERGE: Text("merge", "合并"),
    Style.SQUASH: Text("squash", "压缩合并"),
    Style.REBASE: Text("rebase", "变基"),
    Style.DIRECT: Text("direct push", "直接推送"),
}


class Change(NamedTuple):
    """One commit on the main line. `day` never goes back: who sets a clock back gains no right that has ended.

    `brought` are the steps of a merge that no earlier change had brought; `touches` is all that differs from before.
    """

    step: Step
    touches: tuple[Touch, ...]
    day: date
    before: str | None = None
    brought: tuple[Step, ...] = ()

    @property
    def commit(self) -> Commit:
        return self.step.commit

    @property
    def message(self) -> Message:
        """What its message claims; most changes are never asked."""
        return _message(self.commit.message)

    @property
    def merges(self) -> tuple[Step, ...]:
        """Itself, if it is one, and those within it."""
        return tuple(step for step in (self.step, *self.brought) if len(step.commit.parents) > 1)

    @property
    def style(self) -> Style:
        if self.is_merge:
            return Style.MERGE
        if self.message.squashed:
            return Style.SQUASH
        return Style.REBASE if self.message.is_claim else Style.DIRECT

    @property
    def is_merge(self) -> bool:
        return len(self.commit.parents) > 1

    def written(self, wrote: Collection[str]) -> tuple[Commit, ...]:
        """The commits whose authors wrote it; of merges those that wrote something of their own (ids in `wrote`)."""
        found = [step.commit for step in self.brought if len(step.commit.parents) <= 1 or step.commit.id in wrote]
        is_own = not self.is_merge or not self.brought or self.commit.id in wrote
        return (*found, self.commit) if is_own else tuple(found)

    @property
    def by_path(self) -> Mapping[str, Touch]:
        return {touch.path: touch for touch in self.touches}


def changes(steps: Iterable[Step], tip: str, zone: ZoneInfo, today: date = date.max) -> Iterator[Change]:
    """The main line up to `tip`. Each commit is brought by one change only, the first that led to it.

    A day after `today` is one that somebody made up: it must not end the rights of all who come later.
    """
    by_id = {step.commit.id: step for step in steps}
    line = _line(by_id, tip)
    seen = {step.commit.id for step in line}
    day = date.min
    for step in line:
        day = max(day, min(today, step.commit.date.astimezone(zone).date()))
        others = step.commit.parents[1:]
        brought = tuple(_brought(by_id, others, seen)) if others else ()
        yield _change(step, day, brought)


def _line(by_id: Mapping[str, Step], tip: str) -> list[Step]:
    """From the first commit that this copy has, by first parents."""
    line: list[Step] = []
    at: str | None = tip
    while at is not None and at in by_id:
        line.append(by_id[at])
        at = next(iter(by_id[at].commit.parents), None)
    return line[::-1]


def _brought(by_id: Mapping[str, Step], heads: Sequence[str], seen: set[str]) -> Iterator[Step]:
    waiting = list(reversed(heads))
    while waiting:
        found = waiting.pop()
        if found not in seen and found in by_id:
            seen.add(found)
            yield by_id[found]
            waiting += reversed(by_id[found].commit.parents)


def _change(step: Step, day: date, brought: tuple[Step, ...]) -> Change:
    before = next(iter(step.commit.parents), None)
    return Change(step, step.touched[0], day, before, brought)


@lru_cache(maxsize=64)
def _message(text: str) -> Message:
    return Message.of(text)
