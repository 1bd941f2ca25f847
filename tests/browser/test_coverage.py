"""Whatever meets a requirement is seen: a recorded value of each such field is visible text beside its label."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import pytest
from playwright.sync_api import Browser, Page

from dangan.analysis.samples import Sample
from dangan.model.scan import scan
from dangan.project import Project
from dangan.project.coverage import Coverage
from dangan.schema.field_places import FieldPlace
from dangan.site.seen import address_of
from tests.archive import TODAY
from tests.browser.beside import Pair, Reader
from tests.browser.pages import ROOT

COLLECT = (Path(__file__).parent / "collect.js").read_text(encoding="utf-8")


class Wanted(NamedTuple):
    reference: str
    place: FieldPlace
    sample: Sample
    address: str


@pytest.fixture(scope="module")
def project() -> Project:
    return Project.open(ROOT, today=TODAY)


@pytest.fixture(scope="module")
def found(project: Project) -> Coverage:
    return project.coverage()


def wanted(found: Coverage, project: Project) -> Iterator[Wanted]:
    """Every field that meets something, where it has a value and that has a page."""
    for line in found.lines:
        for place, sample in found.recorded(line):
            address = address_of(sample, project.catalogue) if sample else ""
            if sample and address:
                yield Wanted(line.reference, place, sample, address)


def sections(page: Page, site: Path, lang: str, addresses: set[str]) -> Mapping[str, list[Pair]]:
    """The pairs of every section, with those of its page in a heavy dossier, which it leads to; of a kind with pages
    of its own those of all of them.
    """
    known: dict[str, list[Pair]] = {}
    for address in sorted(addresses):
        path, _, section = address.partition("#")
        folder = (site / lang / path).parent
        files = [site / lang / path] if section else [site / lang / path, *sorted(folder.glob("*/index.html"))]
        whole = folder / section / "index.html"
        known[address] = [pair for file in files for pair in pairs(page, file, section)]
        if section and whole.is_file() and f'href="{section}/index.html"' in files[0].read_text("utf-8"):
            known[address] += pairs(page, whole, "")
    return known


def pairs(page: Page, file: Path, section: str) -> list[Pair]:
    if not file.is_file():
        return []
    if page.url != file.as_uri():
        page.goto(file.as_uri())
    root = page.query_selector(f"[id='{section}']" if section else ".d-main")
    return [Pair(*pair) for pair in root.evaluate(COLLECT)] if root else []


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_recorded_part_is_seen_beside_its_label(
    browser: Browser, site: Path, found: Coverage, project: Project, lang: str
) -> None:
    every = list(wanted(found, project))
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    seen = sections(page, site, lang, {one.address for one in every})
    page.close()
    reader = Reader(lang, scan(project.tree, project.catalogue, TODAY).index, project.catalogue)
    assert len(every) > 300
    assert "\n".join(missed(every, seen, reader)) == ""
    assert len(missed(every, {at: [p._replace(label="?") for p in seen[at]] for at in seen}, reader)) == len(every)
    assert len(missed(every, {at: [p._replace(value="?") for p in seen[at]] for at in seen}, reader)) == len(every)


def missed(every: Sequence[Wanted], seen: Mapping[str, list[Pair]], reader: Reader) -> list[str]:
    """What is not found, in words: the part, the field's path and label, the value, the page."""
    return [
        f"{one.reference} {one.place.keyed} “{one.place.field.label.to(reader.lang)}”: "
        f"{str(one.sample.value)[:50]!r} on {reader.lang}/{one.address}"
        for one in every
        if not reader.finds(one.place, one.sample, seen[one.address])
    ]
