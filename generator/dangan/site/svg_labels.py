"""Words in a small chart: about how wide they are, cut to their room, and moved apart so that none covers another."""

from collections.abc import Sequence
from unicodedata import east_asian_width

_WIDE, _NARROW = 1.0, 0.57
"""Of the size of the type; the narrow one is that of figures, which are wider than most letters."""


def width_of(text: str, size: float) -> float:
    """In pixels, rather too wide than too narrow."""
    return round(sum(_WIDE if east_asian_width(char) in "WFA" else _NARROW for char in text) * size, 1)


def fitted(name: str, value: str, size: float, room: float) -> str:
    """A name and its value, of which the value is never cut."""
    tail = f" {value}" if value else ""
    if width_of(name + tail, size) <= room:
        return name + tail
    while name and width_of(f"{name}…{tail}", size) > room:
        name = name[:-1]
    return f"{name}…{tail}"


def spread(wanted: Sequence[float], gap: float, top: float, bottom: float) -> tuple[float, ...]:
    """Heights near the wanted ones, in their order, at least `gap` apart and between `top` and `bottom`.

    There has to be room for all.
    """
    order = sorted(range(len(wanted)), key=lambda n: (wanted[n], n))
    places = [0.0] * len(wanted)
    above = top - gap
    for n in order:
        above = places[n] = max(wanted[n], above + gap)
    below = bottom + gap
    for n in reversed(order):
        below = places[n] = min(places[n], below - gap)
    return tuple(round(place, 1) for place in places)
