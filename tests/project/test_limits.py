"""Nothing that one customer's folder or a schema can hold makes a check hang, or drowns what it says.

The alarm is a guard against hanging, not a measure: each of these takes a second or so, and once took minutes.
"""

import json
import signal
from collections.abc import Iterator
from types import FrameType

import pytest

from dangan.levels import Level
from dangan.model import integrity
from dangan.model.scan import Scan, scan
from dangan.schema import suggest
from dangan.schema.catalogue import Catalogue
from tests.archive import TODAY, scanned, tree

TOO_LONG = 90
GOOD = "id: good\nnames: {en: Good One Ltd}\ncustodian: chen-li\nstage: prospect\n"


@pytest.fixture(autouse=True)
def _alarm() -> Iterator[None]:
    def ring(_signal: int, _frame: FrameType | None) -> None:
        raise TimeoutError(f"still at it after {TOO_LONG} s")

    before = signal.signal(signal.SIGALRM, ring)
    signal.alarm(TOO_LONG)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)


def overlaid(name: str, overlay: object, changes: dict[str, str | None]) -> tuple[list[str], Scan]:
    source = tree({f"schemas/{name}": json.dumps(overlay), **changes})
    catalogue, problems = Catalogue.load(source)
    return [d.code for d in problems], scan(source, catalogue, TODAY)


def test_twenty_thousand_people() -> None:
    people = "".join(f"p{n}:\n  names: {{en: P}}\n  our_contacts: [chen-li]\n" for n in range(20_000))
    found = scanned({"customers/good/people.yaml": people})
    assert found.diagnostics == ()
    assert len(found.index.of_kind("person", "good")) == 20_000


def test_thousands_of_lost_references_are_told_without_guessing_for_each() -> None:
    people = "".join(f"person-{n}:\n  names: {{en: P}}\n" for n in range(1_000))
    unknown = ", ".join(f"persan-{n}" for n in range(5_000))
    entry = f"---\ndate: 2026-01-02\nmedium: visit\npeople: [{unknown}]\n---\nText.\n"
    found = scanned({"customers/good/people.yaml": people, "customers/good/log/a.md": entry}).diagnostics
    assert len(found) == 5_000
    assert 0 < sum(d.hint is not None for d in found) <= 200


def test_of_thousands_who_may_be_meant_some_are_looked_through(monkeypatch: pytest.MonkeyPatch) -> None:
    """What people are called is gone through once, and not for each who is not found."""
    fold, folded = suggest.fold, list[str]()

    def noted(word: str) -> str:
        folded.append(word)
        return fold(word)

    monkeypatch.setattr(suggest, "fold", noted)
    lost = "  relations: [{person: p-%dx, kind: allied}]\n"
    people = "".join(f"p-{n}:\n  names: {{en: Person {n}}}\n{lost % n}" for n in range(2_000))
    found = scanned({"customers/good/people.yaml": people}).diagnostics
    assert {d.code for d in found} == {"unknown-reference"}
    assert len(found) == 2_000
    looks = 2 * 2_000 + 3
    hints = [d.hint is not None for d in found]
    assert hints[0]
    assert 0 < sum(hints) <= integrity.Guesser.LOOKS / looks + 1
    assert len(folded) < 2 * looks


def test_what_another_has_is_suggested_of_that_one_alone() -> None:
    """A colleague of ours is nothing that a customer has, however alike the name is."""
    other = "id: other\nnames: {en: Other Ltd}\ncustodian: chen-li\nstage: prospect\n"
    visit = "---\ndate: 2026-01-02\nmedium: visit\npeople: [other/chen-lii]\n---\nText.\n"
    files: dict[str, str | None] = {"customers/other/profile.yaml": other, "customers/good/log/a.md": visit}
    (found,) = scanned(files).diagnostics
    assert (found.code, found.hint) == ("unknown-reference", None)
    files["customers/other/people.yaml"] = "chen-lin:\n  names: {en: Lin Chen}\n"
    (found,) = scanned(files).diagnostics
    assert found.hint
    assert "`other/chen-lin`" in found.hint.en


def test_thousands_of_unknown_fields_are_told_up_to_a_point() -> None:
    found = scanned({"customers/good/profile.yaml": GOOD + "".join(f"k{n}: 1\n" for n in range(30_000))}).diagnostics
    assert [d.code for d in found].count("unknown-field") == 50
    assert found[-1].code == "more-faults"


def test_a_message_quotes_a_part_of_a_huge_value() -> None:
    found = scanned({"customers/good/profile.yaml": GOOD.replace("chen-li", "x" * 500_000)}).diagnostics
    assert found
    assert all(len(d.message.en) < 1_000 for d in found)


def test_shapes_that_double_at_every_step() -> None:
    shapes = {
        f"s{n}": {"type": "object", "properties": {k: {"$ref": f"#/$defs/s{n + 1}"} for k in "ab"}} for n in range(40)
    }
    shapes["s40"] = {"type": "string"}
    use = {"properties": {"big": {"title": "Big", "x-zh": "大", "$ref": "shapes.schema.json#/$defs/s0"}}}
    codes, found = overlaid("shapes.overlay.json", {"$defs": shapes}, {"schemas/profile.overlay.json": json.dumps(use)})
    assert "schema-too-large" in codes
    assert found.index.entries, "the rest of the archive is still read"


@pytest.mark.parametrize("pattern", ["^([a-z]+)*x$", "^((a{1000}){1000}){1000}$", "^(a|a)*$", "^(([a-z])+.)+[A-Z]+$"])
def test_a_pattern_cannot_run_away(pattern: str) -> None:
    overlay = {"properties": {"code": {"title": "Code", "x-zh": "代码", "type": "string", "pattern": pattern}}}
    profile = GOOD + f'code: "{"a" * 40}!"\n'
    codes, found = overlaid("profile.overlay.json", overlay, {"customers/good/profile.yaml": profile})
    assert codes == ["schema-pattern"] or [d.code for d in found.diagnostics] == ["bad-text"]


def test_what_is_nearly_named_is_told_only_to_those_who_may_know_of_it() -> None:
    raised = {"x-sensitivity": "confidential"}
    entry = "---\ndate: 2026-01-02\nmedium: visit\npeople: [li-mai]\n---\nText.\n"
    _, found = overlaid("people.overlay.json", raised, {"customers/good/log/a.md": entry})
    (lost,) = found.diagnostics
    assert lost.hint
    assert lost.level >= Level.CONFIDENTIAL
