"""What adds up, what does not, and what nothing can be said of."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dangan.diagnostics import Diagnostic
from dangan.levels import Level
from dangan.model.scan import scan
from dangan.schema.catalogue import Catalogue
from dangan.source.memory_tree import MemoryTree
from tests.archive import TODAY, tree

CATALOGUE, _ = Catalogue.load(MemoryTree({}))
ORDER = "a:\n  ordered: 2026-01-05\n"
FILE = "customers/good/orders.yaml"


def line(quantity: str, price: str, amount: str, more: str = "") -> str:
    money = [f"{{amount: {number}, currency: CNY}}" for number in (price, amount)]
    return f"    - {{quantity: {{value: {quantity}, unit: pcs}}, price: {money[0]}, amount: {money[1]}{more}}}\n"


def codes(text: str) -> list[str]:
    return [d.code for d in found_in({FILE: text})]


def found_in(changes: dict[str, str | None]) -> tuple[Diagnostic, ...]:
    return scan(tree(changes), CATALOGUE, TODAY).diagnostics


@pytest.mark.parametrize(
    ("quantity", "price", "amount", "right"),
    [
        ("3", "1.15", "3.45", True),
        ("3", "1.15", "3.46", False),
        ("7", "6.1234", "42.86", True),
        ("7", "6.1234", "42.87", False),
        ("0.1", "0.2", "0.02", True),
        ("100", "5", "500.00", True),
        ("-2", "5", "-10", True),
        ("1e40", "1e-40", "1", True),
        ("33333333333333333333333333333333", "3", "99999999999999999999999999999998", False),
    ],
)
def test_an_amount_is_quantity_times_price(quantity: str, price: str, amount: str, right: bool) -> None:
    found = codes(f"{ORDER}  lines:\n{line(quantity, price, amount)}")
    assert found == ([] if right else ["sum-differs"])


def test_a_price_of_another_unit_says_nothing_of_the_amount() -> None:
    assert codes(f"{ORDER}  lines:\n{line('10', '680', '34816', ', price_per: kWh')}") == []


def test_both_figures_are_stated() -> None:
    text = f"{ORDER}  lines:\n{line('100', '5.20', '520.00')}  amount: {{amount: 510.00, currency: CNY}}\n"
    (found,) = found_in({FILE: text})
    assert (found.code, found.pointer) == ("sum-differs", "/a/amount")
    assert "510.00 CNY" in found.message.en
    assert "520.00 CNY" in found.message.zh
    assert found.level is Level.CONFIDENTIAL, "as the prices are"


@pytest.mark.parametrize(
    "more",
    [
        "    - {text: not priced yet}\n",
        "    - {text: abroad, amount: {amount: 5, currency: EUR}}\n",
        "    - {text: unclear, amount: {amount: five, currency: CNY}}\n",
        "    - nothing of the kind\n",
    ],
)
def test_of_what_cannot_be_added_nothing_is_said(more: str) -> None:
    """But for what is wrong by itself."""
    text = f"{ORDER}  lines:\n{line('1', '5', '5')}{more}  amount: {{amount: 90, currency: CNY}}\n"
    assert "sum-differs" not in codes(text)


def test_rounded_statements_may_be_half_a_digit_off_each() -> None:
    def balance(total: str) -> list[str]:
        sheet = f"{{current_assets: 10.4, non_current_assets: 20.4, total_assets: {total}}}"
        text = f'statements:\n  - {{period: "2025", currency: CNY, balance: {sheet}}}\n'
        return [d.code for d in found_in({"customers/good/finance.yaml": text})]

    assert balance("30.8") == balance("30.9") == balance("31") == []
    assert balance("31.0") == balance("32") == ["sum-differs"]


@settings(max_examples=30, deadline=None)
@given(st.lists(st.decimals(-1000000, 1000000, places=2), min_size=1, max_size=6), st.integers(-1, 1))
def test_the_sum_of_lines_is_exact_to_the_last_cent(amounts: list[object], cents: int) -> None:
    lines = "".join(f"    - {{text: x{n}, amount: {{amount: {a}, currency: CNY}}}}\n" for n, a in enumerate(amounts))
    total = sum(round(float(str(a)) * 100) for a in amounts) + cents
    sign = "-" if total < 0 else ""
    written = f"{sign}{abs(total) // 100}.{abs(total) % 100:02}"
    found = codes(f"{ORDER}  lines:\n{lines}  amount: {{amount: {written}, currency: CNY}}\n")
    assert found == (["sum-differs"] if cents else [])
