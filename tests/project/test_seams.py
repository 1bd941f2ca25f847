"""What a page may depend on, shown by differences: revision, date, audience, language, and nothing else."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from dangan.levels import Level
from dangan.project import Project
from tests.archive import files
from tests.conftest import run_git, snapshot, write_files

FIRST_DAY, SECOND_DAY = date(2026, 11, 10), date(2026, 11, 21)
DOSSIER = "en/customers/good/index.html"
HEAD = "assets/build.js"
PROFILE = "id: good\nnames: {{en: Good One Ltd}}\ncustodian: chen-li\nstage: prospect\nsummary: {summary}\n"
PROJECT = """\
title: Cargo bike
step: sample
value: {amount: 12345678, currency: CNY}
next: {action: Send the sample, due: 2026-11-15, who: chen-li}
"""
PERSONAL = "li-mei: {basis: consent, purpose: greetings, birthday: 1979-03-14}\n"

Build = Callable[..., dict[str, bytes]]


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """Two revisions: the second changes one sentence of one customer. One confidential field, one restricted file."""
    root = write_files(tmp_path / "archive", dict(files()))
    write_files(
        root,
        {
            "customers/good/profile.yaml": PROFILE.format(summary="Makes e-bikes."),
            "customers/good/projects/cargo.yaml": PROJECT,
            "customers/good/personal.yaml": PERSONAL,
            "customers/other/profile.yaml": "id: other\nnames: {zh: 别家}\ncustodian: zhou-wei\nstage: lapsed\n",
        },
    )
    run_git(root, "init", "-q", "-b", "main")
    run_git(root, "add", ".")
    run_git(root, "commit", "-q", "-m", "First")
    run_git(root, "tag", "first")
    write_files(root, {"customers/good/profile.yaml": PROFILE.format(summary="Makes cargo bikes.")})
    run_git(root, "commit", "-q", "-a", "-m", "Second")
    run_git(root, "tag", "second")
    return root


@pytest.fixture
def build(archive: Path, tmp_path: Path) -> Build:
    def built(
        at: str = "second",
        day: date = SECOND_DAY,
        audience: Level = Level.INTERNAL,
        languages: tuple[str, ...] = ("en", "zh"),
    ) -> dict[str, bytes]:
        out = tmp_path / f"{at}-{day}-{audience}-{'-'.join(languages)}"
        Project.open(archive, at=at, today=day).build(out, audience=audience, languages=languages)
        return snapshot(out)

    return built


def different(left: dict[str, bytes], right: dict[str, bytes]) -> set[str]:
    return {name for name in left.keys() | right.keys() if left.get(name) != right.get(name)} - {HEAD}


def test_two_builds_of_one_state_are_the_same_bytes(build: Build, archive: Path, tmp_path: Path) -> None:
    first = build()
    again = tmp_path / "again"
    Project.open(archive, at="second", today=SECOND_DAY).build(again, audience=Level.INTERNAL)
    assert snapshot(again) == first


def test_another_revision_changes_what_shows_the_sentence(build: Build) -> None:
    old, new = build(at="first"), build(at="second")
    changed = different(old, new)
    assert changed == {name for name in changed if b"cargo bikes" in new[name] or b"cargo bikes" in old[name]} | {
        name for name in changed if name.endswith(("index.html", ".js"))
    }
    assert {DOSSIER, "zh/customers/good/index.html"} <= changed
    assert "en/customers/other/index.html" not in changed
    assert b"Makes cargo bikes." in new[DOSSIER]
    assert b"Makes e-bikes." in old[DOSSIER]


def test_another_day_changes_only_what_was_due_in_between(build: Build) -> None:
    before, after = build(day=FIRST_DAY), build(day=SECOND_DAY)
    changed = different(before, after)
    assert DOSSIER in changed
    assert not any("other" in name or "zhou-wei" in name for name in changed)
    assert not any(name.startswith(("en/products", "zh/products", "en/competitors")) for name in changed)


def test_audiences_differ_by_the_fields_above_them(build: Build) -> None:
    internal, confidential, restricted = (
        build(audience=level) for level in (Level.INTERNAL, Level.CONFIDENTIAL, Level.RESTRICTED)
    )
    money, birthday = b"12,345,678", b"1979"
    assert not any(money in data or b"12345678" in data for data in internal.values())
    assert any(money in data for data in confidential.values())
    assert not any(birthday in data for data in confidential.values())
    assert birthday in restricted[DOSSIER]
    dossiers = {f"{lang}/customers/{page}index.html" for lang in ("en", "zh") for page in ("", "good/", "other/")}
    homes = {"en/index.html", "zh/index.html"}
    assert b"Records changed" in confidential["en/index.html"], "a message about personal data is not told"
    assert different(confidential, restricted) == homes | dossiers | {
        f"assets/data/customers.{x}.js" for x in ("en", "zh")
    }
    other = "en/customers/other/index.html"
    assert b"Personal details" not in confidential[other]
    assert b"Personal details" in restricted[other], "that there is nothing personal yet is itself for the cleared"


def test_languages_have_pages_of_their_own_and_share_the_rest(build: Build) -> None:
    both, english = build(), build(languages=("en",))
    assert {name for name in both if name.startswith("zh/")}
    assert not {name for name in english if name.startswith("zh/")}
    recorded = b"Makes cargo bikes."
    assert recorded in both[DOSSIER]
    assert recorded in both["zh/customers/good/index.html"]
    assert "负责人".encode() in both["zh/customers/good/index.html"]
    assert "负责人".encode() not in english[DOSSIER]
    assert b"Custodian" in english[DOSSIER]
