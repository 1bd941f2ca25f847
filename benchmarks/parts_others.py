"""Parts that are programs of their own."""

import importlib.util
import re
import subprocess
import sys
from argparse import Namespace
from collections.abc import Iterator

from benchmarks import history_speed
from benchmarks.setting import Setting
from benchmarks.table import Row


def history(setting: Setting, sample: int = 20) -> Iterator[Row]:
    """As `python -m benchmarks.history_speed`; the peers are asked for few files."""
    options = Namespace(repeat=1, sample=sample)
    for what, run, said in history_speed.measured(setting.large.root, setting.log, options):
        yield Row(what, run, said)


def told_by(name: str, setting: Setting) -> str:
    """What a benchmark says that is a program of its own and keeps its own results; nothing where there is none."""
    if importlib.util.find_spec(f"benchmarks.{name}") is None:
        return ""
    words = ["--archive", str(setting.large.root), "--scratch", str(setting.scratch)]
    if name == "search":  # its table says of how many customers that is
        words += ["--customers", str(setting.large.customers)]
    found = subprocess.run(
        [sys.executable, "-m", f"benchmarks.{name}", *words], check=True, stdout=subprocess.PIPE, encoding="utf-8"
    )
    return re.sub(r"\A# .*\n+", "", found.stdout)
