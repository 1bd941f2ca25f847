"""Countries and currencies as babel knows them."""

from functools import cache

from babel import Locale
from babel.numbers import list_currencies

from dangan.schema.suggest import suggest_by

_NOT_COUNTRIES = frozenset(["AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "XK", "ZZ"])
"""Two-letter codes in CLDR that ISO 3166-1 has not given to a country."""

_USUAL = {"RMB": "CNY", "CNH": "CNY", "人民币": "CNY", "元": "CNY", "¥": "CNY", "$": "USD", "€": "EUR", "UK": "GB"}


@cache
def countries() -> frozenset[str]:
    """ISO 3166-1 alpha-2."""
    return frozenset(str(code) for code in Locale("en").territories if _two_letters(str(code))) - _NOT_COUNTRIES


@cache
def currencies() -> frozenset[str]:
    """ISO 4217, with the ones of the past: old contracts name them."""
    return frozenset(code for code in list_currencies() if len(code) == 3 and code.isupper())  # noqa: PLR2004


def country_of(word: str) -> str | None:
    """The code that a name or misspelt code most likely means."""
    return _code(word, countries(), "territories")


def currency_of(word: str) -> str | None:
    return _code(word, currencies(), "currencies")


def _code(word: str, codes: frozenset[str], table: str) -> str | None:
    plain = word.strip().upper()
    if _USUAL.get(plain) in codes:
        return _USUAL[plain]
    if plain in codes:
        return plain
    names = [getattr(Locale(lang), table) for lang in ("en", "zh")]
    spellings = {code: tuple(str(name[code]) for name in names if code in name) for code in sorted(codes)}
    return suggest_by(spellings, word) if len(plain) > 1 else None


def _two_letters(code: str) -> bool:
    return len(code) == 2 and code.isalpha()  # noqa: PLR2004
