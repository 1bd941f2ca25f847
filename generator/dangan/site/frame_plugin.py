"""Our side of a frame run: which files MkDocs sees, which tab is lit, what the templates are given."""

from html import escape, unescape
from typing import Any
from urllib.parse import quote, urlsplit

from jinja2 import Environment, pass_context
from jinja2.runtime import Context
from markupsafe import Markup
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext

from dangan.site.frame import FrameOrder, FramePage
from dangan.site.frame_docs import address_of, files_of, tree
from dangan.site.frame_view import FrameView, Language, language
from dangan.site.frame_words import GUIDE, GUIDE_PAGE, words
from dangan.site.links import SEARCH
from dangan.site.splice import described

NEEDED = "assets/stylesheets/"
"""Of the theme's own files; its script asks for a sitemap and, on some pages, other hosts."""
ABOUT = "about.md"


class NoOptions(Config):  # type: ignore[no-untyped-call]
    """It is made by code, so it has no settings."""


class FramePlugin(BasePlugin[NoOptions]):  # type: ignore[no-untyped-call]
    """Lives for one run."""

    def __init__(self, order: FrameOrder, pages: tuple[FramePage, ...]) -> None:
        self._order = order
        self._pages = {f"{order.lang}/{page.address.removesuffix('.html')}.md": page for page in pages}
        self._docs = [path for path in files_of(order.docs) if f"{order.lang}/{path}" not in self._pages]
        self._lit: Any = None

    @event_priority(50)
    def on_files(self, files: Files, /, *, config: MkDocsConfig) -> Files:
        """Nothing of the theme but its style; the docs of one language; the pages asked for."""
        kept = [f for f in files if f.src_uri.startswith(NEEDED) and f.src_uri.endswith(".css")]
        docs = [self._written(config, path) for path in self._docs]
        drawn = [self._generated(config, path) for path in self._pages]
        config.nav = self._nav()
        return Files(kept + docs + drawn)

    def _written(self, config: MkDocsConfig, path: str) -> File:
        """A hand-written file, to stand below its language."""
        file = File(f"{self._order.lang}/{path}", src_dir=None, dest_dir=config.site_dir, use_directory_urls=False)
        file.abs_src_path = str(self._order.docs / path)
        return file

    def _generated(self, config: MkDocsConfig, path: str) -> File:
        return File.generated(config, path, content="", inclusion=InclusionLevel.NOT_IN_NAV)

    def _nav(self) -> list[Any]:
        """A tab per section; the hand-written pages stand under the guide, before its page of ours if it has one."""
        lang = self._order.lang
        guide = tree(self._docs, lang)
        tabs: list[Any] = []
        inside = [{s.label.to(lang): _source(lang, s.address)} for s in self._order.sections if s.within]
        for section in self._order.sections:
            page = _source(lang, section.address)
            under = [*guide, {GUIDE_PAGE.to(lang): page}, *inside] if section.name == "guide" else page
            tabs += [] if section.within else [{section.label.to(lang): under}]
        known = {section.name for section in self._order.sections}
        return tabs + ([{GUIDE.to(lang): guide}] if guide and "guide" not in known else [])

    def on_env(self, env: Environment, /, *, config: MkDocsConfig, files: Files) -> Environment:  # noqa: ARG002
        env.trim_blocks = env.lstrip_blocks = True
        env.filters["url"] = from_root
        env.filters["plain"] = plain
        return env

    @event_priority(-100)
    def on_page_content(self, html: str, /, *, page: Page, config: MkDocsConfig, files: Files) -> str:  # noqa: ARG002
        ours = self._pages.get(page.file.src_uri)
        return ours.body if ours else html

    def on_page_context(
        self,
        context: TemplateContext,
        /,
        *,
        page: Page,
        config: MkDocsConfig,  # noqa: ARG002
        nav: Navigation,
    ) -> TemplateContext:
        ours = self._pages.get(page.file.src_uri)
        if ours:
            self._light(nav, ours.section)
        values: dict[str, Any] = context  # type: ignore[assignment]
        values["frame"] = self._view(page, ours)
        return context

    def on_template_context(
        self,
        context: TemplateContext,
        /,
        *,
        template_name: str,  # noqa: ARG002
        config: MkDocsConfig,  # noqa: ARG002
    ) -> TemplateContext:
        values: dict[str, Any] = context  # type: ignore[assignment]
        values["frame"] = self._view(None, None)
        values["base_url"] = "."  # the page of what is missing finds the root by itself
        return context

    def on_post_page(self, output: str, /, *, page: Page, config: MkDocsConfig) -> str:  # noqa: ARG002
        if self._lit is not None:
            self._lit.active = False
            self._lit = None
        return output

    def _light(self, nav: Navigation, section: str) -> None:
        """Marks the tab that a spliced page belongs to, though it is not in the navigation itself."""
        addresses = {s.name: _source(self._order.lang, s.address) for s in self._order.sections}
        for item in nav.pages:
            item.active = False
        self._lit = next((item for item in nav.pages if item.file.src_uri == addresses.get(section)), None)
        if self._lit is not None:
            self._lit.active = True  # last, for each page tells the tab above it

    def _view(self, page: Page | None, ours: FramePage | None) -> FrameView:
        order, said = self._order, words(self._order.lang)
        title = ours.title if ours else plain(page.title) if page else said["missing"]
        return FrameView(
            lang=order.lang,
            name=escape(order.name),
            title=title,
            description=ours.description if ours else described(str(page.meta.get("description", ""))) if page else "",
            words=said,
            languages=tuple(self._language(code, page, ours) for code in order.languages),
            home=f"{order.lang}/index.html",
            search=f"{order.lang}/{SEARCH}",
            about=f"{order.lang}/{address_of(ABOUT)}" if ABOUT in self._docs else "",
            spliced=ours is not None,
            past=order.past,
            trail=() if ours or not page else self._trail(),
            edit=self._edit(page) if page and not ours else "",
        )

    def _trail(self) -> tuple[tuple[str, str], ...]:
        """From home by way of the guide, as far as the site has those sections."""
        lang = self._order.lang
        known = (s for name in ("home", "guide") for s in self._order.sections if s.name == name)
        return tuple((section.label.to(lang), f"{lang}/{section.address}") for section in known)

    def _edit(self, page: Page) -> str:
        inside = page.file.src_uri.removeprefix(f"{self._order.lang}/")
        return f"{self._order.edit}{quote(inside)}" if self._order.edit else ""

    def _language(self, code: str, page: Page | None, ours: FramePage | None) -> Language:
        if ours:
            return language(code, f"{code}/{ours.href}")
        address = page.file.dest_uri.removeprefix(f"{self._order.lang}/") if page else ""
        there = page is not None and (code == self._order.lang or (code, address) in self._order.elsewhere)
        return language(code, f"{code}/{address}" if there else "")


def _source(lang: str, address: str) -> str:
    return f"{lang}/{address.removesuffix('.html')}.md"


def plain(title: object) -> str:
    """A title as text in HTML: MkDocs keeps those from Markdown as HTML and those from settings as they are."""
    return escape(unescape(Markup(str(title)).striptags()))  # noqa: S704 - its tags are taken off at once


@pass_context
def from_root(context: Context, value: object) -> str:
    """Every address by way of the site's root, so that all pages of one depth hold the same text."""
    parts = urlsplit(str(value))
    if parts.scheme or parts.netloc or str(value).startswith(("/", "#")):
        return str(value)
    base: str = context["base_url"]
    return f"{base.rstrip('/')}/{str(value).removeprefix('./')}" if str(value) not in (".", "") else base
