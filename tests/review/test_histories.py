"""The histories of tests/histories/ as an audit sees them.

The first commit brings a team and rules besides; who merges is the reviewer, everybody else the rep. `audit.txt` has a
line for each change (number of the commit, style, verdict, what it brought, what is found); `--update` writes it anew.
"""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from dangan.git.repository import Repository
from dangan.review.audit import Audit, Auditor
from dangan.review.judgement import Judged
from tests.history.replay import Made, replay
from tests.history.test_histories import CASES, NAMES, made
from tests.review.story import CATALOGUE, CONFIG, RULES, TEAM

REP, BOSS = "rep <rep@hailan.example>", "boss <boss@hailan.example>"


def with_people(commits: list[Made]) -> list[Made]:
    return [
        replace(
            commit,
            files={"team.yaml": TEAM, "rules.yaml": RULES, **commit.files},
            author=BOSS if len(commit.parents) > 1 else REP,
        )
        for commit in commits
    ]


def lines(audit: Audit, ids: list[str]) -> Iterator[str]:
    for judged in reversed(audit.changes):
        yield _line(judged, ids)
    yield from (found.code.name for found in audit.findings)


def _line(judged: Judged, ids: list[str]) -> str:
    change = judged.change
    brought = ",".join(sorted((str(ids.index(step.commit.id)) for step in change.brought), key=int)) or "-"
    found = " ".join(found.code.name for found in judged.findings) or "-"
    return f"{ids.index(change.commit.id):<3}{judged.style.value:8}{judged.verdict.value:13}{brought:6}{found}"


@pytest.mark.parametrize("name", NAMES)
def test_what_an_audit_says(name: str, tmp_path: Path, *, update: bool) -> None:
    repository, ids = replay(tmp_path, with_people(made(name)))
    audit = Auditor(repository, CATALOGUE, CONFIG).audit()
    said = "".join(f"{line}\n" for line in lines(audit, ids))
    expected = CASES / name / "audit.txt"
    if update:
        expected.write_text(said, encoding="utf-8")
    assert said == expected.read_text(encoding="utf-8")


def test_a_repository_with_one_commit_that_is_not_ours(tmp_path: Path) -> None:
    repository, _ = replay(tmp_path, [Made({"README.md": "x"})])
    audit = Auditor(repository, CATALOGUE, CONFIG).audit()
    assert (audit.changes, audit.every_finding) == ((), ())


def test_a_repository_without_commits_says_so(tmp_path: Path) -> None:
    repository = Repository.init(tmp_path, "main")
    with pytest.raises(Exception, match="no branch main"):
        Auditor(repository, CATALOGUE, CONFIG).audit()
