"""The command as it is typed: in a process of its own, or in this one through `main`."""

import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from dangan.cli.main import main
from tests.conftest import write_files

TEAM = (
    "wang-fang:\n  names: {zh: 王芳}\n  emails: [wang.fang@hailan.example]\n"
    "chen-li:\n  names: {zh: 陈立, en: Chen Li}\n  emails: [Chen.Li@hailan.example]\n"
)


@dataclass(frozen=True)
class Ended:
    code: int
    out: str
    err: str


Run = Callable[..., Ended]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs `dangan` in this process, in a folder."""

    def in_folder(folder: Path, *words: str) -> Ended:
        monkeypatch.chdir(folder)
        code = main(words)
        out, err = capsys.readouterr()
        return Ended(code, out, err)

    return in_folder


def spawn(folder: Path, *words: str, env: Mapping[str, str] | None = None) -> Ended:
    """Runs `dangan` in a process of its own; output is UTF-8 whatever the locale."""
    command = [sys.executable, "-m", "dangan.cli.main", *words]
    done = subprocess.run(command, cwd=folder, env=env, capture_output=True, check=False)
    return Ended(done.returncode, done.stdout.decode(), done.stderr.decode())


@pytest.fixture
def archive(tmp_path: Path, git: Callable[..., str]) -> Path:
    """Two colleagues and nobody else, in a Git repository; Git knows the second colleague."""
    root = write_files(tmp_path / "archive", {"dangan.yaml": "format: 1\n", "team.yaml": TEAM})
    git(root, "init", "-q", "-b", "main")
    return root
