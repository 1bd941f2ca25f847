"""The search of a site: only what the changes touch, or put together anew from what each customer brings."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from dangan.memory import unpacked
from dangan.model.collect import CUSTOMER
from dangan.site.build_plan import Plan
from dangan.site.context import SiteContext
from dangan.site.kept_site import Drawn, Left
from dangan.site.parts import Parts
from dangan.site.publish import Staging
from dangan.site.search.document import document_name
from dangan.site.search.rewrite import changes_of, common_addresses, rewritten
from dangan.site.search.write import numbers_of, write_search

_FEW = 500
"""Of so many customers what they bring to the search is held at once; of more it goes by one by one."""


@dataclass(frozen=True, slots=True)
class SearchWriter:
    """`drawn` is of all customers by folder; `again` brings what the memory lost of one."""

    staging: Staging
    contexts: tuple[SiteContext, ...]
    parts: Parts
    drawn: Mapping[str, Drawn]
    again: Callable[[str], bytes]

    def rewrite(self, before: Left, plan: Plan) -> bool:
        """Only what the changes touch; False where that is not possible."""
        gone = [row for folder, row in before.customers.items() if folder not in plan.customers]
        come = [row for folder, row in self.drawn.items() if folder not in plan.customers]
        if len(gone) + len(come) > _FEW:
            return False
        found = [[self.parts.find(row.search) for row in rows if row.search] for rows in (gone, come)]
        if any(part is None for some in found for part in some):
            return False
        old, new = ([unpacked(part) for part in some if part] for some in found)
        files = rewritten(changes_of(old, new), self.contexts, self.staging.standing, own_stay=not plan.marks)
        if files is None:
            return False
        self.staging.wrote(common_addresses(self.contexts))
        for address, data in files.items():
            self.staging.write(address, data)
        return True

    def write(self) -> list[str]:
        """All of it; the addresses."""
        addresses = list[str]()

        def put(address: str, data: bytes) -> None:
            self.staging.write(address, data)
            addresses.append(address)

        write_search(map(unpacked, self._found()), self.contexts, put)
        return addresses

    def _found(self) -> Iterator[bytes]:
        """What each brings, in the order of numbers. What the memory lost is made again."""
        numbers = numbers_of(self.contexts).of_name
        rows = sorted(
            (numbers[document_name(CUSTOMER, row.customer)], folder, row.search)
            for folder, row in self.drawn.items()
            if row.search
        )
        return (self.parts.find(name) or self.again(folder) for _, folder, name in rows)
