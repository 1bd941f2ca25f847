"""Fields that are missing, unknown or in the wrong place, and keys of maps."""

from collections.abc import Iterator

from dangan.diagnostics import Diagnostic, Text
from dangan.schema import codes
from dangan.schema.failure import Failure, fields_at, place_label, quoted, siblings
from dangan.schema.field import RESERVED, Field
from dangan.schema.suggest import did_you_mean, fold, suggest, suggest_by
from dangan.schema.wording import hints
from dangan.schema.wording.texts import key_demand
from dangan.source.codes import MORE_FAULTS
from dangan.source.limits import MAX_FAULTS
from dangan.source.node import Pointer

WIDE_COLON = "："
"""What a Chinese keyboard types for a colon; YAML takes it for a letter of the key."""


def required(failure: Failure) -> Iterator[Diagnostic]:
    """The parent is the place; if the key is there without a value, the key. A misspelt key is told by itself."""
    name = failure.details["property"]
    known = siblings(fields_at(failure.kind.field, failure.pointer))
    label = known[name].label if name in known else quoted(name)
    node = failure.node
    if node and name in node.keys:
        yield failure.tell(codes.EMPTY_FIELD, below=(name,), key=True, label=label, name=name)
    elif not node or name not in {_meant(key, known) for key in node.keys if key not in known}:
        found = failure.tell(codes.MISSING_FIELD, key=True, label=label, name=name, where=_where(failure))
        yield found.at_level(known[name].level) if name in known else found


def additional(failure: Failure) -> Iterator[Diagnostic]:
    """Each key by itself, up to as many as a file may have faults of one sort."""
    unexpected = failure.details["unexpected"]
    for key in unexpected[:MAX_FAULTS]:
        yield _unknown(failure, key)
    for key in unexpected[MAX_FAULTS : MAX_FAULTS + 1]:
        yield failure.tell(MORE_FAULTS, below=(key,), key=True)


def property_names(failure: Failure) -> Iterator[Diagnostic]:
    inner = failure.details["error"]
    key = str(inner.instance)
    says, hint = key_demand(failure, inner, key)
    yield failure.tell(codes.BAD_KEY, below=(key,), key=True, value=quoted(key), says=says, hint=hint)


def _unknown(failure: Failure, key: str) -> Diagnostic:
    here = fields_at(failure.kind.field, failure.pointer)
    known = siblings(here)
    exact = next((name for name, child in known.items() if fold(key) in _spellings(name, child)), None)
    elsewhere = None if exact else _elsewhere(failure.kind.field, key, failure.pointer)
    if elsewhere:
        way, name = elsewhere
        hint = None if name == key else hints.write(f"`{name}`")
        return failure.tell(codes.MISPLACED_FIELD, below=(key,), key=True, name=key, where=_way(way), hint=hint)
    meant = exact or _meant(key, known)
    if WIDE_COLON in key:
        hint = hints.ordinary_colon(meant or key.partition(WIDE_COLON)[0])
    elif meant:
        hint = did_you_mean(meant)
    else:
        hint = hints.fields(name for name in known if name not in RESERVED)
    place = place_label(failure.kind.field, failure.pointer)
    return failure.tell(codes.UNKNOWN_FIELD, below=(key,), key=True, name=key, place=place, hint=hint)


def _meant(key: str, known: dict[str, Field]) -> str | None:
    """The field that a key is most likely meant to be: by its name, else by its label in either language."""
    key = key.partition(WIDE_COLON)[0]
    return suggest(key, known) or suggest_by(
        {name: (child.label.en, child.label.to("zh")) for name, child in known.items()}, key
    )


def _spellings(name: str, field: Field) -> set[str]:
    return {fold(name), fold(field.label.en), fold(field.label.to("zh"))}


def _elsewhere(root: Field, key: str, here: Pointer) -> tuple[Pointer, str] | None:
    """The shallowest other place of the same schema with a field so called, the nearest to `here`, and its name."""
    wanted = fold(key)
    found: list[tuple[Pointer, str]] = []
    queue: list[tuple[Pointer, Field]] = [((), root)]
    while queue:
        way, field = queue.pop(0)
        named = [(name, child) for name, child in field.properties.items() if name not in RESERVED]
        found += [(way, name) for name, child in named if name == key or wanted in _spellings(name, child)]
        queue += [((*way, name), child) for name, child in named]
        queue += [((*way, step), child) for step, child in (("*", field.values), ("-", field.items)) if child]
        queue += [(way, branch) for branch in field.alternatives]
    return min(found, key=lambda place: (place[1] != key, len(place[0]), -_shared(place[0], here)), default=None)


def _shared(way: Pointer, here: Pointer) -> int:
    return sum(1 for a, b in zip(way, here, strict=False) if a in (b, "*", "-"))


def _way(way: Pointer) -> Text:
    keys = [str(part) for part in way if part not in ("*", "-")]
    entry = bool(way) and way[-1] in ("*", "-")
    if not keys:
        return Text("in each entry", "在每一条里面") if entry else Text("at the top level of the file", "在文件最外层")
    path = " → ".join(f"`{key}:`" for key in keys)
    return Text(f"in an entry of {path}", f"在 {path} 的条目里") if entry else Text(f"under {path}", f"在 {path} 下面")


def _where(failure: Failure) -> Text:
    if not failure.pointer:
        if failure.kind.markdown:
            return Text("between the two lines of `---` at the top", "在开头两行 `---` 之间")
        return Text("at the top level of the file", "在文件最外层")
    last = failure.pointer[-1]
    if isinstance(last, str):
        return Text(f"under `{last}:`", f"在 `{last}:` 下面")
    line = failure.document.span(failure.pointer).line
    return Text(f"in the entry that begins on line {line}", f"在第 {line} 行开始的那一条里")
