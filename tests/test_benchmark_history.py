"""A generated history ends in the archive that it was made of, and is sound."""

import shutil
from pathlib import Path

import pytest

from benchmarks.archive import write_archive
from benchmarks.changes import before
from benchmarks.history import write_history
from dangan.source.reader import parse_document
from tests.conftest import run_git, snapshot

CUSTOMERS, COMMITS = 30, 80


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("history") / "archive"
    write_archive(root, CUSTOMERS)
    return root


@pytest.fixture(scope="module")
def repository(archive: Path) -> Path:
    root = archive.parent / "repository"
    shutil.copytree(archive, root)
    write_history(root, COMMITS)
    return root


def test_the_tip_is_the_archive(archive: Path, repository: Path) -> None:
    clone = archive.parent / "clone"
    run_git(archive.parent, "clone", "--quiet", str(repository), str(clone))
    shutil.rmtree(clone / ".git")
    assert snapshot(clone) == snapshot(archive)
    assert run_git(repository, "status", "--porcelain") == ""


def test_it_has_as_many_commits_as_asked_on_one_branch(repository: Path) -> None:
    assert run_git(repository, "rev-list", "--count", "--all") == str(COMMITS)
    assert run_git(repository, "for-each-ref", "--format=%(refname)") == "refs/heads/main"
    assert run_git(repository, "rev-list", "--max-parents=0", "--count", "main") == "1"


def test_git_finds_nothing_wrong(repository: Path) -> None:
    assert run_git(repository, "fsck", "--strict", "--no-progress") == ""


def test_pull_requests_are_merged_by_somebody_else(repository: Path) -> None:
    merges = run_git(
        repository, "log", "--merges", "--format=%an|%s|%(trailers:key=Reviewed-by,valueonly)"
    ).splitlines()
    merges = [line for line in merges if line]
    assert len(merges) == (COMMITS - 1) // 10
    for line in merges:
        author, subject, trailer = line.split("|")
        assert trailer.startswith(f"{author} <")
        assert subject.startswith("Merge pull request #")
        assert author.lower().replace(" ", "-") not in subject


def test_time_only_goes_forward_and_several_people_commit(repository: Path) -> None:
    lines = run_git(repository, "log", "--reverse", "--topo-order", "--first-parent", "--format=%ct %an").splitlines()
    times = [int(line.split(" ", 1)[0]) for line in lines]
    assert times == sorted(set(times))
    assert len({line.split(" ", 1)[1] for line in lines}) >= 4


def test_every_commit_changes_something_and_every_old_file_can_be_read(repository: Path) -> None:
    log = run_git(repository, "log", "-m", "--first-parent", "--format=commit %h", "--raw", "--no-abbrev", "--root")
    blobs: dict[str, str] = {}
    for part in log.split("commit ")[1:]:
        rows = [line.split("\t") for line in part.splitlines() if line.startswith(":")]
        assert rows
        blobs |= {row[0].split()[3]: row[1] for row in rows if row[1].endswith((".yaml", ".md"))}
    edited = [line for line in log.splitlines() if line.startswith(":") and line.split("\t")[0].endswith(" M")]
    assert edited
    for line in edited:
        old, path = line.split()[2], line.split("\t")[1]
        document, faults = parse_document(path, run_git(repository, "cat-file", "blob", old).encode())
        assert document, faults


def test_the_same_seed_makes_the_same_commits(archive: Path, repository: Path, tmp_path: Path) -> None:
    heads = []
    for seed in (1, 2):
        copy = tmp_path / str(seed)
        shutil.copytree(archive, copy)
        write_history(copy, COMMITS, seed)
        heads.append(run_git(copy, "rev-parse", "main"))
    assert heads[0] == run_git(repository, "rev-parse", "main") != heads[1]


@pytest.mark.parametrize(
    ("line", "older"),
    [
        ("  employees: 640", "  employees: 560"),
        ("  founded_year: 2009", None),
        ("    note: 充电时间多一倍；后改加热膜", None),
        ("    note: 换供应商的首因是交货，其次才是价格", "    note: 换供应商的首因是交货"),
        ('    text: "月结 90 天，四成电汇，六成承兑"', None),
        ("id: fengxing", None),
    ],
)
def test_how_a_line_read_before(line: str, older: str | None) -> None:
    assert before(line) == older
