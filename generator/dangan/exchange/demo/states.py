"""What the files hold after each step: as they are now, without what came later."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from dangan.exchange.demo.notes import Place
from dangan.exchange.demo.past import Past
from dangan.exchange.demo.steps import Step
from dangan.exchange.demo.texts import text_without
from dangan.source.node import Pointer


@dataclass(slots=True)
class States:
    """`notes` has for every file its notes with the number of the step that brought each."""

    past: Past
    steps: Sequence[Step]
    notes: Mapping[str, list[tuple[int, Place]]]
    _told: dict[tuple[str, int], bytes | None] = field(default_factory=dict)

    @classmethod
    def of(cls, past: Past, steps: Sequence[Step]) -> "States":
        notes: dict[str, list[tuple[int, Place]]] = {}
        for number, step in enumerate(steps):
            for place in step.places:
                notes.setdefault(place.path, []).append((number, place))
        return cls(past, steps, notes)

    def after(self, number: int) -> dict[str, bytes | None]:
        """The files that a step changed, None where nothing is in one yet."""
        return {path: self.file(path, number) for path in self.steps[number].paths}

    def file(self, path: str, number: int) -> bytes | None:
        """A file as it was after a step."""
        last = max((at for at, _ in self.notes[path] if at <= number), default=-1)
        if (path, last) not in self._told:
            self._told[path, last] = self._made(path, last)
        return self._told[path, last]

    def _made(self, path: str, number: int) -> bytes | None:
        if number < 0:
            return None
        later = [place for at, place in self.notes[path] if at > number]
        document = self.past.sample.documents.get(path)
        if not later or document is None:
            return self.past.sample.files[path]
        missing = frozenset(place.pointer for place in later if not place.turn)
        text = text_without(document, missing, self._earlier(later))
        return None if text is None else text.encode()

    def _earlier(self, later: Sequence[Place]) -> dict[Pointer, Any]:
        """Of several turns of a value that are still to come the first has it as it was."""
        turns = sorted((place for place in later if place.turn), key=lambda place: place.turn, reverse=True)
        return {place.pointer: self.past.before[place] for place in turns}
