"""A whole site: frames, every customer's pages in worker processes, then the pages about many, then one swap."""

from collections.abc import Callable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from functools import partial

from dangan.config import Config
from dangan.diagnostics import Severity, Text
from dangan.diagnostics.language import terminal_language
from dangan.errors import StrictRefusal
from dangan.layout import Layout
from dangan.memory import Forgetful
from dangan.model.scan import Scan
from dangan.parallel import apart, map_items
from dangan.schema.catalogue import Catalogue
from dangan.site.briefs import Briefs
from dangan.site.build_changes import ChangeWriter
from dangan.site.build_customers import CustomerWriter, Written
from dangan.site.build_files import loose_files
from dangan.site.build_frame import Past, orders
from dangan.site.build_history import History
from dangan.site.build_kept import kept_site
from dangan.site.build_plan import Plan, State, owners_of, parts_of
from dangan.site.build_search import SearchWriter
from dangan.site.build_trust import refuse_links, refuse_place, skipped
from dangan.site.cache import open_cache
from dangan.site.context import SiteContext, make_context
from dangan.site.digests import Digests
from dangan.site.environment import look_anew
from dangan.site.environment_kept import templates_kept
from dangan.site.frame_docs import still_dead
from dangan.site.kept_look import Looking, look_at
from dangan.site.kept_memory import memory_in
from dangan.site.kept_site import Drawn, Left, parts_named
from dangan.site.options import BuildOptions, BuildResult
from dangan.site.pages import sections
from dangan.site.pages_tombstones import disposed, told_pasts, tombstone_assets, tombstone_pages, tombstones
from dangan.site.pages_units import UnitWriter
from dangan.site.parts import Parts, PartsOf
from dangan.site.publish import Staging, publishing
from dangan.site.publish_places import below
from dangan.site.search.write import numbers_of
from dangan.site.shell import Frame, frame_for
from dangan.site.unrecorded import unrecorded
from dangan.source.tree import Tree

__all__ = ["BuildOptions", "BuildResult", "build_site"]

Progress = Callable[[int, int], None]
"""Called with how many customers are done and how many there are."""

_MANY = 500
"""Customers whose search takes longer than another process to begin."""
_ANEW = 1000
"""Customers after which other processes draw: by then each holds half of what it shared with them at first."""
_ERRORS = Text(
    "{number} errors in the archive: nothing was published (dangan check lists them)",
    "档案库中有 {number} 处错误：未发布任何内容（可用 dangan check 查看）",
)


def build_site(
    scan: Scan,
    tree: Tree,
    catalogue: Catalogue,
    config: Config,
    options: BuildOptions,
    progress: Progress | None = None,
    looking: Looking | None = None,
) -> BuildResult:
    """Publishes into `options.out`; `looking` is at what stands there. Raises StrictRefusal before anything is touched,
    EnvironmentProblem.
    """
    errors = sum(d.severity is Severity.ERROR for d in scan.diagnostics)
    if options.strict and errors:
        raise StrictRefusal(_ERRORS.fill(number=errors))
    look_anew()
    layout = Layout(options.root)
    refuse_place(options.out, options.root)
    refuse_links(options.root)
    history = History.of(options, catalogue, config, disposed(scan.index), len(scan.folders.customers))
    history = replace(history, unrecorded=unrecorded(scan, tree, options))
    first, own = options.languages[0], history.past("")
    shared = make_context(scan, catalogue, config, options, first, past=own, folders=layout.template_folders)
    contexts = tuple(replace(shared, lang=lang) for lang in options.languages)
    tabs = {context.lang: sections(catalogue, layout.template_folders, options.audience) for context in contexts}
    with (
        ExitStack() as ending,
        open_cache(layout.cache) as (cache, said),
        templates_kept(memory_in(layout.cache, "templates"), layout.template_folders, options.languages),
        publishing(options.out, alone=options.strict) as staging,
    ):
        frames = {
            order.lang: frame_for(order, cache) for order in orders(layout, contexts[0].config, tabs, Past.of(options))
        }
        past = told_pasts(contexts[0].index, history.has_past)
        contexts = tuple(replace(context, told_pasts=past) for context in contexts)
        kept = kept_site(options, contexts, frames) if scan.known_by else None
        before = kept.left(looking or partial(look_at, options.out)) if kept and not options.clean else None
        staging.over, staging.stood = before is not None, before.seal if before else 0
        parts = Parts(kept.parts if kept else Forgetful(), staging.folder.parent)
        ending.callback(parts.close)
        plan = Plan.of(State.of(scan, contexts[0], history, numbers_of(contexts)), before, parts)
        site = _Site(staging, contexts, frames, plan, before, parts)
        site.add_customers(tree, scan, history, progress or (lambda _done, _all: None))
        site.add_search()
        site.add_changes(history)
        site.add_tombstones(history)
        site.add_pages_about_many(history)
        site.add_files(layout, config, options, history)
        drawn = sum(address.endswith(".html") for address in below(staging.folder))
        if kept:
            known = before and parts_named(before.customers.values())
            staging.after_swap(lambda *_: parts.keep(parts_named(site.drawn.values()), known))
            staging.after_swap(lambda stamp, seal: kept.keep(site.left(seal), before, stamp))
    said = (*said, *skipped(layout, options.languages))
    warnings = [text.to(terminal_language()) for text in said]
    warnings += [text for frame in frames.values() for text in still_dead(frame.warnings, staging.written)]
    said_once = tuple(dict.fromkeys(warnings))
    return BuildResult(options.out, options.audience, site.pages, len(staging.written), drawn, errors, said_once)


@dataclass(slots=True)
class _Site:
    """What is in the staging so far."""

    staging: Staging
    contexts: tuple[SiteContext, ...]
    frames: Mapping[str, Frame]
    plan: Plan
    before: Left | None
    parts: Parts
    pages: int = 0
    drawn: Mapping[str, Drawn] = field(default_factory=dict)
    drawn_changes: Mapping[str, Drawn] = field(default_factory=dict)
    units: Mapping[str, Drawn] = field(default_factory=dict)
    wholes: Mapping[str, str] = field(default_factory=dict)
    _again: Callable[[str], Written] = field(default=lambda folder: Written(folder, "", b""), repr=False)
    """A customer by its folder, drawn once more; nothing is written but what stands."""

    def add_customers(self, tree: Tree, scan: Scan, history: History, progress: Progress) -> None:
        """Draws those that may have become others; what the others brought is remembered."""
        writer = CustomerWriter(tree, scan.folders, self.contexts, self.frames, self.staging.folder)
        owners = owners_of(scan)
        stale = self.plan.stale(scan.folders.customers)
        drawn = dict(self.plan.customers)
        asked = ((folder, history.packed_past(owners[folder])) for folder in stale)
        parts = map_items(writer, asked, total=len(stale), anew=_ANEW)
        for done, (folder, part) in enumerate(zip(stale, parts, strict=True), start=1):
            drawn[folder] = self.plan.of_customer(folder, part, self.parts)
            progress(done, len(stale))
        self.drawn = {folder: drawn[folder] for folder in scan.folders.customers}
        self._note(self.drawn)
        self._again = lambda folder: writer((folder, history.packed_past(owners[folder])))
        digests = Digests(self._parts_of("digest", lambda part: part.digest))
        self.contexts = tuple(replace(context, digests=digests) for context in self.contexts)

    def add_changes(self, history: History) -> None:
        """The page of each change; then the pages about many may tell of them."""
        writer = ChangeWriter(self.contexts, self.frames, self.staging.folder)
        stale = self.plan.stale_changes(history.changes)
        drawn = dict(self.plan.changes)
        made = map_items(writer, history.packed_changes(stale), total=len(stale))
        for change, (addresses, traces) in zip(stale, made, strict=True):
            drawn[change.name] = Drawn(self.plan.state.changes[change.name], traces, addresses)
        self.drawn_changes = {change.name: drawn[change.name] for change in history.changes}
        self._note(self.drawn_changes)
        changes, audited = history.changes, history.audited
        self.contexts = tuple(replace(context, changes=changes, audited=audited) for context in self.contexts)

    def _note(self, rows: Mapping[str, Drawn]) -> None:
        for row in rows.values():
            self.staging.wrote(row.addresses)
            self.staging.wrote(row.files)
            self.pages += sum(address.endswith(".html") for address in row.addresses)

    def left(self, seal: int) -> Left:
        """What the next build may go by."""
        state, drawn = self.plan.state, (self.drawn, self.drawn_changes, self.units)
        return Left(seal, *drawn, self.wholes, state.loose, state.own, state.doubled)

    def _parts_of(self, what: str, of: Callable[[Written], bytes]) -> PartsOf:
        """One part of each customer that brought it, by id."""
        rows = {row.customer: (folder, getattr(row, what)) for folder, row in self.drawn.items() if getattr(row, what)}
        names = {customer: name for customer, (_, name) in rows.items()}
        return PartsOf(names, self.parts, lambda customer: of(self._again(rows[customer][0])))

    def add_tombstones(self, history: History) -> None:
        for context in self.contexts:
            for entry in tombstones(context.index):
                of_it = replace(context, past=history.past(entry.key.id))
                for page in tombstone_pages(of_it, entry):
                    self.staging.write(f"{page.lang}/{page.address}", self.frames[page.lang].finish(page))
                    self.pages += 1
                for asset in tombstone_assets(of_it, entry):
                    self.staging.write(asset.address, asset.data)

    def add_search(self) -> None:
        """Only what the changes touch; else all of it, of many by a process that takes its memory along."""
        search = SearchWriter(self.staging, self.contexts, self.parts, self.drawn, lambda f: self._again(f).search)
        if not (self.before and search.rewrite(self.before, self.plan)):
            self.staging.wrote(apart(search.write) if len(self.drawn) > _MANY else search.write())

    def add_pages_about_many(self, history: History) -> None:
        self.wholes = parts_of(self.contexts[0], history, self.plan.state, self.drawn)
        writer = UnitWriter(self.staging, self.frames, self.plan.units(self.wholes))
        writer.write(self.contexts, Briefs(self._parts_of("brief", lambda part: part.told.brief)))
        self.units = writer.drawn
        self.pages += sum(len(row.addresses) for row in self.units.values())

    def add_files(self, layout: Layout, config: Config, options: BuildOptions, history: History) -> None:
        """Whatever has no page of ours at its address; of two languages' files at one address the first stays."""
        for asset in loose_files(layout, config, options, history, self.frames.values()):
            if not self.staging.has(asset.address):
                self.staging.write(asset.address, asset.data)
