"""Where facts come from is told once for a section, then only where it differs; what is contested is in plain sight."""

import re
from datetime import UTC, datetime

import pytest

from dangan.git.objects import Commit
from dangan.history.change import Identity
from dangan.levels import Level
from dangan.site.past import Change
from tests.site_views.support import archive, assert_links_lead_somewhere, changed, profile, site

PAGE = "customers/a/index.html"
VISIT = "---\ndate: 2026-03-01\nmedium: visit\n---\nWe walked through the hall.\n"
SOURCES = """\
register: {title: Company register, observed: 2025-12-31}
board: {title: Notice board, observed: 2026-04-02}
wang: {title: Wang told us, observed: 2026-05-01, confidentiality: restricted}
"""
FACTS = """\
industry: tools
scale:
  employees: 320
  floor_area_m2: 12000
  sources: [visit]
  as_of: 2026-03-01
  evidence: {employees: [register, wang]}
  contested:
    - {field: employees, value: 20, sources: [board, wang], ruling: open}
    - field: floor_area_m2
      value: 9000
      sources: [board]
      ruling: kept
      by: chen-li
      on: 2026-05-02
      because: outdated
"""


def files(facts: str = FACTS, **more: str) -> dict[str, str]:
    return archive(
        {
            "customers/a/profile.yaml": profile("a", more=facts),
            "customers/a/sources.yaml": SOURCES,
            "customers/a/log/visit.md": VISIT,
            **{f"customers/a/{name}.yaml": text for name, text in more.items()},
        }
    )


def section(made: dict[str, str], name: str, audience: Level = Level.RESTRICTED, lang: str = "en") -> str:
    body = site(made, audience=audience, lang=lang).body(PAGE)
    return body.partition(f'<section class="d-section" id="{name}"')[2].partition("</section>")[0]


def words(markup: str) -> str:
    return " ".join(re.sub(r"<[^>]*>", " ", markup).replace("\u2060", "").split())


def test_what_holds_for_a_file_is_told_at_its_head_and_not_again() -> None:
    shown = section(files(f"{FACTS}sources: [register]\n".replace("[register, wang]", "[register]")), "profile")
    head, _, facts = shown.partition("</header>")
    assert words(facts).startswith("Sources: Company register · as of 31 Dec 2025 ")
    assert "source.register" in facts
    marked = re.findall(r'class="d-mark"[^>]*><span class="d-hide">([^<]*)<', shown)
    assert marked == [
        "Sources: Contact 1 Mar 2026 · as of 1 Mar 2026",  # the scale
        "Sources: Company register · as of 1 Mar 2026",  # its employees, on the day that is written for the scale
    ]
    assert head


def test_where_only_some_facts_have_sources_the_head_says_that_the_rest_has_none() -> None:
    shown = section(files(), "profile")
    origin = shown.partition('<p class="d-origin">')[2].partition("</p>")[0]
    assert words(origin).startswith("In part from Contact 1 Mar 2026 , Company register +2")
    assert words(origin).endswith("as of 1 May 2026 · the rest has no source recorded")
    assert "Wang told us" in origin


def test_where_nothing_is_said_that_is_said_once() -> None:
    shown = section(files("industry: tools\n"), "profile")
    assert words(shown).count("No source recorded") == 1
    assert 'class="d-mark' not in shown
    assert "No source recorded" not in section(files(), "sources")
    assert "No source recorded" not in section(files(collection="q: {question: Why?}\n"), "collection")


def test_where_there_is_no_source_the_day_is_that_of_the_file_and_is_called_so() -> None:
    commit = Commit("1", "Chen Li", "chen@example.com", datetime(2026, 11, 2, 9, tzinfo=UTC), "Begun")
    begun = changed(commit, Identity("a", "profile"), "customers/a/profile.yaml")
    made = site(files("industry: tools\n"), changes=[Change(commit, "1", (begun,))])
    assert "No source recorded · file last changed 2 Nov 2026" in made.text(PAGE)


def test_a_mark_stays_with_the_last_word_and_leads_to_the_first_source() -> None:
    shown = section(files(), "profile")
    assert re.search(r'320</span>\u2060<a class="d-mark" href="#source\.register">', shown)


def test_a_rival_value_is_in_plain_sight_with_its_sources_and_its_ruling() -> None:
    told = words(section(files(), "profile"))
    assert "Contested 20 Notice board · Wang told us" in told
    assert "Ours kept 9,000 m² Notice board · Chen Li · 2 May 2026 · outdated" in told


def test_in_chinese() -> None:
    told = words(section(files(), "profile", lang="zh"))
    assert "有争议 20 Notice board" in told
    assert "来源：Company register、Wang told us · 截至 2026年3月1日" in told


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_source_above_the_audience_is_told_of_by_no_name(lang: str) -> None:
    made = site(files(), audience=Level.CONFIDENTIAL, lang=lang)
    everything = "".join(page.body for page in made.pages.values())
    assert "wang" not in everything.lower()
    assert made.context.words("source_kept") in made.body(PAGE)
    assert "Company register" in made.body(PAGE)
    assert_links_lead_somewhere(made)


def test_what_is_said_of_a_fact_above_the_audience_is_not_there() -> None:
    facts = "credit_note: secret\n"
    raised = '{"properties": {"credit_note": {"title": "Note", "type": "string", "x-sensitivity": "restricted"}}}'
    said = f"{facts}evidence: {{credit_note: [board]}}\ncontested: [{{field: credit_note, value: rumour}}]\n"
    made = files(said) | {"schemas/profile.overlay.json": raised}
    assert "rumour" not in site(made, audience=Level.CONFIDENTIAL).body(PAGE)
    assert "rumour" in site(made, audience=Level.RESTRICTED).body(PAGE)
    assert "Facts known from it" not in section(made, "sources", Level.CONFIDENTIAL)


PEOPLE = """\
li-mei:
  names: {zh: 李梅, en: Li Mei}
  roles: [user]
  sources: [visit]
  contested: [{field: roles, value: [decision-maker], sources: [board]}]
"""


def test_what_a_card_shows_is_said_with_what_others_say_and_is_not_folded_away() -> None:
    shown = section(files(people=PEOPLE), "people")
    assert '<details class="d-more" open>' in shown
    assert "Contested Decision-maker Notice board" in words(shown)
    assert "Sources: Contact 1 Mar 2026" in words(shown)


def test_rows_of_things_have_marks_of_their_own() -> None:
    people = "li-mei:\n  names: {zh: 李梅}\n  relations:\n"
    people += "    - {person: li-mei, kind: allied, sources: [board]}\n    - {person: li-mei, kind: reports-to}\n"
    shown = section(files(people=people), "people")
    assert shown.count("Sources: Notice board · as of 2 Apr 2026") == 1


JUDGED = "beware: [{{text: Slow, by: chen-li, on: 2026-05-03, rests_on: [{}]}}]\n"
PLACES = [
    ("profile/scale/employees", "#profile", "Profile · Employees"),
    ("profile", "#profile", "Profile"),
    ("people/li-mei/roles", "#person.li-mei", "Li Mei · Roles in the decision"),
    ("people/li-mei", "#person.li-mei", "Li Mei"),
    ("visit", "log/index.html#log.visit", "Contact 1 Mar 2026"),
    ("board", "#source.board", "Notice board"),
    ("competitors/voltaic/names", "competitors/voltaic/index.html", "Voltaic · Names"),
    ("b/profile/stage", "b/index.html#profile", "Bee · Profile"),
]


@pytest.mark.parametrize(("path", "place", "name"), PLACES)
def test_what_a_judgement_rests_on_is_a_link(path: str, place: str, name: str) -> None:
    other = {
        "customers/b/profile.yaml": profile("b", name="Bee"),
        "competitors/voltaic.yaml": "id: voltaic\nnames: {en: Voltaic}\n",
    }
    made = site(files(FACTS + JUDGED.format(path), people=PEOPLE) | other)
    assert_links_lead_somewhere(made)
    links = re.findall(r'<a href="([^"]*)"[^>]*>([^<]*)</a>', made.body(PAGE).partition('class="d-judged"')[2])
    href = next(href for href, text in links if text == name)
    assert href.endswith(place)


@pytest.mark.parametrize(("audience", "told"), [(Level.CONFIDENTIAL, False), (Level.RESTRICTED, True)])
def test_what_it_rests_on_is_not_told_to_those_who_may_not_know_of_it(audience: Level, told: bool) -> None:
    personal = "li-mei: {basis: consent, purpose: visits, birthday: 1980-02-03}\n"
    shown = files(JUDGED.format("personal/li-mei/birthday"), people=PEOPLE, personal=personal)
    text = site(shown, audience=audience).text(PAGE)
    assert ("something that is not shown here" in text) is not told
    assert "personal/li-mei" not in text


def test_a_source_says_what_is_known_from_it() -> None:
    made = files(FACTS + JUDGED.format("board"), people=PEOPLE)
    told = words(section(made, "sources"))
    assert "Facts known from it Li Mei , Profile · Scale" in told
    assert "Judgements resting on it Profile · " in told
    assert "Facts known from it" in words(section(made, "log"))
