"""Characters that no file may hold, found before libyaml, which takes some of them for line ends."""

import re

from dangan.diagnostics import Diagnostic, Span, Text
from dangan.source import codes
from dangan.source.limits import MAX_FAULTS
from dangan.source.lines import locate

FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
_NAMES = {
    "\0": Text("a NUL byte", "空字节（NUL）"),
    "\x85": Text("a next-line character", "“下一行”控制符"),
    "\u2028": Text("a line separator", "行分隔符"),
    "\u2029": Text("a paragraph separator", "段落分隔符"),
    "\ufeff": Text("a byte order mark inside the text", "文中夹杂的字节顺序标记"),
}
_CONTROL = Text("a control character", "控制字符")
_ESCAPES = {"\0": "\\0", "\x07": "\\a", "\x08": "\\b", "\x0b": "\\v", "\x0c": "\\f", "\x1b": "\\e", "\x85": "\\N"}


def forbidden(path: str, text: str) -> list[Diagnostic]:
    """A refusal for each character that a file may not hold as such, with the escape to write instead."""
    if not FORBIDDEN.search(text):
        return []
    found: list[Diagnostic] = []
    for match in FORBIDDEN.finditer(text):
        if len(found) > MAX_FAULTS:
            break
        found.append(_refusal(path, text, match.start()))
    return found


def masked(text: str) -> str:
    """The text with each such character replaced by a harmless one, so that the rest can be looked at too."""
    return FORBIDDEN.sub("_", text)


def escape(char: str) -> str:
    """How a character is written inside double quotes."""
    return _ESCAPES.get(char) or (f"\\x{ord(char):02X}" if ord(char) < 256 else f"\\u{ord(char):04X}")  # noqa: PLR2004 -- a byte


def _refusal(path: str, text: str, offset: int) -> Diagnostic:
    char = text[offset]
    line, column = locate(text, offset)
    span = Span(path, line, column, offset, offset + 1)
    return Diagnostic.of(codes.CONTROL_CHARACTER, span, name=_NAMES.get(char, _CONTROL), escape=escape(char))
