"""What a policy speaks of: a kind of file or a folder, and a part of it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dangan.model.folders import DOCUMENTS, TOP
from dangan.schema.catalogue import Catalogue
from dangan.schema.kind import Kind

ANY = "*"
"""Stands for one step: `people/*/roles`."""
Steps = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Target:
    """What an entry of the policy is about: `credit/decision/limit` is kind credit, steps decision and limit."""

    name: str
    steps: Steps = ()

    @classmethod
    def of(cls, written: str) -> "Target":
        name, *steps = written.strip().strip("/").split("/")
        return cls(name, tuple(steps))

    def covers(self, steps: Steps) -> bool:
        """Whether a change of the fact at `steps` is a change of this: below it, at it, or of what holds it."""
        return all(mine in (ANY, theirs) for mine, theirs in zip(self.steps, steps, strict=False))

    @property
    def depth(self) -> tuple[int, int]:
        """The more steps the more precise; of two alike the one that names them."""
        return len(self.steps), -self.steps.count(ANY)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a path of the archive belongs: its kind (None if it is not read), what a policy calls it, whose it is.

    `folder` is the customer's folder, "" of the archive's own files.
    """

    name: str
    kind: Kind | None = None
    folder: str = ""


def place_of(path: str, catalogue: Catalogue) -> Place:
    """By the path alone: files of long ago, and those that a change is about to move, are placed like today's.

    In a customer's folder the shortest one below which the rest of the path is a kind of file.
    """
    return places_of(path, catalogue)[0]


def places_of(path: str, catalogue: Catalogue) -> tuple[Place, ...]:
    """All that a path may be, the likeliest first: a folder inside another, called `documents` or `projects`, may be a
    customer's own, and whoever asks for approvals asks for those of each.
    """
    if path.startswith(f"{TOP}/"):
        return tuple(_of_customer(path.split("/"), catalogue)) or (Place(TOP),)
    kind = catalogue.kind_of(path, "archive")
    return (Place(kind.name if kind else path.partition("/")[0], kind),)


def _of_customer(parts: Sequence[str], catalogue: Catalogue) -> Iterator[Place]:
    for depth in range(2, len(parts)):
        inside, folder = "/".join(parts[depth:]), "/".join(parts[:depth])
        if inside.startswith(DOCUMENTS):
            yield Place("documents", None, folder)
        elif kind := catalogue.kind_of(inside, "customer"):
            yield Place(kind.name, kind, folder)
