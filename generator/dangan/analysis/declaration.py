"""What code says of itself: which requirements, or parts of them, it meets."""

from dataclasses import dataclass
from typing import Literal

from dangan.diagnostics import Text

Sort = Literal["rule", "analysis", "report", "drawing", "command", "history"]


@dataclass(frozen=True, slots=True)
class Declaration:
    """One rule, analysis, report, drawing or command; `kind` is the kind of file in whose section a drawing stands.

    An analysis that is no report of its own says it in a constant `MEETS` of its module.
    """

    sort: Sort
    name: str
    label: Text
    meets: tuple[str, ...]
    kind: str = ""
