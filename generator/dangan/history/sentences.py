"""A change in a sentence that needs no Git word to be understood."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, NamedTuple, Protocol

from dangan.diagnostics import Text
from dangan.history.change import ChangeKind, FieldChange, Identity
from dangan.history.leaves import Steps
from dangan.schema.field import EVIDENCE, RESERVED, Field
from dangan.schema.kind import Kind
from dangan.schema.listkeys import decode, key_names, list_field

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


class Names(Protocol):
    """What things are called; None for what is not known to the reader, or is gone: it stands as it is written."""

    def of_reference(self, space: str, target: str, customer: str, lang: str) -> str | None:
        """The thing that `target` names in a customer's files."""

    def of_place(self, of: Identity, steps: Steps, lang: str) -> str | None:
        """The thing that stands at a place in a file; () is the file."""


class Said(NamedTuple):
    """A sentence in its parts; `old` and `new` are there where one value took the place of another."""

    place: str
    what: str
    old: str = ""
    new: str = ""


def sentence(change: FieldChange, kind: Kind | None, names: Names | None = None) -> Text:
    """What became of which field, by the labels of today's schema; what it does not know is named as written."""
    return Text(*(sentence_in(change, kind, lang, names) for lang in ("en", "zh")))


def sentence_in(change: FieldChange, kind: Kind | None, lang: str, names: Names | None = None) -> str:
    """The same in one language."""
    said = parts(change, kind, lang, names)
    return _ABOUT.to(lang).format(place=said.place, what=said.what)


def place(change: FieldChange, kind: Kind | None, lang: str, names: Names | None = None) -> str:
    """Where the change is: the file's kind, then the fields from the outside inwards."""
    return _STEP.join(_Teller(change.of, kind, lang, names).places(change.steps))


def parts(
    change: FieldChange, kind: Kind | None, lang: str, names: Names | None = None, longest: int = LONGEST
) -> Said:
    """What became of which field in one language; values are cut to `longest` characters."""
    return _Teller(change.of, kind, lang, names, longest).said(change)


@dataclass(frozen=True, slots=True)
class _Teller:
    """What it takes to name anything in one file."""

    of: Identity
    kind: Kind | None
    lang: str
    names: Names | None
    longest: int = LONGEST

    def said(self, change: FieldChange) -> Said:
        spec = field_of(self.kind, change.steps)
        is_item = change.kind in (ChangeKind.ITEM_ADDED, ChangeKind.ITEM_REMOVED)
        key = self._key_of(change.steps) if is_item else ""
        old, new = (self.value(side, spec, key) for side in (change.old, change.new))
        words = _WORDS[change.kind].to(self.lang)
        what = words.format(old=old, new=new, before=change.before or "", path=change.path)
        where = _STEP.join(self.places(change.steps[:-1] if is_item else change.steps))
        return Said(where, what, *((old, new) if change.kind is ChangeKind.CHANGED else ()))

    def places(self, steps: Steps) -> Iterator[str]:
        """The labels and names from the outside inwards."""
        yield self.kind.label.to(self.lang) if self.kind else self.of.id
        if self.kind and self.kind.many:
            yield self._called(()) or self.of.id
        field = self.kind.field if self.kind else None
        for depth, step in enumerate(steps, start=1):
            below = _child(field, step)
            if below and field and _is_property(field, decode(step)):
                yield below.label.to(self.lang)
            else:
                yield self._key_of(steps[:depth])
            field = below

    def value(self, value: Any, field: Field | None, key: str = "") -> str:
        if value is None:
            return "–"
        if isinstance(value, bool):
            return (_YES if value else _NO).to(self.lang)
        if isinstance(value, Mapping):
            return self._group(value, field, key)
        if isinstance(value, tuple | list):
            items = field.items if field else None
            return self._cut(("、" if self.lang == "zh" else ", ").join(self.value(part, items) for part in value))
        return self._cut(self._plain(value, field))

    def _plain(self, value: Any, field: Field | None) -> str:
        if isinstance(value, Decimal):
            value = format(value.normalize(), "f")
        words = field.words(value, self.lang) if field else str(value)
        if field and field.ref:
            words = self._referred(field.ref, str(value)) or words
        return f"{words} {field.unit if field and field.unit else ''}".rstrip()

    def _group(self, value: Mapping[str, Any], field: Field | None, key: str) -> str:
        """An item by what it is called, else by its key; without either by its first values."""
        title = next((title for title in _TITLES if title in value), "")
        name = value.get(title)
        if isinstance(name, Mapping):
            name = name.get(self.lang) or next(iter(name.values()), None)
        called = self._plain(name, _child(field, title)) if isinstance(name, str | Decimal | int) else ""
        if called or key:
            return self._cut(f"{key} ({called})" if called and key and called not in key else called or key)
        shown = [self.value(part, _child(field, name)) for name, part in value.items() if name not in RESERVED]
        first = ", ".join(shown[:_MANY])
        return self._cut(first if len(shown) <= _MANY else _MORE.to(self.lang).format(first=first, n=len(shown)))

    def _key_of(self, steps: Steps) -> str:
        """What an item is called by: its name, else its key; a source of one field by the label of that."""
        if not steps:
            return ""
        above, own = field_of(self.kind, steps[:-1]), decode(steps[-1])
        if steps[-2:-1] == (EVIDENCE,) and (fact := _child(field_of(self.kind, steps[:-2]), steps[-1])):
            return fact.label.to(self.lang)
        parts, listed = steps[-1].split(","), list_field(above)
        if len(parts) > 1 and listed and listed.items and len(key_names(above)) > 1:
            fields = (listed.items.child(name) for name in key_names(above))
            both = zip(parts, fields, strict=False)
            return " · ".join(self._key(decode(part), field, None) for part, field in both if part)
        return self._called(steps) or self._key(own, _child(above, steps[-1]), above)

    def _key(self, key: str, field: Field | None, above: Field | None) -> str:
        """The key of an item: what it refers to, a word of a list of choices by its label."""
        space = (above.key_ref if above else None) or (field.ref if field else None)
        named = self._referred(space, key) if space else None
        return named or (field.words(key, self.lang) if field else key)

    def _called(self, steps: Steps) -> str | None:
        return self.names.of_place(self.of, steps, self.lang) if self.names else None

    def _referred(self, space: str, target: str) -> str | None:
        return self.names.of_reference(space, target, self.of.customer, self.lang) if self.names else None

    def _cut(self, text: str) -> str:
        plain = " ".join(text.split())
        return plain if len(plain) <= self.longest else plain[: self.longest - 1].rstrip() + "…"


def field_of(kind: Kind | None, steps: Sequence[str]) -> Field | None:
    """The field that the steps of a change lead to; None where today's schema does not know the way."""
    here = kind.field if kind else None
    for step in steps:
        here = _child(here, step)
    return here


def _child(field: Field | None, step: str) -> Field | None:
    if field is None:
        return None
    return field.child(decode(step)) or field.child(0)


def _is_property(field: Field, name: str) -> bool:
    return any(name in branch.properties for branch in (field, *field.alternatives))
