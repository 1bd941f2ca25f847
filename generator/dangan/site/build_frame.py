"""What the frame of each language is to be made of."""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from dangan.config import Config
from dangan.layout import Layout
from dangan.site.format import long_date
from dangan.site.frame import FrameOrder
from dangan.site.frame_docs import address_of, files_of
from dangan.site.frame_words import PAST
from dangan.site.links_forge import edit_link
from dangan.site.options import BuildOptions
from dangan.site.page import Section

_SHORT = 10


class Past(NamedTuple):
    """Which state of long ago a site is of."""

    day: date
    commit: str

    @classmethod
    def of(cls, options: BuildOptions) -> "Past | None":
        """None for the files as they lie."""
        return cls(options.today, options.revision[:_SHORT]) if options.revision else None


def orders(
    layout: Layout, config: Config, tabs: Mapping[str, tuple[Section, ...]], past: Past | None = None
) -> tuple[FrameOrder, ...]:
    """One order per language of `tabs`; the archive's own `mkdocs.yml` before the packaged one."""
    themes = tuple(path for folder in layout.template_folders if (path := folder / "theme").is_dir())
    own = layout.root / "mkdocs.yml"
    config_file = own if own.is_file() else themes[-1] / "mkdocs.yml"
    return tuple(
        FrameOrder(
            lang=lang,
            languages=tuple(tabs),
            name=config.name(lang),
            sections=sections,
            config_file=config_file,
            themes=tuple(dict.fromkeys(themes)),
            docs=layout.docs(lang),
            edit=_edit(layout, config, lang),
            past=PAST.fill(date=long_date(past.day, lang), commit=past.commit).to(lang) if past else "",
            elsewhere=tuple(pair for other in tabs if other != lang for pair in _pages(layout, other)),
        )
        for lang, sections in tabs.items()
    )


def _edit(layout: Layout, config: Config, lang: str) -> str:
    own = layout.docs(lang).is_relative_to(layout.root)
    return edit_link(config, f"docs/{lang}/") if own else ""


def _pages(layout: Layout, lang: str) -> list[tuple[str, str]]:
    return [(lang, address_of(path)) for path in files_of(layout.docs(lang)) if path.endswith(".md")]
