"""Values of the wrong type."""

import re
from collections.abc import Iterator
from decimal import Decimal

from dangan.diagnostics import Diagnostic, Text
from dangan.diagnostics.diagnostic import LONGEST
from dangan.schema import codes
from dangan.schema.failure import Failure, fields_at, siblings
from dangan.schema.field import RESERVED
from dangan.schema.typewords import TYPES, of_types, type_name
from dangan.schema.wording import hints
from dangan.schema.wording.lists import as_list
from dangan.schema.wording.slips import slip
from dangan.source import wide

_NUMBER = re.compile(r"[^0-9+-]{0,3}([+-]?[0-9][0-9,， ]*(?:\.[0-9]+)?)[^0-9]{0,8}")
_YES = frozenset(("yes", "y", "on", "是", "有", "对"))
_NO = frozenset(("no", "n", "off", "否", "无", "没有"))
_SCALARS = frozenset(("string", "integer", "number", "boolean"))


def wrong_type(failure: Failure) -> Iterator[Diagnostic]:
    wanted = frozenset(failure.details["types"])
    found = type_name(failure.value)
    if found == "array" and wanted <= _SCALARS:
        yield failure.tell(codes.ONE_EXPECTED, hint=_the_one(failure))
    elif "string" in wanted and found in _SCALARS and failure.schema.get("format") == "date":
        day = Text("a day such as 2026-03-01", "具体日期，例如 2026-03-01")
        yield failure.tell(codes.WRONG_TYPE, wanted=day, found=_found(failure))
    elif "string" in wanted and found in _SCALARS:
        yield _unquoted(failure, found)
    elif wanted == {"array"}:
        fix, hint = as_list(failure)
        yield failure.tell(codes.LIST_EXPECTED, fix=fix, hint=hint)
    elif wanted == {"object"}:
        yield failure.tell(codes.MAPPING_EXPECTED, keys=_examples(failure), hint=_wide_colon(failure))
    else:
        hint = _as_number(failure) if wanted & {"integer", "number"} else _as_switch(failure, wanted)
        hint = slip(failure) or hint
        yield failure.tell(
            codes.WRONG_TYPE, wanted=of_types(failure.details["types"]), found=_found(failure), hint=hint
        )


def _unquoted(failure: Failure, found: str) -> Diagnostic:
    source = failure.document.source_text(failure.node) if failure.node else ""
    fix = f'`"{source}"`'
    read_as = TYPES["number" if found == "integer" else found]
    return failure.tell(codes.UNQUOTED_TEXT, hint=hints.write(fix), source=f"`{source}`", fix=fix, found=read_as)


def _the_one(failure: Failure) -> Text | None:
    node = failure.node
    only = node.child(0) if node and len(failure.value) == 1 else None
    return hints.write(f"`{failure.document.source_text(only)}`") if only else None


def _wide_colon(failure: Failure) -> Text | None:
    name, colon, rest = str(failure.value).partition(wide.COLON)
    return hints.ordinary_colon(name) if colon and rest and len(name) < LONGEST else None


def _examples(failure: Failure) -> Text:
    names = [name for name in siblings(fields_at(failure.kind.field, failure.pointer)) if name not in RESERVED][:3]
    shown = ", ".join(f"`{name}:`" for name in names)
    return Text(f", such as {shown}", f"，例如 {shown}") if shown else Text("", "")


def _found(failure: Failure) -> Text:
    value = failure.value
    if isinstance(value, (dict, list)):
        return TYPES[type_name(value)]
    kind = TYPES[type_name(value)]
    return Text(f"{kind.en}, {failure.shown.en}", f"{kind.zh} {failure.shown.zh}")


def _as_number(failure: Failure) -> Text | None:
    value = failure.value
    if isinstance(value, Decimal):
        return Text("Leave the part behind the point out.", "请去掉小数部分。")
    match = _NUMBER.fullmatch(wide.ordinary(value).strip()) if isinstance(value, str) else None
    if not match or any(unit in str(value) for unit in "千万亿%"):
        return None
    number = re.sub("[,， ]", "", match[1])
    if number == value:
        return Text(f"Write {number} without quotes.", f"请去掉引号，写成 {number}。")
    return Text(f"Write {number} alone, without unit or commas.", f"请只写数字 {number}，不带单位和逗号。")


def _as_switch(failure: Failure, wanted: frozenset[str]) -> Text | None:
    word = str(failure.value).casefold()
    if wanted != {"boolean"} or word not in _YES | _NO:
        return None
    return hints.write("`true`" if word in _YES else "`false`")
