"""The pages of all reports, and what each of their tables is as a file: made once from what the maps returned."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial

from dangan.analysis.report import Answer, Report
from dangan.analysis.report_export import csv_bytes, json_text
from dangan.analysis.report_map import Mapped, answer
from dangan.analysis.reports import reports
from dangan.model.index import Key
from dangan.site.context import SiteContext
from dangan.site.links import page_address
from dangan.site.page import Asset, Page
from dangan.site.views.report import FOLDER, data_address, report_line, report_view
from dangan.site.views.scope import Scope


@dataclass(frozen=True, slots=True)
class Answered:
    """A report with what it found for one audience on one day."""

    report: Report
    answer: Answer


def answered(context: SiteContext) -> tuple[Answered, ...]:
    """The reduce of every report, one after another, so that the parts of one are held at a time; in no language."""
    setting = context.setting
    return tuple(Answered(report, answer(report, _parts(report.name, context), setting)) for report in reports())


def _parts(name: str, context: SiteContext) -> Mapping[str, Mapped]:
    found = ((own_id, digest.parts.get(name)) for own_id, digest in context.digests.items())
    return {own_id: {name: part} for own_id, part in found if part is not None}


def report_index(context: SiteContext, found: Sequence[Answered]) -> Iterator[Page]:
    yield _index(context, found)


def report_pages(context: SiteContext, each: Answered) -> Iterator[Page | Asset]:
    """One report; every table of it as CSV and JSON too: the same as `dangan report` prints."""
    yield _page(context, each)
    called = cache(partial(name_of, context=context))  # the same customers stand in each table, and in both forms of it
    for table in each.answer.tables:
        said = (table, called, context.lang)
        address = (each.report.name, table.name, context.lang)
        yield Asset(data_address(*address, "csv"), csv_bytes(*said))
        yield Asset(data_address(*address, "json"), json_text(*said).encode())


def name_of(key: Key, context: SiteContext) -> str:
    entry = context.index.entries.get(key)
    return entry.name(context.lang) if entry else key.id


def _index(context: SiteContext, found: Sequence[Answered]) -> Page:
    address = page_address(FOLDER)
    scope = Scope(context, address)
    lines = tuple(report_line(each.report, each.answer, scope) for each in found)
    body = context.render("pages/reports.html.j2", lines=lines, trail=scope.trail())
    changes = min((each.answer.changes_on for each in found if each.answer.changes_on), default=None)
    return Page(address, FOLDER, context.words("reports"), body, context.lang, context.words("reports_lead"), changes)


def _page(context: SiteContext, each: Answered) -> Page:
    address = page_address(FOLDER, each.report.name)
    view = report_view(each.report, each.answer, Scope(context, address))
    body = context.render("pages/report.html.j2", page=view)
    return Page(address, FOLDER, view.title, body, context.lang, view.question, view.changes_on)
