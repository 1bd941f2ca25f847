"""Exact sums of money, a sum for each currency."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from dangan.analysis.report import Money
from dangan.analysis.shape import amount, text
from dangan.diagnostics import Text


@dataclass(frozen=True, slots=True)
class Sums:
    """Amounts by currency; empty where nothing was added."""

    amounts: Mapping[str, Decimal]

    def __bool__(self) -> bool:
        return bool(self.amounts)

    def of(self, currency: str) -> Money | None:
        found = self.amounts.get(currency)
        return None if found is None else Money(found, currency)

    @property
    def said(self) -> Text:
        """All of them in a row, in whole units: "CNY 1,200,000 and EUR 40,000"."""
        each = [f"{code} {self.amounts[code]:,.0f}" for code in sorted(self.amounts)]
        return Text(" and ".join(each), "、".join(each))


def sums(amounts: Iterable[Money | None]) -> Sums:
    found: dict[str, Decimal] = {}
    for money in amounts:
        if money is not None:
            found[money.currency] = found.get(money.currency, Decimal(0)) + money.amount
    return Sums(found)


def money_of(data: Any, *path: str) -> Money | None:
    """An amount with its currency at a path; None where one of the two is missing."""
    found, currency = amount(data, *path, "amount"), text(data, *path, "currency")
    return Money(found, currency) if found is not None and currency else None
