"""The pages about many: what the reports found is no more when the lines of all customers are taken up."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from dangan.site.briefs import Brief
from dangan.site.page import Page
from dangan.site.pages import units
from dangan.site.pages_reports import answered
from dangan.site.pages_units import UnitWriter
from dangan.site.publish import Staging
from dangan.site.shell import Frame
from tests.site_views.support import Site, archive, profile, site

FILES = archive({f"customers/c{n}/profile.yaml": profile(f"c{n}", f"重庆动力{n}") for n in range(2)})


class Plain(Frame):
    """A frame of nothing."""

    def finish(self, page: Page) -> bytes:
        return page.body.encode()


class Noted(Mapping[str, Brief]):
    """Briefs that say when they are taken up."""

    def __init__(self, briefs: Mapping[str, Brief], said: list[str]) -> None:
        self._briefs, self._said = briefs, said

    def __getitem__(self, customer: str) -> Brief:
        self._said.append("lines")
        return self._briefs[customer]

    def __iter__(self) -> Iterator[str]:
        return iter(self._briefs)

    def __len__(self) -> int:
        return len(self._briefs)


@pytest.fixture(scope="module")
def made() -> Site:
    return site(FILES)


def test_reports_are_drawn_first_and_all_is_told_in_the_order_of_the_units(
    made: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []

    def noting(context: Any) -> Any:
        said.append("reports")
        return answered(context)

    monkeypatch.setattr("dangan.site.pages_units.answered", noting)
    staging = Staging(tmp_path / "new", tmp_path / "site")
    writer = UnitWriter(staging, {"en": Plain("en", {}, tmp_path, ())}, {})
    writer.write([made.context], Noted(made.briefs, said))
    assert said.count("reports") == 1
    assert said[0] == "reports"
    assert "lines" in said
    names = [f"en/{unit.name}" for unit in units(made.context)]
    assert list(writer.drawn) == names
    again = UnitWriter(staging, {}, {name: writer.drawn[name] for name in names})
    again.write([made.context], {})
    assert again.drawn == writer.drawn, "what stays is not made"
