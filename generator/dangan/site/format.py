"""Numbers, money, dates and runs of text as a reader of one language expects them."""

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any

from babel import Locale
from babel.core import get_global
from babel.dates import format_date
from babel.numbers import get_currency_symbol

from dangan.diagnostics.script import has_han

_LATIN = re.compile("[A-Za-z]")
_ISO_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\Z")
_ISO_MONTH = re.compile(r"[0-9]{4}-[0-9]{2}\Z")
_LOCALES = {lang: Locale.parse(name) for lang, name in (("en", "en_GB"), ("zh", "zh_CN"))}
"""Found once: finding a locale by its name takes longer than writing a date."""
_LONG = {"en": "d MMM y", "zh": "y年M月d日"}
_SHORT = {"en": "d MMM", "zh": "M月d日"}
_MONTH = {"en": "MMM y", "zh": "y年M月"}
_THOUSANDS: Mapping[str, tuple[tuple[int, str], ...]] = {
    "en": ((10**9, "\u00a0bn"), (10**6, "\u00a0m"), (10**3, "\u00a0k")),
    "zh": ((10**8, "亿"), (10**4, "万")),
}
_TAGS = {"en": "en", "zh": "zh-CN"}


def tag(lang: str) -> str:
    """The value of a `lang` attribute."""
    return _TAGS.get(lang, lang)


def sentences(lang: str, *said: str) -> str:
    """One after the other; Chinese full stops bring their own space."""
    return (" " if lang == "en" else "").join(filter(None, said))


def run_lang(text: str, lang: str) -> str:
    """The `lang` attribute that `text` owes on a page in `lang`; "" where the page's own is right.

    Recorded text does not say what language it is in: one Han character makes it Chinese.
    """
    if has_han(text):
        return "" if lang == "zh" else "zh-CN"
    return "en" if lang == "zh" and _LATIN.search(text) else ""


def number(value: float | Decimal) -> str:
    """Grouped by thousands, as exact as it was recorded, with a true minus."""
    plain = value.normalize() if isinstance(value, Decimal) and value == value.to_integral_value() else value
    return f"{plain:,f}".replace("-", "\u2212") if isinstance(plain, Decimal) else f"{plain:,}".replace("-", "\u2212")


@lru_cache(maxsize=64)
def currency_sign(code: str) -> str:
    """The sign of a currency where it stands for one alone; else the code and a space."""
    known = code in get_global("all_currencies")
    sign = get_currency_symbol(code, locale="zh_CN") if known else code
    return sign if not sign.isalpha() else code + "\u00a0"


def money(amount: float | Decimal, currency: str) -> str:
    return currency_sign(currency) + number(amount)


def short_money(amount: Decimal, currency: str, lang: str) -> str:
    """To three figures and in the reader's own thousands: ¥19.6 m, ¥1,960万."""
    for size, unit in _THOUSANDS[lang]:
        if abs(amount) >= size:
            return currency_sign(currency) + _three(Decimal(amount) / size) + unit
    return money(amount, currency)


def _three(value: Decimal) -> str:
    places = 0 if abs(value) >= 100 else 1  # noqa: PLR2004 -- three figures
    return number(round(value, places) if places else Decimal(round(value)))


def as_date(value: Any) -> date | None:
    """The day that a recorded text names, or None: what is no date is shown as it was written."""
    if not (isinstance(value, str) and _ISO_DATE.match(value)):
        return None
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None


def is_month(value: Any) -> bool:
    return isinstance(value, str) and bool(_ISO_MONTH.match(value)) and 1 <= int(value[5:]) <= 12  # noqa: PLR2004


@lru_cache(maxsize=8192)
def long_date(day: date, lang: str) -> str:
    return format_date(day, _LONG[lang], locale=_LOCALES[lang])


def list_date(day: date, lang: str) -> str:
    """For columns and tables, where Chinese writes figures only."""
    return day.isoformat() if lang == "zh" else long_date(day, lang)


@lru_cache(maxsize=8192)
def short_date(day: date, lang: str) -> str:
    """Without the year: for a list whose years can be told from what stands around it."""
    return format_date(day, _SHORT[lang], locale=_LOCALES[lang])


@lru_cache(maxsize=1024)
def month(value: str, lang: str) -> str:
    """The words for a month such as 2026-11."""
    return format_date(date.fromisoformat(value + "-01"), _MONTH[lang], locale=_LOCALES[lang])


@lru_cache(maxsize=512)
def country(code: str, lang: str) -> str:
    """The country's name, else the code as it stands."""
    return str(_LOCALES[lang].territories.get(code, code))
