"""What a dossier shows, what it leaves out, and when it turns."""

from datetime import UTC, date, datetime
from urllib.parse import parse_qs, urlsplit

import pytest

from dangan.git.objects import Commit
from dangan.history.change import Identity
from dangan.levels import Level
from dangan.site.past import Change
from tests.site_views.support import (
    GITHUB,
    archive,
    assert_links_lead_somewhere,
    changed,
    parsed,
    profile,
    site,
    text_of,
)

PEOPLE = """
li-mei:
  names: {zh: 李梅, en: Li Mei}
  job_title: 采购总监
  roles: [decision-maker]
  wants: 价格锁定十二个月
  phones: ["+86 571 5555 0101"]
  attitude: {to_us: for}
zhao-qiang:
  names: {zh: 赵强}
  roles: [user]
"""
PROJECT = """
title: 新车型电池
step: test
value: {amount: 1200000, currency: CNY}
chance_percent: 60
next: {action: 送样, due: 2026-11-14, who: chen-li}
"""
VISIT = """---
date: 2026-11-12
medium: visit
people: [li-mei]
colleagues: [chen-li]
disclosed: [our list price]
next: {action: 回电, due: 2026-11-25, who: zhou-wei}
---

谈了**价格**。
"""
FULL = archive(
    {
        "customers/fengxing/profile.yaml": profile(
            "fengxing", more="summary: 电动车整车厂\nlocation: {region: 浙江}\n"
        ),
        "customers/fengxing/people.yaml": PEOPLE,
        "customers/fengxing/projects/ev.yaml": PROJECT,
        "customers/fengxing/log/visit.md": VISIT,
    }
)
HOME = "customers/fengxing/index.html"


def test_the_first_screen_answers_who_where_and_what_next() -> None:
    text = site(FULL).text(HOME)
    brief = text[: text.index("Profile 基本情况")]
    for said in (
        "风行电动车",
        "电动车整车厂",
        "Stage Trading",
        "Li Mei",
        "Decision-maker",
        "价格锁定十二个月",
        "For us",
    ):
        assert said in brief
    assert "14 Nov 送样 7 days late · Chen Li" in brief
    assert "25 Nov 回电 soon · 周伟" in brief
    assert "Decision-makers reached 1 / 1" in brief
    assert "¥1,200,000" in brief


def test_the_page_turns_on_the_day_a_step_becomes_late() -> None:
    assert site(FULL).pages[HOME].changes_on == date(2026, 11, 26)
    late = site(FULL, today=date(2026, 11, 26))
    assert "1 day late" in late.text(HOME)
    assert site(FULL, today=date(2026, 11, 25)).text(HOME).count("late") == 2


def test_a_step_that_is_done_is_not_due() -> None:
    done = FULL | {"customers/fengxing/log/visit.md": VISIT.replace("who: zhou-wei", "who: zhou-wei, done: 2026-11-13")}
    text = site(done).text(HOME)
    assert "soon" not in text
    assert "回电" in text
    assert "13 Nov 2026" in text


@pytest.mark.parametrize(("audience", "seen"), [(Level.INTERNAL, False), (Level.CONFIDENTIAL, True)])
def test_what_is_above_the_audience_is_not_even_missing(audience: Level, seen: bool) -> None:
    text = site(FULL, audience=audience).text(HOME)
    for said in ("our list price", "Customer's budget"):
        assert (said in text) is seen


def test_what_is_not_recorded_can_be_counted_in_every_section() -> None:
    body = site(FULL).body(HOME)
    starts = {name: body.index(f'id="{name}"') for name in ("people", "project", "log")}
    rivals = FULL | {"customers/fengxing/competitors.yaml": "voltaic: {share_percent: 40}\n"}
    people, projects, log = (body[starts[name] :].partition("</section>")[0] for name in starts)
    assert people.count("d-missing") == 2
    assert "Post, " in people or "Department, " in people
    assert projects.count("d-missing") == 1
    assert "not recorded" in log
    there = site(rivals).body(HOME)
    assert "d-missing" in there[there.index('id="competitors"') :].partition("</section>")[0]


def test_three_fields_make_a_kind_page() -> None:
    thin = site(archive({"customers/a/profile.yaml": profile("a", stage="prospect")}), config=GITHUB)
    text = thin.text("customers/a/index.html")
    assert "Nobody is recorded yet. Who says yes or no in the end?" in text
    assert "not recorded" in text
    begin = [
        a["href"] for tag, a in parsed(thin.body("customers/a/index.html")).tags if tag == "a" and "/new/" in a["href"]
    ]
    assert any("customers/a?filename=people.yaml" in href for href in begin)


def test_a_contact_is_noted_by_one_link() -> None:
    body = site(FULL, config=GITHUB).body(HOME)
    link = next(a["href"] for tag, a in parsed(body).tags if "data-d-note" in a)
    asked = parse_qs(urlsplit(link).query)
    assert urlsplit(link).path.endswith("/new/main/customers/fengxing/log")
    assert asked["filename"] == ["contact.md"]
    assert asked["value"][0].splitlines()[:6] == [
        "---",
        "date:   # the day, as in 2026-03-01",
        "medium: visit   # visit, phone, wechat, messenger, e-mail, exhibition, letter, web or fax",
        "people:   # take away the # before those you spoke with; others are in people.yaml",
        "#  - li-mei   # Li Mei",
        "#  - zhao-qiang   # 赵强",
    ]


def test_without_a_forge_the_command_is_shown() -> None:
    assert "dangan new note fengxing" in site(FULL).text(HOME)


def people_changed(commit: Commit) -> Change:
    path = "customers/fengxing/people.yaml"
    return Change(
        commit, "c1", (changed(commit, Identity("fengxing", "people"), path, ["li-mei", "title"], "经理", "总监"),)
    )


def test_sections_say_when_and_by_whom() -> None:
    commit = Commit("c1", "chen", "CHEN@example.com", datetime(2026, 11, 20, 9, tzinfo=UTC), "visit noted")
    made = site(FULL, changes=[people_changed(commit)])
    assert "People 人员 Base data 20 Nov 2026 · Chen Li" in made.text(HOME)
    assert "visit noted" in made.text("index.html")


@pytest.mark.parametrize(("zone", "day"), [("Asia/Shanghai", "21 Nov 2026"), ("UTC", "20 Nov 2026")])
def test_a_change_was_made_on_the_day_it_was_where_the_archive_is_kept(zone: str, day: str) -> None:
    commit = Commit("c1", "chen", "chen@example.com", datetime(2026, 11, 20, 18, 30, tzinfo=UTC), "visit noted")
    made = site(FULL, changes=[people_changed(commit)], config={"time_zone": zone})
    assert f"People 人员 Base data {day} · Chen Li" in made.text(HOME)
    assert f"{day} visit noted" in made.text("index.html")


def test_a_finding_stands_at_its_section_with_place_and_edit_link() -> None:
    wrong = FULL | {"customers/fengxing/people.yaml": PEOPLE.replace("[user]", "[uzer]")}
    body = site(wrong, config=GITHUB).body(HOME)
    section = body[body.index('id="people"') : body.index('id="project"')]
    assert "customers/fengxing/people.yaml:11:11" in section
    assert "/edit/main/customers/fengxing/people.yaml#L11" in section
    assert "guide/checks/index.html#" in section


def test_what_a_finding_quotes_is_set_as_code_and_stays_text() -> None:
    files = FULL | {"customers/fengxing/people.yaml": "li-mei: {names: {zh: 李梅}, roles: ['<b>chief</b>']}\n"}
    body = site(files).body(HOME)
    assert "cannot be <code>&#39;&lt;b&gt;chief&lt;/b&gt;&#39;</code>: choose" in body
    assert "&lt;code&gt;" not in body


def test_a_file_that_cannot_be_read_is_said_where_it_would_stand() -> None:
    broken = FULL | {"customers/fengxing/people.yaml": "li-mei: [\n"}
    body = site(broken).body(HOME)
    section = body[body.index('id="people"') : body.index('id="project"')]
    assert "customers/fengxing/people.yaml:" in section
    assert "新车型电池" in text_of(body)


def test_a_mobile_number_is_dialled_from_the_card() -> None:
    mobile = PEOPLE + '  mobile: ["+86 139 0000 0101"]\n'
    body = site(FULL | {"customers/fengxing/people.yaml": mobile}).body(HOME)
    assert 'd-reach"' in body
    assert 'href="tel:+8613900000101"' in body[body.index('d-reach"') :].partition("</section>")[0]


def test_one_who_left_and_was_not_contacted_since_is_marked() -> None:
    gone = PEOPLE + "  moves: [{date: 2026-11-01, change: left}]\n"
    assert "left on 1 Nov 2026, not contacted since" in text_of(
        site(FULL | {"customers/fengxing/people.yaml": gone}).body(HOME)
    )
    seen = gone.replace("change: left", "change: left, last_contact: 2026-11-02")
    body = text_of(site(FULL | {"customers/fengxing/people.yaml": seen}).body(HOME))
    assert "left on 1 Nov 2026" in body
    assert "not contacted since" not in body


def test_what_refers_to_a_customer_is_listed() -> None:
    files = FULL | {"customers/b/profile.yaml": profile("b", "母公司", more="subsidiaries: [{customer: fengxing}]\n")}
    body = site(files).body(HOME)
    assert 'href="../b/index.html" lang="zh-CN">母公司</a>' in body[body.index('id="linked"') :]


def test_the_same_files_give_the_same_bytes() -> None:
    first, second = site(FULL), site(dict(reversed(FULL.items())))
    assert {a: p.body for a, p in first.pages.items()} == {a: p.body for a, p in second.pages.items()}


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_every_page_is_well_formed_and_its_links_lead_somewhere(lang: str) -> None:
    assert_links_lead_somewhere(site(FULL, lang=lang))


@pytest.mark.parametrize(("noted", "said"), [("2026-09-04", "3 days later"), ("2026-09-01", "the same day"), ("", "")])
def test_a_contact_says_how_late_it_was_noted_down(noted: str, said: str) -> None:
    facts = "date: 2026-09-01\nmedium: visit\n" + (f"noted_on: {noted}\n" if noted else "")
    made = site(
        archive({"customers/a/profile.yaml": profile("a"), "customers/a/log/one.md": f"---\n{facts}---\nSaid.\n"})
    )
    text = made.text("customers/a/log/index.html")
    assert said in text
    assert ("later" in text, "same day" in text) == ("later" in said, "same day" in said)
