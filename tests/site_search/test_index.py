"""An index of parts answers as the files do, and marks show what was found."""

from collections.abc import Mapping
from typing import Any

import pytest

from dangan.site.search.blocks import block_data
from dangan.site.search.fold import nfc
from dangan.site.search.index_parts import PartsIndex
from dangan.site.search.marks import marks
from dangan.site.search.query import terms_of
from dangan.site.search.reader import Search
from dangan.site.search.write import SearchMap
from tests.site_search.made import Made


@pytest.fixture(scope="module")
def by_parts(sample: Made) -> Search:
    mapped = SearchMap(sample.contexts)
    numbers = mapped.numbers.of_name

    def blocks(name: str) -> list[Mapping[str, Any]]:
        document = sample.documents[name]
        cut = mapped.cut(document)
        return [block_data(document, cut, numbers[name], at) for at in range(len(cut))]

    parts = [part for document in sample.documents.values() if (part := mapped.of(document).part)]
    return Search(PartsIndex(parts, mapped.numbers, blocks))


@pytest.mark.parametrize("query", ["电池", "fx", "form", "公司 电池", "FX-2041", "锋行 li", "2026", "不会有的词", "电"])
def test_parts_and_files_answer_alike(sample: Made, by_parts: Search, query: str) -> None:
    one, other = sample.search(query), by_parts(query)
    assert [(r.number, r.rank, r.hits) for r in one.results] == [(r.number, r.rank, r.hits) for r in other.results]
    assert (one.total, one.exact) == (other.total, other.exact)


@pytest.mark.parametrize(
    ("query", "text", "marked"),
    [
        ("電池", "锂电池和电池", ["电池", "电池"]),
        ("kw", "5 kWh 3 KW", ["KW"]),
        ("株", "㈱甲", ["㈱"]),
        ("株)甲", "㈱甲", ["㈱甲"]),
        ("abc bcd", "xABCDx", ["ABCD"]),
        ("café", "CAFE\u0301", ["CAFÉ"]),
    ],
)
def test_marks(query: str, text: str, marked: list[str]) -> None:
    whole = nfc(text)
    found = [whole[start:end] for start, end in marks(terms_of(query), text)]
    assert found == marked
