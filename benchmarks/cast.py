"""Who a copy is: a new word for every word that tells who the original is, the same one wherever it stands."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from random import Random

from pypinyin import lazy_pinyin
from stdnum.cn import uscc
from stdnum.iso7064 import mod_11_10

from benchmarks.sample import Customer, Person, Slot
from benchmarks.units import Unit, words_of
from benchmarks.words import BRAND, CITIES, ENDINGS, FAMILY_EN, GIVEN_EN, GIVEN_ZH, SYLLABLES

STRIDE = 4_099
"""A prime: numbers that follow each other get names that do not."""


@dataclass(frozen=True, slots=True)
class Cast:
    """The new ids of a unit's customers and their numbers in the archive; the new brands, which others may quote."""

    numbers: Mapping[str, int]
    brands: Mapping[str, str]

    def id_of(self, old: str) -> str:
        return f"{old}-{self.numbers[old]:05d}" if self.numbers[old] else old


def original(customer: Customer) -> Cast:
    """A customer of the sample as it is."""
    return Cast({customer.id: 0}, {})


def new_cast(unit: Unit, first: int) -> Cast:
    numbers = {customer.id: first + place for place, customer in enumerate(unit.customers)}
    return Cast(numbers, {old: new for customer in unit.customers for old, new in _brands(customer, first)})


def _brands(customer: Customer, number: int) -> list[tuple[str, str]]:
    one, two = divmod(number * STRIDE % len(BRAND) ** 2, len(BRAND))
    zh = BRAND[one] + BRAND[two]
    one, two = divmod(number * STRIDE % (len(SYLLABLES) * len(ENDINGS)), len(ENDINGS))
    en = "".join(lazy_pinyin(zh)).capitalize() if customer.brand_zh else SYLLABLES[one] + ENDINGS[two]
    pairs = [(customer.brand_zh, zh), (customer.brand_en, en), (customer.brand_en.lower(), en.lower())]
    return [(old, new) for old, new in pairs if old]


def words(unit: Unit, casts: Mapping[str, Cast], random: Random) -> dict[Slot, str]:
    """What stands in each slot; `casts` has the unit's customers and all that they refer to."""
    number = casts[unit.customers[0].id].numbers[unit.customers[0].id]
    plain = {**_people(unit, random), **_towns(unit, random)}
    for customer in (*unit.others, *unit.customers):
        plain |= casts[customer.id].brands
    makers: dict[str, Callable[[str], str]] = {
        "id": lambda old: casts[old].id_of(old),
        "word": lambda old: plain.get(old, old),
        "phone": lambda old: _phone(old, number, _codes(unit, plain)),
        "code": lambda old: _code(old, number),
    }
    return {slot: makers[slot.kind](slot.text) for slot in unit.slots if slot.kind in makers}


def _people(unit: Unit, random: Random) -> dict[str, str]:
    people = [person for customer in unit.customers for person in customer.people]
    zh = random.sample(GIVEN_ZH, len(people))
    en = list(zip(random.sample(GIVEN_EN, len(people)), random.sample(FAMILY_EN, len(people)), strict=True))
    found: dict[str, str] = {}
    for place, person in enumerate(people):
        new = _renamed(person, zh[place]) if person.zh else _foreign(*en[place])
        found |= dict(zip(words_of(person.id, person.zh, person.en), words_of(new.id, new.zh, new.en), strict=True))
    return found


def _renamed(person: Person, given: str) -> Person:
    """The family name stays: people are called by it all over the log."""
    family, spelt = person.id.partition("-")[0], "".join(lazy_pinyin(given))
    return Person(f"{family}-{spelt}", person.zh[0] + given, f"{family.capitalize()} {spelt.capitalize()}")


def _foreign(given: str, family: str) -> Person:
    return Person(f"{given}-{family}".lower(), "", f"{given} {family}")


def _towns(unit: Unit, random: Random) -> dict[str, str]:
    found: dict[str, str] = {}
    for customer in unit.customers:
        towns = next((list(towns) for towns in CITIES.values() if customer.city in towns), [customer.city])
        found.setdefault(customer.city, random.choice(towns))
    return found


_CODES = {town: code for towns in CITIES.values() for town, code in towns.items()}


def _codes(unit: Unit, plain: Mapping[str, str]) -> dict[str, str]:
    towns = {customer.city for customer in unit.customers} & _CODES.keys()
    return {_CODES[town]: _CODES.get(plain[town], _CODES[town]) for town in sorted(towns)}


def _phone(old: str, number: int, codes: Mapping[str, str]) -> str:
    """Another number of the town; two numbers stay two, for all move by as much."""
    country, area, *middle, last = old.split()
    moved = (int(last) + number * 37) % 10 ** len(last)
    area = codes.get(area, area) if country == "+86" else area
    return " ".join((country, area, *middle, f"{moved:0{len(last)}d}"))


def _code(old: str, number: int) -> str:
    """A registration number, where it has a check digit with the right one: Chinese (GB 32100), German for value added
    tax or of a court, British.
    """
    if old.startswith("HRB"):
        return f"HRB 9{number:05d}"
    if old.isdigit():
        return f"1{number:07d}"
    if old.startswith("DE"):
        body = f"9{number:07d}"
        return f"DE{body}{mod_11_10.calc_check_digit(body)}"
    body = f"{old[:8]}HX{number:06d}{old[16]}"
    return f"{body}{uscc.calc_check_digit(body)}"
