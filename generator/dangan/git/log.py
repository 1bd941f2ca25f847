"""The history in one pass: commits with the paths that each touched."""

import subprocess
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

from dangan.errors import GitError
from dangan.git.objects import Commit
from dangan.git.process import FAILED, NOT_INSTALLED, command, environment

_FORMAT = "%x01%H%x02%ct%x02%an%x02%ae%x02%s"
_FIELDS = 5
_CHUNK = 1 << 16


def commits_with_paths(root: Path, revision: str, folder: str, *options: str) -> Iterator[tuple[Commit, list[bytes]]]:
    """Each commit, newest first, children before parents, with what it changed below `folder` (paths from there).

    A merge counts with what it changed against all its parents: its own edits, not those it brings together.
    """
    arguments = ["log", "-z", "--raw", "--no-renames", "--no-abbrev", "-c", "--date-order", f"--format={_FORMAT}"]
    scope = [f"--relative={folder}/", "--full-history", revision, "--", folder] if folder else [revision, "--"]
    yield from _parse(_tokens(root, [*arguments, *options, *scope]))


def _parse(tokens: Iterator[bytes]) -> Iterator[tuple[Commit, list[bytes]]]:
    """A token is a commit's header, or a raw record, which is always followed by its path."""
    commit: Commit | None = None
    paths: list[bytes] = []
    for token in tokens:
        record = token.lstrip(b"\n")
        if record.startswith(b":"):
            paths.append(next(tokens, b""))
        elif record.startswith(b"\x01"):
            if commit:
                yield commit, paths
            commit, paths = _commit(record[1:]), []
    if commit:
        yield commit, paths


def _commit(header: bytes) -> Commit:
    """The subject comes last and may hold the separator itself."""
    parts = header.decode(errors="replace").split("\x02", _FIELDS - 1)
    oid, seconds, author, email, subject = parts
    return Commit(oid, author, email, datetime.fromtimestamp(int(seconds), UTC), subject.strip("\n"))


def _tokens(root: Path, arguments: Sequence[str]) -> Iterator[bytes]:
    try:
        process = subprocess.Popen(
            command(root, arguments), stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment()
        )
    except FileNotFoundError as error:
        raise GitError(NOT_INSTALLED) from error
    with process:
        if process.stdout is None or process.stderr is None:
            raise GitError(FAILED.fill(command="log", words="no pipe"))
        try:
            yield from _split(process.stdout)
        except GeneratorExit:
            process.kill()
            raise
        trouble = process.stderr.read()
    if process.returncode:
        raise GitError(FAILED.fill(command="log", words=trouble.decode(errors="replace").strip()))


def _split(stream: IO[bytes]) -> Iterator[bytes]:
    rest = b""
    while chunk := stream.read(_CHUNK):
        *whole, rest = (rest + chunk).split(b"\0")
        yield from whole
    if rest:
        yield rest
