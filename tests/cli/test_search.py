"""`dangan search`: what is found on the terminal is what the site finds."""

import json
import os
from pathlib import Path

import pytest

from dangan.source.work_tree import WorkTree
from tests.cli.conftest import Run, spawn
from tests.conftest import write_files
from tests.site_search.made import of_tree

PROFILE = "id: {id}\nnames: {{zh: {name}}}\ncustodian: {who}\nstage: new\nindustry: {industry}\nsummary: {summary}\n"


@pytest.fixture
def book(archive: Path) -> Path:
    made = {
        "fengxing": ("浙江锋行车业", "wang-fang", "两轮车", "要便宜的電池"),
        "chuanhe": ("川禾储能", "chen-li", "储能", "给锋行供过电池组"),
        "other": ("丙公司", "chen-li", "储能", "<b>\\u2028</b> 没有"),
    }
    return write_files(
        archive,
        {
            f"customers/{own_id}/profile.yaml": PROFILE.format(id=own_id, name=n, who=w, industry=i, summary=s)
            for own_id, (n, w, i, s) in made.items()
        },
    )


def ids(run: Run, folder: Path, *words: str) -> list[str]:
    ended = run(folder, "search", *words, "--format", "json", "--audience", "internal")
    assert ended.code == 0, ended.err
    return [found["id"] for found in json.loads(ended.out)]


def test_names_text_pinyin_and_initials(run: Run, book: Path) -> None:
    assert ids(run, book, "锋行") == ["fengxing", "chuanhe"]
    assert ids(run, book, "fengxing") == ["fengxing"]
    assert ids(run, book, "zjfx") == ["fengxing"]
    assert ids(run, book, "鋒行", "电池组") == ["chuanhe"]
    assert sorted(ids(run, book, "电池")) == ["chuanhe", "fengxing"]
    assert len(ids(run, book, "电池", "--limit", "1")) == 1


def test_filters_take_values_and_what_they_are_called(run: Run, book: Path) -> None:
    assert ids(run, book, "电池", "--custodian", "chen-li") == ["chuanhe"]
    assert ids(run, book, "电池", "--custodian", "陈立") == ["chuanhe"]
    assert ids(run, book, "电池", "--industry", "储能", "--industry", "两轮车", "--kind", "客户", "--limit", "0") != []
    ended = run(book, "search", "电池", "--custodian", "nobody", "--audience", "internal")
    assert ended.code == 2
    assert "chen-li" in ended.err


def test_a_line_says_where_it_stands(run: Run, book: Path) -> None:
    ended = run(book, "--lang", "zh", "search", "电池组", "--audience", "internal")
    assert ended.code == 0
    assert "川禾储能  客户  customers/chuanhe" in ended.out
    assert "给锋行供过电池组" in ended.out
    assert "customers/chuanhe/profile.yaml" in ended.out
    assert "共找到 1 处" in ended.err


def test_nothing_found_is_no_error(run: Run, book: Path) -> None:
    ended = run(book, "search", "不会有的词", "--audience", "internal")
    assert (ended.code, ended.out) == (0, "")
    assert "Nothing found" in ended.err
    assert run(book, "search", '""', "--audience", "internal").code == 2
    assert run(book, "search").code == 2


def test_the_site_answers_alike(run: Run, book: Path) -> None:
    made = of_tree(WorkTree(book))
    for words in ("电池", "锋行", "chen", "fx", "锋行 电池"):
        assert [r.block["id"] for r in made.search(words).results] == ids(run, book, *words.split(" "))


def test_help_loads_no_dictionaries(book: Path) -> None:
    ended = spawn(book, "search", "--help", env={**os.environ, "PYTHONPROFILEIMPORTTIME": "1"})
    assert ended.code == 0
    assert "dangan search fx --kind customer" in ended.out
    assert "dangan.site.search.marks" in ended.err
    assert not any(name in ended.err for name in ("opencc", "pypinyin"))
