"""A competitor from both sides: in the dossiers where it is, and on its own page."""

import pytest

from dangan.levels import Level
from dangan.site.views import battles, changes, competitor, prices
from tests.site_views.support import archive, assert_links_lead_somewhere, profile, site

FILES = archive(
    {
        "customers/a/profile.yaml": profile("a", "锋行车业"),
        "customers/a/people.yaml": "ge:\n  names: {zh: 葛伟民}\n",
        "customers/a/position.yaml": 'shares:\n- {period: "2025", share_percent: 58}\n',
        "customers/a/competitors.yaml": (
            "dongji:\n"
            "  entry_step: test\n"
            "  since: 2026-03\n"
            "  products: [DJ-36P]\n"
            "  share_percent: 12\n"
            "  shares:\n"
            '  - {period: "2025", share_percent: 5}\n'
            "  - {period: 2026-H1, share_percent: 12}\n"
            "  steps:\n"
            "  - {step: contact, on: 2026-01-05}\n"
            "  - {step: sample, on: 2026-03-01, noticed: 2026-04-10}\n"
            "  - {step: test, on: 2026-05-04, noticed: 2026-05-04}\n"
            "  people:\n"
            '  - {name: 乔振, part: in-charge, phone: "+86 139 0000 0201", relation_with: ge}\n'
            "  price:\n"
            "  - {date: 2026-09-03, kind: asked, price: {amount: 615, currency: CNY}}\n"
            "  - {product: dj-36p, date: 2026-08-01, kind: paid, price: {amount: 99, currency: EUR}}\n"
        ),
        "customers/b/profile.yaml": profile("b", "快途物流"),
        "customers/b/competitors.yaml": "dongji: {entry_step: volume}\n",
        "customers/b/projects/lost.yaml": (
            "title: 换电柜\nstep: lost\nopened: 2026-01-01\nclosed: 2026-06-30\noutcome: 价格\nlost_to: dongji\n"
            "competitors: [{competitor: dongji, step: volume}]\nvalue: {amount: 500, currency: CNY}\n"
        ),
        "customers/b/projects/won.yaml": "title: 样车\nstep: won\ncompetitors: [{competitor: dongji}]\n",
        "customers/b/projects/other.yaml": (
            "title: 仓储\nstep: lost\nlost_to: lansun\ncompetitors: [{competitor: dongji}]\n"
        ),
        "customers/c/profile.yaml": profile("c", "无对手"),
        "competitors/dongji.yaml": (
            "id: dongji\nnames: {zh: 东极电池有限公司, en: Dongji Battery, short: 东极}\n"
            "known_level: 1\naimed_level: 3\n"
            "strategy: [{on: 2026-08-20, text: 派驻工程师}]\n"
            "products:\n- name: DJ-36P\n  features: [UART]\n  prices:\n"
            "  - {date: 2025-09-12, level: project, price: {amount: 668, currency: CNY}, source: 采购}\n"
            "factors:\n"
            "- {factor: 一致性, they_are: weaker}\n"
            "- {factor: 价格, they_are: stronger, unique: false, copied_within: P1Y, by: chen-li, on: 2026-09-05,\n"
            "   rests_on: [a/competitors/dongji/price]}\n"
        ),
        "competitors/lansun.yaml": "id: lansun\nnames: {zh: 蓝隼}\n",
        "products/e-36.yaml": (
            "id: e-36\nnames: {zh: 电池, short: HL-E36}\n"
            "list_prices:\n- {from: 2024-01-01, price: {amount: 760, currency: CNY}}\n"
            "- {from: 2026-01-01, price: {amount: 720, currency: CNY}}\n"
            "competes_with: [{competitor: dongji, product: DJ-36P}]\n"
        ),
    }
)
PAGE = "competitors/dongji/index.html"


@pytest.fixture(scope="module")
def text() -> str:
    return site(FILES).text(PAGE)


def test_what_is_missing_for_the_next_level_is_told(text: str) -> None:
    assert "1 We can list it Its name and its goods." in text
    assert "3 We grasp its direction aimed at" in text
    assert "Missing for “2 We can describe it”: Background, Its people, Strengths, Weaknesses." in text


def test_where_it_is_furthest_comes_first(text: str) -> None:
    assert "At 2 customers: Volume at 1, Test at 1." in text
    assert text.index("快途物流 Trading Volume 6/6") < text.index("锋行车业 Trading Test 3/6 Mar 2026 12 rising DJ-36P")
    assert "乔振 In charge of this customer · close to 葛伟民" in text


def test_of_hundreds_the_page_has_the_first_and_says_how_many_more(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(battles, "ROWS", 2)
    monkeypatch.setattr(competitor, "PEOPLE", 0)
    monkeypatch.setattr(changes, "FIRST", 1)
    monkeypatch.setattr(changes, "MOST", 3)
    before, _, fought = site(FILES).text(PAGE).partition("Won and lost against it")
    assert "1 more customer" in before
    assert "1 more" in fought.partition("Changes over time")[0]
    latest = fought.partition("Changes over time")[2]
    assert latest.index("4 more") < latest.index("2 more")


def test_its_price_is_set_beside_ours_of_that_day(text: str) -> None:
    assert "Latest ¥615 on 3 Sept 2026, 15% below our list price of ¥720." in text
    assert "Ours against it HL-E36" in text
    assert "Met at customers Customer Date Asked or paid Price 锋行车业 3 Sept 2026 Asked ¥615" in text
    assert "锋行车业 1 Aug 2026 Really paid €99" in text


def test_the_chart_of_prices_is_in_one_currency() -> None:
    body = site(FILES).body(PAGE)
    chart = body[body.index('id="d-price-1-t"') : body.index("</svg>", body.index('id="d-price-1-t"'))]
    assert "HL-E36 ¥720" in chart
    assert "¥615" in chart
    assert "€" not in chart


def test_prices_at_customers_are_for_those_who_may_know() -> None:
    made = site(FILES, audience=Level.INTERNAL).text(PAGE)
    assert "¥615" not in made
    assert "Latest ¥668 on 12 Sept 2025" in made


def test_factors_are_seen_from_us_and_say_whose_judgement_they_are(text: str) -> None:
    assert "Against us they are stronger in 1, weaker in 1." in text
    assert "价格 Stronger No 1 year Chen Li 5 Sept 2026" in text
    assert text.index("价格 Stronger") < text.index("一致性 Weaker")
    assert "Rests on" in text


def test_won_and_lost_are_told_apart_from_lost_to_another(text: str) -> None:
    assert "1 won, 1 lost to it, 1 lost to others." in text
    assert "快途物流 换电柜 Lost to it Lost Volume 6/6 ¥500 30 Jun 2026 价格" in text
    assert "样车 Won by us Won" in text
    assert "仓储 Lost to another" in text


def test_changes_are_told_the_latest_first(text: str) -> None:
    told = text[text.index("Changes over time") :]
    assert told.index("20 Aug 2026 Strategy 派驻工程师") < told.index("1 Mar 2026 Entry step Sample · 锋行车业")
    assert "Sample · 锋行车业 we noticed after 40 days" in told
    assert "Test · 锋行车业 1 Mar" in told


def test_the_dossier_tells_when_each_step_was_noticed() -> None:
    text = site(FILES).text("customers/a/index.html")
    assert "Of 2 steps whose days are known we noticed 1 late, one of them after 40 days." in text
    assert "Contact 5 Jan 2026 ? Sample 1 Mar 2026 10 Apr 2026 we noticed after 40 days Test 4 May 2026" in text


def test_the_matrix_has_our_share_and_says_where_nobody_looked() -> None:
    made = site(FILES)
    text = made.text("competitors/index.html")
    assert "Most widely met: Dongji Battery, at 2 customers. No competitor is recorded at 1 customer." in text
    assert "锋行车业 58 12 Test" in text
    assert "快途物流 – ? Volume" in text


def test_all_of_it_leads_somewhere() -> None:
    assert_links_lead_somewhere(site(FILES))


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_of_a_competitor_of_whom_nothing_is_known_that_is_said(lang: str) -> None:
    text = site(FILES, lang=lang).text("competitors/lansun/index.html")
    assert ("Not seen at any of our customers." if lang == "en" else "尚未在我们的客户处发现。") in text


PRICES = "v:\n  price:\n  - {{product: V1, date: 2026-0{n}-01, kind: paid, price: {{amount: 60{n}, currency: CNY}}}}\n"
ONLY_THERE = "  - {{product: Only {n}, date: 2026-01-0{n}, kind: paid, price: {{amount: 9{n}, currency: CNY}}}}\n"


def test_of_prices_met_at_hundreds_of_customers_the_latest_are_told_and_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("MET", "ELSEWHERE", "LINES"):
        monkeypatch.setattr(prices, name, 2)
    files = {"competitors/v.yaml": "id: v\nnames: {en: V}\nproducts: [{name: V1}]\n"}
    for n in (1, 2, 3):
        files[f"customers/c{n}/profile.yaml"] = profile(f"c{n}")
        files[f"customers/c{n}/competitors.yaml"] = (PRICES + ONLY_THERE).format(n=n)
    text = site(archive(files)).text("competitors/v/index.html")
    assert [price for price in ("¥601", "¥602", "¥603") if price in text] == ["¥602", "¥603"]
    assert "Only 1" in text
    assert "Only 3" not in text
    assert text.count("1 more") == 2
