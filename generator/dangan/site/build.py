"""A whole site: frames, every customer's pages in worker processes, then the pages about many, then one swap."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from dangan.config import Config
from dangan.diagnostics import Severity, Text
from dangan.diagnostics.language import terminal_language
from dangan.errors import StrictRefusal
from dangan.layout import Layout
from dangan.model.scan import Scan
from dangan.parallel import map_items
from dangan.schema.catalogue import Catalogue
from dangan.site.build_changes import ChangeWriter
from dangan.site.build_customers import CustomerWriter
from dangan.site.build_files import loose_files
from dangan.site.build_frame import Past, orders
from dangan.site.build_history import History
from dangan.site.build_trust import refuse_links, refuse_place, skipped
from dangan.site.cache import open_cache
from dangan.site.context import SiteContext, make_context
from dangan.site.environment import look_anew
from dangan.site.frame_docs import still_dead
from dangan.site.options import BuildOptions, BuildResult
from dangan.site.pages import data_assets, global_pages, sections
from dangan.site.pages_tombstones import told_pasts, tombstone_assets, tombstone_pages, tombstones
from dangan.site.publish import Staging, publishing
from dangan.site.search.write import write_search
from dangan.site.shell import Frame, frame_for
from dangan.source.tree import Tree

__all__ = ["BuildOptions", "BuildResult", "build_site"]

Progress = Callable[[int, int], None]
"""Called with how many customers are done and how many there are."""

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
) -> BuildResult:
    """Publishes into `options.out`. Raises StrictRefusal before anything is touched, EnvironmentProblem."""
    errors = sum(d.severity is Severity.ERROR for d in scan.diagnostics)
    if options.strict and errors:
        raise StrictRefusal(_ERRORS.fill(number=errors))
    look_anew()
    layout = Layout(options.root)
    refuse_place(options.out, options.root)
    refuse_links(options.root)
    history = History.of(options, catalogue, config)
    contexts = tuple(
        make_context(scan, catalogue, config, options, lang, past=history.past(""), folders=layout.template_folders)
        for lang in options.languages
    )
    tabs = {context.lang: sections(catalogue, layout.template_folders, options.audience) for context in contexts}
    with open_cache(layout.cache) as (cache, said), publishing(options.out, alone=options.strict) as staging:
        frames = {
            order.lang: frame_for(order, cache) for order in orders(layout, contexts[0].config, tabs, Past.of(options))
        }
        past = told_pasts(contexts[0].index, history.pasts)
        site = _Site(staging, tuple(replace(context, told_pasts=past) for context in contexts), frames)
        site.add_customers(tree, scan, history, progress or (lambda _done, _all: None))
        site.add_changes(history)
        site.add_tombstones(history)
        site.add_pages_about_many()
        site.add_files(layout, config, options, history)
    said = (*said, *skipped(layout, options.languages))
    warnings = [text.to(terminal_language()) for text in said]
    warnings += [text for frame in frames.values() for text in still_dead(frame.warnings, staging.written)]
    said_once = tuple(dict.fromkeys(warnings))
    return BuildResult(options.out, options.audience, site.pages, len(staging.written), errors, said_once)


@dataclass(slots=True)
class _Site:
    """What is in the staging so far."""

    staging: Staging
    contexts: tuple[SiteContext, ...]
    frames: Mapping[str, Frame]
    pages: int = 0

    def add_customers(self, tree: Tree, scan: Scan, history: History, progress: Progress) -> None:
        writer = CustomerWriter(tree, scan.folders, self.contexts, self.frames, self.staging.folder)
        owners = {entry.path.rpartition("/")[0]: entry.key.id for entry in scan.index.of_kind("customer")}
        folders = [(folder, history.past(owners.get(folder, folder))) for folder in scan.folders.customers]
        digests = {}
        found = []
        for done, part in enumerate(map_items(writer, folders), start=1):
            self.staging.wrote(part.addresses)
            self.pages += len(part.addresses)
            self.staging.wrote(part.files)
            if part.search is not None:
                found.append(part.search)
            if part.digest is not None:
                digests[part.customer] = part.digest
            progress(done, len(folders))
        self.contexts = tuple(replace(context, digests=digests) for context in self.contexts)
        write_search(found, self.contexts, self.staging.write)

    def add_changes(self, history: History) -> None:
        """The page of each change; then the pages about many may tell of them."""
        writer = ChangeWriter(self.contexts, self.frames, self.staging.folder)
        for addresses in map_items(writer, history.changes):
            self.staging.wrote(addresses)
            self.pages += len(addresses)
        changes, audited = history.changes, history.audited
        self.contexts = tuple(replace(context, changes=changes, audited=audited) for context in self.contexts)

    def add_tombstones(self, history: History) -> None:
        for context in self.contexts:
            for entry in tombstones(context.index):
                of_it = replace(context, past=history.past(entry.key.id))
                for page in tombstone_pages(of_it, entry):
                    self.staging.write(f"{page.lang}/{page.address}", self.frames[page.lang].finish(page))
                    self.pages += 1
                for asset in tombstone_assets(of_it, entry):
                    self.staging.write(asset.address, asset.data)

    def add_pages_about_many(self) -> None:
        for context in self.contexts:
            for page in global_pages(context):
                self.staging.write(f"{page.lang}/{page.address}", self.frames[page.lang].finish(page))
                self.pages += 1
            for asset in data_assets(context):
                self.staging.write(asset.address, asset.data)

    def add_files(self, layout: Layout, config: Config, options: BuildOptions, history: History) -> None:
        """Whatever has no page of ours at its address; of two languages' files at one address the first stays."""
        for asset in loose_files(layout, config, options, history, self.frames.values()):
            if asset.address not in self.staging.written:
                self.staging.write(asset.address, asset.data)
