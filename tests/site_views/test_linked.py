"""What refers to a thing, where that is so much that it stands on a page of its own."""

import pytest

from dangan.diagnostics import Text
from dangan.model.index import Key
from dangan.site.views import backlinks
from dangan.site.views.backlinks import FOLDED, LINKED, MANY, Referrers, are_many, in_words
from dangan.site.views.linked import rooms
from tests.site_views.support import Site, archive, assert_links_lead_somewhere, parsed, profile, site, text_of

CONTACT = "---\ndate: 2026-01-{day:02d}\nmedium: phone\ncolleagues: [chen-li]\n---\n\nx\n"
CONTACTS = 28
PAGE, ALL = "team/chen-li/index.html", "team/chen-li/linked/index.html"


def made() -> Site:
    log = {f"customers/a/log/c-{n:02d}.md": CONTACT.format(day=n + 1) for n in range(CONTACTS)}
    return site(archive({"customers/a/profile.yaml": profile("a"), **log}))


def test_much_that_refers_to_a_thing_stands_on_a_page_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(backlinks, "MANY", CONTACTS - LINKED - 1)
    found = made()
    assert_links_lead_somewhere(found)
    page, whole = found.body(PAGE), found.body(ALL)
    assert 'href="linked/index.html#by-' in page
    assert page[page.index('id="linked"') :].count("customers/a/log/index.html#") == LINKED
    assert len({a["href"] for _, a in parsed(whole).tags if "/log/" in a.get("href", "")}) == CONTACTS
    assert "Linked from Chen Li" in text_of(whole)


def test_what_a_page_has_room_for_has_no_page_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(backlinks, "MANY", CONTACTS - LINKED)
    found = made()
    assert ALL not in found.pages
    assert found.body(PAGE).count("customers/a/log/index.html#") >= CONTACTS


def test_whether_they_are_many_hangs_on_no_language() -> None:
    def keys(number: int) -> tuple[Key, ...]:
        return tuple(Key("log", "a", f"c-{n}") for n in range(number))

    alike = [Referrers(Text("Spoken to", zh), keys(FOLDED * 9)) for zh in ("谈过", "聊过", "见过")]
    assert are_many(alike)
    assert not are_many(alike[:2]), "no more than a hundred of each are folded"
    assert not are_many([Referrers(Text("x"), keys(LINKED))] * MANY)


def test_what_is_called_the_same_in_a_language_is_listed_once_there() -> None:
    led, bid = Key("project", "a", "led"), Key("project", "a", "bid")
    found = [Referrers(Text("Projects", "负责的项目"), (led, bid)), Referrers(Text("Projects", "参与的项目"), (bid,))]
    assert in_words(found, "en") == (("Projects", (led, bid)),)
    assert in_words(found, "zh") == (("负责的项目", (led, bid)), ("参与的项目", (bid,)))


@pytest.mark.parametrize(
    ("counts", "room", "shown"),
    [
        ((5, 5), 100, (5, 5)),
        ((900, 20, 900), 120, (50, 20, 50)),
        ((900, 900), 0, (0, 0)),
        ((), 10, ()),
    ],
)
def test_room_is_shared_and_what_one_does_not_need_is_left_to_the_others(
    counts: tuple[int, ...], room: int, shown: tuple[int, ...]
) -> None:
    assert rooms(counts, room) == shown
