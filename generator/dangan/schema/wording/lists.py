"""Lists and mappings with too many, too few or equal entries."""

from collections.abc import Iterator
from itertools import combinations
from typing import Any

from dangan.diagnostics import Diagnostic, Text
from dangan.schema import codes
from dangan.schema.failure import Failure, fields_at, quoted, siblings
from dangan.schema.field import RESERVED
from dangan.schema.typewords import code, type_name
from dangan.schema.wording import hints, slips


def too_few(failure: Failure) -> Iterator[Diagnostic]:
    names = siblings(fields_at(failure.kind.field, failure.pointer))
    hint = hints.fields(name for name in names if name not in RESERVED)
    if failure.keyword == "minProperties" and not failure.value and failure.pointer:
        yield failure.tell(codes.EMPTY_FIELD, key=True, name=failure.pointer[-1], hint=hint)
    else:
        yield _count(failure, codes.TOO_FEW, hint)


def too_many(failure: Failure) -> Iterator[Diagnostic]:
    yield _count(failure, codes.TOO_MANY, None)


def unique(failure: Failure) -> Iterator[Diagnostic]:
    """Each item that stood before, at its later place."""
    told: set[int] = set()
    for (first, a), (second, b) in combinations(enumerate(failure.value), 2):
        if second not in told and equal(a, b):
            told.add(second)
            line = failure.document.span((*failure.pointer, first)).line
            node = failure.node.child(second) if failure.node else None
            value = quoted(failure.document.source_text(node) if node else str(b))
            yield failure.tell(codes.DUPLICATE_ITEM, below=(second,), value=value, line=line)


def as_list(failure: Failure) -> tuple[Text, Text | None]:
    """How what should be a list is written, and why what looks like one is none."""
    value, node = failure.value, failure.node
    typed = node is not None and not node.style
    if isinstance(value, dict):
        glued = slips.dashed(str(next(iter(value), "")))
        return (code(f"- {glued[0]}:"), slips.NO_BLANK) if glued else (_EACH, None)
    if typed and (glued := slips.dashed(str(value))):
        shown = ", ".join(f"`- {item}`" for item in glued[:_SHOWN])
        return Text(shown, shown), slips.NO_BLANK
    if typed and (parts := slips.parted(str(value))):
        return code(slips.in_brackets(parts)), slips.FULL_WIDTH
    return code(f"[{failure.shown.en.strip('`')}]"), None


_SHOWN = 3
_EACH = Text("`- ` before the first field, two blanks before the others", "第一个字段前加 `- `，其余各行缩进两格")


def equal(a: Any, b: Any) -> bool:
    """As JSON has it: 1 is 1.0 but not true."""
    if isinstance(a, dict) and isinstance(b, dict):
        return a.keys() == b.keys() and all(equal(a[key], b[key]) for key in a)
    if isinstance(a, list) and isinstance(b, list):
        return len(a) == len(b) and all(equal(x, y) for x, y in zip(a, b, strict=True))
    return bool(a == b) and (type_name(a) == "boolean") == (type_name(b) == "boolean")


def _count(failure: Failure, demand: Any, hint: Text | None) -> Diagnostic:
    return failure.tell(demand, limit=failure.details["limit"], count=len(failure.value), hint=hint)
