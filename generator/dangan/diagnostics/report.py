"""Diagnostics as text for people, as JSON for programs, as annotations for a forge's workflow."""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from unicodedata import east_asian_width

from dangan.diagnostics.diagnostic import Diagnostic
from dangan.diagnostics.severity import Severity
from dangan.diagnostics.text import Text

SEVERITIES = {
    Severity.ERROR: Text("error", "错误"),
    Severity.WARNING: Text("warning", "警告"),
    Severity.INFO: Text("info", "提示"),
}
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def as_json(found: Iterable[Diagnostic], lang: str) -> str:
    """One array of objects, each on a line of its own."""
    rows = [json.dumps(d.as_json(lang), ensure_ascii=False) for d in found]
    return "[\n" + ",\n".join(rows) + "\n]" if rows else "[]"


def as_github(found: Iterable[Diagnostic], lang: str) -> Iterator[str]:
    """Workflow commands: shown at the line in the pull request. https://docs.github.com/actions (workflow commands)"""
    for d in found:
        place = f"file={_property(d.span.path)},line={d.span.line},col={d.span.column}"
        hint = f"\n{d.hint.to(lang)}" if d.hint else ""
        yield f"::{_LEVELS[d.severity]} {place},title={_property(d.code)}::{_data(d.message.to(lang) + hint)}"


def as_text(
    found: Iterable[Diagnostic],
    lang: str,
    *,
    line_at: Callable[[str, int], str | None] = lambda _path, _line: None,
    style: Callable[[str, str], str] = lambda text, _name: text,
) -> Iterator[str]:
    """For each: place, severity and sentence; the line itself with a mark under the spot; the hint.

    `line_at(path, line)` gives a line's text; `style(text, name)` colours it (names: path, error, warning, info, dim).
    """
    for d in found:
        word = style(SEVERITIES[d.severity].to(lang), d.severity.value)
        place, sentence = style(printable(str(d.span)), "path"), printable(d.message.to(lang))
        yield f"{place}: {word}: {sentence} {style(f'[{d.code}]', 'dim')}"
        line = line_at(d.span.path, d.span.line)
        if line:
            yield from _excerpt(line, d.span.column, style)
        if d.hint:
            yield f"    → {printable(d.hint.to(lang))}"


def summary(found: Iterable[Diagnostic], lang: str) -> str:
    """`2 errors, 1 warning` in words."""
    counts = Counter(d.severity for d in found)
    if lang == "zh":
        return "，".join(f"{counts[s]} 个{SEVERITIES[s].zh}" for s in Severity)
    return ", ".join(
        f"{counts[s]} {SEVERITIES[s].en}{'' if counts[s] == 1 or s is Severity.INFO else 's'}" for s in Severity
    )


def printable(text: str) -> str:
    """`text` with control characters written out: what a rep writes must not steer a reviewer's terminal."""
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() or c == " " else repr(c)[1:-1] for c in text)


WIDEST = 100
"""Of a line that is shown, in characters: a window around the spot."""


def _excerpt(line: str, column: int, style: Callable[[str, str], str]) -> Iterator[str]:
    start = max(0, column - 1 - WIDEST // 2)
    shown = line[start : start + WIDEST]
    before = printable(shown[: column - 1 - start])
    yield f"    {style(printable(shown), 'dim')}"
    yield "    " + "".join("　" if _wide(c) else " " for c in before) + style("^", "error")


def _wide(character: str) -> bool:
    return east_asian_width(character) in "WF"


def _data(text: str) -> str:
    """Lines stay lines; what else cannot be seen is written out, as on a terminal."""
    shown = "\n".join(map(printable, text.split("\n")))
    return shown.replace("%", "%25").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
