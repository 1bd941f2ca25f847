"""Which line is out of line with its neighbours: the one that, moved beside one of them, lets reading go on."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from yaml import YAMLError
from yaml._yaml import CParser
from yaml.events import StreamEndEvent

from dangan.diagnostics import Text
from dangan.source.lines import locate

_LINE = re.compile(r"^([ ]*)((?:-[ ]+)*)[^\s#][^\r\n]*", re.MULTILINE)
_NEAR = 4
_MOST_TEXT = 100_000
"""Each way out is tried by reading the text: a larger one would take too long."""


class Line(NamedTuple):
    """Where the first character that is no space stands, how many spaces are before it, and before what it lists."""

    start: int
    indent: int
    inner: int


class Mend(NamedTuple):
    """The line to move, the spaces that it should begin with, and a neighbour that has them, if behind its dash."""

    line: Line
    indent: int
    beside: Line


def out_of_line(text: str, at: int) -> Mend | None:
    """Of the line at `at`, where reading ended, and the one before it. None where moving neither helps."""
    lines = [Line(m.start() + len(m[1]), len(m[1]), len(m[1] + m[2])) for m in _LINE.finditer(text)]
    here = next((n for n, line in enumerate(lines) if line.start >= at), None)
    if here is None or len(text) > _MOST_TEXT:
        return None
    usual = Counter(line.indent for line in lines)
    tried = ((_reach(_moved(text, mend)), mend) for mend in _ways_out(lines, here))
    helping = [(reach, mend) for reach, mend in tried if reach >= locate(text, at)[0]]
    above = lines[here - 1].indent

    def rank(found: tuple[int, Mend]) -> tuple[int, ...]:
        (line, indent, _), way = found[1], abs(found[1].indent - found[1].line.indent)
        return -found[0], usual[line.indent], way, indent % 2, -line.start, abs(indent - above)

    return min(helping, key=rank, default=(0, None))[1]


def advice(mend: Mend, beside: int) -> Text:
    """How far to indent; `beside` is the number of the line that is an example."""
    words = _BESIDE if mend.indent == mend.beside.indent else _BEHIND_DASH
    return words.fill(has=mend.line.indent, should=mend.indent, line=beside)


_BESIDE = Text(
    "It is indented by {has}: indent it by {should}, as line {line} is",
    "这一行开头有 {has} 个空格：请改成 {should} 个，与第 {line} 行对齐",
)
_BEHIND_DASH = Text(
    "It is indented by {has}: indent it by {should}, to stand below what is behind the dash of line {line}",
    "这一行开头有 {has} 个空格：请改成 {should} 个，与第 {line} 行短横线后面的内容对齐",
)


def _ways_out(lines: list[Line], here: int) -> Iterator[Mend]:
    """Each of the two lines, begun where a neighbour or what it lists begins."""
    for n in range(max(here - 1, 0), here + 1):
        near = sorted(lines[max(n - _NEAR, 0) : n + _NEAR + 1], key=lambda line: abs(line.start - lines[n].start))
        beside = {indent: line for line in reversed(near[1:]) for indent in (line.inner, line.indent)}
        yield from (Mend(lines[n], indent, line) for indent, line in beside.items() if indent != lines[n].indent)


def _moved(text: str, mend: Mend) -> str:
    start = mend.line.start
    return text[: start - mend.line.indent] + " " * mend.indent + text[start:]


def _reach(text: str) -> int:
    """The line, counted from 0, up to which libyaml reads."""
    parser = CParser(text)
    try:
        while not isinstance(parser.get_event(), StreamEndEvent):
            pass
    except YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        return mark.line if mark else 0
    return text.count("\n") + 2
