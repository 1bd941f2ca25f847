"""Which facts of a file are followed along one line of the history."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

from dangan.history.leaves import Steps


@dataclass(frozen=True, slots=True)
class Scope:
    """Either all facts but `paths`, or `paths` alone: at a merge each fact goes one way."""

    all_but: bool
    paths: frozenset[Steps] = frozenset()

    def __contains__(self, path: Steps) -> bool:
        return (path in self.paths) != self.all_but

    def __bool__(self) -> bool:
        return self.all_but or bool(self.paths)

    def __or__(self, other: "Scope") -> "Scope":
        match self.all_but, other.all_but:
            case True, True:
                return Scope(True, self.paths & other.paths)
            case True, False:
                return Scope(True, self.paths - other.paths)
            case False, True:
                return Scope(True, other.paths - self.paths)
            case _:
                return Scope(False, self.paths | other.paths)

    def without(self, paths: Iterable[Steps]) -> Self:
        given = frozenset(paths)
        return type(self)(self.all_but, self.paths | given if self.all_but else self.paths - given)

    def only(self, paths: Iterable[Steps]) -> "Scope":
        return Scope(False, frozenset(path for path in paths if path in self))


ALL = Scope(True)
NONE = Scope(False)
