"""A change in an index that stands already: only the shards that it touches are made anew, as all of them would be."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from dangan.site.search.head import FILTERS, HEAD, Counts, counts_of, head_files, shape_of
from dangan.site.search.numbers import mark_of
from dangan.site.search.part import SearchPart
from dangan.site.search.rewrite_lists import Change, rewritten_lists
from dangan.site.search.rewrite_own import own_changes, own_standing
from dangan.site.search.script import address, parse
from dangan.site.search.shards import shared_names
from dangan.site.search.write import OWN, Contexts, SearchMap, fold_files, numbers_of

Standing = Callable[[str], bytes | None]
"""The bytes of a file of the site as it stands, by its address."""
Files = dict[str, bytes]


def rewritten(
    changes: Iterable[Change], contexts: Contexts, standing: Standing, *, own_stay: bool = False
) -> Files | None:
    """The files of the whole that are to be written; None where all must be made anew.

    That is so where there are twice as many documents as before, or where what stands is not what `changes` begin at.
    They are of customers, also of those that came, went or got another number; those of the archive's own files are
    seen by their blocks, unless it is known that they are what they were (`own_stay`).
    """
    mapped = SearchMap(contexts)
    try:
        head = parse(standing(address(HEAD)) or b"")
        if head["shape"] != shape_of(mapped.numbers, contexts):
            return None
        files, own = (own_standing(standing), []) if own_stay else own_changes(mapped, standing)
        everything = [*changes, *own]
        if _marked(head["mark"], everything) != mapped.numbers.mark:
            return None
        shards = rewritten_lists(everything, mapped.numbers, standing)
        counts = _counted(parse(standing(address(FILTERS)) or b""), everything)
    except (ValueError, KeyError, IndexError, TypeError, AttributeError):
        return None
    return {**files, **shards, **dict(head_files(counts, mapped.numbers, contexts))}


def changes_of(before: Iterable[SearchPart | None], now: Iterable[SearchPart | None]) -> list[Change]:
    """By document: a customer whose folder moved is still the same."""
    old, new = ({part.name: part for part in parts if part} for parts in (before, now))
    return [Change(old.get(name), new.get(name)) for name in sorted(old.keys() | new.keys())]


def common_addresses(contexts: Contexts) -> list[str]:
    """Where the files of the whole are, which stay as they are unless they are rewritten."""
    folds = (name for name, _ in fold_files())
    return [address(name) for name in (HEAD, FILTERS, OWN, *folds, *shared_names(numbers_of(contexts)))]


def _marked(mark: int, changes: Iterable[Change]) -> int:
    """Of the names and numbers that there are after the changes."""
    for change in changes:
        for part, by in ((change.before, -1), (change.now, 1)):
            mark += by * mark_of(part.name, part.number) if part else 0
    return mark & 0xFFFFFFFF


def _counted(filters: Iterable[Mapping[str, Any]], changes: Iterable[Change]) -> Counts:
    counts = {(each["name"], value): number for each in filters for value, _, number in each["values"]}
    for change in changes:
        for part, by in ((change.before, -1), (change.now, 1)):
            for pair in part.filters if part else ():
                counts[pair] = counts.get(pair, 0) + by
    return counts_of(counts)
