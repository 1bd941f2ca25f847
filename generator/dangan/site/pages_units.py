"""The pages about many, cut into what can be drawn by itself: so that only what may have become another is drawn."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from dangan.site.briefs import Brief
from dangan.site.context import SiteContext
from dangan.site.kept_site import Drawn
from dangan.site.page import Asset, Page
from dangan.site.pages import Shared, Unit, units
from dangan.site.pages_book import Book, Pages
from dangan.site.pages_reports import Answered, answered
from dangan.site.publish import Staging
from dangan.site.shell import Frame
from dangan.site.tracked import Trace, Traces, noted, part_trace


@dataclass(slots=True)
class Shelf:
    """What several pages are made of, made when the first of them asks; whoever takes it has asked what it asked."""

    context: SiteContext
    answers: dict[str, tuple[tuple[Answered, ...], set[Trace]]]
    """By "": the answers of the reports, for all languages."""
    briefs: Mapping[str, Brief]
    _pages: Pages | None = None

    def shared(self, traces: Traces) -> Shared:
        return Shared(lambda: self._of_book(traces), lambda: self._of_answers(traces))

    def _of_book(self, traces: Traces) -> Book:
        if self._pages is None:
            self._pages = Pages(self.context, self.briefs)
        return Book(self._pages, lambda name: traces.found.add(part_trace(name)))

    def _of_answers(self, traces: Traces) -> tuple[Answered, ...]:
        if "" not in self.answers:
            own = Traces()
            self.answers[""] = answered(noted(self.context, own)), own.found
        found, asked = self.answers[""]
        traces.found |= asked
        return found


@dataclass(slots=True)
class UnitWriter:
    """Draws the units of all languages that did not stay; `drawn` is what there is of each."""

    staging: Staging
    frames: Mapping[str, Frame]
    stays: Mapping[str, Drawn]
    drawn: dict[str, Drawn] = field(default_factory=dict)

    def write(self, contexts: Sequence[SiteContext], briefs: Mapping[str, Brief]) -> None:
        """What the reports found goes by before the lines of all customers are taken up: both at once are much."""
        answers: dict[str, tuple[tuple[Answered, ...], set[Trace]]] = {}
        for of_reports in (True, False):
            for context in contexts:
                shelf = Shelf(context, answers, briefs)
                for unit in units(context):
                    if unit.answers is of_reports:
                        self.drawn[_name(unit, context)] = self._row(unit, shelf)
            answers.clear()
        self.drawn = {name: self.drawn[name] for context in contexts for name in _names(context)}

    def _row(self, unit: Unit, shelf: Shelf) -> Drawn:
        row = self.stays.get(_name(unit, shelf.context))
        if row is not None:
            self.staging.wrote((*row.addresses, *row.files))
            return row
        traces = Traces()
        made = unit.make(noted(shelf.context, traces), shelf.shared(traces))
        addresses, files = self._put(made)
        return Drawn("", traces.packed, addresses, files)

    def _put(self, made: Iterator[Page | Asset]) -> tuple[tuple[str, ...], tuple[str, ...]]:
        addresses, files = [], []
        for each in made:
            if isinstance(each, Page):
                address = f"{each.lang}/{each.address}"
                self.staging.write(address, self.frames[each.lang].finish(each))
                addresses.append(address)
            else:
                self.staging.write(each.address, each.data)
                files.append(each.address)
        return tuple(addresses), tuple(files)


def _name(unit: Unit, context: SiteContext) -> str:
    return f"{context.lang}/{unit.name}"


def _names(context: SiteContext) -> list[str]:
    return [_name(unit, context) for unit in units(context)]
