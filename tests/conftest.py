"""What all tests share: one flag that rewrites expectations, archives made in scratch folders, a fixed identity."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from dangan.site.frame import FrameOrder
    from tests.browser.chromium import Window

# The same examples on every run, however slow the machine: a law that fails fails for everybody.
settings.register_profile("dangan", deadline=None, derandomize=True)
settings.load_profile("dangan")

IDENTITY = {
    "GIT_AUTHOR_NAME": "Chen Li",
    "GIT_AUTHOR_EMAIL": "chen.li@hailan.example",
    "GIT_COMMITTER_NAME": "Chen Li",
    "GIT_COMMITTER_EMAIL": "chen.li@hailan.example",
    "GIT_AUTHOR_DATE": "2026-11-20T09:00:00+08:00",
    "GIT_COMMITTER_DATE": "2026-11-20T09:00:00+08:00",
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_SYSTEM": os.devnull,
}
CACHE = Path(tempfile.gettempdir()) / f"dangan-tests-{os.getuid()}"
"""Where builds keep the key of their frames; the reader's own cache folder is left alone."""
DAY = "2026-11-21"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update", action="store_true", help="rewrite the expected output of golden tests")


@pytest.fixture
def update(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--update"))


@pytest.fixture(autouse=True, scope="session")
def _somebody() -> Iterator[None]:
    """What is made once for many tests has an identity too, on a machine that knows nobody."""
    with pytest.MonkeyPatch.context() as patch:
        for name, value in IDENTITY.items():
            patch.setenv(name, value)
        yield


@pytest.fixture(autouse=True)
def _same_surroundings(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every test has the same identity, locale and time, whatever machine it runs on."""
    for name, value in IDENTITY.items():
        monkeypatch.setenv(name, value)
    for name in ("LC_ALL", "LC_MESSAGES", "CI", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "C.UTF-8")
    monkeypatch.setenv("XDG_CACHE_HOME", str(CACHE))


@pytest.fixture(autouse=True, scope="module")
def _frames_drawn_once(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """MkDocs draws a frame once for all that asks for the same (by the key that the product's own cache goes by),
    for all processes of a run; most builds of a small archive took longer over that than over all else.

    Modules that are about the drawing itself say `pytestmark = pytest.mark.draws_frames`, and have it done each time.
    """
    if request.node.get_closest_marker("draws_frames"):
        yield
        return
    from dangan.site import shell  # noqa: PLC0415 -- most tests do without

    shelf = shared_folder(tmp_path_factory) / "frames"
    shelf.mkdir(exist_ok=True)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(shell, "_draw", partial(_draw_once, shell._draw, shelf))
        yield


def _draw_once(draw: Callable[["FrameOrder", Path], None], shelf: Path, order: "FrameOrder", scratch: Path) -> None:
    from dangan.site.shell_cache import key_of  # noqa: PLC0415

    drawn = shelf / key_of(order)
    if not drawn.exists():
        beside = Path(tempfile.mkdtemp(dir=shelf))
        draw(order, beside)
        with suppress(FileExistsError):  # another process was quicker
            drawn.symlink_to(beside)
    shutil.copytree(drawn, scratch, dirs_exist_ok=True)


def run_git(folder: Path, *arguments: str) -> str:
    env = {**os.environ, **{name: os.environ.get(name, value) for name, value in IDENTITY.items()}}
    done = subprocess.run(["git", *arguments], cwd=folder, check=True, capture_output=True, text=True, env=env)
    return done.stdout.strip()


@pytest.fixture
def git() -> Callable[..., str]:
    return run_git


def shared_folder(factory: pytest.TempPathFactory) -> Path:
    """Where all processes of one run of the tests find what was made once."""
    base = factory.getbasetemp()
    return base.parent if "PYTEST_XDIST_WORKER" in os.environ else base


def made_once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], object]) -> Path:
    """A folder that the first process that asks for it makes; the others wait. Nobody writes into it after that."""
    place = shared_folder(factory) / name
    with place.with_name(f"{name}.lock").open("w") as lock:
        if os.name == "posix":
            import fcntl  # noqa: PLC0415 -- elsewhere there is none, and one process at a time is asked for

            fcntl.flock(lock, fcntl.LOCK_EX)
        if not place.exists():
            beside = factory.mktemp(name) / name
            make(beside)
            beside.rename(place)
    return place


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample with its two years of history; it takes seconds, so it is written once and nobody writes into it."""
    from dangan.exchange.demo.write import write_demo  # noqa: PLC0415 -- most tests do without

    return made_once(tmp_path_factory, "demo", write_demo)


@pytest.fixture(scope="session")
def browser() -> Iterator["Browser"]:
    """One for all tests of a process: Playwright runs in it once."""
    from tests.browser.chromium import chromium  # noqa: PLC0415 -- most tests do without

    with chromium() as running:
        yield running


@pytest.fixture(scope="session")
def window(browser: "Browser") -> Iterator["Window"]:
    from tests.browser.chromium import window_of  # noqa: PLC0415 -- most tests do without

    with window_of(browser) as window:
        yield window


def write_files(root: Path, files: Mapping[str, str | bytes]) -> Path:
    """Writes text (UTF-8) or bytes under `root`, with the folders they need."""
    for name, content in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
    return root


def snapshot(root: Path) -> dict[str, bytes]:
    """Every file under `root` but Git's own and what is remembered, with its bytes (of a link, where it leads)."""
    found = {}
    for path in sorted(root.rglob("*")):
        inside = path.relative_to(root).as_posix()
        if inside.startswith((".git/", ".dangan/")):
            continue
        if path.is_symlink():
            found[inside] = str(path.readlink()).encode()
        elif path.is_file():
            found[inside] = path.read_bytes()
    return found
