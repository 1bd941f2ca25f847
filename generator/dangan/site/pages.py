"""Every page of one language, and the data that pages load: what the frame asks for."""

from collections.abc import Callable, Iterator
from functools import partial
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from dangan.analysis.digest import Digest, digest
from dangan.analysis.reports import reports
from dangan.diagnostics import Text
from dangan.levels import Level
from dangan.model.records import Customer
from dangan.schema.catalogue import Catalogue
from dangan.site.context import SiteContext, make_context
from dangan.site.format_words import load_words
from dangan.site.links import AUDIT, CHANGES, CUSTOMERS, names_address, page_address
from dangan.site.links_reference import CHECKS
from dangan.site.page import Asset, Page, Section
from dangan.site.pages_audit import all_audit
from dangan.site.pages_book import Book
from dangan.site.pages_dossier import dossier_pages
from dangan.site.pages_handover import handover_pages
from dangan.site.pages_history import all_changes, archive_feed, customer_feed, customer_history
from dangan.site.pages_reference import reference_pages, reference_sections
from dangan.site.pages_reports import Answered, report_index, report_pages
from dangan.site.pages_search import search_assets, search_page
from dangan.site.pages_things import Make as MakeThing
from dangan.site.pages_things import tabs, thing_units
from dangan.site.views.checks import check_groups
from dangan.site.views.customers import customers_view, data_address, filters_of
from dangan.site.views.customers_data import customers_script, name_scripts
from dangan.site.views.customers_names import names_view, pieces_of
from dangan.site.views.home import home
from dangan.site.views.report import FOLDER as REPORTS
from dangan.site.views.scope import Scope

__all__ = [
    "Shared",
    "Unit",
    "customer_assets",
    "customer_digest",
    "customer_pages",
    "make_context",
    "sections",
    "units",
]

_REPORTS_AT = 13
"""Their place among the kinds with pages: after what we compete with, before ourselves."""


def sections(catalogue: Catalogue, folders: tuple[Path, ...], audience: Level) -> tuple[Section, ...]:
    """The tabs: home, customers, the kinds with pages in their order with the reports among them, what changed and its
    audit, then the guide. The public is told nothing of the history.

    They hang on the catalogue and the audience alone, so that a new file does not redraw every page's frame.
    """
    words = {language: load_words(folders, language) for language in ("en", "zh")}

    def label(key: str) -> Text:
        return Text(words["en"](key), words["zh"](key))

    past = [Section(name, label(name), page_address(name)) for name in (CHANGES, AUDIT)]
    reports = (_REPORTS_AT, Section(REPORTS, label("reports"), page_address(REPORTS)))
    return (
        Section("home", label("home"), "index.html"),
        Section("customers", catalogue.things["customer"].plural, page_address(CUSTOMERS)),
        *(tab for _, tab in sorted([*tabs(catalogue), reports], key=lambda placed: placed[0])),
        *(past if audience >= Level.INTERNAL else ()),
        Section("guide", label("guide"), CHECKS),
        *reference_sections(words),
    )


class Shared(NamedTuple):
    """What several pages about many are made of; made when it is asked for."""

    book: Callable[[], Book]
    answers: Callable[[], tuple[Answered, ...]]


Make = Callable[[SiteContext, Shared], Iterator[Page | Asset]]


class Unit(NamedTuple):
    """Pages and files that are drawn together, by a name that no other has; `answers`: of what the reports found."""

    name: str
    make: Make
    answers: bool = False


def units(context: SiteContext) -> Iterator[Unit]:
    """Every page but the dossiers; what it is made of is the index, the archive's own files, and what was mapped."""
    yield Unit("home", lambda c, shared: iter([_home(c, shared.book())]))
    yield Unit("customers", _customers)
    yield Unit("customers/names", _names)
    for name, make in thing_units(context):
        yield Unit(f"things/{name}", partial(_thing, make))
    yield Unit("reports", lambda c, shared: report_index(c, shared.answers()), answers=True)
    for report in reports():
        yield Unit(f"report/{report.name}", partial(_report, report.name), answers=True)
    yield Unit("changes", lambda c, _: all_changes(c))
    yield Unit("feed", lambda c, _: archive_feed(c))
    yield Unit("audit", lambda c, _: all_audit(c))
    yield Unit("checks", lambda c, _: iter([_checks(c)]))
    yield Unit("reference", lambda c, _: reference_pages(c))
    yield Unit("search", lambda c, _: chain([search_page(c)], search_assets(c)))


def _thing(make: MakeThing, context: SiteContext, shared: Shared) -> Iterator[Page]:
    return make(context, shared.book)


def _report(name: str, context: SiteContext, shared: Shared) -> Iterator[Page | Asset]:
    return report_pages(context, next(each for each in shared.answers() if each.report.name == name))


def customer_pages(context: SiteContext, customer: Customer) -> Iterator[Page]:
    """The dossier of one customer and the pages beside it, from the index and its records, redacted already."""
    yield from dossier_pages(context, customer)
    yield from handover_pages(context, customer)
    yield from customer_history(context, customer)


def customer_assets(context: SiteContext, customer: Customer) -> Iterator[Asset]:
    """The files beside the pages of one customer."""
    yield from customer_feed(context, customer)


def customer_digest(context: SiteContext, customer: Customer) -> Digest:
    """What the pages about many customers need to know of this one; of its redacted records."""
    return digest(customer, context.setting)


def _home(context: SiteContext, book: Book) -> Page:
    scope = Scope(context, "index.html")
    body = context.render("pages/home.html.j2", page=home(book, scope))
    title = context.words("home")
    return Page("index.html", "home", title, body, context.lang, context.config.name(context.lang), book.tomorrow)


def _customers(context: SiteContext, shared: Shared) -> Iterator[Page | Asset]:
    """The index, and what it is sorted and filtered by; style and scripts lie in `site_templates/assets`."""
    book = shared.book()
    scope = Scope(context, page_address(CUSTOMERS))
    body = context.render("pages/customers.html.j2", page=customers_view(book.rows, scope))
    yield Page(scope.address, "customers", context.words("customers"), body, context.lang, "", book.changes_on)
    yield Asset(data_address(context.lang), customers_script(book.rows, filters_of(book.rows, scope)))


def _names(context: SiteContext, shared: Shared) -> Iterator[Page | Asset]:
    """The names that the index loads, and all of them on pages that need no script."""
    called = shared.book().called
    for number, names in enumerate(name_scripts(called)):
        yield Asset(data_address(context.lang, number), names)
    pieces, title = pieces_of(called), context.words("customers_by_name")
    for number in range(len(pieces)):
        scope = Scope(context, names_address(number))
        body = context.render("pages/names.html.j2", page=names_view(pieces, number, scope))
        yield Page(scope.address, "customers", title, body, context.lang)


def _checks(context: SiteContext) -> Page:
    trail = Scope(context, CHECKS).trail()
    body = context.render("pages/checks.html.j2", groups=check_groups(context.words, context.lang), trail=trail)
    return Page(CHECKS, "guide", context.words("checks"), body, context.lang, context.words("checks_lead"))
