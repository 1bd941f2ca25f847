"""Checks schema files against the meta-schemas: keywords, patterns, formats and the names they mention."""

import json
from collections.abc import Iterator
from functools import cache
from typing import Any

import jsonschema_rs

from dangan.diagnostics import Text
from dangan.layout import packaged_root
from dangan.schema import codes
from dangan.schema.formats import FORMATS, HOME, checkers
from dangan.schema.patterns import fault
from dangan.schema.problem import Problem
from dangan.schema.suggest import meant
from dangan.schema.walk import walk
from dangan.source.node import Pointer

KEYWORDS = "keywords.schema.json"
ARCHIVE = "archive.schema.json"


def check_schema(data: Any) -> list[Problem]:
    """Everything wrong with a schema by itself, at once."""
    problems = list(against(KEYWORDS, data))
    if isinstance(data, dict):
        problems += [problem for pointer, schema in walk(data) for problem in _words(pointer, schema)]
    return problems


def against(name: str, data: Any) -> Iterator[Problem]:
    """What a meta-schema says of the data; `jsonschema` words it, a quick look decides whether it must."""
    if not _quick(name).is_valid(data):
        for error in _thorough(name).iter_errors(data):
            yield from _problems(error)


@cache
def meta_schema(name: str) -> dict[str, Any]:
    text = (packaged_root() / "schemas" / "meta" / name).read_text(encoding="utf-8")
    schema: dict[str, Any] = json.loads(text)
    return schema


@cache
def keywords() -> frozenset[str]:
    """Every keyword that a schema of ours may use."""
    return frozenset(meta_schema(KEYWORDS)["$defs"]["schema"]["properties"])


@cache
def _quick(name: str) -> jsonschema_rs.Draft202012Validator:
    return jsonschema_rs.Draft202012Validator(meta_schema(name), formats=checkers(HOME), validate_formats=True)


@cache
def _thorough(name: str) -> Any:
    from jsonschema import Draft202012Validator, FormatChecker  # noqa: PLC0415 - slow to load and seldom needed

    formats = FormatChecker(formats=())
    for format_name, check in checkers(HOME).items():
        formats.checks(format_name)(lambda value, check=check: not isinstance(value, str) or check(value))
    return Draft202012Validator(meta_schema(name), format_checker=formats)


def _problems(error: Any) -> Iterator[Problem]:
    pointer: Pointer = tuple(error.absolute_path)
    if error.validator == "additionalProperties" and isinstance(error.instance, dict):
        known = error.schema["properties"]
        for key in sorted(set(error.instance) - set(known)):
            yield Problem(codes.SCHEMA_KEYWORD, (*pointer, key), {"key": key}, key=True, hint=meant(key, known))
    elif error.validator == "required":
        for key in sorted(set(error.validator_value) - set(error.instance)):
            yield Problem(codes.SCHEMA_MISSING, pointer, {"key": key})
    else:
        yield Problem(codes.SCHEMA_VALUE, pointer, {"key": _last_key(pointer), "reason": _reason(error)})


def _last_key(pointer: Pointer) -> str:
    return next((part for part in reversed(pointer) if isinstance(part, str)), "$schema")


def _reason(error: Any) -> Text:
    wanted = error.validator_value
    if error.validator == "enum":
        choices = ", ".join(str(value) for value in wanted)
        return Text(f"choose one of {choices}", f"请从中选一个：{choices}")
    if error.validator == "type":
        words = wanted if isinstance(wanted, str) else "/".join(wanted)
        return Text(f"it must be of type {words}", f"类型应为 {words}")
    return Text(error.message, f"不符合 {error.validator} 的要求 ({json.dumps(wanted, default=str)[:80]})")


def _words(pointer: Pointer, schema: Any) -> Iterator[Problem]:
    """Patterns and formats of one schema, and values whose labels name no value."""
    pattern, name = schema.get("pattern"), schema.get("format")
    if isinstance(pattern, str) and (reason := fault(pattern)):
        yield Problem(codes.SCHEMA_PATTERN, (*pointer, "pattern"), {"pattern": pattern, "reason": reason})
    if isinstance(name, str) and name not in FORMATS:
        values = {"key": name, "choices": ", ".join(FORMATS)}
        yield Problem(codes.SCHEMA_FORMAT, (*pointer, "format"), values, hint=meant(name, dict(FORMATS)))
    yield from _labels(pointer, schema)


def _labels(pointer: Pointer, schema: Any) -> Iterator[Problem]:
    labels, values = schema.get("x-enum"), schema.get("enum")
    if isinstance(labels, dict) and isinstance(values, list):
        known = {str(value): None for value in values}
        for key in labels:
            if key not in known:
                yield Problem(
                    codes.SCHEMA_TARGET, (*pointer, "x-enum", key), {"key": "x-enum", "value": key}, key=True,
                    hint=meant(key, known),
                )  # fmt: skip
