"""What is found is what a plain look through all lines finds, and what grep finds in the files."""

import re
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dangan.site.search.fold import fold
from dangan.site.search.query import terms_of
from dangan.site.search.runs import IDEOGRAPHIC
from tests.site_search.made import ROOT, Made, of_files

HAN = re.compile(r"[\u4e00-\u9fff]+")
WORD = re.compile(r"[A-Za-z0-9]+(?:[-./][A-Za-z0-9]+)*")
LETTER = rf"(?:(?![{IDEOGRAPHIC}])[^\W_])"


def grep(made: Made, term: str) -> set[str]:
    """Documents with a line that has the folded term, whole words where it begins or ends with one or two letters."""
    folded = fold(term)
    first, last = re.match(f"{LETTER}*", folded), re.search(f"{LETTER}*$", folded)
    begins = rf"(?:^|(?<=[\W_{IDEOGRAPHIC}]))" if first and 0 < len(first[0]) < 3 else ""
    ends = f"(?!{LETTER})" if last and 0 < len(last[0]) < 3 else ""
    pattern = re.compile(begins + re.escape(folded) + ends)
    return {name for name, lines in made.folded.items() if any(map(pattern.search, lines))}


def spoken(made: Made, term: str) -> set[str]:
    """Documents with a name that sounds like the term."""
    found = terms_of(term)
    return {
        name
        for name, document in made.documents.items()
        if any(found[0].matches_reading(line.reading)[0] for line in document.lines if line.is_name)
    }


def drawn(made: Made, seed: int, number: int) -> list[str]:
    """Terms of the archive's own words: two to six Chinese characters, words, codes."""
    random = Random(seed)  # noqa: S311
    texts = [line.text for document in made.documents.values() for line in document.lines]
    terms: list[str] = []
    while len(terms) < number:
        text = random.choice(texts)
        pieces = HAN.findall(text) if len(terms) % 2 else WORD.findall(text)
        if pieces:
            piece = random.choice(pieces)
            start, length = random.randrange(len(piece)), random.randint(2, 6)
            term = piece[start : start + length] if HAN.match(piece) else piece
            terms += [term] if len(term) > 1 else []
    return terms


def test_what_is_found_is_what_grep_finds(sample: Made) -> None:
    for term in drawn(sample, 1, 300):
        assert set(sample.names(term)) == grep(sample, term) | spoken(sample, term), term


def test_parts_of_words_are_found_from_three_letters_on(sample: Made) -> None:
    random = Random(2)  # noqa: S311
    for word in drawn(sample, 3, 120):
        if len(word) > 3:
            start = random.randrange(len(word) - 2)
            term = word[start : start + random.randint(3, 9)].strip("-./")
            assert set(sample.names(term)) == grep(sample, term) | spoken(sample, term), term


@pytest.mark.parametrize("name", ["tong-yutong", "ma-yutong", "lin-yutong", "lin.2026-yutong", "锋yutong"])
def test_every_part_of_what_is_joined_is_found(name: str) -> None:
    lines = f"names: {{zh: 甲}}\nsummary: 见 {name}\n"
    made = of_files({"customers/here/profile.yaml": lines, "customers/there/profile.yaml": lines.replace("yu", "yi")})
    for start in range(len(name) - 2):
        for end in range(start + 3, len(name) + 1):
            term = name[start:end].strip("-.")
            assert set(made.names(f'"{term}"')) == grep(made, term) | spoken(made, term), term


def test_the_files_of_a_customer_have_what_is_found_in_it(sample: Made) -> None:
    """Against the files themselves, as far as no comment or break of a line comes between."""
    folders = {p.parent for p in ROOT.glob("customers/**/profile.yaml")}
    texts = {
        "customer/" + folder.name: "\n".join(
            p.read_text("utf-8") for p in folder.rglob("*") if p.suffix in (".yaml", ".md")
        )
        for folder in folders
        if not any(other != folder and folder in other.parents for other in folders)
    }
    terms = [term for term in drawn(sample, 4, 200) if HAN.fullmatch(term)]
    assert len(terms) > 60
    folded = {name: fold(text) for name, text in texts.items()}
    for term in terms:
        expected = {name for name, text in folded.items() if fold(term) in text}
        assert {name for name in sample.names(term) if name in texts} == expected, term


@given(st.text(max_size=12))
def test_no_query_is_too_odd(sample: Made, query: str) -> None:
    found = sample.ask(query, limit=3)
    terms = terms_of(query)
    assert all(len(result.hits) == len(terms) for result in found.results)


def test_several_terms_must_all_be_found(sample: Made) -> None:
    for one, two in zip(drawn(sample, 5, 30), drawn(sample, 6, 30), strict=True):
        expected = (grep(sample, one) | spoken(sample, one)) & (grep(sample, two) | spoken(sample, two))
        assert set(sample.names(f"{one} {two}")) == expected, (one, two)


@pytest.mark.parametrize("limit", [1, 3, 10])
def test_the_first_results_are_the_first_of_all(sample: Made, limit: int) -> None:
    for term in ("电池", "form", "2026", "li", "hang", "公司 电池"):
        first = [result.number for result in sample.ask(term, limit).results]
        every = sample.ask(term)
        assert first == [result.number for result in every.results][:limit]
        assert every.exact
        assert every.total == len(every.results)


def test_names_rank_before_prose(sample: Made) -> None:
    for term in ("锋行", "fengxing", "电池", "东极"):
        ranks = [result.rank for result in sample.ask(term).results]
        assert ranks == sorted(ranks)
        assert ranks[0] < ranks[-1]
