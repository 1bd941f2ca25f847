"""What an audience may know of the past: by the stricter of then and now, before anything is compared."""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from dangan.history.change import Identity
from dangan.history.leaves import NOTHING, Leaves, Steps, leaves, prefixes
from dangan.levels import Level
from dangan.model.folders import TOP
from dangan.schema.audience import MISSING, redact
from dangan.schema.catalogue import Catalogue
from dangan.schema.field import Field

_COPY = re.compile(r"(~|\.(orig|bak|old|rej|tmp|swp|base|local|remote|backup)|\.r?\d+)+$")
_KEEPS_THE_FOLDER = f"{TOP}/.gitkeep"
CatalogueOf = Callable[[str], Catalogue | None]
"""The kinds as the schemas of a commit declare them; None where they are no stricter than today's."""


@dataclass(frozen=True, slots=True)
class Audience:
    """For whom the history is told. The public is told nothing of it."""

    level: Level
    catalogue: Catalogue

    def may_know(self, file: Identity) -> bool:
        """Whether there is such a file. What is of no known kind may be anything."""
        kind = self.catalogue.kinds.get(file.kind or "")
        level = kind.field.level if kind else Level.RESTRICTED
        return self.level >= Level.INTERNAL and level <= self.level

    def may_read_message(self, files: Sequence[Identity | None], paths: Sequence[str]) -> bool:
        """A message is free text about what was changed: who may not know of one of the files is not told it."""
        if self.level is Level.RESTRICTED:
            return True
        both = zip(files, paths, strict=True)
        return all(self.may_know(file) if file else not self._may_be_guarded(path) for file, path in both)

    def _may_be_guarded(self, path: str) -> bool:
        """Whether what is no file of the archive may be a copy of one that may not be known, wherever it lies.

        What lies with a customer may be anything; the file by which Git keeps the folder of them all lies with none.
        """
        if path == _KEEPS_THE_FOLDER:
            return False
        steps = _usual(path).split("/")
        tails = ("/".join(steps[depth:]) for depth in range(len(steps)))
        kinds = [self.catalogue.kind_of(tail, scope) for tail in tails for scope in ("customer", "archive")]
        return steps[0] == TOP or any(kind is not None and kind.field.level > self.level for kind in kinds)

    def leaves(self, file: Identity, data: Any, then: Catalogue | None) -> Leaves:
        """The facts in a document of the past that may be told."""
        kind = self.catalogue.kinds[file.kind or ""]
        if self.level is Level.RESTRICTED:
            return leaves(kind.field, data)
        data = _redacted(kind.field, data, self.level)
        earlier = then.kinds.get(kind.name) if then else None
        if earlier:
            data = _redacted(earlier.field, data, self.level)
        return leaves(kind.field, data) if data is not None else NOTHING


def _usual(path: str) -> str:
    """The path that a file of another spelling stands for: what editors and merges leave beside, capitals, `.yml`."""
    plain = _COPY.sub("", path.casefold())
    return f"{plain.removesuffix('.yml')}.yaml" if plain.endswith(".yml") else plain


def _redacted(spec: Field, data: Any, level: Level) -> Any:
    left = redact(spec, data, level) if data is not None else None
    return None if left is MISSING else left


@dataclass(frozen=True, slots=True)
class Open:
    """Which facts of a file whose items say themselves how sensitive they are may be told of its past.

    What an item said before is no less sensitive than the item is today, so only what is open today is told: of items
    that are gone, have another key, or stand in a file that cannot be read any more, nobody can say.
    """

    hidden: frozenset[Steps] = frozenset()
    items: frozenset[str] | None = None
    """The first steps that are open; None where all are."""

    @classmethod
    def of(cls, spec: Field, whole: Leaves, told: Leaves) -> "Open":
        """By the newest state, whole and as the audience may know it. Where the whole file says how sensitive it is,
        it is open or it is not.
        """
        hidden = frozenset(whole.values.keys() - told.values.keys())
        items = None if spec.guard and told.values else frozenset(path[0] for path in told.values)
        return cls(hidden, items)

    def __contains__(self, path: Steps) -> bool:
        return path not in self.hidden and (self.items is None or path[0] in self.items)


ALL_OPEN = Open()


def without(state: Leaves, open_: Open) -> Leaves:
    """A state less the facts that are not open, and less the items that lose any by it."""
    if all(path in open_ for path in state.values):
        return state
    values = {path: value for path, value in state.values.items() if path in open_}
    items = dict(Counter(above for path in values for above in prefixes(path) if above in state.items))
    orders = {
        path: tuple(key for key in keys if (*path, key) in items or (*path, key) in values)
        for path, keys in state.orders.items()
    }
    return Leaves(values, items, orders)
