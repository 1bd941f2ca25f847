"""Pages for things of the archive's own files, drawn from their schema: products, and kinds that a team has added."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dangan.analysis.shape import at, mapping, text
from dangan.model.index import Entry
from dangan.model.records import Record
from dangan.schema.kind import Kind, ThingKind
from dangan.site.format_sort import sort_key
from dangan.site.links import page_address
from dangan.site.views.dossier import Backlinks, backlinks
from dangan.site.views.fields import fields_of
from dangan.site.views.scope import Link, Scope, ordered_names
from dangan.site.views.section import Changed, NoteView, generic_groups, last_change, note_view
from dangan.site.views.values import GroupView

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
    used_label: str


def things_view(kind: Kind, thing: ThingKind, scope: Scope) -> ThingsView:
    """The index of one kind of thing by the sound of the names."""
    index = scope.context.index
    entries = sorted(index.of_kind(thing.name), key=lambda e: (sort_key(e.name(scope.lang)), e.key))
    return ThingsView(
        title=thing.plural.to(scope.lang),
        description=kind.description.to(scope.lang) if kind.description else "",
        lines=tuple(_line(entry, scope) for entry in entries),
        used_label=scope.context.words("linked_from"),
    )


def _line(entry: Entry, scope: Scope) -> ThingLine:
    sources = {r.source for r in scope.context.index.incoming.get(entry.key, ()) if r.source != entry.key}
    return ThingLine(scope.link(entry), text(entry.summary, "summary"), text(entry.summary, "line"), len(sources))


def thing_view(entry: Entry, kind: Kind, thing: ThingKind, records: Sequence[Record], scope: Scope) -> ThingView:
    """The page of one thing, whether it is a whole file or a part of one."""
    name = entry.name(scope.lang)
    data = _data_of(entry, records)
    field = kind.field.at(entry.pointer) or kind.field
    group = fields_of(scope).group(field, data, scope, _HEAD) if isinstance(data, Mapping) else GroupView()
    return ThingView(
        name=name,
        others=tuple(n for n in ordered_names(entry.names.items()) if n != name),
        trail=(Link(thing.plural.to(scope.lang), scope.to(page_address(kind.page or ""))),),
        summary=text(data, "summary"),
        groups=(group,),
        missing=group.all_missing,
        backlinks=backlinks(scope.context.index, entry.key, scope),
        edit=scope.edit(entry.path),
        path=entry.path,
        changed=last_change([entry.path], scope),
        notes=tuple(
            note_view(d, scope) for d in scope.context.diagnostics.get(entry.path, ()) if _is_about(d.pointer, entry)
        ),
    )


def _data_of(entry: Entry, records: Sequence[Record]) -> Any:
    record = next((r for r in records if r.path == entry.path), None)
    return at(record.data, *map(str, entry.pointer)) if record else None


def _is_about(pointer: str, entry: Entry) -> bool:
    """Whether a finding in the file is about this part of it."""
    return not entry.pointer or pointer.startswith("/" + "/".join(map(str, entry.pointer)))


def file_view(kind: Kind, records: Sequence[Record], scope: Scope) -> ThingView:
    """The only page of a file that holds no things."""
    groups = tuple(generic_groups(kind, records, scope))
    path = records[0].path if records else kind.path
    return ThingView(
        name=kind.label.to(scope.lang),
        others=(),
        trail=(),
        summary=text(mapping(records[0].data), "summary") if records else "",
        groups=groups,
        missing=tuple(label for group in groups for label in group.all_missing),
        backlinks=(),
        edit=scope.edit(path),
        path=path,
        changed=last_change([path], scope),
        notes=tuple(note_view(d, scope) for d in scope.context.diagnostics.get(path, ())),
    )
