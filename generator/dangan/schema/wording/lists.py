"""Lists and mappings with too many, too few or equal entries."""

from collections.abc import Iterator
from itertools import combinations
from typing import Any

from dangan.diagnostics import Diagnostic, Text
from dangan.schema import codes
from dangan.schema.failure import Failure, fields_at, quoted, siblings
from dangan.schema.field import RESERVED
from dangan.schema.typewords import type_name
from dangan.schema.wording import hints


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


def equal(a: Any, b: Any) -> bool:
    """As JSON has it: 1 is 1.0 but not true."""
    if isinstance(a, dict) and isinstance(b, dict):
        return a.keys() == b.keys() and all(equal(a[key], b[key]) for key in a)
    if isinstance(a, list) and isinstance(b, list):
        return len(a) == len(b) and all(equal(x, y) for x, y in zip(a, b, strict=True))
    return bool(a == b) and (type_name(a) == "boolean") == (type_name(b) == "boolean")


def _count(failure: Failure, code: Any, hint: Text | None) -> Diagnostic:
    return failure.tell(code, limit=failure.details["limit"], count=len(failure.value), hint=hint)
