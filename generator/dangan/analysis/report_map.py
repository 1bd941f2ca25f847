"""The map over customers, for all reports at once: each customer is read once, whoever asks."""

from collections.abc import Iterable, Mapping
from typing import Any

from dangan.analysis.report import Answer, Report, Setting, Subject
from dangan.model.records import Customer

Mapped = Mapping[str, Any]
"""By name of the report what its map returned for one customer; reports that it has nothing to do with are left out."""


def mapped(customer: Customer, setting: Setting, reports: Iterable[Report]) -> Mapped:
    """Of a customer redacted for the audience of `setting`."""
    subject = Subject(customer, setting)
    found = ((report.name, report.of_customer(subject)) for report in reports)
    return {name: part for name, part in found if part is not None}


def answer(report: Report, customers: Mapping[str, Mapped], setting: Setting) -> Answer:
    """The reduce over what the map returned, by customer id in their order."""
    parts = {own_id: customers[own_id][report.name] for own_id in sorted(customers) if report.name in customers[own_id]}
    return report.reduce(parts, setting)
