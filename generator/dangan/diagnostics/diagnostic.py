"""One finding about a team's files, as a value."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from dangan.diagnostics.code import Code
from dangan.diagnostics.severity import Severity
from dangan.diagnostics.span import Span
from dangan.diagnostics.text import Text
from dangan.levels import Level


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """What is wrong, where, and what to do; made by `Diagnostic.of`. `level` says who may read the wording."""

    code: str
    severity: Severity
    span: Span
    message: Text
    hint: Text | None = None
    pointer: str = ""
    level: Level = Level.INTERNAL

    @classmethod
    def of(
        cls, code: Code, span: Span, *, pointer: Iterable[str | int] = (), hint: Text | None = None, **values: Any
    ) -> "Diagnostic":
        """A finding of `code` at `span`; `pointer` is the path of keys and indices, `values` fill the wording."""
        message = code.message.fill(**{name: _short(value) for name, value in values.items()})
        return cls(code.name, code.severity, span, message, hint, to_pointer(pointer))

    def at_level(self, level: Level) -> "Diagnostic":
        return replace(self, level=level)

    @property
    def sort_key(self) -> tuple[str, int, int, str, str]:
        return (self.span.path, self.span.line, self.span.column, self.code, self.message.en)

    def as_json(self, lang: str) -> Mapping[str, str | int | None]:
        """The object of the `json` format: code, severity, path, line, column, pointer, message, hint."""
        return {
            "code": self.code,
            "severity": self.severity.value,
            "path": self.span.path,
            "line": self.span.line,
            "column": self.span.column,
            "pointer": self.pointer,
            "message": self.message.to(lang),
            "hint": self.hint.to(lang) if self.hint else None,
        }


LONGEST = 200
"""Characters of a value that a message quotes: a message is read, whatever was written."""


def _short(value: Any) -> Any:
    if isinstance(value, Text):
        return Text(_short(value.en), _short(value.zh))
    return f"{value[: LONGEST - 1]}…" if isinstance(value, str) and len(value) > LONGEST else value


def from_pointer(pointer: str) -> tuple[str, ...]:
    """The keys and indices of an RFC 6901 pointer, all as text."""
    return tuple(part.replace("~1", "/").replace("~0", "~") for part in pointer.split("/")[1:])


def to_pointer(parts: Iterable[str | int]) -> str:
    """An RFC 6901 pointer from keys and indices."""
    return "".join("/" + str(part).replace("~", "~0").replace("/", "~1") for part in parts)
