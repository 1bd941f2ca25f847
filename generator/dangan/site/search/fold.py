"""What counts as the same when searching: widths, case, traditional and simplified characters, kinds of space."""

import re
import unicodedata
from functools import lru_cache

_SPACE = frozenset("\t\n\v\f\r \u0085\u00a0\u1680\u2028\u2029\u202f\u205f\u3000") | {
    chr(c) for c in range(0x2000, 0x200B)
}
_HAN = (*range(0x2E80, 0xA000), *range(0xF900, 0xFB00))
"""Where characters may have a simplified form; what lies beyond has none that anybody types."""
_LAST = 0xFFFF


def fold(text: str) -> str:
    """Character by character after NFC, so that a place in the result leads back to one in `nfc(text)`."""
    return nfc(text).translate(_table())


def nfc(text: str) -> str:
    return text if text.isascii() else unicodedata.normalize("NFC", text)


SLICES = 128
"""Files of what a page needs to fold a query alike: a character's is told by the end of its code."""


def fold_pairs(part: int) -> str:
    """Of one of the slices: each traditional character before its simplified form."""
    return "".join(a + b for a, b in sorted(_simplified().items()) if ord(a) % SLICES == part)


def pairs_in(text: str) -> str:
    """Of the traditional characters that fold to simplified ones in a text, which a page needs to fold it alike."""
    if text.isascii() or not _may_fold().search(text):
        return ""
    simple = _simplified()
    met = set(unicodedata.normalize("NFKC", nfc(text)).lower()) & simple.keys()
    return "".join(a + simple[a] for a in sorted(met))


@lru_cache(maxsize=1)
def _may_fold() -> re.Pattern[str]:
    """Traditional characters, and those that are written otherwise and mean one."""
    others = "\u2e80-\u2fdf\u3200-\u33ff\uf900-\ufaff\U0001f200-\U0001f2ff\U0002f800-\U0002fa1f"
    return re.compile(f"[{others}{''.join(_simplified())}]")


class _Table(dict[int, str]):
    """What each code point becomes; made as it is asked for."""

    def __missing__(self, code: int) -> str:
        made = self[code] = _folded(chr(code))
        return made


@lru_cache(maxsize=1)
def _table() -> _Table:
    return _Table()


def _folded(character: str) -> str:
    simple = _simplified()
    lowered = "".join(c.lower() for c in unicodedata.normalize("NFKC", character))
    return "".join(" " if c in _SPACE else simple.get(c, c) for c in lowered)


@lru_cache(maxsize=1)
def _simplified() -> dict[str, str]:
    """OpenCC's choice for each character by itself: a line for each keeps it from reading words."""
    from opencc import OpenCC  # noqa: PLC0415 - loads its dictionaries

    traditional = [c for c in map(chr, _HAN) if unicodedata.normalize("NFKC", c).lower() == c]
    simple = OpenCC("t2s").convert("\n".join(traditional)).split("\n")
    found = {a: b for a, b in zip(traditional, simple, strict=True) if a != b and len(b) == 1 and ord(b) <= _LAST}
    return {a: found.get(b, b) for a, b in found.items()}
