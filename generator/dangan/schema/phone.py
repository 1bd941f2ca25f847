"""Telephone numbers, by Google's library."""

import re
from functools import lru_cache

import phonenumbers
from phonenumbers import COUNTRY_CODE_TO_REGION_CODE, NumberParseException, PhoneNumber, ValidationResult

from dangan.diagnostics import Text

_EXTENSION = re.compile("\\s*(转|分机)\\s*(?=[0-9])")
_LONGEST = 250
"""Characters: the library looks at no longer number, and blanks are tried in every division."""
_PLAIN = re.compile("[+＋]?[0-9０-９ ()（）./\\-–~x#;=,ext]*", re.IGNORECASE)


@lru_cache(maxsize=16_384)
def is_phone(value: str, country: str) -> bool:
    """A number that can be dialled from `country`, with or without an extension.

    With a country code the length decides: a ranges list lags behind what is given out abroad. Without one the
    range must fit too, else a missing area code would pass.
    """
    if plainly_possible(value):
        return True
    number = _parse(value, country)
    if not number:
        return False
    if value.lstrip().startswith(("+", "＋")):
        return phonenumbers.is_possible_number_with_reason(number) == ValidationResult.IS_POSSIBLE
    return phonenumbers.is_valid_number(number) or phonenumbers.is_valid_short_number_for_region(number, country)


def plainly_possible(value: str) -> bool:
    """Whether a number in the international form is possible, without the library's slow parser.

    A test holds that the parser takes every number that this takes; all that this does not take goes to the parser.
    """
    digits = value[1:].replace(" ", "").replace("-", "")
    if not (value.startswith("+") and digits.isascii() and digits.isdigit()):
        return False
    size = next((n for n in (1, 2, 3) if int(digits[:n]) in COUNTRY_CODE_TO_REGION_CODE), 0)
    code, national = digits[:size], digits[size:]
    if not size or not national or national.startswith("0") or code.startswith("0"):
        return False
    number = PhoneNumber(country_code=int(code), national_number=int(national))
    return phonenumbers.is_possible_number_with_reason(number) == ValidationResult.IS_POSSIBLE


def advise(value: str, country: str) -> Text | None:
    """What is odd about a number that cannot be dialled."""
    number = _parse(value, country)
    reason = phonenumbers.is_possible_number_with_reason(number) if number else None
    if reason == ValidationResult.IS_POSSIBLE_LOCAL_ONLY:
        return Text("The area code is missing.", "缺少区号。")
    if reason == ValidationResult.TOO_SHORT:
        return Text("Digits are missing.", "位数不够。")
    if reason in (ValidationResult.TOO_LONG, ValidationResult.INVALID_LENGTH):
        return Text(
            "It has the wrong number of digits; a second number goes on a line of its own.",
            "位数不对；另一个号码请单独写一行。",
        )
    return Text(
        "Check the digits; a landline needs its area code, a foreign number + and its country code.",
        "请核对号码；固定电话要写区号，国外号码要写 + 和国家代码。",
    )


def _parse(value: str, country: str) -> PhoneNumber | None:
    if len(value) > _LONGEST:
        return None
    written = _EXTENSION.sub(" ext. ", value)
    if not _PLAIN.fullmatch(written):
        return None
    try:
        return phonenumbers.parse(written, country)
    except NumberParseException:
        return None
