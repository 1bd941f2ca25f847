"""Kinds that may have hundreds of things: the dossier has the latest, a page of their own has them all."""

import re
from datetime import date, timedelta

import pytest

from dangan.model.index import Key
from tests.site_views.support import Site, archive, assert_links_lead_somewhere, parsed, profile, site, text_of

DOSSIER, LOG, ORDERS = (f"customers/a/{rest}index.html" for rest in ("", "log/", "orders/"))
FIRST_DAY = date(2023, 1, 2)
PEOPLE = "li-mei: {names: {zh: 李梅}}\n"
LARGEST = 250_000
"""Bytes of a body."""


def log(number: int) -> dict[str, str]:
    """A contact every third day, with a paragraph each; the first is called by a person and a project."""
    days = [(FIRST_DAY + timedelta(days=3 * n)).isoformat() for n in range(number)]
    words = "We went through the test report line by line and agreed on what is still open. " * 4
    head = "medium: visit\npeople: [li-mei]\nlearnt: [The new line starts in spring., Two shifts since May.]"
    return {f"customers/a/log/{day}.md": f"---\ndate: {day}\n{head}\n---\n\n{words}\n" for day in days}


def orders(number: int) -> str:
    """Ten a month."""
    return "".join(
        f"po-{n:04d}:\n  number: HT-{n:04d}\n  ordered: {FIRST_DAY + timedelta(days=3 * n)}\n"
        f"  amount: {{amount: {n + 1000}, currency: CNY}}\n  notes: Delivered in two parts, the second a week late.\n"
        for n in range(number)
    )


def made(contacts: int, ordered: int, lang: str = "en") -> Site:
    files = {
        "customers/a/profile.yaml": profile("a", "甲公司"),
        "customers/a/people.yaml": "li-mei: {names: {zh: 李梅}}\n",
    }
    return site(archive({**files, **log(contacts), "customers/a/orders.yaml": orders(ordered)}), lang=lang)


def section(body: str, name: str) -> str:
    return body.partition(f'<section class="d-section" id="{name}"')[2].partition("</section>")[0]


def test_the_dossier_has_the_latest_and_says_how_many_there_are() -> None:
    body = made(20, 30).body(DOSSIER)
    contacts, ordered = section(body, "log"), section(body, "orders")
    assert re.findall(r'datetime="([^"]+)', contacts)[0] == "2023-02-28"
    assert contacts.count('class="d-contact"') == 8
    assert "Contacts: all 20 on a page of their own" in text_of(f"<p{contacts}</p>")
    assert "Orders: all 30 on a page of their own" in text_of(f"<p{ordered}</p>")
    assert re.findall("HT-[0-9]+", ordered) == [f"HT-{n:04d}" for n in range(29, 21, -1)]


def test_a_row_of_the_dossier_leads_to_where_it_stands_whole() -> None:
    """What is folded away below a row is there, and not here too; but what is contested stays in sight."""
    contested = "  contested: [{field: notes, value: Delivered at once, sources: [s1]}]\n"
    files = {"customers/a/profile.yaml": profile("a"), "customers/a/orders.yaml": orders(30) + contested}
    pages = site(archive(files))
    ordered, whole = section(pages.body(DOSSIER), "orders"), pages.body(ORDERS)
    assert whole.count("Delivered in two parts") == 30
    assert ordered.count("Delivered in two parts") == 1
    assert "Delivered at once" in ordered.partition("order.po-0029")[2].partition("order.po-0028")[0]
    assert 'href="orders/index.html#order.po-0028"' in ordered
    assert 'id="order.po-0028"' in whole


def test_a_page_of_its_own_has_them_all_by_year() -> None:
    body = made(130, 0).body(LOG)
    assert body.count('class="d-contact"') == 130
    assert text_of(body).count("Jump to") == 0
    assert [a["href"] for _, a in parsed(body).tags if a.get("href", "").startswith("#in-")] == ["#in-2024", "#in-2023"]
    assert "Contacts 联系记录 甲公司" in text_of(body)
    assert "@page" in body, "paper says whose it is"


def test_the_address_of_a_thing_hangs_on_its_kind_and_id_alone() -> None:
    few, many = made(1, 1), made(400, 300)
    for whole in (few, many):
        assert whole.context.address(Key("log", "a", "2023-01-02")) == f"{LOG}#log.2023-01-02"
        assert 'id="log.2023-01-02"' in whole.body(LOG)
        assert 'id="order.po-0000"' in whole.body(ORDERS)
    assert 'href="2023/index.html#log.2023-01-02"' in many.body(LOG)


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_four_hundred_contacts_and_three_hundred_orders_are_readable(lang: str) -> None:
    whole = made(400, 300, lang)
    assert_links_lead_somewhere(whole)
    sizes = {address: len(page.body.encode()) for address, page in whole.pages.items() if "customers/a/" in address}
    assert {name: size for name, size in sizes.items() if size > LARGEST} == {}
    later = {address.removeprefix("customers/a/").removesuffix("/index.html") for address in sizes} - {"log", "orders"}
    assert later - {"index.html"} == {"log/2023", "log/2024", "log/2025", "orders/2023", "orders/2024"}
    assert sizes[DOSSIER] < 80_000


def test_a_page_of_a_year_leads_back_and_to_the_others() -> None:
    whole = made(400, 0)
    text = whole.text("customers/a/log/2024/index.html")
    assert "Customers / 甲公司 / Contacts" in text
    assert "Contacts 2024 联系记录 甲公司" in text
    links = {
        a["href"] for _, a in parsed(whole.body("customers/a/log/2024/index.html")).tags if "in-2" in a.get("href", "")
    }
    assert links == {"../index.html#in-2026", "../index.html#in-2025", "#in-2024", "../index.html#in-2023"}


def test_a_year_with_too_many_is_parted_by_month() -> None:
    many = "".join(f"po-{n:04d}: {{ordered: 2025-{n % 4 + 1:02d}-15}}\n" for n in range(200))
    files = archive({"customers/a/profile.yaml": profile("a"), "customers/a/orders.yaml": many})
    whole = site(files)
    assert "Apr 2025 50" in whole.text(ORDERS)
    assert whole.text("customers/a/orders/2025-01/index.html").count("po-0") == 50
    assert_links_lead_somewhere(whole)


def test_things_without_a_day_are_last_and_the_rest_of_the_file_first() -> None:
    bills = "".join(f"inv-{n}: {{number: N{n}}}, " for n in range(160))
    data = f"notes: Pays after the third call.\ninvoices: {{dated: {{date: 2026-01-02}}, {bills}}}\n"
    files = archive({"customers/a/profile.yaml": profile("a"), "customers/a/receivables.yaml": data})
    whole = site(files)
    text = whole.text("customers/a/receivables/index.html")
    assert text.index("third call") < text.rindex("2026 1 ") < text.rindex("no date 160")
    assert "Pays after the third call." in whole.text(DOSSIER)
    assert "customers/a/receivables/undated/index.html" in whole.pages
    assert_links_lead_somewhere(whole)


def test_a_kind_without_a_record_has_no_page() -> None:
    whole = site(archive({"customers/a/profile.yaml": profile("a")}))
    assert [address for address in whole.pages if address.startswith("customers/a/")] == [DOSSIER]
