"""Spreadsheets as people have them: encodings, separators, quotes and rows that are not whole."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dangan.errors import UsageError
from dangan.exchange.encoding import decode
from dangan.exchange.rows import read_table

CHINESE = "名称,城市\n丰行电动车有限公司,台州\n重庆轨道装备,重庆\n"
TRADITIONAL = "名稱,城市\n豐行電動車有限公司,臺北\n"
GERMAN = "Name;Ort\nMüller & Söhne GmbH;Köln\nGroßhandel Weiß;München\n"


@pytest.mark.parametrize(
    ("text", "encoding", "found"),
    [
        (CHINESE, "utf-8", "utf-8"),
        (CHINESE, "utf-8-sig", "utf-8-sig"),
        (CHINESE, "utf-16", "utf-16"),
        (CHINESE, "gb18030", "gb18030"),
        (TRADITIONAL, "big5", "big5"),
        (GERMAN, "cp1252", "cp1252"),
        (GERMAN, "utf-16-le", "utf-16-le"),
        (GERMAN, "utf-16-be", "utf-16-be"),
        ("", "utf-8", "utf-8"),
    ],
)
def test_encoding_is_found_and_said(text: str, encoding: str, found: str) -> None:
    decoded = decode(text.encode(encoding))
    assert (decoded.text, decoded.encoding) == (text, found)


def test_one_chinese_row_after_many_plain_ones() -> None:
    text = "name,city\n" + "Plain,Town\n" * 40_000 + "丰行电动车有限公司,台州\n"
    assert decode(text.encode("gb18030")).text == text


def test_an_encoding_that_is_asked_for_is_not_guessed() -> None:
    assert decode("Köln".encode("cp1252"), "latin-1").text == "Köln"
    with pytest.raises(UsageError, match="not in utf-8"):
        decode("Köln".encode("cp1252"), "utf-8")
    with pytest.raises(UsageError, match="no encoding named klingon"):
        decode(b"x", "klingon")


@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_separator_is_found(mark: str) -> None:
    table = read_table(f"name{mark}notes\nA{mark}one, two; three\n".replace("one, two; three", '"one, two; three"'))
    assert table.delimiter == mark
    assert table.columns == ("name", "notes")
    assert table.rows[0].cells == {"name": "A", "notes": "one, two; three"}


def test_excel_declares_its_separator() -> None:
    table = read_table("sep=;\nname;a,b,c\nX;1,2,3\n")
    assert table.columns == ("name", "a,b,c")
    assert (table.rows[0].number, table.rows[0].line) == (3, 3)


def test_rows_and_lines_are_counted_apart() -> None:
    table = read_table('name,notes\r\nA,"first\r\nsecond"\r\n\r\nB,x\r\n')
    assert [(row.number, row.line, row.cells["name"]) for row in table.rows] == [(2, 2, "A"), (4, 5, "B")]
    assert table.rows[0].cells["notes"] == "first\r\nsecond"


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("A", "has 1 cells, the header 2"),
        ("A,b,c", "has 3 cells, the header 2"),
        ('"A"x,b', "after a closing quotation mark"),
        ('A,"b', "ends inside a quoted cell"),
        ('A,"' + "b" * 1_100_000, "more than a million characters"),
    ],
)
def test_a_row_that_is_not_whole_says_why(line: str, says: str) -> None:
    table = read_table(f"name,city\nGood,Town\n{line}\n")
    good, bad = table.rows
    assert good.problem is None
    assert bad.problem is not None
    assert says in bad.problem.en
    assert bad.problem.zh
    assert (bad.number, bad.line) == (3, 3)


def test_empty_cells_to_the_right_are_no_fault() -> None:
    assert read_table("name,city\nA,b,,\n").rows[0].cells == {"name": "A", "city": "b"}


@pytest.mark.parametrize("text", ["", "\n\n", "  ,  \n"])
def test_a_file_without_column_names(text: str) -> None:
    problem = read_table(text).problem
    assert problem
    assert "no line with column names" in problem.en


@given(st.lists(st.lists(st.text(alphabet=st.characters(exclude_characters="\x00\r", exclude_categories=["Cs"])))))
def test_whatever_is_written_as_csv_is_read_back(rows: list[list[str]]) -> None:

    body = [[f"x{cell}" for cell in [*row, "", ""][:2]] for row in rows]
    out = io.StringIO(newline="")
    csv.writer(out).writerows([["name", "notes"], *body])
    table = read_table(out.getvalue())
    assert [[row.cells["name"], row.cells["notes"]] for row in table.rows] == body
