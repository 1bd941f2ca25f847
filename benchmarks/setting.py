"""The archives that are measured, in a folder of their own: made or copied once, of one language, built when asked."""

import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from functools import cached_property
from pathlib import Path

from benchmarks.archive import write_archive
from benchmarks.history import write_history
from benchmarks.measure import Run, medians, run
from benchmarks.stages import Staged, staged

BIN = Path(sys.executable).parent
DAY = "2026-11-22"
_IDENTITY = ("-c", "user.name=Bench", "-c", "user.email=bench@hailan.example", "-c", "commit.gpgsign=false")


class Archive:
    """An archive with its history; the site is built into it."""

    def __init__(self, root: Path, log: Path) -> None:
        self.root, self.log = root, log

    @classmethod
    def made(cls, root: Path, log: Path, customers: int, commits: int) -> "Archive":
        root.mkdir(parents=True)
        write_archive(root, customers)
        if commits:
            write_history(root, commits)
        return cls(root, log).of_one_language()

    @classmethod
    def copied(cls, source: Path, root: Path, log: Path) -> "Archive":
        """Without what was built there or remembered."""
        subprocess.run(["cp", "-a", "--reflink=auto", str(source), str(root)], check=True)
        for name in (".dangan", "site"):
            shutil.rmtree(root / name, ignore_errors=True)
        return cls(root, log).of_one_language()

    def of_one_language(self) -> "Archive":
        """The first of its languages, committed, so that nothing is edited when measuring begins."""
        settings = self.root / "dangan.yaml"
        text = settings.read_text("utf-8")
        settings.write_text(re.sub(r"(?m)^(languages:\n  - \w+\n)(  - \w+\n)+", r"\1", text), "utf-8")
        if (self.root / ".git").exists() and self.git("status", "--porcelain"):
            self.git(*_IDENTITY, "commit", "--quiet", "--all", "--message", "settings: one language")
        return self

    def git(self, *words: str) -> str:
        return subprocess.run(["git", *words], cwd=self.root, check=True, capture_output=True, text=True).stdout.strip()

    def commit(self, message: str) -> None:
        self.git(*_IDENTITY, "commit", "--quiet", "--all", "--message", message)

    def dangan(self, *words: str) -> Run:
        return run([str(BIN / "dangan"), "-C", str(self.root), *words, "--date", DAY], self.root, self.log)

    def history(self) -> Run:
        """All of it; its answer is of no day, so it is told none."""
        return run([str(BIN / "dangan"), "-C", str(self.root), "history"], self.root, self.log)

    def staged(self, *words: str) -> Staged:
        out = self.log.with_name(f"{self.root.name}-stages.json")
        return staged(["-C", str(self.root), *words, "--date", DAY], self.log, out)

    def forget(self) -> None:
        """Nothing is remembered of any run before."""
        shutil.rmtree(self.root / ".dangan", ignore_errors=True)

    @cached_property
    def cold(self) -> Staged:
        """A whole build with nothing remembered and no site in its place; run once, and the site stays."""
        self.forget()
        shutil.rmtree(self.root / "site", ignore_errors=True)
        return self.staged("build")

    @cached_property
    def pages(self) -> list[Path]:
        """Every page that is drawn from the archive: in a folder of a language."""
        assert self.cold.whole.code == 0, f"the build failed: see {self.log}"
        return sorted(path for path in (self.root / "site").glob("??/**/*.html"))

    @cached_property
    def files(self) -> list[Path]:
        """What the archive itself consists of."""
        hidden = {".git", ".dangan", "site"}
        tops = [path for path in self.root.iterdir() if path.name not in hidden]
        inside = (path for top in tops if top.is_dir() for path in top.rglob("*"))
        return sorted(path for path in (*tops, *inside) if path.is_file())

    @cached_property
    def profiles(self) -> list[Path]:
        return [path for path in self.files if path.name == "profile.yaml"]

    @property
    def customers(self) -> int:
        return len(self.profiles)

    @property
    def commits(self) -> int:
        return int(self.git("rev-list", "--count", "HEAD")) if (self.root / ".git").exists() else 0

    @property
    def sizes(self) -> str:
        return f"{self.customers:,} customers, {len(self.files):,} files, {self.commits:,} commits"


class Setting:
    """What the parts are given: a large archive, and two small ones for what is extrapolated."""

    def __init__(
        self, scratch: Path, customers: int, commits: int, *, small: int, repeat: int, source: Path | None = None
    ) -> None:
        self.scratch = scratch
        self.log = scratch / "log"
        self.repeat = repeat
        self._asked = customers, commits
        self._small = small
        self._source = source

    @cached_property
    def large(self) -> Archive:
        place = self.scratch / "large"
        if self._source:
            return Archive.copied(self._source, place, self.log)
        return Archive.made(place, self.log, *self._asked)

    @cached_property
    def small(self) -> Archive:
        return Archive.made(self.scratch / "small", self.log, self._small, 2 * self._small)

    @cached_property
    def half(self) -> Archive:
        return Archive.made(self.scratch / "half", self.log, self._small // 2, self._small)

    def used(self) -> list[tuple[str, Archive]]:
        """Those that were needed."""
        return [(name, vars(self)[name]) for name in ("large", "small", "half") if name in vars(self)]

    def median(self, job: Callable[[], Run], repeat: int = 0) -> Run:
        """One run that is not counted, for the page cache, then the counted ones."""
        job()
        return medians([job() for _ in range(repeat or self.repeat)])

    def run(self, command: list[str], cwd: Path | None = None) -> Run:
        return run(command, cwd or self.scratch, self.log)
