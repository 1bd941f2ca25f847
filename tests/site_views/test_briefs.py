"""What customers bring to the pages about many: whom a change concerns, and whom it does not."""

import pytest

from dangan.memory import packed
from dangan.site.briefs import BOOK, NAMES, RIVALS, Brief, of_colleague, of_competitor, parts_told, told_of
from dangan.site.pages_book import Book, Pages
from tests.site_views.support import Site, archive, profile, site

CONTACT = "---\ndate: {day}\nmedium: phone\ncolleagues: [{who}]\n---\n\nx\n"
FILES = archive(
    {
        "customers/a/profile.yaml": profile("a", "重庆动力"),
        "customers/a/competitors.yaml": "voltaic: {share_percent: 40}\n",
        "customers/b/profile.yaml": profile("b", "安达车业", more="deputy: zhou-wei\n"),
        "competitors/voltaic.yaml": "id: voltaic\nnames: {en: Voltaic}\n",
    }
)
ALL = {BOOK, RIVALS, NAMES, of_colleague("chen-li"), of_colleague("zhou-wei"), of_competitor("voltaic")}


def parts(files: dict[str, str]) -> dict[str, str]:
    made = site(files)
    return parts_told({own: told_of(own, made.context.index, (made.context,), None).marks for own in made.briefs})


@pytest.mark.parametrize(
    ("path", "text", "moved"),
    [
        (
            "customers/a/log/one.md",
            CONTACT.format(day="2026-11-20", who="chen-li"),
            {BOOK, of_colleague("chen-li")},
        ),
        (
            "customers/a/log/one.md",
            CONTACT.format(day="2026-11-20", who="zhou-wei"),
            {BOOK, of_colleague("chen-li"), of_colleague("zhou-wei")},
        ),
        (
            "customers/a/competitors.yaml",
            "# more is known\nvoltaic: {share_percent: 41}\n",
            {BOOK, RIVALS, of_colleague("chen-li"), of_competitor("voltaic")},
        ),
        (
            "customers/b/profile.yaml",
            profile("b", "安达车业厂", more="deputy: zhou-wei\n"),
            {BOOK, RIVALS, NAMES, of_colleague("chen-li"), of_colleague("zhou-wei")},
        ),
        ("customers/a/competitors.yaml", "# only said otherwise\nvoltaic: {share_percent: 40}\n", set()),
    ],
)
def test_who_is_not_concerned_keeps_its_marks(path: str, text: str, moved: set[str]) -> None:
    before, after = parts(FILES), parts({**FILES, path: text})
    assert before.keys() == after.keys() == ALL
    assert {name for name in ALL if before[name] != after[name]} == moved


@pytest.fixture(scope="module")
def made() -> Site:
    return site({**FILES, "customers/b/log/one.md": CONTACT.format(day="2026-11-20", who="chen-li")})


def test_a_book_tells_what_it_was_asked_for(made: Site) -> None:
    asked: list[str] = []
    book = Book(Pages(made.context, made.briefs), asked.append)
    assert [brief.line.id for brief in book.about("zhou-wei")] == ["b"]
    assert [line.id for line in book.there("voltaic")] == ["a"]
    assert [spoken.key.id for spoken in book.contacts("chen-li")] == ["one"]
    assert asked == [of_colleague("zhou-wei"), of_competitor("voltaic"), of_colleague("chen-li")]
    asked.clear()
    assert [row.name for row in book.rows] == ["安达车业", "重庆动力"]
    assert (book.custody("chen-li"), book.late("chen-li"), book.custody("zhou-wei")) == (2, 0, 0)
    assert set(asked) == {BOOK}


def test_what_stands_where_competitors_are_does_not_know_the_day(made: Site) -> None:
    book = Book(Pages(made.context, made.briefs), lambda _: None)
    assert any(line.contacts for line in book.lines)
    assert not any(line.contacts or line.steps or line.silence.last for line in book.standing)


def test_a_brief_has_no_places_in_files(made: Site) -> None:
    """They move when anything above is edited."""
    brief: Brief = made.briefs["a"]
    assert packed(brief)
    assert brief.line.entry.span.line == 1
    assert all(r.span.line == 1 for r in brief.line.entry.references)


def test_nobody_brings_what_the_audience_may_not_know(made: Site) -> None:
    assert told_of("nobody", made.context.index, (made.context,), None).brief == b""
