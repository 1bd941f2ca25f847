"""A flattened schema with its validator, which is built once in each process."""

from collections.abc import Mapping
from typing import Any

import jsonschema_rs

from dangan.schema.flatten import lean
from dangan.schema.formats import HOME, checkers

Validator = jsonschema_rs.Draft202012Validator


class FlatSchema(dict[str, Any]):
    """A schema that keeps its validators by home country; they stay behind when it is pickled."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        super().__init__(data)
        self._validators: dict[str, Validator] = {}
        self._parts: dict[int, FlatSchema] = {}

    def __reduce__(self) -> tuple[type["FlatSchema"], tuple[dict[str, Any]]]:
        return (FlatSchema, (dict(self),))

    def validator(self, country: str = HOME) -> Validator:
        """The validator; telephone numbers without a country code are read as of `country`."""
        if country not in self._validators:
            self._validators[country] = build(self, country)
        return self._validators[country]

    def part(self, schema: Mapping[str, Any]) -> "FlatSchema":
        """A schema that stands somewhere in this one, with validators of its own; the same each time."""
        known = self._parts.get(id(schema))
        if known is None:
            known = self._parts[id(schema)] = FlatSchema(schema)
        return known


def build(schema: Mapping[str, Any], country: str = HOME) -> Validator:
    return Validator(lean(schema), formats=checkers(country), validate_formats=True)


def part_of(whole: Mapping[str, Any], schema: Mapping[str, Any]) -> FlatSchema:
    """What stands somewhere in a flattened schema as one by itself."""
    return whole.part(schema) if isinstance(whole, FlatSchema) else FlatSchema(schema)


def validator_of(schema: Mapping[str, Any], country: str = HOME) -> Validator:
    """The kept validator of a flattened schema, or a new one of any other."""
    return schema.validator(country) if isinstance(schema, FlatSchema) else build(schema, country)
