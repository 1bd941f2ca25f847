"""The place whose history somebody asks for: one that no schema knows and that never was is a slip of the pen."""

from collections.abc import Iterable, Mapping, Sequence

from dangan.diagnostics import Text
from dangan.diagnostics.report import printable
from dangan.errors import UsageError
from dangan.schema.kind import Kind
from dangan.schema.suggest import asking, suggest

_UNKNOWN = Text(
    "nothing in the archive is called {place}, and nothing ever was (dangan schema print lists the fields)",
    "档案中没有也从未有过 {place}（可用 dangan schema print 查看字段）",
)


def refuse_unknown(steps: Sequence[str], kinds: Mapping[str, Kind], recorded: Iterable[Sequence[str]]) -> None:
    """Raises UsageError, with the place that may have been meant. `recorded` are the places that anything was told of:
    a field that schemas once had still has its past.
    """
    near = _astray(steps, kinds)
    if near is None:
        return
    wanted, places = tuple(steps), {tuple(place[: max(2, len(steps))]) for place in recorded}
    if wanted not in {place[: len(steps)] for place in places}:
        meant = _without_file(wanted, kinds, {place[:2] for place in places}) or near[0]
        raise UsageError(asking(_UNKNOWN.fill(place=printable("/".join(steps))), meant))


def _without_file(steps: tuple[str, ...], kinds: Mapping[str, Kind], known: set[tuple[str, ...]]) -> str | None:
    """The place in the file that was not named: one that anything was told of, before one that may only be."""
    files = [kind for kind in kinds.values() if kind.scope == "customer" and not kind.many]
    fitting = [kind for kind in files if _astray((kind.name, *steps), kinds) is None]
    was = [kind.name for kind in fitting if (kind.name, steps[0]) in known]
    may_be = [kind.name for kind in fitting if steps[0] in kind.field.properties]
    meant = next(((name, *steps) for name in (*was, *may_be)), None)
    return "/".join(meant) if meant else None


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
