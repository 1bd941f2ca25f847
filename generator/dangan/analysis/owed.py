"""What a customer owes us: its invoices without what has been paid for them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from dangan.analysis.money import Sums, money_of, sums
from dangan.analysis.report import Money
from dangan.analysis.shape import DAY, day, items, later, mapping, members, text


@dataclass(frozen=True, slots=True)
class Owed:
    """Sums by currency. `late` is that part whose day has passed; `turns` the next day on which more of it is late."""

    whole: Sums
    late: Sums
    since: date | None
    """The oldest day that has passed."""
    turns: date | None


def owed(receivables: Any, today: date) -> Owed:
    """A credit note has a negative amount; what was paid for no invoice is taken from the whole."""
    paid = _paid(receivables)
    unpaid = [
        (left, day(invoice, "due")) for key, invoice in _invoices(receivables) if (left := _left(invoice, paid, key))
    ]
    late = [(left, due) for left, due in unpaid if due and due < today]
    coming = [later(due, DAY) for _, due in unpaid if due and due >= today]
    advance = [Money(-amount, currency) for (key, currency), amount in paid.items() if not key]
    return Owed(
        whole=sums([*(left for left, _ in unpaid), *advance]),
        late=sums(left for left, _ in late),
        since=min((due for _, due in late if due), default=None),
        turns=min(coming, default=None),
    )


def _invoices(receivables: Any) -> Iterable[tuple[str, Mapping[str, Any]]]:
    return members(mapping(receivables, "invoices"))


def _paid(receivables: Any) -> Mapping[tuple[str, str], Decimal]:
    """By invoice and currency; of an invoice that is not recorded as of none."""
    known = {key for key, _ in _invoices(receivables)}
    found: dict[tuple[str, str], Decimal] = {}
    for payment in items(receivables, "payments"):
        money, invoice = money_of(payment, "amount"), text(payment, "invoice")
        if money:
            key = (invoice if invoice in known else "", money.currency)
            found[key] = found.get(key, Decimal(0)) + money.amount
    return found


def _left(invoice: Mapping[str, Any], paid: Mapping[tuple[str, str], Decimal], key: str) -> Money | None:
    """None where nothing is left to be paid, or no amount is recorded."""
    whole = money_of(invoice, "amount")
    left = whole.amount - paid.get((key, whole.currency), Decimal(0)) if whole else Decimal(0)
    return Money(left, whole.currency) if whole and left else None
