"""How Git is run: by name, in the repository, with an environment in which nothing redirects it."""

import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Literal

from dangan.diagnostics import Text
from dangan.errors import GitError

OPTIONS = ("-c", "core.quotepath=off", "-c", "core.fsmonitor=false", "-c", "log.showSignature=false", "--no-pager")
FAILED = Text("git {command} failed: {words}", "Git 操作（git {command}）没有成功：{words}")
NOT_INSTALLED = Text("Git is not installed, or not where programs are looked for", "没有安装 Git，或系统找不到它")
_FIXED = {
    "LC_ALL": "C",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
    # What a commit follows is what it says itself: a copy may bring other parents of its own.
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_GRAFT_FILE": os.devnull,
}
Paths = Literal["literal", "glob", "plain"]
_PATHS: dict[Paths, dict[str, str]] = {
    "literal": {"GIT_LITERAL_PATHSPECS": "1"},
    "glob": {"GIT_GLOB_PATHSPECS": "1"},
    "plain": {},
}
_KEPT = frozenset({"GIT_EXEC_PATH", "GIT_SSH", "GIT_SSH_COMMAND", "GIT_ASKPASS", "GIT_SSL_CAINFO", "GIT_SSL_NO_VERIFY"})
_KEPT_BEGINNINGS = ("GIT_AUTHOR_", "GIT_COMMITTER_", "GIT_CONFIG_")
"""Who commits, when, and the settings that a user gives; what points to another repository or index goes."""


def environment(*, paths: Paths = "literal") -> dict[str, str]:
    """The process's own environment without what hooks and aliases set, in plain English and without questions.

    Paths are taken literally unless `paths` says otherwise.
    """
    kept = {k: v for k, v in os.environ.items() if not k.startswith("GIT_") or k in _KEPT or _is_setting(k)}
    return {**kept, **_FIXED, **_PATHS[paths]}


def _is_setting(name: str) -> bool:
    return name.startswith(_KEPT_BEGINNINGS) and name != "GIT_CONFIG_PARAMETERS"


def installed() -> bool:
    return shutil.which("git") is not None


def command(root: Path, arguments: Sequence[str]) -> list[str]:
    return ["git", "-C", str(root), *OPTIONS, *arguments]


def output(root: Path, *arguments: str, data: bytes | None = None, paths: Paths = "literal") -> bytes:
    """What Git prints. Raises GitError with Git's own words where it says no."""
    done = run(root, *arguments, data=data, paths=paths)
    if done.returncode:
        raise GitError(FAILED.fill(command=arguments[0], words=words(done)))
    return done.stdout


def run(
    root: Path, *arguments: str, data: bytes | None = None, paths: Paths = "literal"
) -> "subprocess.CompletedProcess[bytes]":
    """The finished process, whatever it ended with."""
    try:
        return subprocess.run(
            command(root, arguments),
            input=data,
            stdin=subprocess.DEVNULL if data is None else None,
            capture_output=True,
            env=environment(paths=paths),
            check=False,
        )
    except FileNotFoundError as error:
        raise GitError(NOT_INSTALLED) from error


def words(done: "subprocess.CompletedProcess[bytes]") -> str:
    return done.stderr.decode(errors="replace").strip() or f"it ended with {done.returncode}"


def split(data: bytes) -> list[str]:
    """NUL-separated names; bytes that are not UTF-8 become surrogates, as in `os.fsdecode`."""
    return [part for part in os.fsdecode(data).split("\0") if part]
