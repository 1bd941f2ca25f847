"""Pure functions over plain data."""

from datetime import date

import pytest

from dangan.analysis.contact import contact_due, last_contact, silence
from dangan.analysis.coverage import deciders_reached, reach
from dangan.analysis.leavers import leaver
from dangan.analysis.owed import owed
from dangan.analysis.shape import day, unfold
from dangan.analysis.steps import Source, open_steps, soon, turns
from dangan.schema.durations import duration

TODAY = date(2026, 11, 21)
RULES = {"contact_every": {"trading": "P1M"}, "due_soon": "P3D"}


def test_a_month_is_a_month_of_the_calendar() -> None:
    """Spoken with on 31 January; a month later is 28 February, and from 1 March the silence is too long."""
    assert contact_due(date(2026, 1, 31), "trading", RULES) == date(2026, 3, 1)
    assert contact_due(date(2026, 1, 31), "lapsed", RULES) is None
    assert contact_due(None, "trading", RULES) is None


@pytest.mark.parametrize("words", ["", "P", "30 days", "P-1D", "PT5H", "P1D1Y"])
def test_what_is_no_duration_rules_nothing(words: str) -> None:
    assert duration(words) is None


def test_a_note_dated_ahead_is_no_contact_yet() -> None:
    assert last_contact([{"date": "2026-11-20"}, {"date": "2027-01-01"}, {"date": "soon"}, {}], TODAY) == date(
        2026, 11, 20
    )


def test_silence_turns_on_the_first_day_too_late() -> None:
    quiet = silence(date(2026, 11, 1), "trading", RULES, date(2026, 12, 1))
    assert (quiet.too_long, quiet.turns) == (False, date(2026, 12, 2))
    assert silence(date(2026, 11, 1), "trading", RULES, date(2026, 12, 2)).too_long


def step(kind: str, **facts: object) -> Source:
    return Source(kind, str(facts.pop("id", "x")), "", facts)


def test_open_steps_are_those_not_done_of_what_is_still_pursued() -> None:
    steps = open_steps(
        [
            step("project", id="won", step="won", next={"action": "deliver", "due": "2026-01-01"}),
            step("project", id="ev", step="test", next={"action": "report", "due": "2026-11-23"}),
            step("project", id="later", step="lead", next={"action": "call"}),
        ],
        [
            step("log", id="a", next={"action": "send", "due": "2026-11-20"}),
            step("log", id="b", next={"action": "sent", "due": "2026-11-01", "done": "2026-11-02"}),
            step("log", id="c", next={}),
        ],
    )
    assert [s.action for s in steps] == ["send", "report", "call"]
    assert [s.late(TODAY) for s in steps] == [True, False, False]
    assert [soon(s, TODAY, RULES) for s in steps] == [False, True, False]
    assert turns(steps, TODAY) == date(2026, 11, 24)


def test_reach_takes_the_newest_contact_and_puts_deciders_first() -> None:
    people = {"u": {"roles": ["user"]}, "d": {"roles": ["decision-maker"]}, "e": {"roles": ["decision-maker"]}, "n": {}}
    log = [
        {"date": "2026-01-01", "people": ["d", "u"], "colleagues": ["chen"]},
        {"date": "2026-03-01", "people": ["d"], "colleagues": ["zhou"]},
    ]
    found = reach(people, log)
    assert [r.person for r in found] == ["d", "e", "u", "n"]
    assert (found[0].last, found[0].by) == (date(2026, 3, 1), ("zhou",))
    assert deciders_reached(found) == (1, 2)


@pytest.mark.parametrize(
    ("moves", "last", "contacted"),
    [
        ([{"date": "2026-08-31", "change": "left"}], None, False),
        ([{"date": "2026-08-31", "change": "left"}], date(2026, 8, 30), False),
        ([{"date": "2026-08-31", "change": "left"}], date(2026, 8, 31), True),
        ([{"date": "2026-08-31", "change": "left", "last_contact": "2026-09-09"}], None, True),
        ([{"date": "2026-08-31", "change": "left"}, {"date": "2020-01-01", "change": "joined"}], None, False),
    ],
)
def test_one_who_left_is_contacted_by_a_talk_since(moves: list[object], last: date | None, contacted: bool) -> None:
    found = leaver({"moves": moves}, last)
    assert found
    assert (found.on, found.contacted) == (date(2026, 8, 31), contacted)


@pytest.mark.parametrize(
    "moves",
    [
        [],
        [{"date": "2026-08-31", "change": "promoted"}],
        [{"change": "left"}],
        [{"date": "2025-01-01", "change": "left"}, {"date": "2026-01-01", "change": "joined"}],
    ],
)
def test_one_who_is_there_has_not_left(moves: list[object]) -> None:
    assert leaver({"moves": moves}, None) is None


def test_a_summary_unfolds_like_the_record_it_came_from() -> None:
    assert unfold({"next/due": "2026-01-02", "stage": "new"}) == {"next": {"due": "2026-01-02"}, "stage": "new"}
    assert day(unfold({"next": {"due": "2026-01-02"}}), "next", "due") == date(2026, 1, 2)


def test_the_calendar_ends_and_nothing_else_does() -> None:
    note = Source("log", "n", "Visit", {"next": {"action": "Wait", "due": "9999-12-31"}})
    steps = open_steps([], [note])
    assert turns(steps, date(2026, 1, 1)) == date.max
    assert not soon(steps[0], date(2026, 1, 1), {"due_soon": "P2W"})
    assert soon(steps[0], date(9999, 12, 30), {"due_soon": "P2W"})
    assert contact_due(date(9999, 12, 1), "trading", {"contact_every": {"trading": "P1Y"}}) == date.max
    invoices = {"i": {"amount": {"amount": 5, "currency": "CNY"}, "due": "9999-12-31"}}
    assert owed({"invoices": invoices}, date(2026, 1, 1)).turns == date.max
