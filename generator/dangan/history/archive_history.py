"""The history of an archive: every change of every field, from the repository alone."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial

from dangan.git.blobs import BlobReader
from dangan.git.objects import Commit, Step, Touch
from dangan.git.repository import Repository
from dangan.history.audience import Audience
from dangan.history.change import FieldChange, Identity
from dangan.history.course import Course
from dangan.history.graph import Graph
from dangan.history.kept_log import steps_of
from dangan.history.picture import Picture, keep, key_of, recall
from dangan.history.reading import Reading, Task
from dangan.history.schemas_then import SchemasThen
from dangan.history.survey import REPOSITORY, Survey, Surveyed, by_customer, withhold
from dangan.levels import Level
from dangan.memory import Forgetful, Memory, packed, unpacked
from dangan.parallel import map_items, no_collecting
from dangan.schema.catalogue import Catalogue
from dangan.schema.kind import Kind

_WHOLE = " whole"
_FEW = 4
_TOGETHER = 200
"""Customers whose changes are put into the memory at once."""


@dataclass(slots=True)
class ArchiveHistory:
    """What led to one commit, as far as an audience may know. `shallow`: this copy does not know all that was before.

    Keys and order of lists are read by today's schema, also in old states. `commits` are the newest first, children
    before parents.
    """

    audience: Audience
    survey: Survey
    picture: Picture
    memory: Memory
    shallow: bool
    log: Sequence[Step]
    """As it was read, of the whole repository."""
    commits: list[Commit]
    order: Mapping[str, int]
    """Of every commit that the log has: its place in it."""
    _graph: Graph | None = None
    _files: Mapping[str, Sequence[Identity]] = field(default_factory=dict)
    """By customer, of those that the graph is of."""
    _digests: Mapping[Identity, str] = field(default_factory=dict)
    _was: Mapping[str, str] = field(default_factory=dict)
    """Under which names that is remembered which new commits concern."""
    _said: dict[tuple[str, bool], list[FieldChange]] = field(default_factory=dict)

    @classmethod
    def of(
        cls,
        repository: Repository,
        catalogue: Catalogue,
        revision: str = "HEAD",
        folder: str = "",
        level: Level = Level.RESTRICTED,
        memory: Memory | None = None,
    ) -> "ArchiveHistory":
        """Reads the log. `folder` is where the archive lies in the repository, "" for its top.

        Raises GitError for no such revision.
        """
        memory, audience, shallow = memory or Forgetful(), Audience(level, catalogue), repository.is_shallow()
        with no_collecting():
            log = steps_of(repository, revision, memory, shallow=shallow)
            course = Course(_within(log, folder))
            schemas, tree = SchemasThen(repository, course, folder), partial(repository.tree, revision, folder)
            made_of = (level, catalogue.fingerprint, shallow, schemas.today)
            survey = Survey(audience, course, schemas, BlobReader(repository.root), tree, made_of)
            key = key_of((*made_of, folder))
            found, was = (survey.anew(), {}) if shallow else _picture(repository, survey, memory, key)
            picture, graph, digests = found
            commits = [withhold(step, picture).commit for step in course.steps]
            order = {commit.id: place for place, commit in enumerate(commits)}
            files = by_customer(graph, audience) if graph else {}
        return cls(audience, survey, picture, memory, shallow, log, commits, order, graph, files, digests, was)

    @property
    def catalogue(self) -> Catalogue:
        return self.audience.catalogue

    @property
    def customers(self) -> list[str]:
        """The ids of all customers that ever had a file, in order; also of those that are gone."""
        return sorted(filter(None, self.picture.names))

    def name_of(self, customer: str) -> str:
        """Another one whenever anything in the history of the customer is another; "" where there is none."""
        return self.picture.names.get(customer, "")

    def files(self, customer: str) -> list[Identity]:
        """All files that a customer ever had; "" for the archive's own."""
        self._look_at([customer])
        return list(self._files.get(customer, ()))

    def of_file(self, file: Identity) -> list[FieldChange]:
        """Newest first."""
        if (file.customer, True) not in self._said:
            self._said[file.customer, True] = next(self.each([file.customer]))[1]
        return [change for change in self._said[file.customer, True] if change.of == file]

    def each(
        self, customers: Iterable[str], *, whole: bool = True, commits: Sequence[Commit] | None = None
    ) -> Iterator[tuple[str, list[FieldChange]]]:
        """Customer by customer the changes of all files, which are not held. What is not remembered is read, by several
        processes, and remembered.

        Unless `whole`, what came or went with its file is left to what is said of the file. `commits` stand for those
        of this history, in the same order.
        """
        for customer, raw in self.raws(customers, whole=whole):
            yield customer, self._recalled(raw, commits or self.commits)

    def raws(self, customers: Iterable[str], *, whole: bool = True) -> Iterator[tuple[str, bytes]]:
        """The same as it is remembered: packed, of each file a digest, its identity and `memory.Rows`."""
        asked = [customer for customer in customers if customer in self.picture.names]
        there = self.memory.names() if asked else ()
        missing = [customer for customer in asked if self._name(customer, whole=whole) not in there]
        fresh = self._read(missing, whole=whole)
        unread = set(missing)
        for customer in asked:
            raw = next(fresh) if customer in unread else self.memory.find(self._name(customer, whole=whole))
            yield customer, raw if raw is not None else next(self._read([customer], whole=whole))
        next(fresh, None)

    def _name(self, customer: str, *, whole: bool) -> str:
        return self.picture.names[customer] + (_WHOLE if whole else "")

    def _read(self, customers: Sequence[str], *, whole: bool) -> Iterator[bytes]:
        """The changes of customers in their order, as they are remembered."""
        if not customers:
            return
        self._look_at(customers)
        self.close()  # those who read now have processes of their own
        job = Reading(self.audience, self.survey.blobs, self.survey.schemas, whole)
        # All of them first: were the graph gone through beside other processes, it would be shared with none of them.
        tasks = [packed(self._task(customer, whole=whole)) for customer in customers]
        found = map_items(job, tasks)
        done: dict[str, bytes] = {}
        for customer, raw in zip(customers, found, strict=True):
            done[self._name(customer, whole=whole)] = raw
            yield raw
            if len(done) >= _TOGETHER:
                self.memory.keep_all(done)
                done = {}
        self.memory.keep_all(done)

    def _task(self, customer: str, *, whole: bool) -> Task:
        files = {file: self._digests[file] for file in self._files.get(customer, ())}
        graph = (self._graph or Graph()).part(files)
        known = self.order.keys() & {oid for node in graph.nodes for oid in node.commit.parents}
        commits = {node.commit.id for node in graph.nodes} if self.audience.level is not Level.RESTRICTED else ()
        states = {oid: self.survey.schemas.state(oid) for oid in commits}
        return Task(files, graph, known, states, self._before(customer, whole=whole))

    def _before(self, customer: str, *, whole: bool) -> bytes | None:
        """What was remembered of a customer to whom something came."""
        name = self._was.get(customer)
        return self.memory.find(name + (_WHOLE if whole else "")) if name else None

    def _look_at(self, customers: Collection[str]) -> Graph:
        """A graph of at least these."""
        if self._graph is None or not self._files.keys() >= set(customers):
            are_few = len(customers) < len(self.picture.names) // _FEW
            with no_collecting():
                self._graph = self.survey.graph(self.picture, set(customers) if are_few else None)
                self._files, self._digests = by_customer(self._graph, self.audience), self.survey.digests(self._graph)
        return self._graph

    def _recalled(self, raw: bytes, commits: Sequence[Commit]) -> list[FieldChange]:
        order = self.order
        return [
            FieldChange(commits[order[oid]], file, *rest)
            for _, of, rows in unpacked(raw)
            for file in [Identity(*of)]
            for oid, *rest in rows
        ]

    def of_customer(self, customer: str, *, whole: bool = True) -> list[FieldChange]:
        """All changes of a customer's files, newest first; those of one commit by file and path."""
        return self.of_customers([customer], whole=whole)

    def of_customers(self, customers: Iterable[str], *, whole: bool = True) -> list[FieldChange]:
        """Those of several, in one order."""
        with no_collecting():
            found = [change for _, changes in self.each(customers, whole=whole) for change in changes]
        return sorted(found, key=self.place)

    def place(self, change: FieldChange) -> tuple[int, str, str, tuple[str, ...]]:
        """Where a change stands in the one order: newest first, those of one commit by file and path."""
        return self.order[change.commit.id], change.of.customer, change.path, change.steps

    def kind(self, change: FieldChange) -> Kind | None:
        return self.catalogue.kinds.get(change.of.kind or "")

    def close(self) -> None:
        """Ends the process that reads; another read starts it again."""
        self.survey.blobs.close()


def _picture(repository: Repository, survey: Survey, memory: Memory, key: str) -> tuple[Surveyed, Mapping[str, str]]:
    """From what is known of the newest commit that was looked at, where that helps; the newest one stays known. With it
    the names of then. Not of a copy that may yet learn of older commits.
    """
    old = recall(memory, key)
    after = survey.after(old) if old else None
    found = after or survey.anew()
    if found.picture is old:
        return found, old.names
    if old is None or after or not repository.leads_to(found.picture.head, old.head):
        keep(memory, key, found.picture)
    return found, old.names if old else {}


def _within(log: Sequence[Step], folder: str) -> Sequence[Step]:
    """The part of the log that lies in the archive's folder, by paths from there."""
    start = f"{folder}/" if folder else ""
    return [_part(step, start) for step in log] if start or _has_repositories(log) else log


def _has_repositories(log: Sequence[Step]) -> bool:
    touches = [touch for step in log for side in step.touched for touch in side]
    return REPOSITORY in {touch.old_mode for touch in touches} | {touch.new_mode for touch in touches}


def _part(step: Step, start: str) -> Step:
    sides = (tuple(_file(touch, len(start)) for touch in side if touch.path.startswith(start)) for side in step.touched)
    return Step(step.commit, tuple(sides))


def _file(touch: Touch, start: int) -> Touch:
    """A repository inside this one is no file of it."""
    old = None if touch.old_mode == REPOSITORY else touch.old
    new = None if touch.new_mode == REPOSITORY else touch.new
    return touch._replace(path=touch.path[start:], old=old, new=new)
