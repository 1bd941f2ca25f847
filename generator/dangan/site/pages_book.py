"""All customers in lines and rows, made once for the pages that are about many of them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from dangan.analysis.book import Line, lines
from dangan.analysis.steps import turns
from dangan.site.context import SiteContext
from dangan.site.links import CUSTOMERS, page_address
from dangan.site.recent import Recent
from dangan.site.views.customers import Row, customer_rows
from dangan.site.views.scope import Scope


@dataclass(frozen=True, slots=True)
class Book:
    """Lines by id, rows by name. `changes_on` is the next day on which one of them reads differently."""

    lines: tuple[Line, ...]
    rows: tuple[Row, ...]
    """With links as from the customer index."""
    changes_on: date | None
    tomorrow: date
    recent: Recent


def book_of(context: SiteContext) -> Book:
    book = lines(context.index, context.one("rules"), context.today)
    return Book(
        lines=book,
        rows=customer_rows(book, Scope(context, page_address(CUSTOMERS))),
        changes_on=_turns(book, context.today),
        tomorrow=context.today + timedelta(days=1),
        recent=Recent.of(context, book),
    )


def _turns(book: Iterable[Line], today: date) -> date | None:
    days = (d for line in book for d in (turns(line.steps, today), line.silence.turns) if d)
    return min(days, default=None)
