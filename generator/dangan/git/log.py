"""The history in one pass over the log: commits, and what each changed against each of its parents."""

import os
import re
import subprocess
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta, timezone
from functools import lru_cache
from itertools import groupby
from pathlib import Path
from sys import intern
from typing import IO

from dangan.errors import GitError
from dangan.git.objects import Commit, Identity, Step, Touch
from dangan.git.process import FAILED, NOT_INSTALLED, command, environment

_ARGUMENTS = (
    *("log", "-z", "--pretty=raw", "--raw", "-m", "--root", "--topo-order", "--no-abbrev", "--no-renames"),
    *("--no-notes", "--no-mailmap", "--no-decorate", "--no-color", "--encoding=none"),
)
"""All that a reader's own settings might add is switched off; a merge is told once for each parent it differs from."""
_CHUNK = 1 << 16
_BEGIN = b"commit "
_RECORD = re.compile(rb"\n(:[0-7]{6} [0-7]{6} [0-9a-f]+ [0-9a-f]+ [A-Z][0-9]*)\Z")
"""The first record stands at the end of the header; lines of a message are set in and cannot begin like one."""
_SAID = re.compile(rb"^encoding (\S+)$", re.MULTILINE)
_ENCODINGS = frozenset({"gbk", "gb2312", "gb18030", "big5", "iso-8859-1", "iso-8859-15", "windows-1252", "latin1"})
_LATEST = 7_258_118_400
"""The beginning of the year 2200: a moment beyond it, which Git takes, could not be moved into another time zone."""
Told = tuple[Commit, str | None, tuple[Touch, ...]]
"""A commit, the parent it is held against where it has several, and what differs."""


def steps(root: Path, revision: str, *without: str) -> Iterator[Step]:
    """Every commit that leads to `revision` and to none of `without`, children before parents."""
    scope = [revision, *(f"^{commit}" for commit in without), "--"]
    for _, told in groupby(_told(_tokens(root, [*_ARGUMENTS, *scope])), key=lambda found: found[0].id):
        yield _step(list(told))


def _step(told: Sequence[Told]) -> Step:
    commit = told[0][0]
    if len(commit.parents) <= 1:
        return Step(commit, (told[0][2],))
    by_parent = {parent: touched for _, parent, touched in told}
    beginning = by_parent.get(None, ())  # a merge at which a shallow copy begins is held against nothing
    return Step(commit, tuple(by_parent.get(parent, beginning) for parent in commit.parents))


def _told(tokens: Iterator[bytes]) -> Iterator[Told]:
    """A token is a commit's header, or a raw record, which is always followed by its path."""
    header, touched = b"", list[Touch]()
    for token in tokens:
        record = token.lstrip(b"\n")
        if record.startswith(b":"):
            touched.append(_touch(record, next(tokens, b"")))
        elif record.startswith(_BEGIN):
            if header:
                yield (*_commit(header), tuple(touched))
            header, touched = record, []
            if first := _RECORD.search(record):
                header = record[: first.start()]
                touched.append(_touch(first[1], next(tokens, b"")))
    if header:
        yield (*_commit(header), tuple(touched))


def _touch(record: bytes, path: bytes) -> Touch:
    old_mode, new_mode, old, new, _ = record[1:].decode().split(" ")
    return Touch(os.fsdecode(path), _oid(old), _oid(new), intern(old_mode), intern(new_mode))


def _oid(text: str) -> str | None:
    """Sixty-four digits where the repository uses SHA-256."""
    return text if text.strip("0") else None


def _commit(raw: bytes) -> tuple[Commit, str | None]:
    head, _, body = raw.decode(_encoding(raw), "replace").partition("\n\n")
    first, *lines = head.split("\n")
    fields = _fields(lines)
    message = "\n".join(line[4:] for line in body.rstrip("\n").split("\n"))
    author, authored = _actor(fields.get("author", [""])[0])
    committer, recorded = _actor(fields.get("committer", [""])[0])
    oid, _, against = first.removeprefix("commit ").partition(" (from ")
    commit = Commit(
        id=oid,
        author=author.name,
        email=author.email,
        date=recorded,
        subject=message.partition("\n")[0],
        message=message,
        authored=authored,
        committer=committer.name,
        committer_email=committer.email,
        parents=tuple(fields.get("parent", ())),
        signature="\n".join(fields.get("gpgsig") or fields.get("gpgsig-sha256") or ()),
    )
    return commit, against.rstrip(")") or None


def _encoding(raw: bytes) -> str:
    """What the commit says it is written in, if no character of that can make a line of its own; else UTF-8."""
    found = _SAID.search(raw.partition(b"\n\n")[0])
    said = found[1].decode("ascii", "replace").lower() if found else ""
    return said if said in _ENCODINGS else "utf-8"


def _fields(lines: Sequence[str]) -> dict[str, list[str]]:
    """The header of a commit; a line that begins with a space goes on with the field above it."""
    fields: dict[str, list[str]] = {}
    last: list[str] = []
    for line in lines:
        if line.startswith(" "):
            last.append(line[1:])
        else:
            name, _, value = line.partition(" ")
            last = fields.setdefault(name, [])
            last.append(value)
    return fields


def _actor(line: str) -> tuple[Identity, datetime]:
    """Name, address and moment of a header line; what tools wrote wrongly is taken as far as it goes."""
    name, _, rest = line.partition("<")
    email, _, moment = rest.rpartition(">")
    seconds, _, offset = moment.strip().partition(" ")
    return Identity(intern(name.strip()), intern(email.strip())), _moment(seconds, offset)


def _moment(seconds: str, offset: str) -> datetime:
    try:
        sign = -1 if offset.startswith("-") else 1
        minutes = int(offset[-4:-2]) * 60 + int(offset[-2:])
        return datetime.fromtimestamp(clamped(int(seconds)), _zone(sign * minutes))
    except (ValueError, OverflowError, OSError):
        return datetime.fromtimestamp(0, UTC)


@lru_cache(maxsize=256)
def _zone(minutes: int) -> timezone:
    """The same for all commits: they are many, and zones are few."""
    return timezone(timedelta(minutes=minutes))


def clamped(seconds: int) -> int:
    """A moment that can be told in every time zone."""
    return max(0, min(seconds, _LATEST))


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
