"""What judgements rest on: sources, and paths into what is recorded."""

import json

from dangan.diagnostics import Diagnostic
from dangan.levels import Level
from dangan.model.facts import Fact, Facts, Miss, path_to
from dangan.model.index import Key
from tests.archive import said, scanned

PROFILE = "names: {en: Good One Ltd}\ncustodian: chen-li\nstage: prospect\nscale: {employees: 7}\n"
OTHER = PROFILE.replace("Good One", "Other")
VISIT = "---\ndate: 2026-11-02\nmedium: visit\n---\nWe met.\n"
AT = "customers/good/profile.yaml"


def files(*rests_on: str) -> dict[str, str | None]:
    judged = f"beware: [{{text: Slow, by: chen-li, on: 2026-11-03, rests_on: {json.dumps(rests_on)}}}]\n"
    return {AT: f"id: good\n{PROFILE}{judged}", "customers/good/log/visit.md": VISIT}


def only(changes: dict[str, str | None]) -> Diagnostic:
    (found,) = scanned(changes).diagnostics
    return found


def test_sources_and_paths_of_ones_own() -> None:
    own = ("visit", "good/visit", "profile/scale/employees", "profile", "log/visit/date", "people/li-mei/names/zh")
    assert said(files(*own)) == []


def test_paths_into_the_archive_and_to_another_customer() -> None:
    other: dict[str, str | None] = {"customers/b/profile.yaml": f"id: other\n{OTHER}"}
    assert said(files("competitors/voltaic/names", "other/profile/scale", "products/pack-48") | other) == [
        "folder-name-differs customers/b/profile.yaml:1:5"
    ]
    assert only(files("other/profile/scale")).code == "unknown-path"


def test_what_others_have_is_suggested_with_their_id() -> None:
    other: dict[str, str | None] = {"customers/other/profile.yaml": f"id: other\n{OTHER}"}
    found = only(files("other/profile/scale/employes") | other)
    assert found.hint
    assert "other/profile/scale/employees" in found.hint.en


def test_a_source_is_referred_to_and_a_path_is_not() -> None:
    index = scanned(files("visit", "profile/scale")).index
    (link,) = index.incoming[Key("log", "good", "visit")]
    assert link.reverse
    assert link.reverse.en == "Judgements resting on it"
    assert [r.target for r in index.entries[Key("customer", "", "good")].references if r.space == "source"] == ["visit"]


def test_what_stands_in_a_broken_file_is_not_called_missing() -> None:
    broken: dict[str, str | None] = {"customers/good/people.yaml": "li-mei: [unclosed"}
    assert [f.split()[0] for f in said(files("people/li-mei/names", "good/people/li-mei") | broken)] == [
        "unclosed-bracket"
    ]
    team: dict[str, str | None] = {"competitors/voltaic.yaml": "names: [unclosed"}
    assert [f.split()[0] for f in said(files("competitors/voltaic/names") | team)] == ["unclosed-bracket"]


def test_a_wrong_value_is_there_all_the_same() -> None:
    wrong = files("profile/scale/employees")
    wrong[AT] = str(wrong[AT]).replace("employees: 7", "employees: some")
    assert [f.split()[0] for f in said(wrong)] == ["wrong-type"]


def test_what_was_probably_meant_is_told_to_those_who_may_know_of_it() -> None:
    personal: dict[str, str | None] = {
        "customers/good/personal.yaml": "li-mei: {basis: consent, purpose: visits, birthday: 1980-02-03}\n"
    }
    assert only(files("profile/scale/employes")).level is Level.INTERNAL
    found = only(files("personal/li-mei/birthdy") | personal)
    assert found.hint
    assert "personal/li-mei/birthday" in found.hint.en
    assert found.level is Level.RESTRICTED


def test_every_place_of_a_record_is_found_by_its_path() -> None:
    people = "li-mei:\n  names: {zh: 李梅}\n  roles: [user]\n  relations: [{person: li-mei, kind: allied}]\n"
    loose = scanned({"customers/good/people.yaml": people}).loose
    facts = Facts(loose)
    team = next(record for record in loose if record.kind.name == "team")
    found = facts.find("team/chen-li/emails/chen.li@hailan.example")
    assert found == Fact(team, ("chen-li", "emails", 0))
    assert path_to(team, ("chen-li", "emails", 0)) == "team/chen-li/emails/chen.li@hailan.example"
    assert facts.find("team") == Fact(team, ())
    assert isinstance(facts.find(""), Miss)
    assert Facts(()).find("team") == Miss()
