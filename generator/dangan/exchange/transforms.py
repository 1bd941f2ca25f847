"""The transforms that a mapping file may name: each takes the text of a cell and gives a value or says why not.

strip              no blanks at either end (always done)
collapse_spaces    every run of blanks, also of line breaks, becomes one space
lower, upper       letter case
slug               an id from Latin text: "Good One Ltd" gives good-one-ltd
pinyin_slug        the same, Chinese by its pinyin
date               2026-03-01 and the like; {date: "%d/%m/%Y"} for another form
number             1,234.5; {number: de} for the way a language writes it (1.234,5)
country_code       a country in English or Chinese, or its code: CN
url                http:// is put before an address without it
phone              +86 10 6555 1234; {phone: CN} for the country of numbers without a code
first_sentence     up to the first full stop that ends a sentence
{max: 300}         at most so many characters, cut at a word
{take: 2}          the first so many characters
{map: {Mid Cap: medium}}      one value for another; what is not listed is an error
{split: ";"}       one cell to a list; the transforms after it work on each part
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import phonenumbers
from babel.core import UnknownLocaleError
from babel.numbers import NumberFormatError, parse_decimal

from dangan.diagnostics import Text
from dangan.diagnostics.script import has_han
from dangan.exchange.countries import country_code
from dangan.exchange.hosts import host_of, with_scheme
from dangan.exchange.names import pinyin_slug, slug


class Invalid(Exception):
    """A value that a transform cannot take; never leaves this package."""

    def __init__(self, reason: Text) -> None:
        super().__init__(reason.en)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Transform:
    """One step of a chain: its name and the argument that the mapping gives it."""

    name: str
    argument: Any = None


def apply(transforms: tuple[Transform, ...], text: str) -> Any:
    """The value after all steps; a list is worked on part by part. Raises Invalid."""
    value: Any = text.strip()
    for step in transforms:
        run = TRANSFORMS[step.name]
        if isinstance(value, list):
            value = [run(part, step.argument) for part in value]
        elif value != "":
            value = run(value, step.argument)
    return value


def _date(text: str, form: Any) -> str:
    for pattern in [form] if form else _DATES:
        try:
            return datetime.strptime(text, pattern).replace(tzinfo=UTC).date().isoformat()
        except ValueError:
            continue
    raise Invalid(_NO_DATE.fill(text=text))


def _number(text: str, language: Any) -> int | Decimal:
    try:
        number = parse_decimal(text, locale=language or "en", strict=True)
    except (NumberFormatError, UnknownLocaleError, ValueError):
        raise Invalid(_NO_NUMBER.fill(text=text)) from None
    if not number.is_finite():
        raise Invalid(_NO_NUMBER.fill(text=text))
    return int(number) if number == number.to_integral_value() else number


def _country(text: str, _argument: Any) -> str:
    code = country_code(text)
    if code is None:
        raise Invalid(_NO_COUNTRY.fill(text=text))
    return code


def _slug(text: str, _argument: Any) -> str:
    made = "" if has_han(text) else slug(text)
    if not made:
        raise Invalid(_NO_SLUG.fill(text=text))
    return made


def _pinyin(text: str, _argument: Any) -> str:
    made = pinyin_slug(text)
    if not made:
        raise Invalid(_NO_SLUG.fill(text=text))
    return made


def _url(text: str, _argument: Any) -> str:
    if host_of(text) is None:
        raise Invalid(_NO_URL.fill(text=text))
    return with_scheme(text)


def _phone(text: str, region: Any) -> str:
    try:
        number = phonenumbers.parse(text, region)
    except phonenumbers.NumberParseException:
        raise Invalid(_NO_PHONE.fill(text=text)) from None
    if not phonenumbers.is_possible_number(number):
        raise Invalid(_NO_PHONE.fill(text=text))
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL)


def _first_sentence(text: str, _argument: Any) -> str:
    """Abbreviations (Co., Ltd., Inc., U.S.) end no sentence, nor does a stop before a small letter."""
    for stop in _STOP.finditer(text):
        word = text[: stop.start()].rpartition(" ")[2].lower()
        if stop.group(1) != "." or not (word in _ABBREVIATIONS or _INITIALS.fullmatch(word)):
            return text[: stop.end(1)]
    return text


def _shorten(text: str, longest: Any) -> str:
    if len(text) <= longest:
        return text
    head = text[: longest - 1]
    if not has_han(head) and " " in head and not text[longest - 1].isspace():
        head = head.rpartition(" ")[0]
    return head.rstrip(" ,;:、，；：") + "…"


def _map(text: str, table: Any) -> Any:
    if text not in table:
        raise Invalid(_NOT_LISTED.fill(text=text))
    return table[text]


def _split(text: str, separator: Any) -> list[str]:
    return [part.strip() for part in text.split(separator) if part.strip()]


TRANSFORMS: Mapping[str, Callable[[str, Any], Any]] = {
    "strip": lambda text, _: text.strip(),
    "collapse_spaces": lambda text, _: " ".join(text.split()),
    "lower": lambda text, _: text.lower(),
    "upper": lambda text, _: text.upper(),
    "slug": _slug,
    "pinyin_slug": _pinyin,
    "date": _date,
    "number": _number,
    "country_code": _country,
    "url": _url,
    "phone": _phone,
    "first_sentence": _first_sentence,
    "max": _shorten,
    "take": lambda text, length: text[:length],
    "map": _map,
    "split": _split,
}

_DATES = ("%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y%m%d", "%Y年%m月%d日", "%d.%m.%Y")
_STOP = re.compile(r"([.!?](?=\s+[^\Wa-z_])|[。！？])")
_ABBREVIATIONS = frozenset((
    "co", "corp", "inc", "ltd", "st", "no", "vs", "dr", "mr", "mrs", "ms", "prof", "approx", "dept", "est", "bhd",
    "mfg", "sci", "tech", "ind", "intl", "e.g", "i.e",
))  # fmt: skip
_INITIALS = re.compile(r"[(]?([a-z]\.)*[a-z]")
_NO_DATE = Text("“{text}” is not a date in the form that the mapping names", "“{text}”不是映射文件所写格式的日期")
_NO_NUMBER = Text("“{text}” is not a number", "“{text}”不是数字")
_NO_COUNTRY = Text("“{text}” is no country that we know by this name", "“{text}”不是已知的国家或地区名称")
_NO_SLUG = Text(
    "no id can be made of “{text}” (pinyin_slug makes one of Chinese)", "无法由“{text}”生成编号（中文请用 pinyin_slug）"
)
_NO_URL = Text("“{text}” is not a web address", "“{text}”不是网址")
_NO_PHONE = Text("“{text}” is not a telephone number", "“{text}”不是电话号码")
_NOT_LISTED = Text("“{text}” is not in the list of the map", "“{text}”不在映射列表中")
