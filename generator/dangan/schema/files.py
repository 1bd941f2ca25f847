"""The schema files of an archive: its own before the packaged ones, file by file."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from hashlib import sha256
from typing import NamedTuple

from dangan.diagnostics import Diagnostic, Text
from dangan.errors import SchemaError
from dangan.layout import packaged_root
from dangan.source.document import Document
from dangan.source.limits import MAX_BYTES
from dangan.source.reader import parse_document
from dangan.source.tree import Tree, Unreadable

FOLDER = "schemas/"
Content = tuple[tuple[str, bytes | Diagnostic], ...]
"""Every file below `schemas/` by its name there: its bytes, or why it cannot be read."""


class SchemaFile(NamedTuple):
    """A schema file that could be read; `own` says that it is the archive's."""

    document: Document
    own: bool


def content_of(tree: Tree) -> Content:
    """All that a catalogue hangs on, but for the packaged files."""
    paths = (path for path in tree.paths() if path.startswith(FOLDER))
    return tuple((path.removeprefix(FOLDER), _bytes_of(tree, path)) for path in paths)


def _bytes_of(tree: Tree, path: str) -> bytes | Diagnostic:
    try:
        return tree.read(path, MAX_BYTES)
    except Unreadable as error:
        return error.diagnostic


@dataclass(slots=True)
class SchemaFiles:
    """Reads schema files as they are asked for and remembers which were used, for the fingerprint."""

    content: Content
    problems: list[Diagnostic] = field(default_factory=list)
    _held: dict[str, bytes | Diagnostic] = field(default_factory=dict)
    _used: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._held = dict(self.content)

    def candidates(self, name: str) -> list[SchemaFile]:
        """The archive's own file, if it can be read, and the packaged one, unless both are the same text."""
        found = [SchemaFile(document, True)] if (document := self.own(name)) else []
        packaged = packaged_document(name)
        if packaged and not (found and found[0].document.text == packaged.text):
            found.append(SchemaFile(packaged, False))
        return found

    def has(self, name: str) -> bool:
        """Whether the archive keeps a file of that name, readable or not."""
        return name in self._held

    def below(self, folder: str) -> list[str]:
        """The archive's own files in a folder of `schemas/`, with the folder before their names."""
        return sorted(name for name in self._held if name.startswith(folder))

    def own(self, name: str) -> Document | None:
        """The archive's own file; what keeps it from being read goes to `problems`."""
        held = self._held.get(name)
        if held is None:
            return None
        document, problems = (None, [held]) if isinstance(held, Diagnostic) else parse_document(FOLDER + name, held)
        self.problems += problems
        if document:
            self._used[name] = document.text
        return document

    @property
    def fingerprint(self) -> str:
        """A hash of the archive's own files and of every packaged one."""
        digest = sha256(packaged_fingerprint().encode())
        for name in sorted(self._used):
            digest.update(f"{name}\0{self._used[name]}\0".encode())
        return digest.hexdigest()


@cache
def packaged_document(name: str) -> Document | None:
    """A schema file that came with Dangan. Raises SchemaError if it is no YAML."""
    path = packaged_root() / "schemas" / name
    if not path.is_file():
        return None
    document, problems = parse_document(FOLDER + name, path.read_bytes())
    if document is None:
        raise SchemaError(faults(problems))
    return document


@cache
def packaged_fingerprint() -> str:
    folder = packaged_root() / "schemas"
    digest = sha256()
    for path in sorted(folder.rglob("*.json")):
        digest.update(f"{path.relative_to(folder).as_posix()}\0".encode() + path.read_bytes())
    return digest.hexdigest()


def missing(name: str) -> Text:
    return _MISSING.fill(name=name)


def faults(found: Iterable[Diagnostic]) -> Text:
    """What is wrong with schema files that came with Dangan."""
    said = list(found)
    en, zh = ("; ".join(f"{d.span}: {d.message.to(lang)}" for d in said) for lang in ("en", "zh"))
    return _FAULTS.fill(said=Text(en, zh))


_MISSING = Text("schemas/{name} is missing: install Dangan again", "缺少 schemas/{name}：请重新安装 Dangan")
_FAULTS = Text("the field definitions that came with Dangan are damaged: {said}", "Dangan 自带的字段定义已损坏：{said}")
