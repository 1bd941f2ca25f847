"""The schemas as they were: an old value is told only to those who might see it then and may see it now."""

import json
from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from itertools import chain
from typing import Any

from dangan.git.repository import Repository
from dangan.history.course import Course
from dangan.levels import Level
from dangan.schema.catalogue import Catalogue
from dangan.source.memory_tree import MemoryTree
from dangan.source.revision_tree import RevisionTree

SCHEMAS = "schemas/"
Then = Callable[[str], Catalogue | None]
"""Of a commit the kinds by the schemas of that time; None where these were nowhere stricter than today's."""
_LEVEL = "x-sensitivity"
_LINK = "120000"


class SchemasThen:
    """Of each commit the kinds by the schemas of that time, where these were stricter in any place than today's.

    Commits between two changes of `schemas/` share them; each different state of the folder is read once.
    """

    def __init__(self, repository: Repository, course: Course, folder: str) -> None:
        self._repository, self._folder = repository, folder
        self._course = course
        self._found: dict[str, Catalogue | None] = {}

    @property
    def today(self) -> str:
        """Which state of the folder those of then are held against: that of the newest commit, whatever lies on the
        disk.
        """
        inside = f"{self._folder}/{SCHEMAS}" if self._folder else SCHEMAS
        return self._repository.folder_id(self._newest, inside.rstrip("/")) if self._newest else ""

    @property
    def _newest(self) -> str:
        return self._course.steps[0].commit.id if self._course.steps else ""

    @cached_property
    def _states(self) -> dict[str, str]:
        return _states(self._course)

    @cached_property
    def _today(self) -> dict[tuple[str, ...], Level]:
        return _stated(self._files(self._newest)) if self._newest else {}

    def state(self, commit: str) -> str:
        """The commit by which the schemas of another are known."""
        return self._states.get(commit, commit)

    def by(self, states: Mapping[str, str]) -> Then:
        """Of commits whose states (`state`) are known to whoever asks."""
        return lambda commit: self._of_state(states[commit])

    def _of_state(self, state: str) -> Catalogue | None:
        if state not in self._found:
            self._found[state] = self._read(state)
        return self._found[state]

    def _read(self, state: str) -> Catalogue | None:
        files = self._files(state)
        then = _stated(files)
        if all(level <= self._today.get(place, Level.PUBLIC) for place, level in then.items()):
            return None
        return Catalogue.load(MemoryTree(files))[0]

    def _files(self, commit: str) -> dict[str, bytes]:
        """Only a link may lead out of the folder, for which the whole tree is asked."""
        inside = f"{self._folder}/{SCHEMAS}" if self._folder else SCHEMAS
        entries = self._repository.tree(commit, inside.rstrip("/"))
        is_linked = any(entry.mode == _LINK for entry in entries.values())
        place, start = (self._folder, "") if is_linked else (inside.rstrip("/"), SCHEMAS)
        tree = RevisionTree(self._repository, commit, place)
        try:
            return {start + p: tree.read(p) for p in tree.paths() if (start + p).startswith(SCHEMAS)}
        finally:
            tree.close()


def _states(course: Course) -> dict[str, str]:
    """For each commit one that has the same schemas: its first parent's, unless it changed them itself."""
    own = ((step.commit.id, touch.path) for step in course.steps for touch in chain(*step.touched[:1]))
    changed = {oid for oid, path in own if path.startswith(SCHEMAS)}
    found: dict[str, str] = {}
    for step in reversed(course.steps):
        oid, parents = step.commit.id, step.commit.parents
        found[oid] = oid if oid in changed or not parents else found.get(parents[0], oid)
    return found


def _stated(files: Mapping[str, bytes]) -> dict[tuple[str, ...], Level]:
    """Every place in a schema file that states a level; a file that cannot be read states the highest."""
    found: dict[tuple[str, ...], Level] = {}
    for path, raw in files.items():
        try:
            found |= {(path, *place): level for place, level in _levels(json.loads(raw))}
        except (ValueError, RecursionError):
            found[path,] = Level.RESTRICTED
    return found


def _levels(schema: Any, place: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Level]]:
    if isinstance(schema, dict):
        word = schema.get(_LEVEL)
        if isinstance(word, str):
            yield place, Level.__members__.get(word.upper(), Level.RESTRICTED)
        for key, value in schema.items():
            yield from _levels(value, (*place, key))
    elif isinstance(schema, list):
        for number, value in enumerate(schema):
            yield from _levels(value, (*place, str(number)))
