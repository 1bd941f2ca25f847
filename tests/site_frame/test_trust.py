"""A link in an archive publishes nothing of what it leads to, and hostile names stop no build."""

from datetime import date
from pathlib import Path

import pytest

from dangan.errors import EnvironmentProblem
from dangan.project import Project
from tests.archive import files
from tests.conftest import write_files

HIDDEN = "the secret of the house"


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "home"))
    write_files(tmp_path, {"elsewhere/secret.txt": HIDDEN, "elsewhere/secret.md": HIDDEN})
    return write_files(tmp_path / "archive", {**dict(files()), "docs/en/about.md": "# About\n"})


def warnings(root: Path, *, strict: bool = False) -> tuple[str, ...]:
    return Project.open(root, today=date(2026, 11, 21)).build(root / "site", strict=strict).warnings


def published(root: Path) -> str:
    return "".join(p.read_text("utf-8", "replace") for p in (root / "site").rglob("*") if p.is_file())


@pytest.mark.parametrize(
    ("place", "target"),
    [
        ("docs/en/p.txt", "../../../elsewhere/secret.txt"),
        ("docs/en/p.md", "../../../elsewhere/secret.md"),
        ("docs/en/more", "../../../elsewhere"),
        ("docs/zh", "../../elsewhere"),
        ("site_templates/assets/p.txt", "../../../elsewhere/secret.txt"),
        ("site_templates/assets/more", "../../../elsewhere"),
        ("site_templates/assets", "../../elsewhere"),
    ],
)
def test_a_link_where_files_are_copied_is_skipped_and_said(root: Path, place: str, target: str) -> None:
    (root / place).parent.mkdir(parents=True, exist_ok=True)
    (root / place).symlink_to(target)
    said = warnings(root)
    assert HIDDEN not in published(root)
    assert [text for text in said if text.startswith(f"{place} is a link")], said


@pytest.mark.parametrize(
    "place",
    ["site_templates/words.json", "site_templates/pages/home.html.j2", "site_templates/theme/main.html", "mkdocs.yml"],
)
def test_a_link_in_what_decides_how_pages_look_is_refused(root: Path, place: str) -> None:
    (root / place).parent.mkdir(parents=True, exist_ok=True)
    (root / place).symlink_to(root.parent / "elsewhere/secret.txt")
    with pytest.raises(EnvironmentProblem, match="is a link"):
        warnings(root)
    assert not (root / "site").exists()


def test_a_link_on_the_way_to_the_site_is_refused(root: Path) -> None:
    (root / "out").symlink_to("../elsewhere")
    with pytest.raises(EnvironmentProblem, match="is a link"):
        Project.open(root).build(root / "out/site")


@pytest.mark.parametrize("out", ["/", ".", ".."])
def test_a_folder_that_holds_the_archive_is_refused(root: Path, out: str) -> None:
    with pytest.raises(EnvironmentProblem, match="holds the archive"):
        Project.open(root).build(root / out)


def test_a_stranger_in_the_site_is_not_published_strictly(root: Path) -> None:
    warnings(root, strict=True)
    write_files(root, {"site/en/evil.html": "x"})
    with pytest.raises(EnvironmentProblem, match=r"en/evil\.html"):
        warnings(root, strict=True)


def test_a_title_that_holds_a_slot_is_a_title(root: Path) -> None:
    name = "dangan-slot-body-x7c1 dangan-slot-title-x7c1"
    settings = (root / "dangan.yaml").read_text("utf-8")
    lines = [line for line in settings.splitlines() if not line.startswith(("title", " "))]
    (root / "dangan.yaml").write_text("\n".join([*lines, f"title: {{en: {name}, zh: {name}}}"]) + "\n", "utf-8")
    warnings(root)
    assert name in (root / "site/en/index.html").read_text("utf-8")
