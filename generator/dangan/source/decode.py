"""Bytes into text: UTF-8 only, with the place of the first byte that is not and a guess at what was meant."""

import codecs
from typing import NamedTuple

from dangan.diagnostics import Diagnostic, Span, Text
from dangan.source import codes
from dangan.source.lines import locate

_MARKS = (
    (codecs.BOM_UTF32_LE, "UTF-32"),
    (codecs.BOM_UTF32_BE, "UTF-32"),
    (codecs.BOM_UTF16_LE, "UTF-16"),
    (codecs.BOM_UTF16_BE, "UTF-16"),
)
_FIRST = frozenset(mark[:1] for mark, _ in _MARKS)
_SAMPLE = 64 * 1024
_BOM = "\ufeff"


class Decoded(NamedTuple):
    """A file's text without its byte order mark, and whether it had one."""

    text: str
    bom: bool


def decode(path: str, raw: bytes) -> Decoded | Diagnostic:
    """The text of a file, or the refusal that names the encoding it probably has."""
    if other := _other_unicode(raw):
        return _refusal(path, raw, raw.find(0) if 0 in raw[:2] else 0, other)
    try:
        text = raw.decode()
    except UnicodeDecodeError as error:
        return _refusal(path, raw, error.start, _guess(raw, error.start))
    return Decoded(text[1:], bom=True) if text.startswith(_BOM) else Decoded(text, bom=False)


def _other_unicode(raw: bytes) -> str | None:
    if 0 not in raw and raw[:1] not in _FIRST:
        return None
    for mark, name in _MARKS:
        if raw.startswith(mark):
            return name
    sample = raw[:_SAMPLE]
    half = len(sample) // 2
    if half >= 2 and max(sample[::2].count(0), sample[1::2].count(0)) * 2 > half:  # noqa: PLR2004 -- two characters
        return "UTF-16"
    return None


def _guess(raw: bytes, bad: int) -> str | Text:
    before = raw[max(0, bad - _SAMPLE) : bad]
    if any(byte >= 0xC0 for byte in before):  # noqa: PLR2004 -- begun characters were well-formed up to here
        return Text("damaged UTF-8", "已损坏的 UTF-8")
    sample = raw[max(0, bad - 64) : bad + _SAMPLE]
    if _is_chinese(sample):
        return "GBK (GB18030)"
    # Hardly a file is in another encoding, and the library takes as long to load as a hundred of them to read.
    from charset_normalizer import from_bytes  # noqa: PLC0415

    best = from_bytes(sample).best()
    return best.encoding if best and best.encoding != "utf_8" else Text("an unknown encoding", "未知编码")


def _is_chinese(sample: bytes) -> bool:
    text = sample.decode("gb18030", errors="replace")
    foreign = [char for char in text if ord(char) > 127]  # noqa: PLR2004 -- ASCII ends here
    common = sum("\u4e00" <= char <= "\u9fff" or char in "，。、；：？！（）《》“”" for char in foreign)
    return common * 10 >= len(foreign) * 8


def _refusal(path: str, raw: bytes, bad: int, encoding: str | Text) -> Diagnostic:
    before = raw[:bad].decode(errors="replace").removeprefix(_BOM)
    line, column = locate(before, len(before))
    span = Span(path, line, column, len(before), len(before))
    return Diagnostic.of(codes.NOT_UTF8, span, encoding=encoding)
