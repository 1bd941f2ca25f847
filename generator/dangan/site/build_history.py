"""What the history says to the readers of a site: read once, redacted, before any page is made.

What it says of each customer, and of each change, is taken up when that is drawn.
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import islice
from pathlib import Path

from dangan.config import Config
from dangan.git.branches import references
from dangan.git.objects import Commit
from dangan.git.repository import Repository
from dangan.history.archive_history import ArchiveHistory
from dangan.history.landing import landings
from dangan.history.sketch import sketches_of
from dangan.layout import Layout
from dangan.levels import Level
from dangan.memory import Forgetful
from dangan.parallel import no_collecting
from dangan.review.audit import Auditor
from dangan.schema.catalogue import Catalogue
from dangan.site.audited import Approval, Audited
from dangan.site.build_audit import Told, approvals, audit_of, nothing_to_audit, with_statements
from dangan.site.kept_memory import memory_in
from dangan.site.options import BuildOptions
from dangan.site.past import Arrivals, Headline, Past, short_names
from dangan.site.past_mark import mark_of_change
from dangan.site.past_pack import change_of
from dangan.site.pasts import Pasts, Raws
from dangan.site.views.feed import LATEST


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

    @classmethod
    def of(
        cls,
        options: BuildOptions,
        catalogue: Catalogue,
        config: Config | None = None,
        untold: Collection[str] = frozenset(),
    ) -> "History":
        """Empty where there is no Git or no commit yet; the public is told of no commit at all.

        Without `config`, which names the main branch, nothing is known of approvals. Of the customers in `untold`
        nothing is told, on no page.
        """
        repository = Repository.discover(options.root)
        if repository is None or not repository.has_commits():
            return cls(audited=nothing_to_audit(repository, options.audience))
        folder = options.root.resolve().relative_to(repository.root.resolve()).as_posix().removeprefix(".")
        head = repository.resolve(options.revision or "HEAD")
        if options.audience < Level.INTERNAL:
            return cls(head)
        asked = replace(options, out=Path(), languages=(), strict=False, clean=False), repr(config), frozenset(untold)
        state = head, references(repository.root), repository.is_shallow()
        made_of = repr((asked, state, folder, catalogue.fingerprint))
        global _last  # noqa: PLW0603 (of a process that builds again and again, while somebody edits)
        if _last is None or _last[0] != made_of:
            with no_collecting():
                _last = made_of, cls._of(repository, folder, head, options, catalogue, config, untold)
        return _last[1]

    @classmethod
    def _of(
        cls,
        repository: Repository,
        folder: str,
        head: str,
        options: BuildOptions,
        catalogue: Catalogue,
        config: Config | None,
        untold: Collection[str],
    ) -> "History":
        memory = memory_in(Layout(options.root).cache)
        read = partial(ArchiveHistory.of, repository, catalogue, head, folder, options.audience, memory)
        told = read()
        try:
            auditor = config and Auditor(repository, catalogue, config, folder, options.today, memory, told.log)
            found = audit_of(auditor, options.trust) if auditor else None
            pasts = _pasts(told, read, approvals(found), untold)
        finally:
            told.close()
        changes, audited = pasts.headlines(), None
        if config is not None:
            audited = Told(pasts.arrivals.own, changes, catalogue, config, options).audited(found, repository)
            changes = with_statements(changes, audited)
        return cls(head, _with_latest(changes, pasts), audited, pasts)

    def past(self, customer: str) -> Past:
        return self.pasts.past(customer) if self.pasts else Past()

    def packed_past(self, customer: str) -> bytes:
        """As `dangan.site.past_pack.past_of` takes it, wherever the customer is drawn."""
        return self.pasts.packed(customer) if self.pasts else b""

    def has_past(self, customer: str) -> bool:
        return bool(self.pasts and self.pasts.sketches.get(customer))

    def mark_of(self, customer: str) -> str:
        """Stands for a past: another one whenever a page that tells of it might be another. None is made for it."""
        return self.pasts.mark_of(customer) if self.pasts else ""

    @property
    def change_marks(self) -> Mapping[str, str]:
        """By name, what stands for each change with all that is stated of it."""
        return {change.name: mark_of_change(change) for change in self.changes}

    def packed_changes(self, asked: Sequence[Headline]) -> Iterator[bytes]:
        """As `dangan.site.past_pack.change_of` takes them, in the order in which they are asked for."""
        return self.pasts.packed_changes(asked) if self.pasts else iter(())


_last: tuple[str, History] | None = None
"""What was read last, and all that it was made of: commits and references, never files that lie about."""


def _pasts(
    history: ArchiveHistory,
    again: Callable[[], ArchiveHistory],
    approved: Mapping[str, tuple[Approval, ...]],
    untold: Collection[str],
) -> Pasts:
    customers = history.customers if _may_be_known(history.catalogue, history.audience.level) else ()
    known = ["", *(customer for customer in customers if customer not in untold)]
    raws = Raws({customer: history.name_of(customer) for customer in known}, history.memory, again)
    is_forgetful = isinstance(history.memory, Forgetful)
    sketches = sketches_of(history, known, raws.held.__setitem__ if is_forgetful else _let_go)
    own = {commit.id: _lean(commit) for commit in history.commits}
    landed = {oid: own[commit.id] for oid, commit in landings(history.commits).items()}
    return Pasts(raws, sketches, Arrivals(landed, short_names(own), approved, history.order, own))


def _let_go(_customer: str, _raw: bytes) -> None:
    """The memory has it."""


def _with_latest(changes: Sequence[Headline], pasts: Pasts) -> tuple[Headline, ...]:
    """What became of what is told at once only of those that the feed holds."""
    latest = list(islice((change for change in changes if change.brings), LATEST))
    found = map(change_of, pasts.packed_changes(latest))
    told = {change.name: whole.told for change, whole in zip(latest, found, strict=True)}
    return tuple(replace(change, told=told[change.name]) if change.name in told else change for change in changes)


def _may_be_known(catalogue: Catalogue, audience: Level) -> bool:
    """That somebody is a customer is itself as sensitive as the profile."""
    return catalogue.kinds["profile"].field.level <= audience


def _lean(commit: Commit) -> Commit:
    """What a page may say of it, which many processes are sent."""
    return Commit(*(getattr(commit, name) for name in _FIELDS))


_FIELDS = ("id", "author", "email", "date", "subject", "message", "authored", "committer", "committer_email")
