"""Every kind of file and of thing that an archive has, ready to check with."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from hashlib import sha256
from typing import Any, cast

from dangan.diagnostics import Diagnostic, Text
from dangan.memory import Memory, packed, unpacked
from dangan.schema.declared import declared
from dangan.schema.fields import label_of
from dangan.schema.files import Content, SchemaFiles, content_of, packaged_fingerprint
from dangan.schema.formats import HOME
from dangan.schema.kind import Kind, ThingKind
from dangan.schema.loader import Loader
from dangan.schema.requirements import Requirements, read_requirements
from dangan.source.tree import Tree


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Plain data: it travels to worker processes, where validators are built when first used."""

    kinds: Mapping[str, Kind]
    things: Mapping[str, ThingKind]
    spaces: Mapping[str, tuple[str, ...]]
    fingerprint: str
    """A hash of every schema file used."""
    shapes: Mapping[str, Mapping[str, Any]] = field(default_factory=dict, repr=False)
    """The flattened schema of every shared shape by its name."""
    requirements: Requirements = field(default_factory=lambda: Requirements(()), repr=False)
    filings: Mapping[str, Text] = field(default_factory=dict)
    """The classes by which a dossier can be read, in their order."""
    chapters: Mapping[str, Text] = field(default_factory=dict)
    """Headings for the kinds of a dossier."""
    _by_path: dict[tuple[str, str], Kind] = field(default_factory=dict, repr=False, compare=False)
    _by_pattern: list[tuple[str, re.Pattern[str], Kind]] = field(default_factory=list, repr=False, compare=False)

    def __post_init__(self) -> None:
        for kind in self.kinds.values():
            if kind.many:
                pattern = re.escape(kind.path).replace(re.escape("{id}"), "[^/]+")
                self._by_pattern.append((kind.scope, re.compile(pattern), kind))
            else:
                self._by_path[kind.scope, kind.path] = kind

    @classmethod
    def load(
        cls, tree: Tree, country: str = HOME, memory: Memory | None = None
    ) -> tuple["Catalogue", list[Diagnostic]]:
        """The kinds of a tree: its own `schemas/` before the packaged ones, file by file, overlays put in.

        What is wrong with the archive's own files is told and left out. `country` is whose telephone numbers need no
        code. With a `memory` what was made of the same files is taken up again. Raises SchemaError if the packaged ones
        are unusable.
        """
        content = content_of(tree)
        catalogue, problems = _recalled(content, country, memory) if memory else _loaded(content, country)
        return catalogue, list(problems)

    def kind_of(self, path_in_scope: str, scope: str) -> Kind | None:
        """The kind of the file at a path relative to the customer's folder or to the archive."""
        exact = self._by_path.get((scope, path_in_scope))
        if exact:
            return exact
        return next((k for s, pattern, k in self._by_pattern if s == scope and pattern.fullmatch(path_in_scope)), None)

    def flattened(self, name: str) -> Mapping[str, Any]:
        """The schema of a kind as plain JSON: no `$ref`, closed, with our keywords."""
        return self.kinds[name].schema


Loaded = tuple[Catalogue, tuple[Diagnostic, ...]]
_KEPT = "catalogue"


_held: dict[tuple[Content, str], Loaded] = {}
"""Of this process: an archive that is opened again, and another with the same schemas, finds its validators built."""
_FEW = 8


def _recalled(content: Content, country: str, memory: Memory) -> Loaded:
    """As `_loaded`, which takes half of the time of a check in which nothing else has changed."""
    key = (content, country)
    if key not in _held:
        if len(_held) >= _FEW:
            _held.clear()
        _held[key] = _found(content, country, memory)
    return _held[key]


def _found(content: Content, country: str, memory: Memory) -> Loaded:
    mark = sha256(repr((packaged_fingerprint(), country, content)).encode()).hexdigest()
    raw = memory.find(_KEPT)
    if raw is not None:
        said, known = unpacked(raw)
        if said == mark:
            return cast("Loaded", known)
    made = _loaded(content, country)
    memory.keep(_KEPT, packed((mark, made)))
    return made


@lru_cache(maxsize=8)
def _loaded(content: Content, country: str) -> Loaded:
    """A function of the files' bytes; so an archive that is opened again finds its validators built."""
    files = SchemaFiles(content)
    groups, problems = declared(files)
    things = {name: _thing(name, item) for name, item in groups["things"].items()}
    spaces = _spaces(things)
    loader = Loader(files, frozenset(things) | frozenset(spaces))
    ordered = sorted(groups["kinds"].items(), key=_order)
    kinds = {name: replace(loader.kind(name, item), country=country) for name, item in ordered}
    requirements, wrong = read_requirements(files)
    found = [*files.problems, *problems, *loader.found, *loader.check_things(things, kinds), *wrong]
    filings, chapters = (
        {name: label_of(item, name) for name, item in groups[group].items()} for group in ("filings", "chapters")
    )
    catalogue = Catalogue(kinds, things, spaces, files.fingerprint, loader.shapes(), requirements, filings, chapters)
    return catalogue, tuple(sorted(dict.fromkeys(found), key=lambda diagnostic: diagnostic.sort_key))


def _order(item: tuple[str, Mapping[str, Any]]) -> tuple[int, str]:
    return (item[1].get("order", 100), item[0])


def _thing(name: str, item: Mapping[str, Any]) -> ThingKind:
    label = label_of(item, name)
    return ThingKind(
        name=name,
        label=label,
        plural=Text(item["plural"], item.get("x-zh-plural", "")) if "plural" in item else label,
        kind=item["kind"],
        at=item.get("at", ""),
        scope=item["scope"],
        space=item.get("space", name),
        extra=item.get("extra", {}),
    )


def _spaces(things: Mapping[str, ThingKind]) -> dict[str, tuple[str, ...]]:
    spaces: dict[str, tuple[str, ...]] = {}
    for thing in things.values():
        spaces[thing.space] = (*spaces.get(thing.space, ()), thing.name)
    return spaces
