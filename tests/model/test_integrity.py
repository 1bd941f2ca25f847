"""Each invariant between files, broken once."""

import pytest

from tests.archive import files, said, scanned

OTHER = """\
id: other
names: {en: Other Ltd}
custodian: chen-li
stage: trading
"""


def test_the_base_is_clean() -> None:
    assert said({}) == []


def test_a_prospect_of_three_fields_is_clean() -> None:
    assert said({"customers/other/profile.yaml": OTHER}) == []


def test_unknown_reference_suggests_the_id_that_was_meant() -> None:
    scan = scanned({"customers/other/profile.yaml": OTHER.replace("chen-li", "chen-lee")})
    (found,) = scan.diagnostics
    assert (found.code, str(found.span)) == ("unknown-reference", "customers/other/profile.yaml:3:12")
    assert found.hint
    assert "chen-li" in found.hint.en
    assert found.pointer == "/custodian"


def test_a_name_written_for_an_id_is_understood() -> None:
    (found,) = scanned({"customers/other/profile.yaml": OTHER.replace("chen-li", "陈立")}).diagnostics
    assert found.hint
    assert "chen-li" in found.hint.zh


def test_a_reference_to_a_thing_of_another_kind() -> None:
    (found,) = scanned({"customers/good/profile.yaml": GOOD.replace("chen-li", "li-mei")}).diagnostics
    assert found.code == "wrong-reference"
    assert "person" in found.message.en.lower()


GOOD = """\
id: good
names: {en: Good One Ltd}
custodian: chen-li
stage: prospect
"""


def test_an_id_of_two_customers() -> None:
    twice = OTHER.replace("id: other", "id: good")
    found = said({"customers/other/profile.yaml": twice})
    assert sorted(f.split()[0] for f in found) == ["duplicate-id", "folder-name-differs"]


def test_log_entries_and_sources_share_one_space_per_customer() -> None:
    entry = "---\ndate: 2026-01-02\nmedium: visit\nid: visit-1\n---\nText.\n"
    found = said({"customers/good/log/a.md": entry, "customers/good/log/b.md": entry})
    assert [f.split(":")[0] for f in found] == ["duplicate-id customers/good/log/b.md"]


def test_the_same_person_id_at_two_customers_is_fine() -> None:
    people = "li-mei:\n  names: {zh: 李梅}\n"
    assert said({"customers/other/profile.yaml": OTHER, "customers/other/people.yaml": people}) == []


def test_a_contact_cannot_lie_in_the_future() -> None:
    entry = "---\ndate: 2062-01-02\nmedium: visit\n---\nText.\n"
    assert said({"customers/good/log/a.md": entry}) == ["future-date customers/good/log/a.md:2:7"]


def test_dates_in_a_possible_order() -> None:
    project = "title: A\nstep: lead\nopened: 2026-05-01\ndecision_by: 2026-03-01\n"
    assert said({"customers/good/projects/a.yaml": project}) == ["date-order customers/good/projects/a.yaml:4:14"]


def test_files_that_nobody_would_read() -> None:
    changes = {
        "customers/people.yaml": "{}",
        "customers/good/poeple.yaml": "a: b",
        "customers/lost/people.yaml": "a: {names: {en: A}}",
        "customers/good/inner/profile.yaml": OTHER,
        "competitors/deep/x.yaml": "id: x",
        "people.yaml": "{}",
    }
    assert sorted(f.split(":")[0] for f in said(dict(changes))) == [
        "folder-name-differs customers/good/inner/profile.yaml",
        "missing-profile customers/lost/people.yaml",
        "nested-customer customers/good/inner/profile.yaml",
        "stray-file customers/people.yaml",
        "stray-file people.yaml",
        "unknown-file competitors/deep/x.yaml",
        "unknown-file customers/good/poeple.yaml",
    ]


def test_one_broken_file_hides_nothing() -> None:
    changes = {
        "customers/good/people.yaml": "li-mei: [unclosed",
        "customers/other/profile.yaml": OTHER.replace("chen-li", "nobody"),
    }
    codes = {f.split()[0] for f in said(dict(changes))}
    assert "unknown-reference" in codes
    assert len(codes) > 1


def test_what_stands_in_a_broken_file_is_not_called_missing() -> None:
    assert [f.split()[0] for f in said({"team.yaml": "chen-li: [unclosed"})] == ["unclosed-bracket"]
    entry = "---\ndate: 2026-01-02\nmedium: visit\npeople: [li-mei]\n---\nText.\n"
    found = said({"customers/good/people.yaml": "li-mei: [unclosed", "customers/good/log/a.md": entry})
    assert [f.split()[0] for f in found] == ["unclosed-bracket"]


def test_a_visit_saved_without_its_ending_is_not_lost() -> None:
    entry = "---\ndate: 2026-01-02\nmedium: visit\n---\nText.\n"
    for name, meant in (("log/2026-01-02-visit", "log/2026-01-02-visit.md"), ("people", "people.yaml")):
        (found,) = scanned({f"customers/good/{name}": entry}).diagnostics
        assert found.code == "unknown-file"
        assert found.hint
        assert f"customers/good/{meant}" in found.hint.en


def test_a_copied_customer_has_one_fault_not_one_per_person() -> None:
    people = "li-mei:\n  names: {zh: 李梅}\n"
    twice = OTHER.replace("id: other", "id: good")
    found = said({"customers/other/profile.yaml": twice, "customers/other/people.yaml": people})
    assert sorted(f.split()[0] for f in found) == ["duplicate-id", "folder-name-differs"]


def test_a_time_zone_that_does_not_exist() -> None:
    (found,) = scanned({"dangan.yaml": "format: 1\ntime_zone: Asia/Shangai\n"}).diagnostics
    assert found.code == "bad-time-zone"
    assert found.hint
    assert "Asia/Shanghai" in found.hint.en


def test_a_profile_of_another_ending_is_said_once_with_its_name() -> None:
    """Nothing that hangs on it is called missing: no reference, no dossier, no profile of the folder."""
    refers = OTHER + "owners: {shareholders: [{name: Good, percent: 5, customer: good, person: good/li-mei}]}\n"
    profile = files()["customers/good/profile.yaml"].decode()
    renamed = {"customers/good/profile.yaml": None, "customers/good/profile.YML": profile}
    assert said({"customers/other/profile.yaml": refers, **renamed}) == ["wrong-ending customers/good/profile.YML:1:1"]


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("team.yml", "team.yaml"),
        ("customers/good/people.yaml.txt", "people.yaml"),
        ("customers/good/log/2026-11-02-visit.markdown", "2026-11-02-visit.md"),
    ],
)
def test_a_file_of_another_ending_is_told_its_name(path: str, name: str) -> None:
    right = f"{path.rpartition('/')[0]}/{name}".removeprefix("/")
    held: dict[str, str | None] = {right: None} if right in files() else {}
    (found,) = scanned({path: "x: 1\n", **held}).diagnostics
    assert (found.code, str(found.span)) == ("wrong-ending", f"{path}:1:1")
    assert name in found.message.en
    assert name in found.message.zh


def test_where_the_right_name_is_taken_nobody_is_told_to_take_it() -> None:
    assert said({"customers/good/people.yml": "x: 1\n"}) == ["unknown-file customers/good/people.yml:1:1"]


def test_an_unknown_reference_joined_by_a_comma_of_print_keeps_both() -> None:
    profile = OTHER + "relationship: {customer_since: 2020-01, sources: [a，b]}\n"
    (found,) = scanned({"customers/other/profile.yaml": profile}).diagnostics
    assert found.hint is not None
    assert "`[a, b]`" in found.hint.en
