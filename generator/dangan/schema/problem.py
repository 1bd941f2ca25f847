"""What is wrong with a schema, before it is known where in a file that stands."""

from dataclasses import dataclass, field
from typing import Any

from dangan.diagnostics import Code, Diagnostic, Text
from dangan.source.document import Document
from dangan.source.node import Pointer


@dataclass(frozen=True, slots=True)
class Problem:
    """A finding at a pointer into a schema; `key` means the key itself and not its value."""

    code: Code
    pointer: Pointer
    values: dict[str, Any] = field(default_factory=dict)
    key: bool = False
    hint: Text | None = None

    def at(self, document: Document) -> Diagnostic:
        """The finding at its place in the file, or at the nearest place above it that the file has."""
        span = document.span(self.pointer, key=self.key)
        return Diagnostic.of(self.code, span, pointer=self.pointer, hint=self.hint, **self.values)
