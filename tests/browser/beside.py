"""Whether a recorded value is visible text beside its label: what a page would show for it, compared without regard to
blanks, grouping of figures and marks of Markdown.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any, NamedTuple

from dangan.analysis.samples import Sample
from dangan.model.index import Index
from dangan.schema.catalogue import Catalogue
from dangan.schema.durations import duration
from dangan.schema.field import CONTESTED, EVIDENCE, RESERVED, SOURCES, Field
from dangan.schema.field_places import ENTRY, FieldPlace
from dangan.site import format as fmt

WHOLE = frozenset(("money", "quantity", "period", "address"))
"""Shapes that are written as one value: what is in them stands beside the label of the whole."""
NAMES = frozenset(("names", "zh", "en", "short", "title", "name"))
"""Fields that a thing is called by: they may be its title, under the heading of such things."""
OPEN = {"zh": "有争议", "en": "Contested"}
"""A value on which nobody has ruled is called so."""
UNITS = {"zh": ("年", "个月", "天"), "en": ("year", "month", "day")}
YES_NO = {"zh": ("否", "是"), "en": ("No", "Yes")}


class Pair(NamedTuple):
    sort: str
    label: str
    value: str


class Reader:
    """Reads pages of one language."""

    def __init__(self, lang: str, index: Index, catalogue: Catalogue) -> None:
        self.lang = lang
        self.index = index
        self.kinds = catalogue.kinds
        self.plurals = {thing.kind: thing.plural.to(lang) for thing in catalogue.things.values()}

    def finds(self, place: FieldPlace, sample: Sample, pairs: Iterable[Pair]) -> bool:
        names = {_plain(label) for label in self.headings(place)}
        labels = names | {_plain(label) for label in self.labels(place)}
        wanted = [re.compile(_pattern(text)) for text in self.texts(place.field, sample.value, sample.customer)]
        for pair in pairs:
            known = names if pair.sort == "title" else labels
            label, value = _plain(pair.label), _plain(pair.value)
            if any(label.startswith(one) for one in known) and any(text.search(value) for text in wanted):
                return True
        return False

    def labels(self, place: FieldPlace) -> Iterator[str]:
        """Its own label; of what is only a piece of a value that of the value."""
        yield place.field.label.to(self.lang)
        yield from self._origin(place)
        for part, above in zip(reversed(place.path), reversed(place.above), strict=True):
            entry = part == ENTRY and place.field.type not in ("object", "array")
            if not entry and part not in ("-", "value", "text") and above.shape not in WHOLE and above.type != "array":
                return
            yield above.label.to(self.lang)

    def _origin(self, place: FieldPlace) -> Iterator[str]:
        """Sources of single fields are said as sources, and all about another value beside the word for that."""
        for part, above in zip(place.path, place.above, strict=True):
            if part in (EVIDENCE, CONTESTED):
                yield above.properties[SOURCES if part == EVIDENCE else CONTESTED].label.to(self.lang)

    def headings(self, place: FieldPlace) -> Iterator[str]:
        """What a name may stand under as a title: what such things are called, and all that is around."""
        if place.path[-1] in NAMES:
            yield from (field.label.to(self.lang) for field in place.above)
            yield place.kind.label.to(self.lang)
            yield self.plurals.get(place.kind.name, place.kind.label.to(self.lang))

    def texts(self, field: Field, value: Any, customer: str) -> Iterator[str]:
        """Ways in which a page may write it."""
        if isinstance(value, list):
            yield from self.texts(field.items or field, value[0], customer)
        elif isinstance(value, Mapping):
            yield from self._group(field, value, customer)
        elif field.ref:
            yield from self._reference(field.ref, str(value), customer)
        elif str(value) in field.enum:
            yield field.words(value, self.lang)
            yield from (OPEN[self.lang],) if value == "open" else ()
        elif isinstance(value, bool):
            yield YES_NO[self.lang][value]
        elif isinstance(value, int | Decimal):
            yield from (fmt.number(value), str(value))
        else:
            yield from self._text(field, value)

    def _reference(self, space: str, target: str, customer: str) -> Iterator[str]:
        """By any of its names; a contact without a title is called by its day."""
        entry = self.index.find(space, target, customer)
        yield from entry.names.values() if entry else (target, *self._path(target))
        day = fmt.as_date(entry.summary.get("date")) if entry else None
        if day:
            yield fmt.long_date(day, self.lang)

    def _group(self, field: Field, value: Mapping[str, Any], customer: str) -> Iterator[str]:
        """Of a group whatever it says first."""
        for name, part in value.items():
            if name not in RESERVED:
                yield from self.texts(field.child(name) or field, part, customer)
                return

    def _text(self, field: Field, value: str) -> Iterator[str]:
        yield value.strip().partition("\n")[0]
        day = fmt.as_date(value)
        if day:
            yield from (fmt.long_date(day, self.lang), fmt.short_date(day, self.lang))
        elif fmt.is_month(value):
            yield fmt.month(value, self.lang)
        elif field.format == "country":
            yield fmt.country(value, self.lang)
        elif field.format == "currency":
            yield fmt.currency_sign(value)
        elif field.format == "duration":
            yield self._duration(value)

    def _path(self, value: str) -> Iterator[str]:
        """A path into a dossier is called by the labels on its way, the file's first."""
        yield from (self.kinds[part].label.to(self.lang) for part in value.split("/")[:2] if part in self.kinds)

    def _duration(self, value: str) -> str:
        parts = duration(value)
        named = zip(UNITS[self.lang], (parts.years, parts.months, parts.days) if parts else (), strict=False)
        return " ".join(f"{n} {unit}" for unit, n in named if n)


def _plain(text: str) -> str:
    """Without blanks, commas in figures, marks of Markdown and case; other lines and cells are kept apart."""
    apart = re.sub(r"[\n\t]+", "|", text.replace("\u2212", "-").strip())
    without = re.sub(r"[\s*_`#>\\]+", "", apart).casefold()
    return re.sub(r"(?<=\d),(?=\d)", "", without)


def _pattern(text: str) -> str:
    """The text; a figure not as part of a longer one."""
    plain = _plain(text)
    before = r"(?<![\d.])" if plain[:1].isdigit() else ""
    after = r"(?![\d]|\.\d)" if plain[-1:].isdigit() else ""
    return f"{before}{re.escape(plain)}{after}"
