"""What an audit says against a commit."""

from dataclasses import dataclass
from typing import Any

from dangan.diagnostics import Code, Severity, Text

SHORT = 8
"""Digits of a commit's id that people read."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding; `commit` is the one that it is about, which may be one that a merge brought.

    `parts` are what of the change lacks an approval, as the policy names it; `values` are what the wordings hold.
    """

    code: Code
    commit: str
    values: tuple[tuple[str, Any], ...] = ()
    parts: tuple[str, ...] = ()

    @classmethod
    def of(cls, code: Code, about: str, /, **values: Any) -> "Finding":
        return cls(code, about, tuple(values.items()))

    @property
    def message(self) -> Text:
        return self.code.message.fill(**dict(self.values))

    @property
    def fix(self) -> Text:
        return self.code.fix.fill(**dict(self.values))

    @property
    def severity(self) -> Severity:
        return self.code.severity


def short(oid: str) -> str:
    return oid[:SHORT]


def listed(names: "tuple[Text, ...]") -> Text:
    """Several words as one."""
    return Text(", ".join(name.en for name in names), "、".join(name.to("zh") for name in names))
