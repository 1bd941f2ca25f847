"""The quick reader says what the full one says, or nothing."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from dangan.source.document import Document
from dangan.source.edit import same
from dangan.source.emit import dump
from dangan.source.node import Node, Pointer
from dangan.source.reader import parse_document, parse_in_full
from dangan.source.standing import Standing

ROOT = Path(__file__).parents[2]


def both(path: str, text: str) -> tuple[Document | None, Document | None]:
    """What the quick reader makes of a text, None where it leaves it alone, and what libyaml makes of it."""
    document, _ = parse_document(path, text.encode(errors="surrogatepass"))
    quick = document if document and isinstance(document.source, Standing) else None
    return quick, parse_in_full(path, text)[0] if quick else None


def pointers(node: Node, at: Pointer = ()) -> Iterator[Pointer]:
    """To every value and key, also empty ones, and past each of them."""
    yield at
    yield (*at, "no such")
    yield (*at, 0)
    yield (*at, 99)
    below: list[str | int] = list(node.keys)
    below += list(range(len(node.children))) if isinstance(node.children, list) else []
    for part in below:
        child = node.child(part)
        if child is None:
            yield (*at, part)
        else:
            yield from pointers(child, (*at, part))


def assert_alike(path: str, text: str) -> bool:
    """Whether it was read quickly; if so, to the same data in the same order, every place the same."""
    quick, full = both(path, text)
    if quick is None:
        return False
    assert full is not None, text
    assert same(quick.data, full.data), text
    assert order(quick.data) == order(full.data), text
    for pointer in pointers(full.root):
        for key in (False, True):
            assert quick.span(pointer, key=key) == full.span(pointer, key=key), (text, pointer, key)
    assert quick.root == full.root
    return True


def order(data: Any) -> Any:
    if isinstance(data, dict):
        return [(key, order(value)) for key, value in data.items()]
    return [order(value) for value in data] if isinstance(data, list) else None


SAMPLE = ("customers", "competitors", "products", "surveys", "campaigns", "tombstones")


def read_alike(*tops: str) -> list[bool]:
    """Of each file of some folders whether it was read quickly."""
    paths = sorted(path for top in tops for ending in ("yaml", "md") for path in (ROOT / top).rglob(f"*.{ending}"))
    return [assert_alike(path.name, path.read_bytes().decode(errors="replace")) for path in paths]


def test_files_of_the_sample_archive_are_read_alike_and_nearly_all_quickly() -> None:
    quick = read_alike(*SAMPLE)
    assert sum(quick) > 0.95 * len(quick) > 0


def test_hostile_files_are_read_alike_or_left() -> None:
    quick = read_alike("tests/archives")
    assert any(quick)
    assert not all(quick)


TAKEN = [
    "a: 1\n",
    "a: 1",
    "a:\n",
    "a:\nb: ''\nc: \"\"\nd: ~ # nothing\n",
    "# first\n\na: b # c\n\n# last",
    "a: x:y #z\nb: http://a.b/#c\nc: 10:30\n",
    "a:   far\nb: spaces   \n",
    "- a\n- 1\n- 'b c'\n- \"d\"\n",
    "a:\n- b\n- c: 1\n  d:\n  - e\nf: 1.50\n",
    "a:\n   b:\n    - c\n    # between\n    - d: -1\n      e: .5\nf: true\n",
    "甲:\n  乙: 丙，丁：戊\n𠀀: 😀\n",
    "a: |\n  one\n  # two\n\n  three \n\n\nb: >-\n  one\n  two\n\n  three\n\n\n  four\nc: >\n    x\n",
    "- a: |-\n    one\n  b: 1\n- >-\n two\n- c\n",
    "  a: 1\n  b: 2\n",
    "2026-01-01: x\nyes: y\n1.2.3: z\n",
    "a: 0x1F\nb: 0o17\nc: +1e3\nd: NO\ne: 1_000\nf: 'it is'\n",
]
LEFT = [
    "",
    "# only this\n",
    "a",
    "a: b: c\n",
    "a: b\n  c\n",
    "a: b\n  c: d\n",
    "a: 1\na: 2\n",
    "1: a\n",
    "~: a\n",
    "<<: a\n",
    "a: &b c\n",
    "a: *b\n",
    "a: !b c\n",
    "a: [1]\n",
    "a: {b: 1}\n",
    "a:\tb\n",
    "a: b\t\n",
    "a: 1\r\nb: 2\r\n",
    "---\na: 1\n",
    "a: 1\n...\n",
    "a: 1\n---\nb: 1\n",
    "%YAML 1.2\n---\na: 1\n",
    '"a": 1\n',
    "? a\n: b\n",
    "a: 'b''c'\n",
    'a: "b\\n"\n',
    "a: 'b\n  c'\n",
    "a: .inf\n",
    "a: |2\n  b\n",
    "a: |+\n  b\n",
    "a: |\n  b\n   c\n",
    "a: |\n  b",
    "a: |\nb: 1\n",
    "a: >\n  \n  b\n",
    "-\n",
    "- \n",
    "- ''\n",
    "- - a\n",
    "a:\n  - b\n c: d\n",
    "a: 1\n- b\n",
    "- a\nb: 1\n",
    "- a: 1\n b: 2\n",
    "a: @b\n",
    "a: `b\n",
    "a : b\n",
    "a: \x07\n",
    "<<<<<<< a: b\n",
    "a: b #c\x01\n",
    "".join(f"{' ' * n}k{n}:\n" for n in range(70)),
]


@pytest.mark.parametrize("end", ["", "!x", "\tx", "# y", "x"])
def test_tens_of_thousands_of_spaces_are_gone_through_once(end: str) -> None:
    """Tried in every division they would take a quarter of an hour."""
    spaces = " " * 200_000
    for text in (f"a:{spaces}{end}\n", f"- {spaces}{end}\n", f"a: x{spaces}{end}\n"):
        parse_document("customers/a/profile.yaml", text.encode())


@pytest.mark.parametrize("text", TAKEN)
def test_the_plain_form_is_taken(text: str) -> None:
    assert assert_alike("x.yaml", text)
    if text.startswith(" ") or not text.startswith("-"):
        assert assert_alike("x.md", f"---\n{text.rstrip()}\n---\nProse: *so*\n")


@pytest.mark.parametrize("text", LEFT)
def test_anything_else_is_left_to_libyaml(text: str) -> None:
    assert not assert_alike("x.yaml", text)


@pytest.mark.parametrize("front", ["", "- a\n", "body: 1\n", "a: 1\n--- \n"])
def test_front_matter_that_is_none_is_left_to_libyaml(front: str) -> None:
    assert not assert_alike("x.md", f"---\n{front}---\n")


@pytest.mark.parametrize("body", ["", " \n", "a\r\nb", "<<<<<<< ours\n", "\x01", "---\na: 1\n---\n"])
def test_prose_is_as_the_full_reader_has_it(body: str) -> None:
    text = f"---\na: 1\n---\n{body}"
    quick, full = both("x.md", text)
    assert quick is None or (full is not None and quick.data == full.data)
    assert_alike("x.md", text)


indents = st.sampled_from(["", "", " ", "  ", "  ", "    ", "      "])
dashes = st.sampled_from(["", "", "", "- ", "- ", "-", "-  ", "- - "])
names = st.sampled_from(["a: ", "b: ", "c:", "a:  ", "甲: ", "k e y: ", "1: ", "a : ", "'q': ", "", "", "# "])
scalars = st.sampled_from(
    [
        *(
            "",
            "",
            "x",
            "x y",
            "1",
            "1.50",
            "~",
            "''",
            '"s"',
            "'s' ",
            "x: y",
            "x:y",
            "x #c",
            "x#c",
            "#c",
            "[a]",
            "{",
            "|",
            ">-",
        ),
        *(
            "&a",
            "*a",
            "!t",
            "-",
            "-1",
            "- x",
            "? x",
            "x\t",
            "\t",
            "%",
            "@",
            "true",
            ".nan",
            "=",
            "'it''s'",
            '"\\n"',
            "😀",
            "...",
        ),
        *("x\x85y", "---", "| # c", "::", "x\u00a0", "\u3000"),
    ]
)
line = st.builds("{}{}{}{}".format, indents, dashes, names, scalars)
texts = st.builds(
    lambda lines, end: "\n".join(lines) + end, st.lists(line, min_size=1, max_size=9), st.sampled_from(["\n", ""])
)


@given(texts)
@settings(max_examples=400)
@example("a: |\n  \n b\n")
@example("a: >\n  x \n  y\n")
def test_lines_put_together_anyhow_are_read_alike_or_left(text: str) -> None:
    assert_alike("x.yaml", text)
    assert_alike("x.md", f"---\n{text}\n---\nprose\n")


@given(st.text(st.sampled_from(" \n-:#ab'\"|>~1.\t"), max_size=40))
@settings(max_examples=400)
def test_any_characters_are_read_alike_or_left(text: str) -> None:
    assert_alike("x.yaml", text)


plain = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=20)
written = st.recursive(
    plain | st.integers() | st.booleans() | st.decimals(allow_nan=False, allow_infinity=False, places=2),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(plain, inner, max_size=4),
    max_leaves=20,
)


@given(st.dictionaries(plain, written, min_size=1, max_size=5))
@settings(max_examples=200)
def test_what_we_write_is_read_alike(data: dict[str, Any]) -> None:
    assert_alike("x.yaml", dump(data))
