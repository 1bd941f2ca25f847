"""The influence map, the organisation chart and the people's timeline: what they say, and that nothing breaks them."""

import re

from dangan.analysis.hierarchy import Branch, hierarchy
from tests.site_views.support import archive, profile, site

PEOPLE = """\
boss: {names: {zh: 方总}, roles: [decision-maker], attitude: {to_us: neutral}}
adviser:
  names: {zh: 老章}
  roles: [influencer]
  outside: {how: retired, through: boss, strength: strong}
buyer:
  names: {zh: 涂萌}
  roles: [executor]
  attitude: {to_us: for}
  our_contacts: [chen-li]
  relations: [{person: boss, kind: influences}, {person: adviser, kind: at-odds}]
  moves: [{date: 2025-02-03, change: joined}, {date: 2026-08-29, change: left, to: 北芯}]
"""
UNITS = (
    "departments:\n  top: {name: 总经办, head: boss}\n"
    "  buying: {name: 采购部, reports_to: top, purchasing: {does: [orders]}}\n"
)
PAGE = "customers/good/index.html"


def body(**files: str) -> str:
    named = {f"customers/good/{name}.yaml": text for name, text in files.items()}
    return site(archive({"customers/good/profile.yaml": profile("good"), **named})).body(PAGE)


def test_the_map_names_who_decides_and_whom_nobody_talks_to() -> None:
    found = body(people=PEOPLE)
    finding = re.search(r'<figcaption class="d-finding">(.*?)</figcaption>', found)
    assert finding
    text = re.sub("<[^>]+>", "", finding[1])
    assert "方总 decide." in text
    assert "Nobody of ours talks to 方总, 老章." in text
    assert found.count("d-unreached") == 2
    assert found.count("<rect") == 1, "who stands outside has a shape of its own"


def test_influence_has_a_direction_and_what_holds_both_ways_is_drawn_once() -> None:
    found = body(people=PEOPLE)
    assert found.count("d-tie-influences") == 2
    assert found.count("d-tie-at-odds") == 1


def test_everybody_stays_inside_the_drawing() -> None:
    crowd = "".join(f"p{n}: {{names: {{zh: 人{n}}}, roles: [influencer]}}\n" for n in range(9))
    found = body(people=crowd)
    box = re.search(r'viewBox="0 0 (\d+) (\d+)" role="group"', found)
    assert box
    width, height = int(box[1]), int(box[2])
    middles = [(int(x), int(y)) for x, y in re.findall(r'<circle cx="(\d+)" cy="(\d+)"', found)]
    assert len(middles) == len(set(middles)) == 9
    assert all(20 <= x <= width - 20 and 20 <= y <= height - 40 for x, y in middles)


def test_one_person_or_people_without_a_role_are_no_map() -> None:
    assert "d-influence" not in body(people="one: {names: {zh: 甲}, roles: [decision-maker]}\n")
    assert "d-influence" not in body(people="one: {names: {zh: 甲}}\ntwo: {names: {zh: 乙}}\n")


def test_the_chart_shows_lines_of_reporting_and_what_is_not_known() -> None:
    found = body(people=PEOPLE, organisation=UNITS)
    chart = found[found.index('class="d-tree"') :]
    assert chart.index("总经办") < chart.index("<ul>") < chart.index("采购部")
    assert "Head not known: 采购部" in found


def test_a_circle_of_reporting_loses_nobody() -> None:
    assert hierarchy({"a": "b", "b": "a", "c": "c", "d": "nobody"}) == (
        Branch("c"),
        Branch("d"),
        Branch("a", (Branch("b"),)),
    )


def test_moves_stand_by_year_the_latest_first() -> None:
    found = body(people=PEOPLE)
    line = found[found.index('class="d-timeline"') :]
    assert line.index("2026</p>") < line.index("北芯") < line.index("2025</p>")


def test_the_timeline_has_a_dot_for_each_lane_and_month_and_none_for_the_future() -> None:
    visit = "---\ndate: {}\nmedium: visit\n---\n"
    logs = {
        f"customers/good/log/v{n}.md": visit.format(d) for n, d in enumerate(("2026-03-01", "2026-03-09", "2027-01-01"))
    }
    logs["customers/good/log/old.md"] = visit.format("2019-01-01")
    found = site(
        archive({"customers/good/profile.yaml": profile("good"), "customers/good/people.yaml": PEOPLE, **logs})
    ).body(PAGE)
    dots = {lane: found.partition(f"d-dot-{lane}")[2].partition("\n<")[0] for lane in ("contacts", "people")}
    assert dots["contacts"].count("<circle") == 1, "two visits of one month are one dot"
    assert dots["people"].count("<circle") == 2
    assert "1 earlier one" in found
    assert "2027" not in found[found.index("d-strip") : found.index("</svg>", found.index("d-strip"))]
