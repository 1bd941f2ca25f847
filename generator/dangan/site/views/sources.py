"""Sources by name: the sources and contacts that facts come from."""

from dangan.analysis.shape import text
from dangan.levels import Level
from dangan.model.index import Entry
from dangan.model.provenance import SOURCE
from dangan.site import format as fmt
from dangan.site.views.scope import Link, Scope


def source_link(target: str, scope: Scope) -> Link:
    """The source that an id names, by its title, else by its kind and day.

    One that is not in the index of this audience may be kept from it: then not even its id is told.
    """
    entry = scope.context.index.find(SOURCE, target, scope.customer)
    if entry:
        return Link(_title(entry, scope), scope.to_key(entry.key))
    return Link(target if scope.context.audience is Level.RESTRICTED else scope.context.words("source_kept"))


def _title(entry: Entry, scope: Scope) -> str:
    name = entry.name(scope.lang)
    day = fmt.as_date(text(entry.summary, "date") or text(entry.summary, "observed"))
    if name != entry.key.id or day is None:
        return name
    label = scope.context.catalogue.things[entry.key.kind].label.to(scope.lang)
    return f"{label} {fmt.long_date(day, scope.lang)}"
