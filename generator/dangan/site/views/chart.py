"""What the template of a small chart is given: the drawing, what it shows in a sentence, and its numbers as a table."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from dangan.site.svg import Plot, Series, plot


@dataclass(frozen=True, slots=True)
class ChartView:
    """`id` is the chart's own on its page. Without `rows` the numbers stand in a table of the page itself."""

    id: str
    title: str
    finding: str
    plot: Plot
    heads: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()


def share_chart(own_id: str, title: str, finding: str, series: Sequence[Series]) -> ChartView | None:
    """Of percents; None where no share has a date."""
    drawn = plot(series, unit="%", ceiling=100)
    return ChartView(own_id, title, finding, drawn) if drawn else None


def with_table(chart: ChartView, first: str, series: Sequence[Series]) -> ChartView:
    """The numbers, a row for each period in the order of time and a column for each series."""
    times = sorted({(point.at, point.said) for one in series for point in one.points})
    known = [{(point.at, point.said): point.value for point in one.points} for one in series]
    rows = (
        (said, *(f"{column[at, said]:,.10g}" if (at, said) in column else "" for column in known)) for at, said in times
    )
    return replace(chart, heads=(first, *(one.label for one in series)), rows=tuple(rows))
