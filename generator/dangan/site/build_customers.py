"""The pages of one customer, from its files to the staging; sent to each worker process once."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from dangan.analysis.digest import Digest
from dangan.memory import packed
from dangan.model.folders import Folders
from dangan.model.kept_scan import NotingTree, held_in, paths_of
from dangan.model.records import Customer, read_customer
from dangan.site.briefs import Told, told_of
from dangan.site.context import SiteContext
from dangan.site.pages import customer_assets, customer_digest, customer_pages
from dangan.site.past import Past
from dangan.site.past_pack import past_of
from dangan.site.publish import write_page
from dangan.site.search.part import SearchPart
from dangan.site.search.write import SearchMap
from dangan.site.shell import Frame
from dangan.site.tracked import Traces, tracked
from dangan.source.tree import Tree


class Written(NamedTuple):
    """What the whole needs to know of one customer's pages; a second one of the same id has none and no digest."""

    customer: str
    held: str
    """What stands for the bytes that it was made of (`dangan.model.kept_scan.held_in`)."""
    asked: bytes
    """What the pages asked of the rest of the archive, as `dangan.site.tracked.Traces.packed`."""
    addresses: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    """What is written for the search."""
    digest: bytes = b""
    """What the reports need, packed."""
    search: bytes = b""
    """What it brings to the search, packed."""
    told: Told = Told()
    """What the other pages about many need."""


class CustomerWriter:
    """Reads a customer again, redacts it once, and writes its pages in all languages."""

    def __init__(
        self,
        tree: Tree,
        folders: Folders,
        contexts: tuple[SiteContext, ...],
        frames: Mapping[str, Frame],
        out: Path,
    ) -> None:
        self._tree = tree
        self._folders = folders
        self._contexts = contexts
        self._frames = frames
        self._out = out
        self._search = SearchMap(contexts)

    def __call__(self, task: tuple[str, bytes]) -> Written:
        """A folder, and the past of the customer as it is packed."""
        folder, past = task[0], past_of(task[1])
        traces = Traces()
        contexts = tuple(tracked(context, traces) for context in self._contexts)
        noting = NotingTree(self._tree)
        whole, _ = read_customer(noting, folder, self._folders)
        held = held_in(noting, paths_of(self._folders, folder))
        if not (_is_meant(whole, contexts[0]) and _may_be_known(contexts[0])):
            return Written(whole.id, held, traces.packed)
        customer = whole.redacted(contexts[0].audience)
        addresses = tuple(address for context in contexts for address in self._write(context, customer, past))
        found = self._search.within(contexts)(customer)
        for asset in found.files:
            write_page(self._out, asset.address, asset.data)
        files = tuple(asset.address for asset in found.files)
        digest = customer_digest(contexts[0], customer)
        told = told_of(customer.id, self._contexts[0].index, contexts, digest)
        brought = (_packed(digest), _packed(found.part), told)
        return Written(customer.id, held, traces.packed, addresses, files, *brought)

    def _write(self, context: SiteContext, customer: Customer, past: Past) -> list[str]:
        context = replace(context, past=past)
        addresses = []
        for page in customer_pages(context, customer):
            address = f"{page.lang}/{page.address}"
            write_page(self._out, address, self._frames[page.lang].finish(page))
            addresses.append(address)
        for asset in customer_assets(context, customer):
            write_page(self._out, asset.address, asset.data)
            addresses.append(asset.address)
        return addresses


def _is_meant(customer: Customer, context: SiteContext) -> bool:
    """Of two customers of one id everything links to the one in the index: only that one has the page."""
    entry = context.entry("customer", customer.id)
    return entry is None or entry.path.rpartition("/")[0] == customer.folder


def _may_be_known(context: SiteContext) -> bool:
    """That somebody is a customer is itself as sensitive as the profile: else there is no page, not even empty."""
    return context.catalogue.kinds["profile"].field.level <= context.audience


def _packed(value: Digest | SearchPart | None) -> bytes:
    return b"" if value is None else packed(value)
