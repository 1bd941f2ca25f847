"""What a file may not hold, each with its place: text, then `line:column code` of everything that is said."""

import time
from decimal import Decimal
from typing import Any

import pytest

from dangan.source.limits import MAX_BYTES
from dangan.source.reader import parse_document


def said(path: str, raw: bytes) -> list[str]:
    document, faults = parse_document(path, raw)
    assert (document is None) == bool(faults)
    assert all(fault.message.zh and fault.message.en for fault in faults)
    return [f"{fault.span.line}:{fault.span.column} {fault.code}" for fault in faults]


REFUSED = {
    "a: 1\na: 2\nb: {c: 1, c: 2}\n": ["2:1 duplicate-key", "3:11 duplicate-key"],
    "a: &x 1\nb: *x\n": ["1:4 anchor", "2:4 alias"],
    "a: !!str 1\n": ["1:4 tag"],
    "a: 1\n---\nb: 2\n": ["2:1 second-document"],
    "a: 1\n...\nb: 2\n": ["3:1 second-document"],
    "%YAML 1.1\n---\na: 1\n": ["1:1 directive"],
    "1: a\ntrue: b\n~: c\n2.5: d\n": ["1:1 non-text-key", "2:1 non-text-key", "3:1 non-text-key", "4:1 non-text-key"],
    "[a, b]: 1\n? {c: 1}\n: 2\n": ["1:1 complex-key", "2:3 complex-key"],
    "a: 1\n<<: {b: 1}\n": ["2:1 merge-key"],
    "a: .inf\nb: -.INF\nc: .nan\n": ["1:4 not-finite", "2:4 not-finite", "3:4 not-finite"],
    "a: 1e999\nb: " + "9" * 5000 + "\n": ["1:4 number-too-long", "2:4 number-too-long"],
    "": ["1:1 empty-file"],
    "# nothing\n": ["1:1 empty-file"],
    "---\n~\n": ["1:1 empty-file"],
    "a: \u00851\nb: \u2028\nc: \u2029\n": ["1:4 control-character", "2:4 control-character", "3:4 control-character"],
    "a: x\x00y\rb: \x1b\r\nb: \ufeff\n": [
        "1:5 control-character",
        "2:4 control-character",
        "3:1 duplicate-key",
        "3:4 control-character",
    ],
    "a:\n\tb: 1\n": ["2:1 tab-indent"],
    "name:Good\nstage: new\n": ["1:5 missing-space"],
    "name：张三\n": ["1:5 full-width-colon"],
    "a:\n  - x： 1\n    y: 2\n": ["2:6 full-width-colon"],
    "stage:　lapsed\n": ["1:6 missing-space"],
    "a:\n  - x\n  -b\n": ["3:3 missing-space"],
    "a:\n  - x\n  -b: 1\n    c: 2\n": ["3:3 missing-space"],
    "-ok\n": ["1:1 missing-space"],
    "note: “abc: def”\n": ["1:7 full-width-mark"],
    "names: ｛zh: x｝\n": ["1:8 full-width-mark"],
    "a: 1\nfoo\nb: 2\n": ["2:1 missing-colon"],
    "a: b: c\n": ["1:5 second-colon"],
    'a: "abc\nb: 2\n': ["1:4 unclosed-quote"],
    "a: 'b\nc: 'd'\n": ["1:4 unclosed-quote"],
    "a: 'it's'\n": ["1:8 text-after-quote"],
    'a: "c:\\dir"\n': ["1:7 bad-escape"],
    "a: [1, 2\nb: 3\n": ["1:4 unclosed-bracket"],
    "a: {x: 1\nb: 3\n": ["1:4 unclosed-bracket"],
    "a: [": ["1:4 unclosed-bracket"],
    "a:\n  b: 1\n c: 2\n": ["3:2 bad-indent"],
    "a: 1\n b: 2\n": ["2:2 bad-indent"],
    "a: - b\n": ["1:4 list-in-line"],
    "a: @x\n": ["1:4 must-quote"],
    "a: `x\n": ["1:4 must-quote"],
    "a: %x\n": ["1:4 must-quote"],
    "a: * x\n": ["1:4 must-quote"],
    "a: *x y\n": ["1:4 alias"],
    "a: }\n": ["1:4 must-quote"],
    "a: |x\n  b\n": ["1:4 must-quote"],
    "a: [b, , c]\n": ["1:8 yaml-syntax"],
    "k" * 1100 + ": 1\n": ["1:1 yaml-syntax"],
}


@pytest.mark.parametrize("text", REFUSED, ids=lambda text: repr(text[:30]))
def test_yaml_is_refused_with_a_place(text: str) -> None:
    assert said("x.yaml", text.encode()) == REFUSED[text]


SAYS = [
    ("stage： lapsed\n", "“stage: lapsed”", "全角"),
    ("stage:　lapsed\n", "“stage: lapsed”", "冒号后面缺一个空格"),
    ("a:\n  - x\n  -b\n", "“- b”", "短横线后面缺一个空格"),
    ("note: “abc: def”\n", '`note: "abc: def"`', "全角"),
]


@pytest.mark.parametrize(("text", "shown", "chinese"), SAYS)
def test_the_line_is_shown_as_it_should_be(text: str, shown: str, chinese: str) -> None:
    _, (fault,) = parse_document("x.yaml", text.encode())
    assert shown in fault.message.en
    assert shown in fault.message.zh
    assert chinese in fault.message.zh


@pytest.mark.parametrize(("text", "mark"), [('a: "abc”\nb: 1\n', "”"), ("a: [b, c】\nd: 1\n", "】")])
def test_what_is_closed_in_print_is_advised(text: str, mark: str) -> None:
    _, (fault,) = parse_document("x.yaml", text.encode())
    assert fault.hint is not None
    assert f"({mark})" in fault.hint.en
    assert f"（{mark}）" in fault.hint.zh


OUT_OF_LINE = [
    ("a:\n   b: 1\n  c: 2\n  d: 3\n", "2:4", "indented by 3: indent it by 2, as line 3 is"),
    ("a:\n b: 1\n  c: 2\n  d: 3\n", "2:2", "indented by 1: indent it by 2, as line 3 is"),
    ("a:\n  b: 1\n c: 2\nd: 3\n", "3:2", "indented by 1: indent it by 2, as line 2 is"),
    ("a:\n  b: 1\n   c: 2\n  d: 3\n", "3:4", "indented by 3: indent it by 2, as line 4 is"),
    ("a:\n   - b\n  - c\n  - d\n", "2:4", "indented by 3: indent it by 2, as line 3 is"),
    ("a:\n  - b: 1\n     c: 2\n", "3:6", "indented by 5: indent it by 4, to stand below what is behind the dash"),
    ("a: 1\n b: 2\nc: 3\n", "2:2", "indented by 1: indent it by 0, as line 3 is"),
    ("a:\n   b: 1\n  c: 2\n  d: 3\ne: [\n", "2:4", "indented by 3: indent it by 2, as line 3 is"),
]


@pytest.mark.parametrize(("text", "place", "advice"), OUT_OF_LINE)
def test_the_line_that_is_out_of_line_is_pointed_at(text: str, place: str, advice: str) -> None:
    """Not the innocent one at which reading ended, and with the way out."""
    _, (fault,) = parse_document("x.yaml", text.encode())
    assert (fault.code, str(fault.span)) == ("bad-indent", f"x.yaml:{place}")
    assert fault.hint is not None
    assert advice in fault.hint.en
    assert "空格" in fault.hint.zh


def test_where_no_line_helps_the_way_out_is_said_in_general() -> None:
    _, (fault,) = parse_document("x.yaml", b"a:\n  b:\n      c: 1\n    d: 2\n   e: 3\n f: 4\n")
    assert fault.code == "bad-indent"
    assert fault.hint is not None


MARKDOWN = {
    "Only prose.\n": ["1:1 no-front-matter"],
    "---\na: 1\nprose\n": ["1:1 unclosed-front-matter"],
    "---\nbody: x\n---\n": ["2:1 body-in-front-matter"],
    "---\nprose\n---\n": ["2:1 front-matter-not-names"],
    "---\n- a\n---\n": ["2:1 front-matter-not-names"],
    "---\r\na: 1\r\na: 2\r\n---\r\nprose\r\n": ["3:1 duplicate-key"],
    "---\na: 1\n---\npro\u2028se\n": ["4:4 control-character"],
    "": ["1:1 empty-file"],
}


@pytest.mark.parametrize("text", MARKDOWN, ids=repr)
def test_markdown_is_refused_with_a_place(text: str) -> None:
    assert said("x.md", text.encode()) == MARKDOWN[text]


BYTES = [
    ("名称: 丰行\n".encode("gbk"), "1:1", "GBK"),
    ("a: 1\nname: 丰行新能源汽车有限公司\n".encode("gb18030"), "2:7", "GBK"),
    ("a: 1\n".encode("utf-16"), "1:1", "UTF-16"),
    ("a: 1\nb: 2\n".encode("utf-16-le"), "1:2", "UTF-16"),
    ("a: 1\nb: 2\n".encode("utf-16-be"), "1:1", "UTF-16"),
    ("a: 1\n".encode("utf-32"), "1:1", "UTF-32"),
    ("a: 丰行新能源\n".encode()[:-4] + b"\xff\n", "1:8", "damaged"),
]


@pytest.mark.parametrize(("raw", "place", "name"), BYTES)
def test_other_encodings_are_named(raw: bytes, place: str, name: str) -> None:
    _, (fault,) = parse_document("x.yaml", raw)
    assert (fault.code, str(fault.span)) == ("not-utf8", f"x.yaml:{place}")
    assert name in fault.message.en


@pytest.mark.parametrize("unit", ["[", "{a: ", "- ", "? ", "[{a: "])
def test_deep_nesting_ends_at_once(unit: str) -> None:
    begun = time.monotonic()
    assert [word.split()[1] for word in said("x.yaml", (unit * 100_000).encode())] == ["too-deep"]
    assert time.monotonic() - begun < 5


def test_laughs_end_at_once() -> None:
    lines = ["a0: &a0 [lol]"] + [f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 9)}]" for i in range(1, 30)]
    found = said("x.yaml", "\n".join(lines).encode())
    assert found[:2] == ["1:5 anchor", "2:5 anchor"]
    assert found[-1].endswith("more-faults")
    assert len(found) == 51


def test_a_large_file_is_refused() -> None:
    assert said("x.yaml", b"a" * (MAX_BYTES + 1)) == ["1:1 file-too-large"]


def test_a_file_of_too_many_values_is_refused() -> None:
    (fault,) = said("x.yaml", b"[" + (b"[" * 50 + b"]" * 50 + b",") * 10_000 + b"]")
    assert fault.endswith("too-many-values")


def test_a_duplicate_says_where_the_first_is() -> None:
    _, (fault,) = parse_document("x.yaml", b"a:\n  - b: 1\n    c: 2\n    b: 3\n")
    assert "line 2" in fault.message.en
    assert "2 行" in fault.message.zh.replace("第 ", "")
    assert fault.pointer == "/a/0/b"


VALUES: list[tuple[str, Any]] = [
    ("NO", "NO"),
    ("yes", "yes"),
    ("010", 10),
    ("0o14", 12),
    ("0x1F", 31),
    ("-7", -7),
    ("+7", 7),
    ("1.10", Decimal("1.10")),
    (".5", Decimal("0.5")),
    ("1e3", Decimal("1e3")),
    ("2026-03-01", "2026-03-01"),
    ("12:30", "12:30"),
    ("1_000", "1_000"),
    ("01065551234", 1065551234),
    ("'01065551234'", "01065551234"),
    ("true", True),
    ("False", False),
    ("nan", "nan"),
    ("1.2.3", "1.2.3"),
    ("-", None),
    ("[]", []),
    ("{}", {}),
]


@pytest.mark.parametrize(("text", "value"), VALUES)
def test_scalars_of_the_core_schema(text: str, value: Any) -> None:
    if value is None:
        assert said("x.yaml", f"a: {text}\n".encode()) == ["1:4 list-in-line"]
        return
    document, _ = parse_document("x.yaml", f"a: {text}\n".encode())
    assert document is not None
    assert document.data["a"] == value
    assert type(document.data["a"]) is type(value)


@pytest.mark.parametrize("nothing", ["", " ~", " null", " Null", " NULL", " ''", ' ""', " |", " # a word"])
def test_what_is_empty_is_not_recorded(nothing: str) -> None:
    document, _ = parse_document("x.yaml", f"a:{nothing}\nb: 1\nc:\n-{nothing}\n- x\n".encode())
    assert document is not None
    assert document.data == {"b": 1, "c": ["x"]}
    assert list(document.root.keys) == ["a", "b", "c"]
    items = document.root.at(["c"])
    assert items is not None
    assert items.raw_index == (1,)


def test_a_body_knows_its_place() -> None:
    document, _ = parse_document("x.md", "\ufeff---\r\na: 1\r\n---\r\n\r\n正文。\r\n".encode())
    assert document is not None
    assert document.data == {"a": 1, "body": "\n正文。\n"}
    body = document.root.at(["body"])
    assert body is not None
    assert (body.line, body.column, document.source_text(body)) == (4, 1, "\r\n正文。\r\n")
    assert document.bom


def test_a_front_matter_may_be_empty() -> None:
    document, _ = parse_document("x.md", b"---\n---\nProse.")
    assert document is not None
    assert document.data == {"body": "Prose."}


def test_lines_end_in_three_ways() -> None:
    document, _ = parse_document("x.yaml", b"a: 1\rb: 2\r\nc: 3\nd: 4")
    assert document is not None
    assert [document.span([key]).line for key in "abcd"] == [1, 2, 3, 4]


@pytest.mark.parametrize("text", ["0 :0\n", "0\n:0\n", "see :this\n"])
def test_a_colon_behind_a_blank_ends_no_name(text: str) -> None:
    """YAML takes it for text, and so would whoever writes a clock's time or a smiley."""
    document, found = parse_document("x.yaml", text.encode())
    assert (document is not None, found) == (True, [])
