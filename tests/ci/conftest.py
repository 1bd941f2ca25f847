"""An archive as `dangan init` makes it with a proposal in it, stand-ins for what a forge's machine has, and act."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

import dangan
from dangan.exchange.starter import starter_files
from tests.conftest import IDENTITY, write_files

CHECKOUT = Path(dangan.__file__).parents[2]
TOOLS = Path(sys.executable).parent
"""This environment: what the tests run is what is installed here; a workflow's own installing finds it there."""
SETTINGS = "format: 1\nlanguages:\n  - en\n"
HOSTILE = "::error title=owned::owned"
PROFILE = "id: acme\nnames:\n  en: Acme\nstage: prospect\ncustodian: first-colleague\n"
CLEAN = {"customers/acme/profile.yaml": PROFILE.replace("prospect", "trading")}
BROKEN = {
    "customers/acme/profile.yaml": PROFILE
    + f'summary: >-\n  Makes\n\n  {HOSTILE}\n\n  ##[error]owned\nnature: "enterprise"\n',
    "customers/acme/competitors.yaml": "nobody:\n  share_percent: 40\n",
}


@dataclass(frozen=True)
class Ended:
    code: int
    out: str


def run(folder: Path, *words: str | Path, env: Mapping[str, str], path: tuple[Path, ...] = (TOOLS,)) -> Ended:
    """A command with what the test says around it and nothing else of this machine but its programs and its home."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "XDG_CACHE_HOME") if name in os.environ}
    kept["PATH"] = os.pathsep.join([*map(str, path), kept["PATH"]])
    every = {**kept, **IDENTITY, "LANG": "C.UTF-8", **env}
    done = subprocess.run(
        [*map(str, words)],
        cwd=folder,
        env=every,
        text=True,
        check=False,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    return Ended(done.returncode, done.stdout)


def program(folder: Path, name: str, text: str) -> Path:
    """A stand-in that is found by its name where `folder` is on the path; gives the folder."""
    write_files(folder, {name: text})
    (folder / name).chmod(0o755)
    return folder


def git(folder: Path, *words: str) -> str:
    """Git under our identity, also where a fixture lives longer than a test."""
    ended = run(folder, "git", *words, env={})
    assert ended.code == 0, ended.out
    return ended.out.strip()


@pytest.fixture(scope="session")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """On `main` one customer; on `clean` and `broken` a proposal each. `clean` is checked out."""
    root = tmp_path_factory.mktemp("ci") / "archive"
    files = {**starter_files(None, None, None), "dangan.yaml": SETTINGS, "customers/acme/profile.yaml": PROFILE}
    write_files(root, dict(files))
    git(root, "init", "-q", "-b", "main")
    git(root, "remote", "add", "origin", "https://github.com/team/archive")  # by this act knows whose it is
    git(root, "add", "-A")
    git(root, "commit", "-q", "-m", "archive: start")
    for branch, files in (("broken", BROKEN), ("clean", CLEAN)):
        git(root, "switch", "-q", "-c", branch, "main")
        write_files(root, dict(files))
        git(root, "add", "-A")
        git(root, "commit", "-q", "-m", f"acme: {branch}")
    return root


STAND_IN = """\
name: stand-in
description: Takes what it is handed, and does nothing else.
inputs:
  name: {{description: of an artifact, default: pages}}
  path: {{description: of an artifact, default: ''}}
runs:
  using: composite
  steps:
    - shell: bash
      env:
        NAME: ${{{{ inputs.name }}}}
        WHAT: ${{{{ inputs.path }}}}
      run: if [ -e "$WHAT" ]; then cp -r "$WHAT" "{uploaded}/$NAME"; fi
"""


@dataclass(frozen=True)
class Act:
    """Runs a workflow on this machine without containers: the archive as it is checked out stands for the checkout.

    The other actions (set up Python, upload, put on Pages) are NOT run: each is replaced by one that keeps what it is
    handed in `uploaded`, under the commit that the workflow pins; one that is not pinned by commit is not found.
    """

    archive: Path
    scratch: Path

    @property
    def uploaded(self) -> Path:
        return self.scratch / "uploaded"

    def __call__(
        self, event: str, workflow: Path | str, payload: object, *options: str, path: tuple[Path, ...] = (TOOLS,)
    ) -> Ended:
        self.uploaded.mkdir(exist_ok=True)
        action = self.scratch / "stand-in"
        files = {"event.json": json.dumps(payload), "stand-in/action.yml": STAND_IN.format(uploaded=self.uploaded)}
        write_files(self.scratch, dict(files))
        used = re.findall(r"uses: (\S+@[0-9a-f]{40})", (self.archive / workflow).read_text(encoding="utf-8"))
        replaced = [
            f"--local-repository={name}={action}" for name in {*used} if not name.startswith("actions/checkout@")
        ]
        homes = {name: str(self.scratch / name) for name in ("XDG_CACHE_HOME", "XDG_CONFIG_HOME")}
        return run(
            self.archive, TOOLS / "act", event, "--workflows", workflow, "--platform=ubuntu-latest=-self-hosted",
            "--eventpath", self.scratch / "event.json", "--no-cache-server", *replaced, *options, env=homes, path=path,
        )  # fmt: skip


@pytest.fixture
def act(archive: Path, tmp_path: Path) -> Act:
    return Act(archive, tmp_path)
