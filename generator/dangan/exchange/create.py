"""New files as they should begin: right at once, and saying what comes next."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from dangan.diagnostics import Diagnostic, Severity, Text
from dangan.errors import UsageError
from dangan.exchange.names import language_of, legal_form_gone, pinyin_slug, slug
from dangan.exchange.shape import ordered
from dangan.model import integrity
from dangan.model.folders import DataFile
from dangan.model.ids import is_id
from dangan.model.records import read_record
from dangan.model.walk import Walk
from dangan.schema.kind import Kind
from dangan.schema.suggest import asking, suggest
from dangan.source.emit import dump
from dangan.source.memory_tree import MemoryTree
from dangan.source.names import trouble_on_windows


@dataclass(frozen=True, slots=True)
class NewFile:
    """A file that is not there yet; `path` is in the archive."""

    path: str
    text: str


def customer(profile: Kind, own_id: str, name: str, custodian: str, folder: str) -> NewFile:
    data = {"id": own_id, "names": named(name), "stage": "prospect", "custodian": custodian}
    return NewFile(f"{folder}/{own_id}/{profile.path}", dump(ordered(data, profile.field)))


def thing(kind: Kind, own_id: str, name: str) -> NewFile:
    """What belongs to the archive as a whole and has a name: a competitor, a product."""
    return NewFile(_path(kind, own_id), dump(ordered({"id": own_id, "names": named(name)}, kind.field)))


def project(kind: Kind, folder: str, own_id: str, title: str, opened: date) -> NewFile:
    data = {"title": title, "step": "lead", "opened": opened.isoformat()}
    return NewFile(f"{folder}/{_path(kind, own_id)}", dump(ordered(data, kind.field)))


def note(kind: Kind, folder: str, own_id: str, front: Mapping[str, Any], lang: str) -> NewFile:
    """A contact: what is known stands in the front matter, and comments in it say what the prose is for."""
    kept = ordered({key: value for key, value in front.items() if value not in ("", [])}, kind.field)
    return NewFile(f"{folder}/{_path(kind, own_id)}", f"---\n{dump(kept)}{_comment(_PROSE.to(lang))}---\n\n")


def named(name: str) -> dict[str, str]:
    """The name under the language that its script tells."""
    return {language_of(name): name}


def free_id(wanted: str, taken: Iterable[str]) -> str:
    """`wanted`, or with the first number that nobody has: two visits on one day are two notes."""
    ids = set(taken)
    if wanted not in ids:
        return wanted
    number = 2
    while f"{wanted}-{number}" in ids:
        number += 1
    return f"{wanted}-{number}"


def proposed_id(name: str) -> str:
    """An id as a colleague would choose it: without the legal form, Chinese by its pinyin."""
    return pinyin_slug(legal_form_gone(name)) or pinyin_slug(name)


def checked_id(text: str, command: str, name: str = "") -> str:
    """`text` if it is an id. Raises UsageError that proposes one."""
    if is_id(text):
        if reason := trouble_on_windows(text):
            raise UsageError(_NO_NAME.fill(text=text, reason=reason))
        return text
    better = slug(text) or proposed_id(text) or proposed_id(name)
    if not better:
        raise UsageError(_NO_ID.fill(text=text))
    raise UsageError(_NEARLY.fill(text=text, command=command.format(id=better, name=name or text)))


def known_or_refused(what: Text, text: str, candidates: Iterable[str]) -> str:
    """`text` if it is among the candidates. Raises UsageError with the nearest."""
    ids = sorted(candidates)
    if text in ids:
        return text
    raise UsageError(asking(_UNKNOWN.fill(what=what, text=text), suggest(text, ids)))


def refused(new: NewFile, kind: Kind, today: date | None = None) -> list[Diagnostic]:
    """The errors that a check would find in the file; dates that lie ahead only where `today` is said."""
    stem = new.path.rpartition("/")[2].rpartition(".")[0] if kind.many else ""
    record, found = read_record(MemoryTree({new.path: new.text.encode()}), DataFile(new.path, kind, stem))
    if record and today:
        found += integrity.past_is_past(record, Walk(integrity.is_dated), today)
    return [d for d in found if d.severity is Severity.ERROR]


def _path(kind: Kind, own_id: str) -> str:
    return kind.path.replace("{id}", own_id)


def _comment(text: str) -> str:
    return "".join(f"# {line}\n" for line in text.split("\n"))


_PROSE = Text(
    "Also possible here: learnt (a list of facts), next (action, due, who), project, competitors.\n"
    "Below the line of hyphens: what was said, what you saw, what you make of it.",
    "此处还可填写：learnt（了解到的事实，逐条列出）、next（action、due、who）、project、competitors。\n"
    "在下面的横线之后写正文：对方说了什么、您看到什么、您怎么看。",
)
_NO_ID = Text(
    "“{text}” is no id, and none can be made of it: use small letters, digits and hyphens, as in good-one",
    "“{text}”不能作编号，也无法由它生成：请用小写字母、数字和连字符，例如 good-one",
)
_NO_NAME = Text(
    "“{text}” cannot be the name of a file on every computer ({reason}): choose another id",
    "“{text}”不能在所有电脑上用作文件名（{reason}）：请换一个编号",
)
_NEARLY = Text(
    "“{text}” is no id (small letters, digits and single hyphens). Try: {command}",
    "“{text}”不能作编号（只用小写字母、数字和单个连字符）。请试：{command}",
)
_UNKNOWN = Text("there is no {what} {text}", "没有{what} {text}")
