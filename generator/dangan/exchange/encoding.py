"""Bytes of a spreadsheet export into text: which encoding they are in, and that it is said."""

import codecs
from dataclasses import dataclass

from charset_normalizer import from_bytes

from dangan.diagnostics import Text
from dangan.errors import UsageError

_MARKS = (  # the longer marks first: that of UTF-32 begins with that of UTF-16
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_LEGACY = ["gb18030", "big5", "cp1252"]
_SAMPLE = 1 << 18


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text without a byte order mark, and the encoding that was taken."""

    text: str
    encoding: str


def decode(raw: bytes, encoding: str | None = None) -> Decoded:
    """The text of `raw`: a byte order mark decides, then strict UTF-8, then the likeliest legacy encoding.

    Raises UsageError where nothing fits, or where the `encoding` asked for does not.
    """
    candidates = [encoding] if encoding else _candidates(raw)
    for name in candidates:
        try:
            return Decoded(raw.decode(name).removeprefix("\ufeff"), name)
        except LookupError:
            raise UsageError(_UNKNOWN.fill(name=name)) from None
        except UnicodeDecodeError:
            continue
    raise UsageError((_NOT_THIS if encoding else _NONE).fill(name=encoding))


def _candidates(raw: bytes) -> list[str]:
    """Encodings to try, best first."""
    marked = [name for mark, name in _MARKS if raw.startswith(mark)]
    if marked:
        return marked[:1]
    return [*_wide(raw[:_SAMPLE]), "utf-8", *_legacy(raw)]


def _wide(sample: bytes) -> list[str]:
    """UTF-16 without a mark: of mostly Latin text every other byte is NUL."""
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if not sample or max(even, odd) * 5 < len(sample) or min(even, odd) * 10 > max(even, odd):
        return []
    return ["utf-16-le" if odd > even else "utf-16-be"]


def _legacy(raw: bytes) -> list[str]:
    """Judged by the lines that are not plain ASCII: there may be few of them in a long file."""
    telling = b"\n".join(line for line in raw.splitlines() if not line.isascii())[:_SAMPLE]
    ranked = [match.encoding for match in from_bytes(telling, cp_isolation=_LEGACY)]
    return [*ranked, *(name for name in _LEGACY if name not in ranked)]


_UNKNOWN = Text("there is no encoding named {name}", "没有名为 {name} 的编码")
_NOT_THIS = Text(
    "the file is not in {name}: leave --encoding out, and the encoding is found",
    "文件不是 {name} 编码：去掉 --encoding 会自动识别",
)
_NONE = Text(
    "the encoding of the file is none that we know: save it as UTF-8 (“CSV UTF-8” in Excel)",
    "无法识别文件的编码：请另存为 UTF-8（Excel 中选“CSV UTF-8”）",
)
