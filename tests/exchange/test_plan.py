"""What becomes of rows: created, there already, perhaps a duplicate, an error. The table is the test."""

import pytest

from dangan.errors import UsageError
from dangan.exchange.plan import Verdict
from tests.conftest import snapshot, write_files
from tests.exchange.conftest import Desk, reasons, verdicts

HEAD = "name,site,code\n"
USCC, OTHER_USCC = "91510100HXCH000367", "91330200MA2AC0DE0F"
LOOSE = """\
id: {slug: ["{name}"]}
fields:
  names/zh: name
  contact/websites: {from: site, transform: url, list: true, drop_if_invalid: true}
  registration/uscc: {from: code, drop_if_invalid: true}
constants: {stage: prospect, custodian: chen-li}
"""


def test_a_row_becomes_a_profile_that_passes_the_check(desk: Desk) -> None:
    outcome = desk.plan(HEAD + f"丰行,www.fengxing.example,{USCC}\n").outcomes[0]
    assert outcome.path == "customers/fengxing/profile.yaml"
    assert outcome.text == (
        "id: fengxing\n"
        "names:\n"
        "  zh: 丰行\n"
        "stage: prospect\n"
        "custodian: chen-li\n"
        "registration:\n"
        f"  uscc: {USCC}\n"
        "contact:\n"
        "  websites:\n"
        "    - http://www.fengxing.example\n"
    )


def test_one_id_with_different_data_is_an_error_of_all_its_rows(desk: Desk) -> None:
    plan = desk.plan(HEAD + "丰行,a.example,\n顺达,,\n丰行,b.example,\n丰行,nowhere,\n")
    assert verdicts(plan) == [
        (2, "error", "fengxing"),
        (3, "create", "shunda"),
        (4, "error", "fengxing"),
        (5, "error", "fengxing"),
    ]
    assert "row 4 (line 4), 5 (line 5) gives the same id fengxing" in reasons(plan.outcomes[0])
    assert "row 2 (line 2), 5 (line 5)" in reasons(plan.outcomes[2])


def test_a_row_twice_is_there_already(desk: Desk) -> None:
    plan = desk.plan(HEAD + "丰行,,\n丰行,,\n")
    assert verdicts(plan) == [(2, "create", "fengxing"), (3, "there", "fengxing")]
    assert reasons(plan.outcomes[1]) == "the id fengxing is there already: row 2 (line 2)"


def test_the_same_key_is_the_same_company(desk: Desk) -> None:
    plan = desk.plan(HEAD + f"丰行,,{USCC}\n丰行电动,,{USCC}\n")
    assert verdicts(plan) == [(2, "create", "fengxing"), (3, "there", "fengxingdiandong")]
    assert f"registration/uscc {USCC} is that of fengxing" in reasons(plan.outcomes[1])


def _numbered(**numbers: str) -> str:
    given = ", ".join(f"{field}: {value}" for field, value in numbers.items())
    return f"id: x\nnames: {{zh: 甲}}\ncustodian: chen-li\nstage: new\nregistration: {{{given}}}\n"


REGISTERED = """\
id: {slug: ["{name}"]}
fields:
  names/zh: name
  registration/FIELD: code
constants: {stage: prospect, custodian: chen-li}
"""


@pytest.mark.parametrize(
    ("field", "number"),
    [("uscc", USCC), ("lei", "213800KUD8LAJWSQ9D15"), ("vat", "DE136695976"), ("other/number", "HRB 4711")],
)
def test_a_registration_number_is_a_key_without_being_said(desk: Desk, field: str, number: str) -> None:
    mapping = REGISTERED.replace("FIELD", field)
    if field.startswith("other"):
        mapping = mapping.replace("constants: {", "constants: {registration/other/country: DE, ")
    twice = desk.plan(HEAD + f"丰行,,{number}\n丰行电动,,{number}\n乙,,\n", mapping)
    assert verdicts(twice)[:2] == [(2, "create", "fengxing"), (3, "there", "fengxingdiandong")]
    assert f"{number.replace(' ', '')} is that of fengxing, which is there already: row 2" in reasons(twice.outcomes[1])

    given = {"other": f"{{country: DE, number: {number}}}"} if "/" in field else {field: number}
    write_files(desk.root, {"customers/x/profile.yaml": _numbered(**given)})
    again = desk.plan(HEAD + f"丰行,,{number}\n", mapping)
    assert verdicts(again) == [(2, "there", "fengxing")]
    assert "customers/x/profile.yaml" in reasons(again.outcomes[0])


def test_one_number_in_the_registers_of_two_countries_is_two_companies(desk: Desk) -> None:
    mapping = (
        REGISTERED.replace("FIELD", "other/country")
        .replace("code", "site")
        .replace("constants:", "  registration/other/number: code\nconstants:")
    )
    plan = desk.plan(HEAD + "丰行,DE,4711\n丰行电动,FR,4711\n顺达,DE,4711\n", mapping)
    assert [o.verdict for o in plan.outcomes] == [Verdict.CREATE, Verdict.CREATE, Verdict.THERE]


def test_a_key_of_a_row_that_is_an_error_holds_nobody_up(desk: Desk) -> None:
    plan = desk.plan(HEAD + f"丰行,nowhere,{USCC}\n丰行电动,,{USCC}\n")
    assert [o.verdict for o in plan.outcomes] == [Verdict.ERROR, Verdict.CREATE]


def test_who_is_in_the_archive_is_known_by_id_and_key(desk: Desk) -> None:
    profile = f"id: fx\nnames: {{zh: 甲}}\ncustodian: chen-li\nstage: new\nregistration: {{uscc: {USCC}}}\n"
    write_files(desk.root, {"customers/north/fengxing/profile.yaml": profile})
    plan = desk.plan(HEAD + f"fx,,\n丰行,,{USCC}\n乙,,\n")
    assert verdicts(plan) == [(2, "there", "fx"), (3, "there", "fengxing"), (4, "create", "yi")]
    assert "customers/north/fengxing/profile.yaml" in reasons(plan.outcomes[0])


def test_likeness_by_host_and_name_is_told_and_created(desk: Desk) -> None:
    profile = (
        "id: fx\nnames: {zh: 丰行电动车有限公司, former: [老丰行]}\ncustodian: chen-li\nstage: new\n"
        "contact: {websites: ['https://www.fengxing.example/cn']}\n"
    )
    write_files(desk.root, {"customers/fx/profile.yaml": profile})
    plan = desk.plan(HEAD + "丰行电动车,,\n甲,fengxing.example,\n乙,fengxing.example,\n老丰行,,\n丙,,\n")
    assert {o.verdict for o in plan.outcomes} == {Verdict.CREATE}
    told = [[(like.by, like.value, like.with_ids) for like in o.alike] for o in plan.outcomes]
    assert told == [
        [("name", "丰行电动车", ("fx",))],
        [("host", "fengxing.example", ("fx",))],
        [("host", "fengxing.example", ("fx", "jia"))],
        [("name", "老丰行", ("fx",))],
        [],
    ]


@pytest.mark.parametrize(
    ("row", "says"),
    [
        (",a.example,", "no id can be made: nothing usable in name"),
        ("丰行,nowhere,", "column “site”: “nowhere” is not a web address"),
        ("丰行,,12345", "column “code”:"),
        ("丰行\x00,,", "column “name”: holds the control character U+0000"),
        ("丰行,,,,x", "has 5 cells, the header 3"),
    ],
)
def test_a_row_that_cannot_be_taken_says_why(desk: Desk, row: str, says: str) -> None:
    plan = desk.plan(HEAD + "顺达,,\n" + row + "\n")
    assert [o.verdict for o in plan.outcomes] == [Verdict.CREATE, Verdict.ERROR]
    assert says in reasons(plan.outcomes[1])
    assert all(reason.zh for reason in plan.outcomes[1].reasons)


def test_what_may_be_dropped_is_dropped_and_told(desk: Desk) -> None:
    outcome = desk.plan(HEAD + "丰行,nowhere,12345\n", LOOSE).outcomes[0]
    assert outcome.verdict is Verdict.CREATE
    assert [drop.column for drop in outcome.dropped] == ["site", "code"]
    assert "registration" not in outcome.text
    assert "contact" not in outcome.text


def test_a_custodian_who_is_not_in_the_team(desk: Desk) -> None:
    plan = desk.plan(HEAD + "丰行,,\n", LOOSE.replace("chen-li", "chen-lee"))
    assert reasons(plan.outcomes[0]) == "custodian: There is no Colleague called chen-lee (Did you mean `chen-li`?)"


def test_a_value_that_the_schema_does_not_know(desk: Desk) -> None:
    plan = desk.plan(HEAD + "丰行,,\n", LOOSE.replace("prospect", "prospekt"))
    assert reasons(plan.outcomes[0]).startswith("stage: ")
    assert "prospect" in reasons(plan.outcomes[0])


def test_a_date_in_the_future(desk: Desk) -> None:
    mapping = LOOSE.replace(
        "  registration/uscc: {from: code,", "  registration/founded: {from: code, transform: date,"
    )
    kept, dropped = desk.plan(HEAD + "丰行,,2026-11-21\n顺达,,2026-31-12\n", mapping).outcomes
    assert "founded: 2026-11-21" in kept.text
    assert [drop.column for drop in dropped.dropped] == ["code"]
    late = desk.plan(HEAD + "丰行,,2026-11-22\n", mapping).outcomes[0]
    assert late.verdict is Verdict.ERROR
    assert "2026-11-22" in reasons(late)


def test_a_broken_profile_in_the_way_is_never_touched(desk: Desk) -> None:
    write_files(
        desk.root, {"customers/fengxing/profile.yaml": "id: [\n", "customers/shunda/profile.yaml": "id: other\n"}
    )
    before = snapshot(desk.root)
    plan = desk.write(HEAD + "丰行,,\n顺达,,\n")
    assert verdicts(plan) == [(2, "there", "fengxing"), (3, "error", "shunda")]
    assert "it is of another customer" in reasons(plan.outcomes[1])
    assert snapshot(desk.root) == before


def test_a_second_run_changes_nothing_and_a_broken_off_one_is_finished(desk: Desk) -> None:
    table = HEAD + f"丰行,a.example,{USCC}\n顺达,b.example,\n"
    desk.write(table)
    whole = snapshot(desk.root)
    assert [o.verdict for o in desk.write(table).outcomes] == [Verdict.THERE, Verdict.THERE]
    assert snapshot(desk.root) == whole
    (desk.root / "customers/shunda/profile.yaml").unlink()
    (desk.root / "customers/shunda").rmdir()
    assert [o.verdict for o in desk.write(table).outcomes] == [Verdict.THERE, Verdict.CREATE]
    assert snapshot(desk.root) == whole


@pytest.mark.parametrize("folder", ["imported", "customers/imported", "./customers/imported/"])
def test_where_they_go(desk: Desk, folder: str) -> None:
    assert desk.plan(HEAD + "丰行,,\n", folder=folder).outcomes[0].path == "customers/imported/fengxing/profile.yaml"


@pytest.mark.parametrize("folder", ["../elsewhere", "customers/../..", "/tmp/x", "customers/.git"])  # noqa: S108
def test_places_outside_are_refused(desk: Desk, folder: str) -> None:
    with pytest.raises(UsageError, match="no folder in customers"):
        desk.plan(HEAD + "丰行,,\n", folder=folder)


def test_no_customer_inside_a_customer(desk: Desk) -> None:
    write_files(desk.root, {"customers/fx/profile.yaml": "id: fx\n"})
    with pytest.raises(UsageError, match="lies in the folder of a customer"):
        desk.plan(HEAD + "丰行,,\n", folder="fx/more")


def test_nothing_is_written_through_a_link_that_leads_out(desk: Desk) -> None:
    outside = desk.root.parent / "outside"
    outside.mkdir()
    (desk.root / "customers").symlink_to(outside)
    with pytest.raises(UsageError, match="outside the archive"):
        desk.write(HEAD + "丰行,,\n")
    assert list(outside.iterdir()) == []


def test_a_long_id_keeps_what_tells_two_apart(desk: Desk) -> None:
    mapping = LOOSE.replace('"{name}"', '"{name} {code}"').replace("registration/uscc", "industry")
    name = "Very Long Name of a Company That Makes Everything There Is in This World"
    first, second = desk.plan(HEAD + f"{name},,600-SS\n{name},,700-SS\n", mapping).outcomes
    assert (first.verdict, second.verdict) == (Verdict.CREATE, Verdict.CREATE)
    assert first.id.endswith("-600-ss")
    assert second.id.endswith("-700-ss")
    assert max(len(first.id), len(second.id)) <= 64


def test_values_by_condition_template_and_place_in_a_list(desk: Desk) -> None:
    mapping = """\
id: {from: name, transform: pinyin_slug}
fields:
  names/zh: name
  addresses/0/use: {value: office, when: site}
  addresses/0/street: {template: "{site} {code}"}
  industry: {from: [code, site]}
constants: {stage: prospect, custodian: chen-li}
"""
    first, second = desk.plan(HEAD + "甲,Main Street,5\n乙,,\n", mapping).outcomes
    assert "addresses:\n  - use: office\n    street: Main Street 5\n" in first.text
    assert 'industry: "5"\n' in first.text
    assert "addresses" not in second.text
    assert "industry" not in second.text
