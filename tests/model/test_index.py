"""The index: things by key, links both ways, and what an audience may know."""

import json

from dangan.levels import Level
from dangan.model.index import Key
from tests.archive import scanned

PEOPLE = """\
li-mei:
  names: {zh: 李梅, en: Li Mei}
  roles: [decision-maker]
  relations:
    - {person: wang-qiang, kind: influences}
  attitude: {to_us: for}
wang-qiang:
  names: {zh: 王强}
"""


def test_links_go_both_ways_with_their_labels() -> None:
    index = scanned({"customers/good/people.yaml": PEOPLE}).index
    wang = Key("person", "good", "wang-qiang")
    (link,) = index.incoming[wang]
    assert link.source == Key("person", "good", "li-mei")
    assert link.label.en
    assert index.find("person", "good/wang-qiang") is index.entries[wang]


def test_custodians_know_their_customers() -> None:
    index = scanned().index
    (link,) = index.incoming[Key("colleague", "", "chen-li")]
    assert link.source == Key("customer", "", "good")
    assert link.reverse
    assert link.reverse.zh


def test_summaries_are_of_marked_fields_only() -> None:
    entry = scanned().index.entries[Key("customer", "", "good")]
    assert entry.summary["stage"] == "prospect"
    assert "names" not in entry.summary


def test_what_is_above_an_audience_is_not_in_its_index() -> None:
    index = scanned({"customers/good/people.yaml": PEOPLE}).index
    person = Key("person", "good", "li-mei")
    everything, seen = index.entries[person], index.visible_to(Level.PUBLIC).entries.get(person)
    assert everything.summary
    assert seen is None or set(seen.summary) < set(everything.summary)


def test_a_summary_is_for_those_who_may_see_all_of_it() -> None:
    raised = {"properties": {"location": {"properties": {"city": {"x-sensitivity": "restricted"}}}}}
    good = "id: good\nnames: {en: Good}\ncustodian: chen-li\nstage: new\nlocation: {country: CN, city: 永康}\n"
    changes = {"schemas/profile.overlay.json": json.dumps(raised), "customers/good/profile.yaml": good}
    index = scanned(dict(changes)).index
    key = Key("customer", "", "good")
    assert "location" in index.entries[key].summary
    assert "location" not in index.visible_to(Level.CONFIDENTIAL).entries[key].summary


def test_competitors_at_a_customer_are_summarised_at_the_customer() -> None:
    index = scanned({"customers/good/competitors.yaml": "voltaic: {entry_step: tooling}\n"}).index
    entry = index.entries[Key("customer", "", "good")]
    assert entry.summary["competitors/voltaic/entry_step"] == "tooling"
    (link,) = index.incoming[Key("competitor", "", "voltaic")]
    assert link.source == entry.key


SOURCES = """\
walk: {title: A walk through the hall, observed: 2026-03-01}
wang: {title: Wang told us, observed: 2026-03-02, collector: chen-li, confidentiality: restricted}
"""


def test_a_source_is_for_those_whom_it_names_itself() -> None:
    index = scanned({"customers/good/sources.yaml": SOURCES}).index
    walk, wang = Key("source", "good", "walk"), Key("source", "good", "wang")
    assert index.entries[wang].summary["observed"] == "2026-03-02"
    seen = index.visible_to(Level.CONFIDENTIAL)
    assert walk in seen.entries
    assert wang not in seen.entries
    linked = {link.source for link in seen.incoming.get(Key("colleague", "", "chen-li"), ())}
    assert wang not in linked
    assert wang in {link.source for link in index.incoming[Key("colleague", "", "chen-li")]}


def test_a_message_about_such_a_source_is_for_the_same() -> None:
    wrong = SOURCES.replace("collector: chen-li", "collector: chen-lee, observe: x")
    found = scanned({"customers/good/sources.yaml": wrong}).diagnostics
    assert {d.code: d.level for d in found} == {
        "unknown-reference": Level.RESTRICTED,
        "unknown-field": Level.RESTRICTED,
    }


def test_evidence_of_a_confidential_fact_is_a_confidential_link() -> None:
    raised = {"properties": {"industry": {"x-sensitivity": "restricted"}}}
    good = (
        "id: good\nnames: {en: Good}\ncustodian: chen-li\nstage: new\nindustry: tools\nevidence: {industry: [walk]}\n"
    )
    changes = {"schemas/profile.overlay.json": json.dumps(raised), "customers/good/profile.yaml": good}
    index = scanned({**changes, "customers/good/sources.yaml": SOURCES}).index
    (link,) = index.incoming[Key("source", "good", "walk")]
    assert link.level is Level.RESTRICTED


def test_a_thing_is_known_to_whoever_may_see_something_of_it() -> None:
    secret = {"additionalProperties": {"properties": {"names": {"x-sensitivity": "confidential"}}}}
    changes = {"schemas/people.overlay.json": json.dumps(secret), "customers/good/people.yaml": PEOPLE}
    index = scanned(dict(changes)).index
    levels = {key.id: entry.level for key, entry in index.entries.items() if key.kind == "person"}
    assert levels == {"li-mei": Level.INTERNAL, "wang-qiang": Level.CONFIDENTIAL}
