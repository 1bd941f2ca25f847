"""`dangan diff`: a change in business words, and what follows from it; a comment of it is safe."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Run
from tests.conftest import run_git, write_files
from tests.history.replay import Made, replay

ACME, OTHER = "customers/acme/", "customers/other/"
HOSTILE = "@boss [x](https://evil.example) <img src=x onerror=alert(1)> `a` #12 https://evil.example **b**"
PROFILE = (
    "id: {id}\nnames: {{en: {name}}}\nnature: enterprise\nstage: trading\ncustodian: chen\nscale:\n  employees: {n}\n"
)
CREDIT = "decision:\n  limit: {{amount: {limit}, currency: CNY}}\n"
PERSONAL = "li-mei:\n  basis: {{kind: consent, on: '2026-01-02'}}\n  hobbies: [{hobby}]\n"
RIVAL = "id: rival\nnames: {en: Rival}\n"
BASE = {
    "dangan.yaml": "format: 1\n",
    "team.yaml": "chen: {names: {en: Chen Li}, emails: [chen.li@hailan.example]}\n",
    "competitors/rival.yaml": RIVAL,
    f"{ACME}profile.yaml": PROFILE.format(id="acme", name="Acme", n=20),
    f"{ACME}people.yaml": "li-mei: {names: {zh: 李梅}, job_title: Buyer}\n",
    f"{ACME}credit.yaml": CREDIT.format(limit=500000),
    f"{ACME}personal.yaml": PERSONAL.format(hobby="chess"),
    f"{OTHER}profile.yaml": PROFILE.format(id="other", name="Other", n=5),
    f"{OTHER}competitors.yaml": "rival: {share_percent: 40}\n",
}


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("archive")
    changed = {
        **BASE,
        f"{ACME}credit.yaml": CREDIT.format(limit=800000),
        f"{ACME}people.yaml": f"li-mei: {{job_title: {json.dumps(HOSTILE)}, names: {{zh: 李梅}}}}\n",
        f"{ACME}personal.yaml": PERSONAL.format(hobby="a secret"),
        f"{OTHER}profile.yaml": PROFILE.format(id="other", name="Other", n=5) + "\n",
    }
    del changed["competitors/rival.yaml"]
    replay(root, [Made(BASE), Made({**BASE, "notes.txt": "beside"}, [0]), Made(changed, [0])])
    run_git(root, "reset", "-q", "--hard")
    return root


def data(run: Run, archive: Path, *words: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(run(archive, "diff", "HEAD~1..HEAD", "--format", "json", *words).out)
    return found


def of(found: dict[str, Any], customer: str | None) -> list[str]:
    return [c["sentence"] for each in found["customers"] if each["customer"] == customer for c in each["changes"]]


def test_changes_stand_by_customer_and_a_figure_says_how_much_it_moved(run: Run, archive: Path) -> None:
    out = run(archive, "diff", "HEAD~1..HEAD", "--audience", "confidential").out
    assert "Acme (acme)\n" in out
    assert "500000 → 800000 (+60 %)" in out
    assert "Only the way of writing changed" in out
    assert "Competitor › Rival: removed as a whole" in out


def test_a_reference_that_the_change_breaks_elsewhere_is_told(run: Run, archive: Path) -> None:
    found = data(run, archive)
    assert [(d["code"], d["path"]) for d in found["found"] if d["severity"] == "error"] == [
        ("unknown-reference", f"{OTHER}competitors.yaml")
    ]
    assert {page["id"] for page in found["pages"]} >= {"rival"}


def test_the_page_of_whom_an_entry_is_about_is_affected(run: Run, archive: Path) -> None:
    place = archive / ACME / "competitors.yaml"
    write_files(archive, {f"{ACME}competitors.yaml": "rival: {share_percent: 58}\n", "competitors/rival.yaml": RIVAL})
    try:
        out = run(archive, "diff", "HEAD").out
    finally:
        place.unlink()
        (archive / "competitors/rival.yaml").unlink()
    assert out.splitlines()[-1] == "Pages affected: Rival"


def test_what_is_above_the_audience_is_not_told(run: Run, archive: Path) -> None:
    low, high = data(run, archive), data(run, archive, "--audience", "restricted")
    assert not [s for s in of(low, "acme") if "limit" in s.lower() or "secret" in s]
    assert [s for s in of(high, "acme") if "secret" in s]
    assert (low["above"], high["above"]) == (2, 0), "the limit and the hobby"


@pytest.mark.parametrize("form", ["text", "markdown", "html"])
def test_what_is_not_told_is_never_called_nothing(run: Run, archive: Path, form: str) -> None:
    place = archive / ACME / "credit.yaml"
    before = place.read_bytes()
    place.write_text(CREDIT.format(limit=900000))
    try:
        low = run(archive, "diff", "HEAD", "--format", form).out
        high = run(archive, "diff", "HEAD", "--format", form, "--audience", "confidential").out
    finally:
        place.write_bytes(before)
    assert "Facts changed that are not for this audience" in low
    assert "No fact was changed" not in low
    assert "900000" not in low.replace(",", "")
    assert "not for this audience" not in high
    assert "900000" in high.replace(",", "")


def test_a_gap_that_is_asked_for_no_more_was_not_filled(run: Run, archive: Path) -> None:
    people, plain = archive / ACME / "people.yaml", archive / ACME / "profile.yaml"
    before = people.read_bytes(), plain.read_bytes()
    try:
        people.unlink()
        gone = json.loads(run(archive, "diff", "HEAD", "--format", "json").out)
        plain.write_bytes(before[1] + b"industry: forklifts\n")
        filled = json.loads(run(archive, "diff", "HEAD", "--format", "json").out)
    finally:
        people.write_bytes(before[0])
        plain.write_bytes(before[1])
    assert gone["customers"][0]["gaps_closed"] == []
    assert filled["customers"][0]["gaps_closed"] == ["Profile › Industry"]


def test_a_comment_holds_no_link_no_mention_no_tag(run: Run, archive: Path) -> None:
    out = run(archive, "diff", "HEAD~1..HEAD", "--format", "markdown").out
    line = next(line for line in out.splitlines() if "boss" in line)
    assert not set("@<>#:") & set(line.replace("&#", ""))
    assert "`a`" not in line.replace("\\`", "")
    assert "](" not in line


def test_the_files_as_they_lie(run: Run, archive: Path) -> None:
    place = archive / ACME / "people.yaml"
    before = place.read_bytes()
    place.write_text("li-mei: {names: {zh: 李梅}, job_title: Director}\n")
    try:
        out = run(archive, "diff", "HEAD").out
    finally:
        place.write_bytes(before)
    assert "→ Director" in out
    assert run(archive, "diff", "HEAD").out == "No fact was changed.\n"


def test_since_they_parted_and_no_such_revision(run: Run, archive: Path) -> None:
    side = run_git(archive, "rev-parse", "made-2")
    assert run(archive, "diff", f"{side}...HEAD").out == run(archive, "diff", "HEAD~1..HEAD").out
    assert run(archive, "diff", "nothing..HEAD").code == 3


def test_a_page_by_itself_holds_nothing_live_and_asks_nobody(run: Run, archive: Path) -> None:
    out = run(archive, "--lang", "zh", "diff", "HEAD~1..HEAD", "--format", "html").out
    assert out.startswith('<!doctype html>\n<html lang="zh-CN">')
    assert "<img" not in out
    assert "<script" not in out
    assert "&lt;img src=x onerror=alert(1)&gt;" in out
    assert re.findall(r"(?:src|href)=", out) == ["src="], "what was recorded, as text"
    assert re.search(r'<td data-h="之前" class="o">(<span[^>]*>)?Buyer<', out)


def test_an_error_above_the_audience_is_told_by_its_place(run: Run, archive: Path) -> None:
    place = archive / OTHER / "competitors.yaml"
    before = place.read_bytes()
    place.write_text("rival: {share_precent: 60}\n")
    try:
        low, high = run(archive, "diff", "HEAD").out, run(archive, "diff", "HEAD", "--audience", "restricted").out
    finally:
        place.write_bytes(before)
    assert f"error {OTHER}competitors.yaml:1:9 unknown-field (in a place that is not for this audience" in low
    assert "share_precent" not in low
    assert ". Did you mean `share_percent`?" in high


def test_a_dossier_that_vanishes_is_told(run: Run, tmp_path: Path) -> None:
    left = {path: text for path, text in BASE.items() if not path.startswith(OTHER)}
    replay(tmp_path, [Made(BASE), Made(left, [0])])
    run_git(tmp_path, "reset", "-q", "--hard")
    told = run(tmp_path, "diff", "HEAD~1..HEAD").out
    assert "The dossier other was deleted, and no tombstone says why" in told


@pytest.mark.parametrize("form", ["text", "markdown"])
@pytest.mark.parametrize(("lang", "comma"), [("en", ", "), ("zh", "、")])
def test_pages_are_listed_as_the_language_lists(run: Run, archive: Path, form: str, lang: str, comma: str) -> None:
    words = (archive, "--lang", lang, "diff", "HEAD~1..HEAD", "--format")
    names = [page["name"] for page in json.loads(run(*words, "json").out)["pages"]]
    assert len(names) > 1
    assert run(*words, form).out.splitlines()[-1].endswith(comma.join(names))
