"""What a change does to the files, told in two ways: byte for byte, and fact by fact."""

import difflib
import hashlib
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from dangan.git.objects import Touch
from dangan.history.difference import differing
from dangan.history.leaves import NOTHING, Leaves, Steps, leaves
from dangan.review.place import Place, place_of, places_of
from dangan.schema.catalogue import Catalogue
from dangan.schema.kind import Kind
from dangan.source.reader import parse_document

_CONTEXT = 3
_LINES = 2_000
"""Of a longer text the ids are told: finding the hunks takes the square of their number."""
_KEPT = 1024
"""Files that are held at a time: what one change wrote the next one changes."""
FILE_MODES = frozenset({"100644", "100755"})
"""Of files; a link or a repository within this one has no lines."""


@dataclass(slots=True)
class Contents:
    """Reads what changes touch; what was read last is kept. `base` is the archive's folder, with its slash."""

    catalogue: Catalogue
    read: Callable[[str], bytes]
    base: str = ""
    _known: dict[tuple[str, str], Leaves | None] = field(default_factory=dict)

    def inside(self, path: str) -> str:
        """The path in the archive; what lies beside the archive keeps its own."""
        return path.removeprefix(self.base)

    def place(self, path: str) -> Place:
        return place_of(self.inside(path), self.catalogue)

    def places(self, path: str) -> tuple[Place, ...]:
        return places_of(self.inside(path), self.catalogue)

    def facts(self, touch: Touch, kind: Kind | None = None) -> set[Steps] | None:
        """The facts that differ; None where a side cannot be read, so that nobody can say.

        Without `kind` by that which the path most likely is of.
        """
        kind = kind or self.place(touch.path).kind
        old, new = self.sides(touch, kind)
        return None if kind is None or old is None or new is None else differing(old, new)

    def exact(self, touches: Iterable[Touch]) -> str:
        """A digest over paths, modes and blobs, of before and of after."""
        return _digest([[t.path, t.old_mode, t.old, t.new_mode, t.new] for t in _in(touches)])

    def equivalent(self, touches: Iterable[Touch]) -> str:
        """A digest over the changes of fields and, of files without fields, over the lines that changed.

        The same for a change that was put on top of others of the same files. An item of a list that is known by
        its number alone may be another one by then: there the lines have to be the same too.
        """
        return _digest([[t.path, t.old_mode, t.new_mode, self._told(t)] for t in _in(touches)])

    def _told(self, touch: Touch) -> list[Any]:
        facts = self.facts(touch)
        if not facts:
            return ["lines", *self._hunks(touch)]
        old, new = (side or NOTHING for side in self.sides(touch))
        found = [[list(steps), _plain(old, steps), _plain(new, steps)] for steps in sorted(facts)]
        by_number = any(step.startswith("#") for steps in facts for step in steps)
        return ["facts", found, *(self._hunks(touch) if by_number else ())]

    def sides(self, touch: Touch, kind: Kind | None = None) -> tuple[Leaves | None, Leaves | None]:
        """What the file said before and after; nothing of one that is not read, None of one that cannot be."""
        kind = kind or self.place(touch.path).kind
        old = self._leaves(kind, touch.path, touch.old, touch.old_mode)
        return old, self._leaves(kind, touch.path, touch.new, touch.new_mode)

    def _leaves(self, kind: Kind | None, path: str, oid: str | None, mode: str) -> Leaves | None:
        if oid is None or kind is None:
            return NOTHING
        if mode not in FILE_MODES:
            return None
        if (oid, kind.name) not in self._known:
            if len(self._known) >= _KEPT:
                del self._known[next(iter(self._known))]
            document, _ = parse_document(path, self.read(oid))
            self._known[oid, kind.name] = leaves(kind.field, document.data) if document else None
        return self._known[oid, kind.name]

    def _hunks(self, touch: Touch) -> Iterator[str]:
        """Lines with their surroundings, without their numbers; where there are no lines, the ids."""
        texts = [self.lines(touch, new=new) for new in (False, True)]
        if texts[0] is None or texts[1] is None:
            yield from (touch.old or "", touch.new or "")
            return
        if max(len(texts[0]), len(texts[1])) > _LINES:
            yield from (touch.old or "", touch.new or "")
            return
        for line in list(difflib.unified_diff(texts[0], texts[1], n=_CONTEXT))[2:]:
            yield "@@" if line.startswith("@@") else line

    def lines(self, touch: Touch, *, new: bool) -> list[str] | None:
        """Before or after; None of what has no lines."""
        oid, mode = (touch.new, touch.new_mode) if new else (touch.old, touch.old_mode)
        if oid is None:
            return []
        if mode not in FILE_MODES:
            return None
        try:
            return self.read(oid).decode().splitlines(keepends=True)
        except UnicodeDecodeError:
            return None


def _in(touches: Iterable[Touch]) -> list[Touch]:
    return sorted(touches, key=lambda touch: touch.path)


def _plain(state: Leaves, steps: Steps) -> Any:
    return _typed(state.values.get(steps))


def _typed(value: Any) -> Any:
    """A yes is not a one, and 1 not 1.0 nor "1"."""
    if isinstance(value, tuple | list):
        return [_typed(part) for part in value]
    if isinstance(value, Decimal):
        return ["number", str(value)]
    return [type(value).__name__, value if isinstance(value, str | int | bool | None) else str(value)]


def _digest(told: Any) -> str:
    """SHA-256 of the one JSON that says it."""
    written = json.dumps(told, ensure_ascii=True, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(written.encode()).hexdigest()
