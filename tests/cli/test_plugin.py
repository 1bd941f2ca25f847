"""What `mkdocs.yml` may say of us, and what the plugin follows."""

import logging
from datetime import date
from pathlib import Path

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort

from dangan.mkdocs_plugin import watched
from tests.conftest import write_files

SETTINGS = "site_name: x\ntheme: material\nplugins: [{dangan: {date: %s}}]\n"


@pytest.mark.parametrize("said", ["soon", "2026-02-3", "2026-03-31 10:00:00"])
@pytest.mark.parametrize(("lang", "word"), [("C.UTF-8", "is no day"), ("zh_CN.UTF-8", "不是日期")])
def test_a_date_that_is_none_is_a_sentence(
    archive: Path, said: str, lang: str, word: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv("LANG", lang)
    write_files(archive, {"mkdocs.yml": SETTINGS % said, "docs/index.md": "# x\n"})
    with pytest.raises(Abort), caplog.at_level(logging.ERROR):
        build(load_config(config_file=str(archive / "mkdocs.yml"), site_dir=str(archive / "site")))
    errors = [record.getMessage() for record in caplog.records if record.levelno == logging.ERROR]
    assert any(word in text and said in text for text in errors), errors
    assert not (archive / "site").exists()


def test_a_date_may_be_quoted_or_not(archive: Path) -> None:
    for number, said in enumerate((date(2026, 3, 31).isoformat(), '"2026-03-31"')):
        out = archive.parent / f"site{number}"
        write_files(archive, {"mkdocs.yml": SETTINGS % said, "docs/index.md": "# x\n"})
        build(load_config(config_file=str(archive / "mkdocs.yml"), site_dir=str(out)))
        assert "2026-03-31" in (out / "index.html").read_text() + (out / "assets/build.js").read_text()


def test_files_of_every_kind_are_followed_and_the_site_is_not(archive: Path) -> None:
    write_files(archive, {".gitignore": "/venv/\n", "visits/a.yaml": "", "venv/b.yaml": "", "public/index.html": ""})
    found = {path.name for path in watched(archive, archive / "public")}
    assert found == {".gitignore", "dangan.yaml", "team.yaml", "visits"}
