"""Git asked about real repositories."""

import gc
import os
import pickle
import subprocess
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from dangan.errors import EnvironmentProblem, GitError, UsageError
from dangan.git.blobs import BlobReader
from dangan.git.objects import Identity
from dangan.git.repository import Commit, Repository

UTC = ZoneInfo("UTC")
SHANGHAI = ZoneInfo("Asia/Shanghai")


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    for name in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{name}_NAME", "Li Wei")
        monkeypatch.setenv(f"GIT_{name}_EMAIL", "li.wei@example.org")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    return Repository.init(tmp_path / "archive", "main")


def record(repository: Repository, when: str, message: str = "a change", **files: str) -> str:
    """Writes files (`__` in a name is a slash, `_` a dot) and commits them at a fixed time."""
    for name, text in files.items():
        path = repository.root / name.replace("__", "/").replace("_", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GIT_AUTHOR_DATE", when)
        patch.setenv("GIT_COMMITTER_DATE", when)
        repository.add(["."])
        return repository.commit(message)


def git(repository: Repository, *arguments: str) -> None:
    subprocess.run(["git", "-C", str(repository.root), *arguments], check=True, capture_output=True)


def test_a_repository_is_found_from_below(repository: Repository) -> None:
    (repository.root / "customers").mkdir()
    found = Repository.discover(repository.root / "customers")
    assert found is not None
    assert found.root == repository.root


def test_nothing_is_found_where_there_is_no_repository(tmp_path: Path) -> None:
    assert Repository.discover(tmp_path) is None
    assert Repository.discover(tmp_path / "missing") is None


def test_a_repository_that_git_will_not_look_into_is_no_missing_one(tmp_path: Path) -> None:
    Repository.init(tmp_path, "main")
    with (tmp_path / ".git" / "config").open("a") as config:
        config.write("[core]\n\trepositoryformatversion = 99\n")
    with pytest.raises(GitError, match="version"):
        Repository.discover(tmp_path)


def test_a_bare_repository_has_no_work_tree(tmp_path: Path) -> None:
    subprocess.run(["git", "init", "-q", "--bare", str(tmp_path)], check=True)
    assert Repository.discover(tmp_path) is None


def test_without_git_nothing_is_found(repository: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(repository.root))
    assert Repository.discover(repository.root) is None
    with pytest.raises(GitError, match="not installed"):
        repository.held()
    with pytest.raises(GitError, match="not installed"), BlobReader(repository.root) as reader:
        reader.read("0" * 40)


def test_an_environment_that_redirects_is_not_followed(repository: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    record(repository, "2026-03-01T12:00:00Z", a_yaml="x: 1\n")
    monkeypatch.setenv("GIT_DIR", "/nonexistent")
    monkeypatch.setenv("GIT_INDEX_FILE", "/nonexistent/index")
    assert repository.held() == b"a.yaml\0"


def test_a_new_repository_has_no_commits(repository: Repository) -> None:
    assert not repository.has_commits()
    assert list(repository.changes()) == []
    assert repository.held() == b""
    with pytest.raises(GitError, match="names no commit"):
        repository.resolve("HEAD")
    with pytest.raises(GitError):
        repository.revision_on(date(2026, 1, 1), UTC, "main")


def test_the_first_commit_is_on_the_branch_asked_for(repository: Repository) -> None:
    commit = record(repository, "2026-03-01T12:00:00Z", a_yaml="x: 1\n")
    assert repository.resolve("main") == commit == repository.resolve("HEAD")


def test_a_revision_that_looks_like_an_option_is_none(repository: Repository) -> None:
    record(repository, "2026-03-01T12:00:00Z", a_yaml="x: 1\n")
    with pytest.raises(GitError):
        repository.resolve("--help")


def test_identity_is_what_git_would_commit_with(repository: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    assert repository.identity() == Identity("Li Wei", "li.wei@example.org")
    for name in ("GIT_AUTHOR_NAME", "GIT_AUTHOR_EMAIL", "GIT_COMMITTER_NAME", "GIT_COMMITTER_EMAIL", "EMAIL"):
        monkeypatch.delenv(name, raising=False)
    assert repository.identity() is None
    git(repository, "config", "user.name", "陈洁")
    git(repository, "config", "user.email", "chen@example.org")
    assert repository.identity() == Identity("陈洁", "chen@example.org")


def test_files_are_held_or_would_be_added_or_are_ignored(repository: Repository) -> None:
    record(repository, "2026-03-01T12:00:00Z", a_yaml="", arc__b_yaml="", _gitignore="no.yaml\n")
    for name in ("arc/no.yaml", "arc/客户 1.yaml", "arc/[x].yaml"):
        (repository.root / name).write_text("")
    assert repository.held("arc") == b"b.yaml\0"
    assert repository.others("arc", ["."]) == ["[x].yaml", "客户 1.yaml"]
    assert repository.others("arc", ["[x].yaml", "no.yaml"]) == ["[x].yaml"], "names, no patterns"
    assert repository.others("arc", ["no.yaml", "b.yaml"], ignored=True) == ["no.yaml"]
    assert repository.others("arc", [f"{number}.yaml" for number in range(100)]) == ["[x].yaml", "客户 1.yaml"]
    assert not repository.ignores("arc")


def test_a_folder_that_is_ignored_as_a_whole(repository: Repository) -> None:
    record(repository, "2026-03-01T12:00:00Z", _gitignore="scratch/\n")
    (repository.root / "scratch").mkdir()
    assert repository.ignores("scratch")
    assert not repository.ignores("")


def test_the_tree_of_a_revision(repository: Repository) -> None:
    first = record(repository, "2026-03-01T12:00:00Z", arc__a_yaml="x: 1\n", b_yaml="")
    record(repository, "2026-03-02T12:00:00Z", arc__a_yaml="x: 22\n")
    (entry,) = repository.tree(first, "arc").values()
    assert (entry.mode, entry.size) == ("100644", 5)
    assert repository.tree("HEAD", "arc")["a.yaml"].size == 6
    assert repository.tree("HEAD", "nowhere") == {}
    assert sorted(repository.tree("HEAD")) == ["arc/a.yaml", "b.yaml"]


def test_changes_are_counted_from_where_the_branches_parted(repository: Repository) -> None:
    record(repository, "2026-03-01T12:00:00Z", arc__a_yaml="1", arc__b_yaml="1", c_yaml="1")
    git(repository, "checkout", "-q", "-b", "topic")
    record(repository, "2026-03-02T12:00:00Z", arc__a_yaml="2")
    git(repository, "checkout", "-q", "main")
    record(repository, "2026-03-03T12:00:00Z", arc__b_yaml="theirs")
    git(repository, "checkout", "-q", "topic")
    (repository.root / "arc/new.yaml").write_text("")
    (repository.root / "c.yaml").unlink()
    assert repository.changed_since("main") == {"arc/a.yaml", "arc/new.yaml", "c.yaml"}
    assert repository.changed_since("main", "arc") == {"a.yaml", "new.yaml"}
    assert repository.changed_since("main", "arc", ["told.yaml"]) == {"a.yaml", "told.yaml"}


@pytest.mark.skipif(os.name != "posix", reason="modes")
def test_what_only_may_be_run_now_holds_nothing_else(repository: Repository) -> None:
    record(repository, "2026-03-01T12:00:00Z", arc__a_yaml="1", arc__b_yaml="1", c_yaml="1")
    (repository.root / "arc/a.yaml").chmod(0o755)
    assert repository.differing("HEAD", "arc") == set()
    (repository.root / "arc/b.yaml").unlink()
    (repository.root / "c.yaml").write_text("2")
    assert repository.differing("HEAD", "arc") == {"b.yaml"}
    assert repository.differing("HEAD") == {"arc/b.yaml", "c.yaml"}


def test_unrelated_histories_are_compared_directly(repository: Repository) -> None:
    first = record(repository, "2026-03-01T12:00:00Z", a_yaml="1")
    git(repository, "checkout", "-q", "--orphan", "other")
    record(repository, "2026-03-01T13:00:00Z", a_yaml="2")
    assert repository.changed_since(first) == {"a.yaml"}


def last_of(repository: Repository, revision: str = "HEAD", folder: str = "") -> dict[str, Commit]:
    """The last commit that touched each path."""
    last: dict[str, Commit] = {}
    for commit, paths in repository.changes(revision, folder):
        for path in paths:
            last.setdefault(path, commit)
    return last


def test_the_last_commit_of_each_path(repository: Repository) -> None:
    first = record(repository, "2026-03-01T12:00:00Z", "first", arc__a_yaml="1", arc__b_yaml="1")
    second = record(repository, "2026-03-02T23:30:00Z", "second\n\nwith more", arc__a_yaml="2", c_yaml="")
    last = last_of(repository, folder="arc")
    assert {path: commit.id for path, commit in last.items()} == {"a.yaml": second, "b.yaml": first}
    assert (last["a.yaml"].subject, last["a.yaml"].author, last["a.yaml"].email) == (
        "second",
        "Li Wei",
        "li.wei@example.org",
    )
    assert last["a.yaml"].date.isoformat() == "2026-03-02T23:30:00+00:00"
    assert set(last_of(repository, first)) == {"arc/a.yaml", "arc/b.yaml"}


def test_a_merge_counts_only_for_its_own_edits(repository: Repository) -> None:
    record(repository, "2026-03-01T12:00:00Z", a_yaml="1\n", b_yaml="1\n")
    git(repository, "checkout", "-q", "-b", "topic")
    topic = record(repository, "2026-03-02T12:00:00Z", a_yaml="topic\n")
    git(repository, "checkout", "-q", "main")
    record(repository, "2026-03-03T12:00:00Z", b_yaml="main\n")
    git(repository, "merge", "-q", "--no-commit", "topic")
    merge = record(repository, "2026-03-04T12:00:00Z", b_yaml="merged\n")
    last = last_of(repository)
    assert last["a.yaml"].id == topic
    assert last["b.yaml"].id == merge


def test_a_path_that_imitates_the_log(repository: Repository) -> None:
    name = "\x01x\x02:a"
    (repository.root / name).write_text("")
    (repository.root / ":b").write_text("")
    commit = record(repository, "2026-03-01T12:00:00Z", "subject \x02 with marks")
    assert {path: c.id for path, c in last_of(repository).items()} == {name: commit, ":b": commit}


def test_a_commit_has_the_day_of_the_archive(repository: Repository) -> None:
    record(repository, "2026-03-01T20:00:00Z", a_yaml="2", b_yaml="")
    assert repository.commit_date("HEAD", SHANGHAI) == date(2026, 3, 2)
    assert repository.commit_date("HEAD", UTC) == date(2026, 3, 1)


def test_the_revision_on_a_day(repository: Repository) -> None:
    first = record(repository, "2026-03-01T12:00:00Z", a_yaml="1")
    second = record(repository, "2026-03-01T20:00:00Z", a_yaml="2")
    assert repository.revision_on(date(2026, 3, 1), UTC, "main") == second
    assert repository.revision_on(date(2026, 3, 1), SHANGHAI, "main") == first
    assert repository.revision_on(date.max, UTC, "main") == second
    with pytest.raises(UsageError):
        repository.revision_on(date(2026, 2, 28), UTC, "main")


def test_clocks_that_ran_backwards(repository: Repository) -> None:
    record(repository, "2026-03-01T12:00:00Z", a_yaml="1")
    record(repository, "2026-03-09T12:00:00Z", a_yaml="ahead of its time")
    third = record(repository, "2026-03-02T12:00:00Z", a_yaml="3")
    assert repository.revision_on(date(2026, 3, 3), UTC, "main") == third


def test_only_first_parents_count(repository: Repository) -> None:
    first = record(repository, "2026-03-01T12:00:00Z", a_yaml="1")
    git(repository, "checkout", "-q", "-b", "topic")
    record(repository, "2026-03-02T12:00:00Z", a_yaml="2")
    git(repository, "checkout", "-q", "main")
    git(repository, "merge", "-q", "--no-ff", "topic", "-m", "merge")
    assert repository.revision_on(date(2026, 3, 2), UTC, "main") == first


def test_a_shallow_clone_says_that_it_is_cut_off(repository: Repository, tmp_path: Path) -> None:
    record(repository, "2026-03-01T12:00:00Z", a_yaml="1")
    record(repository, "2026-03-05T12:00:00Z", a_yaml="2")
    clone = tmp_path / "clone"
    git(repository, "clone", "-q", "--depth=1", repository.root.as_uri(), str(clone))
    shallow = Repository(clone)
    assert list(last_of(shallow)) == ["a.yaml"]
    assert shallow.revision_on(date(2026, 3, 5), UTC, "main") == shallow.resolve("HEAD")
    with pytest.raises(EnvironmentProblem, match="unshallow"):
        shallow.revision_on(date(2026, 3, 2), UTC, "main")


def test_a_detached_checkout_falls_back_on_what_was_fetched(repository: Repository, tmp_path: Path) -> None:
    commit = record(repository, "2026-03-01T12:00:00Z", a_yaml="1")
    git(repository, "clone", "-q", str(repository.root), str(tmp_path / "clone"))
    clone = Repository(tmp_path / "clone")
    git(clone, "checkout", "-q", "--detach")
    git(clone, "branch", "-D", "main")
    assert clone.revision_on(date(2026, 3, 1), UTC, "main") == commit


def test_adding_what_is_ignored_is_refused_in_gits_words(repository: Repository) -> None:
    record(repository, "2026-03-01T12:00:00Z", _gitignore="no.yaml\n")
    (repository.root / "no.yaml").write_text("")
    with pytest.raises(GitError, match="ignored by one of your"):
        repository.add(["no.yaml"])


def test_blobs_are_read_by_one_process(repository: Repository) -> None:
    record(repository, "2026-03-01T12:00:00Z", a_yaml="x: 1\n", b_yaml="")
    tree = repository.tree("HEAD")
    with BlobReader(repository.root) as reader:
        assert reader.read(tree["a.yaml"].oid) == b"x: 1\n"
        with pytest.raises(GitError, match="missing"):
            reader.read("0" * 40)
        assert reader.read(tree["b.yaml"].oid) == b""
        again = pickle.loads(pickle.dumps(reader))  # noqa: S301 -- our own
        assert again.read(tree["a.yaml"].oid) == b"x: 1\n"
        again.close()


def test_blobs_that_are_asked_for_ahead(repository: Repository) -> None:
    record(repository, "2026-03-01T12:00:00Z", a_yaml="x: 1\n", b_yaml="y: 2\n")
    one, two = (repository.tree("HEAD")[name].oid for name in ("a.yaml", "b.yaml"))
    with BlobReader(repository.root) as reader:
        reader.ahead([one, "0" * 40, two, one])
        assert reader.read(two) == b"y: 2\n"
        with pytest.raises(GitError, match="missing"):
            reader.read("0" * 40)
        assert [reader.read(one), reader.read(one)] == [b"x: 1\n"] * 2
        reader.ahead([one])
        assert reader.read(two) == b"y: 2\n", "something else than was said"
        reader.ahead([two])
        assert reader.read(one) == b"x: 1\n", "what was asked for and not read is in nobody's way"
        assert dict(reader.read_all([one, two, one])) == {one: b"x: 1\n", two: b"y: 2\n"}


def test_more_than_fits_into_a_pipe(repository: Repository) -> None:
    names = {f"f{n}_yaml": f"x: {n}\n{'#' * 2000}\n" for n in range(900)}
    record(repository, "2026-03-01T12:00:00Z", **names)
    oids = [entry.oid for entry in repository.tree("HEAD").values()]
    with BlobReader(repository.root) as reader:
        assert len(dict(reader.read_all(oids))) == 900


def test_a_reader_that_is_forgotten_leaves_nothing_behind(repository: Repository) -> None:
    record(repository, "2026-03-01T12:00:00Z", a_yaml="x: 1\n")
    reader = BlobReader(repository.root)
    reader.read(repository.tree("HEAD")["a.yaml"].oid)
    process = reader._process
    assert process is not None
    del reader
    gc.collect()
    assert process.returncode == 0
