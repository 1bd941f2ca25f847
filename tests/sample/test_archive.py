"""The sample archive is clean, and nobody real appears in it."""

import re
from datetime import date
from pathlib import Path

import pytest

import dangan
from dangan.project import Project

ROOT = Path(dangan.__file__).resolve().parents[2]
FOLDERS = ("competitors", "products", "surveys", "campaigns", "tombstones")
DATA = ("customers/**/*.yaml", "customers/**/*.md", "inbox/*.md", *(f"{name}/*.yaml" for name in FOLDERS), "*.yaml")
TODAY = date(2026, 11, 21)
HOST = re.compile(r"(?:https?://|@)([A-Za-z0-9.-]+)")


def files() -> list[Path]:
    found = {path for pattern in DATA for path in ROOT.glob(pattern)}
    return sorted(path for path in found if path.name != "mkdocs.yml" and not path.name.startswith("."))


def test_the_sample_gives_what_was_planted_and_nothing_else() -> None:
    """A sum copied with two digits changed about; the certificate of a customer's own part that was let run out."""
    result = Project.open(ROOT, today=TODAY).check()
    found = [(d.span.path, d.code, d.severity.value) for d in result.diagnostics]
    assert sorted(found) == [
        ("customers/junda/orders.yaml", "sum-differs", "warning"),
        ("customers/zhejiang/yuanpu/documents.yaml", "expired", "warning"),
    ]
    assert result.customers == len(list(ROOT.glob("customers/**/profile.yaml")))
    assert result.files == len(files())


def test_the_sample_of_an_earlier_day_has_contacts_in_its_future() -> None:
    codes = {d.code for d in Project.open(ROOT, today=date(2026, 1, 1)).check().diagnostics}
    assert "future-date" in codes


@pytest.mark.parametrize("path", files(), ids=lambda path: str(path.relative_to(ROOT)))
def test_every_host_is_a_reserved_one(path: Path) -> None:
    hosts = HOST.findall(path.read_text(encoding="utf-8"))
    assert [host for host in hosts if not host.rstrip(".").endswith(".example")] == []


def test_guides_and_policy_are_there_in_both_languages() -> None:
    english, chinese = (
        {path.relative_to(ROOT / "docs" / lang) for path in (ROOT / "docs" / lang).rglob("*.md")}
        for lang in ("en", "zh")
    )
    assert english == chinese
    assert {Path("policy.md"), Path("about.md"), Path("guide/reps.md"), Path("guide/reviewers.md")} <= english
