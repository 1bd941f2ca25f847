"""What pages about many tell of the past, and what stands for each part of it, from sketches alone."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from dangan.git.objects import Commit
from dangan.history.sketch import Sketch, Sketches
from dangan.site.past import Arrivals, Headline


@dataclass(frozen=True, slots=True)
class Outline:
    """By customer, "" for the archive's own files."""

    sketches: Sketches
    arrivals: Arrivals
    _said: dict[str, bytes] = field(default_factory=dict)

    def mark_of(self, customer: str) -> str:
        """Another one whenever a page that tells of the past of the customer might be another."""
        digest = hashlib.blake2b(digest_size=20)
        for sketch in self.sketches.get(customer, ()):
            digest.update(self._of_commit(sketch.commit) + sketch.mark)
        return digest.hexdigest()

    def headlines(self) -> tuple[Headline, ...]:
        """Of all changes, the newest first."""
        parts: dict[str, list[tuple[str, Sketch]]] = {}
        for customer, some in self.sketches.items():
            for sketch in some:
                parts.setdefault(self.arrivals.of(sketch.commit).id, []).append((customer, sketch))
        return tuple(self._headline(oid, parts[oid]) for oid in sorted(parts, key=self.arrivals.order.__getitem__))

    def _headline(self, oid: str, parts: Sequence[tuple[str, Sketch]]) -> Headline:
        taken, others = ([part for part in parts if part[1][side]] for side in (1, 2))
        commits = dict.fromkeys(sketch.commit for _, sketch in (*taken, *others))
        kinds = (kind for _, sketch in (taken or others) for kind in (sketch.taken if taken else sketch.others))
        return Headline(
            commit=self.arrivals.own[oid],
            name=self.arrivals.names[oid],
            commits=tuple(self.arrivals.own[each] for each in commits),
            customers=tuple(dict.fromkeys(customer for customer, _ in parts)),
            kinds=tuple(dict.fromkeys(kinds)),
            brings=bool(taken),
            mark=self._mark(parts),
            approved=self.arrivals.approved.get(oid),
        )

    def _mark(self, parts: Iterable[tuple[str, Sketch]]) -> str:
        digest = hashlib.blake2b(digest_size=20)
        for customer, sketch in parts:
            digest.update(customer.encode() + b"\0" + self._of_commit(sketch.commit) + sketch.mark)
        return digest.hexdigest()

    def _of_commit(self, oid: str) -> bytes:
        """What pages tell of it beside what it changed: the change that it came with, and who approved that."""
        if oid not in self._said:
            main = self.arrivals.of(oid)
            told = (_told(self.arrivals.own[oid]), _told(main), self.arrivals.names[main.id])
            is_waiting = oid in self.arrivals.waiting
            self._said[oid] = repr((*told, self.arrivals.approved.get(main.id), is_waiting)).encode()
        return self._said[oid]


def _told(commit: Commit) -> tuple[str, bool]:
    """A commit is what its id says, but for its message, which not everybody may read."""
    return commit.id, bool(commit.subject or commit.message)
