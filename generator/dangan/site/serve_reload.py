"""Pages that somebody looks at while the site is served show what was built since: each waits for that, and loads
itself again. Only what is handed out has the script; the site as it stands on the disk has none.
"""

import os
import threading
from pathlib import Path

SCRIPT, BUILT = "/@dangan/reload.js", "/@dangan/built"
"""Addresses at which no site has a page."""
_WAIT = 25.0
"""Seconds after which a page hears that nothing was built."""
_POLICY = b"Content-Security-Policy"


class Builds:
    """How often the site was built; whoever asks waits for the next time."""

    def __init__(self) -> None:
        self._number = 0
        self._is_over = False
        self._told = threading.Condition()

    @property
    def state(self) -> str:
        """Another one after each build, and in each process that serves."""
        return f"{os.getpid()}-{self._number}"

    def tell(self) -> None:
        """The site was built."""
        with self._told:
            self._number += 1
            self._told.notify_all()

    def end(self) -> None:
        """Nobody waits any more."""
        with self._told:
            self._is_over = True
            self._told.notify_all()

    def since(self, state: str, seconds: float = _WAIT) -> str:
        """The state when it is another than the one that is known, or the same after a while."""
        with self._told:
            self._told.wait_for(lambda: self._is_over or self.state != state, seconds)
            return self.state


def with_script(page: bytes, state: str) -> bytes:
    """A page as it is handed out; one that allows no scripts stays as it is."""
    if _POLICY in page:
        return page
    before, end, after = page.rpartition(b"</body>")
    script = f'<script src="{SCRIPT}" data-built="{state}" defer></script>'.encode()
    return b"".join((before, script, end, after)) if end else page + script


def script_in(templates: Path) -> bytes:
    return (templates / "serve" / "reload.js").read_bytes()
