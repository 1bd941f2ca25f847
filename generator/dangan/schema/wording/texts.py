"""Texts of the wrong form, and keys, which are texts too."""

import re
from collections.abc import Iterator
from typing import Any

from dangan.diagnostics import Diagnostic, Text
from dangan.schema import codes
from dangan.schema.failure import Failure
from dangan.schema.fields import words_of
from dangan.schema.formats import CODES, FORMATS
from dangan.schema.patterns import matcher
from dangan.schema.suggest import did_you_mean, suggest
from dangan.schema.walk import Schema
from dangan.schema.wording import hints
from dangan.schema.wording.slips import slip

_SEPARATORS = re.compile(r"[^0-9a-z]+")
_SOME_FORM = Text("it does not have the form that is asked for", "写法不符合要求")


def pattern(failure: Failure) -> Iterator[Diagnostic]:
    hint = slip(failure) or _in_form(str(failure.value), failure.details["pattern"])
    yield failure.tell(codes.BAD_TEXT, value=failure.shown, says=_says(failure.schema), hint=hint)


def of_format(failure: Failure) -> Iterator[Diagnostic]:
    name = failure.details["format"]
    fmt = FORMATS[name]
    example = Text(f"For example {fmt.example}.", f"例如 {fmt.example}。")
    advice = slip(failure) or fmt.advise(str(failure.value)) or example
    yield failure.tell(CODES[name], value=failure.shown, asks=fmt.asks, hint=advice)


def min_length(failure: Failure) -> Iterator[Diagnostic]:
    yield failure.tell(codes.TOO_SHORT, limit=failure.details["limit"])


def max_length(failure: Failure) -> Iterator[Diagnostic]:
    yield failure.tell(codes.TOO_LONG, limit=failure.details["limit"], count=len(str(failure.value)))


def key_demand(failure: Failure, error: Any, key: str) -> tuple[Text, Text | None]:
    """What a key must be, and what this one might become."""
    details = error.kind.as_dict()
    schema: Schema = failure.schema.get("propertyNames", failure.schema)
    match error.kind.name:
        case "pattern":
            return _says(schema), _in_form(key, details["pattern"])
        case "format":
            fmt = FORMATS[details["format"]]
            return fmt.asks, fmt.advise(key)
        case "enum":
            meant = suggest(key, [str(option) for option in details["options"]])
            choices = ", ".join(f"`{option}`" for option in details["options"])
            says = Text(f"it is one of {choices}", f"应为 {choices} 之一")
            return says, did_you_mean(meant) if meant else None
        case "maxLength":
            limit = details["limit"]
            return Text(f"it is longer than {limit} characters", f"超过 {limit} 个字符"), None
        case _:
            return _says(schema), None


def _says(schema: Schema) -> Text:
    own = words_of(schema.get("x-pattern-says"))
    if own:
        return own
    if "description" in schema:
        return Text(schema["description"], schema.get("x-zh-description", ""))
    return _SOME_FORM


def _in_form(value: str, wanted: str) -> Text | None:
    """The value in small letters with hyphens, if that is what the pattern wants; one that takes all words does not."""
    candidate = _SEPARATORS.sub("-", value.casefold()).strip("-")
    matches = matcher(wanted)
    fits = bool(candidate) and matches(candidate) and not matches("A b")
    return hints.write(f"`{candidate}`") if fits else None
