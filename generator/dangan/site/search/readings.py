"""How a name sounds: a syllable for each Chinese character, with alternatives, and one for each other word."""

import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import islice, product

from dangan.site.search.fold import fold
from dangan.site.search.runs import runs

MOST, COMBINED = 4, 8
"""Readings of one character; combinations of them from one place on."""
FULL, INITIALS, TWO, THREE = 6, 4, 2, 3
"""Letters in a token of syllables, of initials; the shortest of both, which are tokens of their own."""
SOUND, INITIAL = "~", "^"
LONGEST = 40
"""Syllables of a name; what is longer is a sentence."""

Syllable = tuple[str, ...]


def reading(name: str) -> str:
    """`feng xing/hang`; "" where nothing in it can be read."""
    return " ".join("/".join(syllable) for syllable in _syllables(name))


def reading_tokens(text: str) -> set[str]:
    """What a reading is found by, from every syllable on."""
    syllables = parsed(text)
    return {token for start in range(len(syllables)) for token in tokens_from(syllables[start:])}


def first_tokens(text: str) -> set[str]:
    """What it is found by from its first syllable on."""
    return set(tokens_from(parsed(text)))


def parsed(text: str) -> list[Syllable]:
    return [tuple(syllable.split("/")) for syllable in text.split(" ")] if text else []


def tokens_from(syllables: Sequence[Syllable]) -> Iterator[str]:
    for letters in _spelt(syllables, FULL):
        yield from _cut(SOUND, letters, FULL)
    for letters in _spelt([tuple(dict.fromkeys(s[0] for s in x)) for x in syllables], INITIALS):
        yield from _cut(INITIAL, letters, INITIALS)


def _cut(mark: str, letters: str, most: int) -> Iterator[str]:
    for size in (TWO, THREE):
        if len(letters) >= size:
            yield mark + letters[:size]
    if len(letters) > THREE:
        yield mark + letters[:most]


def _spelt(syllables: Sequence[Syllable], most: int) -> Iterator[str]:
    """Every way to write as many of the syllables as it takes to have `most` letters, within reason."""
    length, needed = 0, 0
    for syllable in syllables:
        if length >= most:
            break
        length, needed = length + min(map(len, syllable)), needed + 1
    yield from ("".join(chosen) for chosen in islice(product(*syllables[:needed]), COMBINED))


@lru_cache(maxsize=4096)
def _syllables(name: str) -> tuple[Syllable, ...]:
    found: list[Syllable] = []
    for run in runs(fold(name)):
        if run.ideographic:
            found += filter(None, map(sounds, run.text))
        else:
            plain = _plain(run.text)
            found += [(plain,)] if plain else []
    return tuple(found[:LONGEST])


def _plain(word: str) -> str:
    """Without accents; nothing but letters and digits that anybody can type."""
    bare = unicodedata.normalize("NFD", word)
    return "".join(c for c in bare if c.isascii() and c.isalnum())


@lru_cache(maxsize=32768)
def sounds(character: str) -> Syllable:
    """The Mandarin readings of one character without tones, the usual ones first."""
    from pypinyin import Style, pinyin  # noqa: PLC0415 - loads its dictionaries

    found = pinyin(character, style=Style.NORMAL, heteronym=True, errors="ignore")
    letters = dict.fromkeys(_typed(sound) for sound in (found[0] if found else ()))
    spelt = [y for x in list(letters)[:MOST] if x.isascii() and x.isalnum() for y in _umlaut(x)]
    return tuple(dict.fromkeys(spelt))


def _typed(sound: str) -> str:
    return sound.replace("\u00fc", "v").replace("\u00ea", "e")


def _umlaut(sound: str) -> tuple[str, ...]:
    return (sound, sound.replace("v", "u")) if "v" in sound else (sound,)


def matches_reading(term: str, text: str) -> tuple[bool, bool]:
    """Whether `term` begins the syllables, or their initials, from one of them on; and whether from the first."""
    syllables = parsed(text)
    initials = [tuple(dict.fromkeys(s[0] for s in syllable)) for syllable in syllables]
    places = [at for at in range(len(syllables)) if _begins(term, syllables, at) or _begins(term, initials, at)]
    return bool(places), bool(places) and places[0] == 0


def _begins(term: str, syllables: Sequence[Syllable], at: int) -> bool:
    """Goes along all ways at once: what is left of the term after each syllable."""
    left = {term}
    for syllable in syllables[at:]:
        if any(sound.startswith(rest) for rest in left for sound in syllable):
            return True
        left = {rest[len(sound) :] for rest in left for sound in syllable if rest.startswith(sound)}
        if not left:
            return False
    return False
