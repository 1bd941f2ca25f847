"""What stands for a past, or for a change: equal only where pages would tell the same of them."""

import hashlib
from collections.abc import Iterable

from dangan.git.objects import Commit
from dangan.history.change import FieldChange
from dangan.site.past import Change, Past


class PastMarks:
    """Makes marks; each commit, which many changes name, is written out once."""

    def __init__(self) -> None:
        self._commits: dict[int, tuple[Commit, bytes]] = {}

    def of_past(self, past: Past) -> str:
        digest = hashlib.blake2b(digest_size=20)
        for change in past.changes:
            self._add(digest, change)
        for path, last in past.last.items():
            digest.update(self._commit(last.commit) + repr((path, last.change, last.approved)).encode())
        return digest.hexdigest()

    def of_change(self, change: Change) -> str:
        digest = hashlib.blake2b(digest_size=20)
        self._add(digest, change)
        return digest.hexdigest()

    def _add(self, digest: hashlib.blake2b, change: Change) -> None:
        said = (change.name, change.approved, change.stated, len(change.taken), len(change.others))
        digest.update(self._commit(change.commit) + repr(said).encode())
        for part in self._parts(change.all):
            digest.update(part)

    def _parts(self, found: Iterable[FieldChange]) -> Iterable[bytes]:
        for c in found:
            said = (c.of, c.path, c.kind.value, c.steps, c.old, c.new, c.before, c.taken, c.whole_file)
            yield self._commit(c.commit) + repr(said).encode(errors="surrogatepass")

    def _commit(self, commit: Commit) -> bytes:
        known = self._commits.get(id(commit))
        if known is None:  # the commit is held with it, or its number might become another's
            mark = hashlib.blake2b(repr(commit).encode(errors="surrogatepass"), digest_size=20).digest()
            known = self._commits[id(commit)] = (commit, mark)
        return known[1]
