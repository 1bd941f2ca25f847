"""Links to things in files that are drawn from the schema alone meet their target; no id stands on a page twice."""

import json
import re

import pytest

from tests.site_views.support import Site, archive, assert_links_lead_somewhere, parsed, profile, sample, site
from tests.site_views.test_extending import schema

NAME = {"title": "Name", "x-zh": "名称", "type": "string"}
STOP = {"title": "Stop", "x-zh": "站", "type": "object", "properties": {"name": NAME}}
DOORS = {"title": "Doors", "x-zh": "门", "type": "object", "additionalProperties": STOP}
KINDS = {
    "sources": {"scope": "customer", "path": "sources.yaml", "schema": "sources.schema.json"},
    "visits": {"scope": "customer", "path": "visits.yaml", "schema": "visits.schema.json"},
}
THINGS = {
    "source": {"kind": "sources", "at": "*", "scope": "customer"},
    "route": {"kind": "visits", "at": "routes/*", "scope": "customer"},
    "halt": {"kind": "visits", "at": "halts/*", "scope": "customer"},
}


def named(name: str, more: dict[str, str]) -> dict[str, str]:
    return {"title": name.title(), "x-zh": name, **more}


FILES = archive(
    {
        "schemas/archive.overlay.json": json.dumps(
            {
                "kinds": {name: named(name, kind) for name, kind in KINDS.items()},
                "things": {
                    name: named(name, {"plural": name + "s", "x-zh-plural": name, **thing})
                    for name, thing in THINGS.items()
                },
            }
        ),
        "schemas/sources.schema.json": json.dumps(
            {
                "title": "Sources",
                "x-zh": "来源",
                "type": "object",
                "x-sensitivity": "internal",
                "additionalProperties": {**STOP, "properties": {"name": NAME, "front": DOORS, "back": DOORS}},
            }
        ),
        "schemas/visits.schema.json": schema(
            learnt_at={"title": "Learnt at", "x-zh": "得自", "type": "string", "x-ref": "source"},
            along={"title": "Along", "x-zh": "沿", "type": "string", "x-ref": "route"},
            to={"title": "To", "x-zh": "至", "type": "string", "x-ref": "halt"},
            routes={
                "title": "Routes",
                "x-zh": "线路",
                "type": "array",
                "items": {**STOP, "properties": {"id": NAME, "name": NAME}},
            },
            halts=DOORS,
        ),
        "customers/a/profile.yaml": profile("a"),
        "customers/a/sources.yaml": (
            "fair:\n  name: Canton Fair\n  front: {left: {name: L1}, fair: {name: L2}}\n  back: {left: {name: L3}}\n"
            "paper: {name: The Paper, back: {left: {name: L4}}}\n"
        ),
        "customers/a/visits.yaml": (
            "learnt_at: fair\nalong: north\nto: left\nroutes: [{id: north, name: North}, {id: left, name: Left}]\n"
            "halts: {left: {name: Left halt}, fair: {name: Fair halt}}\n"
        ),
    }
)
PAGE = "customers/a/index.html"


@pytest.fixture(scope="module", params=["en", "zh"])
def made(request: pytest.FixtureRequest) -> Site:
    return site(FILES, lang=request.param)


@pytest.mark.parametrize(
    ("name", "anchor"), [("Canton Fair", "source.fair"), ("North", "route.north"), ("Left halt", "halt.left")]
)
def test_a_link_to_a_thing_meets_it(made: Site, name: str, anchor: str) -> None:
    body = made.body(PAGE)
    assert re.search(f'<a href="#{anchor}"[^>]*>{name}</a>', body)
    assert parsed(body).ids.count(anchor) == 1
    assert name in body[body.index(f'id="{anchor}"') :]


def test_places_in_maps_inside_of_maps_have_their_whole_path(made: Site) -> None:
    ids = parsed(made.body(PAGE)).ids
    for pointer in ("fair/front/left", "fair/front/fair", "fair/back/left", "paper/back/left"):
        assert ids.count(f"sources/{pointer}") == 1


def test_nothing_of_a_map_is_lost(made: Site) -> None:
    text = made.text(PAGE)
    for name in ("L1", "L2", "L3", "L4", "The Paper", "Fair halt"):
        assert name in text


def test_every_link_of_the_archive_leads_somewhere(made: Site) -> None:
    assert_links_lead_somewhere(made)


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_every_page_of_the_sample_is_well_formed_and_its_links_lead_somewhere(lang: str) -> None:
    """That includes that no id stands twice on a page."""
    made = site(sample(), lang=lang)
    assert len(made.pages) > 20
    assert_links_lead_somewhere(made)
