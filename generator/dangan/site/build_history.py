"""What the history says to the readers of a site: read once, redacted, before any page is made."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from dangan.config import Config
from dangan.git.objects import Commit
from dangan.git.repository import Repository
from dangan.history.archive_history import ArchiveHistory
from dangan.history.change import FieldChange
from dangan.history.landing import landings
from dangan.layout import Layout
from dangan.levels import Level
from dangan.review.audit import Auditor
from dangan.schema.catalogue import Catalogue
from dangan.site.audited import Approval, Audited
from dangan.site.build_audit import Told, approvals, audit_of, nothing_to_audit, with_statements
from dangan.site.kept_memory import memory_in
from dangan.site.options import BuildOptions
from dangan.site.past import Arrivals, Change, Past, grouped, last_facts, short_names


@dataclass(frozen=True, slots=True)
class History:
    """The commit that the site stands on, the past of each customer ("" the archive's own files), and all changes.

    Of each change in `changes` the field changes of all customers are told, by customer and path.
    """

    head: str | None = None
    pasts: Mapping[str, Past] = field(default_factory=dict)
    changes: tuple[Change, ...] = ()
    audited: Audited | None = None
    """None where nobody is to be told of it, or nothing is known of approvals."""

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
        memory = memory_in(Layout(options.root).cache)
        told = ArchiveHistory.of(repository, catalogue, head, folder, options.audience, memory)
        found = (
            audit_of(Auditor(repository, catalogue, config, folder, options.today, memory, told.log), options.trust)
            if config
            else None
        )
        lean = {commit.id: _lean(commit) for commit in told.commits}
        try:
            pasts, changes = _told(told, lean, options.audience, approvals(found), untold)
        finally:
            told.close()
        if config is None:
            return cls(head, pasts, changes)
        audited = Told(lean, changes, catalogue, config, options).audited(found, repository)
        return cls(head, pasts, with_statements(changes, audited), audited)

    def past(self, customer: str) -> Past:
        return self.pasts.get(customer, Past())


def _told(
    history: ArchiveHistory,
    lean: Mapping[str, Commit],
    audience: Level,
    approved: Mapping[str, tuple[Approval, ...]],
    untold: Collection[str] = frozenset(),
) -> tuple[Mapping[str, Past], tuple[Change, ...]]:
    landed = {oid: lean[commit.id] for oid, commit in landings(history.commits).items()}
    arrivals = Arrivals(landed, short_names(lean), approved)
    order = {oid: place for place, oid in enumerate(lean)}
    pasts: dict[str, Past] = {}
    parts: dict[str, list[Change]] = {}
    customers = history.customers if _may_be_known(history.catalogue, audience) else ()
    known = ["", *(customer for customer in customers if customer not in untold)]
    for customer, said in history.each(known, whole=False, commits=list(lean.values())):
        found = sorted(said, key=history.place)
        groups = grouped(found, arrivals)
        mine = tuple(groups[oid] for oid in sorted(groups, key=order.__getitem__))
        pasts[customer] = Past(mine, last_facts(found, arrivals))
        for oid, change in groups.items():
            parts.setdefault(oid, []).append(change)
    changes = tuple(_joined(parts[oid]) for oid in sorted(parts, key=order.__getitem__))
    return pasts, changes


def _may_be_known(catalogue: Catalogue, audience: Level) -> bool:
    """That somebody is a customer is itself as sensitive as the profile."""
    return catalogue.kinds["profile"].field.level <= audience


def _lean(commit: Commit) -> Commit:
    """What a page may say of it, which many processes are sent."""
    return replace(commit, signature="", parents=())


def _joined(parts: Sequence[Change]) -> Change:
    """One change of several customers."""
    return replace(
        parts[0],
        taken=tuple(_each(part.taken for part in parts)),
        others=tuple(_each(part.others for part in parts)),
    )


def _each(parts: Iterator[tuple[FieldChange, ...]]) -> Iterator[FieldChange]:
    return (change for part in parts for change in part)
