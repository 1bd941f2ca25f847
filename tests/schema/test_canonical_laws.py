"""Laws: the form is one, it keeps every value and comment, and every comment stays with its key."""

import re
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from dangan.schema.field import Field
from dangan.schema.formatting import bare, formatted
from dangan.source.document import Document
from dangan.source.edit import same
from dangan.source.markdown import split
from dangan.source.reader import parse_document
from tests.schema.written import paths, written

LAW = settings(max_examples=800, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])
ROOT = Path(__file__).parents[2]
File = tuple[str, bytes, Field]


@dataclass(frozen=True)
class Formatted:
    """A file as it was written, and the text of its form."""

    path: str
    before: Document
    text: str
    shape: Field

    @property
    def facts(self) -> str:
        return self.text if self.path == "x.yaml" else _facts(self.text)


def in_form(path: str, raw: bytes, shape: Field) -> str:
    text, faults = formatted(path, raw, shape)
    assert text is not None, faults
    return text


@LAW
@given(written())
def test_every_law_holds_of_every_file(file: File) -> None:
    """Each file is drawn once and held against every law below: to draw one takes as long as all of them."""
    path, raw, shape = file
    before, _ = parse_document(path, raw)
    assume(before is not None)
    assert before is not None
    found = Formatted(path, before, in_form(path, raw, shape), shape)
    for law in LAWS:
        law(found)


def the_form_of_the_form_is_itself(file: Formatted) -> None:
    assert in_form(file.path, file.text.encode(), file.shape) == file.text


def the_data_stay_the_same(file: Formatted) -> None:
    after, faults = parse_document(file.path, file.text.encode())
    assert after is not None, faults
    assert same(bare(after.data), bare(file.before.data))
    assert not after.bom
    assert "\r" not in (after.text if file.path == "x.yaml" else _facts(after.text))


def every_comment_is_kept(file: Formatted) -> None:
    facts = file.before.text if file.path == "x.yaml" else _facts(file.before.text)
    assert sorted(_comments(file.facts)) == sorted(_comments(facts))


def prose_is_not_touched(file: Formatted) -> None:
    if file.path == "x.md":
        before, after = split(file.before.text), split(file.text)
        assert before is not None
        assert after is not None
        assert after.body == before.body


def every_comment_stays_with_its_key(file: Formatted) -> None:
    known = set(paths(bare(file.before.data)))
    lines = file.facts.split("\n")
    for number, line in enumerate(lines):
        if number < _head(lines):
            continue
        for words, name in _NAMED.findall(line):
            if name in known:
                _stands_right(lines, number, words, name)


LAWS = (
    the_form_of_the_form_is_itself,
    the_data_stay_the_same,
    every_comment_is_kept,
    prose_is_not_touched,
    every_comment_stays_with_its_key,
)


_NAMED = re.compile(r"(?:^|\s)#\s?(above|beside|item|end) ((?:k|on |名|a b |x:)[0-9]+)(?= # x$|$)")


def _head(lines: list[str]) -> int:
    """How many lines at the top are about the file: comments with an empty line below."""
    top = list(takewhile(lambda line: not line or line.startswith("#"), lines))
    return len(top) - top[::-1].index("") if "" in top else 0


def _stands_right(lines: list[str], number: int, words: str, name: str) -> None:
    line = lines[number]
    if words == "beside" and not line.strip().startswith("#"):
        assert _is_of(line, name)
        return
    if words == "end":
        assert _is_of(_opener(lines, number), name)
        return
    following = [other for other in lines[number:] if not other.strip().startswith("#") and other.strip()]
    assert any(_is_of(other, name) for other in _first(following)), (line, following)


def _opener(lines: list[str], number: int) -> str:
    """The nearest line above that is set in less."""
    indent = len(lines[number]) - len(lines[number].lstrip())
    above = reversed(lines[:number])
    return next(line for line in above if line.strip() and len(line) - len(line.lstrip()) < indent)


def _first(lines: list[str]) -> list[str]:
    """The line of a key; of an item all its lines, for its first key may have been another one."""
    if not lines[0].strip().startswith("- "):
        return lines[:1]
    indent = lines[0].index("-")
    others = takewhile(lambda line: line.startswith(" " * (indent + 1)), lines[1:])
    return [lines[0], *others]


def _is_of(line: str, name: str) -> bool:
    return line.strip().removeprefix("- ").lstrip("- \"'").startswith(name)


def _comments(text: str) -> list[str]:
    """Every comment of ours, wherever it stands: nothing else in such a file begins with these words."""
    return re.findall(r"# ?(?:above|beside|item|end|head|tail)\b[^\r\n]*", text)


def _facts(text: str) -> str:
    parts = split(text)
    assert parts is not None
    return parts.front


@settings(max_examples=1500, suppress_health_check=[HealthCheck.too_slow])
@given(st.text("ab:-?#'\"[]{},|>&*!%~ \n\n  \t\r0.", max_size=40), st.sampled_from(["x.yaml", "x.md"]))
def test_whatever_is_typed_is_formatted_or_left(text: str, path: str) -> None:
    raw = (text if path == "x.yaml" else f"---\n{text}\n---\n").encode()
    before, _ = parse_document(path, raw)
    made, faults = formatted(path, raw, None)
    assert (made is None) == (before is None) == bool(faults)
    if made is not None and before is not None:
        after, _ = parse_document(path, made.encode())
        assert after is not None
        assert same(bare(after.data), bare(before.data))
        assert formatted(path, made.encode(), None).text == made


HOSTILE = sorted(path for path in (ROOT / "tests/archives").rglob("*") if path.suffix in {".yaml", ".yml", ".md"})


@pytest.mark.parametrize("path", HOSTILE, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_hostile_files_are_formatted_or_left(path: Path) -> None:
    raw = path.read_bytes()
    before, found = parse_document(path.name, raw)
    made, faults = formatted(path.name, raw, None)
    assert faults == found
    if made is not None and before is not None:
        assert formatted(path.name, made.encode(), None).text == made


@pytest.mark.parametrize("text", ["", " \n", "# only a comment\n", "a: [\n", "a: 1\na: 2\n", "a\x00: 1\n"])
def test_what_cannot_be_read_is_left_alone(text: str) -> None:
    made, faults = formatted("x.yaml", text.encode(), None)
    assert made is None
    assert faults
