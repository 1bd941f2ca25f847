"""Pages about many: home, customers, competitors, products, colleagues, checks."""

import json
import re
from collections import defaultdict
from typing import Any

import pytest

from dangan.diagnostics import all_codes
from dangan.levels import Level
from dangan.site.format_words import Words
from dangan.site.pages import sections
from dangan.site.views import colleague, customers_data, customers_names, product
from dangan.site.views.checks import check_groups, every_code
from tests.site_views.support import GITHUB, archive, assert_links_lead_somewhere, parsed, profile, site, text_of

VISIT = "---\ndate: {day}\nmedium: phone\ncolleagues: [chen-li]\n---\n\nx\n"
FILES = archive(
    {
        "customers/a/profile.yaml": profile(
            "a", "重庆动力", more="location: {city: 重庆}\nsegments: {size: {value: key}}\n"
        ),
        "customers/a/competitors.yaml": "voltaic: {share_percent: 40, entry_step: volume}\nhuakong: {}\n",
        "customers/a/log/one.md": VISIT.format(day="2026-09-01"),
        "customers/b/profile.yaml": profile("b", "安达车业", "prospect", "deputy: zhou-wei\n"),
        "customers/b/competitors.yaml": "voltaic: {share_percent: 0}\n",
        "customers/b/log/one.md": VISIT.format(day="2026-11-20"),
        "customers/b/projects/p.yaml": (
            "title: 样车\nstep: lead\nproducts: [e-36]\ncompetitors: [{competitor: voltaic}]\n"
            "next: {action: 报价, due: 2026-11-01, who: zhou-wei}\n"
        ),
        "competitors/voltaic.yaml": (
            "id: voltaic\nnames: {en: Voltaic, zh: 伏泰}\nknown_level: 3\nowner: chen-li\n"
            "factors: [{factor: Price, they_are: stronger, lasts: passing, because: old stock}]\n"
            "products: [{name: V1, prices: [{date: 2026-01-02, price: {amount: 99.5, currency: CNY}}]}]\n"
        ),
        "competitors/huakong.yaml": "id: huakong\nnames: {zh: 华控}\n",
        "products/e-36.yaml": "id: e-36\nnames: {en: E 36}\ncompetes_with: [{competitor: voltaic, product: V1}]\n",
    }
)


def script_of(script: str) -> dict[str, Any]:
    data = json.loads(script.partition("=")[2].rstrip().removesuffix(";"))
    assert isinstance(data, dict)
    return data


def test_home_says_what_needs_attention() -> None:
    text = site(FILES).text("index.html")
    assert "1 Nov 报价 20 days late · 安达车业 · 周伟" in text
    assert "重庆动力 too long ago · Chen Li" in text
    assert "Contacts in 30 days 1" in text
    assert "Left alone too long 1" in text


def test_home_says_that_it_tells_what_its_readers_may_know_and_not_even_how_much_else_there_is() -> None:
    """That something is recorded about a person's private life is itself for the cleared, and so is a fault in it."""
    wrong = {"customers/a/personal.yaml": "nobody-known:\n  birthday: soon\n"}
    for audience in (Level.PUBLIC, Level.INTERNAL, Level.CONFIDENTIAL):
        told = site({**FILES, **wrong}, audience=audience)
        assert any(d.level > audience for d in told.scan.diagnostics)
        assert told.body("index.html") == site(FILES, audience=audience).body("index.html")
    assert "as far as readers of this edition may know what is wrong in them. All of it: dangan check" in told.text(
        "index.html"
    )


def test_home_turns_every_day_and_others_when_they_must() -> None:
    pages = site(FILES).pages
    assert str(pages["index.html"].changes_on) == "2026-11-22"
    assert pages["competitors/index.html"].changes_on is None
    assert str(pages["customers/b/index.html"].changes_on) == "2027-02-19"  # 90 days of silence


def test_customers_stand_in_the_order_of_their_sound() -> None:
    body = site(FILES).body("customers/index.html")
    assert body.index("安达车业") < body.index("重庆动力")


def test_rows_carry_what_filters_and_search_need() -> None:
    made, names = map(script_of, site(FILES).scripts())
    columns, labels = made["columns"], made["labels"]
    (own_id, name, _, _, beyond), second = names["rows"]
    assert [own_id, name, *beyond.split()[:2]] == ["b", "安达车业", "andacheye", "adcy"]
    assert [labels["competitor"][n][0] for n in columns["rivals"][1]] == ["voltaic", "huakong"]
    assert (columns["silent"], columns["late"]) == ("01", "10")
    assert 0 < columns["filled"][1] < columns["filled"][0] < 100
    assert labels["size"] == [["key", "Key"]]
    assert labels["day"] == sorted(labels["day"])
    assert (len(names["rows"]), second[1]) == (2, "重庆动力")


def test_only_a_hundred_rows_are_in_the_page_itself() -> None:
    many = archive({f"customers/c-{n}/profile.yaml": profile(f"c-{n}", f"客户{n}") for n in range(130)})
    made = site(many)
    tags = parsed(made.body("customers/index.html")).tags
    assert sum(attributes.get("role") == "rowheader" for _, attributes in tags) == 100
    assert script_of(made.scripts()[0])["count"] == 130
    assert "130 customers" in made.text("customers/index.html")


def test_all_names_stand_on_plain_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(customers_names, "FIRST", 2)
    monkeypatch.setattr(customers_names, "LISTED", 2)
    made = site(archive({f"customers/{n}/profile.yaml": profile(n, f"Firm {n}") for n in "bac"}))
    first, second = (made.text(f"customers.all/{piece}index.html") for piece in ("", "2/"))
    assert "All customers by name 3 Firm a – Firm b Firm c – Firm c Firm a Firm b" in first
    assert second.endswith("Firm c – Firm c Firm c")
    assert_links_lead_somewhere(made)
    assert "customers.all/index.html" not in site(FILES).pages, "the index has them all"


def test_names_come_in_pieces_by_rank(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(customers_data, "PIECE", 2)
    data, *pieces = map(
        script_of, site(archive({f"customers/{n}/profile.yaml": profile(n) for n in "abcde"})).scripts()
    )
    assert [(piece["piece"], [row[0] for row in piece["rows"]]) for piece in pieces] == [
        (0, ["a", "b"]),
        (1, ["c", "d"]),
        (2, ["e"]),
    ]
    assert (data["count"], data["piece"]) == (5, 2)


def test_of_hundreds_of_projects_a_product_tells_the_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(product, "ROWS", 1)
    more = "title: 大单\nstep: lead\nproducts: [e-36]\ndecision_by: {day}\n"
    projects = {f"customers/b/projects/p{n}.yaml": more.replace("{day}", f"2027-0{n}-01") for n in (3, 2)}
    text = site({**FILES, **projects}).text("products/e-36/index.html")
    assert "1 Feb 2027" in text
    assert "1 Mar 2027" not in text
    assert "2 more" in text


def test_the_matrix_tells_unknown_from_nothing_from_none() -> None:
    body = site(FILES).body("competitors/index.html")
    table = body[body.index("<tbody>") : body.index("</tbody>")]
    assert "<b>40</b> <span>Volume</span>" in table
    assert "<b>0</b></a>" in table
    assert "<b>?</b></a>" in table
    assert table.count("<td></td>") == 1
    assert body.index("d-matrix") < body.index("Each competitor")


def test_a_competitor_says_where_it_is_and_how_it_compares() -> None:
    text = site(FILES).text("competitors/voltaic/index.html")
    assert "We grasp its direction" in text
    assert "重庆动力 Trading Volume 6/6 ? 40" in text
    assert "安达车业 样车 Open Lead 1/5 ?" in text
    assert "Price Stronger Changeable old stock".casefold() in text.casefold()
    assert "2 Jan 2026 ¥99.5" in text
    assert "Our products against it" in text


def test_a_product_says_who_uses_it() -> None:
    text = site(FILES).text("products/e-36/index.html")
    assert "安达车业 样车 Lead 1/5" in text
    assert "Projects 1" not in text
    assert "Voltaic V1" in text


def test_of_hundreds_that_a_colleague_is_deputy_for_the_first_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(colleague, "DEPUTY_SHOWN", 0)
    text = site(FILES).text("team/zhou-wei/index.html")
    assert "Deputy for 1 customer" in text
    assert "1 more customer" in text


def test_a_colleague_sees_own_customers_and_what_is_late() -> None:
    made = site(FILES)
    text = made.text("team/zhou-wei/index.html")
    assert "Steps overdue 1 1 Nov 报价 20 days late · 安达车业" in text
    assert "Deputy for 1 customer" in text
    assert "My customers 2" in made.text("team/chen-li/index.html")
    assert "安达车业 · Contact 20 Nov 2026 Telephone" in made.text("team/chen-li/index.html")


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_an_empty_archive_is_said_kindly(lang: str) -> None:
    made = site(archive({}), lang=lang)
    for address in ("index.html", "customers/index.html"):
        assert "dangan new customer" in made.text(address)
    for page in made.pages.values():
        parsed(page.body)


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_what_a_message_fills_in_stands_on_the_page_as_a_gap(lang: str) -> None:
    views = [view for group in check_groups(Words(lang, defaultdict(str)), lang) for view in group.checks]
    assert len(views) == len(every_code())
    assert not [view.name for view in views if re.search(r"\{\{|\{[a-z_]+\}", view.message + view.fix)]


def test_every_code_is_explained() -> None:
    ids = parsed(site(archive({})).body("guide/checks/index.html")).ids
    groups = ["of-fields", "of-files", "of-imports", "of-audit", "of-schemas"]
    assert ids[:5] == groups
    assert sorted(ids[5:]) == [code.name for code in every_code()]
    assert set(ids[5:]) == {code.name for code in all_codes()}
    assert len(ids) > 30


def test_tabs_hang_on_the_catalogue_and_the_audience_alone() -> None:
    made = site(FILES)
    tabs = sections(made.context.catalogue, made.context.folders, Level.INTERNAL)
    own = ["competitors", "products", "reports", "team", "surveys", "campaigns", "inbox", "rules"]
    assert [tab.name for tab in tabs if not tab.within] == ["home", "customers", *own, "changes", "audit", "guide"]
    assert all(tab.address in made.pages and tab.label.zh for tab in tabs)
    public = sections(made.context.catalogue, made.context.folders, Level.PUBLIC)
    assert [tab.name for tab in tabs if tab not in public] == ["changes", "audit"]


PLACES = {
    "index.html": "edit/main/dangan.yaml",
    "customers/index.html": "tree/main/customers",
    "customers/a/index.html": "edit/main/customers/a/profile.yaml",
    "competitors/index.html": "tree/main/competitors",
    "competitors/voltaic/index.html": "edit/main/competitors/voltaic.yaml",
    "products/index.html": "tree/main/products",
    "products/e-36/index.html": "edit/main/products/e-36.yaml",
    "team/index.html": "edit/main/team.yaml",
    "team/chen-li/index.html": "edit/main/team.yaml",
}


@pytest.mark.parametrize("address", PLACES)
def test_every_page_leads_to_what_it_is_made_from(address: str) -> None:
    links = [
        a["href"] for tag, a in parsed(site(FILES, config=GITHUB).body(address)).tags if a.get("class") == "d-edit"
    ]
    assert f"https://forge.example/team/archive/{PLACES[address]}" in links


def test_every_page_below_the_first_says_where_it_is() -> None:
    made = site(FILES)
    for address, page in made.pages.items():
        trail = page.body.partition('<nav class="d-trail"')[2].partition("</nav>")[0]
        assert ("index.html" in trail) is (address != "index.html"), address
        assert address == "index.html" or text_of(f"<p{trail}</p>").startswith("Home"), address


def test_without_a_forge_the_place_is_shown_as_it_is_called() -> None:
    made = site(FILES)
    assert "Colleagues team.yaml" in made.text("team/index.html")
    assert "Products products/" in made.text("products/index.html")


def test_a_colleague_is_linked_from_what_names_them() -> None:
    body = site(FILES).body("team/chen-li/index.html")
    linked = text_of(body[body.index('<section class="d-section" id="linked"') :].rpartition("</div>")[0])
    assert "Voltaic" in linked
    assert "重庆动力" in linked
