"""Who reports to whom, as a tree: whatever is written, nothing is lost and nothing goes round in circles."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Branch:
    """One unit with those that report to it, in the order in which they were written."""

    id: str
    below: "tuple[Branch, ...]" = ()


def hierarchy(above: Mapping[str, str]) -> tuple[Branch, ...]:
    """Of each unit and what it reports to ("" or something unknown for the top).

    Where lines of reporting form a circle, the first written of its units is taken for the top of it.
    """
    below: dict[str, list[str]] = {}
    for unit, top in above.items():
        below.setdefault(top if top in above and top != unit else "", []).append(unit)
    placed: set[str] = set()
    tops = (*below.get("", ()), *above)
    return tuple(_branch(unit, below, placed) for unit in tops if unit not in placed)


def _branch(unit: str, below: Mapping[str, list[str]], placed: set[str]) -> Branch:
    placed.add(unit)
    inner = tuple(_branch(each, below, placed) for each in below.get(unit, ()) if each not in placed)
    return Branch(unit, inner)
