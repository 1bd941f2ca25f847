"""A file of a tree into a document: everything that can be wrong with its form is said here, all at once."""

import re
from dataclasses import replace
from functools import partial
from typing import cast

from dangan.diagnostics import Code, Diagnostic, Span
from dangan.source import codes
from dangan.source.builder import build
from dangan.source.decode import decode
from dangan.source.document import Document
from dangan.source.limits import MAX_BYTES, MAX_FAULTS
from dangan.source.lines import locate, normal
from dangan.source.markdown import Parts, split
from dangan.source.node import Node
from dangan.source.quick import read
from dangan.source.scan import FORBIDDEN, forbidden, masked
from dangan.source.slips import glued
from dangan.source.standing import Standing, Stretch
from dangan.source.tree import Tree, Unreadable

BODY = "body"
_OPENING, _DASHES = "---\n", "\n---\n"
_CONFLICT = re.compile("^<{7} .*$", re.MULTILINE)
"""How Git marks where two people changed the same lines."""
Result = tuple[Document | None, list[Diagnostic]]


def read_document(tree: Tree, path: str) -> Result:
    """The document at `path`, None where any of the diagnostics is an error."""
    try:
        raw = tree.read(path, MAX_BYTES)
    except Unreadable as error:
        return None, [error.diagnostic]
    return parse_document(path, raw)


def parse_document(path: str, raw: bytes, *, keep_empty: bool = False) -> Result:
    """The document in the bytes of a file; `.md` is Markdown with front matter, all else YAML."""
    if len(raw) > MAX_BYTES:
        return None, [_whole(codes.FILE_TOO_LARGE, path)]
    decoded = decode(path, raw)
    if isinstance(decoded, Diagnostic):
        return None, [decoded]
    document, faults = _quick(path, decoded.text, keep_empty=keep_empty), []
    if document is None:
        if faults := forbidden(path, decoded.text):
            return None, _with_the_rest(path, decoded.text, faults)
        document, faults = parse_in_full(path, decoded.text, keep_empty=keep_empty)
    if document and decoded.bom:
        document = replace(document, bom=True)
    return document, faults


def parse_text(path: str, text: str, *, keep_empty: bool = False) -> Result:
    """The document in a text without forbidden characters; `keep_empty` keeps nodes of value None."""
    document = _quick(path, text, keep_empty=keep_empty)
    return (document, []) if document else parse_in_full(path, text, keep_empty=keep_empty)


def _quick(path: str, text: str, *, keep_empty: bool) -> Document | None:
    """The document in a text of the plain form; None for any other, and where the nodes of empty values are asked."""
    if keep_empty:
        return None
    if path.endswith(".md"):
        return _quick_markdown(path, text)
    found = read(text, 0, len(text))
    stretch = Stretch(0, 0, len(text))
    return Document(path, text, Standing(text, stretch, found, partial(_root, path, text))) if found else None


def _quick_markdown(path: str, text: str) -> Document | None:
    """Where both lines of dashes are as usual, and nothing in the prose has to be complained of."""
    end = text.find(_DASHES, len(_OPENING) - 1) if text.startswith(_OPENING) else -1
    if end < 0:
        return None
    body = text[end + len(_DASHES) :]
    stretch = Stretch(1, len(_OPENING), end + 1, BODY)
    found = read(text, stretch.start, stretch.end)
    odd = "\r" in body or FORBIDDEN.search(body) or ("<<" in body and _CONFLICT.search(body))
    if found is None or odd or not isinstance(found.data, dict) or BODY in found.rows:
        return None
    if not body.isspace() and body:
        found.data[BODY] = body
    return Document(path, text, Standing(text, stretch, found, partial(_root, path, text)))


def _root(path: str, text: str) -> Node:
    """All nodes of a text that is known to be without fault."""
    return cast("Document", parse_in_full(path, text)[0]).root


def parse_in_full(path: str, text: str, *, keep_empty: bool = False) -> Result:
    """As `parse_text`, by libyaml alone."""
    if not text.strip():
        return None, [_whole(codes.EMPTY_FILE, path)]
    if conflict := _CONFLICT.search(text):
        line, column = locate(text, conflict.start())
        return None, [Diagnostic.of(codes.MERGE_CONFLICT, Span(path, line, column, *conflict.span()))]
    if path.endswith(".md"):
        return _markdown(path, text, keep_empty=keep_empty)
    return _yaml(path, text, keep_empty=keep_empty)


def _yaml(path: str, text: str, *, keep_empty: bool) -> Result:
    root, faults = build(path, text, keep_empty=keep_empty)
    if faults:
        return None, faults
    if root is None or root.value is None or root.value == "":
        return None, [_whole(codes.EMPTY_FILE, path)]
    if root.children is None and not root.style and (slip := glued(path, text, root.start)):
        return None, [slip]
    return Document(path, text, root), []


def _markdown(path: str, text: str, *, keep_empty: bool) -> Result:
    parts = split(text)
    if parts is None:
        return None, [_whole(codes.NO_FRONT_MATTER, path)]
    if not parts.closing:
        return None, [_whole(codes.UNCLOSED_FRONT_MATTER, path)]
    begin = len(parts.opening)
    root, faults = build(path, text[: begin + len(parts.front)], keep_empty=keep_empty)
    if not faults and (root is None or root.value is None):
        root = Node({}, 2, 1, begin, begin, "", {}, {})
    if root is not None:
        faults = [*faults, *_not_front_matter(path, root)]
    if faults or root is None:
        return None, faults
    _add_body(root, text, parts)
    return Document(path, text, root), []


def _not_front_matter(path: str, root: Node) -> list[Diagnostic]:
    if not isinstance(root.children, dict):
        return [Diagnostic.of(codes.FRONT_MATTER_NOT_MAPPING, _span(path, root))]
    if BODY in root.keys:
        return [Diagnostic.of(codes.BODY_IN_FRONT_MATTER, _span(path, root.keys[BODY]), pointer=(BODY,))]
    return []


def _add_body(root: Node, text: str, parts: Parts) -> None:
    """The prose as the value of `body`, exactly as written but for its line ends; blank prose is not recorded."""
    start = len(text) - len(parts.body)
    line, column = locate(text, start)
    root.keys[BODY] = Node(BODY, line, column, start, start)
    if parts.body.strip() and isinstance(root.children, dict):
        root.children[BODY] = Node(normal(parts.body), line, column, start, len(text), "|")
        root.value[BODY] = root.children[BODY].value


def _with_the_rest(path: str, text: str, faults: list[Diagnostic]) -> list[Diagnostic]:
    """Forbidden characters, and what else is wrong; not YAML's complaints, which they may have caused."""
    if len(faults) > MAX_FAULTS:
        return [*faults[:MAX_FAULTS], Diagnostic.of(codes.MORE_FAULTS, faults[MAX_FAULTS].span)]
    others = [fault for fault in parse_in_full(path, masked(text))[1] if fault.code in _INDEPENDENT]
    return sorted([*faults, *others], key=lambda fault: fault.sort_key)


_INDEPENDENT = frozenset(
    code.name for code in (codes.DUPLICATE_KEY, codes.ANCHOR, codes.ALIAS, codes.TAG, codes.MERGE_KEY, codes.DIRECTIVE)
)


def _whole(code: Code, path: str) -> Diagnostic:
    return Diagnostic.of(code, Span(path))


def _span(path: str, node: Node) -> Span:
    return Span(path, node.line, node.column, node.start, node.end)
