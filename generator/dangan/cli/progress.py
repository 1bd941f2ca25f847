"""A line that counts, on a terminal only."""

import sys
from collections.abc import Callable

EVERY = 50
"""Customers between two counts: writing to a terminal costs more than a small dossier."""


def counter(label: str) -> Callable[[int, int], None] | None:
    """Called with done and all, rewrites one line on standard error; None where nobody watches."""
    if not sys.stderr.isatty():
        return None

    def show(done: int, of: int) -> None:
        if done == of or done % EVERY == 0:
            end = "\r\x1b[K" if done == of else ""
            sys.stderr.write(f"\r{label} {done:,}/{of:,}{end}")
            sys.stderr.flush()

    return show
