"""What every page of one language and audience may know."""

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any, Protocol

from markupsafe import Markup

from dangan.analysis.digest import Digest
from dangan.analysis.report import Setting
from dangan.config import Config
from dangan.diagnostics import Diagnostic
from dangan.git.objects import Commit
from dangan.layout import Layout
from dangan.levels import Level
from dangan.model.index import Entry, Index, Key
from dangan.model.records import Record
from dangan.schema.catalogue import Catalogue
from dangan.site.audited import Audited
from dangan.site.environment import environment_for, has_template
from dangan.site.format_words import Words, load_words
from dangan.site.links import thing_address
from dangan.site.past import ChangeHead, Past
from dangan.site.told import told_to


class ScanLike(Protocol):
    """As much of a scan as pages need."""

    @property
    def index(self) -> Index: ...
    @property
    def loose(self) -> Iterable[Record]: ...
    @property
    def diagnostics(self) -> Iterable[Diagnostic]: ...


class OptionsLike(Protocol):
    @property
    def audience(self) -> Level: ...
    @property
    def today(self) -> date: ...
    @property
    def root(self) -> Path: ...


@dataclass(frozen=True, slots=True)
class SiteContext:
    """Nothing in it is above `audience`. It can be pickled: templates are compiled once per process, elsewhere."""

    lang: str
    audience: Level
    today: date
    index: Index
    catalogue: Catalogue
    config: Config
    loose: Mapping[str, tuple[Record, ...]]
    """Records of the archive's own files by name of their kind."""
    diagnostics: Mapping[str, tuple[Diagnostic, ...]]
    """By path of the file they stand in."""
    past: Past
    """Of the customer that a page is about, else of the archive's own files; empty where there is no history."""
    digests: Mapping[str, Digest]
    """By customer; empty where nobody has made them."""
    folders: tuple[Path, ...]
    colleagues: Mapping[str, str] = field(default_factory=dict)
    """Ids by e-mail address in small letters."""
    paths: tuple[str, ...] = ()
    """Of `diagnostics`, in order."""
    changes: tuple[ChangeHead, ...] = ()
    """All of the archive, the newest first; only for the pages about many."""
    audited: Audited | None = None
    """For those too; None where nobody is to be told."""
    told_pasts: frozenset[str] = frozenset()
    """Of dossiers that are here no more the ids of those whose past has pages."""

    @property
    def words(self) -> Words:
        return load_words(self.folders, self.lang)

    @property
    def setting(self) -> Setting:
        """What analyses may know beside the records."""
        return Setting(self.today, self.audience, self.config.currency, self.one("rules"), self.catalogue.kinds)

    def render(self, template: str, **values: Any) -> Markup:
        """The body that `template` makes of finished views."""
        return Markup(environment_for(self.folders, self.lang).get_template(template).render(values))  # noqa: S704

    def has_template(self, name: str) -> bool:
        return has_template(self.folders, name)

    def address(self, key: Key) -> str:
        return thing_address(key, self.catalogue.things, self.catalogue.kinds)

    def diagnostics_under(self, folder: str) -> Mapping[str, tuple[Diagnostic, ...]]:
        """Of the files in a folder, by path; the mapping is in order of paths, so a search finds where they start."""
        first = bisect_left(self.paths, folder + "/")
        last = bisect_left(self.paths, folder + "0", lo=first)  # "0" is the character after "/"
        return {path: self.diagnostics[path] for path in self.paths[first:last]}

    def day_of(self, commit: Commit) -> date:
        """The day of a commit where the archive is kept: late evening in UTC is tomorrow in Shanghai."""
        return commit.date.astimezone(self.config.zone).date()

    def entry(self, kind: str, thing_id: str) -> Entry | None:
        return self.index.entries.get(Key(kind, "", thing_id))

    def one(self, kind: str) -> Mapping[str, Any]:
        """The data of the archive's only file of a kind; empty where there is none."""
        records = self.loose.get(kind, ())
        return records[0].data if records and isinstance(records[0].data, dict) else {}


def make_context(
    scan: ScanLike,
    catalogue: Catalogue,
    config: Config,
    options: OptionsLike,
    lang: str,
    *,
    past: Past | None = None,
    digests: Mapping[str, Digest] | None = None,
    folders: tuple[Path, ...] | None = None,
) -> SiteContext:
    """Redacts once, before any view: index, loose records and diagnostics for `options.audience`."""
    loose = _by_kind(filter(None, (record.redacted(options.audience) for record in scan.loose)))
    diagnostics = _by_path(told_to(options.audience, scan.diagnostics, catalogue))
    return SiteContext(
        lang=lang,
        audience=options.audience,
        today=options.today,
        index=scan.index.visible_to(options.audience),
        catalogue=catalogue,
        config=_known(config, catalogue, options.audience),
        loose=loose,
        diagnostics=diagnostics,
        past=past or Past(),
        digests=digests or {},
        folders=folders or Layout(options.root).template_folders,
        colleagues=_emails(loose.get("team", ())),
        paths=tuple(sorted(diagnostics)),
    )


def _known(config: Config, catalogue: Catalogue, audience: Level) -> Config:
    """Without the forge for whom the settings are not: where the team edits is as sensitive as they are."""
    forge = catalogue.kinds["dangan"].field.child("forge")
    return config if forge and forge.level <= audience else replace(config, forge=None)


def _by_kind(records: Iterable[Record]) -> Mapping[str, tuple[Record, ...]]:
    found: dict[str, list[Record]] = {}
    for record in sorted(records, key=lambda r: r.path):
        found.setdefault(record.kind.name, []).append(record)
    return {name: tuple(group) for name, group in found.items()}


def _by_path(diagnostics: Iterable[Diagnostic]) -> Mapping[str, tuple[Diagnostic, ...]]:
    found: dict[str, list[Diagnostic]] = {}
    for diagnostic in sorted(diagnostics, key=lambda d: d.sort_key):
        found.setdefault(diagnostic.span.path, []).append(diagnostic)
    return {path: tuple(group) for path, group in found.items()}


def _emails(team: Iterable[Record]) -> Mapping[str, str]:
    people = (pair for record in team if isinstance(record.data, dict) for pair in record.data.items())
    return {
        email.casefold(): person
        for person, facts in people
        if isinstance(facts, dict)
        for email in facts.get("emails", ())
        if isinstance(email, str)
    }
