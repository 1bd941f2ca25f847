"""Those who left a customer, and whether any of us has spoken with them since."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from dangan.analysis.declaration import Declaration
from dangan.analysis.shape import day, items, newest, text
from dangan.diagnostics import Text

MEETS = Declaration(
    "analysis",
    "leavers",
    Text("People who left and have not been contacted since", "离职后尚未联系的人员"),
    ("PPL-05/not-contacted",),
)
LEFT = "left"


@dataclass(frozen=True, slots=True)
class Leaver:
    """One who left: when, and the last contact that is known of, in this dossier or outside of it."""

    on: date
    last: date | None

    @property
    def contacted(self) -> bool:
        """A talk on the last day counts: it was a farewell."""
        return self.last is not None and self.last >= self.on


def leaver(person: Mapping[str, Any], last: date | None) -> Leaver | None:
    """None of one who is still there, or has come back; `last` is the last contact in this dossier."""
    moves = [(on, move) for move in items(person, "moves") if (on := day(move, "date"))]
    if not moves:
        return None
    on, move = max(moves, key=lambda pair: pair[0])
    if text(move, "change") != LEFT:
        return None
    return Leaver(on, newest((last, day(move, "last_contact"))))
