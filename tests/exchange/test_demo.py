"""The demo: a repository whose last state is the sample, and whose history a real team might have."""

import json
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest

from dangan.cli.main import main
from dangan.diagnostics import Severity
from dangan.errors import UsageError
from dangan.exchange.demo.days import booking, is_working, stamp
from dangan.exchange.demo.sample import parts, read_sample
from dangan.exchange.demo.story import CLAIM
from dangan.exchange.demo.texts import text_without
from dangan.exchange.demo.write import begun_with, write_demo
from dangan.history.archive_history import ArchiveHistory
from dangan.history.change import ChangeKind
from dangan.layout import packaged_root
from dangan.project import Project
from dangan.source.reader import parse_document
from tests.conftest import run_git

TRAILER = re.compile(r"^Reviewed-by: .* <(.*)>$", re.MULTILINE)


class Entry(NamedTuple):
    """One commit of the main branch, read from the log without any of our own code."""

    commit: str
    parents: list[str]
    author: str
    day: date
    subject: str
    reviewers: list[str]
    writers: set[str]


@pytest.fixture(scope="session")
def entries(demo: Path) -> list[Entry]:
    """Oldest first. Who wrote a merge are the authors of the commits that it brings in."""
    return list(read_log(demo))


def read_log(root: Path) -> Iterator[Entry]:
    form = "%x1e%H%x1f%P%x1f%ae%x1f%cd%x1f%s%x1f%B"
    authors = dict(line.split() for line in run_git(root, "log", "--format=%H %ae").splitlines())
    above = dict(line.partition(" ")[::2] for line in run_git(root, "log", "--format=%H %P").splitlines())
    log = run_git(root, "log", "--first-parent", "--reverse", "--date=format-local:%Y-%m-%d", f"--format={form}")
    for text in log.split("\x1e")[1:]:
        commit, parents, author, day, subject, message = text.strip().split("\x1f")
        branch = [*parents.split()[1:]]
        writers = {authors[branch[0]]} if branch else {author}
        if branch:  # the branch is one line of commits by one hand, but for the main branch merged into it
            writers |= {authors[parent] for parent in above[branch[0]].split() if len(above[branch[0]].split()) > 1}
        yield Entry(
            commit, parents.split(), author, date.fromisoformat(day), subject, TRAILER.findall(message), writers
        )


def test_the_last_state_is_the_sample(demo: Path) -> None:
    sample = read_sample()
    listed = run_git(demo, "ls-tree", "-r", "-z", "--format=%(objectname) %(path)", "HEAD").rstrip("\0").split("\0")
    wanted = {**sample.files, **begun_with(sample)}
    assert {line.partition(" ")[2] for line in listed} == wanted.keys()
    for path, raw in wanted.items():
        assert (demo / path).read_bytes() == raw, path
    assert run_git(demo, "status", "--porcelain") == ""
    assert run_git(demo, "branch", "--all", "--format=%(refname)") == "refs/heads/main"


def test_many_changes_by_many_hands(entries: list[Entry]) -> None:
    reviewed = [entry for entry in entries if entry.reviewers]
    assert len(reviewed) >= 150
    assert len({hand for entry in entries for hand in entry.writers}) >= 6
    assert len({name for entry in reviewed for name in entry.reviewers}) >= 2
    assert any(len(entry.parents) == 1 for entry in reviewed), "some are squashed"
    assert (entries[-1].day - entries[0].day).days > 700


def test_one_self_approval_and_one_push(entries: list[Entry]) -> None:
    """By nothing but names in the log."""
    assert [e.subject for e in entries[1:] if not e.reviewers] == ["锋行：包俊在骏驰安顿下来了"]
    mine = [e for e in entries if e.reviewers and e.writers <= set(e.reviewers)]
    assert [e.author for e in mine] == ["lin.yue@hailan.example"]


def test_the_audit_finds_nothing_else(demo: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["-C", str(demo), "audit", "--format", "json"]) == 1, "there are findings"
    found = json.loads(capsys.readouterr().out)
    codes = [finding["code"] for change in found for finding in change["findings"]]
    assert sorted(codes) == ["direct-push", "self-approval"]


def test_nobody_works_at_night_and_time_goes_on(demo: Path, entries: list[Entry]) -> None:
    stamps = [int(line) for line in run_git(demo, "log", "--first-parent", "--reverse", "--format=%ct").splitlines()]
    assert stamps == sorted(stamps)
    assert all(is_working(entry.day) for entry in entries[:-5])
    hours = run_git(demo, "log", "--format=%cd %ad", "--date=format:%H%z").split()
    assert set(hours) <= {f"{hour:02}+0800" for hour in range(8, 18)}
    assert entries[-1].day <= date(2026, 11, 21)


@pytest.mark.parametrize("day", ["2024-11-26", "2025-02-14", "2025-09-30", "2026-04-16", "2026-11-21"])
def test_past_states_are_in_order(demo: Path, day: str) -> None:
    project = Project.open(demo, at=day)
    assert [d for d in project.check().diagnostics if d.severity is Severity.ERROR] == []


@pytest.fixture(scope="session")
def history(demo: Path) -> Iterator[ArchiveHistory]:
    project = Project.open(demo)
    assert project.repository
    found = ArchiveHistory.of(project.repository, project.catalogue)
    yield found
    found.close()


def test_a_claim_was_refused(history: ArchiveHistory) -> None:
    refused = {c.steps: c for c in history.of_customer("kuaitu") if not c.taken}
    proposed = refused[*map(str, CLAIM.pointer), "value"]
    assert (proposed.new, proposed.commit.email) == ("key", "he.qing@hailan.example")
    taken = [c for c in history.of_customer("kuaitu") if c.taken and c.steps == proposed.steps]
    assert [change.new for change in taken] == ["general"]


def test_nothing_else_was_refused(history: ArchiveHistory) -> None:
    refused = {c.commit.id for own in history.customers for c in history.of_customer(own) if not c.taken}
    assert len(refused) == 1


def test_a_mistake_was_corrected_by_somebody_else(history: ArchiveHistory) -> None:
    now, before = [c for c in history.of_customer("fengxing") if c.steps == ("scale", "employees")]
    assert (before.new, now.old, now.new) == (812, 812, 640)
    assert before.commit.email != now.commit.email


def test_a_folder_was_renamed(history: ArchiveHistory) -> None:
    renamed = [c for c in history.of_customer("fengxing") if c.kind is ChangeKind.FILE_RENAMED]
    assert ("customers/fengxing/profile.yaml", "customers/zhejiang/fengxing/profile.yaml") in [
        (change.before, change.path) for change in renamed
    ]
    first = [c for c in history.of_customer("fengxing") if c.path.endswith("profile.yaml")][-1]
    assert first.path == "customers/fengxing/profile.yaml", "the history reaches back beyond the move"


def test_a_folder_with_anything_in_it_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(UsageError, match="not empty"):
        write_demo(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_the_wheel_carries_all_of_the_sample() -> None:
    """What is at the top of an archive is named one by one where the wheel is put together."""
    settings = (packaged_root() / "pyproject.toml").read_text(encoding="utf-8")
    for name in parts(read_sample().catalogue):
        if (packaged_root() / name).exists():
            assert f'"{name}" = "dangan/_packaged/sample/{name}"' in settings


SAMPLE = read_sample()
GROWN = [path for path in SAMPLE.documents if path.startswith("customers/zhejiang/fengxing/")]


@pytest.mark.parametrize("path", [*GROWN, "team.yaml"])
def test_an_earlier_text_is_that_of_today_without_some_lines(path: str) -> None:
    """So what people see in the history of a file is what was written, and nothing else has moved."""
    document = SAMPLE.documents[path]
    missing = list(document.data)[1::2]
    text = text_without(document, frozenset((key,) for key in missing), {})
    assert text is not None
    earlier, _ = parse_document(path, text.encode())
    assert earlier is not None
    assert earlier.data == {key: value for key, value in document.data.items() if key not in missing}
    lines = iter(document.text.splitlines())
    assert all(line in lines for line in text.splitlines()), "in the order of today"


def test_a_remark_goes_with_what_it_is_about() -> None:
    document, _ = parse_document("team.yaml", b"a: 1\n# on b\nb: 2\nc: 3\n")
    assert document is not None
    assert text_without(document, frozenset({("b",)}), {}) == "a: 1\nc: 3\n"


def test_a_remark_speaks_of_all_of_an_entry() -> None:
    document, _ = parse_document("team.yaml", b"a: 1\n# left in May\nb:\n  c: 2\n  left: 3\n")
    assert document is not None
    assert text_without(document, frozenset({("b", "left")}), {}) == "a: 1\nb:\n  c: 2\n"


def test_what_loses_all_is_gone_itself() -> None:
    document, _ = parse_document("x.yaml", b"a:\n  - x: 1\n  - x: 2\nb:\n  c: 3\n")
    assert document is not None
    assert text_without(document, frozenset({("a", 0), ("a", 1)}), {("b", "c"): 2}) == "b:\n  c: 2\n"
    assert text_without(document, frozenset({("a", 0), ("a", 1), ("b", "c")}), {}) is None


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ({"on": "2025-03-04"}, date(2025, 3, 4)),
        ({"date": "2025-03-01", "noted_on": "2025-03-04"}, date(2025, 3, 4)),
        ({"period": "2025-Q1"}, date(2025, 4, 5)),
        ({"period": "2026-H2"}, None),
        ({"on": "2027-01-01"}, None),
        ({"moves": [{"date": "2026-06-01", "change": "joined"}]}, date(2026, 6, 1)),
        ({"from": "义乌一家电机厂"}, None),
    ],
)
def test_what_a_fact_says_of_its_own_day(written: dict[str, object], day: date | None) -> None:
    assert stamp(written) == day


def test_books_are_kept_early_in_the_next_month() -> None:
    assert booking(date(2025, 3, 20)) == date(2025, 4, 4)
    assert booking(date(2025, 4, 4)) == date(2025, 4, 4), "what is booked is not put off again"
    assert booking(date(2026, 11, 12)) == date(2026, 11, 17)


def test_a_dossier_that_was_opened_twice_left_a_tombstone(demo: Path, history: ArchiveHistory) -> None:
    of_it = history.of_customer("wuhan-kuaitu")
    assert {c.kind for c in of_it} >= {ChangeKind.FILE_ADDED, ChangeKind.FILE_REMOVED}
    gone = {c.commit.id for c in of_it if c.kind is ChangeKind.FILE_REMOVED}
    files = run_git(demo, "show", "--name-only", "--format=", *gone).split()
    assert "tombstones/wuhan-kuaitu.yaml" in files, "the reason came with the same change"
