"""Takes wrong values out of data, so that what comes later meets only what the schema allows."""

from collections.abc import Iterable
from typing import Any

from dangan.diagnostics import Diagnostic, from_pointer


def prune(data: Any, wrong: Iterable[Diagnostic]) -> Any:
    """A copy of `data` without the values that `wrong` points at; what a diagnostic merely misses takes nothing away.

    A document that is wrong as a whole (pointer "") becomes an empty mapping.
    """
    drops: dict[str | None, Any] = {}
    for diagnostic in wrong:
        if diagnostic.code in STANDS:
            continue
        if not diagnostic.pointer:
            return {}
        branch = drops
        for part in from_pointer(diagnostic.pointer):
            branch = branch.setdefault(part, {})
        branch[None] = True
    return _without(data, drops)


STANDS = frozenset({"missing-field"})
"""Codes whose pointer names the mapping in which something is missing: the rest of it is right."""


def _without(value: Any, drops: dict[Any, Any]) -> Any:
    if not drops:
        return value
    if isinstance(value, dict):
        kept = ((k, v, drops.get(k, {})) for k, v in value.items())
        return {k: _without(v, below) for k, v, below in kept if None not in below}
    if isinstance(value, list):
        numbered = ((v, drops.get(str(i), {})) for i, v in enumerate(value))
        return [_without(v, below) for v, below in numbered if None not in below]
    return value
