"""Values by their shape, and things by the room they take: no schema says how it wants to be drawn."""

import json
from collections.abc import Mapping

import pytest

from tests.site_views.support import archive, parsed, profile, site, text_of

PAGE = "customers/a/index.html"
MONEY, PERIOD = {"$ref": "shapes.schema.json#/$defs/money"}, {"$ref": "shapes.schema.json#/$defs/period"}
TEXT = {"title": "Text", "x-zh": "文字", "type": "string"}


def kind(schema: Mapping[str, object], data: str) -> dict[str, str]:
    """An archive with a kind of file of the team's own at its only customer."""
    kinds = {
        "canteen": {
            "title": "Canteen", "x-zh": "食堂", "scope": "customer", "path": "canteen.yaml",
            "schema": "canteen.schema.json",
        },
    }  # fmt: skip
    return archive(
        {
            "schemas/archive.overlay.json": json.dumps({"kinds": kinds}),
            "schemas/canteen.schema.json": json.dumps(
                {"title": "Canteen", "x-zh": "食堂", "type": "object", "x-sensitivity": "internal", **schema}
            ),
            "customers/a/profile.yaml": profile("a"),
            "customers/a/canteen.yaml": data,
        }
    )


def section(files: dict[str, str], lang: str = "en") -> str:
    """The body of the kind's section."""
    return site(files, lang=lang).body(PAGE).partition('id="canteen"')[2].partition("</section>")[0]


def told(files: dict[str, str], lang: str = "en") -> str:
    return text_of(f"<p{section(files, lang)}</p>")


SHAPES = [
    ("money", "{amount: 1200.50, currency: EUR}", "€1,200.50"),
    ("quantity", "{value: 12000, unit: 套}", "12,000 套"),
    ("period", "{from: 2026-01-01, until: 2026-03-31}", "1 Jan 2026 – 31 Mar 2026"),
    ("period", "{from: 2026-01-01}", "1 Jan 2026 –"),
    (
        "address",
        "{street: 1 High St, city: Leeds, postcode: LS1, country: GB}",
        "1 High St, Leeds, LS1, United Kingdom",
    ),
    ("address", '{street: 溪北路 88 号, city: 永康, region: 浙江, postcode: "321300"}', "浙江永康溪北路 88 号 321300"),
    ("judgement", "{text: Good, by: chen-li, because: busy}", "Good Because busy Judged by Chen Li"),
]


@pytest.fixture(scope="module")
def shapes() -> str:
    """One section with a field of each."""
    fields = {
        f"x{number}": {"$ref": f"shapes.schema.json#/$defs/{shape}", "title": f"Shown{number}", "x-zh": "显示"}
        for number, (shape, _, _) in enumerate(SHAPES)
    }
    return told(
        kind({"properties": fields}, "".join(f"x{number}: {data}\n" for number, (_, data, _) in enumerate(SHAPES)))
    )


@pytest.mark.parametrize(("number", "said"), [(number, said) for number, (_, _, said) in enumerate(SHAPES)])
def test_a_shape_is_drawn_as_one_value_whatever_it_is_called(shapes: str, number: int, said: str) -> None:
    assert f"Shown{number} {said}{f' Shown{number + 1} ' if number + 1 < len(SHAPES) else ''}" in f"{shapes} "


def test_the_same_keys_are_no_shape() -> None:
    form = {"title": "Pair", "x-zh": "对", "type": "object", "properties": {"value": TEXT, "because": TEXT}}
    files = kind({"properties": {"pair": form}}, "pair: {value: a, because: b}\n")
    assert "Pair Text a Text b" in told(files)


def test_a_mapping_may_ask_for_the_drawing_of_a_shape() -> None:
    form = {
        "title": "Pair", "x-zh": "对", "type": "object", "x-widget": "judgement",
        "properties": {"value": {**TEXT, "title": "Held", "x-zh": "看法"}, "because": TEXT},
    }  # fmt: skip
    assert "Pair a Text b" in told(kind({"properties": {"pair": form}}, "pair: {value: a, because: b}\n"))


def test_what_an_overlay_adds_to_a_shape_is_not_lost() -> None:
    files = kind({"properties": {"fee": MONEY}}, "fee: {amount: 5, currency: EUR, tax: included}\n")
    added = {"$defs": {"money": {"properties": {"tax": {"title": "Tax", "x-zh": "税", "type": "string"}}}}}
    files["schemas/shapes.overlay.json"] = json.dumps(added)
    assert "Currency EUR Tax included" in told(files)


DISHES = {
    "additionalProperties": {
        "title": "Dish", "x-zh": "菜", "type": "object",
        "properties": {
            "title": {"title": "Title", "x-zh": "名称", "type": "string"},
            "price": {**MONEY, "title": "Price", "x-zh": "价格", "x-weight": "essential"},
            "since": {"title": "Since", "x-zh": "始于", "type": "string", "format": "date"},
            "story": {"title": "Story", "x-zh": "来历", "type": "string", "x-widget": "prose"},
        },
    }
}  # fmt: skip


def dishes(number: int, story: str = "") -> str:
    tail = f", story: {story}" if story else ""
    return "".join(
        f"dish-{n}: {{title: Dish {n}, price: {{amount: {n}, currency: EUR}}, since: 2026-01-02{tail}}}\n"
        for n in range(number)
    )


def test_three_things_of_a_map_are_a_table_and_two_are_not() -> None:
    assert "Dish Price Since Dish 0 €0 2 Jan 2026 Dish 1" in told(kind(DISHES, dishes(3)))
    assert "<table" not in section(kind(DISHES, dishes(2)))


def test_what_fits_no_column_is_folded_below_its_row() -> None:
    body = section(kind(DISHES, dishes(3, story="Grandmother brought it from **Yongkang** in a basket, they say")))
    assert body.count('<tr class="d-tail"><td colspan="3"><details') == 3
    assert "Story</summary>" in body
    assert "<strong>Yongkang</strong>" in body


def test_rows_have_the_fragments_of_their_things() -> None:
    tags = parsed(site(kind(DISHES, dishes(3))).body(PAGE)).tags
    assert [a["id"] for tag, a in tags if tag == "tr" and "id" in a] == [f"canteen/dish-{n}" for n in range(3)]


def test_what_only_some_lack_is_counted() -> None:
    lacking = dishes(3) + "dish-9: {title: Last}\n"
    assert "3 not recorded Price (1), Since (1), Story." in told(kind(DISHES, lacking))


@pytest.mark.parametrize(("number", "open_"), [(30, 30), (31, 20)])
def test_of_many_rows_the_first_are_open(number: int, open_: int) -> None:
    body = section(kind(DISHES, dishes(number)))
    assert body.partition("d-older")[0].count("<tr id=") == open_
    assert body.count("<tr id=") == number


def test_a_list_whose_items_say_much_is_a_table_of_what_is_short() -> None:
    said = {f"f{n}": {"title": f"F{n}", "x-zh": f"项{n}", "type": "string"} for n in range(8)}
    form = {"title": "Visits", "x-zh": "到访", "type": "array", "items": {
        "title": "Visit", "x-zh": "到访", "type": "object", "properties": said}}  # fmt: skip
    row = ", ".join(f"f{n}: v{n}" for n in range(8))
    text = told(kind({"properties": {"visits": form}}, f"visits: [{', '.join([f'{{{row}}}'] * 3)}]\n"))
    assert "F0 F1 F2 F3 F4 F5 v0 v1 v2 v3 v4 v5 F6, F7 F6 v6 F7 v7 v0" in text


@pytest.mark.parametrize(("first", "last", "shown"), [("2024", "2026", range(8, 16)), ("2026", "2024", range(8))])
def test_of_a_long_list_the_latest_are_open_wherever_they_stand(first: str, last: str, shown: range) -> None:
    period = {"$ref": "shapes.schema.json#/$defs/reporting_period"}
    sold = {"title": "Sold", "x-zh": "销量", "type": "integer"}
    item = {"title": "Period", "x-zh": "期间", "type": "object", "properties": {"period": period, "sold": sold}}
    form = {"title": "Sales", "x-zh": "销售", "type": "array", "items": item}
    rows = "".join(f'- {{period: "{first if n < 8 else last}", sold: {n + 100}}}\n' for n in range(16))
    body = section(kind({"properties": {"sales": form}}, f"sales:\n{rows}"))
    open_, _, folded = body.partition("d-older")
    assert [n for n in range(16) if f">{n + 100}<" in open_] == list(shown)
    assert all(f">{n + 100}<" in folded for n in range(16) if n not in shown)


SCORE = {"title": "Score", "x-zh": "评分", "type": "object", "properties": {
    "points": {"title": "Points", "x-zh": "分数", "type": "integer"},
    "because": {"title": "Because", "x-zh": "理由", "type": "string"}}}  # fmt: skip


@pytest.mark.parametrize(("number", "rows"), [(3, 3), (2, 0)])
def test_facts_of_one_shape_are_compared_in_a_table(number: int, rows: int) -> None:
    score = {"$ref": "shapes.schema.json#/$defs/mark"}
    files = kind(
        {"properties": {"plain": TEXT, **{f"s{n}": {**score, "title": f"S{n}", "x-zh": f"项{n}"} for n in range(4)}}},
        "plain: x\n" + "".join(f"s{n}: {{points: {n}, because: a reason {n}}}\n" for n in range(number)),
    )
    files["schemas/shapes.overlay.json"] = json.dumps({"$defs": {"mark": SCORE}})
    assert section(files).count('<th scope="row">') == rows
    assert "Text x" in told(files)
    assert ("Canteen Points Because S0 0 a reason 0 S1" in told(files)) is bool(rows)
    assert "S3" in told(files), "what is not recorded is named"


def test_things_that_say_the_same_stand_side_by_side() -> None:
    cash, debt = ({"title": name, "x-zh": name, "type": "integer"} for name in ("Cash", "Debt"))
    sums = {"title": "Sums", "x-zh": "合计", "type": "object", "properties": {"cash": cash, "debt": debt}}
    form = {
        "title": "Years", "x-zh": "年度", "type": "array", "x-widget": "side-by-side",
        "items": {"title": "Year", "x-zh": "年", "type": "object", "properties": {
            "period": {"title": "Period", "x-zh": "期间", "type": "string"}, "audited": TEXT, "sums": sums}},
    }  # fmt: skip
    years = "- {period: '2024', sums: {cash: 5}}\n- {period: '2025', audited: fully, sums: {cash: 7000, debt: 2}}\n"
    text = told(kind({"properties": {"years": form}}, f"years:\n{years}"))
    assert "Sums 2024 2025 Cash 5 7,000 Debt – 2" in text
    assert "Period 2024 2025 Text – fully" in text


def test_only_amounts_stand_to_the_right() -> None:
    grade = {"title": "Grade", "x-zh": "等级", "type": "integer", "enum": [1, 2], "x-enum": {
        "1": {"title": "Sure", "x-zh": "确实"}, "2": {"title": "Likely", "x-zh": "可能"}}}  # fmt: skip
    seats = {"title": "Seats", "x-zh": "座位", "type": "integer"}
    item = {"title": "Room", "x-zh": "房间", "type": "object", "properties": {"grade": grade, "seats": seats}}
    form = {"title": "Rooms", "x-zh": "房间", "type": "array", "items": item}
    body = section(kind({"properties": {"rooms": form}}, "rooms: [{grade: 1, seats: 1200}]\n"))
    assert "<td>Sure</td>" in body
    assert '<td class="d-r">1,200</td>' in body
