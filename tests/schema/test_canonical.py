"""The one form, rule by rule: beside each file under forms/ stands what becomes of it."""

from pathlib import Path

import pytest

from dangan.diagnostics import Text
from dangan.levels import Level
from dangan.schema.field import Field
from dangan.schema.formatting import formatted
from dangan.schema.key_order import key_order
from tests.schema.small import load

FORMS = Path(__file__).with_name("forms")
CASES = sorted(path for path in FORMS.iterdir() if ".expected" not in path.name)
CARD = load()[0].kinds["card"].field


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.name)
def test_becomes_exactly(case: Path, update: bool) -> None:
    text, faults = formatted(case.name, case.read_bytes(), CARD)
    assert text is not None, faults
    expected = case.with_suffix(f".expected{case.suffix}")
    if update:
        expected.write_text(text, encoding="utf-8")
    assert text == expected.read_text(encoding="utf-8")
    assert formatted(case.name, text.encode(), CARD).text == text


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        (b"\xef\xbb\xbfid: a\r\ntags:\r- b\r\n  \r\n", "id: a\ntags:\n  - b\n"),
        (b"id: a", "id: a\n"),
        (b"---\nid: a\n...\n# end\n", "id: a\n# end\n"),
        (b"# nothing\n\nid:   # yet\n", "# nothing\n# yet\n{}\n"),
        (b"{}", "{}\n"),
        (b"# odd\n[]\n", "# odd\n[]\n"),
        (b"'just text'  # odd\n", "# odd\njust text\n"),
        (b"0.50\n", "0.50\n"),
        (b"- b\n\n\n# c\n- a: 1\n", "- b\n\n# c\n- a: 1\n"),
    ],
)
def test_bytes_and_odd_files(raw: bytes, text: str) -> None:
    assert formatted("card.yaml", raw, CARD).text == text
    assert formatted("card.yaml", text.encode(), CARD).text == text


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        (b"\xef\xbb\xbf---\r\nid: 'a'\r\n---\r\nProse\r\nwithout end", "---\nid: a\n---\nProse\r\nwithout end"),
        (b"---\nid:\n---", "---\n---\n"),
        (b"--- \n# only this\n--- \n\n", "---\n# only this\n---\n\n"),
        (b"---\n---\nid: 'prose'\n", "---\n---\nid: 'prose'\n"),
    ],
)
def test_front_matter(raw: bytes, text: str) -> None:
    assert formatted("note.md", raw, CARD).text == text
    assert formatted("note.md", text.encode(), CARD).text == text


def test_a_file_that_would_not_fit_is_left_alone() -> None:
    text, faults = formatted("card.yaml", f"? {'k' * 1025}\n: x\n".encode(), CARD)
    assert text is None
    assert [fault.code for fault in faults] == ["no-canonical-form"]


def test_without_a_schema_keys_stay_where_they_are() -> None:
    assert key_order(None, ["sources", "b", "a"]) == ["sources", "b", "a"]


def test_a_reserved_key_among_the_facts_stays_there() -> None:
    facts = {name: Field(name, Text(name), "string", Level.PUBLIC) for name in ("id", "as_of", "note", "sources")}
    field = Field("x", Text("x"), "object", Level.PUBLIC, properties=facts)
    assert key_order(field, ["sources", "odd", "evidence", "note", "as_of", "id"]) == [
        "id", "as_of", "note", "odd", "sources", "evidence",
    ]  # fmt: skip
