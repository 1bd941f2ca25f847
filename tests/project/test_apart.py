"""What is done by processes of their own is what one process does: of archives that are large."""

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

from dangan.git import process
from tests.history.replay import replay
from tests.history.test_histories import made

PROGRAM = """
import os, sys
from datetime import date
from pathlib import Path
from dangan.project import Project
from dangan.site import build, build_history, build_search
from dangan.site.shell import Frame

few, root, out = int(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3])
build._MANY = build_history._FEW = few
writes = build_search.write_search
def noting(*args):
    (out.parent / f"{out.name}.process").write_text(str(os.getpid()))
    return writes(*args)
build_search.write_search = noting
finished, finish = [], Frame.finish
def counting(self, page):
    finished.append(page.address)
    return finish(self, page)
Frame.finish = counting
built = Project.open(root, today=date(2026, 11, 22)).build(out=out, clean=True)
print(os.getpid(), built.pages, len(finished))
"""


def test_a_site_of_many_is_the_site_of_few(tmp_path: Path) -> None:
    commits = [replace(commit, files={"dangan.yaml": "format: 1\n", **commit.files}) for commit in made("octopus")]
    for name, few in (("one", 1_000), ("several", -1)):
        _, ids = replay(tmp_path / name, commits)
        process.output(tmp_path / name, "reset", "--hard", ids[-1])
        words = [sys.executable, "-c", PROGRAM, str(few), str(tmp_path / name), str(tmp_path / f"{name}-site")]
        number, *pages = subprocess.run(words, capture_output=True, text=True, check=True).stdout.split()
        by = (tmp_path / f"{name}-site.process").read_text()
        assert (by == number) == (name == "one")
        assert pages[0] == pages[1]
    one, several = (_files(tmp_path / f"{name}-site") for name in ("one", "several"))
    assert one == several
    assert any("search/" in name for name in one)
    assert any(name.endswith("acme/feed.xml") for name in one)


def _files(site: Path) -> dict[str, bytes]:
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()}
