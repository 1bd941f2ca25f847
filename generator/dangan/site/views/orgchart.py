"""The organisation chart: departments by their lines of reporting, with their heads and their part in purchasing."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from dangan.analysis.hierarchy import Branch, hierarchy
from dangan.analysis.shape import at, mapping, members, text, texts
from dangan.model.records import Customer
from dangan.schema.field import Field
from dangan.site.drawings_section import Chart
from dangan.site.links_place import anchor
from dangan.site.views.scope import Link, Scope


@dataclass(frozen=True, slots=True)
class UnitView:
    """One department. `others` are those of its people that are known and do not head it."""

    name: str
    href: str
    head: Link | None
    others: tuple[Link, ...]
    buys: str
    number: int | None
    below: "tuple[UnitView, ...]"


@dataclass(frozen=True, slots=True)
class OrganisationChart:
    units: tuple[UnitView, ...]
    headless: tuple[str, ...]
    """Departments whose head nobody has recorded."""


def organisation_chart(customer: Customer, scope: Scope) -> OrganisationChart | None:
    """None where fewer than two departments are recorded."""
    record = customer.one("organisation")
    units = dict(members(mapping(record.data, "departments"))) if record else {}
    if record is None or len(units) < 2:  # noqa: PLR2004 -- one box is no chart
        return None
    trees = hierarchy({own_id: text(unit, "reports_to") for own_id, unit in units.items()})
    people = customer.one("people")
    drawer = _Drawer(units, dict(members(people.data)) if people else {}, record.kind.field, scope)
    return OrganisationChart(
        units=tuple(drawer.unit(tree) for tree in trees),
        headless=tuple(text(unit, "name") or own_id for own_id, unit in units.items() if not text(unit, "head")),
    )


@dataclass(frozen=True, slots=True)
class _Drawer:
    units: Mapping[str, Mapping[str, Any]]
    people: Mapping[str, Mapping[str, Any]]
    form: Field
    scope: Scope

    def unit(self, branch: Branch) -> UnitView:
        unit = self.units[branch.id]
        head, number = text(unit, "head"), at(unit, "people")
        return UnitView(
            name=text(unit, "name") or branch.id,
            href=f"#{anchor('department', branch.id)}",
            head=self.scope.find("person", head) if head else None,
            others=tuple(self.scope.find("person", person) for person in self._members(branch.id, head)),
            buys=self._buys(unit),
            number=number if isinstance(number, int) else None,
            below=tuple(self.unit(each) for each in branch.below),
        )

    def _members(self, unit: str, head: str) -> tuple[str, ...]:
        return tuple(person for person, data in self.people.items() if text(data, "unit") == unit and person != head)

    def _buys(self, unit: Mapping[str, Any]) -> str:
        """Its part in purchasing, in a few words."""
        field = self.form.at(("departments", "*", "purchasing", "does", 0))
        does = texts(unit, "purchasing", "does")
        return self.scope.context.words("comma").join(field.words(d, self.scope.lang) if field else d for d in does)


DRAWINGS = (
    Chart("organisation", "charts/organisation.html.j2", organisation_chart, meets=("ORG-01/chart",), order=10),
)
