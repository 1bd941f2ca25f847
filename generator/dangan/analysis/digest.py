"""What is computed once per customer from its own records, so that pages about many need not read them."""

from dataclasses import dataclass

from dangan.analysis.report import Setting
from dangan.analysis.report_map import Mapped, mapped
from dangan.analysis.reports import reports
from dangan.analysis.reports.completeness import Filled
from dangan.model.records import Customer


@dataclass(frozen=True, slots=True)
class Digest:
    """What the maps of all reports made of one customer, for one audience."""

    parts: Mapped

    @property
    def filled(self) -> int:
        """How full the dossier is, in percent."""
        return self._completeness.percent

    @property
    def gaps(self) -> int:
        """Essential fields that are missing."""
        return self._completeness.essential

    @property
    def _completeness(self) -> Filled:
        found: Filled = self.parts["completeness"]
        return found


def digest(customer: Customer, setting: Setting) -> Digest:
    """Of a customer redacted for the audience of `setting`."""
    return Digest(mapped(customer, setting, reports()))
