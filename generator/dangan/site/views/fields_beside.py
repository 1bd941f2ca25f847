"""Things that say much of the same, such as the statements of several years: side by side, a column for each.

A list asks for it by `x-widget: side-by-side`. The first fact of each thing is the name of its column.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace

from dangan.site.views.values import Column, FactView, GroupView, RowView, TableView, ValueView

WIDGET = "side-by-side"
_FEWEST = 2


def beside(groups: Sequence[GroupView]) -> GroupView | None:
    """Tables whose rows are the facts; None where one of the things cannot be named or holds more than facts."""
    names = [next(iter(group.facts), None) for group in groups]
    if len(groups) < _FEWEST or not all(fact and fact.value and fact.value.text for fact in names):
        return None
    columns = [fact.value.text for fact in names if fact and fact.value]
    head = next(fact.label for fact in names if fact)
    return _compared([replace(group, facts=group.facts[1:]) for group in groups], columns, head)


def _compared(groups: Sequence[GroupView], columns: Sequence[str], head: str) -> GroupView | None:
    rows = [
        RowView(tuple(_cell(fact, group) for fact, group in zip(facts, groups, strict=True)), title=label)
        for label, facts in _by_name(groups, lambda group: group.facts)
    ]
    blocks = []
    for label, found in _by_name(groups, lambda group: group.blocks):
        inner = [fact.value.group if fact and fact.value else GroupView() for fact in found]
        below = _compared([group for group in inner if group], columns, label) if all(inner) else None
        if below is None or len(below.blocks) != 1:
            return None
        blocks.append(replace(below.blocks[0], label=label))
    numeric = all(cell is None or cell.kind == "number" for row in rows for cell in row.cells)
    table = TableView(head, tuple(Column(name, name, number=numeric) for name in columns), tuple(rows), head=head)
    first = (FactView("", "", ValueView("table", table=table)),) if rows else ()
    return GroupView(blocks=(*first, *blocks))


Found = list[tuple[str, list[FactView | None]]]


def _by_name(groups: Sequence[GroupView], facts_of: Callable[[GroupView], tuple[FactView, ...]]) -> Found:
    """Every fact that one of the groups has, in the order of the fullest, with the label, as each group has it."""
    held = [{fact.name: fact for fact in facts_of(group)} for group in groups]
    names = dict.fromkeys(name for group in sorted(held, key=len, reverse=True) for name in group)
    labels = {name: fact.label for group in held for name, fact in group.items()}
    return [(labels[name], [group.get(name) for group in held]) for name in names]


def _cell(fact: FactView | None, group: GroupView) -> ValueView | None:
    """The thing's own mark stands at its first fact."""
    value = fact.value if fact else None
    if value and group.mark and fact is group.facts[0]:
        return replace(value, mark=value.mark or group.mark)
    return value
