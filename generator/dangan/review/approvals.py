"""All signed approvals of a repository, found by what they are of."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from dangan.git.objects import Step, Touch
from dangan.review.content import Contents
from dangan.review.evidence import Match
from dangan.review.statement import Approval, read_approval


@dataclass(frozen=True, slots=True)
class Approvals:
    """`all` is everything that was ever put onto the branch; `altered` are the names of those changed or removed."""

    all: tuple[Approval, ...] = ()
    altered: tuple[str, ...] = ()
    _exact: dict[str, list[Approval]] = field(default_factory=lambda: defaultdict(list))
    _by_files: dict[frozenset[str], list[Approval]] = field(default_factory=lambda: defaultdict(list))

    def __post_init__(self) -> None:
        for approval in self.all:
            self._exact[approval.statement.exact].append(approval)
            self._by_files[frozenset(approval.statement.files)].append(approval)

    @classmethod
    def of(cls, steps: Iterable[Step], read: Callable[[str], bytes]) -> "Approvals":
        """From the log of the branches, newest first. What was taken away later was said nevertheless: the first
        version of a file is what it says.
        """
        first: dict[str, str] = {}
        altered: dict[str, None] = {}
        for step in reversed(list(steps)):
            for touch in step.touched[0] if len(step.commit.parents) <= 1 else ():
                if touch.new and touch.path not in first:
                    first[touch.path] = touch.new
                elif touch.old and touch.new != first.get(touch.path):
                    altered[touch.path] = None
        found = (read_approval(name, read(oid)) for name, oid in sorted(first.items()))
        return cls(tuple(filter(None, found)), tuple(altered))

    def of_touches(self, touches: tuple[Touch, ...], contents: Contents) -> Iterator[tuple[Approval, Match]]:
        """Those of exactly this, and those of the same changes of fields."""
        exact = self._exact.get(contents.exact(touches), [])
        yield from ((approval, Match.EXACT) for approval in exact)
        near = [a for a in self._by_files.get(frozenset(t.path for t in touches), []) if a not in exact]
        if near:
            told = contents.equivalent(touches)
            yield from ((approval, Match.EQUIVALENT) for approval in near if approval.statement.equivalent == told)
