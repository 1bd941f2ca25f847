"""Parts about a whole cold build: its stages, what draws beside Hugo, MkDocs beside all of it, sizes of pages."""

import gzip
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from benchmarks.hugo import Hugo
from benchmarks.measure import Run
from benchmarks.mkdocs import MkDocs, customer_pages, is_of_customer
from benchmarks.parts_commands import drawn_out, ratio
from benchmarks.setting import Archive, Setting
from benchmarks.stages import DRAWING_STAGES, Staged
from benchmarks.table import Row

KB = 1024
SAMPLES = (40, 120)
"""Customers whose pages MkDocs is given: for all it would take hours."""


def build(setting: Setting) -> Iterator[Row]:
    """Everything that `dangan build` does with nothing remembered, and each stage of it."""
    cold = setting.large.cold
    yield Row(
        "dangan build, nothing remembered",
        cold.whole,
        f"{len(setting.large.pages):,} pages",
        "memory",
        cold.whole.memory,
        cold.whole.memory,
    )
    yield from stage_rows(cold)
    for name, spent in cold.inside.items():
        yield Row(f"– within: {name}", None, f"{spent:,.1f} s of processors, all processes together")


def stage_rows(found: Staged) -> Iterator[Row]:
    for name, (seconds, processor) in found.stages.items():
        share = f"{processor / found.whole.processor:.0%} of all by processors"
        yield Row(f"– {name}", Run(seconds, 0, 0, processor), share)


def rendering(setting: Setting) -> Iterator[Row]:
    """Views, templates and writing of every page, inside the cold build, beside Hugo on the same pages."""
    archive, cold = setting.large, setting.large.cold
    ours = drawing(cold)
    hugo, spread = _hugo(setting, archive)
    yield Row(f"Hugo, {len(archive.pages):,} pages from ready JSON", hugo, f"its visible text differs by {spread}")
    said, value, steady = ratio(ours, hugo)
    yield Row(
        "views, templates and writing of the same pages, ours", ours, f"{said} of Hugo", "rendering", value, steady
    )
    said, value, steady = ratio(cold.whole, hugo)
    yield Row("the whole cold build, ours", cold.whole, f"{said} of Hugo", "cold-hugo", value, steady)


def drawing(cold: Staged) -> Run:
    """What draws, of the seconds of the stages that draw as large a part as it has of their processors' seconds."""
    stages = [cold.stages[name] for name in DRAWING_STAGES if name in cold.stages]
    seconds, processor = (sum(part) for part in zip(*stages, strict=True))
    return Run(seconds * min(1.0, cold.drawing / processor), cold.whole.memory, cold.whole.code, cold.drawing)


def _hugo(setting: Setting, archive: Archive) -> tuple[Run, str]:
    hugo = Hugo.of(archive.root / "site", archive.pages, setting.scratch / "hugo")
    found = hugo.draw(setting.log)
    return found, hugo.check()


def mkdocs(setting: Setting) -> Iterator[Row]:
    """MkDocs with Material, its search, the date and author plugins, on the pages of some customers, then of more."""
    archive, runs = setting.large, []
    peer = MkDocs.of(archive, setting.scratch / "mkdocs", max(SAMPLES))
    for customers in SAMPLES:
        count, found = peer.build(customers, setting.log)
        runs.append((count, found))
        said = f"of {customers:,} customers; its visible text differs by {peer.check(customers, count)}"
        yield Row(f"mkdocs build, Material, dates and authors, {count:,} pages", found, said)
    whole, ours = drawn_out(runs[0], runs[1], customer_pages(archive)), archive.cold.whole
    value, steady = whole.seconds / ours.seconds, whole.processor / ours.processor
    said = f"{value:.1f} x ours, {steady:.1f} x by processors"
    what = f"the same, drawn out in a straight line to all {customer_pages(archive):,} pages of customers"
    yield Row(what, whole, said, "cold-mkdocs", value, steady)
    yield Row("the whole cold build, ours", ours)


def pages(setting: Setting) -> Iterator[Row]:
    """What a reader fetches, without the files that all pages share."""
    archive = setting.large
    site = archive.root / "site"
    of_customers = [path for path in archive.pages if is_of_customer(path.relative_to(site))]
    dossiers = [path for path in of_customers if len(path.relative_to(site).parts) == 4]
    about_many = [path for path in archive.pages if not is_of_customer(path.relative_to(site))]
    plain = median(path.stat().st_size for path in dossiers) / KB
    yield Row(f"{len(dossiers):,} dossiers, HTML", None, f"median {plain:.1f} KB", "dossier", plain, plain)
    packed = median(len(gzip.compress(path.read_bytes(), 6)) for path in dossiers) / KB
    yield Row("the same, gzip -6", None, f"median {packed:.1f} KB", "dossier-gzip", packed, packed)
    yield _largest("pages of customers, the largest", "largest", of_customers, site)
    yield _largest("all other pages, the largest", "index", about_many, site)
    whole = sum(path.stat().st_size for path in site.rglob("*") if path.is_file()) / KB / KB
    yield Row("the whole site", None, f"{whole:,.0f} MB in {len(archive.pages):,} pages and what they load")


def _largest(what: str, key: str, found: list[Path], site: Path) -> Row:
    path = max(found, key=lambda path: path.stat().st_size)
    size = path.stat().st_size / KB
    return Row(what, None, f"{size:.0f} KB: {path.relative_to(site).as_posix()}", key, size, size)
