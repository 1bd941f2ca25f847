"""A small right archive in memory, and ways to change it: what most tests begin with."""

from datetime import date
from pathlib import Path

from dangan.model.scan import Scan, scan
from dangan.schema.catalogue import Catalogue
from dangan.source.memory_tree import MemoryTree
from dangan.source.tree import Tree

TODAY = date(2026, 11, 21)
BASE = Path(__file__).parent / "archives" / "base"


def files() -> dict[str, bytes]:
    """The base archive without its planted fault."""
    found = {p.relative_to(BASE).as_posix(): p.read_bytes() for p in sorted(BASE.rglob("*")) if p.is_file()}
    del found["customers/sentinel/profile.yaml"]
    return found


def tree(changes: dict[str, str | None] | None = None) -> MemoryTree:
    """The base archive with some files added, replaced or (None) removed."""
    held = files()
    for name, text in (changes or {}).items():
        if text is None:
            del held[name]
        else:
            held[name] = text.encode()
    return MemoryTree(held)


def scanned(changes: dict[str, str | None] | None = None, today: date = TODAY) -> Scan:
    return scan_tree(tree(changes), today)


def scan_tree(source: Tree, today: date = TODAY) -> Scan:
    catalogue, problems = Catalogue.load(source)
    assert not problems
    return scan(source, catalogue, today)


def said(changes: dict[str, str | None], today: date = TODAY) -> list[str]:
    """`code path:line:column` of every diagnostic."""
    return [f"{d.code} {d.span}" for d in scanned(changes, today).diagnostics]
