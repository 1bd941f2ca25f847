"""What the search answers in a browser: what grep finds, and what its Python side answers, in that order."""

import random
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from dangan.project import Project
from dangan.site.search.index_files import FileIndex
from dangan.site.search.reader import Search
from dangan.site.search.readings import matches_reading, reading
from dangan.site.search.script import parse
from tests.archive import TODAY
from tests.browser.pages import ROOT
from tests.browser.search_texts import draw, grep, texts

SEED = 20261122
ASK = """async ([queries, most, brief]) => {
  const told = []
  for (const [query, chosen] of queries) {
    const answer = await danganSearch.ask(query, chosen), results = await answer.next(most, brief)
    told.push([answer.count.number, results.map((each) => [
      each.kind + "/" + each.id, each.sum, each.lines.map((line) => [line.of, line.line[2], line.line.length > 3])])])
  }
  return told
}"""
QUERIES = (
    *("锋行", "鋒行", "ＦＥＮＧＸＩＮＧ", "fengxing", "fengx", "fx", "f", "5", "kw", "48v", "li mei", "lm", "林", "陈"),
    *("电池 价格", "“电池”", '"电池 组"', '"lone', "the the THE", "，", "a b c d e f g h i j", "车 电池", "锂-电"),
    *("锋行 battery", "zhou", "hl-e36", "HL E36", "ü", "lv", "lu", "straße", "İstanbul", "e\u0301", "toString"),
    *("x" * 80, "__proto__", "lin yue"),
)
FILTERS: tuple[dict[str, list[str]], ...] = (
    {},
    {"kind": ["customer"]},
    {"kind": ["customer", "competitor"], "stage": []},
    {"custodian": ["he-qing"], "stage": ["trading"]},
    {"custodian": ["nobody"]},
)


@pytest.fixture(scope="module")
def page(browser: Browser, site: Path) -> Iterator[Page]:
    page = browser.new_page()
    page.goto((site / "en/search/index.html").as_uri())
    yield page
    page.close()


@pytest.fixture(scope="module")
def said() -> Mapping[str, tuple[str, ...]]:
    return texts(Project.open(ROOT, today=TODAY))


def in_browser(
    page: Page, queries: Sequence[tuple[str, dict[str, list[str]]]], most: int, *, brief: bool = False
) -> list[Any]:
    told: list[Any] = page.evaluate(ASK, [queries, most, brief])
    return told


def test_three_hundred_terms_drawn_from_the_archive_are_found_where_grep_finds_them(
    page: Page, said: Mapping[str, tuple[str, ...]], tmp_path: Path
) -> None:
    """Beyond that only what a name sounds like."""
    terms = draw(said, 300, SEED)
    answers = in_browser(page, [(f'"{term}"', {}) for term in terms], 1000)
    assert len(said) > 40
    for term, expected, (count, results) in zip(terms, grep(said, terms, tmp_path), answers, strict=True):
        found = {name: lines[0] for name, _, lines in results if name in said}
        assert expected <= set(found), term
        for _, text, named in (found[name] for name in set(found) - expected):
            assert named, term
            assert matches_reading(term, reading(text))[0], term
        assert count == len(results), term


def test_the_browser_and_python_answer_alike(page: Page, said: Mapping[str, tuple[str, ...]], site: Path) -> None:
    """The same documents in the same order, each by the same line of the same class."""
    chance = random.Random(SEED)  # noqa: S311
    drawn = draw(said, 120, SEED + 1)
    pairs = [f"{a} {b}" for a, b in zip(drawn[:40], chance.sample(drawn, 40), strict=True)]
    asked: list[tuple[str, dict[str, list[str]]]] = [(query, {}) for query in (*QUERIES, *drawn, *pairs)]
    asked += [(query, chosen) for query in ("电池", "lin", "battery price") for chosen in FILTERS]
    search = Search(FileIndex(lambda name: parse((site / f"search/{name}.js").read_bytes())))
    for (query, chosen), told in zip(asked, in_browser(page, asked, 10), strict=True):
        assert told == in_python(search, query, chosen), query
    told_in_brief = in_browser(page, asked, 10, brief=True)
    assert [[each[:2] for each in found] for _, found in told_in_brief] == [
        [each[:2] for each in found] for _, found in in_browser(page, asked, 10)
    ]


def in_python(search: Search, query: str, chosen: dict[str, list[str]]) -> list[Any]:
    found = search(query, chosen, 10)
    return [found.total, [_told(search, each) for each in found.results]]


def _told(search: Search, result: Any) -> list[Any]:
    lines = [(hit.rank, search.index.block(result.number, hit.block)["l"][hit.line]) for hit in result.hits]
    return [
        f"{result.block['kind']}/{result.block['id']}",
        result.rank,
        [[rank, x[2], len(x) > 3] for rank, x in lines],
    ]


def test_what_is_not_there_is_not_found(page: Page) -> None:
    for query in ("", "   ", '""', "zzzyqx", "电池 zzzyqx"):
        assert in_browser(page, [(query, {})], 10) == [[0, []]], query


def test_names_come_before_prose(page: Page) -> None:
    for _, results in in_browser(page, [("电池", {}), ("fengxing", {}), ("battery", {})], 100):
        sums = [each[1] for each in results]
        assert sums == sorted(sums)
        assert sums[0] < 2 < sums[-1]
