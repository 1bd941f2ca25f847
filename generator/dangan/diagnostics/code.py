"""The register of everything that Dangan can say about a team's files; the reference page is made from it."""

from collections.abc import Sequence
from dataclasses import dataclass

from dangan.diagnostics.severity import Severity
from dangan.diagnostics.text import Text

_REGISTER: dict[str, "Code"] = {}


@dataclass(frozen=True, slots=True)
class Code:
    """One kind of finding: its stable name, severity, wording (`{name}` is filled in), why it matters, what to do."""

    name: str
    severity: Severity
    message: Text
    why: Text
    fix: Text
    example: str = ""
    meets: tuple[str, ...] = ()
    """The requirements, or parts of them, that saying this meets: `TXN-07/currency`."""

    def __post_init__(self) -> None:
        """Registers the code; two codes of one name are a bug of ours."""
        if _REGISTER.setdefault(self.name, self) != self:
            raise ValueError(f"two codes named {self.name}")


def all_codes() -> Sequence[Code]:
    """Every registered code by name. Import the packages that declare codes first."""
    return [_REGISTER[name] for name in sorted(_REGISTER)]
