"""Parts about a second run: one customer changed and built again, and the same while the site is served."""

import os
import re
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from statistics import median
from urllib.request import urlopen

from benchmarks.edits import Edits
from benchmarks.measure import Run, medians
from benchmarks.setting import BIN, DAY, Archive, Setting
from benchmarks.table import Row, growing_share

PATIENCE = 300
"""Seconds after which a page that does not come is given up."""
NAMED = 4


def change(setting: Setting) -> Iterator[Row]:
    """After a cold build; what grows is what a large archive costs more than a small one."""
    large, small = setting.large, setting.small
    cold = large.cold.whole
    built, edited = (_after(setting, archive, Edits(archive.root).value) for archive in (small, large))
    nothing = _after(setting, large, lambda: None)
    yield Row("dangan build, nothing changed", nothing, _share(nothing, cold))
    yield Row(
        "dangan build, one value changed", edited, _share(edited, cold), "change", edited.seconds, edited.processor
    )
    shares = edited.seconds / cold.seconds, edited.processor / cold.processor
    yield Row("– as a part of the cold build", None, f"1/{1 / shares[0]:.0f}", "change-share", *shares)
    contact = _after(setting, large, Edits(large.root, 500).contact)
    yield Row("dangan build, a contact added", contact, _share(contact, cold))
    yield Row(f"one value changed, {small.customers:,} customers", built)
    sizes = small.customers, large.customers
    clock = growing_share((sizes[0], built.seconds), (sizes[1], edited.seconds))
    steady = growing_share((sizes[0], built.processor), (sizes[1], edited.processor))
    said = f"{clock:.0%} by the clock, {steady:.0%} by processors: {_what_grows(large, small)}"
    yield Row("– what of it grows with the archive", None, said, "change-growth", clock, steady)


def serve(setting: Setting) -> Iterator[Row]:
    """From saving a file to the first answer over the loopback that shows what was written."""
    archive = setting.large
    assert archive.cold.whole.code == 0
    edits = Edits(archive.root, 1000)
    customer = edits.profile.parent.name
    with _serving(archive) as address:
        base = f"{address}{_language(archive)}/customers/{customer}"
        spent = [_until_shown(f"{base}/log/index.html", edits.note) for _ in range(setting.repeat + 1)][1:]
        summary = _until_shown(f"{base}/index.html", edits.summary)
    found = median(spent)
    yield Row("dangan serve: from the edit of a note to the new page", Run(found, 0, 0, 0), "", "serve", found)
    said = "once; so many of the archive's customers refer to it that their pages are drawn again too"
    yield Row("from the edit of a summary that others may tell", Run(summary, 0, 0, 0), said)


def _after(setting: Setting, archive: Archive, edit: Callable[[], object]) -> Run:
    """The median of builds after an edit each; the cold one, and one that is not counted, come before."""
    assert archive.cold.whole.code == 0

    def once() -> Run:
        edit()
        return archive.dangan("build")

    once()
    return medians([once() for _ in range(setting.repeat)])


def _share(found: Run, cold: Run) -> str:
    clock, steady = cold.seconds / found.seconds, cold.processor / found.processor
    return f"1/{clock:.0f} of cold by the clock, 1/{steady:.0f} by processors"


def _what_grows(large: Archive, small: Archive) -> str:
    """The stages that cost more on the larger archive, by their seconds of the processors."""
    found = []
    for archive in (small, large):
        Edits(archive.root, 900).value()
        found.append(archive.staged("build"))
    more = {name: spent[1] - found[0].stages.get(name, (0.0, 0.0))[1] for name, spent in found[1].stages.items()}
    most = sorted(more, key=lambda name: -more[name])[:NAMED]
    return ", ".join(f"{name} {more[name]:+.2f} s" for name in most if more[name] > 0)


def _language(archive: Archive) -> str:
    match = re.search(r"(?m)^languages:\n  - (\w+)", (archive.root / "dangan.yaml").read_text("utf-8"))
    assert match
    return match[1]


@contextmanager
def _serving(archive: Archive) -> Iterator[str]:
    """The address, once it is printed."""
    words = [str(BIN / "dangan"), "--lang", "en", "-C", str(archive.root), "serve", "--port", "0", "--date", DAY]
    environment = {**os.environ, "PYTHONUNBUFFERED": "1"}
    with archive.log.open("ab") as sink:
        process = subprocess.Popen(words, stdout=subprocess.PIPE, stderr=sink, env=environment, text=True)
    try:
        assert process.stdout
        line = next((line for line in process.stdout if line.startswith("Serving ")), "")
        assert line, f"dangan serve ended: see {archive.log}"
        yield line.split()[1]
    finally:
        process.terminate()
        process.wait(timeout=30)
        if process.stdout:
            process.stdout.close()


def _until_shown(page: str, edit: Callable[[], str]) -> float:
    _get(page)
    word = edit().encode()
    start = time.perf_counter()
    while word not in _get(page):
        assert time.perf_counter() - start < PATIENCE, f"{page} never showed the edit"
        time.sleep(0.02)
    return time.perf_counter() - start


def _get(page: str) -> bytes:
    with urlopen(page) as answer:  # noqa: S310 - our own server on the loopback
        return bytes(answer.read())
