"""A dossier that has grown heavy: what a section folds away stands on a page of its own, the way there in its place.

Of what has pages of its own anyway it shows fewer. Which dossiers and sections these are hangs on the records alone: a
page that is there in one language is there in all.
"""

from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import replace
from typing import Any

from dangan.model.records import Customer
from dangan.schema.kind import ThingKind
from dangan.site.drawings_section import section_of
from dangan.site.links import own_folder
from dangan.site.views.dossier import DossierView
from dangan.site.views.scope import Scope
from dangan.site.views.section import SectionView
from dangan.site.views.values import FactView, GroupView, RowView, TableView, ValueView

HEAVY = 800
"""Facts beyond which a dossier is heavy; each takes some 150 bytes of its page."""
MANY = 40
"""Facts of a file of many things, from which on it has a page in a heavy dossier."""
FEW = 4
"""Contacts and changes that a heavy dossier shows, the newest."""


def cut_of(customer: Customer, things: Iterable[ThingKind]) -> frozenset[str] | None:
    """The kinds of which the dossier is to show less than there is; None for a dossier that is not heavy."""
    told = {name: facts_in([r.data for r in records]) for name, records in customer.records.items() if records}
    kinds = {name: records[0].kind for name, records in customer.records.items() if records}
    if sum(number for name, number in told.items() if not kinds[name].own_page) <= HEAVY:
        return None
    holders = {thing.kind for thing in things if thing.at} | {name for name, kind in kinds.items() if kind.field.values}
    cut = (kind for name, kind in kinds.items() if name in holders and told[name] >= MANY)
    return frozenset(kind.name for kind in cut if not (kind.own_page or kind.many))


def facts_in(value: Any) -> int:
    """How many single values it holds, as it was read from a file."""
    if isinstance(value, dict):
        return sum(map(facts_in, value.values()))
    return sum(map(facts_in, value)) if isinstance(value, list) else 1


def lighter(view: DossierView, cut: AbstractSet[str], scope: Scope) -> DossierView:
    """With `whole_href` at each section that is cut. Whatever has a fragment stays, and what is contested."""
    sections = {section.name: _lighter(section, cut, scope) for section in view.sections}
    chapters = tuple(replace(c, sections=tuple(sections[s.name] for s in c.sections)) for c in view.chapters)
    end = replace(view.end, entries=view.end.entries[:FEW]) if view.end else None
    return replace(view, sections=tuple(sections.values()), chapters=chapters, end=end)


def _lighter(section: SectionView, cut: AbstractSet[str], scope: Scope) -> SectionView:
    if section.all_href and isinstance(section.body, tuple):
        return replace(section, body=section.body[:FEW])
    if section.name not in cut:
        return section
    page = scope.to_index(own_folder(scope.customer, section.name))
    groups, folded = (tuple(_group(group, page) for group in some) for some in (section.groups, section.folded))
    return replace(section, groups=groups, folded=folded, body=_body(section, page), whole_href=page)


def _body(section: SectionView, page: str) -> Any:
    drawing = section_of(section.name)
    return drawing.each(section.body, lambda it: _thing(it, page)) if drawing and drawing.each else section.body


def _thing(thing: Any, page: str) -> Any:
    """A thing of a drawing of its own, that folds away what the drawing does not show (ADR 6)."""
    more: GroupView = thing.more
    if _stays(more):
        return thing
    return replace(thing, more=GroupView(mark=more.mark, away=f"{page}#{thing.anchor}"))


def _group(group: GroupView, page: str) -> GroupView:
    return replace(group, blocks=tuple(_block(b, page) for b in group.blocks), table=_table(group.table, page))


def _block(fact: FactView, page: str) -> FactView:
    value = fact.value
    if value is None or not (value.group or value.table):
        return fact
    group = _group(value.group, page) if value.group else None
    return replace(fact, value=replace(value, group=group, table=_table(value.table, page)))


def _table(table: TableView | None, page: str) -> TableView | None:
    if table is None or not table.head:
        return table
    rows, folded = (tuple(_row(row, page) for row in some) for some in (table.rows, table.folded))
    return replace(table, rows=rows, folded=folded)


def _row(row: RowView, page: str) -> RowView:
    """A row that leads somewhere else keeps its way there and its rest."""
    if row.href or not row.anchor or _stays(row.rest):
        return row
    return replace(row, href=f"{page}#{row.anchor}", rest=GroupView())


def _stays(group: GroupView) -> bool:
    """What is contested stays in sight, and what a link may lead to stays where it is."""
    return group.empty or group.disputed or any(_anchors(group))


def _anchors(group: GroupView) -> Iterator[str]:
    """The fragments in a group, however deep."""
    yield group.anchor
    for fact in (*group.facts, *group.blocks):
        yield from _in_value(fact.value) if fact.value else ()
    yield from _in_rows(group.table)


def _in_value(value: ValueView) -> Iterator[str]:
    for item in value.items:
        yield from _in_value(item)
    yield from _anchors(value.group) if value.group else ()
    yield from _in_rows(value.table)


def _in_rows(table: TableView | None) -> Iterator[str]:
    for row in (*table.rows, *table.folded) if table else ():
        yield row.anchor
        yield from _anchors(row.rest)
