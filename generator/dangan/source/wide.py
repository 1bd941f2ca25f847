"""Marks as a Chinese keyboard or a word processor types them: YAML takes them for letters of the text."""

import re

COMMAS, COLON = "，、", "："
QUOTES = "“”„‟‘’‚‛＂＇「」『』"
OPENERS = frozenset(f"{QUOTES}｛［【〔")
_LIST = re.compile(r"[【［〔](.*)[】］〕]", re.DOTALL)
_COMMA = re.compile(f"[{COMMAS}]")
_ORDINARY = {
    **{chr(0xFF01 + n): chr(0x21 + n) for n in range(94)},
    **dict.fromkeys("“”„‟「」『』", '"'),
    **dict.fromkeys("‘’‚‛", "'"),
    **dict.fromkeys("【〔", "["),
    **dict.fromkeys("】〕", "]"),
    **dict.fromkeys("\u3000\u00a0", " "),
    "、": ",",
}
_TABLE = str.maketrans(_ORDINARY)
_CLOSERS = {'"': "”“＂", "'": "’‘＇", "[": "】］〕", "{": "｝"}


def ordinary(text: str) -> str:
    """The text with the marks, digits and letters of an ordinary keyboard."""
    return text.translate(_TABLE)


def is_quoted(text: str) -> bool:
    """Whether quotation marks of print stand around it."""
    inner = text[1:-1]
    is_pair = bool(inner) and text[0] in QUOTES and text[-1] in QUOTES and ordinary(text[0]) == ordinary(text[-1])
    return is_pair and not any(mark in inner for mark in QUOTES)


def items(text: str) -> list[str]:
    """What the commas of print in a line part, in brackets of print or none."""
    inside = _LIST.fullmatch(text.strip())
    return [part.strip() for part in _COMMA.split(inside[1] if inside else text) if part.strip()]


def closer(opener: str, text: str) -> str | None:
    """The mark of print in a text that was meant to close what an ordinary mark opened."""
    return next((mark for mark in text if mark in _CLOSERS.get(opener, "")), None)
