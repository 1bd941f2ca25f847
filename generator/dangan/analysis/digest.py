"""What is computed once per customer from its own records, so that pages about many need not read them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from dangan.analysis.completeness import completeness
from dangan.levels import Level
from dangan.schema.kind import Kind


@dataclass(frozen=True, slots=True)
class Digest:
    """Figures of one customer for one audience: how full the dossier is, in percent, and its essential gaps."""

    filled: int
    gaps: int


def digest(records: Mapping[str, Iterable[Any]], kinds: Iterable[Kind], stage: str, audience: Level) -> Digest:
    """Of records redacted for `audience`."""
    whole = completeness(records, kinds, stage, audience)
    return Digest(whole.percent, len(whole.essential))
