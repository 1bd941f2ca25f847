"""The order of names: Chinese by pinyin among the Latin ones, and what a typed word may match."""

from functools import lru_cache

from dangan.diagnostics.script import has_han


@lru_cache(maxsize=65536)
def sort_key(name: str) -> tuple[str, str]:
    """By sound, then by the characters themselves so that homophones keep one order."""
    from pypinyin import Style, lazy_pinyin  # noqa: PLC0415 - loads its dictionaries

    sound = " ".join(lazy_pinyin(name, style=Style.TONE3, neutral_tone_with_five=True)) if has_han(name) else name
    return (sound.casefold(), name)


@lru_cache(maxsize=65536)
def spellings(name: str) -> tuple[str, ...]:
    """How a name may be typed: as written, and for Chinese in full pinyin and by initials."""
    if not has_han(name):
        return (name.casefold(),)
    from pypinyin import Style, lazy_pinyin  # noqa: PLC0415 - as above

    full = "".join(lazy_pinyin(name)).casefold()
    initials = "".join(lazy_pinyin(name, style=Style.FIRST_LETTER)).casefold()
    return (name.casefold(), full, initials)
