"""The history of an archive: every change of every field, from the repository alone."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from dangan.git.blobs import BlobReader
from dangan.git.objects import Commit, Step, Touch, TreeEntry
from dangan.git.repository import Repository
from dangan.history.audience import Audience
from dangan.history.change import FieldChange, Identity
from dangan.history.file_reader import FileReader
from dangan.history.graph import Graph, build
from dangan.history.landing import main_line
from dangan.history.memory import Forgetful, Memory, name_of, packed, steps_of, unpacked
from dangan.history.places import Places, Profiles, is_profile
from dangan.history.schemas_then import SchemasThen
from dangan.history.telling import Reader
from dangan.history.walk import changes, tip
from dangan.levels import Level
from dangan.schema.catalogue import Catalogue
from dangan.schema.kind import Kind

_REPOSITORY = "160000"


@dataclass(slots=True)
class ArchiveHistory:
    """What led to one commit, as far as an audience may know. `shallow`: this copy does not know all that was before.

    Keys and order of lists are read by today's schema, also in old states.
    """

    audience: Audience
    graph: Graph
    blobs: BlobReader
    schemas: SchemasThen
    memory: Memory
    shallow: bool = False
    _order: Mapping[str, int] = field(default_factory=dict)
    """Of every commit that the log has: its place in it."""
    _by_customer: dict[str, list[Identity]] = field(default_factory=dict)
    _said: dict[str, Mapping[Identity, list[FieldChange]]] = field(default_factory=dict)

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
        blobs, audience = BlobReader(repository.root), Audience(level, catalogue)
        memory = memory or Forgetful()
        steps = [_within(step, folder) for step in steps_of(repository, revision, memory)]
        places = Places.of(catalogue, _profiles(repository.tree(revision, folder), steps), blobs.read)
        graph = build((_told(step, places, audience) for step in steps), places.identify)
        order = {commit.id: place for place, commit in enumerate(graph.commits)}
        schemas = SchemasThen(repository, steps, folder)
        found = cls(audience, graph, blobs, schemas, memory, repository.is_shallow(), order)
        for file in filter(audience.may_know, graph.by_file):
            found._by_customer.setdefault(file.customer, []).append(file)
        return found

    @property
    def catalogue(self) -> Catalogue:
        return self.audience.catalogue

    @property
    def commits(self) -> list[Commit]:
        """Newest first, children before parents."""
        return self.graph.commits

    @property
    def customers(self) -> list[str]:
        """The ids of all customers that ever had a file, in order; also of those that are gone."""
        return sorted(filter(None, self._by_customer))

    def files(self, customer: str) -> list[Identity]:
        """All files that a customer ever had; "" for the archive's own."""
        return list(self._by_customer.get(customer, ()))

    def of_file(self, file: Identity) -> list[FieldChange]:
        """Newest first."""
        if file.customer not in self._said:
            self._said[file.customer] = self._remembered(file.customer)
        return self._said[file.customer].get(file, [])

    def _remembered(self, customer: str) -> Mapping[Identity, list[FieldChange]]:
        """The changes of all files of a customer, from memory where it has them."""
        files = self.files(customer)
        name = name_of(self.graph, files, self._made_of, self._states(files))
        raw = self.memory.find(name)
        if raw is not None:
            return self._recalled(raw)
        found = {file: changes(file, self.graph, self._reader(file), self._order.keys()) for file in files}
        self.memory.keep(name, packed(change for each in found.values() for change in each))
        return found

    def _recalled(self, raw: bytes) -> Mapping[Identity, list[FieldChange]]:
        commits = self.commits
        found: dict[Identity, list[FieldChange]] = {}
        for oid, file, *rest in unpacked(raw):
            found.setdefault(file, []).append(FieldChange(commits[self._order[oid]], file, *rest))
        return found

    @property
    def _made_of(self) -> tuple[object, ...]:
        """All that decides what is told, beside the commits."""
        return self.audience.level, self.catalogue.fingerprint, self.shallow

    def _states(self, files: Iterable[Identity]) -> list[str]:
        """The states of the schemas under which the files lay, which do not matter to those who see all."""
        if self.audience.level is Level.RESTRICTED:
            return []
        numbers = (number for file in files for number in self.graph.by_file[file])
        return [self.schemas.state(self.graph.nodes[number].commit.id) for number in numbers]

    def of_customer(self, customer: str) -> list[FieldChange]:
        """All changes of a customer's files, newest first; those of one commit by file and path."""
        return self.of_customers([customer])

    def of_customers(self, customers: Iterable[str]) -> list[FieldChange]:
        """Those of several, in one order."""
        found = (c for customer in customers for file in self.files(customer) for c in self.of_file(file))
        return sorted(found, key=lambda c: (self._order[c.commit.id], c.of.customer, c.path, c.steps))

    def forget(self, customer: str) -> None:
        """Lets go of what was read of a customer: who goes through all of them need not hold them all."""
        self._said.pop(customer, None)

    def kind(self, change: FieldChange) -> Kind | None:
        return self.catalogue.kinds.get(change.of.kind or "")

    def close(self) -> None:
        """Ends the process that reads; another read starts it again."""
        self.blobs.close()

    def _reader(self, file: Identity) -> Reader:
        reader = FileReader(file, self.audience, self.blobs, self.schemas)
        if reader.is_guarded:
            reader.hide_what_is_hidden_today(tip(file, self.graph))
        return reader


def _told(step: Step, places: Places, audience: Audience) -> Step:
    """The step without its message, where that may be about what the audience may not know of."""
    if audience.level is Level.RESTRICTED:
        return step
    paths = sorted({touch.path for touch in _all(step)})
    if audience.may_read_message([places.identify(path) for path in paths], paths):
        return step
    return step._replace(commit=replace(step.commit, subject="", message=""))


def _within(step: Step, folder: str) -> Step:
    """The part of a step that lies in the archive's folder, by paths from there."""
    start = f"{folder}/" if folder else ""
    sides = (tuple(_file(touch, len(start)) for touch in side if touch.path.startswith(start)) for side in step.touched)
    return Step(step.commit, tuple(sides))


def _file(touch: Touch, start: int) -> Touch:
    """A repository inside this one is no file of it."""
    old = None if touch.old_mode == _REPOSITORY else touch.old
    new = None if touch.new_mode == _REPOSITORY else touch.new
    return touch._replace(path=touch.path[start:], old=old, new=new)


def _profiles(tree: Mapping[str, TreeEntry], steps: list[Step]) -> tuple[Profiles, ...]:
    """Of today, of the main line, of all branches."""
    today = [(path, entry.oid) for path, entry in tree.items() if is_profile(path) and entry.mode != _REPOSITORY]
    line = set(main_line([step.commit for step in steps]))
    own = [touch for step in steps if step.commit.id in line for touch in step.touched[0]]
    every = [touch for step in steps for touch in _all(step)]
    return today, *([(t.path, t.new) for t in touches if t.new and is_profile(t.path)] for touches in (own, every))


def _all(step: Step) -> Iterator[Touch]:
    return (touch for side in step.touched for touch in side)
