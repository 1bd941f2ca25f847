"""Small archives in memory, rendered to bodies."""

import posixpath
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property, lru_cache
from html.parser import HTMLParser
from pathlib import Path

from dangan.config import Config
from dangan.git.objects import Commit
from dangan.history.change import ChangeKind, FieldChange, Identity
from dangan.layout import packaged_root
from dangan.levels import Level
from dangan.model.records import Customer, read_customer
from dangan.model.scan import Scan, scan
from dangan.schema.catalogue import Catalogue
from dangan.site.audited import Audited, Ground
from dangan.site.briefs import Briefs, told_of
from dangan.site.context import SiteContext
from dangan.site.options import BuildOptions
from dangan.site.page import Asset, Page
from dangan.site.pages import customer_assets, customer_digest, customer_pages, make_context, units
from dangan.site.pages_history import change_page
from dangan.site.pages_reference import reference_pages
from dangan.site.pages_tombstones import told_pasts, tombstone_assets, tombstone_pages, tombstones
from dangan.site.pages_units import Shelf
from dangan.site.past import Arrivals, Change, Past, last_facts
from dangan.site.tracked import Traces
from dangan.source.tree import MemoryTree

ROOT = Path(__file__).parents[2]
TODAY = date(2026, 11, 21)
GITHUB: Mapping[str, object] = {"forge": {"kind": "github", "url": "https://forge.example/team/archive"}}

TEAM = "chen-li:\n  names: {zh: 陈立, en: Chen Li}\n  emails: [chen@example.com]\nzhou-wei:\n  names: {zh: 周伟}\n"
RULES = "contact_every: {trading: P30D, prospect: P90D}\ndue_soon: P7D\n"
PROFILE = "id: {id}\nnames: {{zh: {name}}}\ncustodian: chen-li\nstage: {stage}\n"


def profile(customer: str, name: str = "风行电动车", stage: str = "trading", more: str = "") -> str:
    return PROFILE.format(id=customer, name=name, stage=stage) + more


def archive(files: Mapping[str, str]) -> dict[str, str]:
    """The files of an archive with a team and rules."""
    return {"dangan.yaml": "format: 1\n", "team.yaml": TEAM, "rules.yaml": RULES, **files}


class Pages(Mapping[str, Page]):
    """By address. Those of the reference, a third of the work, are drawn when one of them is asked for, or all."""

    def __init__(self, pages: Iterable[Page], reference: Callable[[], Iterable[Page]]) -> None:
        self._pages = _by_address(pages)
        self._reference = reference

    @cached_property
    def _all(self) -> Mapping[str, Page]:
        return _by_address((*self._pages.values(), *self._reference()))

    def __getitem__(self, address: str) -> Page:
        return self._pages[address] if address in self._pages else self._all[address]

    def __iter__(self) -> Iterator[str]:
        return iter(self._all)

    def __len__(self) -> int:
        return len(self._all)


def _by_address(pages: Iterable[Page]) -> Mapping[str, Page]:
    every = list(pages)
    found = {page.address: page for page in every}
    assert len(found) == len(every)
    return found


@dataclass(frozen=True)
class Site:
    """Every page of one language by address, and what it was made from."""

    context: SiteContext
    scan: Scan
    pages: Mapping[str, Page]
    files: frozenset[str] = frozenset()
    """The addresses of what stands beside the pages."""
    briefs: Briefs = field(default_factory=lambda: Briefs({}))

    def body(self, address: str) -> str:
        return self.pages[address].body

    def text(self, address: str) -> str:
        return text_of(self.body(address))

    def scripts(self) -> list[str]:
        """What the customer index loads."""
        return [data.decode() for data in self.assets().values()]

    def assets(self) -> dict[str, bytes]:
        """The same by address."""
        shared = Shelf(self.context, {}, self.briefs).shared(Traces())
        made = (unit.make(self.context, shared) for unit in units(self.context) if unit.name.startswith("customers"))
        return {each.address: each.data for rows in made for each in rows if isinstance(each, Asset)}


def site(
    files: Mapping[str, str],
    *,
    lang: str = "en",
    audience: Level = Level.CONFIDENTIAL,
    config: Mapping[str, object] | None = None,
    changes: Sequence[Change] = (),
    unrecorded: Iterable[str] = (),
    audited: Audited | None = None,
    folders: tuple[Path, ...] | None = None,
    today: date = TODAY,
) -> Site:
    tree = MemoryTree({path: text.encode() for path, text in files.items()})
    catalogue, wrong = Catalogue.load(tree)
    assert not wrong
    scanned = scan(tree, catalogue, today)
    nowhere = Path("nowhere")
    options = BuildOptions(out=nowhere, root=nowhere, audience=audience, languages=(lang,), today=today)
    context = make_context(
        scanned,
        catalogue,
        Config.from_data(config or {}),
        options,
        lang,
        folders=folders or (packaged_root() / "site_templates",),
    )
    last = last_facts([found for change in changes for found in change.all], arrivals_of(changes))
    context = replace(
        context, past=Past((), last, frozenset(unrecorded)), changes=tuple(changes), audited=_audited(audited, audience)
    )
    told = {own for change in changes for own in change.customers}
    context = replace(context, told_pasts=told_pasts(context.index, told.__contains__))
    found = [read_customer(tree, folder, scanned.folders)[0] for folder in scanned.folders.customers]
    customers = [customer.redacted(audience) for customer in found]
    context = replace(context, digests={c.id: customer_digest(context, c) for c in customers})
    pages = [page for customer in customers for page in customer_pages(_with_past(context, customer), customer)]
    pages += [change_page(context, change) for change in changes]
    gone = [(_with_past(context, Customer(e.key.id, "", {})), e) for e in tombstones(context.index)]
    pages += [page for here, entry in gone for page in tombstone_pages(here, entry)]
    brought = {c.id: told_of(c.id, context.index, (context,), context.digests[c.id]).brief for c in customers}
    briefs = Briefs({customer: brief for customer, brief in brought.items() if brief})
    shared = Shelf(context, {}, briefs).shared(Traces())
    made = [each for unit in units(context) if unit.name != "reference" for each in unit.make(context, shared)]
    pages += [each for each in made if isinstance(each, Page)]
    assets = [asset for customer in customers for asset in customer_assets(_with_past(context, customer), customer)]
    assets += [asset for here, entry in gone for asset in tombstone_assets(here, entry)]
    beside = frozenset(
        posixpath.relpath(asset.address, lang)
        for asset in (*assets, *(each for each in made if isinstance(each, Asset)))
    )
    return Site(context, scanned, Pages(pages, lambda: reference_pages(context)), beside, briefs)


def _audited(audited: Audited | None, audience: Level) -> Audited | None:
    """As of an archive without Git, where nothing else is asked for."""
    return audited or (Audited(Ground.NO_GIT) if audience >= Level.INTERNAL else None)


def arrivals_of(changes: Sequence[Change]) -> Arrivals:
    names = {change.commit.id: change.name for change in changes}
    landed = {commit.id: change.commit for change in changes for commit in change.commits}
    approved = {change.commit.id: change.approved for change in changes if change.approved is not None}
    waiting = {commit.id for change in changes if change.waiting for commit in change.commits}
    return Arrivals(landed, names, approved, waiting=waiting)


def changed(
    commit: Commit, of: Identity, path: str, steps: Sequence[str] = (), old: object = None, new: object = None
) -> FieldChange:
    """A field that was set, changed or removed; without steps a file that is new."""
    sort = ChangeKind.CHANGED if old and new else ChangeKind.SET if new else ChangeKind.REMOVED
    return FieldChange(commit, of, path, sort if steps else ChangeKind.FILE_ADDED, tuple(steps), old, new)


def _with_past(context: SiteContext, customer: Customer) -> SiteContext:
    mine = (change.of(customer.id) for change in context.changes if isinstance(change, Change))
    return replace(context, past=replace(context.past, changes=tuple(change for change in mine if change.all)))


INLINE = frozenset({"a", "b", "code", "em", "i", "small", "span", "strong", "time"})
VOID = frozenset({"br", "hr", "img", "input", "meta", "link"})


class Checker(HTMLParser):
    """Collects tags, attributes and text; every element must be closed in order."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.ids: list[str] = []
        self.words: list[str] = []
        self.faults: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {key: value or "" for key, value in attrs}
        self.tags.append((tag, values))
        self._gap(tag)
        if "id" in values:
            self.ids.append(values["id"])
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        self._gap(tag)
        if not self.open or self.open.pop() != tag:
            self.faults.append(f"</{tag}> at {self.getpos()}")

    def _gap(self, tag: str) -> None:
        """What stands in two blocks is two words."""
        if tag not in INLINE:
            self.words.append(" ")

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def parsed(body: str) -> Checker:
    """The body, which must be balanced and may use an id once."""
    checker = Checker()
    checker.feed(body)
    checker.close()
    assert not checker.faults, checker.faults
    assert not checker.open, checker.open
    assert len(checker.ids) == len(set(checker.ids)), sorted(i for i in checker.ids if checker.ids.count(i) > 1)
    return checker


parsed_once = lru_cache(maxsize=256)(parsed)
"""The pages of the reference are the same in most of these sites."""


def text_of(body: str) -> str:
    """What a reader sees, with single spaces."""
    return " ".join("".join(parsed(body).words).split())


def assert_links_lead_somewhere(made: Site) -> None:
    """Every link inside the site has its page, and every fragment its element."""
    tags = {address: parsed_once(page.body) for address, page in made.pages.items()}
    for address, checker in tags.items():
        for tag, attributes in checker.tags:
            href = attributes.get("href", "").partition("?")[0]
            if tag != "a" or href.startswith(("tel:", "mailto:", "http")):
                continue
            target, _, fragment = href.partition("#")
            place = posixpath.normpath(posixpath.join(posixpath.dirname(address), target)) if target else address
            assert place in tags or place in made.files, (address, href)
            assert not fragment or fragment in tags[place].ids, (address, href)


def sample() -> dict[str, str]:
    """The files of the archive that this repository is."""
    folders = ("customers", "competitors", "products", "surveys", "campaigns", "inbox", "tombstones")
    found = [path for folder in folders for path in (ROOT / folder).rglob("*.*") if path.suffix in (".md", ".yaml")]
    found += [ROOT / name for name in ("dangan.yaml", "rules.yaml", "team.yaml")]
    return {path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8") for path in found}
