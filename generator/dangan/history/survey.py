"""Makes a picture of a history: from all of it, or from what was known and what is new."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from dangan.git.blobs import BlobReader
from dangan.git.objects import Step, Touch, TreeEntry
from dangan.history.audience import Audience
from dangan.history.change import Identity
from dangan.history.course import Course
from dangan.history.graph import Graph, build
from dangan.history.memory import digest_of, name_of
from dangan.history.picture import Picture, order_of
from dangan.history.places import Places, Profiles, is_profile
from dangan.history.schemas_then import SCHEMAS, SchemasThen
from dangan.levels import Level
from dangan.model.folders import TOP

REPOSITORY = "160000"
Tree = Callable[[], Mapping[str, TreeEntry]]


@dataclass(frozen=True, slots=True)
class Survey:
    """What a picture is made of. `course` is the log within the archive's folder, `tree` gives the files of today.

    `made_of` is all that decides what is told, beside the commits.
    """

    audience: Audience
    course: Course
    schemas: SchemasThen
    blobs: BlobReader
    tree: Tree
    made_of: tuple[object, ...]

    @property
    def steps(self) -> Sequence[Step]:
        return self.course.steps

    def anew(self) -> "Surveyed":
        places = self._places()
        withheld = frozenset(step.commit.id for step in self.steps if self._is_withheld(step, places))
        picture = Picture("", "", places.owners, places.sure, withheld)
        return self._with_names(picture, {}, None)

    def after(self, old: Picture) -> "Surveyed | None":
        """None where all has to be looked at again."""
        new = old.new_since(self.course)
        if new is None or any(touch.path.startswith(SCHEMAS) for touch in _touches(new)):
            return None
        if not new:
            return Surveyed(old)
        before = old.places(self.audience.catalogue)
        places = before.after(*self._profiles_in(new), self.blobs.read) or self._places()
        looked = [*new, *self._below(_moved(before, places))]
        fresh = {step.commit.id for step in looked if self._is_withheld(step, places)}
        withheld = old.withheld - {step.commit.id for step in looked} | fresh
        paths = {touch.path for touch in _touches(looked)}
        concerned = {file.customer for way in (before, places) for file in map(way.identify, paths) if file}
        kept = {customer: name for customer, name in old.names.items() if customer not in concerned}
        return self._with_names(Picture("", "", places.owners, places.sure, withheld), kept, concerned)

    def _with_names(self, picture: Picture, kept: Mapping[str, str], concerned: Collection[str] | None) -> "Surveyed":
        graph = self.graph(picture, concerned)
        files, digests = by_customer(graph, self.audience), self.digests(graph)
        named = {own: name_of((digests[file] for file in mine), self.made_of) for own, mine in files.items()}
        head, order = self.steps[0].commit.id, order_of(step.commit.id for step in self.steps)
        return Surveyed(replace(picture, head=head, order=order, names={**kept, **named}), graph, digests)

    def digests(self, graph: Graph) -> dict[Identity, str]:
        """Of all files of which the audience may know."""
        return {
            file: digest_of(graph, file, self._states(graph, file))
            for file in graph.by_file
            if self.audience.may_know(file)
        }

    def _states(self, graph: Graph, file: Identity) -> Iterable[str]:
        """The states of the schemas under which a file lay, which do not matter to those who see all."""
        if self.audience.level is Level.RESTRICTED:
            return ()
        return (self.schemas.state(graph.nodes[number].commit.id) for number in graph.by_file[file])

    def graph(self, picture: Picture, customers: Collection[str] | None) -> Graph:
        """Of all that ever touched a file of some customers, or of all."""
        places = picture.places(self.audience.catalogue)
        if customers is None:
            return build((withhold(step, picture) for step in self.steps), places.identify)
        paths = self.course.below(f"{folder}/" for folder, own_id in picture.owners.items() if own_id in customers)
        if "" in customers:
            paths.update(path for path in self.course.by_path if not path.startswith(_CUSTOMERS))
        files = {path: file for path in paths if (file := places.identify(path)) and file.customer in customers}
        near = set(self.course.touching(files))
        told = (withhold(step, picture) if place in near else step for place, step in enumerate(self.steps))
        return build(told, files.get, near)

    def _below(self, folders: Iterable[str]) -> Iterator[Step]:
        """The steps that touched anything there."""
        return (self.steps[place] for place in self.course.touching(self.course.below(folders)))

    def _is_withheld(self, step: Step, places: Places) -> bool:
        """A message may be about what the audience may not know of."""
        if self.audience.level is Level.RESTRICTED:
            return False
        paths = sorted({touch.path for touch in _touches([step])})
        return not self.audience.may_read_message([places.identify(path) for path in paths], paths)

    def _places(self) -> Places:
        """By the profiles of today, of the main line, of all branches."""
        tree = self.tree()
        today = [(path, entry.oid) for path, entry in tree.items() if is_profile(path) and entry.mode != REPOSITORY]
        line = self.course.line
        own = (touch for step in self.steps if step.commit.id in line for touch in step.touched[0])
        groups: tuple[Profiles, ...] = (today, _versions(own), _versions(_touches(self.steps)))
        raw = dict(self.blobs.read_all(oid for _, oid in today))
        return Places.of(self.audience.catalogue, groups, lambda oid: raw[oid] if oid in raw else self.blobs.read(oid))

    def _profiles_in(self, new: Sequence[Step]) -> tuple[Mapping[str, str | None], frozenset[str]]:
        """Of each profile that the main line touched the last version; and all that any commit touched."""
        line = self.course.line
        own = [touch for step in reversed(new) if step.commit.id in line for touch in step.touched[0]]
        last = {touch.path: touch.new for touch in own if is_profile(touch.path)}
        return last, frozenset(touch.path for touch in _touches(new) if is_profile(touch.path))


_CUSTOMERS = TOP + "/"


class Surveyed(NamedTuple):
    """A picture, and what had to be looked at for it."""

    picture: Picture
    graph: Graph | None = None
    digests: Mapping[Identity, str] = {}


def withhold(step: Step, picture: Picture) -> Step:
    """The step without its message, where that is not for the audience."""
    if step.commit.id not in picture.withheld:
        return step
    return step._replace(commit=step.commit._replace(subject="", message=""))


def by_customer(graph: Graph, audience: Audience) -> dict[str, list[Identity]]:
    """The files that the audience may know of."""
    found: dict[str, list[Identity]] = {}
    for file in filter(audience.may_know, graph.by_file):
        found.setdefault(file.customer, []).append(file)
    return found


def _moved(before: Places, after: Places) -> tuple[str, ...]:
    """The folders that became somebody else's, with their slashes."""
    folders = before.owners.keys() | after.owners.keys()
    return tuple(f"{folder}/" for folder in folders if before.owners.get(folder) != after.owners.get(folder))


def _versions(touches: Iterable[Touch]) -> list[tuple[str, str]]:
    return [(touch.path, touch.new) for touch in touches if touch.new and is_profile(touch.path)]


def _touches(steps: Iterable[Step]) -> Iterator[Touch]:
    return (touch for step in steps for side in step.touched for touch in side)
