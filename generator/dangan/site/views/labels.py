"""What fields are called, for drawings that put labels to values themselves."""

from collections.abc import Iterable

from dangan.schema.field import Field


def labels(form: Field | None, names: Iterable[str], lang: str) -> dict[str, str]:
    """By the path with slashes that is given; a field that no schema has keeps the last of its names."""
    return {name: _label(form, name, lang) for name in names}


def _label(form: Field | None, name: str, lang: str) -> str:
    found = form.at([0 if part == "-" else part for part in name.split("/")]) if form else None
    return found.label.to(lang) if found else name.rpartition("/")[2]
