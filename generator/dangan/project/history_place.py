"""The place whose history somebody asks for: one that no schema knows and that never was is a slip of the pen."""

from collections.abc import Iterable, Mapping, Sequence

from dangan.diagnostics import Text
from dangan.diagnostics.report import printable
from dangan.errors import UsageError
from dangan.schema.kind import Kind
from dangan.schema.suggest import asking, suggest

_UNKNOWN = Text(
    "nothing in the archive is called {place}, and nothing ever was (dangan schema explain lists the fields)",
    "档案中没有也从未有过 {place}（可用 dangan schema explain 查看字段）",
)


def refuse_unknown(steps: Sequence[str], kinds: Mapping[str, Kind], recorded: Iterable[Sequence[str]]) -> None:
    """Raises UsageError, with the name that may have been meant. `recorded` are the places that anything was told of:
    a field that schemas once had still has its past.
    """
    near = _astray(steps, kinds)
    if near is not None and not any(tuple(place[: len(steps)]) == tuple(steps) for place in recorded):
        raise UsageError(asking(_UNKNOWN.fill(place=printable("/".join(steps))), near[0]))


def _astray(steps: Sequence[str], kinds: Mapping[str, Kind]) -> tuple[str | None] | None:
    """None where the schemas know the place; else what may have been meant by the first step that they do not know."""
    kind = kinds.get(steps[0])
    if kind is None:
        return (suggest(steps[0], kinds),)
    here = kind.field
    for step in steps[2:] if kind.many else steps[1:]:
        below = here.child(step) or here.items
        if below is None:
            return (suggest(step, here.properties),)
        here = below
    return None
