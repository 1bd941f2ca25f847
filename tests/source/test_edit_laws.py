"""Laws: an edit reads back as the edited value, and every byte outside one stretch stays."""

from decimal import Decimal
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dangan.source.document import Document
from dangan.source.edit import EditError, add_value, recorded, remove_value, rename_key, same, set_value
from dangan.source.emit import dump, flow, front_matter, is_plain, quoted
from dangan.source.markdown import join, split
from dangan.source.reader import parse_document, parse_text

LAW = settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.too_slow], derandomize=True)

TEXT = st.one_of(
    st.sampled_from(
        ["", "NO", "010", "~", "a: b", "- x", "#c", "'", '"', "2026-03-01", "1e5", "x #y", "多行\n文字\n", "a\n\n b"]
    ),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=12),
    st.text("ab :#-\n\r\t'\"\\[]{},&*!|>%@?0.x ", max_size=12),
)
NUMBERS = st.one_of(
    st.integers(-(10**20), 10**20),
    st.decimals(allow_nan=False, allow_infinity=False, places=3),
    st.just(Decimal("1E+5")),
)
SCALARS = st.one_of(TEXT, NUMBERS, st.booleans(), st.none())
KEYS = st.one_of(st.sampled_from(["a", "b", "c d", "1", "true", "x:y", "- k", "名称", "<<"]), TEXT.filter(bool))
DATA = st.recursive(
    SCALARS, lambda below: st.lists(below, max_size=3) | st.dictionaries(KEYS, below, max_size=3), max_leaves=8
)
MAPPINGS = st.dictionaries(KEYS, DATA, min_size=1, max_size=4)


@st.composite
def files(draw: st.DrawFn) -> Document:
    """Files as people write them: mixed styles, comments, blank lines, other line ends, no final line end."""
    lines = []
    for key, value in draw(MAPPINGS).items():
        comment = draw(st.sampled_from(["", "  # note", " #"]))
        if draw(st.booleans()):
            lines.append(dump({key: value}).removesuffix("\n"))
        else:
            written = quoted(value, draw(st.sampled_from("'\""))) if isinstance(value, str) else flow(value)
            lines.append(f"{flow(key)}: {written}{comment}")
        lines += draw(st.sampled_from([[], [""], ["# about the next"], ["", "  # indented"]]))
    text = "\n".join(lines) + draw(st.sampled_from(["", "\n", "\n\n", "\n# end\n"]))
    path = "x.yaml"
    if draw(st.booleans()):
        path, text = "x.md", f"---\n{text}\n---\n" + draw(st.sampled_from(["", "\nProse.\n", "Prose"]))
    text = draw(st.sampled_from(["", "\ufeff"])) + text.replace("\n", draw(st.sampled_from(["\n", "\r\n", "\r"])))
    document, faults = parse_document(path, text.encode())
    if document is None:
        assert faults
        return files_fallback()
    return document


def files_fallback() -> Document:
    """A comment after a literal block may make a made-up file unreadable: a plain one stands in."""
    document, _ = parse_document("x.yaml", b"a: 1\nb:\n  - c\n")
    assert document is not None
    return document


def places(document: Document) -> list[tuple[str | int, ...]]:
    return [pointer for pointer, _ in document.root.walk() if pointer]


def without_mark(text: str) -> str:
    return text.removeprefix("\ufeff")


def one_stretch(old: str, new: str) -> tuple[str, str]:
    """What is left of both texts after their common beginning and end."""
    start = next((i for i, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), min(len(old), len(new)))
    end = 0
    while end < min(len(old), len(new)) - start and old[-1 - end] == new[-1 - end]:
        end += 1
    return old[start : len(old) - end], new[start : len(new) - end]


def data_of(document: Document, text: str) -> Any:
    again, faults = parse_text(document.path, without_mark(text))
    assert again is not None, faults
    return again.data


def at(data: Any, pointer: tuple[str | int, ...]) -> Any:
    for part in pointer:
        data = data[part]
    return data


@LAW
@given(files(), st.data(), DATA)
def test_a_value_that_is_set_reads_back(document: Document, data: st.DataObject, value: Any) -> None:
    if not (pointers := places(document)):
        return
    pointer = data.draw(st.sampled_from(pointers))
    if pointer == ("body",) and document.path.endswith(".md"):
        value = "Prose: other\n"
    text = set_value(document, pointer, value)
    assert text.startswith("\ufeff") == document.bom
    wanted = recorded(value)
    if wanted is not None:
        assert same(at(data_of(document, text), pointer), wanted)
    node = document.root.at(pointer)
    assert node is not None
    gone, _ = one_stretch(document.text, without_mark(text))
    assert len(gone) <= node.end - node.start + _gap(document, node.start)


def _gap(document: Document, start: int) -> int:
    """The blanks between the colon or dash and the value."""
    before = document.text[:start]
    return len(before) - len(before.rstrip(" \t\r\n")) + 1


@LAW
@given(files(), st.data())
def test_what_is_removed_is_gone_and_nothing_else(document: Document, data: st.DataObject) -> None:
    if not (pointers := places(document)):
        return
    pointer = data.draw(st.sampled_from(pointers))
    text = remove_value(document, pointer)
    now = data_of(document, text)
    above, before = at(now, pointer[:-1]), at(document.data, pointer[:-1])
    assert len(above) == len(before) - 1
    if isinstance(above, dict):
        assert same(above, {k: v for k, v in before.items() if k != pointer[-1]})
    else:
        assert same(above, [v for i, v in enumerate(before) if i != pointer[-1]])


@LAW
@given(files(), st.data(), DATA)
def test_what_is_added_stands_beside_what_was(document: Document, data: st.DataObject, value: Any) -> None:
    collections = [p for p, node in document.root.walk() if isinstance(node.value, dict | list)]
    where = data.draw(st.sampled_from(collections))
    above = at(document.data, where)
    part: str | int = "-" if isinstance(above, list) else "new key"
    text = add_value(document, (*where, part), value)
    now, wanted = at(data_of(document, text), where), recorded(value)
    if isinstance(above, list):
        assert same(now, above if wanted is None else [*above, wanted])
    else:
        assert same(now, above if wanted is None else {**above, "new key": wanted})
    gone, _ = one_stretch(document.text, without_mark(text))
    assert gone in {"", "{}", "[]"} or not above


@LAW
@given(files(), st.data(), KEYS)
def test_a_renamed_key_keeps_its_value(document: Document, data: st.DataObject, name: str) -> None:
    keys = [p for p in places(document) if isinstance(p[-1], str) and p != ("body",)]
    if not keys:
        return
    pointer = data.draw(st.sampled_from(keys))
    above = document.root.at(pointer[:-1])
    assert above is not None
    try:
        text = rename_key(document, pointer, name)
    except EditError:
        assert name in above.keys
        return
    assert same(at(data_of(document, text), (*pointer[:-1], name)), at(document.data, pointer))


@LAW
@given(MAPPINGS)
def test_new_yaml_reads_back(data: dict[str, Any]) -> None:
    document, faults = parse_document("x.yaml", dump(data, comment="one\ntwo").encode())
    assert document is not None, faults
    assert same(document.data, recorded(data))


@LAW
@given(st.dictionaries(KEYS.filter(lambda key: key != "body"), DATA, max_size=3), st.text("ab\n-#", max_size=9))
def test_new_markdown_reads_back(data: dict[str, Any], body: str) -> None:
    document, faults = parse_document("x.md", front_matter(data, body).encode())
    assert document is not None, faults
    assert same(document.data, recorded(data) | ({"body": body} if body.strip() else {}))


@LAW
@given(st.text("-ab \n\r", max_size=30), st.booleans())
def test_markdown_splits_and_joins(text: str, opened: bool) -> None:
    text = f"---\n{text}" if opened else text
    parts = split(text)
    assert parts is None or join(parts) == text
    assert not opened or parts is not None


@LAW
@given(files())
def test_spans_hit_their_text(document: Document) -> None:
    for pointer, node in document.root.walk():
        span = document.span(pointer)
        lines = document.text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        assert document.text[node.start :].startswith(lines[span.line - 1][span.column - 1 :][:1])
        if node.style in {"", "'", '"'} and not isinstance(node.value, dict | list):
            again, _ = parse_text("x.yaml", f"- {document.source_text(node)}")
            assert again is not None
            assert same(again.data[0], node.value)


@LAW
@given(TEXT)
def test_plain_text_is_read_as_itself(text: str) -> None:
    if is_plain(text):
        document, _ = parse_document("x.yaml", f"k: {text}\n".encode())
        assert document is not None
        assert document.data == {"k": text}
