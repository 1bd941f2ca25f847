"""The schemas that come with Dangan: without fault, labelled in both languages, read alike by both validators."""

import re
from decimal import Decimal
from functools import cache
from typing import Any

import jsonschema_rs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator, FormatChecker

from dangan.diagnostics import Text, all_codes
from dangan.schema.catalogue import Catalogue
from dangan.schema.compiled import validator_of
from dangan.schema.field import Field
from dangan.schema.formats import checkers
from dangan.schema.meta import ARCHIVE, KEYWORDS, meta_schema
from dangan.schema.patterns import fault
from dangan.schema.validate import validate
from dangan.schema.walk import walk
from dangan.source.emit import dump
from dangan.source.memory_tree import MemoryTree
from tests.schema.small import document, load

CATALOGUE, PROBLEMS = Catalogue.load(MemoryTree({}))
SMALL = load()[0].kinds["card"]
KINDS = {**CATALOGUE.kinds, "card": SMALL}
PATTERNS = sorted(
    {schema["pattern"] for kind in KINDS.values() for _, schema in walk(kind.schema) if "pattern" in schema}
)


def test_they_have_no_fault() -> None:
    assert PROBLEMS == []


@pytest.mark.parametrize("name", [KEYWORDS, ARCHIVE])
def test_the_meta_schemas_are_schemas(name: str) -> None:
    Draft202012Validator.check_schema(meta_schema(name))


@pytest.mark.parametrize("name", CATALOGUE.kinds)
def test_every_field_has_a_label_in_both_languages(name: str) -> None:
    bare = [path for path, field in _all(CATALOGUE.kinds[name].field, ()) if not _worded(field.label)]
    assert bare == []


@pytest.mark.parametrize("name", CATALOGUE.kinds)
def test_every_choice_has_a_label_in_both_languages(name: str) -> None:
    fields = _all(CATALOGUE.kinds[name].field, ())
    assert [path for path, field in fields for label in field.enum.values() if not _worded(label)] == []


def test_every_code_speaks_both_languages() -> None:
    for code in all_codes():
        assert all(_worded(text) for text in (code.message, code.why, code.fix)), code.name


def _worded(text: Text) -> bool:
    return bool(text.en and text.zh)


def _all(field: Field, path: tuple[str, ...]) -> list[tuple[str, Field]]:
    below = [*field.properties.values(), *(child for child in (field.values, field.items) if child)]
    found = [("/".join(path), field)]
    return found + [pair for child in below for pair in _all(child, (*path, child.name))]


def oracle(schema: Any) -> Draft202012Validator:
    formats = FormatChecker(formats=())
    for name, check in checkers("CN").items():
        formats.checks(name)(lambda value, check=check: not isinstance(value, str) or check(value))
    return Draft202012Validator(schema, format_checker=formats)


ORACLES = {name: oracle(kind.schema) for name, kind in KINDS.items()}

SCALARS = st.one_of(
    st.sampled_from(["a", "li-mei", "2026-03-01", "trading", "visit", "", "CNY", "https://a.cn", "x" * 70]),
    st.integers(-3, 10**6), st.booleans(), st.floats(-10, 1000, allow_nan=False),
)  # fmt: skip


def values(schema: Any, depth: int = 0) -> st.SearchStrategy[Any]:
    """Data that is right or wrong in places: mostly of the type asked for, with some keys and values astray."""
    if depth > 4:
        return SCALARS
    if "enum" in schema:
        return st.one_of(st.sampled_from(schema["enum"]), SCALARS)
    if "oneOf" in schema or "anyOf" in schema:
        return st.one_of([values(form, depth + 1) for form in schema.get("oneOf", schema.get("anyOf"))])
    if "properties" in schema or isinstance(schema.get("additionalProperties"), dict):
        return _objects(schema, depth)
    if "items" in schema:
        return st.one_of(st.lists(values(schema["items"], depth + 1), max_size=3), SCALARS)
    return SCALARS


def _objects(schema: Any, depth: int) -> st.SearchStrategy[Any]:
    properties = {name: values(child, depth + 1) for name, child in schema.get("properties", {}).items()}
    required = {name: properties[name] for name in schema.get("required", ()) if name in properties}
    named = st.fixed_dictionaries(required, optional={k: v for k, v in properties.items() if k not in required})
    extra = schema.get("additionalProperties")
    other = values(extra, depth + 1) if isinstance(extra, dict) else SCALARS
    keys = st.sampled_from(["li-mei", "zz", "Bad Key"])
    return st.one_of(named, st.builds(lambda a, b: {**b, **a}, named, st.dictionaries(keys, other, max_size=2)))


@cache
def values_of(name: str) -> st.SearchStrategy[Any]:
    """Of a kind, made once: a schema has hundreds of places, and making the strategies takes longer than drawing."""
    return values(KINDS[name].schema)


@pytest.mark.parametrize("name", KINDS)
@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_both_validators_agree(name: str, data: st.DataObject) -> None:
    """And what is wrong is always worded: at least one diagnostic, none where the oracle has nothing to say."""
    kind = KINDS[name]
    value = data.draw(values_of(name))
    right = ORACLES[name].is_valid(value)
    assert validator_of(kind.schema).is_valid(_exact(value)) == right
    if isinstance(value, dict) and value:
        read = document(dump(_exact(value)))
        assert bool(validate(kind, read)) == (not ORACLES[name].is_valid(_loose(read.data)))


def _exact(value: Any) -> Any:
    """As the reader would give it: decimals for floats."""
    if isinstance(value, dict):
        return {key: _exact(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_exact(item) for item in value]
    return Decimal(str(value)) if isinstance(value, float) else value


def _loose(value: Any) -> Any:
    """As the oracle needs it: floats for decimals."""
    if isinstance(value, dict):
        return {key: _loose(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_loose(item) for item in value]
    return float(value) if isinstance(value, Decimal) else value


@pytest.mark.parametrize("pattern", PATTERNS)
@settings(max_examples=200)
@given(data=st.data())
def test_both_read_every_pattern_alike(pattern: str, data: st.DataObject) -> None:
    text = data.draw(st.one_of(st.text(max_size=12), st.from_regex(pattern), st.text("abc019-_ .\n", max_size=12)))
    ours = jsonschema_rs.is_valid({"pattern": pattern}, text)
    if not text.endswith("\n"):
        assert Draft202012Validator({"pattern": pattern}).is_valid(text) == ours
    assert (re.search(pattern.replace("$", "\\Z"), text) is not None) == ours


@pytest.mark.parametrize("pattern", PATTERNS)
def test_every_pattern_is_in_the_common_part(pattern: str) -> None:
    assert fault(pattern) is None


@pytest.mark.parametrize(
    "pattern",
    [r"\d+", r"\w", r"[\s]", r"\p{Han}", r"(?=a)", r"(?!a)", r"(?<=a)", r"(?i)a", r"(a)\1", r"(?P<n>a)", r"\bx", "a++",
     "[[:alpha:]]", "[a&&b]", r"\x41", r"\u0041", "(", "a$b", r"\\\d"],
)  # fmt: skip
def test_outside_the_common_part(pattern: str) -> None:
    reason = fault(pattern)
    assert reason
    assert reason.zh


@pytest.mark.parametrize("pattern", [r"^[0-9]{2,4}$", r"^(a|b)*$", r"^\\d$", r"^a\.b\-c$", "^[一-龥]+$", "(?:ab)?c"])
def test_inside_the_common_part(pattern: str) -> None:
    assert fault(pattern) is None
