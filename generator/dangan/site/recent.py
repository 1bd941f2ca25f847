"""The latest changes of each colleague, and of the customers that each looks after, found in one pass."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from dangan.site.context import SiteContext
from dangan.site.past import ChangeHead

KEPT = 8


def of_recent(person: str) -> str:
    """The name of what is told of a colleague."""
    return f"recent/{person}"


@dataclass(frozen=True, slots=True)
class Recent:
    """By colleague, the newest first. What somebody changed in customers of their own is only among the first."""

    own: Mapping[str, tuple[ChangeHead, ...]] = field(default_factory=dict)
    by_others: Mapping[str, tuple[ChangeHead, ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, context: SiteContext, custodians: Mapping[str, str]) -> "Recent":
        """`custodians` are by customer."""
        own: dict[str, list[ChangeHead]] = defaultdict(list)
        by_others: dict[str, list[ChangeHead]] = defaultdict(list)
        for change in context.changes:
            authors = {context.colleagues.get(commit.email.casefold(), "") for commit in change.commits}
            owners = {custodians.get(customer, "") for customer in change.customers}
            _add(own, authors, change)
            _add(by_others, owners - authors, change)
        return cls(*({who: tuple(found) for who, found in some.items()} for some in (own, by_others)))

    def names(self, person: str) -> tuple[tuple[str, ...], ...]:
        """Of the changes that are told of a colleague."""
        return tuple(tuple(change.name for change in some.get(person, ())) for some in (self.own, self.by_others))

    @property
    def people(self) -> set[str]:
        return self.own.keys() | self.by_others.keys()


def _add(found: Mapping[str, list[ChangeHead]], people: Iterable[str], change: ChangeHead) -> None:
    for person in filter(None, people):
        if len(found[person]) < KEPT:
            found[person].append(change)
