"""Parts that are programs of their own: history, and what other benchmarks bring as a function `rows(setting)`."""

import importlib
import importlib.util
from argparse import Namespace
from collections.abc import Callable, Iterator

from benchmarks import history_speed
from benchmarks.setting import Setting
from benchmarks.table import Row


def history(setting: Setting, sample: int = 20) -> Iterator[Row]:
    """As `python -m benchmarks.history_speed`; the peers are asked for few files."""
    options = Namespace(repeat=1, sample=sample)
    for what, run, said in history_speed.measured(setting.large.root, setting.log, options):
        yield Row(what, run, said)


def brought(name: str) -> Callable[[Setting], Iterator[Row]] | None:
    """The part that `benchmarks/<name>.py` brings: its `rows`, which is given the setting; None where it has none."""
    if importlib.util.find_spec(f"benchmarks.{name}") is None:
        return None
    found = getattr(importlib.import_module(f"benchmarks.{name}"), "rows", None)
    return found if callable(found) else None
