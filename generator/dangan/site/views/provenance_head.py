"""Where the facts of a whole section come from, for its head."""

from collections.abc import Sequence
from dataclasses import dataclass

from dangan.model.provenance import NOTHING, SOURCE, Provenance, inside, may_be_known, sources_in
from dangan.model.records import Record
from dangan.schema.kind import Kind
from dangan.site.views.fields_leaf import date_view
from dangan.site.views.provenance import dated
from dangan.site.views.scope import Link, Scope
from dangan.site.views.sources import source_link
from dangan.site.views.values import MarkView, ValueView

_NAMED = 2
_PAPERS = "papers"
"""The filing class of what we write ourselves: nobody asks where that comes from."""


@dataclass(frozen=True, slots=True)
class OriginView:
    """`whole` where it holds for all that has no mark of its own; else only what is marked comes from there."""

    whole: bool
    day: ValueView | None = None
    by_file: bool = False
    """Whether the day is only that of the last change of the file."""
    links: tuple[Link, ...] = ()
    more: int = 0
    rest: MarkView | None = None
    """The sources beyond the first."""


def origin_of(kind: Kind, records: Sequence[Record], scope: Scope) -> OriginView | None:
    """None for what needs no source: sources themselves, and our own papers that name none."""
    top = NOTHING if kind.many or not records else inside(NOTHING, records[0].data)
    if top != NOTHING:
        return _view(top, records, scope, whole=True)
    inner = Provenance(tuple(dict.fromkeys(s for record in records for s in sources_in(record.data))))
    if inner.sources:
        return _view(inner, records, scope, whole=False)
    return _view(NOTHING, records, scope, whole=True) if records and _owes(kind, scope) else None


def _view(known: Provenance, records: Sequence[Record], scope: Scope, *, whole: bool) -> OriginView:
    found = dated(known, scope, _changed(records, scope))
    links = tuple(dict.fromkeys(source_link(source, scope) for source in known.sources))
    first, rest = links[:_NAMED], links[_NAMED:]
    return OriginView(
        whole=whole,
        day=date_view(found.day, scope.lang) if found.day else None,
        by_file=found.by == "file",
        links=first,
        more=len(rest),
        rest=_rest(rest, scope) if rest else None,
    )


def _changed(records: Sequence[Record], scope: Scope) -> str:
    """The day of the last change of the files; "" where what they hold now has none yet."""
    past = scope.context.past
    if not past.unrecorded.isdisjoint(record.path for record in records):
        return ""
    lasts = [last for record in records if (last := past.last.get(record.path))]
    return max((scope.context.day_of(last.commit).isoformat() for last in lasts), default="")


def _rest(links: Sequence[Link], scope: Scope) -> MarkView:
    names = scope.context.words("comma").join(link.text for link in links)
    return MarkView(next((link.href for link in links if link.href), ""), names)


def _owes(kind: Kind, scope: Scope) -> bool:
    is_source = any(t.space == SOURCE and t.kind == kind.name for t in scope.context.catalogue.things.values())
    return not is_source and kind.filing != _PAPERS and may_be_known(kind.field)
