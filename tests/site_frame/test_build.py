"""A whole build: the same bytes whoever starts it, and a site left alone where it must be."""

import logging
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort

from dangan import parallel
from dangan.diagnostics import Severity
from dangan.errors import StrictRefusal
from dangan.levels import Level
from dangan.project import Project
from tests.archive import files
from tests.conftest import write_files

DAY = date(2026, 11, 21)
SETTINGS = """site_name: x
theme: {name: material}
plugins: [{dangan: {date: 2026-11-21%s}}]
markdown_extensions: [tables]
"""


@pytest.fixture
def root(tmp_path: Path, git: Callable[..., str]) -> Path:
    """The small right archive, committed."""
    folder = tmp_path / "archive"
    write_files(folder, dict(files()))
    write_files(folder, {"mkdocs.yml": SETTINGS % "", ".gitignore": "/site/\n/.dangan/\n"})
    write_files(folder, {"docs/en/about.md": "# About\n"})
    git(tmp_path, "init", "-q", "-b", "main", str(folder))
    git(folder, "add", ".")
    git(folder, "commit", "-qm", "a beginning")
    return folder


def publish(root: Path, out: Path, **order: object) -> dict[str, bytes]:
    Project.open(root, today=DAY).build(out, **order)  # type: ignore[arg-type]
    return contents(out)


def contents(out: Path) -> dict[str, bytes]:
    return {p.relative_to(out).as_posix(): p.read_bytes() for p in sorted(out.rglob("*")) if p.is_file()}


def with_mkdocs(root: Path, out: Path) -> dict[str, bytes]:
    mkdocs_build(load_config(config_file=str(root / "mkdocs.yml"), site_dir=str(out)))
    return contents(out)


def test_two_builds_are_the_same_bytes(root: Path, tmp_path: Path) -> None:
    first, second = publish(root, tmp_path / "a"), publish(root, tmp_path / "b")
    assert len(first) > 20
    assert first == second


def test_a_build_in_processes_is_the_same(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    alone = publish(root, tmp_path / "a")
    monkeypatch.setattr(parallel, "SINGLE", 0)
    monkeypatch.setattr("os.cpu_count", lambda: 2)
    assert publish(root, tmp_path / "b") == alone


def test_mkdocs_writes_the_same_bytes(root: Path, tmp_path: Path) -> None:
    ours = publish(root, tmp_path / "a")
    assert with_mkdocs(root, tmp_path / "b") == ours
    assert with_mkdocs(root, tmp_path / "b") == ours, "and again over its own site"


def test_mkdocs_takes_the_options_of_the_command(root: Path, tmp_path: Path) -> None:
    (root / "mkdocs.yml").write_text(SETTINGS % ", audience: public")
    assert with_mkdocs(root, tmp_path / "b") == publish(root, tmp_path / "a", audience=Level.PUBLIC)


def test_mkdocs_does_not_empty_a_folder_of_strangers(root: Path, tmp_path: Path) -> None:
    out = tmp_path / "home"
    write_files(out, {"thesis.txt": "only copy"})
    with pytest.raises(Abort):
        with_mkdocs(root, out)
    assert contents(out) == {"thesis.txt": b"only copy"}


def test_a_plugin_that_hooks_pages_is_named(root: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    settings = SETTINGS.replace("[{dangan:", "[search, {dangan:") % ""
    (root / "mkdocs.yml").write_text(settings)
    with caplog.at_level(logging.WARNING):
        with_mkdocs(root, tmp_path / "b")
    said = [record.getMessage() for record in caplog.records]
    assert any("search" in text and "page_context" in text for text in said), said


def test_a_strict_build_refuses_before_it_touches_the_site(root: Path, tmp_path: Path) -> None:
    out = tmp_path / "a"
    before = publish(root, out)
    write_files(root, {"customers/broken/profile.yaml": "id: broken\nid: twice\n"})
    project = Project.open(root, today=DAY)
    assert any(d.severity is Severity.ERROR for d in project.check().diagnostics)
    with pytest.raises(StrictRefusal):
        project.build(out, strict=True)
    assert contents(out) == before
    project.build(out)
    assert contents(out) != before, "without --strict the rest is published"


def test_a_build_of_today_leaves_those_of_the_past_alone(root: Path, git: Callable[..., str]) -> None:
    out = root / "site"
    publish(root, out)
    head = git(root, "rev-parse", "HEAD")
    Project.open(root, at=head).build(out / "at" / head)
    past = contents(out / "at" / head)
    publish(root, out)
    assert contents(out / "at" / head) == past
    assert len(past) > 20


def test_a_site_of_the_past_says_so_on_every_page_and_stands_apart(root: Path, git: Callable[..., str]) -> None:
    head = git(root, "rev-parse", "HEAD")
    result = Project.open(root, at=head).build()
    assert result.out == root / "site" / "at" / head[:10]
    pages = [path for path in result.out.rglob("*.html") if path.parent != result.out]
    assert pages
    assert [page for page in pages if head[:10] not in page.read_text(encoding="utf-8")] == []
    assert [page for page in pages if "d-edit" in page.read_text(encoding="utf-8")] == []
    today = publish(root, root / "site")
    assert b"d-as-it-was" not in today["en/index.html"]


def test_an_unborn_history_and_none_at_all_are_published_too(tmp_path: Path, git: Callable[..., str]) -> None:
    plain = write_files(tmp_path / "plain", dict(files()))
    assert b'"commit": null' in publish(plain, tmp_path / "a")["assets/build.js"]
    git(tmp_path, "init", "-q", str(plain))
    assert b'"commit": null' in publish(plain, tmp_path / "b")["assets/build.js"]


def test_no_name_in_the_site_tells_of_the_machine(root: Path, tmp_path: Path) -> None:
    for address, data in publish(root, tmp_path / "a").items():
        assert str(tmp_path).encode() not in data, address
