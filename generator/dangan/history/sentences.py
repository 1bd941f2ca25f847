"""A change in a sentence that needs no Git word to be understood."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from dangan.diagnostics import Text
from dangan.history.change import ChangeKind, FieldChange
from dangan.schema.field import RESERVED, Field
from dangan.schema.kind import Kind
from dangan.schema.listkeys import decode

LONGEST = 60
_MANY = 3
_TITLES = ("title", "name", "names", "text", "what", "on", "kind")
_ABOUT = Text("{place}: {what}", "{place}：{what}")
_STEP = " › "
_WORDS: Mapping[ChangeKind, Text] = {
    ChangeKind.SET: Text("{new} recorded", "填写为 {new}"),
    ChangeKind.CHANGED: Text("{old} → {new}", "{old} → {new}"),
    ChangeKind.REMOVED: Text("{old} removed", "删除 {old}"),
    ChangeKind.ITEM_ADDED: Text("{new} added", "新增 {new}"),
    ChangeKind.ITEM_REMOVED: Text("{old} removed", "删除 {old}"),
    ChangeKind.MOVED: Text("now under another key, was {old}", "改换了键，原为 {old}"),
    ChangeKind.REORDERED: Text("put into another order", "调整了顺序"),
    ChangeKind.FILE_ADDED: Text("recorded for the first time", "首次建立"),
    ChangeKind.FILE_REMOVED: Text("removed as a whole", "整份删除"),
    ChangeKind.FILE_RENAMED: Text("moved from {before} to {path}", "由 {before} 移至 {path}"),
    ChangeKind.REFORMATTED: Text("written in another way, nothing else", "只改了写法，内容未变"),
    ChangeKind.REPLACED: Text("replaced by another file", "换成了另一份文件"),
    ChangeKind.BROKEN: Text(
        "the file could not be read from here on; what it said before stands", "文件自此无法读取，此前的内容仍然有效"
    ),
    ChangeKind.PRESENT: Text("{new}, already there when this copy begins", "{new}，本副本开始时已有"),
}
_YES, _NO = Text("yes", "是"), Text("no", "否")
_MORE = Text("{first} and {n} more", "{first} 等 {n} 项")


def sentence(change: FieldChange, kind: Kind | None) -> Text:
    """What became of which field, by the labels of today's schema; what it does not know is named as written."""
    return Text(*(_said(change, kind, lang) for lang in ("en", "zh")))


def place(change: FieldChange, kind: Kind | None, lang: str) -> str:
    """Where the change is: the file's kind, then the fields from the outside inwards."""
    start = kind.label.to(lang) if kind else change.of.id
    own = [change.of.id] if kind and kind.many else []
    names = _names(kind.field, change.steps, lang) if kind else map(decode, change.steps)
    return _STEP.join([start, *own, *names])


def _said(change: FieldChange, kind: Kind | None, lang: str) -> str:
    spec = _field(kind, change.steps)
    is_item = change.kind in (ChangeKind.ITEM_ADDED, ChangeKind.ITEM_REMOVED)
    steps = change.steps[:-1] if is_item else change.steps
    at = FieldChange(change.commit, change.of, change.path, change.kind, steps)
    key = decode(change.steps[-1]) if change.steps else ""
    old, new = (_value(side, spec, lang, key if is_item else "") for side in (change.old, change.new))
    words = _WORDS[change.kind].to(lang).format(old=old, new=new, before=change.before or "", path=change.path)
    return _ABOUT.to(lang).format(place=place(at, kind, lang), what=words)


def _field(kind: Kind | None, steps: Sequence[str]) -> Field | None:
    here = kind.field if kind else None
    for step in steps:
        here = _child(here, step)
    return here


def _child(field: Field | None, step: str) -> Field | None:
    if field is None:
        return None
    return field.child(decode(step)) or field.child(0)


def _names(field: Field | None, steps: Sequence[str], lang: str) -> Iterator[str]:
    for step in steps:
        below = _child(field, step)
        named = below is not None and field is not None and _is_property(field, decode(step))
        yield below.label.to(lang) if below and named else _key(decode(step), below, lang)
        field = below


def _is_property(field: Field, name: str) -> bool:
    return any(name in branch.properties for branch in (field, *field.alternatives))


def _key(key: str, field: Field | None, lang: str) -> str:
    """The key of an item; a word of a list of choices by its label."""
    return field.words(key, lang) if field else key


def _value(value: Any, field: Field | None, lang: str, key: str) -> str:
    if value is None:
        return "–"
    if isinstance(value, bool):
        return (_YES if value else _NO).to(lang)
    if isinstance(value, Mapping):
        return _group(value, field, lang, key)
    if isinstance(value, tuple | list):
        return _cut(
            "、".join(_value(part, None, lang, "") for part in value) if lang == "zh" else ", ".join(map(str, value))
        )
    return _cut(_plain(value, field, lang))


def _plain(value: Any, field: Field | None, lang: str) -> str:
    if isinstance(value, Decimal):
        value = format(value.normalize(), "f")
    words = field.words(value, lang) if field else str(value)
    unit = field.unit if field and field.unit else ""
    return f"{words} {unit}".rstrip()


def _group(value: Mapping[str, Any], field: Field | None, lang: str, key: str) -> str:
    """An item by what it is called, else by its key; without either by its first values."""
    name = next((value[title] for title in _TITLES if title in value), None)
    if isinstance(name, Mapping):
        name = name.get(lang) or next(iter(name.values()), None)
    called = _plain(name, None, lang) if isinstance(name, str | Decimal | int) else ""
    if called or key:
        return _cut(f"{key} ({called})" if called and key and called not in key else called or key)
    parts = [_value(part, _child(field, name), lang, "") for name, part in value.items() if name not in RESERVED]
    shown = ", ".join(parts[:_MANY])
    return _cut(shown if len(parts) <= _MANY else _MORE.to(lang).format(first=shown, n=len(parts)))


def _cut(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= LONGEST else plain[: LONGEST - 1].rstrip() + "…"
