"""Two states of a file held together: what became of which fact."""

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from dangan.history.change import ChangeKind
from dangan.history.leaves import Leaves, Steps, prefixes


class Difference(NamedTuple):
    """One change; `facts` are the single facts that it is made of (of an item, all that it says)."""

    kind: ChangeKind
    steps: Steps
    old: Any
    new: Any
    facts: tuple[Steps, ...]


def differing(old: Leaves, new: Leaves) -> set[Steps]:
    """The facts that are not the same in both."""
    here, there = old.values, new.values
    changed = {path for path, value in there.items() if path not in here or not _same(here[path], value)}
    return changed | (here.keys() - there.keys())


def differences(
    old: Leaves, new: Leaves, facts: set[Steps] | None = None, group: Callable[[Steps], object] = lambda _path: True
) -> Iterator[Difference]:
    """What became of the facts that differ, by path.

    An item of which all is new, or all is gone, is one change, if all of its facts are of one group.
    """
    changed = differing(old, new) if facts is None else facts
    added = _wholes(new, old, changed, group)
    gone = _wholes(old, new, changed, group)
    moved = _moves(old, new, gone, added)
    told: set[Steps] = set()
    for path in sorted(changed):
        whole = next((p for p in prefixes(path) if p in added or p in gone), None)
        if whole is None:
            yield _single(old, new, path)
        elif whole not in told:
            told.add(whole)
            if whole in moved.values():
                continue
            yield _whole(old, new, whole, added.get(whole) or gone[whole], moved.get(whole))


def reordered(old: Leaves, new: Leaves) -> list[Steps]:
    """Lists that hold the same items in another order."""
    both = old.orders.keys() & new.orders.keys()
    return sorted(
        path
        for path in both
        if old.orders[path] != new.orders[path] and sorted(old.orders[path]) == sorted(new.orders[path])
    )


def _same(one: Any, other: Any) -> bool:
    """A yes is not a one, though Python says so."""
    return bool(one == other) and isinstance(one, bool) == isinstance(other, bool)


def _single(old: Leaves, new: Leaves, path: Steps) -> Difference:
    before, after = old.values.get(path), new.values.get(path)
    kind = ChangeKind.SET if before is None else ChangeKind.REMOVED if after is None else ChangeKind.CHANGED
    return Difference(kind, path, before, after, (path,))


def _wholes(
    present: Leaves, absent: Leaves, changed: set[Steps], group: Callable[[Steps], object]
) -> dict[Steps, tuple[Steps, ...]]:
    """Items of `present` all of whose facts changed, and of which `absent` holds nothing; with their facts."""
    found: dict[Steps, list[Steps]] = {}
    for path in sorted(path for path in changed if path in present.values):
        for above in prefixes(path):
            if above in present.items and above not in absent.items:
                found.setdefault(above, []).append(path)
    whole = {
        item: tuple(facts)
        for item, facts in found.items()
        if len(facts) == present.items[item] and len({group(fact) for fact in facts}) == 1
    }
    return {item: facts for item, facts in whole.items() if not any(p in whole for p in prefixes(item[:-1]))}


def _moves(
    old: Leaves, new: Leaves, gone: dict[Steps, tuple[Steps, ...]], added: dict[Steps, tuple[Steps, ...]]
) -> dict[Steps, Steps]:
    """Items of several facts that stand under another key: where they are now, and where they were."""
    by_content: dict[Any, Steps] = {}
    for item, facts in gone.items():
        if len(facts) > 1:
            by_content.setdefault(_content(old, item, facts), item)
    return {
        item: by_content.pop(content)
        for item, facts in added.items()
        if (content := _content(new, item, facts)) in by_content
    }


def _content(state: Leaves, item: Steps, facts: tuple[Steps, ...]) -> frozenset[tuple[Steps, Any]]:
    return frozenset((fact[len(item) :], state.values[fact]) for fact in facts)


def _whole(old: Leaves, new: Leaves, item: Steps, facts: tuple[Steps, ...], origin: Steps | None) -> Difference:
    if origin is not None:
        return Difference(ChangeKind.MOVED, item, "/".join(origin), new.item(item, facts), facts)
    kind = ChangeKind.ITEM_ADDED if item in new.items else ChangeKind.ITEM_REMOVED
    return Difference(kind, item, old.item(item, facts), new.item(item, facts), facts)
