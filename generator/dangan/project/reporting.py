"""A report over the whole archive, for one audience: the same map, reduce and names as the site's pages."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from dangan.analysis.report import Answer, Report, Setting
from dangan.analysis.report_map import Mapped, answer, mapped
from dangan.config import Config
from dangan.levels import Level
from dangan.model.folders import Folders
from dangan.model.index import Index, Key
from dangan.model.records import read_customer
from dangan.model.scan import Scan
from dangan.parallel import map_items
from dangan.schema.catalogue import Catalogue
from dangan.source.tree import Tree


@dataclass(frozen=True, slots=True)
class Reported:
    """What a report found, and what the things in it are called."""

    report: Report
    answer: Answer
    index: Index
    errors: int

    def name(self, key: Key, lang: str) -> str:
        entry = self.index.entries.get(key)
        return entry.name(lang) if entry else key.id


class Mapper:
    """The map step for one customer; sent to each worker process once."""

    def __init__(self, tree: Tree, folders: Folders, setting: Setting, report: Report) -> None:
        self._tree = tree
        self._folders = folders
        self._setting = setting
        self._report = report

    def __call__(self, folder: str) -> tuple[str, str, Mapped]:
        customer, _ = read_customer(self._tree, folder, self._folders)
        seen = customer.redacted(self._setting.audience)
        return folder, customer.id, mapped(seen, self._setting, (self._report,))


def run(report: Report, scanned: Scan, tree: Tree, setting: Setting) -> Reported:
    """Of two customers of one id the one in the index counts, as on the site."""
    index = scanned.index.visible_to(setting.audience)
    job = Mapper(tree, scanned.folders, setting, report)
    found = map_items(job, list(scanned.folders.customers))
    parts = {own_id: part for folder, own_id, part in found if _is_meant(folder, own_id, index)}
    errors = sum(d.severity.value == "error" for d in scanned.diagnostics)
    return Reported(report, answer(report, parts, setting), index, errors)


def _is_meant(folder: str, own_id: str, index: Index) -> bool:
    entry = index.entries.get(Key("customer", "", own_id))
    return entry is not None and entry.path.rpartition("/")[0] == folder


def setting_of(scanned: Scan, catalogue: Catalogue, config: Config, audience: Level, today: date) -> Setting:
    """Redacted like everything else: a rule above the audience is not computed with."""
    loose = (record.redacted(audience) for record in scanned.loose if record.kind.name == "rules")
    rules = next((record.data for record in loose if record and isinstance(record.data, Mapping)), {})
    return Setting(today, audience, config.currency, rules, catalogue.kinds)
