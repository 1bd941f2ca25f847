"""Two dossiers of perhaps one customer are noticed; two customers that a number tells apart are left in peace."""

from collections.abc import Iterable, Iterator
from typing import Any

import pytest

from dangan.diagnostics import Diagnostic
from dangan.levels import Level
from dangan.memory import Passing
from dangan.model import judging, namesakes
from dangan.model.index import Entry
from dangan.model.namesakes import Marks, alike
from dangan.model.scan import scan
from dangan.schema.catalogue import Catalogue
from tests.archive import TODAY, said, scanned, tree

USCC = "91330600MA2BWL8C3B"
OTHER_USCC = "91110108551385082Q"


def profile(own_id: str, names: str, numbers: str = "") -> dict[str, str | None]:
    text = f"id: {own_id}\nnames: {names}\ncustodian: chen-li\nstage: prospect\n"
    return {f"customers/{own_id}/profile.yaml": text + (f"registration: {numbers}\n" if numbers else "")}


def test_a_number_of_two_customers_is_said_at_the_later_with_the_place_of_the_first() -> None:
    files = profile("one", "{en: Hailan}", f"{{uscc: {USCC}}}") | profile("two", "{en: Else}", f"{{uscc: {USCC}}}")
    (found,) = scanned(files).diagnostics
    assert (found.code, found.severity.value) == ("same-number", "warning")
    assert (str(found.span), found.pointer) == ("customers/two/profile.yaml:5:22", "/registration/uscc")
    assert "customers/one/profile.yaml:5:22" in found.message.en
    assert "Unified social credit code" in found.message.en
    assert found.hint
    assert all("dangan new tombstone two --merged-into one" in words for words in (found.hint.en, found.hint.zh))


def test_a_name_of_two_customers_is_said_with_both_ways_out() -> None:
    (found,) = scanned(profile("one", "{zh: 海澜机械（绍兴）}") | profile("two", "{zh: 海澜机械(绍兴)}")).diagnostics
    assert (found.code, str(found.span)) == ("same-name", "customers/two/profile.yaml:2:13")
    assert "customers/one/profile.yaml:2:13" in found.message.zh
    assert found.hint
    assert "registration number" in found.hint.en
    assert "注册号码" in found.hint.zh


@pytest.mark.parametrize(
    ("first", "second", "code"),
    [
        (("{en: Hailan Ltd}", ""), ("{en: hailan  ltd.}", ""), "same-name"),
        (("{zh: Hailan}", ""), ("{en: HAILAN}", ""), "same-name"),
        (("{en: Hailan}", f"{{uscc: {USCC}}}"), ("{en: Hailan}", ""), "same-name"),
        (("{en: Hailan}", "{other: {country: JP, number: ab 12}}"), ("{en: Hailan}", f"{{uscc: {USCC}}}"), "same-name"),
        (
            ("{en: A}", "{other: {country: JP, number: ab 12}}"),
            ("{en: B}", "{other: {number: AB12, country: JP}}"),
            "same-number",
        ),
        (("{en: Hailan}", f"{{uscc: {USCC}}}"), ("{en: Hailan}", f"{{uscc: {USCC}}}"), "same-number"),
        (("{en: Hailan}", f"{{uscc: {USCC}}}"), ("{en: Hailan}", f"{{uscc: {OTHER_USCC}}}"), ""),
        (("{zh: 海澜集团}", ""), ("{zh: 海澜有限公司}", ""), ""),
        (("{zh: 海澜机械, short: 海澜}", ""), ("{zh: 海澜物流, short: 海澜}", ""), ""),
        (("{en: '-'}", ""), ("{en: '!'}", ""), ""),
    ],
)
def test_what_is_the_same(first: tuple[str, str], second: tuple[str, str], code: str) -> None:
    found = said(profile("one", *first) | profile("two", *second))
    assert [line.split()[0] for line in found] == ([code] if code else [])


def test_of_many_of_one_name_each_is_held_against_the_first() -> None:
    found = scanned(profile("a", "{en: X}") | profile("b", "{en: X}") | profile("c", "{en: X}")).diagnostics
    assert [(d.span.path, "customers/a/profile.yaml" in d.message.en) for d in found] == [
        ("customers/b/profile.yaml", True),
        ("customers/c/profile.yaml", True),
    ]


def test_what_a_team_has_raised_is_said_to_those_who_may_know_it() -> None:
    overlay = '{"properties": {"names": {"x-sensitivity": "restricted"}}}'
    files = profile("one", "{en: X}") | profile("two", "{en: X}") | {"schemas/profile.overlay.json": overlay}
    (found,) = scanned(files).diagnostics
    assert (found.code, found.level) == ("same-name", Level.RESTRICTED)


def test_ten_thousand_of_one_name_are_held_together_at_once() -> None:
    """Not each against each: those that a number tells apart are told apart by having one."""
    marks = {f"{n:05}": Marks((1, 2), (("uscc", n),)) for n in range(10_000)} | {"last": Marks((2,), (("vat", 1),))}
    assert alike(marks) == [("00000", "last")]


def test_what_was_said_of_two_is_looked_up_again_only_when_one_is_another(monkeypatch: pytest.MonkeyPatch) -> None:
    files = {path: text for own_id in ("one", "two", "six", "ten") for path, text in profile(own_id, "{en: A}").items()}
    memory, looked = Passing(), list[str]()
    catalogue = Catalogue.load(tree({}))[0]
    tell = namesakes.told

    def noting(pairs: Iterable[tuple[Entry, Entry]], *rest: Any) -> Iterator[Diagnostic]:
        for first, second in pairs:
            looked.append(f"{first.key.id} {second.key.id}")
            yield from tell([(first, second)], *rest)

    monkeypatch.setattr(judging, "told", noting)
    first = scan(tree(files), catalogue, TODAY, memory=memory).diagnostics
    assert len(looked) == len(first) == 3
    assert scan(tree(files), catalogue, TODAY, memory=memory).diagnostics == first
    assert len(looked) == 3
    files |= {path: f"# moved\n{text}" for path, text in profile("two", "{en: A}").items()}
    again = scan(tree(files), catalogue, TODAY, memory=memory).diagnostics
    assert len(looked) == 4
    assert again == scanned(files).diagnostics != first
