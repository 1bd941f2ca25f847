"""What was promised to be done next: which steps are late, due soon or later."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from dangan.analysis.shape import DAY, day, items, later, mapping, text
from dangan.model.life import OVER
from dangan.schema.durations import duration

_SOON = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Source:
    """Something that may hold a next step: kind and id of the thing ("" of a mere section), its title, its data."""

    kind: str
    id: str
    title: str
    data: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do, from the project or contact that it was written in."""

    action: str
    due: date | None
    who: str
    kind: str
    source: str
    title: str

    def late(self, today: date) -> bool:
        return self.due is not None and self.due < today

    def days_late(self, today: date) -> int:
        return (today - self.due).days if self.due else 0


def is_open(project: Mapping[str, Any]) -> bool:
    """Whether a project is still pursued."""
    return text(project, "step") not in OVER


def open_steps(projects: Iterable[Source], log: Iterable[Source], others: Iterable[Source] = ()) -> tuple[Step, ...]:
    """The next steps of open projects, of contacts and of others that nobody has marked as done, earliest first."""
    sources = (*(s for s in projects if is_open(s.data)), *log, *others)
    return tuple(sorted(filter(None, map(_step, sources)), key=lambda s: (s.due or date.max, s.kind, s.source)))


def actions_of(position: Any) -> tuple[Source, ...]:
    """The next actions that belong to no project and no contact; they stand in a section, not in a thing."""
    return tuple(Source("position", "", "", {"next": action}) for action in items(position, "next_actions"))


def _step(source: Source) -> Step | None:
    following = mapping(source.data, "next")
    action = text(following, "action")
    if not action or text(following, "done"):
        return None
    return Step(action, day(following, "due"), text(following, "who"), source.kind, source.id, source.title)


def soon(step: Step, today: date, rules: Mapping[str, Any]) -> bool:
    """Whether a step is due within what the rules call soon."""
    return step.due is not None and today <= step.due <= later(today, duration(text(rules, "due_soon")) or _SOON)


def turns(steps: Iterable[Step], today: date) -> date | None:
    """The next day on which one of the steps becomes late."""
    return min((later(s.due, DAY) for s in steps if s.due and s.due >= today), default=None)
