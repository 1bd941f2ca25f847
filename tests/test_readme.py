"""The README's first walk is typed as it stands, and prints what it says."""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import dangan
from dangan.commands import COMMANDS

README = Path(dangan.__file__).parents[2] / "README.md"
GAP = "…"
"""In the README: some text that differs from machine to machine; on a line of its own: any number of lines."""


def steps() -> list[tuple[str, list[str]]]:
    """Each command of the walk with the lines that it prints."""
    text = README.read_text(encoding="utf-8")
    block = text.split("<!-- walk:")[1].split("```console\n")[1].split("```")[0]
    found: list[tuple[str, list[str]]] = []
    for line in block.splitlines():
        if line.startswith("$ "):
            found.append((line[2:], []))
        else:
            found[-1][1].append(line)
    return found


def fits(expected: list[str], shown: str) -> bool:
    pattern = "".join(
        r"(?:.*\n)*" if line == GAP else ".*".join(map(re.escape, line.split(GAP))) + r"\n" for line in expected
    )
    return re.fullmatch(pattern, shown) is not None


def test_the_walk(tmp_path: Path) -> None:
    env = {**os.environ, "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}
    here = tmp_path
    typed = steps()
    assert len(typed) > 8
    for command, expected in typed:
        words = shlex.split(command)
        if words[0] == "cd":
            here = here / words[1]
            continue
        done = subprocess.run(words, cwd=here, env=env, capture_output=True, text=True, check=False)
        assert done.returncode == (1 if "1 error" in done.stdout else 0), done.stderr
        assert fits(expected, done.stdout), f"$ {command}\n{done.stdout}"
    page = here / "site" / "en" / "customers" / "good-one" / "index.html"
    assert "Good One Ltd" in page.read_text(encoding="utf-8")


def test_every_command_has_its_line() -> None:
    table = README.read_text(encoding="utf-8").split("## Everyday commands")[1].split("\n## ")[0]
    told = set(re.findall(r"^\| `dangan ([a-z]+)", table, re.MULTILINE))
    assert told == set(COMMANDS) - {"init"}, "the first walk begins with that"
    assert "`dangan schema coverage`" in table


def test_every_path_and_command_that_is_named_is_there() -> None:
    text = README.read_text(encoding="utf-8")
    for link in re.findall(r"\]\(([^)#]+)\)", text):
        assert (README.parent / link).exists(), link
    makefile = (README.parent / "Makefile").read_text(encoding="utf-8")
    for chore in re.findall(r"`make ([a-z]+)`", text):
        assert re.search(rf"^{chore}:", makefile, re.MULTILINE), chore
