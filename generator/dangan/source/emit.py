"""Plain data as new YAML: block style, quotes only where a reader would otherwise take the text for something else."""

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from dangan.source.prose import WIDTH, block_of, width
from dangan.source.scalars import resolve
from dangan.source.scan import FORBIDDEN, escape

INDENT = "  "
_UNSAFE = re.compile(r"[-?:](?:\s|$)|\+[0-9]|[,\[\]{}#&*!|>'\"%@`]|---|\.\.\.|<<$|[\s\ufeff]")
"""Beginnings that a plain scalar may not have; +86 579 may, but not every telephone number has blanks to save it."""
_INSIDE = re.compile(r": |:$|\s#|\s$|[\r\n\t]")
_IN_FLOW = re.compile(r"[,\[\]{}]|:(?=[,\[\]{}])|^[?:-]|://")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_OLD_WORDS = frozenset({"y", "n", "yes", "no", "on", "off"})
"""Text to us, truth values to older YAML readers: quoted for their sake."""
_OLD_NUMBERS = re.compile(r"[-+]?[0-9][0-9_,:]*(?:\.[0-9_]*)?(?:[eE][-+]?[0-9]+)?|[-+]?0[xob][0-9a-fA-F_]+|[-=]")


def dump(data: Any, *, comment: str = "") -> str:
    """A new file. Reading it gives `data` again, without what is empty; `comment` stands above, a # before each line.

    Raises TypeError for anything but str, int, Decimal, bool, None, mappings with text keys, and lists.
    """
    head = "".join(f"# {line}".rstrip() + "\n" for line in comment.splitlines())
    return head + block(data)


def front_matter(data: Mapping[str, Any], body: str) -> str:
    """A new Markdown file; `body` is the prose exactly as it will stand."""
    facts = block(data) if data else ""
    return f"---\n{facts}---\n{body}"


def block(data: Any, indent: str = "") -> str:
    """The lines of a value on their own, each with its line end."""
    if isinstance(data, Mapping) and data:
        return "".join(entry(key, value, indent) for key, value in data.items())
    if isinstance(data, list | tuple) and data:
        return "".join(item(value, indent) for value in data)
    return f"{indent}{scalar(data, indent)}\n"


def entry(key: str, value: Any, indent: str) -> str:
    """One key with its value, as the lines of a block mapping."""
    if not isinstance(key, str):
        raise TypeError(f"a key must be text: {key!r}")
    name = f"{indent}{key_text(key)}:"
    return name + after_indicator(value, indent, width(name))


def item(value: Any, indent: str) -> str:
    """One item of a block list; a mapping begins beside the dash."""
    if isinstance(value, Mapping | list | tuple) and value:
        lines = block(value, indent + INDENT)
        return f"{indent}- {lines[len(indent) + len(INDENT) :]}"
    return f"{indent}-{after_indicator(value, indent, len(indent) + 1)}"


def after_indicator(value: Any, indent: str, used: int = 0) -> str:
    """What follows `key:` or a dash, up to the line end of its last line; `used` columns stand before it."""
    if isinstance(value, Mapping | list | tuple) and value:
        return "\n" + block(value, indent + INDENT)
    text = scalar(value, indent, used)
    return f" {text}\n" if text else "\n"


def scalar(value: Any, indent: str = "", used: int = 0) -> str:
    """A value without line end; text of several lines or of a very long one as a block where that is exact."""
    if not isinstance(value, str):
        return flow(value)
    line = text_of(value)
    if "\n" not in value and used + 1 + width(line) <= WIDTH:
        return line
    return block_of(value, indent + INDENT) or line


def flow(value: Any) -> str:
    """A value in one line, as it can stand within brackets."""
    if isinstance(value, str):
        return flow_text(value)
    if isinstance(value, Mapping):
        return "{" + ", ".join(_flow_entries(value)) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(flow(part) or "''" for part in value) + "]"
    return _atom(value)


def _flow_entries(value: Mapping[str, Any]) -> Iterator[str]:
    for key, part in value.items():
        if not isinstance(key, str):
            raise TypeError(f"a key must be text: {key!r}")
        yield f"{flow_text(key)}: {flow(part)}"


def _atom(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, Decimal) and value.is_finite():
        text = str(value)
        return text if isinstance(resolve(text), Decimal) else f"{text}."
    raise TypeError(f"not data of an archive: {value!r}")


def text_of(text: str) -> str:
    """Text as a plain scalar where it stays itself, else in quotes."""
    return text if is_plain(text) else quoted(text)


def flow_text(text: str) -> str:
    return text if is_plain(text) and not _IN_FLOW.search(text) else quoted(text)


def key_text(text: str) -> str:
    """A key in a block mapping: `on` is a date's usual name, and as a key no reader of an archive mistakes it."""
    return text if text.lower() in _OLD_WORDS else flow_text(text)


def is_plain(text: str) -> bool:
    """Whether text can stand without quotes and be read as itself, by us and by older readers."""
    if not text or _UNSAFE.match(text) or _INSIDE.search(text) or FORBIDDEN.search(text):
        return False
    if _DATE.fullmatch(text):
        return True
    return resolve(text) == text and text.lower() not in _OLD_WORDS and not _OLD_NUMBERS.fullmatch(text)


def quoted(text: str, prefer: str = "") -> str:
    """Text in quotes; in `prefer` ("'" or '"') where that can hold it. Double quotes hold anything."""
    if FORBIDDEN.search(text) or "\n" in text or "\r" in text or "\t" in text or prefer == '"':
        return '"' + "".join(map(_escaped, text)) + '"'
    if prefer == "'" or '"' in text or "\\" in text:
        return "'" + text.replace("'", "''") + "'"
    return f'"{text}"'


def _escaped(char: str) -> str:
    plain = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}.get(char)
    return plain or (escape(char) if FORBIDDEN.match(char) else char)
