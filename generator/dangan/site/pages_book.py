"""All customers in lines and rows, for the pages that are about many of them; what each is asked for is noted."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from dangan.analysis.book import Line
from dangan.analysis.steps import turns
from dangan.site.briefs import BOOK, NAMES, RIVALS, Brief, Spoken, of_colleague, of_competitor, people_of, standing
from dangan.site.context import SiteContext
from dangan.site.past import ChangeHead
from dangan.site.recent import Recent, of_recent
from dangan.site.views.customers import Called, Row, in_order


class Pages:
    """What the book is made of, each made when it is asked for."""

    def __init__(self, context: SiteContext, briefs: Mapping[str, Brief]) -> None:
        self.context, self._briefs = context, briefs

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """By id."""
        return tuple(brief.line for brief in self._briefs.values())

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """By the sound of their names."""
        return in_order(brief.rows[self.context.lang] for brief in self._briefs.values())

    @cached_property
    def by_person(self) -> Mapping[str, tuple[Brief, ...]]:
        """All that concerns each colleague, by id of the customer."""
        found: dict[str, list[Brief]] = {}
        for brief in self._briefs.values():
            for person in people_of(brief):
                found.setdefault(person, []).append(brief)
        return {person: tuple(briefs) for person, briefs in found.items()}

    @cached_property
    def by_rival(self) -> Mapping[str, tuple[Line, ...]]:
        """By competitor the customers where it is, by id, without what changes daily."""
        found: dict[str, list[Line]] = {}
        for line in self.standing:
            for rival in line.rivals:
                found.setdefault(rival, []).append(line)
        return {rival: tuple(lines) for rival, lines in found.items()}

    @cached_property
    def standing(self) -> tuple[Line, ...]:
        return tuple(map(standing, self.lines))

    @cached_property
    def recent(self) -> Recent:
        return Recent.of(self.context, {line.id: line.custodian for line in self.lines if line.custodian})

    @cached_property
    def late(self) -> Mapping[str, int]:
        """By colleague the number of steps that are."""
        today = self.context.today
        return Counter(step.who or line.custodian for line in self.lines for step in line.late(today))

    @cached_property
    def custody(self) -> Mapping[str, int]:
        """By colleague the number of customers."""
        return Counter(line.custodian for line in self.lines)


@dataclass(frozen=True, slots=True)
class Book:
    """All customers, of which is told what was `asked` for: whoever asks is drawn again when that becomes another."""

    _pages: Pages
    _asked: Callable[[str], None]

    @property
    def lines(self) -> tuple[Line, ...]:
        """By id."""
        self._asked(BOOK)
        return self._pages.lines

    @property
    def rows(self) -> tuple[Row, ...]:
        """By name, with links as from the customer index."""
        self._asked(BOOK)
        return self._pages.rows

    @property
    def called(self) -> tuple[Called, ...]:
        """What they are called, by name."""
        self._asked(NAMES)
        return tuple(row.called for row in self._pages.rows)

    @property
    def changes_on(self) -> date | None:
        """The next day on which one of them reads differently."""
        return _turns(self.lines, self._pages.context.today)

    @property
    def tomorrow(self) -> date:
        return self._pages.context.today + timedelta(days=1)

    @property
    def standing(self) -> tuple[Line, ...]:
        """By id, without contacts and steps: as much as is told where the competitors are."""
        self._asked(RIVALS)
        return self._pages.standing

    def there(self, competitor: str) -> tuple[Line, ...]:
        """Of the customers where a competitor is, as `standing`."""
        self._asked(of_competitor(competitor))
        return self._pages.by_rival.get(competitor, ())

    def about(self, person: str) -> tuple[Brief, ...]:
        """All that concerns a colleague, by id of the customer."""
        self._asked(of_colleague(person))
        return self._pages.by_person.get(person, ())

    def contacts(self, person: str) -> list[Spoken]:
        """Those that name a colleague, the latest first."""
        found = (spoken for brief in self.about(person) for spoken in brief.contacts if spoken.who == person)
        return sorted(found, key=lambda spoken: (spoken.day, spoken.key), reverse=True)

    def recent(self, person: str) -> tuple[tuple[ChangeHead, ...], tuple[ChangeHead, ...]]:
        """The latest changes of a colleague's own, and of others in the customers that the colleague looks after."""
        self._asked(of_recent(person))
        recent = self._pages.recent
        return recent.own.get(person, ()), recent.by_others.get(person, ())

    def late(self, person: str) -> int:
        """How many steps of a colleague's are."""
        self._asked(BOOK)
        return self._pages.late.get(person, 0)

    def custody(self, person: str) -> int:
        """How many customers a colleague looks after."""
        self._asked(BOOK)
        return self._pages.custody.get(person, 0)


def _turns(book: Iterable[Line], today: date) -> date | None:
    days = (d for line in book for d in (turns(line.steps, today), line.silence.turns) if d)
    return min(days, default=None)
