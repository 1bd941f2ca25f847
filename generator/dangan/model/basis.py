"""What judgements rest on: the paths they name lead to something that is recorded."""

from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace

from dangan.diagnostics import Diagnostic, Span
from dangan.levels import Level
from dangan.model import codes
from dangan.model.facts import PATH, Facts, Miss, is_path
from dangan.model.folders import Folders
from dangan.model.index import Index
from dangan.model.records import Record, read_customer
from dangan.model.walk import Walk
from dangan.schema.audience import stated_at
from dangan.schema.field import Field
from dangan.schema.paths import split
from dangan.schema.suggest import did_you_mean
from dangan.source.node import Pointer
from dangan.source.tree import Tree

Answers = Mapping[str, Miss | None]
"""By path what was probably meant; None where it leads somewhere."""
Kinds = Mapping[str, frozenset[str]]
"""By first step of a path the kinds of file that it may stand for."""


@dataclass(frozen=True, slots=True)
class Basis:
    """A path written in a customer's data (owner "" in the archive's own) that leads nowhere there."""

    owner: str
    path: str
    span: Span
    pointer: Pointer
    level: Level
    miss: Miss


def is_basis(field: Field) -> bool:
    """What this check walks over."""
    return field.format == PATH


def astray(records: Iterable[Record], owner: str, walk: Walk, first: Container[str]) -> list[Basis]:
    """The paths that lead nowhere in the records among which they are written."""
    held = [_as_written(record) for record in records]
    written = [
        (record, pointer, field, value)
        for record in held
        for pointer, field, value in walk(record.data, record.kind.field)
        if isinstance(value, str) and is_path(value, first)
    ]
    facts = Facts(held if written else ())
    tried = ((place, facts.find(place[3])) for place in written)
    return [
        Basis(owner, value, record.document.span(pointer), pointer, _level(record, pointer, field), found)
        for (record, pointer, field, value), found in tried
        if isinstance(found, Miss) and record.document
    ]


def _level(record: Record, pointer: Pointer, field: Field) -> Level:
    return max(field.level, stated_at(record.kind.field, record.data, pointer))


Asked = tuple[str, tuple[str, ...]]
"""A customer's folder and the paths that others expect there."""
Ask = Callable[[Sequence[Asked]], Iterable[Answers]]


def found_elsewhere(bases: Iterable[Basis], loose: Iterable[Record], index: Index, ask: Ask) -> Answers:
    """What the archive's own files, and then the customer whose id comes first, say of paths that nobody has yet."""
    archive = Facts(map(_as_written, loose))
    paths = dict.fromkeys(basis.path for basis in bases)
    answers: dict[str, Miss | None] = {path: None for path in paths if not isinstance(archive.find(path), Miss)}
    homes = {own_id: folder for folder, own_id in index.owners().items()} if len(answers) < len(paths) else {}
    asked: dict[str, list[str]] = {}
    for path in paths:
        home = homes.get(split(path)[0])
        if home and path not in answers:
            asked.setdefault(home, []).append(path)
    for told in ask([(folder, tuple(paths)) for folder, paths in asked.items()]):
        answers.update(told)
    return answers


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads the customers that others' paths lead to; sent to each worker process once."""

    tree: Tree
    folders: Folders

    def __call__(self, asked: Asked) -> dict[str, Miss | None]:
        folder, paths = asked
        facts = Facts(map(_as_written, read_customer(self.tree, folder, self.folders)[0].all()))
        found = {path: facts.find(path.partition("/")[2]) for path in paths}
        return {path: _of(path, place) if isinstance(place, Miss) else None for path, place in found.items()}


def bases_exist(
    bases: Iterable[Basis],
    elsewhere: Answers,
    unread: AbstractSet[tuple[str, str]],
    kinds: Kinds,
) -> Iterator[Diagnostic]:
    """What a judgement rests on is recorded: with its own customer, in the archive's files or with another customer.

    `unread` has customer ("" for none) and kind of every file that could not be read, `kinds` the kinds of each first
    step: what may stand in such a file is not called missing.
    """
    for basis in bases:
        miss = elsewhere.get(basis.path, basis.miss)
        if miss and not _may_be_unread(basis, unread, kinds):
            hint = did_you_mean(miss.near) if miss.near else None
            found = Diagnostic.of(codes.UNKNOWN_PATH, basis.span, pointer=basis.pointer, hint=hint, path=basis.path)
            yield found.at_level(max(basis.level, miss.level))


def _may_be_unread(basis: Basis, unread: AbstractSet[tuple[str, str]], kinds: Kinds) -> bool:
    own, *below = split(basis.path)
    ways = [(basis.owner, own), ("", own), *((own, step) for step in below[:1])]
    return any((owner, kind) in unread for owner, step in ways for kind in kinds.get(step, ()))


def _as_written(record: Record) -> Record:
    """Also with the values that are wrong: they are told, and they are there."""
    written = record.document.data if record.document else record.data
    return record if written is record.data else replace(record, data=written)


def _of(path: str, miss: Miss) -> Miss:
    return replace(miss, near=f"{split(path)[0]}/{miss.near}") if miss.near else miss
