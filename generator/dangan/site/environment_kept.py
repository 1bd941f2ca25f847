"""What templates were compiled to, remembered: for one customer's pages that takes longer than to draw them."""

import marshal
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

from dangan.memory import Memory, packed, unpacked
from dangan.site.environment import Compiled, compiled
from dangan.site.format_words import load_words


@contextmanager
def templates_kept(memory: Memory, folders: tuple[Path, ...], langs: Sequence[str]) -> Iterator[None]:
    """While the block runs, templates are taken as this very program compiled them of the same text and words."""
    of = {lang: frozenset(load_words(folders, lang).table.items()) for lang in langs}
    for lang, table in of.items():
        _recall(memory, lang, _mark(table), compiled(lang, table))
    yield
    for lang, table in of.items():
        if (known := compiled(lang, table)).is_new:
            memory.keep(lang, packed((_mark(table), marshal.dumps(known.all))))


def _recall(memory: Memory, lang: str, mark: str, known: Compiled) -> None:
    raw = memory.find(lang)
    was, data = unpacked(raw) if raw else ("", b"")
    if was == mark:
        known.take(marshal.loads(data))  # noqa: S302 -- sealed by this user's own runs of this very code


def _mark(table: frozenset[tuple[str, str]]) -> str:
    return sha256(repr(sorted(table)).encode(errors="surrogatepass")).hexdigest()
