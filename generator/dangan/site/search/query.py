"""What is asked: terms, and the keys that lead to candidates for each."""

from dataclasses import dataclass
from functools import cached_property

from dangan.site.search.fold import fold
from dangan.site.search.keys import Key, chosen, others, places
from dangan.site.search.readings import FULL, INITIAL, INITIALS, SOUND, THREE, TWO, matches_reading
from dangan.site.search.runs import SHORT, Run, is_ideographic, is_word, runs

MOST_TERMS, LONGEST = 8, 64
_QUOTES = str.maketrans("“”„", '"""')


@dataclass(frozen=True)
class Term:
    """One folded term of a query; each way to look it up is a list of keys that all must lead to a document."""

    text: str

    @cached_property
    def runs(self) -> tuple[Run, ...]:
        return tuple(runs(self.text))

    @cached_property
    def keys(self) -> tuple[Key, ...]:
        """By text; empty where nothing in the term is looked up by itself."""
        return chosen(self.text, tuple(places(self.text, self.runs)))

    @cached_property
    def others(self) -> tuple[Key, ...]:
        """By text, besides the keys, for where these do not tell enough."""
        return tuple(others(self.runs, self.keys)) if self.keys else ()

    @cached_property
    def first_key(self) -> Key | None:
        """The key that begins where the term begins: what it begins has the key's token at its beginning."""
        return next((key for key in (*self.keys, self.single) if key and self.text.startswith(key.token)), None)

    @cached_property
    def single(self) -> Key | None:
        """The character by which a term without other keys is looked up among names."""
        lone = [run.text for run in self.runs if run.ideographic] if not self.keys else []
        return Key(lone[0]) if lone else None

    @cached_property
    def sounds(self) -> tuple[Key, ...]:
        """By reading: either leads to a candidate."""
        if len(self.text) < TWO or not (self.text.isascii() and self.text.isalnum()):
            return ()
        begun = THREE < len(self.text) < FULL
        return Key(SOUND + self.text[:FULL], prefix=begun), Key(INITIAL + self.text[:INITIALS])

    @property
    def names_only(self) -> bool:
        return not self.keys

    @cached_property
    def _bounds(self) -> tuple[bool, bool]:
        """Whether a run must begin where the term begins, and end where it ends."""
        short = {(run.start, run.start + len(run.text)) for run in self.runs if _is_short(run)}
        return any(start == 0 for start, _ in short), any(end == len(self.text) for _, end in short)

    def place_in(self, folded: str, start: int = 0) -> int:
        """Where the term first matches in a folded line, from `start` on; -1 where it does not."""
        at = folded.find(self.text, start)
        while at >= 0 and not self._fits(folded, at):
            at = folded.find(self.text, at + 1)
        return at

    def matches_reading(self, reading: str) -> tuple[bool, bool]:
        """Whether a name sounds so from somewhere on, and whether from its beginning."""
        return matches_reading(self.text, reading) if self.sounds and reading else (False, False)

    def _fits(self, folded: str, at: int) -> bool:
        first, last = self._bounds
        end = at + len(self.text)
        return not (first and at and _joins(folded[at - 1])) and not (
            last and end < len(folded) and _joins(folded[end])
        )


def terms_of(query: str) -> tuple[Term, ...]:
    """Words, and what stands in quotes; of equal ones the first."""
    parts = fold(query.translate(_QUOTES)).split('"')
    if len(parts) % 2 == 0:  # the last quote is alone
        parts[-2:] = [f"{parts[-2]} {parts[-1]}"]
    found: list[str] = []
    for place, part in enumerate(parts):
        found += [part.strip(" ")] if place % 2 else part.split(" ")
    cut = dict.fromkeys(text for part in found if (text := part[:LONGEST].strip(" ")))
    return tuple(map(Term, list(cut)[:MOST_TERMS]))


def _is_short(run: Run) -> bool:
    return not run.ideographic and len(run.text) < SHORT


def _joins(character: str) -> bool:
    return is_word(character) and not is_ideographic(character)
