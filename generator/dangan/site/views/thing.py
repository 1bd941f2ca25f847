"""Pages for things of the archive's own files, drawn from their schema: products, and kinds that a team has added."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from dangan.analysis.shape import mapping, text
from dangan.model.collect import places
from dangan.model.index import Entry, Key
from dangan.model.records import Record
from dangan.schema.kind import Kind, ThingKind
from dangan.site.format_sort import sort_key
from dangan.site.links import thing_folder
from dangan.site.views.backlinks import Backlinks, backlinks, referrers
from dangan.site.views.fields import fields_of
from dangan.site.views.head import Head, kind_head
from dangan.site.views.rest import with_said
from dangan.site.views.scope import Link, Scope, ordered_names
from dangan.site.views.section import Changed, NoteView, generic_groups, last_change, note_view
from dangan.site.views.values import GroupView

_NOWHERE: tuple[None, tuple[()], None, None] = (None, (), None, None)
_HEAD = frozenset({"id", "names", "summary", "title", "name"})


@dataclass(frozen=True, slots=True)
class ThingView:
    """One thing: its facts, and what refers to it."""

    name: str
    others: tuple[str, ...]
    trail: tuple[Link, ...]
    summary: str
    groups: tuple[GroupView, ...]
    missing: tuple[str, ...]
    backlinks: tuple[Backlinks, ...]
    edit: str
    path: str
    changed: Changed | None
    notes: tuple[NoteView, ...]
    parts: tuple[tuple[Link, int], ...] = ()
    """Things in the file that have pages of their own, and how many there are."""


@dataclass(frozen=True, slots=True)
class ThingLine:
    """A thing in its index: its name, one line about it, and how many things refer to it."""

    link: Link
    summary: str
    line: str
    used: int


@dataclass(frozen=True, slots=True)
class ThingsView:
    title: str
    description: str
    lines: tuple[ThingLine, ...]
    head: Head


def things_view(kind: Kind, thing: ThingKind, scope: Scope) -> ThingsView:
    """The index of one kind of thing by the sound of the names."""
    index, things, head = scope.context.index, scope.context.catalogue.things, kind_head(kind, scope)
    entries = sorted(index.of_kind(thing.name), key=lambda e: (sort_key(e.name(scope.lang)), e.key))
    return ThingsView(
        title=thing.plural.to(scope.lang),
        description=kind.description.to(scope.lang) if kind.description else "",
        lines=tuple(_line(entry, scope) for entry in entries),
        head=replace(head, trail=(*head.trail, *above(kind, thing_folder(kind, thing, things), scope))),
    )


def above(kind: Kind, folder: str, scope: Scope) -> tuple[Link, ...]:
    """The page of the file, where the things in it have pages beside that."""
    beside = kind.page and folder != kind.page
    return (Link(kind.label.to(scope.lang), scope.to_index(kind.page or "")),) if beside else ()


def _line(entry: Entry, scope: Scope) -> ThingLine:
    sources = {r.source for r in scope.context.index.incoming.get(entry.key, ()) if r.source != entry.key}
    return ThingLine(scope.link(entry), text(entry.summary, "summary"), text(entry.summary, "line"), len(sources))


def thing_view(
    entry: Entry,
    kind: Kind,
    thing: ThingKind,
    records: Sequence[Record],
    links: tuple[Backlinks, ...],
    scope: Scope,
) -> ThingView:
    """The page of one thing, whether it is a whole file or a part of one, with the `links` back to it."""
    name = entry.name(scope.lang)
    folder = thing_folder(kind, thing, scope.context.catalogue.things)
    groups, data = _drawn(entry, thing, records, scope)
    return ThingView(
        name=name,
        others=tuple(n for n in ordered_names(entry.names.items()) if n != name),
        trail=scope.trail(*above(kind, folder, scope), Link(thing.plural.to(scope.lang), scope.to_index(folder))),
        summary=text(data, "summary"),
        groups=groups,
        missing=tuple(label for group in groups for label in group.all_missing),
        backlinks=links,
        edit=scope.edit(entry.path),
        path=entry.path,
        changed=last_change([entry.path], scope),
        notes=tuple(
            note_view(d, scope) for d in scope.context.diagnostics.get(entry.path, ()) if _is_about(d.pointer, entry)
        ),
    )


def _drawn(
    entry: Entry, thing: ThingKind, records: Sequence[Record], scope: Scope
) -> tuple[tuple[GroupView, ...], Any]:
    """The facts of a thing, then the things in it; and its data. Found by id, for redaction moves what is left."""
    here = ((r, *place) for r in records if r.path == entry.path for place in places(thing, r))
    record, pointer, field, data = next(((r, p, f, d) for r, p, own, f, d in here if own == entry.key.id), _NOWHERE)
    if record is None or field is None or not isinstance(data, Mapping):
        return (), data
    fields, at_it = fields_of(scope), scope.at(record, *pointer)
    inside = fields.things(field, data, at_it) if field.values else ()
    group = with_said(fields.group(field, data, at_it, _HEAD), fields, field, data, at_it, _HEAD)
    return (group, *inside), data


def _is_about(pointer: str, entry: Entry) -> bool:
    """Whether a finding in the file is about this part of it."""
    return f"{pointer}/".startswith("".join(f"/{part}" for part in entry.pointer) + "/") or not entry.pointer


def file_view(
    kind: Kind, records: Sequence[Record], scope: Scope, parts: tuple[tuple[Link, int], ...] = ()
) -> ThingView:
    """The page of a file that is more than its things."""
    groups = tuple(generic_groups(kind, records, scope))
    path = records[0].path if records else kind.path
    return ThingView(
        name=kind.label.to(scope.lang),
        others=(),
        trail=scope.trail(),
        summary=text(mapping(records[0].data), "summary") if records else "",
        groups=groups,
        missing=tuple(label for group in groups for label in group.all_missing),
        backlinks=backlinks(referrers(Key(kind.name, "", kind.name), scope), scope),
        edit=scope.edit(path),
        path=path,
        changed=last_change([path], scope),
        notes=tuple(note_view(d, scope) for d in scope.context.diagnostics.get(path, ())),
        parts=parts,
    )
