"""Cases of `tests/archives/invalid/`: a base archive, what the case lays over it, and the exact output expected.

A case is a folder: `files/` is laid over `tests/archives/base/`; `case.json` adds what a checkout cannot hold:
`hex` (path: bytes in hexadecimal), `repeat` (path: [text, times]), `links` (path: target), `remove` (paths),
`commands` (run in the archive before the check). `expected.txt` is what `dangan check` prints, in both languages.
"""

import json
import shlex
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
BASE = HERE / "base"
INVALID = HERE / "invalid"


def cases() -> list[str]:
    return sorted(folder.name for folder in INVALID.iterdir() if folder.is_dir())


def lay_out(case: str, root: Path) -> Path:
    """Writes the archive of a case into `root` and puts it under Git."""
    folder = INVALID / case
    shutil.copytree(BASE, root, dirs_exist_ok=True)
    if (folder / "files").is_dir():
        shutil.copytree(folder / "files", root, dirs_exist_ok=True, symlinks=True)
    subprocess.run(["git", "init", "-q", "-b", "main"], cwd=root, check=True)
    special = folder / "case.json"
    if special.is_file():
        _special(json.loads(special.read_text(encoding="utf-8")), root)
    return root


def own_customers() -> list[str]:
    """Cases of which all is in the folder of one customer: they may stand beside each other in one archive."""
    return [case for case in cases() if all(path.startswith("customers/good/") for path in _laid_over(case))]


def _laid_over(case: str) -> list[str]:
    folder = INVALID / case
    special = folder / "case.json"
    said = json.loads(special.read_text(encoding="utf-8")) if special.is_file() else {}
    files = [p.relative_to(folder / "files").as_posix() for p in (folder / "files").rglob("*") if not p.is_dir()]
    return [*files, *(path for group in said.values() for path in group)]


def lay_beside(case: str, root: Path) -> None:
    """The customer of a case, with whatever is broken there, as a customer of the name of the case."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = lay_out(case, Path(scratch)) / "customers" / "good"
        profile = folder / "profile.yaml"
        profile.write_bytes(profile.read_bytes().replace(b"id: good\n", f"id: {case}\n".encode(), 1))
        shutil.copytree(folder, root / "customers" / case, symlinks=True)


def _special(case: dict[str, Any], root: Path) -> None:
    for path, digits in case.get("hex", {}).items():
        _write(root, path, bytes.fromhex(digits))
    for path, (text, times) in case.get("repeat", {}).items():
        _write(root, path, text.encode("utf-8") * times)
    for path in case.get("remove", []):
        (root / path).unlink()
    for path, target in case.get("links", {}).items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).symlink_to(target)
    for command in case.get("commands", []):
        subprocess.run(shlex.split(command), cwd=root, check=True, capture_output=True)


def _write(root: Path, path: str, content: bytes) -> None:
    place = root / path
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(content)
