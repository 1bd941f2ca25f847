"""Lists whose items can be told apart: by `x-key` where they are mappings, by their values where they are plain."""

from collections.abc import Iterator

from dangan.diagnostics import Diagnostic, Text
from dangan.levels import Level
from dangan.model import codes
from dangan.model.containers import Container
from dangan.model.records import Record
from dangan.schema.audience import level_at
from dangan.schema.failure import quoted
from dangan.schema.listkeys import decode, key_names, list_field, own_key
from dangan.source.document import Document
from dangan.source.node import Pointer


def items_differ(record: Record, document: Document, found: Container) -> Iterator[Diagnostic]:
    """No two items of a list have one key; a plain value stands once in a list that is not `x-ordered`."""
    listed, names = list_field(found.field), key_names(found.field)
    first: dict[str, int] = {}
    for place, item in enumerate(found.value):
        key = own_key(listed, names, item)
        if key and first.setdefault(key, place) != place:
            pointer = (*found.pointer, place)
            code = codes.DUPLICATE_KEY if isinstance(item, dict) else codes.REPEATED_VALUE
            yield Diagnostic.of(
                code,
                document.span(pointer),
                pointer=pointer,
                hint=code.fix,
                label=listed.label if listed else Text(str(found.pointer[-1])),
                value=quoted(", ".join(decode(part) for part in key.split(",") if part)),
                line=document.span((*found.pointer, first[key])).line,
            ).at_level(_level(record, pointer, names))


def _level(record: Record, item: Pointer, names: tuple[str, ...]) -> Level:
    """Of the values that the message quotes."""
    field = record.kind.field
    return max((level_at(field, (*item, name)) for name in names), default=level_at(field, item))
