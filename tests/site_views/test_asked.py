"""Whom a field is asked of: within stage, entity, nature and size one of the words, across them all."""

from collections.abc import Sequence
from typing import Any

import pytest

from dangan.analysis.asked import who_is
from dangan.diagnostics import Text
from dangan.levels import Level
from dangan.schema.catalogue import Catalogue
from dangan.schema.field import Field
from dangan.source.memory_tree import MemoryTree

KINDS = tuple(Catalogue.load(MemoryTree({}))[0].kinds.values())


def asked_of(*words: str) -> Field:
    return Field(
        "x", Text("X", "某"), "string", Level.INTERNAL, annotations={"x-needed-at": list(words)} if words else {}
    )


TRADING = {"stage": "trading", "entity": "organisation"}
KEY = {**TRADING, "segments": {"size": {"value": "key"}, "nature": "government"}}
ALONE = {"stage": "trading", "entity": "individual"}


@pytest.mark.parametrize(
    ("words", "profile", "is_asked"),
    [
        ((), {}, True),
        (("new", "trading"), TRADING, True),
        (("new", "lapsed"), TRADING, False),
        (("trading", "organisation"), TRADING, True),
        (("trading", "organisation"), ALONE, False),
        (("individual",), ALONE, True),
        (("individual",), TRADING, False),
        (("trading", "key"), TRADING, False),
        (("trading", "key", "general"), KEY, True),
        (("government", "organisation"), KEY, True),
        (("organisation",), {"stage": "new"}, True),
        (("dormant",), {"stage": "dormant"}, True),
    ],
)
def test_or_within_and_across(words: Sequence[str], profile: Any, is_asked: bool) -> None:
    assert who_is(profile, KINDS).is_asked(asked_of(*words)) is is_asked


def test_what_may_change_is_asked_some_day() -> None:
    assert who_is({"stage": "prospect"}, KINDS).may_be_asked(asked_of("trading", "organisation", "key"))
    assert not who_is(ALONE, KINDS).may_be_asked(asked_of("trading", "organisation"))
