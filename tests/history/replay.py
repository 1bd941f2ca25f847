"""Histories made in one go by `git fast-import`: any shape of branches, in a fraction of a second."""

import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from dangan.git.repository import Repository

BEGIN = 1_740_000_000
HOUR = 3600


@dataclass(frozen=True)
class Made:
    """A commit to be made: the numbers of its parents, and all files of its tree."""

    files: Mapping[str, str | bytes]
    parents: Sequence[int] = ()
    message: str = "a change"
    author: str = "Chen Li <chen.li@hailan.example>"
    committer: str = ""
    seconds: int | None = None
    modes: Mapping[str, str] = field(default_factory=dict)


def replay(folder: Path, commits: Sequence[Made], branch: str = "main") -> tuple[Repository, list[str]]:
    """A repository whose branch is at the last of the commits, and the ids of all in their order."""
    repository = Repository.init(folder, branch)
    stream = b"".join(_commit(number, made) for number, made in enumerate(commits, start=1))
    stream += f"reset refs/heads/{branch}\nfrom :{len(commits)}\n".encode() if commits else b""
    marks = folder / ".git" / "marks"
    command = ["git", "fast-import", "--quiet", f"--export-marks={marks}"]
    subprocess.run(command, cwd=folder, input=stream, check=True, capture_output=True)
    lines = marks.read_text().split()
    ids = dict(zip(lines[::2], lines[1::2], strict=True))
    return repository, [ids[f":{number}"] for number in range(1, len(commits) + 1)]


def _commit(number: int, made: Made) -> bytes:
    moment = f"{made.seconds if made.seconds is not None else BEGIN + number * HOUR} +0800"
    lines = [
        f"commit refs/heads/made-{number}",
        f"mark :{number}",
        f"author {made.author} {moment}",
        f"committer {made.committer or made.author} {moment}",
    ]
    head = "\n".join(lines).encode() + b"\n" + _data(made.message.encode())
    ways = [f"{'merge' if place else 'from'} :{parent + 1}" for place, parent in enumerate(made.parents)]
    files = b"".join(
        f"M {made.modes.get(path, '100644')} inline {path}\n".encode() + _data(_bytes(text))
        for path, text in made.files.items()
    )
    files += b"".join(f"M {mode} {'1' * 40} {path}\n".encode() for path, mode in made.modes.items() if mode == "160000")
    return head + "".join(f"{way}\n" for way in ways).encode() + b"deleteall\n" + files


def _data(content: bytes) -> bytes:
    return f"data {len(content)}\n".encode() + content + b"\n"


def _bytes(text: str | bytes) -> bytes:
    return text.encode() if isinstance(text, str) else text
