"""A file in its one form, made sure by reading it again: no value and no comment is other than it was."""

from typing import Any, NamedTuple

from dangan.diagnostics import Diagnostic, Span
from dangan.schema import codes
from dangan.schema.canonical import lines_in_form
from dangan.schema.field import Field
from dangan.source import emit
from dangan.source.comments import comments_in
from dangan.source.document import Document
from dangan.source.edit import same
from dangan.source.lines import normal
from dangan.source.markdown import Parts, join, split
from dangan.source.node import Node
from dangan.source.reader import BODY, parse_document, parse_text


class Formatted(NamedTuple):
    """The text of a file in its form; None where the file is to be left alone, for the reason that is said."""

    text: str | None
    diagnostics: list[Diagnostic]


def formatted(path: str, raw: bytes, field: Field | None) -> Formatted:
    """The bytes of a YAML or Markdown file in the form that `field`, the field of its kind, gives it.

    The prose of a Markdown file stays as it is, to the byte.
    """
    document, found = parse_document(path, raw, keep_empty=True)
    if document is None:
        return Formatted(None, found)
    document = _with_plain_line_ends(document)
    text = _in_form(document, field)
    if text.encode() == raw or _says_the_same(document, text):
        return Formatted(text, [])
    if not isinstance(bare(document.data), dict | list) and _says_the_same(document, document.text):
        return Formatted(document.text, [])  # a lone text that its quotation marks alone keep from being a slip
    return Formatted(None, [Diagnostic.of(codes.NO_FORM, Span(path))])


def _in_form(document: Document, field: Field | None) -> str:
    parts = _parts(document)
    nothing = "" if parts.opening else _nothing(document)
    lines = lines_in_form(document.text, _facts(document.root), field, _stretch(parts), nothing)
    facts = "".join(f"{line}\n" for line in lines)
    return f"---\n{facts}---\n{parts.body}" if parts.opening else facts


def _parts(document: Document) -> Parts:
    """A YAML file is all facts."""
    parts = split(document.text) if document.path.endswith(".md") else None
    return parts or Parts("", document.text, "", "")


def _stretch(parts: Parts) -> tuple[int, int]:
    return len(parts.opening), len(parts.opening) + len(parts.front)


def _with_plain_line_ends(document: Document) -> Document:
    """The facts with LF as their only line end; prose keeps its own."""
    parts = _parts(document)
    if "\r" not in parts.opening + parts.front:
        return document
    text = join(parts._replace(opening=normal(parts.opening), front=normal(parts.front)))
    again, _ = parse_text(document.path, text, keep_empty=True)
    return again or document


def _facts(root: Node) -> Node:
    """Without the prose, which is no key of the front matter."""
    if not isinstance(root.children, dict) or BODY not in root.keys or root.keys[BODY].end > root.keys[BODY].start:
        return root
    children = {key: child for key, child in root.children.items() if key != BODY}
    return Node(root.value, root.line, root.column, root.start, root.end, root.style, root.keys, children)


def _nothing(document: Document) -> str:
    """What a YAML file says that has no entries."""
    root = document.root
    if root.children is not None:
        return "{}" if isinstance(root.children, dict) else "[]"
    return emit.scalar(root.value) if isinstance(root.value, str) else document.source_text(root)


def _says_the_same(document: Document, text: str) -> bool:
    again, _ = parse_document(document.path, text.encode(), keep_empty=True)
    return again is not None and same(bare(again.data), bare(document.data)) and _comments(again) == _comments(document)


def bare(data: Any) -> Any:
    """Data without anything that is empty; None where nothing is left."""
    if isinstance(data, dict):
        return {key: value for key, part in data.items() if (value := bare(part)) is not None} or None
    if isinstance(data, list):
        return [value for part in data if (value := bare(part)) is not None] or None
    return None if data == "" else data


def _comments(document: Document) -> list[str]:
    found = comments_in(document.text, _facts(document.root), *_stretch(_parts(document)))
    return sorted(comment.text for comment in found)
