"""The history as pages tell it: by change, which is what came to the main line at once. Plain data, redacted."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple, Protocol

from dangan.git.objects import Commit
from dangan.history.change import FieldChange, Identity
from dangan.site.audited import Approval, Stated

SHORT = 10
"""How much of a commit's id is in the address of its page; more where two begin alike."""


class Last(NamedTuple):
    """The last time that a fact of a file became another: the commit, the change that brought it, and who approved that
    (`approved` and `waiting` as in `Change`).
    """

    commit: Commit
    change: str = ""
    approved: tuple[Approval, ...] | None = None
    waiting: bool = False


class ChangeHead(Protocol):
    """What pages about many tell of a change: a `Change`, or the `Headline` of one."""

    @property
    def commit(self) -> Commit: ...
    @property
    def name(self) -> str: ...
    @property
    def approved(self) -> tuple[Approval, ...] | None: ...
    @property
    def stated(self) -> Stated | None: ...
    @property
    def commits(self) -> tuple[Commit, ...]: ...
    @property
    def customers(self) -> tuple[str, ...]: ...
    @property
    def kinds(self) -> tuple[str, ...]: ...
    @property
    def brings(self) -> bool: ...
    @property
    def told(self) -> tuple[FieldChange, ...]: ...


@dataclass(frozen=True, slots=True)
class Change:
    """What came to the main line at once: one pull request, or one commit put there directly.

    `commit` is the one on the main line, without its message where that is not for the audience; `others` was proposed
    with it and not taken. `name` stands for it in addresses. `approved` are those who approved it: none where it was
    held against the policy and nobody did, None where nothing is known of it. `stated` is what the audit says of it.
    `waiting` is what has not all reached the main branch yet: nobody can have approved it there.
    """

    commit: Commit
    name: str
    taken: tuple[FieldChange, ...] = ()
    others: tuple[FieldChange, ...] = ()
    approved: tuple[Approval, ...] | None = None
    stated: Stated | None = None
    waiting: bool = False

    @property
    def all(self) -> tuple[FieldChange, ...]:
        return (*self.taken, *self.others)

    @property
    def commits(self) -> tuple[Commit, ...]:
        """Those in which the fields were changed, each once: their authors did it."""
        return commits_of(self.all)

    @property
    def customers(self) -> tuple[str, ...]:
        """By id, "" for the archive's own files."""
        return tuple(dict.fromkeys(sorted(change.of.customer for change in self.all)))

    @property
    def brings(self) -> bool:
        """Whether anything of it was taken."""
        return bool(self.taken)

    @property
    def told(self) -> tuple[FieldChange, ...]:
        """What it is told to be: what was taken, else what was not."""
        return self.taken or self.others

    @property
    def kinds(self) -> tuple[str, ...]:
        """Of the files that it is told to be about, "" for one of no known kind."""
        return tuple(dict.fromkeys(found.of.kind or "" for found in self.told))

    def of(self, customer: str) -> "Change":
        """The part of it that concerns one customer."""
        taken, others = ([c for c in some if c.of.customer == customer] for some in (self.taken, self.others))
        return replace(self, taken=tuple(taken), others=tuple(others))


class Headline(NamedTuple):
    """A change without what became of what: thousands of them are held at once. As `Change`, but that only of the
    newest (those that a feed holds) what was `told` is there.

    `mark` stands for all of the change but what is stated of it.
    """

    commit: Commit
    name: str
    commits: tuple[Commit, ...]
    customers: tuple[str, ...]
    kinds: tuple[str, ...]
    brings: bool
    mark: str
    approved: tuple[Approval, ...] | None = None
    stated: Stated | None = None
    told: tuple[FieldChange, ...] = ()


@dataclass(frozen=True, slots=True)
class Past:
    """The changes of some files, the newest first, and of each file the last of a fact, by the path it lies at.

    `unrecorded` are the paths of those that hold something else than the last commit does.
    """

    changes: tuple[Change, ...] = ()
    last: Mapping[str, Last] = field(default_factory=dict)
    unrecorded: frozenset[str] = frozenset()


def commits_of(found: Iterable[FieldChange]) -> tuple[Commit, ...]:
    """Each once."""
    return tuple({change.commit.id: change.commit for change in found}.values())


@dataclass(frozen=True, slots=True)
class Arrivals:
    """By id of any commit the one with which it came to the main line; by id of that its name in addresses, and who
    approved it, as far as that is known. `own` are the commits themselves, the newest first, `order` their places.
    `waiting` are those that have not reached the main branch of the archive.
    """

    commits: Mapping[str, Commit]
    names: Mapping[str, str]
    approved: Mapping[str, tuple[Approval, ...]] = field(default_factory=dict)
    order: Mapping[str, int] = field(default_factory=dict)
    own: Mapping[str, Commit] = field(default_factory=dict)
    waiting: Collection[str] = frozenset()
    _made: dict[str, Change] = field(default_factory=dict, repr=False, compare=False)

    def of(self, oid: str) -> Commit:
        """What has not reached the main line stands for itself."""
        return self.commits.get(oid) or self.own[oid]

    def change(self, found: FieldChange) -> Change:
        commit = self.commits.get(found.commit.id, found.commit)
        if commit.id not in self._made:
            self._made[commit.id] = Change(commit, self.names[commit.id], approved=self.approved.get(commit.id))
        return self._made[commit.id]


def grouped(found: Iterable[FieldChange], arrivals: Arrivals) -> dict[str, Change]:
    """The changes of the main line that field changes came with, by id of its commit, in no order."""
    groups: dict[str, tuple[Change, list[FieldChange]]] = {}
    for change in found:
        arrival = arrivals.change(change)
        groups.setdefault(arrival.commit.id, (arrival, []))[1].append(change)
    return {oid: _whole(change, inside, arrivals.waiting) for oid, (change, inside) in groups.items()}


def _whole(change: Change, inside: Sequence[FieldChange], waiting: Collection[str]) -> Change:
    taken, others = list[FieldChange](), list[FieldChange]()
    for each in inside:
        (taken if each.taken else others).append(each)
    is_waiting = any(each.commit.id in waiting for each in inside)
    return replace(change, taken=tuple(taken), others=tuple(others), waiting=is_waiting)


def last_facts(found: Iterable[FieldChange], arrivals: Arrivals) -> dict[str, Last]:
    """By today's path of each file; `found` is newest first."""
    path: dict[Identity, str] = {}
    last: dict[str, Last] = {}
    for change in found:
        if change.taken:
            here = path.setdefault(change.of, change.path)
            if change.kind.is_fact and here not in last:
                arrival = arrivals.change(change)
                waits = change.commit.id in arrivals.waiting
                last[here] = Last(change.commit, arrival.name, arrival.approved, waits)
    return last


def short_names(ids: Iterable[str]) -> dict[str, str]:
    """For each commit as much of its id as tells it from all others, at least `SHORT` characters."""
    ordered = sorted(set(ids))
    named: dict[str, str] = {}
    for number, oid in enumerate(ordered):
        beside = (*ordered[max(0, number - 1) : number], *ordered[number + 1 : number + 2])
        length = SHORT
        while any(other.startswith(oid[:length]) for other in beside):
            length += 1
        named[oid] = oid[:length]
    return named
