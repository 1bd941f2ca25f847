"""The reference of files, fields and requirements: made from the catalogue, and only for who may know."""

import json
import re
from datetime import date
from pathlib import Path

import pytest

from dangan.layout import packaged_root
from dangan.levels import Level
from dangan.schema.describe import Row, describe
from dangan.schema.example import example
from dangan.site import pages_reference
from dangan.site.environment import look_anew
from dangan.site.pages_reference import reference_pages
from tests.site_views.support import Site, archive, assert_links_lead_somewhere, profile, site, text_of

MASCOT = {
    "title": "Mascot",
    "x-zh": "吉祥物",
    "type": "string",
    "x-sensitivity": "internal",
    "x-req": ["OWN-01/mascot"],
    "x-weight": "important",
    "x-needed-at": ["trading"],
    "x-fresh-for": "P2Y",
    "description": "An animal, mostly.",
    "x-zh-description": "多为动物。",
    "x-purpose": {"title": "Marketing: what to give", "x-zh": "市场部：送什么"},
}
SECRET = {
    "title": "Password",
    "x-zh": "口令",
    "type": "string",
    "x-sensitivity": "confidential",
    "x-req": ["OWN-01/password"],
}
CHAPTER = {
    "title": "Own", "x-zh": "自定",
    "requirements": {
        "OWN-01": {
            "kind": "data", "title": "Mascots", "x-zh": "吉祥物",
            "parts": {
                "mascot": {"title": "The mascot", "x-zh": "吉祥物名称"}, "password": {"title": "Its password"},
                "song": {"title": "Its song", "open": {"title": "nobody sings yet", "x-zh": "以后再唱"}},
            },
        },
    },
}  # fmt: skip
VEHICLES = {
    "title": "Vehicle", "x-zh": "车辆", "type": "object", "x-sensitivity": "internal",
    "properties": {"plate": {"title": "Number plate", "x-zh": "车牌", "type": "string"}},
}  # fmt: skip
KIND = {
    "kinds": {
        "vehicle": {
            "title": "Vehicle", "x-zh": "车辆", "scope": "customer", "path": "vehicles/{id}.yaml",
            "schema": "vehicle.schema.json",
        }
    }
}  # fmt: skip
FILES = archive({
    "schemas/profile.overlay.json": json.dumps({"properties": {"mascot": MASCOT, "password": SECRET}}),
    "schemas/requirements/own.json": json.dumps(CHAPTER),
    "schemas/vehicle.schema.json": json.dumps(VEHICLES),
    "schemas/archive.overlay.json": json.dumps(KIND),
})  # fmt: skip
PROFILE = "guide/reference/profile/index.html"
REQUIREMENTS = "guide/requirements/index.html"


@pytest.fixture(scope="module")
def made() -> Site:
    return site(FILES)


def _is_told(row: Row) -> bool:
    return not row.place.inside and row.level <= Level.CONFIDENTIAL and not row.path.endswith("-")


def entry(made: Site, address: str, anchor: str) -> str:
    """What is said of one field, or of one requirement."""
    start = made.body(address).index(f'id="{anchor}"')
    rest = made.body(address)[start:]
    return re.sub(r"\s+", " ", re.sub("<[^>]*>", " ", re.split('<div class="d-(?:field|check)"', rest)[0]))


def test_every_kind_has_its_page_with_every_field(made: Site) -> None:
    for kind in made.context.catalogue.kinds.values():
        address = f"guide/reference/{kind.name}/index.html"
        if kind.field.level > Level.CONFIDENTIAL:
            assert address not in made.pages
            continue
        said = made.text(address)
        labels = {row.label.en for row in describe(kind) if _is_told(row)}
        assert [label for label in labels if " ".join(label.split()) not in said] == []


def test_its_example_is_on_the_page(made: Site) -> None:
    text = example(made.context.catalogue.kinds["profile"], "customer", "en", Level.CONFIDENTIAL)
    assert " ".join(text.split()) in made.text(PROFILE)


def test_a_team_s_own_field_is_explained(made: Site) -> None:
    said = entry(made, PROFILE, "mascot")
    assert "Mascot 吉祥物 mascot An animal, mostly. text · Weight: important · Asked of: Trading" in said
    assert "Holds for: 2 years" in said
    assert "Purpose: Marketing: what to give" in said
    assert "Meets: OWN-01 The mascot" in said


def test_a_team_s_own_kind_is_explained(made: Site) -> None:
    assert "Number plate 车牌" in made.text("guide/reference/vehicle/index.html")
    assert "customers/<id>/vehicles/<id>.yaml" in made.text("guide/reference/index.html")


def test_values_are_listed_with_what_they_mean(made: Site) -> None:
    stage = made.context.catalogue.kinds["profile"].field.properties["stage"]
    said = entry(made, PROFILE, "stage")
    assert all(f"{value} {label.en}" in said for value, label in stage.enum.items())
    assert stage.meanings
    assert all(meaning.en in said for meaning in stage.meanings.values())


def test_what_kinds_share_is_explained_once(made: Site) -> None:
    assert "ISO 4217" in made.text("guide/shapes/index.html")
    assert "ISO 4217" not in made.text(PROFILE)
    assert "shapes/index.html#money" in made.body(PROFILE)
    assert 'id="provenance/sources"' in made.body("guide/shapes/index.html")


def test_requirements_say_by_what_they_are_met(made: Site) -> None:
    said = entry(made, REQUIREMENTS, "OWN-01")
    assert "The mascot met Profile Mascot" in said
    assert "Its song open nobody sings yet" in said
    assert 'href="../reference/profile/index.html#mascot"' in made.body(REQUIREMENTS)


def test_only_who_may_know_is_told() -> None:
    whole, part = site(FILES), site(FILES, audience=Level.INTERNAL)
    for address in (PROFILE, REQUIREMENTS):
        assert "assword" in whole.text(address)
        assert "assword" not in part.text(address)
    assert "1 part stands in a field that is not for the readers" in entry(part, REQUIREMENTS, "OWN-01")


def test_in_chinese() -> None:
    made = site(FILES, lang="zh")
    assert "吉祥物 Mascot mascot 多为动物。" in entry(made, PROFILE, "mascot")
    assert "以后再唱" in entry(made, REQUIREMENTS, "OWN-01")


def test_links_lead_somewhere(made: Site) -> None:
    assert_links_lead_somewhere(made)
    for address, page in made.pages.items():
        if address.startswith("guide/"):
            text_of(page.body)


@pytest.mark.parametrize(
    ("data", "place"),
    [
        ("stages: new\n", "profile/index.html"),
        ("stage: newish\n", "profile/index.html#stage"),
        ("contact: {phones: [12]}\n", "profile/index.html#contact/phones"),
        ("scale: {turnover: {amount: much, currency: CNY}}\n", "shapes/index.html#money/amount"),
    ],
)
def test_a_message_leads_to_the_field_that_it_is_about(data: str, place: str) -> None:
    lines = "id: a\nnames: {en: A}\ncustodian: chen-li\n" + ("" if data.startswith("stage:") else "stage: new\n") + data
    made = site(archive({"customers/a/profile.yaml": lines}), audience=Level.RESTRICTED)
    link = re.search(r'href="([^"]*)">What may stand here', made.body("customers/a/index.html"))
    assert link
    assert link[1].endswith(place)
    assert_links_lead_somewhere(made)


def reference_of(made: Site) -> dict[str, str]:
    return {page.address: page.body for page in reference_pages(made.context)}


def test_nothing_that_is_recorded_is_in_it() -> None:
    """So one drawing serves every archive with the same schemas."""
    other = {"customers/other/profile.yaml": profile("other")}
    settings = {"currency": "EUR", "default_audience": "public"}
    first = reference_of(site(archive({})))
    pages_reference._shelf.cache_clear()
    made = site(archive(other), config=settings, today=date(2031, 1, 1))
    assert set(made.pages) > set(first)
    again = reference_of(made)
    assert pages_reference._shelf.cache_info().hits == 1, "drawn once, for the site"
    assert again == first
    assert reference_of(site(archive(other), audience=Level.PUBLIC)) != first


def test_another_archive_without_templates_of_its_own_has_the_same_drawing(tmp_path: Path) -> None:
    packaged = packaged_root() / "site_templates"
    drawn = [
        tuple(reference_pages(site(archive({}), folders=(tmp_path / name, packaged)).context)) for name in ("a", "b")
    ]
    assert all(one is other for one, other in zip(*drawn, strict=True))


def test_words_that_were_edited_are_in_the_next_drawing(tmp_path: Path) -> None:
    folders = (tmp_path, packaged_root() / "site_templates")
    before = reference_of(site(archive({}), folders=folders))
    words = {"reference_lead": {"en": "All that can be written down.", "zh": "可以记录的一切。"}}
    (tmp_path / "words.json").write_text(json.dumps(words), encoding="utf-8")
    look_anew()
    assert before != reference_of(site(archive({}), folders=folders))
