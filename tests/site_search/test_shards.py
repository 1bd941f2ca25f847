"""An edit rewrites only the shards it touches; sizes stay within what a page may fetch."""

import pytest

from dangan.site.search.filters import LABELS
from dangan.site.search.fold import fold
from dangan.site.search.index_files import FileIndex
from dangan.site.search.lists import SPAN
from dangan.site.search.reader import Search
from dangan.site.search.runs import tokens
from dangan.site.search.script import address, parse
from tests.site_search.made import Made, of_files

PROFILE = "names:\n  zh: 绿源车业\nstage: new\nsummary: {}\n"


def archive(summary: str) -> Made:
    others = {f"customers/c{n}/profile.yaml": PROFILE.format(f"第{n}家车厂的电池") for n in range(60)}
    return of_files({**others, "customers/edited/profile.yaml": PROFILE.format(summary)})


@pytest.fixture(scope="module")
def before() -> Made:
    return archive("想要便宜的电池")


def test_an_edit_changes_its_own_shards_and_blocks_only(before: Made) -> None:
    after = archive("想要便宜的马达")
    changed = {name for name, data in before.files.items() if after.files.get(name) != data}
    assert set(after.files) == set(before.files)
    touched = tokens(fold("想要便宜的电池")) ^ tokens(fold("想要便宜的马达"))
    assert 0 < sum(name.startswith("search/s/") for name in changed) <= len(touched)
    assert sum(name.startswith("search/d/") for name in changed) == 1
    assert not changed & {"search/head.js", "search/filters.js", "search/own.js", "search/fold/55.js"}


def test_two_indexes_of_one_archive_are_the_same(before: Made) -> None:
    assert archive("想要便宜的电池").files == before.files


def test_there_are_all_shards_even_empty_ones(before: Made) -> None:
    head = before.read("head")
    assert sum(name.startswith("search/s/") for name in before.files) == head["shards"]


def test_blocks_are_small_and_names_stand_in_the_first(sample: Made) -> None:
    for name, data in sample.files.items():
        if name.startswith("search/d/"):
            block = parse(data)
            assert len(data) <= 2048 or len(block["l"]) == 1 or block["of"] > 90, name
            assert block["of"] <= SPAN
            assert block["b"] == 0 or not any(line[4] for line in block["l"] if len(line) > 3)


def test_the_first_ten_results_cost_little(sample: Made) -> None:
    for query in ("电池", "公司 电池", "form", "2026", "139 0000", "锂电池 价格", "fx"):
        fetched: dict[str, int] = {}

        def read(name: str, fetched: dict[str, int] = fetched) -> object:
            fetched[name] = len(sample.files[address(name)])
            return sample.read(name)

        Search(FileIndex(read))(query)
        assert sum(fetched.values()) < 60_000, (query, fetched)


def test_filters_narrow_and_the_head_knows_their_values(sample: Made) -> None:
    known = {f["name"]: [value for value, _, _ in f["values"]] for f in sample.read("filters")}
    assert list(known) == list(LABELS)
    assert all(known.values())
    everything = sample.names("电池")
    for name in LABELS:
        for value in known[name][:4]:
            found = sample.names("电池", **{name: value})
            assert [x for x in everything if (name, value) in sample.documents[x].filters] == found
