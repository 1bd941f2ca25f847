"""The history of a whole archive as it was known last: not what was changed, only under which names that is remembered.

A new commit concerns the customers whose files it touches, and those whose folders it renames; of all others everything
stays as it was, to the letter.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from dangan.git.objects import Step
from dangan.history.course import Course
from dangan.history.memory import leading_to
from dangan.history.places import Places
from dangan.memory import Memory, packed, unpacked
from dangan.schema.catalogue import Catalogue


@dataclass(frozen=True, slots=True)
class Picture:
    """`head` is the commit that it is of, `order` a digest of the order of all that led to it.

    `owners` and `sure` are those of `Places`, `withheld` the commits whose message the audience may not read, `names`
    those of the remembered changes, by customer.
    """

    head: str = ""
    order: str = ""
    owners: Mapping[str, str | None] = field(default_factory=dict)
    sure: frozenset[str] = frozenset()
    withheld: frozenset[str] = frozenset()
    names: Mapping[str, str] = field(default_factory=dict)

    def places(self, catalogue: Catalogue) -> Places:
        return Places(catalogue, self.owners, self.sure)

    def new_since(self, course: Course) -> list[Step] | None:
        """What was added to it; None where that is not all that happened.

        Only on top of the main line of then, and only where all before it is still told in the order of then, does
        each fact of a file that nobody touched still go the way that it went.
        """
        if self.head not in course.line:
            return None
        known = [step.commit.id for step in leading_to(self.head, course.steps)]
        if order_of(known) != self.order:
            return None
        ids = set(known)
        return [step for step in course.steps if step.commit.id not in ids]


def order_of(ids: Iterable[str]) -> str:
    return hashlib.sha256("\n".join(ids).encode()).hexdigest()


def key_of(made_of: Sequence[object]) -> str:
    """The name of the one picture that is remembered of an archive as one audience sees it."""
    return "picture " + hashlib.sha256(repr(tuple(made_of)).encode()).hexdigest()


def recall(memory: Memory, key: str) -> Picture | None:
    raw = memory.find(key)
    return Picture(*unpacked(raw)) if raw is not None else None


def keep(memory: Memory, key: str, picture: Picture) -> None:
    parts = (picture.head, picture.order, picture.owners, picture.sure, picture.withheld, picture.names)
    memory.keep(key, packed(parts))
