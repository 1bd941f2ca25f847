"""What a misspelt word was most likely meant to be."""

import unicodedata
from collections.abc import Iterable, Mapping
from difflib import SequenceMatcher, get_close_matches
from itertools import chain

from dangan.diagnostics import Text

_ASKING = Text("{said}. {question}", "{said}。{question}")
_CUTOFF = 0.72


def suggest(word: str, candidates: Iterable[str]) -> str | None:
    """The candidate nearest to `word`, or None where none is near; case, width, `_`, `-` and blanks do not count."""
    return suggest_by({name: (name,) for name in candidates}, word)


def did_you_mean(word: str) -> Text:
    return Text(f"Did you mean `{word}`?", f"是不是想写 `{word}`？")


def meant(word: str, candidates: Iterable[str]) -> Text | None:
    """The question whether the nearest candidate was meant."""
    near = suggest(word, candidates)
    return did_you_mean(near) if near else None


def asking(said: Text, near: str | None) -> Text:
    """A sentence with the question behind it, where something is near."""
    return _ASKING.fill(said=said, question=did_you_mean(near)) if near else said


def suggest_by(spellings: Mapping[str, Iterable[str]], word: str) -> str | None:
    """The name one of whose spellings is nearest to `word`; equal nearness goes to the first in the mapping."""
    return nearest(word, folded((form, name) for name, forms in spellings.items() for form in forms))


def folded(spellings: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Names by what is compared of each spelling: to be made once, where many words are looked for."""
    found: dict[str, str] = {}
    for form, name in spellings:
        found.setdefault(fold(form), name)
    return found


def nearest(word: str, *spellings: Mapping[str, str]) -> str | None:
    """The name whose spelling is nearest to `word`, of several lists of what `folded` gave."""
    wanted = fold(word)
    known = next((some[wanted] for some in spellings if wanted in some), None)
    if known is not None:
        return known
    near = get_close_matches(wanted, chain(*spellings), n=1, cutoff=_CUTOFF) or _contained(wanted, chain(*spellings))
    return next((some[near[0]] for some in spellings if near[0] in some), None) if near else None


def fold(word: str) -> str:
    """The word without case, width, separators and an English plural."""
    plain = "".join(ch for ch in unicodedata.normalize("NFKC", word).casefold() if ch not in "_- \t:：")
    if len(plain) > 3 and plain.endswith("ies"):  # noqa: PLR2004 - "ies" alone is no plural
        return plain[:-3] + "y"
    return plain[:-1] if len(plain) > 3 and plain.endswith("s") and not plain.endswith("ss") else plain  # noqa: PLR2004 - nor is "s"


def _contained(wanted: str, forms: Iterable[str]) -> list[str]:
    """Chinese labels are too short for likeness: 客户阶段 is meant by 阶段, and the other way round."""
    if len(wanted) < 2 or wanted.isascii():  # noqa: PLR2004 - one character is in every other word
        return []
    held = [form for form in forms if len(form) > 1 and (form in wanted or wanted in form)]
    return sorted(held, key=lambda form: -SequenceMatcher(None, wanted, form).ratio())[:1]
