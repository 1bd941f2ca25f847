"""Folded text as runs of characters, and the tokens that a run is found by."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from operator import add
from typing import NamedTuple

PAIR, SHORT, TOGETHER, LONG = 2, 3, 4, 6
"""Ideographic characters in a token; letters from which a run is found inside words; of those that stand in one shard
all begin alike with so many; letters in a token."""

IDEOGRAPHIC = (
    "\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3031-\u3035\u3038-\u303c\u3040-\u312f\u3131-\u318f\u31a0-\u31bf"
    "\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff"
    "\U0001b000-\U0001b16f\U00020000-\U0003ffff"
)
_WORDS = re.compile(r"[^\W_]+")
_PARTS = re.compile(f"[{IDEOGRAPHIC}]+|[^{IDEOGRAPHIC}]+")
_COMPOUNDS = re.compile(r"(?<![^\W_])[^\W_]+(?:[-./_:@+#&][^\W_]+)+")
"""Begins where a run begins: of a long one without any joint each later place would be tried to its end."""
JOINING = frozenset("-./_:@+#&")
"""What joins runs to a date, a code, an address."""
JOINT = "+"
"""Before a token of what stands where two runs meet."""
_KNOWN = 8192
"""Words whose tokens are held: most are written again within a few dossiers, and each process that draws holds them."""
_ONE = re.compile(f"[{IDEOGRAPHIC}]")


class Run(NamedTuple):
    """Neighbouring characters of one nature; `start` is its place in the folded text."""

    text: str
    start: int
    ideographic: bool


def runs(folded: str) -> Iterator[Run]:
    for word in _WORDS.finditer(folded):
        for part in _PARTS.finditer(word[0]):
            yield Run(part[0], word.start() + part.start(), is_ideographic(part[0][0]))


def is_ideographic(character: str) -> bool:
    return _ONE.match(character) is not None


def is_word(character: str) -> bool:
    return _WORDS.match(character) is not None


def singles(folded: str) -> set[str]:
    """The single characters that a name is found by."""
    return {c for c in _ONE.findall(folded) if is_word(c)}


def tokens(folded: str) -> set[str]:
    """All tokens of a text."""
    found: set[str] = set()
    for word in set(_WORDS.findall(folded)):
        if word.isascii():
            found.update(_of_letters(word))
        else:
            _add_parts(word, found)
    for compound in set(_COMPOUNDS.findall(folded)):
        found.update(_joints(compound))
    return found


def _add_parts(word: str, found: set[str]) -> None:
    parts = _PARTS.findall(word)
    if len(parts) > 1:
        found.update(_joints(word))
    for part in parts:
        if is_ideographic(part[0]):
            found.update(map(add, part, part[1:]))
        else:
            found.update(_of_letters(part))


@lru_cache(maxsize=_KNOWN)
def _of_letters(run: str) -> tuple[str, ...]:
    if len(run) < SHORT:
        return (run,)
    return tuple({run[i : i + size] for i in range(len(run) - SHORT + 1) for size in (SHORT, LONG)})


class Joint(NamedTuple):
    """A token of what stands where runs meet that a reader takes for one word; `start` and `end` are its place."""

    token: str
    start: int
    end: int


def joints(folded: str, found: Sequence[Run]) -> Iterator[Joint]:
    """For every two neighbouring runs, and for three where the one between is short: a date is rare.

    Of what follows so many letters as any long run has, and once more one more where there is one: a year has four.
    """
    ends = [run.start + len(run.text) for run in found]
    joined = [end == run.start or folded[end : run.start] in JOINING for end, run in zip(ends, found[1:], strict=False)]
    for at, one in enumerate(joined):
        if one:
            yield from _joints_of(folded, found[at], found[at + 1])
        if one and joined[at + 1 : at + 2] == [True] and len(found[at + 1].text) < SHORT:
            yield from _joints_of(folded, found[at], found[at + 2])


def _joints_of(folded: str, one: Run, other: Run) -> Iterator[Joint]:
    for before, after in _sizes(one, other):
        start = one.start + len(one.text) - min(before, len(one.text))
        end = other.start + min(after, len(other.text))
        yield Joint(JOINT + folded[start:end], start, end)


def _sizes(one: Run, other: Run) -> Iterator[tuple[int, int]]:
    """Characters of what ends and of what begins: of two words one more of the first, since many names are alike.

    Of a first word of three letters no more of what begins: in a line it may be the end of a longer one.
    """
    before, size = 1 if one.ideographic else SHORT, len(one.text)
    yield before, 1 if other.ideographic else SHORT
    if other.ideographic:
        return
    if one.ideographic or size < SHORT or _is_digit(other.text[0]):
        yield from ((before, TOGETHER),) * (len(other.text) > SHORT)
    elif size > SHORT:
        yield TOGETHER, SHORT


def _is_digit(character: str) -> bool:
    return "0" <= character <= "9"


@lru_cache(maxsize=_KNOWN)
def _joints(compound: str) -> tuple[str, ...]:
    return tuple(joint.token for joint in joints(compound, tuple(runs(compound))))


def shard_key(token: str) -> str:
    """What the shard of a text token goes by: words that begin alike stand together."""
    return token if is_ideographic(token[0]) else token[:TOGETHER]
