"""Checks a document against the schema of its kind."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from dangan.diagnostics import Diagnostic
from dangan.schema.compiled import validator_of
from dangan.schema.failure import Failure
from dangan.schema.kind import Kind
from dangan.schema.wording import alternatives, keys, lists, texts, types, values
from dangan.source.document import Document

_WORDINGS: Mapping[str, Callable[[Failure], Iterator[Diagnostic]]] = {
    "required": keys.required,
    "additionalProperties": keys.additional,
    "propertyNames": keys.property_names,
    "type": types.wrong_type,
    "enum": values.enum,
    "const": values.const,
    "minimum": values.bounds,
    "maximum": values.bounds,
    "exclusiveMinimum": values.bounds,
    "exclusiveMaximum": values.bounds,
    "multipleOf": values.multiple,
    "pattern": texts.pattern,
    "format": texts.of_format,
    "minLength": texts.min_length,
    "maxLength": texts.max_length,
    "minItems": lists.too_few,
    "maxItems": lists.too_many,
    "minProperties": lists.too_few,
    "maxProperties": lists.too_many,
    "uniqueItems": lists.unique,
}
_SPEAKS_FOR_ALL = ("type", "enum", "const")
"""Where one of these has failed, what else is wrong with the same value follows from it; the first speaks."""


def validate(kind: Kind, document: Document, *, country: str | None = None) -> list[Diagnostic]:
    """Everything that the schema of `kind` finds wrong, in the order of the file."""
    validator = validator_of(kind.schema, country or kind.country)
    data = document.data
    if validator.is_valid(data):
        return []
    found = dict.fromkeys(_told(kind, document, validator.iter_errors(data)))
    return sorted(found, key=lambda diagnostic: diagnostic.sort_key)


def fits(kind: Kind, data: Any) -> bool:
    """Whether the schema of `kind` finds nothing wrong with some data."""
    return bool(validator_of(kind.schema, kind.country).is_valid(data))


def _told(kind: Kind, document: Document, errors: Iterable[Any]) -> Iterator[Diagnostic]:
    failures = [Failure.of(kind, document, error) for error in errors]
    speaker: dict[tuple[str | int, ...], str] = {}
    for keyword in _SPEAKS_FOR_ALL:
        for failure in failures:
            if failure.keyword == keyword:
                speaker.setdefault(failure.pointer, keyword)
    for failure in failures:
        if speaker.get(failure.pointer, failure.keyword) == failure.keyword:
            yield from _word(failure)


def _word(failure: Failure) -> Iterator[Diagnostic]:
    if failure.keyword in ("oneOf", "anyOf"):
        meant = alternatives.closest(failure)
        yield from _told(failure.kind, failure.document, meant) if meant else alternatives.undecided(failure)
    else:
        yield from _WORDINGS.get(failure.keyword, values.forbidden)(failure)
