"""A file of the index: a classic script that hands its data over, and back."""

import json
from typing import Any

FOLDER = "search"


def address(name: str) -> str:
    return f"{FOLDER}/{name}.js"


def script(name: str, data: Any) -> bytes:
    """Neither an end of the script nor an end of a line can stand in it; a lone half of a character is escaped."""
    words = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    safe = words.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    return f'danganSearch("{name}",{safe})\n'.encode("utf-8", "backslashreplace")


def size(text: str) -> int:
    """Bytes of a text in a script, near enough."""
    return len(text) if text.isascii() else len(text.encode("utf-8", "replace"))


def parse(data: bytes) -> Any:
    text = data.decode()
    return json.loads(text[text.index(",") + 1 : text.rindex(")")])
