"""Edits as a person would make them: before, what is done, after."""

from collections.abc import Callable
from typing import Any

import pytest

from dangan.source.document import Document
from dangan.source.edit import EditError, add_value, remove_value, rename_key, set_value
from dangan.source.node import Node
from dangan.source.reader import parse_document

Edit = Callable[[Document], str]


def to(pointer: tuple[str | int, ...], value: Any) -> Edit:
    return lambda document: set_value(document, pointer, value)


def new(pointer: tuple[str | int, ...], value: Any) -> Edit:
    return lambda document: add_value(document, pointer, value)


def no(pointer: tuple[str | int, ...]) -> Edit:
    return lambda document: remove_value(document, pointer)


def name(pointer: tuple[str | int, ...], key: str) -> Edit:
    return lambda document: rename_key(document, pointer, key)


CASES: list[tuple[str, Edit, str]] = [
    ("a:   old  # why\nb: 1\n", to(("a",), "new"), "a:   new  # why\nb: 1\n"),
    ("a: 'old'\n", to(("a",), "it's"), "a: 'it''s'\n"),
    ("a: old\n", to(("a",), "010"), 'a: "010"\n'),
    ("a:  # to be asked\nb: 1\n", to(("a",), 5), "a: 5  # to be asked\nb: 1\n"),
    ("a: old # c\n", to(("a",), None), "a: # c\n"),
    ("a: x\r\nb: 1\r\n", to(("a",), "one\ntwo\n"), "a: |\r\n  one\r\n  two\r\nb: 1\r\n"),
    ("a: |\n  one\n  two\n\n# b\nb: 1\n", to(("a",), "x"), "a: x\n\n# b\nb: 1\n"),
    ("a: {b: 1, c: [x]} # c\n", to(("a", "c", 0), "y, z"), 'a: {b: 1, c: ["y, z"]} # c\n'),
    ("a:\n  - x\n  -\n  - y\n", to(("a", 1), "z"), "a:\n  - x\n  -\n  - z\n"),
    ("a: 1", new(("b",), {"c": [1]}), "a: 1\nb:\n  c:\n    - 1"),
    ("a:\n    b: 1  # c\n\nd: 1\n", new(("a", "x"), "word"), "a:\n    b: 1  # c\n    x: word\n\nd: 1\n"),
    ("a:\n- b: 1\n# end\n", new(("a", "-"), {"b": 2}), "a:\n- b: 1\n- b: 2\n# end\n"),
    ("a:\nb: 1\n", new(("a", "x"), 1), "a:\n  x: 1\nb: 1\n"),
    ("a: []  # c\n", new(("a", 0), "x"), "a:\n  - x  # c\n"),
    ("a: [x, y]\n", new(("a", "-"), 1), "a: [x, y, 1]\n"),
    ("{}\n", new(("a",), 1), "a: 1\n"),
    ("a: |\n  x", new(("b",), 1), "b: 1\na: |\n  x"),
    ("a: 1\n# about b\nb: 2\nc: 3\n", no(("b",)), "a: 1\n# about b\nc: 3\n"),
    ("a:\n  b: 1\nc: 2\n", no(("a", "b")), "a: {}\nc: 2\n"),
    ("a: [x, y, z]\n", no(("a", 1)), "a: [x, z]\n"),
    ("a: [x, y]\n", no(("a", 1)), "a: [x]\n"),
    ("- a: 1\n  b: 2\n- c\n", no((0, "a")), "- b: 2\n- c\n"),
    ("- a: 1\n  b: 2\n- c\n", no((0,)), "- c\n"),
    ("a: 1\n'b': 2 # c\n", name(("b",), "x"), "a: 1\n'x': 2 # c\n"),
    ("b:\n", name(("b",), "yes"), '"yes":\n'),
]


@pytest.mark.parametrize(("before", "edit", "after"), CASES)
def test_an_edit_touches_one_stretch(before: str, edit: Edit, after: str) -> None:
    document, faults = parse_document("x.yaml", before.encode())
    assert document is not None, faults
    assert edit(document) == after


MARKDOWN: list[tuple[str, Edit, str]] = [
    ("---\na: 1\n---\nProse.\n", to(("a",), 2), "---\na: 2\n---\nProse.\n"),
    ("---\na: 1\n---\nProse.\n", to(("body",), "Other.\n"), "---\na: 1\n---\nOther.\n"),
    ("---\na: 1\n---", new(("body",), "Other."), "---\na: 1\n---\nOther."),
    ("---\na: 1\n---\nProse.\n", no(("body",)), "---\na: 1\n---\n"),
    ("---\na: 1\n---\nProse.\n", no(("a",)), "---\n---\nProse.\n"),
    ("---\n---\nProse.\n", new(("a",), 1), "---\na: 1\n---\nProse.\n"),
    ("\ufeff---\r\na: 1\r\n---\r\n", new(("b",), 1), "\ufeff---\r\na: 1\r\nb: 1\r\n---\r\n"),
]


@pytest.mark.parametrize(("before", "edit", "after"), MARKDOWN)
def test_an_edit_of_a_markdown_file(before: str, edit: Edit, after: str) -> None:
    document, faults = parse_document("x.md", before.encode())
    assert document is not None, faults
    assert edit(document) == after


@pytest.mark.parametrize("text", ["", "# only a comment", "# only a comment\n"])
def test_an_empty_file_takes_its_first_key(text: str) -> None:
    document = Document("x.yaml", text, Node({}, 1, 1, 0, 0, "", {}, {}))
    lines = f"{text}\n" if text and not text.endswith("\n") else text
    assert add_value(document, ("a",), 1) == f"{lines}a: 1\n"


REFUSED: list[Edit] = [
    to((), 1),
    to(("none",), 1),
    to(("a", 5), 1),
    new(("a", 7), 1),
    new(("none", "x"), 1),
    new(("b",), 1),
    no(("none",)),
    no(("a", 1)),
    name(("b",), "a"),
    name(("a", 0), "x"),
    name(("none",), "x"),
]


@pytest.mark.parametrize("edit", REFUSED)
def test_what_leads_nowhere_is_refused(edit: Edit) -> None:
    document, _ = parse_document("x.yaml", b"a: [1]\nb: 2\n")
    assert document is not None
    with pytest.raises(EditError):
        edit(document)
