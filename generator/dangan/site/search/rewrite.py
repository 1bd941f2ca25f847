"""A change in an index that stands already: only the shards that it touches are made anew, as all of them would be."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import count
from typing import Any, NamedTuple

from dangan.diagnostics import Text
from dangan.site.search.blocks import block_name
from dangan.site.search.document import archive_documents, document_name
from dangan.site.search.head import Counts, counts_of, head_of, mark_of
from dangan.site.search.lines import Line
from dangan.site.search.lists import list_text, number_text, read_list
from dangan.site.search.numbers import Numbers
from dangan.site.search.part import LINE_END, SearchPart, part_of
from dangan.site.search.script import address, parse, script
from dangan.site.search.shards import LISTS, shard_name, shard_of
from dangan.site.search.write import Contexts, SearchMap, numbers_of

Standing = Callable[[str], bytes | None]
"""The bytes of a file of the site as it stands, by its address."""
Files = dict[str, bytes]
_NO_LABEL = Text("", "")
Masks = dict[tuple[str, int], int]
"""Of one document: its mask by token and list."""


class Change(NamedTuple):
    """What one document brought, and what it brings; None is nothing."""

    before: SearchPart | None
    now: SearchPart | None


def rewritten(changes: Iterable[Change], contexts: Contexts, standing: Standing) -> Files | None:
    """The files of the whole that are to be written; None where all must be made anew.

    That is so where documents came or went, or where what stands cannot be read. `changes` are of customers; those of
    the archive's own files are seen by their blocks.
    """
    mapped = SearchMap(contexts)
    try:
        head = parse(standing(address("head")) or b"")
        if head.get("mark") != mark_of(mapped.numbers, contexts):
            return None
        files, own = _own(mapped, standing)
        everything = [*changes, *own]
        shards = _shards(everything, mapped.numbers, standing)
    except (ValueError, KeyError, IndexError, TypeError, AttributeError):
        return None
    counts = _counted(head, everything)
    return {**files, **shards, address("head"): script("head", head_of(counts, mapped.numbers, contexts))}


def changes_of(before: Iterable[SearchPart | None], now: Iterable[SearchPart | None]) -> list[Change]:
    """By document: a customer whose folder moved is still the same."""
    old, new = ({part.name: part for part in parts if part} for parts in (before, now))
    return [Change(old.get(name), new.get(name)) for name in sorted(old.keys() | new.keys())]


def common_addresses(contexts: Contexts) -> list[str]:
    """Where the files of the whole are, which stay as they are unless they are rewritten."""
    numbers = numbers_of(contexts)
    shards = (shard_name(shard, numbers) for shard in range(numbers.shards))
    return [address(name) for name in ("head", "fold", *shards)]


def _own(mapped: SearchMap, standing: Standing) -> tuple[Files, list[Change]]:
    """The blocks of the archive's own documents, and what is another in them."""
    files: Files = {}
    changes = []
    for document in archive_documents(mapped.contexts[0]):
        made = mapped.of(document)
        found = {asset.address: asset.data for asset in made.files}
        files |= found
        if any(standing(name) != data for name, data in found.items()):
            name = document_name(document.kind, document.id)
            changes.append(Change(_part_of_blocks(name, mapped.numbers, document.filters, standing), made.part))
    return files, changes


def _part_of_blocks(
    name: str, numbers: Numbers, filters: tuple[tuple[str, str], ...], standing: Standing
) -> SearchPart | None:
    """What a document brought, from its text as it stands."""
    blocks: list[list[Line]] = []
    for at in count():
        raw = standing(address(block_name(numbers.of_name[name], at)))
        if raw is None or (blocks and at >= parse(raw)["of"]):
            break
        blocks.append([_line(row) for row in parse(raw)["l"]])
    return part_of(name, filters, blocks) if blocks else None


def _line(row: Sequence[Any]) -> Line:
    is_name = len(row) > 3  # noqa: PLR2004 - place, field, text, then what only names have
    return Line(None, "", _NO_LABEL, row[2], is_name, row[3] if is_name else "", bool(is_name and row[4]))


def _shards(changes: Iterable[Change], numbers: Numbers, standing: Standing) -> Files:
    touched: dict[int, list[tuple[str, int, int, int]]] = {}
    for change in changes:
        part = change.now or change.before
        if part is not None:
            number = numbers.of_name[part.name]
            for (token, place), mask in _differing(change):
                touched.setdefault(shard_of(token, numbers), []).append((token, place, number, mask))
    return dict(_shard(shard, found, numbers, standing) for shard, found in sorted(touched.items()))


def _differing(change: Change) -> Iterator[tuple[tuple[str, int], int]]:
    """What is not as it was, with its mask now; 0 where it is gone."""
    before, now = _masks(change.before), _masks(change.now)
    for key in before.keys() | now.keys():
        if before.get(key) != now.get(key):
            yield key, now.get(key, 0)


def _masks(part: SearchPart | None) -> Masks:
    return {
        (token, held.list): held.mask
        for held in (part.held if part else ())
        for token in held.tokens[1:-1].split(LINE_END)
    }


def _shard(
    shard: int, found: Iterable[tuple[str, int, int, int]], numbers: Numbers, standing: Standing
) -> tuple[str, bytes]:
    name = shard_name(shard, numbers)
    held: dict[str, str] = parse(standing(address(name)) or b"")
    lists: dict[str, list[dict[int, int]]] = {}
    for token, place, number, mask in found:
        if token not in lists:
            lists[token] = _lists(held.get(token, ""), numbers)
        into = lists[token][place]
        into.pop(number, None)
        if mask:
            into[number] = mask
    for token, each in lists.items():
        held[token] = "|".join(_text(masks, numbers) for masks in each).rstrip("|")
    return address(name), script(name, {token: held[token] for token in sorted(held) if held[token]})


def _lists(entry: str, numbers: Numbers) -> list[dict[int, int]]:
    said = entry.split("|")
    texts = [*said, *[""] * (LISTS - len(said))]
    return [dict(read_list(text, numbers.width, numbers.mask)) for text in texts]


def _text(masks: Mapping[int, int], numbers: Numbers) -> str:
    records = {
        number_text(number, numbers.width) + number_text(masks[number], numbers.mask): number
        for number in sorted(masks)
    }
    return list_text(list(records), records, numbers.width)


def _counted(head: Mapping[str, Any], changes: Iterable[Change]) -> Counts:
    counts = {(each["name"], value): number for each in head["filters"] for value, _, number in each["values"]}
    for change in changes:
        for part, by in ((change.before, -1), (change.now, 1)):
            for pair in part.filters if part else ():
                counts[pair] = counts.get(pair, 0) + by
    return counts_of(counts)
