"""The same files give the same answers from a work tree, from a revision and from memory."""

import gc
import os
import pickle
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from dangan.git.repository import Repository
from dangan.source.files import write_file
from dangan.source.reader import read_document
from dangan.source.tree import MemoryTree, RevisionTree, Tree, Unreadable, WorkTree

FILES = {
    "dangan.yaml": "format: 1\n",
    "customers/x/profile.yaml": "id: x\n",
    "customers/y/profile.yaml": "id: y\n",
    "customers/客户/profile.yaml": "id: z\n",
}
LINKS = {
    "customers/y/same.yaml": "../x/profile.yaml",
    "customers/y/chain.yaml": "./same.yaml",
    "customers/y/out.yaml": "../../../secret.yaml",
    "customers/y/absolute.yaml": "/etc/hostname",
    "customers/y/gone.yaml": "nowhere.yaml",
    "customers/y/git.yaml": "../../.git/config",
    "customers/y/loop.yaml": "pool.yaml",
    "customers/y/pool.yaml": "loop.yaml",
    "customers/folder": "x",
}
REFUSED = {
    "customers/folder": "link-to-folder",
    "customers/y/absolute.yaml": "link-out",
    "customers/y/git.yaml": "link-broken",
    "customers/y/gone.yaml": "link-broken",
    "customers/y/loop.yaml": "link-loop",
    "customers/y/out.yaml": "link-out",
    "customers/y/pool.yaml": "link-loop",
}


def lay_out(root: Path, files: dict[str, str], links: dict[str, str]) -> None:
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text)
    for name, target in links.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).symlink_to(target)


def committed(root: Path, files: dict[str, str], links: dict[str, str] | None = None, folder: str = "") -> Repository:
    repository = Repository.init(root, "main")
    lay_out(root / folder, files, links or {})
    repository.add(["."])
    repository.commit("the archive")
    return repository


@pytest.fixture(params=["work", "work below", "plain", "revision", "revision below", "memory"])
def tree(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Tree]:
    (tmp_path / "secret.yaml").write_text("secret: 1\n")
    kind, below, _ = f"{request.param} ".partition(" below")
    kind, folder = kind.strip(), "sub/archive" if below else ""
    if kind == "memory":
        yield MemoryTree({k: v.encode() for k, v in FILES.items()}, LINKS)
    elif kind == "plain":
        lay_out(tmp_path / "a", FILES, LINKS)
        yield WorkTree(tmp_path / "a")
    else:
        repository = committed(tmp_path / "a", FILES, LINKS, folder)
        yield WorkTree(tmp_path / "a" / folder) if kind == "work" else RevisionTree(repository, "HEAD", folder)


def codes(tree: Tree) -> dict[str, str]:
    return {problem.span.path: problem.code for problem in tree.problems()}


def test_links_are_followed_inside_and_refused_elsewhere(tree: Tree) -> None:
    assert tree.paths() == tuple(sorted([*FILES, "customers/y/same.yaml", "customers/y/chain.yaml"]))
    assert tree.read("customers/y/chain.yaml") == b"id: x\n"
    assert {p: c for p, c in codes(tree).items() if c != "no-history"} == REFUSED


@pytest.mark.parametrize("path", REFUSED)
def test_a_refused_link_is_never_read(tree: Tree, path: str) -> None:
    with pytest.raises(Unreadable) as refusal:
        tree.read(path)
    assert refusal.value.diagnostic.code == REFUSED[path]


def test_a_missing_file_is_a_diagnostic(tree: Tree) -> None:
    document, faults = read_document(tree, "customers/none/profile.yaml")
    assert document is None
    assert [(fault.code, str(fault.span)) for fault in faults] == [
        ("unreadable-file", "customers/none/profile.yaml:1:1")
    ]


def test_a_limit_keeps_large_files_out(tree: Tree) -> None:
    assert tree.read("dangan.yaml", 10) == b"format: 1\n"
    with pytest.raises(Unreadable) as refusal:
        tree.read("dangan.yaml", 9)
    assert refusal.value.diagnostic.code == "file-too-large"


def test_a_tree_travels_to_another_process(tree: Tree) -> None:
    tree.paths()
    data = pickle.dumps(tree)
    again = pickle.loads(data)  # noqa: S301 -- our own
    assert (again.label, again.paths(), again.problems()) == (tree.label, tree.paths(), tree.problems())
    assert again.read("customers/y/same.yaml") == b"id: x\n"
    if not isinstance(tree, MemoryTree):
        assert b"profile.yaml" not in data
    gc.collect()


def test_without_git_history_is_said_to_be_absent(tmp_path: Path) -> None:
    lay_out(tmp_path, {"a.yaml": "", ".venv/b.yaml": "", ".dangan/c": "", "site/d.html": "", "x/site/e.yaml": ""}, {})
    tree = WorkTree(tmp_path)
    assert tree.paths() == ("a.yaml", "x/site/e.yaml")
    assert [str(problem.severity) for problem in tree.problems()] == ["info"]


def test_folders_that_are_never_of_the_archive_even_if_tracked(tmp_path: Path) -> None:
    repository = committed(tmp_path, {"a.yaml": "", "site/b.yaml": "", ".dangan/c.yaml": "", "x/.venv/d.yaml": ""})
    assert WorkTree(tmp_path).paths() == RevisionTree(repository, "HEAD").paths() == ("a.yaml",)


def test_an_archive_in_a_folder_that_its_repository_ignores(tmp_path: Path) -> None:
    committed(tmp_path, {".gitignore": "scratch/\n"})
    lay_out(tmp_path / "scratch", {"a.yaml": ""}, {})
    tree = WorkTree(tmp_path / "scratch")
    assert tree.paths() == ("a.yaml",)
    assert codes(tree) == {"dangan.yaml": "no-history"}


def test_ignored_data_files_get_a_warning(tmp_path: Path) -> None:
    committed(tmp_path, {".gitignore": "private*\n", "customers/x/profile.yaml": ""})
    lay_out(tmp_path, {"customers/x/private.yaml": "", "private.yaml": "", "customers/x/private.tmp": ""}, {})
    tree = WorkTree(tmp_path)
    (found,) = tree.left_out(["customers/**/*.yaml", "team.yaml"])
    assert (found.span.path, found.code) == ("customers/x/private.yaml", "ignored-file")
    assert (codes(tree), tree.left_out([])) == ({}, [])


def test_deleted_and_new_files(tmp_path: Path) -> None:
    committed(tmp_path, {"a.yaml": "", "b.yaml": "", "c/d.yaml": ""})
    (tmp_path / "a.yaml").unlink()
    (tmp_path / "c/d.yaml").unlink()
    (tmp_path / "new.yaml").write_text("")
    assert WorkTree(tmp_path).paths() == ("b.yaml", "new.yaml")


def test_a_file_that_vanishes_after_it_was_listed(tmp_path: Path) -> None:
    committed(tmp_path, {"a.yaml": "x: 1\n"})
    tree = WorkTree(tmp_path)
    assert tree.paths() == ("a.yaml",)
    (tmp_path / "a.yaml").unlink()
    _, faults = read_document(tree, "a.yaml")
    assert "not there any more" in faults[0].message.en


def test_a_tracked_folder_replaced_by_a_link_is_not_entered(tmp_path: Path) -> None:
    root = tmp_path / "a"
    committed(root, {"customers/x/profile.yaml": "id: x\n"})
    lay_out(tmp_path, {"else/profile.yaml": "secret: 1\n"}, {})
    (root / "customers/x/profile.yaml").unlink()
    (root / "customers/x").rmdir()
    (root / "customers/x").symlink_to(tmp_path / "else")
    tree = WorkTree(root)
    assert tree.paths() == ()
    assert codes(tree) == {"customers/x": "link-out"}


def test_repositories_inside_are_left_out_with_a_word(tmp_path: Path) -> None:
    repository = committed(tmp_path, {"a.yaml": ""})
    committed(tmp_path / "vendor", {"b.yaml": ""})
    assert (WorkTree(tmp_path).paths(), codes(WorkTree(tmp_path))) == (("a.yaml",), {"vendor": "submodule"})
    repository.add(["vendor"])
    repository.commit("as a submodule")
    for tree in (WorkTree(tmp_path), RevisionTree(repository, "HEAD")):
        assert (tree.paths(), codes(tree)) == (("a.yaml",), {"vendor": "submodule"})


def test_pipes_are_not_files(tmp_path: Path) -> None:
    lay_out(tmp_path, {"a.yaml": ""}, {})
    os.mkfifo(tmp_path / "pipe.yaml")
    assert WorkTree(tmp_path).paths() == ("a.yaml",)


ODD: list[tuple[list[str], dict[str, str]]] = [
    (["a\nb.yaml"], {"a\\x0ab.yaml": "unusable-name"}),
    (["a\x7f/b.yaml", "a\x7f/c.yaml"], {"a\\x7f": "unusable-name"}),
    (["a\udcff.yaml"], {"a\\xff.yaml": "unusable-name"}),
    (["x/a\\b.yaml"], {"x/a\\b.yaml": "windows-name"}),
    (["x/aux/a.yaml", "x/aux/b.yaml"], {"x/aux": "windows-name"}),
    (["NUL.yaml"], {"NUL.yaml": "windows-name"}),
    (["x /a.yaml"], {"x ": "windows-name"}),
    (["x./a.yaml"], {"x.": "windows-name"}),
    (["what?.yaml"], {"what?.yaml": "windows-name"}),
    (["mu\u0308ller.yaml"], {"mu\u0308ller.yaml": "decomposed-name"}),
    (["A/x.yaml", "a/x.yaml", "a/y.yaml"], {"a": "case-clash"}),
    (["x/A.yaml", "x/a.yaml"], {"x/a.yaml": "case-clash"}),
    (["客户 一/a b.yaml", "console.yaml", "auxiliary/x.yaml", ".gitignore"], {}),
]


@pytest.mark.parametrize(("paths", "expected"), ODD)
def test_odd_names(paths: list[str], expected: dict[str, str]) -> None:
    tree = MemoryTree(dict.fromkeys(paths, b""))
    assert codes(tree) == expected
    unusable = [path for path in paths if "unusable-name" in expected.values()]
    assert tree.paths() == tuple(sorted(set(paths) - set(unusable)))


def test_a_clash_names_both() -> None:
    (problem,) = MemoryTree({"x/Good.yaml": b"", "x/good.yaml": b""}).problems()
    assert "good.yaml and Good.yaml" in problem.message.en


@pytest.fixture
def in_scratch(tmp_path: Path) -> Callable[[str], Path]:
    return lambda name: tmp_path / name


def test_a_file_is_written_whole(in_scratch: Callable[[str], Path]) -> None:
    path = in_scratch("new/folder/a.yaml")
    write_file(path, b"one")
    path.chmod(0o600)
    write_file(path, b"two")
    assert path.read_bytes() == b"two"
    assert path.stat().st_mode & 0o777 == 0o600
    assert [entry.name for entry in path.parent.iterdir()] == ["a.yaml"]


def test_a_failed_write_leaves_the_old_file(in_scratch: Callable[[str], Path]) -> None:
    path = in_scratch("a.yaml")
    path.mkdir()
    with pytest.raises(OSError, match="directory"):
        write_file(path, b"two")
    assert [entry.name for entry in path.parent.iterdir()] == ["a.yaml"]


@pytest.mark.parametrize("folder", ["", "sub/archive"])
def test_of_a_revision_some_files_alone_can_be_listed(tmp_path: Path, folder: str) -> None:
    repository = committed(tmp_path / "a", FILES, LINKS, folder)
    whole = RevisionTree(repository, "HEAD", folder)
    wanted = ("customers/x/profile.yaml", "customers/客户/profile.yaml", "nowhere.yaml")
    some = RevisionTree(repository, "HEAD", folder, wanted)
    assert some.paths() == wanted[:2]
    assert [some.read(path) for path in wanted[:2]] == [whole.read(path) for path in wanted[:2]]
    led = RevisionTree(repository, "HEAD", folder, ("customers/y/same.yaml",))
    assert led.read("customers/y/same.yaml") == whole.read("customers/x/profile.yaml")
    assert pickle.loads(pickle.dumps(some)).paths() == some.paths()  # noqa: S301 -- our own
    for each in (whole, some, led):
        each.close()
