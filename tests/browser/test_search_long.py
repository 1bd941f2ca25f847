"""Lists of many documents, whose blocks stand in pieces: the browser and Python answer alike, and fetch little."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from dangan.site.search.index_files import FileIndex
from dangan.site.search.query import terms_of
from dangan.site.search.reader import Search
from dangan.site.search.script import parse
from tests.browser.test_search_answers import in_browser, in_python
from tests.conftest import write_files
from tests.site_search.made import Made, of_files
from tests.site_search.test_laws import grep, spoken

CUSTOMERS = 560
FILLING = "".join(f"  第{n}次来访只谈了叉车的租期\n" for n in range(90))
"""More than a block."""
QUERIES = (
    *(
        "电池",
        "锂电池",
        "电池组",
        "form",
        "for",
        "platform",
        "2026-12",
        "inv-2026-0315",
        "c1",
        "车厂 电池",
        "dian",
        "dc",
        "电",
    ),
    *("钠电池", "末尾 电池", "末尾的电池", "来访记录", "末尾 记录", "form 电池组 2026", "租期 末尾", "没有的词 电池"),
    *("北边车间老师傅们", "电池 北边车间老师傅们 记录"),
)


def profile(n: int) -> str:
    """Every name and nearly every text is found by the same words; some only in a later block."""
    late = f"{FILLING}  末尾的电池组，inv-2026-{n:04}" if n % 7 == 0 else f"  锂电池 platform 2026-12-{n % 28 + 1:02}"
    parted = "" if n % 140 == 3 else "、"
    name, salt = f"第{n}家车厂{'电池' if n % 2 else ''}", "电池" if n % 90 == 1 else "盐"
    told = f"{late}\n  来访记录 platform 钠{salt}\n  北边车{parted}间老师傅们\n"
    return f"names:\n  zh: {name}\nstage: new\nsummary: |\n{told}"


@pytest.fixture(scope="module")
def made() -> Made:
    return of_files({f"customers/c{n}/profile.yaml": profile(n) for n in range(CUSTOMERS)})


@pytest.fixture(scope="module")
def many(made: Made, site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("many")
    for part in ("assets", "en/search"):
        shutil.copytree(site / part, out / part)
    return write_files(out, made.files)


@pytest.fixture(scope="module")
def page(browser: Browser, many: Path) -> Iterator[Page]:
    page = browser.new_page()
    page.goto((many / "en/search/index.html").as_uri())
    yield page
    page.close()


def test_the_browser_and_python_answer_alike_of_many(page: Page, many: Path) -> None:
    read: set[str] = set()

    def bring(name: str) -> object:
        read.add(name[0])
        return parse((many / f"search/{name}.js").read_bytes())

    search = Search(FileIndex(bring))
    told = in_browser(page, [(query, {}) for query in QUERIES], 10)
    assert told == [in_python(search, query, {}) for query in QUERIES]
    assert sum(bool(found) for _, found in told) >= len(QUERIES) - 2
    assert "m" in read


def test_what_is_found_among_many_is_what_grep_finds(made: Made) -> None:
    """Whatever of the lists was asked for; and the first are the first of all."""
    for query in QUERIES[-10:]:
        every = made.ask(query)
        terms = [term.text for term in terms_of(query)]
        expected = set.intersection(*(grep(made, term) | spoken(made, term) for term in terms))
        assert {f"{found.block['kind']}/{found.block['id']}" for found in every.results} == expected, query
        ranked = [(found.rank, found.number) for found in every.results]
        assert ranked == sorted(ranked)
        assert made.ask(query, 10).results == every.results[:10], query


def test_a_line_is_folded_once(page: Page) -> None:
    same = "(line) => danganSearch.text.folded(line) === danganSearch.text.folded(line)"
    assert page.evaluate(same, [0, 0, "電池" * 1000])


def test_a_result_shows_up_to_three_lines_that_were_found(page: Page) -> None:
    page.goto(page.url.split("?")[0] + "?q=叉车")
    page.locator("li.d-hit").nth(9).wait_for()
    lines = [hit.locator(".d-hit__line").count() for hit in page.locator("li.d-hit").all()]
    assert lines == [3] * 10


def test_where_the_keys_do_not_tell_others_are_asked(many: Path) -> None:
    """Of 560 with all that is looked up at first, four have what was asked."""
    read: list[str] = []

    def bring(name: str) -> object:
        read.append(name)
        return parse((many / f"search/{name}.js").read_bytes())

    found = Search(FileIndex(bring))("北边车间老师傅们")
    assert len(found.results) == sum(n % 140 == 3 for n in range(CUSTOMERS))
    assert sum(name.startswith("d/") for name in read) < 10
