"""The formats that a schema may ask a text to have, each with its own words for what is wrong."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache, partial
from importlib import import_module
from typing import Any
from zoneinfo import available_timezones

from dangan.diagnostics import Code, Severity, Text
from dangan.schema.suggest import meant
from dangan.schema.territories import countries, country_of, currencies, currency_of
from dangan.schema.web import is_email, is_url

HOME = "CN"
"""The country whose telephone numbers need no country code unless the archive says another."""
_WHY = Text(
    "Dates are sorted, numbers dialled, codes looked up: that works only in one form.",
    "日期要排序，电话要拨打，代码要查询：只有写法一致才行。",
)


@dataclass(frozen=True, slots=True)
class Format:
    """One format: a check of a text, what it asks for in words, and advice on a text that fails it."""

    name: str
    label: Text
    asks: Text
    example: str
    check: Callable[[str], bool]
    advise: Callable[[str], Text | None] = lambda _: None

    @property
    def code(self) -> Code:
        """`bad-<format>`; the same value each time, as the register wants it."""
        return Code(
            f"bad-{self.name}",
            Severity.ERROR,
            Text("{label} cannot be {value}: {asks}", "“{label}”不能写 {value}：{asks}"),
            _WHY,
            Text(f"Write it as in {self.example}.", f"请按这样的写法书写：{self.example}。"),
            f'"{self.example}"',
        )


_DATE = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")
_LOOSE_DATE = re.compile("([0-9]{4})[-/.年]([0-9]{1,2})[-/.月]([0-9]{1,2})日?")
_USCC = re.compile("[0-9]{8}[0-9A-HJ-NP-RTUWXY]{10}")
_MONTH = re.compile("[0-9]{4}-(0[1-9]|1[0-2])")
_DURATION = re.compile("P(?=.)(?:([0-9]{1,3})Y)?(?:([0-9]{1,4})M)?(?:([0-9]{1,4})W)?(?:([0-9]{1,4})D)?")


def is_date(value: str) -> bool:
    """A day of the calendar as YYYY-MM-DD; the 30th of February is none."""
    return _DATE.fullmatch(value) is not None and _day(value) is not None


def is_month(value: str) -> bool:
    return _MONTH.fullmatch(value) is not None and not value.startswith("0000")


def is_duration(value: str) -> bool:
    return duration_parts(value) is not None


def is_path(value: str) -> bool:
    """A path into recorded data, or a single id: its steps are not empty, and no blank was left over at an end."""
    return all(value.split("/")) and value == value.strip()


def duration_parts(value: str) -> tuple[int, int, int, int] | None:
    """Years, months, weeks and days of an ISO 8601 duration such as P6M; None where the text is none.

    Nothing shorter than a day counts, and nothing that would leave the calendar.
    """
    found = _DURATION.fullmatch(value)
    if found is None:
        return None
    years, months, weeks, days = (int(part or 0) for part in found.groups())
    return years, months, weeks, days


def _day(value: str) -> date | None:
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None


def _date_advice(value: str) -> Text | None:
    found = _LOOSE_DATE.fullmatch(value.strip())
    if not found:
        return None
    year, month, day = (int(part) for part in found.groups())
    written = f"{year:04}-{month:02}-{day:02}"
    if _day(written):
        return Text(f"Write {written}.", f"请写成 {written}。")
    return Text(f"There is no day {written} in the calendar.", f"日历上没有 {written} 这一天。")


@cache
def _stdnum(name: str) -> Any:
    """A module of the library of numbers, loaded when the first such number is met: a check that reads nothing anew
    meets none.
    """
    return import_module(f"stdnum.{name}")


@cache
def _phone() -> Any:
    """The same of telephone numbers."""
    return import_module("dangan.schema.phone")


def _is_phone(value: str, country: str = HOME) -> bool:
    return bool(_phone().is_phone(value, country))


def _phone_advice(value: str) -> Text | None:
    advice: Text | None = _phone().advise(value, HOME)
    return advice


def _by_stdnum(name: str) -> Callable[[str], bool]:
    """True where the number is right *as written*: stdnum alone would pass over blanks and small letters."""

    def check(value: str) -> bool:
        try:
            return bool(_stdnum(name).validate(value) == value)
        except _stdnum("exceptions").ValidationError:
            return False

    return check


def is_uscc(value: str) -> bool:
    """As `_by_stdnum("cn.uscc")` has it, which takes twice as long."""
    return _USCC.fullmatch(value) is not None and value[-1] == _stdnum("cn.uscc").calc_check_digit(value[:-1])


def _uscc_advice(value: str) -> Text | None:
    compact = str(_stdnum("cn.uscc").compact(value)).upper()
    if len(compact) != 18:  # noqa: PLR2004 - GB 32100-2015
        return Text(f"It has 18 characters; here are {len(compact)}.", f"应为 18 位，这里有 {len(compact)} 位。")
    try:
        digit = _stdnum("cn.uscc").calc_check_digit(compact[:-1])
    except (_stdnum("exceptions").ValidationError, ValueError):
        return Text(
            "It holds digits and capital letters but never I, O, S, V, Z.",
            "只含数字和大写字母，且不含 I、O、S、V、Z。",
        )
    if compact == value:
        return _uscc_tail(compact, digit)
    return Text(f"Write {compact} without blanks, in capitals.", f"请写成 {compact}，不留空格，字母大写。")


def _uscc_tail(value: str, digit: str) -> Text | None:
    if value[-1] == digit:
        return None
    return Text(
        f"If the first 17 characters are right, the last must be {digit}, not {value[-1]}: one is mistyped.",
        f"如果前 17 位无误，末位校验码应为 {digit} 而不是 {value[-1]}：其中有一位抄错了。",
    )


def _url_advice(value: str) -> Text | None:
    written = "https://" + value.strip()
    plain = ":" not in value and "." in value
    return Text(f"Write {written}", f"请写成 {written}") if plain and is_url(written) else None


def _code_advice(find: Callable[[str], str | None]) -> Callable[[str], Text | None]:
    def advise(value: str) -> Text | None:
        code = find(value)
        return Text(f"Write {code}.", f"请写成 {code}。") if code else None

    return advise


def _zone_advice(value: str) -> Text | None:
    return meant(value, sorted(available_timezones()))


_ALL = (
    Format(
        "date",
        Text("date", "日期"),
        Text("a date is written as year-month-day", "日期按 年-月-日 书写"),
        "2026-03-01",
        is_date,
        _date_advice,
    ),
    Format(
        "month",
        Text("month", "月份"),
        Text("a month is written as year-month", "月份按 年-月 书写"),
        "2026-03",
        is_month,
    ),
    Format(
        "duration",
        Text("duration", "时长"),
        Text("a duration is P, a number and Y, M, W or D", "时长写作 P、数字和 Y、M、W 或 D"),
        "P6M",
        is_duration,
    ),
    Format(
        "path",
        Text("path", "路径"),
        Text(
            "a path is written as file/field/field, without blanks at its ends or a / too many",
            "路径写作 文件/字段/字段，两端不留空格，也不多写 /",
        ),
        "profile/scale/employees",
        is_path,
    ),
    Format(
        "time-zone",
        Text("time zone", "时区"),
        Text("a time zone is named by continent and city", "时区按 洲/城市 书写"),
        "Asia/Shanghai",
        lambda value: value in available_timezones(),
        _zone_advice,
    ),
    Format(
        "email",
        Text("e-mail address", "电子邮箱"),
        Text("an e-mail address is name@domain", "电子邮箱写作 名称@域名"),
        "li.mei@example.com",
        is_email,
    ),
    Format(
        "url",
        Text("web address", "网址"),
        Text("a web address begins with http:// or https://", "网址以 http:// 或 https:// 开头"),
        "https://www.example.com",
        is_url,
        _url_advice,
    ),
    Format(
        "phone",
        Text("phone number", "电话号码"),
        Text("this is not a telephone number that can be dialled", "这不是能拨通的电话号码"),
        "+86 571 8765 4321",
        _is_phone,
        _phone_advice,
    ),
    Format(
        "currency",
        Text("currency", "货币"),
        Text("a currency is its three-letter code (ISO 4217)", "货币用三个字母的代码（ISO 4217）"),
        "CNY",
        lambda value: value in currencies(),
        _code_advice(currency_of),
    ),
    Format(
        "country",
        Text("country", "国家或地区"),
        Text("a country is its two-letter code (ISO 3166)", "国家或地区用两个字母的代码（ISO 3166）"),
        "CN",
        lambda value: value in countries(),
        _code_advice(country_of),
    ),
    Format(
        "uscc",
        Text("unified social credit code", "统一社会信用代码"),
        Text("it is not a unified social credit code", "不是正确的统一社会信用代码"),
        "91110000600037341L",
        is_uscc,
        _uscc_advice,
    ),
    Format(
        "lei",
        Text("legal entity identifier", "全球法人识别编码"),
        Text(
            "it is not a legal entity identifier (its check digits do not fit)",
            "不是正确的全球法人识别编码（校验码不符）",
        ),
        "213800KUD8LAJWSQ9D15",
        _by_stdnum("lei"),
    ),
    Format(
        "vat",
        Text("VAT number", "增值税号"),
        Text("it is not a VAT number of the European Union", "不是正确的欧盟增值税号"),
        "DE136695976",
        _by_stdnum("eu.vat"),
    ),
    Format(
        "iban",
        Text("IBAN", "国际银行账号"),
        Text("it is not an IBAN (its check digits do not fit)", "不是正确的国际银行账号（校验码不符）"),
        "GB82WEST12345698765432",
        _by_stdnum("iban"),
    ),
    Format(
        "bic",
        Text("BIC", "银行识别码"),
        Text("it is not the BIC of a bank", "不是正确的银行识别码"),
        "ICBKCNBJ",
        _by_stdnum("bic"),
    ),
    Format(
        "isin",
        Text("ISIN", "证券识别码"),
        Text("it is not an ISIN (its check digit does not fit)", "不是正确的证券识别码（校验码不符）"),
        "US0378331005",
        _by_stdnum("isin"),
    ),
)

FORMATS: Mapping[str, Format] = {fmt.name: fmt for fmt in _ALL}
"""Every format by name. A name that is not here is an error in a schema."""

CODES: Mapping[str, Code] = {fmt.name: fmt.code for fmt in _ALL}


def checkers(country: str) -> dict[str, Callable[[str], bool]]:
    """The checks by name, with numbers that have no country code taken as of `country`.

    They remember what they said: an archive has the same days and addresses again and again.
    """
    checks = {fmt.name: fmt.check for fmt in _ALL} | {"phone": partial(_is_phone, country=country)}
    return {name: lru_cache(_REMEMBERED)(check) for name, check in checks.items()}


_REMEMBERED = 4096
