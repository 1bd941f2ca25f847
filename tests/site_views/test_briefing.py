"""The first screen: where we stand, what they owe, what to beware of, and when that turns."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from dangan.analysis.money import Sums
from dangan.analysis.owed import owed
from dangan.analysis.standing import our_share
from dangan.levels import Level
from tests.site_views.support import TODAY, archive, assert_links_lead_somewhere, profile, site

PAGE = "customers/a/index.html"


def cny(amount: str) -> dict[str, Any]:
    return {"amount": Decimal(amount), "currency": "CNY"}


BILLS = {
    "one": {"date": "2026-08-01", "due": "2026-09-30", "amount": cny("100.50")},
    "two": {"date": "2026-11-01", "due": "2026-12-31", "amount": cny("70")},
    "note": {"date": "2026-11-01", "due": "2026-12-31", "amount": cny("-20")},
    "paid": {"date": "2026-01-01", "due": "2026-02-01", "amount": cny("30")},
}


def test_what_is_owed_is_what_was_billed_without_what_was_paid() -> None:
    payments = [{"invoice": "paid", "amount": cny("30")}, {"invoice": "one", "amount": cny("0.50")}]
    found = owed({"invoices": BILLS, "payments": payments}, TODAY)
    assert (found.whole, found.late) == (Sums({"CNY": Decimal(150)}), Sums({"CNY": Decimal(100)}))
    assert (found.since, found.turns) == (date(2026, 9, 30), date(2027, 1, 1))


def test_a_payment_for_nothing_in_particular_is_taken_from_the_whole() -> None:
    payments = [{"amount": cny("40")}, {"invoice": "forgotten", "amount": cny("10")}]
    found = owed({"invoices": {"two": BILLS["two"]}, "payments": payments}, TODAY)
    assert (found.whole, found.late) == (Sums({"CNY": Decimal(20)}), Sums({}))


def test_currencies_are_not_added_to_each_other() -> None:
    bills = {"x": {"due": "2026-01-01", "amount": {"amount": Decimal(5), "currency": "EUR"}}, "two": BILLS["two"]}
    assert owed({"invoices": bills}, TODAY).whole == Sums({"EUR": Decimal(5), "CNY": Decimal(70)})


@pytest.mark.parametrize(
    ("shares", "change"), [([40], 0), ([40, 35], -5), ([20, 40, 41], 1), ([40, None], 0), ([], None)]
)
def test_the_share_moves_from_the_period_before(shares: list[int | None], change: int | None) -> None:
    found = our_share({"shares": [{"period": f"{2020 + n}", "share_percent": s} for n, s in enumerate(shares)]})
    assert (found.change if found else None) == change


POSITION = """
shares: [{period: "2025", share_percent: 40}, {period: 2026-H1, share_percent: 35}]
satisfaction: [{on: 2026-05-01, satisfaction: low, said_by: li-mei, because: late},
               {on: 2025-05-01, satisfaction: high}]
problems: [{on: 2026-10-01, problem: 接触器粘连, state: open}, {on: 2026-01-01, problem: 旧问题, state: solved}]
churn_signs: [{on: 2026-08-03, sign: 试单给了别家}, {sign: 已挽回, outcome: stays}]
next_actions: [{action: 送新样, due: 2026-11-01, who: chen-li}]
"""
OWES = """
invoices:
  inv-1: {date: 2026-08-01, due: 2026-09-30, amount: {amount: 120000, currency: CNY}}
  inv-2: {date: 2026-11-01, due: 2026-11-25, amount: {amount: 30000, currency: CNY}}
payments: [{date: 2026-10-10, invoice: inv-1, amount: {amount: 20000, currency: CNY}}]
"""
FILES = archive(
    {
        "competitors/voltaic.yaml": "id: voltaic\nnames: {en: Voltaic}\n",
        "customers/a/profile.yaml": profile("a", more="beware:\n- {text: 别提驻厂质检, by: chen-li, on: 2026-09-04}\n"),
        "customers/a/people.yaml": "li-mei: {names: {zh: 李梅}, roles: [decision-maker]}\n",
        "customers/a/position.yaml": POSITION,
        "customers/a/receivables.yaml": OWES,
        "customers/a/competitors.yaml": "voltaic: {entry_step: tooling, next_move: 下月试装}\n",
        "customers/a/projects/old.yaml": "title: 旧车型\nstep: lost\noutcome: 价格高了一成\n",
    }
)


def brief(audience: Level = Level.CONFIDENTIAL, today: date = TODAY) -> str:
    text = site(FILES, audience=audience, today=today).text(PAGE)
    return text[: text.index("Profile 基本情况")]


def test_where_we_stand() -> None:
    text = brief()
    assert "Our share 35% 2026-H1, down from 40% in 2025" in text
    assert "Satisfaction Low 李梅 · 1 May 2026" in text
    assert "Owes us ¥130\xa0k ¥100\xa0k overdue since 30 Sept 2026" in text.replace("130 k", "130\xa0k").replace(
        "100 k", "100\xa0k"
    )


def test_what_to_beware_of() -> None:
    text = brief()
    cautions = text[text.index("Beware") :]
    said = ["别提驻厂质检 Chen Li", "Problem not solved 接触器粘连", "It may leave 试单给了别家"]
    said += ["Voltaic: Tooling 下月试装", "Lost: 旧车型 价格高了一成"]
    assert [cautions.index(words) for words in said] == sorted(cautions.index(words) for words in said)
    assert "旧问题" not in cautions
    assert "已挽回" not in cautions


def test_an_action_of_no_project_is_due_too_and_leads_to_its_section() -> None:
    made = site(FILES)
    assert "1 Nov 送新样 20 days late · Chen Li" in brief()
    assert '<a href="#position" lang="zh-CN">送新样</a>' in made.body(PAGE)
    assert "customers/a/index.html#position" in made.body("team/chen-li/index.html")
    assert_links_lead_somewhere(made)


def test_signs_of_leaving_are_not_for_everybody() -> None:
    assert "试单给了别家" not in brief(Level.INTERNAL)


def test_the_page_turns_when_more_is_overdue() -> None:
    assert site(FILES).pages[PAGE].changes_on == date(2026, 11, 26)
    assert "¥130" in brief(today=date(2026, 11, 26)).partition("Owes us")[2].partition("overdue")[0][4:]
