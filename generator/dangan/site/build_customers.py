"""The pages of one customer, from its files to the staging; sent to each worker process once."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from dangan.analysis.digest import Digest
from dangan.model.folders import Folders
from dangan.model.records import Customer, read_customer
from dangan.site.context import SiteContext
from dangan.site.pages import customer_assets, customer_digest, customer_pages
from dangan.site.past import Past
from dangan.site.publish import write_page
from dangan.site.search.part import SearchPart
from dangan.site.search.write import SearchMap
from dangan.site.shell import Frame
from dangan.source.tree import Tree


class Written(NamedTuple):
    """What the whole needs to know of one customer's pages; a second one of the same id has none and no digest."""

    customer: str
    addresses: tuple[str, ...]
    digest: Digest | None
    search: SearchPart | None = None
    files: tuple[str, ...] = ()
    """What is written for the search."""


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

    def __call__(self, task: tuple[str, Past]) -> Written:
        folder, past = task
        whole, _ = read_customer(self._tree, folder, self._folders)
        if not self._is_meant(whole):
            return Written(whole.id, (), None)
        if not self._may_be_known():
            return Written(whole.id, (), None)
        customer = whole.redacted(self._contexts[0].audience)
        addresses = [address for context in self._contexts for address in self._write(context, customer, past)]
        digest = customer_digest(self._contexts[0], customer)
        found = self._search(customer)
        for asset in found.files:
            write_page(self._out, asset.address, asset.data)
        return Written(customer.id, tuple(addresses), digest, found.part, tuple(a.address for a in found.files))

    def _is_meant(self, customer: Customer) -> bool:
        """Of two customers of one id everything links to the one in the index: only that one has the page."""
        entry = self._contexts[0].entry("customer", customer.id)
        return entry is None or entry.path.rpartition("/")[0] == customer.folder

    def _may_be_known(self) -> bool:
        """That somebody is a customer is itself as sensitive as the profile: else there is no page, not even empty."""
        context = self._contexts[0]
        return context.catalogue.kinds["profile"].field.level <= context.audience

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
