"""A small site of invented bodies: the frame is tested without the archive."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from dangan.config import Config
from dangan.diagnostics import Text
from dangan.layout import Layout, packaged_root
from dangan.levels import Level
from dangan.site.build_files import loose_files
from dangan.site.build_frame import orders
from dangan.site.build_history import History
from dangan.site.cache import Cache
from dangan.site.frame import FrameOrder
from dangan.site.options import BuildOptions
from dangan.site.page import Page, Section
from dangan.site.publish import publishing
from dangan.site.shell import frame_for

SECTIONS = (
    Section("home", Text("Home", "首页"), "index.html"),
    Section("customers", Text("Customers", "客户"), "customers/index.html"),
    Section("competitors", Text("Competitors", "竞争对手"), "competitors/index.html"),
    Section("products", Text("Products", "产品"), "products/index.html"),
    Section("team", Text("Team", "团队"), "team/index.html"),
)
CONFIG = Config(title={"en": "Hailan & Sons", "zh": "海澜 & 子"}, languages=("zh", "en"))

KEY = bytes(32)


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """A folder with two hand-written pages in English and one in Chinese."""
    root = tmp_path / "archive"
    for path, text in {
        "docs/en/about.md": "# About\n\nSee the [customers](customers/index.md).\n",
        "docs/en/guide/visits.md": "---\ndescription: How to & why\n---\n# Visits & notes\n\n## First\n\ntext\n",
        "docs/zh/about.md": "# 关于\n\n正文。\n",
    }.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, "utf-8")
    return root


@pytest.fixture
def order_of(archive: Path) -> Callable[..., FrameOrder]:
    def order(lang: str = "en", sections: tuple[Section, ...] = SECTIONS) -> FrameOrder:
        tabs = dict.fromkeys(CONFIG.languages, sections)
        return next(o for o in orders(Layout(archive), CONFIG, tabs) if o.lang == lang)

    return order


def pages(lang: str) -> list[Page]:
    """A home page, an index and a dossier with all that could upset a frame."""
    wild = '<h1>风行 <small lang="en">Fengxing</small></h1>\n<p>{{ 1 }} &amp; {% x %} dangan-slot-title-x7c1</p>'
    return [
        Page("index.html", "home", "Home", "<h1>Home</h1>\n<p>Nothing waits.</p>", lang),
        Page("customers/index.html", "customers", "Customers", "<h1>Customers</h1>", lang),
        Page("customers/fengxing/index.html", "customers", "A <b> & 'c'", wild, lang, 'says "so"'),
        Page("changes/index.html", "changes", "Changes", "<h1>Changes</h1>", lang),
    ]


def options(root: Path, out: Path, **changed: object) -> BuildOptions:
    values: dict[str, object] = {
        "out": out,
        "root": root,
        "audience": Level.INTERNAL,
        "languages": CONFIG.languages,
        "today": date(2026, 11, 21),
        **changed,
    }
    return BuildOptions(**values)  # type: ignore[arg-type]


def build(root: Path, out: Path, head: str | None = "4f2c91ab77") -> None:
    """What `build_site` does, with bodies of ours."""
    layout = Layout(root)
    found = orders(layout, CONFIG, dict.fromkeys(CONFIG.languages, SECTIONS))
    frames = {order.lang: frame_for(order, Cache(layout.cache, KEY)) for order in found}
    with publishing(out) as staging:
        for lang in CONFIG.languages:
            for page in pages(lang):
                staging.write(f"{lang}/{page.address}", frames[lang].finish(page))
        for asset in loose_files(layout, CONFIG, options(root, out), History(head), frames.values()):
            if asset.address not in staging.written:
                staging.write(asset.address, asset.data)


@pytest.fixture
def site(archive: Path) -> Path:
    build(archive, archive / "site")
    return archive / "site"


PACKAGED = packaged_root()
