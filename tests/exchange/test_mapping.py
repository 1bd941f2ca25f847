"""Mistakes in a mapping file: each with its place and what was probably meant."""

import pytest

from tests.exchange.conftest import MAPPING, Desk

GOOD = MAPPING


@pytest.mark.parametrize(
    ("old", "new", "code", "place", "hint"),
    [
        ("names/zh: name", "names/zh: nam", "mapping-unknown-column", "4:13", "Did you mean `name`?"),
        ("names/zh: name", "name/zh: name", "mapping-unknown-field", "4:3", "Did you mean `names/zh`?"),
        ("names/zh: name", "stage: name", "mapping-field-twice", "7:13", None),
        ("names/zh: name", "id: name", "mapping-field-twice", "4:3", None),
        ("names/zh: name", "names: name", None, None, None),
        ("transform: url", "transform: urll", "mapping-unknown-transform", "5:45", "Did you mean `url`?"),
        ("transform: url", "transform: [url, {max: long}]", "mapping-bad-argument", "5:51", None),
        ("transform: url", "transform: {url: x}", "mapping-bad-argument", "5:45", None),
        ("from: site, ", "", "mapping-no-column", "5:21", None),
        ('slug: ["{name}"]', 'slug: ["{nmae}"]', "mapping-unknown-column", "1:12", "Did you mean `name`?"),
        ("key: registration/uscc", "key: [registration/ussc]", "mapping-unknown-field", "2:7", None),
        ("list: true", "list: yes", "wrong-type", "5:56", None),
        ("list: true", "lst: true", "unknown-field", "5:50", None),
        ("constants:", "constant:", "unknown-field", "7:1", None),
        ("constants: {stage", "constants: {stagee", "mapping-unknown-field", "7:13", "Did you mean `stage`?"),
    ],
)
def test_mistakes(desk: Desk, old: str, new: str, code: str | None, place: str | None, hint: str | None) -> None:
    assert old in GOOD
    found = desk.mistakes(GOOD.replace(old, new))
    if code is None:
        assert found == []
        return
    assert [(d.code, f"{d.span.line}:{d.span.column}") for d in found] == [(code, place)]
    assert found[0].message.zh
    if hint:
        assert found[0].hint
        assert found[0].hint.en == hint


def test_a_mapping_without_an_id(desk: Desk) -> None:
    assert [d.code for d in desk.mistakes("fields: {names/zh: name}\n")] == ["missing-field"]


def test_a_file_that_is_no_yaml(desk: Desk) -> None:
    found = desk.mistakes("id: {slug: [\n")
    assert len(found) == 1
    assert found[0].span.path.endswith("mapping.yaml")


def test_a_column_that_is_there_twice(desk: Desk) -> None:
    assert {d.code for d in desk.mistakes(GOOD, ("name", "name", "site", "code"))} == {"mapping-repeated-column"}
    assert desk.mistakes(GOOD, ("name", "other", "other", "site", "code")) == []
