"""One row of a spreadsheet into the profile that it would become."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from dangan.diagnostics import Diagnostic, Severity, Text, from_pointer
from dangan.exchange.mapping import ImportMapping, Path, Rule
from dangan.exchange.rows import Row
from dangan.exchange.shape import nested, ordered
from dangan.exchange.transforms import Invalid
from dangan.model.folders import DataFile
from dangan.model.ids import is_id
from dangan.model.records import Record, read_record
from dangan.schema.kind import Kind
from dangan.source.emit import dump
from dangan.source.memory_tree import MemoryTree


@dataclass(frozen=True, slots=True)
class Dropped:
    """A value that was left out because its rule allows it."""

    column: str
    reason: Text


@dataclass(frozen=True, slots=True)
class Draft:
    """What a row would become. With `problems` nothing of it may be written."""

    row: Row
    id: str = ""
    path: str = ""
    text: str = ""
    record: Record | None = None
    dropped: tuple[Dropped, ...] = ()
    problems: tuple[Text, ...] = ()

    def refused(self, *problems: Text) -> "Draft":
        return replace(self, problems=(*self.problems, *problems))


class Drafter:
    """Makes drafts by one mapping; `folder` is where customers go."""

    def __init__(self, mapping: ImportMapping, kind: Kind, folder: str) -> None:
        self.mapping = mapping
        self.kind = kind
        self.folder = folder

    def draft(self, row: Row) -> Draft:
        if row.problem:
            return Draft(row, problems=(row.problem,))
        values, dropped, problems = self._values(row)
        own_id, wrong = self._id(row)
        draft = Draft(row, own_id, dropped=tuple(dropped), problems=(*wrong, *problems))
        return draft if draft.problems else self._checked(draft, values)

    def _values(self, row: Row) -> tuple[dict[Path, Any], list[Dropped], list[Text]]:
        """The value of every rule; what is invalid is dropped where that is allowed, else a problem."""
        values: dict[Path, Any] = {}
        dropped: list[Dropped] = []
        problems: list[Text] = []
        for rule in self.mapping.rules:
            try:
                _refuse_control(row, rule.source.needs())
                values[rule.path] = rule.source.value(row.cells)
            except Invalid as invalid:
                if rule.source.drop_if_invalid:
                    dropped.append(Dropped(_columns(rule), invalid.reason))
                else:
                    problems.append(_IN_COLUMN.fill(column=_columns(rule), reason=invalid.reason))
        return values, dropped, problems

    def _id(self, row: Row) -> tuple[str, tuple[Text, ...]]:
        try:
            _refuse_control(row, self.mapping.id.needs())
            own_id = self.mapping.id.make(row.cells)
        except Invalid as invalid:
            return "", (_NO_ID.fill(reason=invalid.reason),)
        if not own_id:
            return "", (_NO_ID.fill(reason=_EMPTY.fill(columns=", ".join(self.mapping.id.needs()))),)
        return (own_id, ()) if is_id(own_id) else ("", (_BAD_ID.fill(id=own_id),))

    def _checked(self, draft: Draft, values: dict[Path, Any]) -> Draft:
        """The draft as it passes the check, without the values that may be dropped, or with what the check says."""
        made = self._made(draft, values)
        record, found = self._read(made)
        loose = {id(rule): (rule, d) for d in found if (rule := self._droppable(d))}
        if loose:
            dropped = tuple(Dropped(_columns(rule), d.message) for rule, d in loose.values())
            kept = {path: v for path, v in values.items() if path not in {rule.path for rule, _ in loose.values()}}
            return self._checked(replace(draft, dropped=(*draft.dropped, *dropped)), kept)
        return replace(made, record=record).refused(*(self.worded(d) for d in found))

    def _made(self, draft: Draft, values: Mapping[Path, Any]) -> Draft:
        data = {"id": draft.id, **nested({**values, **self.mapping.constants})}
        text = dump(ordered(data, self.kind.field))
        return replace(draft, path=f"{self.folder}/{draft.id}/{self.kind.path}", text=text)

    def _read(self, draft: Draft) -> tuple[Record | None, list[Diagnostic]]:
        """What a check would say of the very bytes that would be written."""
        tree = MemoryTree({draft.path: draft.text.encode()})
        record, found = read_record(tree, DataFile(draft.path, self.kind))
        return record, [d for d in found if d.severity is Severity.ERROR]

    def _droppable(self, found: Diagnostic) -> Rule | None:
        rule = self.mapping.rule_for(from_pointer(found.pointer))
        return rule if rule and rule.source.drop_if_invalid else None

    def worded(self, found: Diagnostic) -> Text:
        """The check's own sentence, with the column where the value comes from, or the field where nothing does."""
        rule = self.mapping.rule_for(from_pointer(found.pointer))
        place = _COLUMN.fill(name=_columns(rule)) if rule else Text(found.pointer.lstrip("/") or self.kind.path)
        hint = Text(f" ({found.hint.en})", f"（{found.hint.to('zh')}）") if found.hint else Text("")
        return _IN_PLACE.fill(place=place, reason=found.message, hint=hint)


def _columns(rule: Rule) -> str:
    return ", ".join(dict.fromkeys(rule.source.needs())) or "/".join(rule.path)


def _refuse_control(row: Row, columns: Iterable[str]) -> None:
    for column in columns:
        for character in row.cells[column]:
            if not character.isprintable() and character not in "\t\r\n" and _is_control(character):
                raise Invalid(_CONTROL.fill(code=f"U+{ord(character):04X}"))


def _is_control(character: str) -> bool:
    """What a file of the archive may not hold: control characters, lone surrogates and non-characters."""
    code = ord(character)
    return code < 0x20 or 0x7F <= code < 0xA0 or 0xD800 <= code < 0xE000 or code in {0x2028, 0x2029, 0xFFFE, 0xFFFF}  # noqa: PLR2004 - by Unicode


_IN_COLUMN = Text("column “{column}”: {reason}", "“{column}”列：{reason}")
_COLUMN = Text("column “{name}”", "“{name}”列")
_IN_PLACE = Text("{place}: {reason}{hint}", "{place}：{reason}{hint}")
_NO_ID = Text("no id can be made: {reason}", "无法生成编号：{reason}")
_EMPTY = Text("nothing usable in {columns}", "{columns} 中没有可用内容")
_BAD_ID = Text(
    "“{id}” is no id (small letters, digits and single hyphens, at most 64): transform: slug makes one",
    "“{id}”不能作编号（小写字母、数字和单个连字符，最多 64 个字符）：可用 transform: slug 生成",
)
_CONTROL = Text("holds the control character {code}, which no file may hold", "含有控制字符 {code}，文件中不允许出现")
