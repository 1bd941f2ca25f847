"""Types, formats and choices in words."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from dangan.diagnostics import Text
from dangan.schema.fields import words_of
from dangan.schema.formats import FORMATS

TYPES: Mapping[str, Text] = {
    "object": Text("a group of fields", "一组字段"),
    "array": Text("a list", "列表"),
    "string": Text("text", "文字"),
    "integer": Text("a whole number", "整数"),
    "number": Text("a number", "数字"),
    "boolean": Text("true or false", "true 或 false"),
}
_SHOWN = 12
"""So many choices are listed; a longer list is cut."""


def type_name(value: Any) -> str:
    """The JSON type of plain data."""
    if isinstance(value, bool):
        return "boolean"
    if isinstance(value, int):
        return "integer"
    if isinstance(value, Decimal):
        return "number"
    if isinstance(value, dict):
        return "object"
    return "array" if isinstance(value, list) else "string"


def asked(schema: Mapping[str, Any]) -> Text:
    """What a schema asks for, in a few words."""
    if "const" in schema:
        return Text(f"`{schema['const']}`", f"`{schema['const']}`")
    if "enum" in schema:
        return either(code(str(value)) for value in schema["enum"])
    if schema.get("format") in FORMATS:
        fmt = FORMATS[schema["format"]]
        return Text(f"{fmt.label.en} such as {fmt.example}", f"{fmt.label.zh}（如 {fmt.example}）")
    if "pattern" in schema and (says := words_of(schema.get("x-pattern-says"))):
        return says
    return of_types(schema.get("type", "object" if "properties" in schema else ()))


def of_types(types: str | Iterable[str]) -> Text:
    return either(TYPES[name] for name in ([types] if isinstance(types, str) else types))


def either(words: Iterable[Text]) -> Text:
    """The words joined by commas and a last "or"."""
    listed = list(words)
    if len(listed) < 2:  # noqa: PLR2004 - one word needs no "or"
        return listed[0] if listed else Text("something else", "其他内容")
    english, chinese = [word.en for word in listed], [word.to("zh") for word in listed]
    return Text(f"{', '.join(english[:-1])} or {english[-1]}", f"{'、'.join(chinese[:-1])}或{chinese[-1]}")


def code(word: str) -> Text:
    return Text(f"`{word}`", f"`{word}`")


def listed(choices: Mapping[str, Text]) -> Text:
    """The values of an enumeration with their labels."""
    shown = list(choices.items())[:_SHOWN]
    more = len(choices) - len(shown)
    english = ", ".join(_labelled(value, label.en, " ({})") for value, label in shown)
    chinese = "、".join(_labelled(value, label.to("zh"), "（{}）") for value, label in shown)
    return Text(english + (f" and {more} more" if more else ""), chinese + (f" 等 {len(choices)} 种" if more else ""))


def _labelled(value: str, label: str, brackets: str) -> str:
    return f"`{value}`" + (brackets.format(label) if label.casefold() != value.casefold() else "")
