"""The archive's own documents in an index that stands already: what is another in them is seen by their text."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import count
from typing import Any

from dangan.diagnostics import Text
from dangan.site.search.blocks import block_files, block_name
from dangan.site.search.document import archive_documents
from dangan.site.search.lines import Line
from dangan.site.search.part import SearchPart, part_of
from dangan.site.search.rewrite_lists import Change
from dangan.site.search.script import address, parse
from dangan.site.search.write import OWN, SearchMap, own_file

_NO_LABEL = Text("", "")
_NAME = 4
"""Places in a line from which on it is a name."""


def own_changes(mapped: SearchMap, standing: Callable[[str], bytes | None]) -> tuple[dict[str, bytes], list[Change]]:
    """The files of the archive's own documents, and what has come, gone or changed among these."""
    before: dict[str, int] = dict(parse(standing(address(OWN)) or b""))
    files: dict[str, bytes] = {}
    changes, numbers = [], {}
    for document in archive_documents(mapped.contexts[0]):
        number = mapped.numbers.of_name[document.name]
        found = dict(block_files(document, mapped.cut(document), number))
        was = before.pop(document.name, None)
        if was != number or any(standing(name) != data for name, data in found.items()):
            old = None if was is None else _standing_part(document.name, was, standing)
            changes.append(Change(old, mapped.of(document).part))
        files |= found
        numbers[document.name] = number
    changes += [Change(_standing_part(name, number, standing), None) for name, number in before.items()]
    return {**files, **dict([own_file(numbers)])}, changes


def own_standing(standing: Callable[[str], bytes | None]) -> dict[str, bytes]:
    """The same files where nothing that they tell has become another: as they stand."""
    listed = standing(address(OWN)) or b""
    numbers: dict[str, int] = dict(parse(listed))
    files = {address(OWN): listed}
    for number in numbers.values():
        for at, _ in enumerate(_blocks(number, standing)):
            name = address(block_name(number, at))
            files[name] = standing(name) or b""
    return files


def _standing_part(name: str, number: int, standing: Callable[[str], bytes | None]) -> SearchPart:
    """What a document brought, from its text as it stands."""
    blocks = list(_blocks(number, standing))
    kind, own_id = name.split("/", 1)
    if not blocks or (blocks[0]["kind"], blocks[0]["id"]) != (kind, own_id):
        message = "another document stands there"
        raise ValueError(message)
    return part_of(name, number, (("kind", kind),), [[_line(row) for row in block["l"]] for block in blocks])


def _blocks(number: int, standing: Callable[[str], bytes | None]) -> Iterator[Mapping[str, Any]]:
    for at in count():
        block = parse(standing(address(block_name(number, at))) or b"")
        yield block
        if at + 1 >= block["of"]:
            return


def _line(row: Sequence[Any]) -> Line:
    is_name = len(row) >= _NAME
    return Line(None, "", _NO_LABEL, row[2], is_name, row[3] if is_name else "", bool(is_name and row[4]))
