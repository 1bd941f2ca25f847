"""Whether totals add up: a figure marked `x-adds-up` is held against the figures that make it.

The keyword is either `product`, names beside the total that are multiplied, or `sum`, paths beside it that are added, a
path after a minus taken away; `also` are added as far as they are recorded. Where the field named by `unless` is
recorded nothing is said. Of `rounded` figures each may be half a last digit off.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import partial, reduce
from operator import getitem
from typing import Any

from dangan.diagnostics import Diagnostic, Text
from dangan.levels import Level
from dangan.model import codes
from dangan.model.figures import EXACT, Figure, added, fields, figure, figures, is_there
from dangan.model.records import Record
from dangan.model.walk import Walk
from dangan.schema.field import Field

KEYWORD = "x-adds-up"
_NOTHING = Decimal(0)
_HALF = Decimal("0.5")


@dataclass(frozen=True, slots=True)
class Term:
    """Something counted in: its figures, and whether they are taken away. Its path is from `beside`."""

    path: str
    figures: tuple[Figure, ...]
    less: bool
    beside: Callable[[], Field | None]

    @property
    def fields(self) -> tuple[Field, ...]:
        return fields(self.beside(), self.path)

    @property
    def amount(self) -> Decimal:
        total = added(one.number for one in self.figures)
        return EXACT.minus(total) if self.less else total

    @property
    def label(self) -> Text:
        found = self.fields
        return found[0].label if found else Text(self.path)

    @property
    def level(self) -> Level:
        """Who may know what its figures come to."""
        found = self.fields
        return highest(found[-1]) if found else Level.RESTRICTED


def highest(field: Field) -> Level:
    """Who may know all that a field says: an overlay may have raised what is below it."""
    return max(part.level for part in field.walk())


def is_total(field: Field) -> bool:
    """What the check of totals walks over."""
    return KEYWORD in field.annotations


def totals_add_up(record: Record, totals: Walk) -> Iterator[Diagnostic]:
    """A total that is recorded beside all that makes it is what they come to.

    Of figures that are missing, wrong themselves or in several currencies nothing is said.
    """
    document = record.document
    if document is None:
        return
    for pointer, field, value in totals(document.data, record.kind.field):
        total, rule = figure(value), field.annotations[KEYWORD]
        if total is None:
            continue
        beside = reduce(getitem, pointer[:-1], document.data)
        terms = _terms(rule, beside, partial(record.kind.field.at, pointer[:-1]))
        come_to = _come_to(rule, terms, total) if terms else None
        if come_to is not None and EXACT.abs(EXACT.subtract(total.number, come_to)) > _slack(rule, terms, total):
            yield Diagnostic.of(
                codes.SUM_DIFFERS,
                document.span(pointer),
                pointer=pointer,
                label=field.label,
                written=str(total),
                parts=_in_words(rule, terms),
                computed=str(Figure(come_to, total.of)),
            ).at_level(max(highest(field), *(term.level for term in terms)))


def _terms(rule: Mapping[str, Any], data: Any, beside: Callable[[], Field | None]) -> tuple[Term, ...]:
    """All that counts; none where something is missing without which nothing can be said."""
    if is_there(data, rule.get("unless", "")):
        return ()
    needed = [*rule.get("product", ()), *rule.get("sum", ())]
    written = [*needed, *(path for path in rule.get("also", ()) if is_there(data, path.lstrip("-")))]
    terms = []
    for path in written:
        plain = path.lstrip("-")
        found = figures(data, plain)
        if found is None:
            return ()
        terms.append(Term(plain, found, path != plain, beside))
    return tuple(terms)


def _come_to(rule: Mapping[str, Any], terms: tuple[Term, ...], total: Figure) -> Decimal | None:
    """What the terms come to; None where that is not of the total's currency or unit."""
    every = [one for term in terms for one in term.figures]
    if "product" not in rule:
        result = added(term.amount for term in terms)
        return result if all(one.of == total.of for one in every) else None
    if [one.of for one in every if one.is_money] != ([total.of] if total.is_money else []):
        return None
    result = Decimal(1)
    for one in every:
        result = EXACT.multiply(result, one.number)
    return result


def _slack(rule: Mapping[str, Any], terms: tuple[Term, ...], total: Figure) -> Decimal:
    """By how much figures may differ that are each right: a product is rounded to the last digit written."""
    if "product" in rule:
        return EXACT.multiply(total.last_digit, _HALF)
    if not rule.get("rounded"):
        return _NOTHING
    every = [total, *(one for term in terms for one in term.figures)]
    return EXACT.multiply(added(one.last_digit for one in every), _HALF)


def _in_words(rule: Mapping[str, Any], terms: tuple[Term, ...]) -> Text:
    plus = " × " if "product" in rule else " + "
    words = Text("", "")
    for number, term in enumerate(terms):
        sign = " − " if term.less else plus if number else ""
        words = Text(words.en + sign + term.label.en, words.zh + sign + term.label.to("zh"))
    return words
