"""The wheel carries all that an archive may leave out: built, installed outside the checkout, and used."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

import dangan

CHECKOUT = Path(dangan.__file__).parents[2]


def run(*words: str | Path, cwd: Path, env: dict[str, str]) -> str:
    done = subprocess.run([*map(str, words)], cwd=cwd, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that the wheel was installed into, without its dependencies: those of this environment serve."""
    scratch = tmp_path_factory.mktemp("wheel")
    env = dict(os.environ)
    python = sys.executable
    build = (python, "-m", "build", "--wheel", "--no-isolation", "--outdir", scratch / "dist", CHECKOUT)
    run(*build, cwd=scratch, env=env)
    (wheel,) = (scratch / "dist").glob("*.whl")
    target = scratch / "installed"
    run(python, "-m", "pip", "install", "-q", "--no-deps", "--target", target, wheel, cwd=scratch, env=env)
    return target


def test_init_check_build_outside_the_checkout(installed: Path, tmp_path: Path) -> None:
    env = {**os.environ, "PYTHONPATH": str(installed), "PYTHONSAFEPATH": "1", "HOME": str(tmp_path)}
    where = run(sys.executable, "-c", "import dangan; print(dangan.__file__)", cwd=tmp_path, env=env)
    assert Path(where.strip()).is_relative_to(installed)
    command = (sys.executable, "-m", "dangan.cli.main")
    run(*command, "init", "archive", cwd=tmp_path, env=env)
    archive = tmp_path / "archive"
    run(*command, "new", "customer", "good-one", "--name", "Good One Ltd", cwd=archive, env=env)
    assert "0 errors" in run(*command, "check", cwd=archive, env=env)
    run(*command, "build", cwd=archive, env=env)
    page = (archive / "site" / "en" / "customers" / "good-one" / "index.html").read_text(encoding="utf-8")
    assert "Good One Ltd" in page
    assert (archive / "site" / "zh" / "guide" / "reps.html").is_file()


def test_the_demo_outside_the_checkout(installed: Path, tmp_path: Path, demo: Path) -> None:
    """The same to the last byte by another process, of another hash seed, place and time zone, from the wheel alone."""
    surroundings = {"PYTHONHASHSEED": "7", "TZ": "America/St_Johns", "LC_ALL": "C"}
    env = {**os.environ, "PYTHONPATH": str(installed), "PYTHONSAFEPATH": "1", "HOME": str(tmp_path), **surroundings}
    said = run(sys.executable, "-m", "dangan.cli.main", "demo", "try-out", cwd=tmp_path, env=env)
    assert "dangan -C try-out audit" in said
    heads = [run("git", "rev-parse", "HEAD", cwd=root, env=env) for root in (demo, tmp_path / "try-out")]
    assert heads[0] == heads[1]
