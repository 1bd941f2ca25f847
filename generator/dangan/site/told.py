"""Of what is wrong, what an audience may be told on pages."""

from collections.abc import Iterable

from dangan.diagnostics import Code, Diagnostic, Severity, Span, Text
from dangan.levels import Level
from dangan.schema.catalogue import Catalogue
from dangan.source import codes

_SAID = (codes.bytes, codes.front_matter, codes.grammar, codes.refused)
_OF_READING = frozenset(c.name for said in _SAID for c in vars(said).values() if isinstance(c, Code)) - {
    codes.MORE_FAULTS.name
}
"""What is said of a file that could not be taken apart; of the one left out there are others before it."""
_WHY = Text("there is a mistake in it, and dangan check says where", "其中有错误，dangan check 会指出位置")


def told_to(audience: Level, found: Iterable[Diagnostic], catalogue: Catalogue) -> tuple[Diagnostic, ...]:
    """What may be known whole; of a file that could not be read, and whose kind is no secret, that much and no more."""
    told = dict.fromkeys(said for each in found if (said := _told(each, audience, catalogue)))
    return tuple(told)


def withheld_from(audience: Level, found: Iterable[Diagnostic], catalogue: Catalogue) -> int:
    """How many errors are on no page at all."""
    return sum(d.severity is Severity.ERROR and _told(d, audience, catalogue) is None for d in found)


def _told(found: Diagnostic, audience: Level, catalogue: Catalogue) -> Diagnostic | None:
    if found.level <= audience:
        return found
    path = found.span.path
    name = path.rpartition("/")[2]
    kind = catalogue.kind_of(path, "archive") or catalogue.kind_of(name, "customer")
    if found.code not in _OF_READING or kind is None or kind.many or kind.field.level > audience:
        return None
    return Diagnostic.of(codes.UNREADABLE_FILE, Span(path), reason=_WHY).at_level(kind.field.level)
