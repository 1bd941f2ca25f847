"""Slips in the writing of one line that YAML takes for text, with the line as it should be."""

import re

from dangan.diagnostics import Diagnostic, Span, Text
from dangan.source import codes, wide
from dangan.source.lines import line_start, line_stop, locate

_COLON = re.compile(r"[ ]*(?:- +)*([^\s\"'#:：\[\]{}]+)[ ]*((?<! ):(?!//)(?=[^ ])|：)([ \u3000\u00a0]*)(.*)")
_DASH = re.compile(r"[ ]*(-)(?=[^\s-])(.*)")
_SHOWN = 24
_AFTER_COLON, _AFTER_DASH = Text("colon", "冒号"), Text("dash", "短横线")


def glued(path: str, text: str, offset: int) -> Diagnostic | None:
    """A line like `name:Good`, `name：Good` or `-name` at `offset`."""
    return glued_dash(path, text, offset) or _glued_colon(path, text, offset)


def glued_dash(path: str, text: str, offset: int) -> Diagnostic | None:
    """A line like `-name` at `offset`."""
    match = _in_line(_DASH, text, offset)
    if not match:
        return None
    span = _span(path, text, match.start(1))
    return Diagnostic.of(codes.MISSING_SPACE, span, mark=_AFTER_DASH, mended=f"- {short(match[2])}")


def printed(path: str, text: str, offset: int) -> Diagnostic | None:
    """A value that begins at `offset` with a mark of print, such as `“urgent: call”`, where it breaks the line."""
    if text[offset : offset + 1] not in wide.OPENERS:
        return None
    start, stop = line_start(text, offset), line_stop(text, offset)
    mended = text[start:offset].strip() + " " + wide.ordinary(text[offset:stop])
    span = _span(path, text, offset)
    return Diagnostic.of(codes.FULL_WIDTH_MARK, span, mark=text[offset], mended=short(mended))


def closed_in_print(opener: str, rest: str) -> Text | None:
    """Advice where the mark that should close what `opener` opened is one of print."""
    mark = wide.closer(opener, rest)
    return _CLOSED.fill(mark=mark, plain=wide.ordinary(mark)) if mark else None


def short(text: str) -> str:
    text = text.strip()
    return text if len(text) <= _SHOWN else text[:_SHOWN].rstrip() + "…"


_CLOSED = Text(
    "What should close it is a full-width or typographic mark ({mark}): write {plain}",
    "用来结束的是全角或弯的符号（{mark}）：请写成半角的 {plain}",
)


_BLANK = Text("The blank that is there is a full-width or fixed one.", "那里的空白是全角空格或不换行空格。")


def _glued_colon(path: str, text: str, offset: int) -> Diagnostic | None:
    match = _in_line(_COLON, text, offset)
    if not match:
        return None
    span = _span(path, text, match.start(2))
    mended = f"{wide.ordinary(match[1])}: {short(match[4])}".rstrip()
    if match[2] == wide.COLON:
        return Diagnostic.of(codes.FULL_WIDTH_COLON, span, mended=mended)
    hint = _BLANK if match[3] else None
    return Diagnostic.of(codes.MISSING_SPACE, span, hint=hint, mark=_AFTER_COLON, mended=mended)


def _in_line(pattern: re.Pattern[str], text: str, offset: int) -> re.Match[str] | None:
    return pattern.fullmatch(text, line_start(text, offset), line_stop(text, offset))


def _span(path: str, text: str, place: int) -> Span:
    line, column = locate(text, place)
    return Span(path, line, column, place, place + 1)
