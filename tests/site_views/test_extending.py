"""A team's own fields, kinds and templates show without any Python."""

import json
from pathlib import Path

import pytest

from dangan.layout import packaged_root
from dangan.levels import Level
from dangan.site.pages import sections
from dangan.site.views.backlinks import LINKED
from tests.site_views.support import archive, assert_links_lead_somewhere, profile, site

OVERLAY = {
    "properties": {
        "parking": {"title": "Where to park", "x-zh": "停车", "type": "string", "x-sensitivity": "internal"},
        "gates": {
            "title": "Gates",
            "x-zh": "大门",
            "type": "array",
            "items": {
                "title": "Gate",
                "x-zh": "门",
                "type": "object",
                "properties": {
                    "name": {"title": "Gate", "x-zh": "门", "type": "string"},
                    "width_m": {"title": "Width", "x-zh": "宽", "type": "number", "x-unit": "m"},
                },
            },
        },
    }
}
KINDS = {
    "kinds": {
        "canteen": {
            "title": "Canteen",
            "x-zh": "食堂",
            "scope": "customer",
            "path": "canteen.yaml",
            "schema": "canteen.schema.json",
            "order": 85,
        },
        "fair": {
            "title": "Fair",
            "x-zh": "展会",
            "scope": "archive",
            "path": "fairs/{id}.yaml",
            "schema": "fair.schema.json",
            "order": 20,
            "page": "fairs",
        },
    },
    "things": {
        "fair": {
            "title": "Fair",
            "x-zh": "展会",
            "plural": "Fairs",
            "x-zh-plural": "展会",
            "kind": "fair",
            "at": "",
            "scope": "archive",
        }
    },
}


def schema(**properties: object) -> str:
    return json.dumps(
        {"title": "Own", "x-zh": "自有", "type": "object", "x-sensitivity": "internal", "properties": properties}
    )


FILES = archive(
    {
        "schemas/profile.overlay.json": json.dumps(OVERLAY),
        "schemas/archive.overlay.json": json.dumps(KINDS),
        "schemas/canteen.schema.json": schema(
            dish={"title": "Best dish", "x-zh": "招牌菜", "type": "string", "x-weight": "essential"},
            price={"$ref": "shapes.schema.json#/$defs/money", "title": "Price", "x-zh": "价格"},
            seen_at={"title": "Seen at", "x-zh": "见于", "type": "string", "x-ref": "fair"},
        ),
        "schemas/fair.schema.json": schema(
            id={"$ref": "shapes.schema.json#/$defs/id"},
            title={"title": "Title", "x-zh": "标题", "type": "string"},
            held={"title": "Held", "x-zh": "日期", "type": "string", "format": "date"},
        ),
        "customers/a/profile.yaml": profile(
            "a", more="parking: behind gate 3\ngates:\n- {name: North, width_m: 4.5}\n- {name: South}\n"
        ),
        "customers/a/canteen.yaml": "price: {amount: 28, currency: CNY}\nseen_at: canton\n",
        "fairs/canton.yaml": "id: canton\ntitle: Canton Fair\nheld: 2026-10-15\n",
    }
)
PAGE = "customers/a/index.html"


def test_a_field_by_overlay_is_on_the_page_with_its_label_and_unit() -> None:
    text = site(FILES).text(PAGE)
    assert "Where to park behind gate 3" in text
    assert "Gates Gate Width, m North 4.5 South –" in text


def test_a_kind_by_schema_is_a_section_and_its_gap_is_said_kindly() -> None:
    text = site(FILES).text(PAGE)
    section = "Best dish Nobody has asked yet. Price ¥28 Seen at Canton Fair"
    assert f"Canteen 食堂 customers/a/canteen.yaml No source recorded {section}" in text
    assert "Best dish" in text[: text.index("Who decides")]


def test_a_kind_of_the_archive_has_an_index_and_pages() -> None:
    made = site(FILES)
    assert "Canton Fair" in made.text("fairs/index.html")
    assert "Held 15 Oct 2026" in made.text("fairs/canton/index.html")
    assert "Linked from" in made.text("fairs/canton/index.html")
    assert 'href="../../fairs/canton/index.html"' in made.body(PAGE)


OVENS = {
    "kinds": {
        "kitchen": {
            "title": "Kitchen", "x-zh": "厨房", "scope": "customer", "path": "kitchen.yaml",
            "schema": "kitchen.schema.json", "order": 86,
        },
        "meal": {
            "title": "Meal", "x-zh": "餐", "scope": "customer", "path": "meals/{id}.yaml",
            "schema": "meal.schema.json", "order": 87,
        },
    },
    "things": {
        "oven": {
            "title": "Oven", "x-zh": "烤炉", "plural": "Ovens", "x-zh-plural": "烤炉", "kind": "kitchen", "at": "*",
            "scope": "customer",
        },
        "meal": {
            "title": "Meal", "x-zh": "餐", "plural": "Meals", "x-zh-plural": "餐", "kind": "meal", "at": "",
            "scope": "customer",
        },
    },
}  # fmt: skip


def ref(kind: str, title: str, reverse: str) -> dict[str, object]:
    return {
        "title": title,
        "x-zh": title,
        "type": "string",
        "x-ref": kind,
        "x-reverse": {"title": reverse, "x-zh": reverse},
    }


def ovens(n: int, meals: int = 1) -> dict[str, str]:
    """A team's own map of things and own files that are things, which refer to people, to each other."""
    name = {"title": "Name", "x-zh": "名称", "type": "string"}
    oven = {
        "type": "object",
        "title": "Oven",
        "x-zh": "烤炉",
        "properties": {"title": name, "cook": ref("person", "Cook", "Bakes in")},
    }
    baked = {
        "title": name,
        "baked_in": ref("oven", "Baked in", "Has baked"),
        "after": ref("meal", "After", "Comes before"),
    }
    return archive(
        {
            "schemas/archive.overlay.json": json.dumps(OVENS),
            "schemas/kitchen.schema.json": json.dumps({**json.loads(schema()), "additionalProperties": oven}),
            "schemas/meal.schema.json": schema(**baked),
            "customers/a/profile.yaml": profile("a"),
            "customers/a/people.yaml": "li: {names: {zh: 李}}\nwu: {names: {zh: 吴}}\n",
            "customers/a/kitchen.yaml": "".join(f"oven-{k}: {{title: Oven {k}, cook: li}}\n" for k in range(n)),
            **{
                f"customers/a/meals/m-{k}.yaml": f"title: Meal {k}\nbaked_in: oven-0\nafter: m-0\n"
                for k in range(meals)
            },
        }
    )


def test_a_person_says_what_refers_to_them() -> None:
    made = site(ovens(1))
    cards = made.body(PAGE).partition('id="person.li"')[2].partition("</section>")[0]
    li, _, wu = cards.partition('id="person.wu"')
    assert "Bakes in" in li.partition('<details class="d-more">')[2]
    assert '<a href="#oven.oven-0">Oven 0</a>' in li
    assert "Bakes in" not in wu
    assert_links_lead_somewhere(made)


@pytest.mark.parametrize("n", [1, 3])
def test_things_and_files_in_a_dossier_say_what_refers_to_them(n: int) -> None:
    """As a group, or as a row with that folded away below it."""
    made = site(ovens(n, meals=2))
    assert "Has baked Meal 0, Meal 1" in made.text(PAGE)
    assert "Comes before Meal 1" in made.text(PAGE), "and not itself"
    row = made.body(PAGE).partition('id="oven.oven-0"')[2].partition("Has baked")[0]
    assert ("<summary>Has baked" in row + "Has baked") == (n > 1)
    assert_links_lead_somewhere(made)


def test_of_much_that_refers_to_a_thing_a_dozen_is_shown() -> None:
    card = site(ovens(40)).body(PAGE).partition('id="person.li"')[2].partition('id="person.wu"')[0]
    assert card.count('href="#oven.oven-') == LINKED
    assert "…" in card


def test_the_teams_own_template_wins(tmp_path: Path) -> None:
    own = tmp_path / "sections"
    own.mkdir()
    (own / "canteen.html.j2").write_text("<p>Today: {{ section.data[0].price.amount }} {{ section.label }}</p>")
    made = site(FILES, folders=(tmp_path, packaged_root() / "site_templates"))
    assert "Today: 28 Canteen" in made.text(PAGE)
    assert "Where to park" in made.text(PAGE)


def test_a_name_that_a_template_misspells_is_an_error(tmp_path: Path) -> None:
    own = tmp_path / "sections"
    own.mkdir()
    (own / "canteen.html.j2").write_text("{{ section.lable }}")
    with pytest.raises(Exception, match="lable"):
        site(FILES, folders=(tmp_path, packaged_root() / "site_templates"))


def test_every_type_of_value_has_a_view() -> None:
    plain = {"title": "X", "type": "string"}
    odd = {
        "yes": {"title": "Yes", "type": "boolean"},
        "either": {"title": "Either", "oneOf": [{"type": "string"}, {"type": "integer"}]},
        "numbers": {"title": "Numbers", "type": "array", "items": {"title": "N", "type": "integer"}},
        "bag": {"title": "Bag", "type": "object", "additionalProperties": {"title": "V", "type": "number"}},
        "lists": {
            "title": "Lists",
            "type": "array",
            "items": {"title": "L", "type": "array", "items": {"title": "S", "type": "string"}},
        },
        "month": {"title": "Month", "type": "string", "format": "month"},
        "every": {"title": "Every", "type": "string", "format": "duration"},
        "deep": {
            "title": "Deep",
            "type": "object",
            "properties": {"deeper": {"title": "Deeper", "type": "object", "properties": {"x": plain}}},
        },
    }
    files = FILES | {
        "schemas/canteen.schema.json": schema(**odd),
        "customers/a/canteen.yaml": (
            "yes: true\neither: 7\nnumbers: [1, 2000]\nbag: {rice: 2.5}\nlists: [[a, b], [c]]\nmonth: 2026-03\n"
            "every: P1Y2M\ndeep: {deeper: {x: found}}\n"
        ),
    }
    text = site(files).text(PAGE)
    for said in ("Yes Yes Either 7", "2,000", "rice 2.5", "Mar 2026", "1 year 2 months", "Deeper X found"):
        assert said in text


NAME = {"title": "Name", "x-zh": "名称", "type": "string"}
HALL = {"title": "Hall", "x-zh": "展馆", "type": "object", "properties": {"id": NAME, "title": NAME}}


def fairs(name: str, at: str) -> dict[str, str]:
    return {
        "title": name,
        "x-zh": name,
        "plural": f"{name}s",
        "x-zh-plural": name,
        "kind": "fairs",
        "at": at,
        "scope": "archive",
    }


def test_two_kinds_of_thing_in_one_file_have_pages_of_their_own() -> None:
    kind = {"title": "Fairs", "x-zh": "展会", "scope": "archive", "path": "fairs.yaml", "page": "fairs"}
    halls = {"title": "Halls", "x-zh": "展馆", "type": "object", "additionalProperties": HALL}
    lorries = {"title": "Lorries", "x-zh": "货车", "type": "array", "items": HALL}
    files = archive(
        {
            "schemas/archive.overlay.json": json.dumps(
                {
                    "kinds": {"fairs": {**kind, "schema": "fairs.schema.json"}},
                    "things": {"hall": fairs("Hall", "halls/*"), "lorry": fairs("Lorry", "lorries/*")},
                }
            ),
            "schemas/fairs.schema.json": schema(
                halls=halls,
                lorries=lorries,
                parked_at={"title": "Parked at", "type": "string", "x-ref": "hall"},
            ),
            "fairs.yaml": "halls: {one: {title: Hall One}}\nlorries: [{id: one, title: Lorry One}]\nparked_at: one\n",
        }
    )
    made = site(files)
    assert made.pages["fairs.hall/one/index.html"].title == "Hall One"
    assert made.pages["fairs.lorry/one/index.html"].title == "Lorry One"
    assert "Lorry One" in made.text("fairs.lorry/one/index.html")
    assert "Parked at Hall One" in made.text("fairs/index.html")
    tabs = [tab.address for tab in sections(made.context.catalogue, made.context.folders, Level.INTERNAL)]
    assert [tab for tab in tabs if "fairs" in tab] == ["fairs/index.html"]
    assert "Halls 1 Lorrys 1" in made.text("fairs/index.html")
    assert "Home / Fairs / Halls" in made.text("fairs.hall/one/index.html")
    assert made.pages["fairs.hall/one/index.html"].section == "fairs"
    assert_links_lead_somewhere(made)


def test_an_opinion_is_said_with_its_reason_and_whose_it_is() -> None:
    opinion = {"$ref": "shapes.schema.json#/$defs/judgement"}
    told = "text: Good noodles, by: chen-li, on: 2026-03-01, because: the queue"
    files = FILES | {
        "schemas/canteen.schema.json": schema(
            one={"title": "One", "x-zh": "一", **opinion},
            many={"title": "Many", "x-zh": "多", "type": "array", "items": opinion},
        ),
        "customers/a/canteen.yaml": f"one: {{{told}, rests_on: [canteen/one/text]}}\nmany: [{{{told}}}]\n",
    }
    said = site(files).text(PAGE)
    assert "Because the queue Judged by Chen Li · Judged on 1 Mar 2026 · Rests on Canteen · Judgement Many" in said
    assert "Many Good noodles" in said


def test_a_year_is_a_name_and_a_yearly_amount_a_number() -> None:
    files = FILES | {
        "schemas/canteen.schema.json": schema(
            since={"title": "Since", "x-zh": "始于", "type": "integer", "x-widget": "year"},
            per_year={"title": "Meals a year", "x-zh": "年供餐", "type": "integer"},
        ),
        "customers/a/canteen.yaml": "since: 1998\nper_year: 12000\n",
    }
    assert "Since 1998 Meals a year 12,000" in site(files).text(PAGE)


@pytest.mark.parametrize(("n", "shown"), [(8, 8), (9, 6)])
def test_of_many_things_the_later_are_folded_away(n: int, shown: int) -> None:
    things = {**HALL, "type": "object"}
    files = FILES | {
        "schemas/canteen.schema.json": json.dumps(
            {**json.loads(schema()), "additionalProperties": {**things, "x-sensitivity": "internal"}}
        ),
        "customers/a/canteen.yaml": "".join(f"hall-{k}: {{title: Hall {k}}}\n" for k in range(n)),
    }
    section = site(files).body(PAGE).partition('id="canteen"')[2].partition("</section>")[0]
    assert section.partition("d-older")[0].count('class="d-group"') == shown
    assert section.count('class="d-group"') == n
