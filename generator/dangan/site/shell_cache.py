"""Frames kept from one build to the next, by everything that they were made of."""

import hashlib
import hmac
import json
import os
import re
import shutil
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path

from dangan.diagnostics import Text
from dangan.errors import EnvironmentProblem
from dangan.site.cache import Cache
from dangan.site.frame import FrameOrder
from dangan.site.publish_places import exists, is_file, is_folder

KEPT = 8
"""How many frames stay: two languages, for a few revisions and settings."""
_SEAL = "seal"
_TIMES = 3
"""Tries to draw a frame of files that nobody touches meanwhile."""
_RESTLESS = Text(
    "{place} and what else the pages' frame is made of changed again and again while it was drawn: build again",
    "生成页面框架时，{place} 等文件一再被修改：请重新生成",
)
_IGNORE = ".gitignore"
_NAME = re.compile("[0-9a-f]{32}")


class ShellCache:
    """One folder per frame below `shell/`; an entry whose bytes are not those that were sealed counts as absent."""

    def __init__(self, cache: Cache, order: FrameOrder) -> None:
        self._key, self._order = cache.key, order
        self._folder = cache.folder / "shell"
        self._entry = self._folder / key_of(order)

    def find(self) -> Path | None:
        if _sealed(self._entry, self._key):
            os.utime(self._entry)
            return self._entry
        return None

    def keep(self, draw: Callable[[Path], None]) -> Path:
        """Has the entry drawn beside its place and moves it there; a broken one of that name gives way.

        What it was made of may become something else while it is drawn: then it is drawn once more. Raises
        EnvironmentProblem where that does not end.
        """
        private_within(self._folder.parent, self._folder.name)
        scratch = self._folder / f"{self._entry.name}.{os.getpid()}"
        try:
            self._draw(draw, scratch)
            (scratch / _SEAL).write_text(_seal(scratch, self._entry.name, self._key), "utf-8")
            self._replace(scratch)
        finally:
            shutil.rmtree(scratch, ignore_errors=True)
        self._prune()
        return self._entry

    def _draw(self, draw: Callable[[Path], None], scratch: Path) -> None:
        for _ in range(_TIMES):
            shutil.rmtree(scratch, ignore_errors=True)
            scratch.mkdir(0o700)
            draw(scratch)
            drawn_of, key = self._entry.name, key_of(self._order)
            self._entry = self._folder / key
            if key == drawn_of:
                return
        raise EnvironmentProblem(_RESTLESS.fill(place=self._order.docs.name))

    def _replace(self, scratch: Path) -> None:
        shutil.rmtree(self._entry, ignore_errors=True)
        scratch.rename(self._entry)

    def _prune(self) -> None:
        entries = [path for path in self._folder.iterdir() if is_folder(path) and _NAME.fullmatch(path.name)]
        for old in sorted(entries, key=lambda path: path.stat().st_mtime, reverse=True)[KEPT:]:
            shutil.rmtree(old, ignore_errors=True)


def private(folder: Path) -> None:
    """Makes a folder that only its owner may look into."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    folder.chmod(0o700)


def private_within(cache: Path, name: str) -> Path:
    """A folder in an archive's cache, and the cache around it, which Git leaves out whatever the archive says."""
    private(cache)
    if not exists(cache / _IGNORE):
        (cache / _IGNORE).write_text("*\n", "utf-8")
    private(cache / name)
    return cache / name


def key_of(order: FrameOrder) -> str:
    """The hash of all that MkDocs would read; installed packages stand for their own code."""
    parts: list[object] = [
        order.lang, order.languages, order.name, order.edit, order.elsewhere, order.past,
        order.config_file.name, _packages(),
        [(section.name, section.label.to(order.lang), section.address, section.within) for section in order.sections],
        [_tree(folder) for folder in (*order.themes, order.docs)],
        [_digest(path) for path in _settings(order.config_file)],
    ]  # fmt: skip
    return hashlib.sha256(json.dumps(parts, ensure_ascii=False).encode()).hexdigest()[:32]


def _settings(config_file: Path) -> Iterable[Path]:
    """`mkdocs.yml` and what it may name beside itself: hooks, includes, a folder of overrides."""
    beside = config_file.parent
    folders = ("hooks", "overrides", "includes")
    named = [path for folder in folders for path in sorted((beside / folder).rglob("*")) if is_file(path)]
    return [config_file, *filter(is_file, sorted(beside.glob("*.py"))), *named]


@cache
def _packages() -> tuple[str, ...]:
    from importlib.metadata import distributions  # noqa: PLC0415 -- slow to load, and only frames ask

    return tuple(sorted({f"{found.name}=={found.version}" for found in distributions()}))


def _tree(folder: Path) -> list[tuple[str, str]]:
    found = sorted(path for path in folder.rglob("*") if is_file(path))
    return [(path.relative_to(folder).as_posix(), _digest(path)) for path in found]


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _seal(entry: Path, name: str, key: bytes) -> str:
    """Only who has the key can make it, and only for an entry of that name."""
    hashes = [(path, digest) for path, digest in _tree(entry) if path != _SEAL]
    return hmac.new(key, json.dumps([name, hashes]).encode(), hashlib.sha256).hexdigest()


def _sealed(entry: Path, key: bytes) -> bool:
    try:
        said = (entry / _SEAL).read_bytes() if is_folder(entry) and is_file(entry / _SEAL) else b""
        return hmac.compare_digest(said, _seal(entry, entry.name, key).encode())
    except OSError:
        return False
