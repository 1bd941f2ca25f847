"""Ids of things: how they look, and one that is safe to use when the written one is not."""

import hashlib
import re

ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*", re.ASCII)
LONGEST = 64


def is_id(text: object) -> bool:
    return isinstance(text, str) and len(text) <= LONGEST and ID.fullmatch(text) is not None


def safe_id(text: str) -> str:
    """`text` if it is an id, else an id made of it that differs for every text (it is used in addresses of pages)."""
    if is_id(text):
        return text
    plain = "-".join(re.findall(r"[a-z0-9]+", text.lower()))[:40].strip("-")
    mark = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    return f"{plain}-{mark}" if plain else f"x-{mark}"
