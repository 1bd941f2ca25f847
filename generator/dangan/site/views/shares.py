"""Our share at a customer over time, with each competitor's there."""

from collections.abc import Iterable, Sequence

from dangan.analysis.shape import mapping
from dangan.analysis.shares import US, ShareLine, share_lines
from dangan.model.index import Entry
from dangan.model.records import Customer
from dangan.site import format as fmt
from dangan.site.drawings_section import Chart
from dangan.site.svg import Point, Series
from dangan.site.views.chart import ChartView, share_chart, with_table
from dangan.site.views.scope import Scope

TREND = {1: "trend_up", -1: "trend_down", 0: ""}


def share_view(customer: Customer, scope: Scope) -> ChartView | None:
    """None where nobody's share is known for any period."""
    ours, rivals = customer.one("position"), customer.one("competitors")
    lines = share_lines(ours.data if ours else None, mapping(rivals.data) if rivals else {})
    series = tuple(share_series(name_of(line, scope), line) for line in lines)
    words = scope.context.words
    chart = share_chart("d-shares", words("share_over_time"), _finding(lines, scope), series)
    return with_table(chart, words("period"), _drawn(series)) if chart else None


def share_series(name: str, line: ShareLine) -> Series:
    points = tuple(Point(point.at, float(point.percent), point.period) for point in line.points)
    said = f"{fmt.number(line.latest)}%" if line.latest is not None else ""
    return Series(name, said, points, ours=line.who == US)


def _drawn(series: Iterable[Series]) -> tuple[Series, ...]:
    return tuple(one for one in series if one.points)


def name_of(line: ShareLine, scope: Scope) -> str:
    if line.who == US:
        return scope.context.words("we")
    entry = scope.context.index.find("competitor", line.who)
    return short_name(entry, scope.lang) if entry else line.who


def short_name(entry: Entry, lang: str) -> str:
    """The short name where it is in the reader's language: labels have little room."""
    short = entry.names.get("short", "")
    return short if short and not fmt.run_lang(short, lang) else entry.name(lang)


def _finding(lines: Sequence[ShareLine], scope: Scope) -> str:
    """What became of our share, then where each competitor stands and whither it moves."""
    words, (ours, *rivals) = scope.context.words, lines
    told = [_of_rival(line, scope) for line in rivals]
    theirs = words("semicolon").join(told) + words("stop") if told else ""
    return fmt.sentences(scope.lang, _of_us(ours, scope), theirs)


def _of_us(line: ShareLine, scope: Scope) -> str:
    words = scope.context.words
    if not line.points:
        return ""
    first, last = line.points[0], line.points[-1]
    if first is last:
        return words("our_share_once", percent=fmt.number(last.percent), period=last.period)
    was, now = fmt.number(first.percent), fmt.number(last.percent)
    return words("our_share_moved", was=was, before=first.period, percent=now, period=last.period)


def _of_rival(line: ShareLine, scope: Scope) -> str:
    words, trend = scope.context.words, TREND[line.trend]
    said = words("rival_share", name=name_of(line, scope), percent=fmt.number(line.latest or 0))
    return said + words("comma_space") + words(trend) if trend else said


DRAWINGS = (Chart("position", "charts/shares.html.j2", share_view, order=10),)
