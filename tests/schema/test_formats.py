"""What each format takes and refuses, and what it advises."""

from datetime import date

import phonenumbers
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from phonenumbers import COUNTRY_CODE_TO_REGION_CODE
from stdnum.cn import uscc

from dangan.diagnostics import all_codes
from dangan.schema.durations import duration
from dangan.schema.formats import CODES, FORMATS, is_uscc
from dangan.schema.phone import is_phone, plainly_possible
from dangan.schema.territories import countries, currencies

TAKEN = [
    ("date", "2024-02-29"), ("month", "2026-12"), ("duration", "P6M"), ("duration", "P1Y2M3W10D"),
    ("email", "li.mei+a@mail.example.com"), ("email", "李梅@例子.公司"), ("url", "http://example.com:8080/a?b=c#d"),
    ("url", "https://例子.中国/路"), ("url", "http://[::1]/"), ("phone", "13812345678"), ("phone", "+49 30 901820"),
    ("phone", "400-820-8820"), ("phone", "95588"), ("phone", "0571-87654321转801"), ("currency", "DEM"),
    ("country", "TW"), ("uscc", "91110000600037341L"), ("lei", "213800KUD8LAJWSQ9D15"), ("vat", "DE136695976"),
    ("iban", "GB82WEST12345698765432"), ("bic", "ICBKCNBJXXX"), ("isin", "US0378331005"),
    ("path", "profile/scale/employees"), ("path", "visit-1"), ("path", "trade/periods/2026-Q1,hl-e36/quantity"),
]  # fmt: skip
REFUSED = [
    ("date", "2023-02-29"), ("date", "20260301"), ("date", "2026-W01-1"), ("date", "2026-3-1"), ("date", "0000-01-01"),
    ("date", "２０２６-03-01"), ("date", "2026-03-01\n"), ("month", "2026-13"), ("month", "2026"), ("duration", "P"),
    ("duration", "P1YT"), ("duration", "PT5H"),
    ("duration", "P1DT1H"), ("duration", "P99999D"),
    ("duration", "6M"), ("email", "a@b"), ("email", "Li <a@b.cn>"), ("email", "a b@c.cn"),
    ("email", "@c.cn"), ("url", "javascript:alert(1)"), ("url", "JavaScript:alert(1)"), ("url", "data:text/html,x"),
    ("url", "https:///path"), ("url", "//example.com"), ("url", "http://a b.cn"), ("url", 'http://a.cn/"><script>'),
    ("url", "http://a.cn:99999"), ("url", " http://a.cn"), ("url", "http://a.cn\\@b.cn"), ("url", "ftp://a.cn"),
    ("phone", "12"), ("phone", "8765 4321"), ("phone", "call Li"), ("phone", "+999 1234567"), ("phone", ""),
    ("phone", "13812345678 / 13912345678"), ("currency", "cny"), ("currency", "RMB"), ("country", "UK"),
    ("country", "EU"), ("country", "cn"), ("uscc", "91110000600037341M"), ("uscc", "9111 0000 6000 3734 1L"),
    ("uscc", "91110000600037341l"), ("lei", "213800KUD8LAJWSQ9D16"), ("vat", "136695976"),
    ("iban", "GB82 WEST 1234 5698 7654 32"), ("bic", "ICBKCNB"), ("isin", "US0378331006"),
    ("path", ""), ("path", "/profile"), ("path", "profile//scale"), ("path", "profile/"), ("path", " visit-1"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "value"), TAKEN)
def test_taken(name: str, value: str) -> None:
    assert FORMATS[name].check(value)


@pytest.mark.parametrize(("name", "value"), REFUSED)
def test_refused(name: str, value: str) -> None:
    assert not FORMATS[name].check(value)


ADVICE = [
    ("date", "2026.3.1", "2026-03-01"),
    ("date", "2026/02/30", "no day 2026-02-30"),
    ("uscc", "91110000600037341M", "the last must be L"),
    ("uscc", "9111 0000 6000 3734 1l", "Write 91110000600037341L"),
    ("uscc", "9111", "here are 4"),
    ("uscc", "9111000060003734IL", "never I, O, S, V, Z"),
    ("url", "www.example.com/a", "https://www.example.com/a"),
    ("country", "China", "CN"),
    ("country", "德国", "DE"),
    ("country", "UK", "GB"),
    ("currency", "人民币", "CNY"),
    ("currency", "usd", "USD"),
    ("currency", "US Dollar", "USD"),
    ("phone", "12", "Digits are missing"),
    ("phone", "138123456789", "Check the digits"),
    ("phone", "+86 138123456789012", "wrong number of digits"),
]


@pytest.mark.parametrize(("name", "value", "word"), ADVICE)
def test_advice(name: str, value: str, word: str) -> None:
    advice = FORMATS[name].advise(value)
    assert advice
    assert word in advice.en
    assert advice.zh


def test_a_scheme_is_not_guessed_for_what_is_no_address() -> None:
    assert FORMATS["url"].advise("javascript:alert(1).com") is None
    assert FORMATS["url"].advise("see below") is None


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_takes_its_own_example_and_words_its_fault(name: str) -> None:
    fmt = FORMATS[name]
    assert fmt.check(fmt.example)
    assert fmt.asks.zh
    assert fmt.label.zh
    assert CODES[name] in all_codes()


@given(st.sampled_from(sorted(FORMATS)), st.text(max_size=30))
def test_no_text_breaks_a_format(name: str, value: str) -> None:
    fmt = FORMATS[name]
    if not fmt.check(value):
        advice = fmt.advise(value)
        assert advice is None or (advice.en and advice.zh)


@given(st.dates())
def test_every_day_is_a_date(day: object) -> None:
    assert FORMATS["date"].check(str(day))


def test_the_home_country_completes_a_number() -> None:
    assert is_phone("030 901820", "DE")
    assert not is_phone("030 901820", "CN")


@given(st.sampled_from(sorted(COUNTRY_CODE_TO_REGION_CODE)), st.from_regex("[1-9][0-9]{1,14}", fullmatch=True))
@settings(max_examples=1000)
def test_the_short_way_takes_no_more_than_the_parser(code: int, national: str) -> None:
    value = f"+{code} {national}"
    if plainly_possible(value):
        number = phonenumbers.parse(value)
        assert phonenumbers.is_possible_number(number)


@pytest.mark.parametrize("region", sorted(phonenumbers.SUPPORTED_REGIONS))
def test_a_number_of_every_region(region: str) -> None:
    number = phonenumbers.example_number(region)
    assert number
    form = phonenumbers.PhoneNumberFormat.INTERNATIONAL
    assert is_phone(phonenumbers.format_number(number, form), "CN")
    assert is_phone(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.NATIONAL), region)


@given(st.from_regex("[0-9]{8}[0-9A-HJ-NP-RTUWXY]{9}", fullmatch=True), st.sampled_from("0123456789ABCDEFGHXYZI"))
def test_the_check_digit_is_the_one_of_the_library(body: str, last: str) -> None:
    right = body + uscc.calc_check_digit(body)
    assert is_uscc(right)
    assert is_uscc(body + last) == uscc.is_valid(body + last)


def test_iso_lists() -> None:
    assert len(countries()) == 249
    assert {"CNY", "EUR", "JPY"} < currencies()


@given(st.text("P0123456789YMWDTH", max_size=12))
def test_what_the_check_takes_for_a_duration_is_one_for_the_analyses(text: str) -> None:
    parts = duration(text)
    assert (parts is not None) == FORMATS["duration"].check(text)
    assert parts is None or date(2026, 11, 21) + parts >= date(2026, 11, 21)
