"""Values that are not in a list, and numbers out of bounds."""

from collections.abc import Iterator

from dangan.diagnostics import Code, Diagnostic, Text
from dangan.schema import codes
from dangan.schema.failure import Failure, quoted
from dangan.schema.fields import label_of, words_of
from dangan.schema.suggest import did_you_mean, suggest_by
from dangan.schema.typewords import listed
from dangan.schema.walk import Schema
from dangan.schema.wording.slips import slip

_AT_LEAST = Text("at least", "不小于")
_MORE = Text("more than", "大于")
_AT_MOST = Text("at most", "不大于")
_LESS = Text("less than", "小于")
_BOUNDS: dict[str, tuple[Code, Text]] = {
    "minimum": (codes.TOO_SMALL, _AT_LEAST),
    "exclusiveMinimum": (codes.TOO_SMALL, _MORE),
    "maximum": (codes.TOO_LARGE, _AT_MOST),
    "exclusiveMaximum": (codes.TOO_LARGE, _LESS),
}


def enum(failure: Failure) -> Iterator[Diagnostic]:
    meant = meant_choice(failure.schema, str(failure.value))
    hint = slip(failure) or (did_you_mean(meant) if meant else None)
    choices = listed(choices_of(failure.schema))
    yield failure.tell(codes.UNKNOWN_VALUE, value=failure.shown, choices=choices, hint=hint)


def const(failure: Failure) -> Iterator[Diagnostic]:
    wanted = quoted(str(failure.details["expected_value"]))
    yield failure.tell(codes.WRONG_CONSTANT, value=failure.shown, wanted=wanted)


def bounds(failure: Failure) -> Iterator[Diagnostic]:
    code, bound = _BOUNDS[failure.keyword]
    yield failure.tell(code, bound=bound, limit=failure.details["limit"], value=failure.shown)


def multiple(failure: Failure) -> Iterator[Diagnostic]:
    yield failure.tell(codes.NOT_A_STEP, limit=failure.details["multiple_of"], value=failure.shown)


def choices_of(schema: Schema) -> dict[str, Text]:
    """The values of an enumeration with their labels."""
    labels = schema.get("x-enum", {})
    return {str(value): words_of(labels.get(str(value))) or Text(str(value)) for value in schema.get("enum", ())}


def meant_choice(schema: Schema, word: str) -> str | None:
    """The listed value that a word most likely means, by the value or its label in either language."""
    choices = choices_of(schema)
    return suggest_by({value: (value, label.en, label.to("zh")) for value, label in choices.items()}, word)


def forbidden(failure: Failure) -> Iterator[Diagnostic]:
    """What a schema rules out without a word why (`not`, `false`): its description speaks."""
    schema = failure.schema
    says = Text(schema["description"], schema.get("x-zh-description", "")) if "description" in schema else _RULED_OUT
    yield failure.tell(codes.NOT_ALLOWED, says=says, label=failure.label or label_of(schema, ""))


_RULED_OUT = Text("the schema rules it out", "模式不允许")
