"""Drawings are found by listing, and stand above the facts or in their place."""

from pathlib import Path
from typing import Any

import pytest

from dangan.layout import packaged_root
from dangan.site.drawings import drawings
from dangan.site.drawings_page import ThingPage
from dangan.site.drawings_section import Chart, Section, charts_of, section_of
from dangan.site.views import section
from dangan.site.views.scope import Scope
from tests.site_views.support import archive, profile, site

FILES = archive({"customers/a/profile.yaml": profile("a", more="summary: Makes e-bikes.\n")})
PAGE = "customers/a/index.html"
TEMPLATES = packaged_root() / "site_templates"


def test_what_a_module_of_the_views_declares_is_found() -> None:
    found = drawings()
    assert {d.kind for d in found if isinstance(d, Section)} >= {"people", "project", "competitors", "log"}
    assert {d.thing for d in found if isinstance(d, ThingPage)} >= {"competitor", "colleague", "product"}
    assert all((TEMPLATES / d.template).is_file() for d in found)


def test_no_kind_is_drawn_twice_and_every_drawing_is_of_a_kind_there_is() -> None:
    context = site(FILES).context
    sections = [d.kind for d in drawings() if isinstance(d, Section)]
    assert len(sections) == len(set(sections))
    kinds = {d.kind for d in drawings() if isinstance(d, Section | Chart)}
    assert kinds <= context.catalogue.kinds.keys()
    assert section_of("nothing") is None
    assert charts_of("nothing") == ()


def test_charts_stand_above_the_facts_in_their_order(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "chart.html.j2").write_text("<p>{{ chart.body }} of {{ section.label }}</p>")

    def draw(said: str | None) -> Any:
        return lambda customer, scope: said and f"{said} {customer.id} {scope.lang}"

    charts = (Chart("profile", "chart.html.j2", draw("First")), Chart("profile", "chart.html.j2", draw(None)))
    monkeypatch.setattr(section, "charts_of", lambda kind: charts if kind == "profile" else ())
    text = site(FILES, folders=(tmp_path, TEMPLATES)).text(PAGE)
    assert "customers/a/profile.yaml No source recorded First a en of Profile " in text
    assert text.count("First a en") == 1
    assert text.index("First a en") < text.rindex("Makes e-bikes.")


def test_what_drawings_share_is_made_once() -> None:
    made: list[int] = []

    def make() -> int:
        made.append(1)
        return len(made)

    scope = Scope(site(FILES).context, PAGE)
    file = scope.context.loose["team"][0]
    assert (scope.once("x", make), scope.at(file).once("x", make), made) == (1, 1, [1])
    assert Scope(scope.context, PAGE).once("x", make) == 2, "another page has its own"
