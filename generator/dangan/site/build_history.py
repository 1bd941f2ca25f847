"""What the history says to the readers of a site: read before any page is made, redacted, and remembered for as long
as no commit comes and nothing gets another name.

What it says of each customer, and of each change, is taken up when that is drawn.
"""

import hashlib
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from dangan.config import Config
from dangan.git.branches import references
from dangan.git.repository import Repository
from dangan.layout import Layout
from dangan.levels import Level
from dangan.memory import Forgetful, Memory, packed, unpacked
from dangan.parallel import apart, no_collecting
from dangan.schema.catalogue import Catalogue
from dangan.site.audited import Audited
from dangan.site.build_audit import nothing_to_audit
from dangan.site.kept_memory import memory_in
from dangan.site.options import BuildOptions
from dangan.site.past import Headline, Past
from dangan.site.past_mark import mark_of_audit
from dangan.site.past_pack import past_of
from dangan.site.past_whole import PastReader, WholePast
from dangan.site.pasts import Pasts, Raws
from dangan.site.unrecorded import Unrecorded

_FEW = 64
"""Customers of whom the history leaves less behind than another process takes to begin."""


@dataclass(frozen=True, slots=True)
class History:
    """The commit that the site stands on, all changes, and the past of each customer ("" the archive's own files) when
    it is asked for.
    """

    head: str | None = None
    changes: tuple[Headline, ...] = ()
    audited: Audited | None = None
    """None where nobody is to be told of it, or nothing is known of approvals."""
    pasts: Pasts | None = None
    audited_mark: str = ""
    """Another one whenever the audit is."""
    change_marks: Mapping[str, str] = field(default_factory=dict)
    """By name, what stands for each change with all that is stated of it."""
    _marks: Mapping[str, str] = field(default_factory=dict)
    unrecorded: Unrecorded = field(default_factory=dict)
    """What the last commit does not hold; its pages claim no approval."""

    @classmethod
    def of(
        cls,
        options: BuildOptions,
        catalogue: Catalogue,
        config: Config | None = None,
        untold: Collection[str] = frozenset(),
        customers: int = 0,
    ) -> "History":
        """Empty where there is no Git or no commit yet; the public is told of no commit at all.

        Without `config`, which names the main branch, nothing is known of approvals. Of the customers in `untold`
        nothing is told, on no page. `customers` is how many there are: what is read of many, which is given up again
        when all is known of it, is read in a process of its own, for it would lie between all that is made after it.

        Raises GitError or UsageError for a commit to trust that is not there, or not on the main branch.
        """
        repository = Repository.discover(options.root)
        if repository is None or not repository.has_commits():
            nothing = nothing_to_audit(repository, options.audience)
            return cls(audited=nothing, audited_mark=mark_of_audit(nothing))
        folder = options.root.resolve().relative_to(repository.root.resolve()).as_posix().removeprefix(".")
        head = repository.resolve(options.revision or "HEAD")
        if options.audience < Level.INTERNAL:
            return cls(head)
        memory = memory_in(Layout(options.root).cache)
        reader = PastReader(repository, folder, head, options, catalogue, config, frozenset(untold), memory)
        whole, held = _read(reader, is_large=customers > _FEW)
        pasts = Pasts(Raws(whole.names, memory, reader.history, held), whole.commits, whole.arrivals)
        return cls(head, whole.changes, whole.audited, pasts, whole.audited_mark, whole.change_marks, whole.marks)

    def past(self, customer: str) -> Past:
        return past_of(self.packed_past(customer))

    def packed_past(self, customer: str) -> bytes:
        """As `dangan.site.past_pack.past_of` takes it, wherever the customer is drawn."""
        return self.pasts.packed(customer, self.unrecorded.get(customer, ())) if self.pasts else b""

    def has_past(self, customer: str) -> bool:
        return bool(self.pasts and self.pasts.commits.get(customer))

    def mark_of(self, customer: str) -> str:
        """Stands for a past: another one whenever a page that tells of it might be another. None is made for it."""
        mark, paths = self._marks.get(customer, ""), self.unrecorded.get(customer)
        return f"{mark} {_hash(paths)}" if paths else mark

    def packed_changes(self, asked: Sequence[Headline]) -> Iterator[bytes]:
        """As `dangan.site.past_pack.change_of` takes them, in the order in which they are asked for."""
        return self.pasts.packed_changes(asked) if self.pasts else iter(())


def _read(reader: PastReader, *, is_large: bool) -> tuple[WholePast, dict[str, bytes]]:
    """What is remembered of the very same state, else read. Of a state of the past, which is asked for once, nothing
    is remembered.
    """
    memory = reader.memory
    if isinstance(memory, Forgetful):
        return reader.read()
    state, name = _state(reader), f"told {_name(reader)}"
    known = _remembered(memory, name, state)
    raw = known or (apart(reader) if is_large else reader())
    # Whoever moves a branch meanwhile makes another state of it than the one that was asked for.
    if not (known or reader.options.revision) and _state(reader) == state:
        memory.keep(name, packed((state, raw)))
    with no_collecting():
        return WholePast(*unpacked(raw)), {}


def _remembered(memory: Memory, name: str, state: str) -> bytes | None:
    kept = memory.find(name)
    if kept is None:
        return None
    was, raw = unpacked(kept)
    return bytes(raw) if was == state else None


def _name(reader: PastReader) -> str:
    """Who asks; the place of the site, its languages and how it is put there are all the same to the past."""
    options = replace(reader.options, out=Path(), languages=(), strict=False, clean=False)
    day = replace(options, today=options.today.min)
    return _hash(day, reader.folder)


def _state(reader: PastReader) -> str:
    """All that it is made of: commits and references, never files that lie about but those handed over."""
    said = reader.head, sorted(references(reader.repository.root).items()), reader.repository.is_shallow()
    made_of = reader.options.today, repr(reader.config), sorted(reader.untold), reader.catalogue.fingerprint
    return _hash(*said, *made_of)


def _hash(*said: object) -> str:
    return hashlib.sha256(repr(said).encode(errors="surrogatepass")).hexdigest()
