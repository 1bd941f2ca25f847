"""What a team can break in its own archive is answered with a sentence, and stops no more than it must."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from dangan.errors import EnvironmentProblem
from dangan.project import Project
from tests.archive import files
from tests.conftest import write_files
from tests.site_frame.test_build import contents

PROFILE = "id: twin\nnames: {{zh: {name}}}\n"


def build(root: Path, more: Mapping[str, str | bytes]) -> dict[str, bytes]:
    write_files(root, {**dict(files()), **more})
    Project.open(root, today=date(2026, 11, 21)).build(root.parent / "out")
    return contents(root.parent / "out")


@pytest.mark.parametrize(
    "words",
    ["{", "[]", '{"home": "x"}', '{"home": {"fr": "x"}}', '{"home": {"en": 1, "zh": 2}}', "[" * 100_000, b"\xff"],
)
def test_broken_words_are_a_sentence(tmp_path: Path, words: str | bytes) -> None:
    with pytest.raises(EnvironmentProblem, match=r"site_templates/words\.json cannot be read"):
        build(tmp_path / "archive", {"site_templates/words.json": words})


def test_a_guide_that_is_not_utf_8_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(EnvironmentProblem, match="frame"):
        build(tmp_path / "archive", {"docs/en/a.md": b"# \xff\xfe\n"})


@pytest.mark.parametrize("settings", ["a: " + "[" * 3000, "a: [", "site_name: x\ntheme: &a [*a]\n", b"\xff\xfe\xff"])
def test_settings_that_cannot_be_read_are_a_sentence(tmp_path: Path, settings: str | bytes) -> None:
    with pytest.raises(EnvironmentProblem, match="frame"):
        build(tmp_path / "archive", {"mkdocs.yml": settings})


@pytest.mark.parametrize("page", ["customers", "guide", "assets", "at"])
def test_a_kind_of_a_team_does_not_take_a_page_of_ours(tmp_path: Path, page: str) -> None:
    overlay = '{"kinds": {"rule": {"page": "%s"}}}'
    root = tmp_path / "archive"
    write_files(root, {**dict(files()), "schemas/archive.overlay.json": overlay % page})
    found = [d for d in Project.open(root).check().diagnostics if d.span.path == "schemas/archive.overlay.json"]
    assert [d.pointer for d in found if d.pointer.endswith("page")], found
    assert "customers/index.html" in " ".join(build(root, {}))


@pytest.mark.parametrize(("first", "second"), [("twin", "twin-b"), ("a/twin", "a-b"), ("twin", "zz"), ("aa", "twin")])
def test_of_two_customers_of_one_id_the_one_in_the_index_has_the_page(tmp_path: Path, first: str, second: str) -> None:
    named = {f"customers/{folder}/profile.yaml": PROFILE.format(name=f"名{folder}") for folder in (first, second)}
    meant = min(named)
    page = build(tmp_path / "archive", named)["en/customers/twin/index.html"].decode()
    other = next(path for path in named if path != meant)
    assert f"名{meant.split('/', 1)[1].removesuffix('/profile.yaml')}<" in page
    assert f"名{other.split('/', 1)[1].removesuffix('/profile.yaml')}<" not in page
