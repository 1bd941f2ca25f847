"""The settings of a frame run: the team's `mkdocs.yml` with what the site cannot do otherwise."""

import logging
from pathlib import Path

from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig

from dangan.diagnostics import Text
from dangan.diagnostics.language import terminal_language
from dangan.errors import EnvironmentProblem
from dangan.site.frame import FrameOrder, FramePage
from dangan.site.frame_plugin import FramePlugin

_THEME = Text("{file}: theme must be material, not {name}", "{file}：theme 必须是 material，而不是 {name}")
UNWANTED = ("navigation.instant", "content.tooltips", "toc.integrate")
"""Features of Material that fetch, slow down, or need a table of contents (measured, see the notes on the look)."""
SNIPPETS = "pymdownx.snippets"
_FOREIGN = Text(
    "{name}: {item} is left out, because every page would ask another host for it",
    "{name}：已略去 {item}，否则每个页面都会向其他主机请求它",
)
log = logging.getLogger("mkdocs.dangan")
SEARCH = ("search", "material/search")
"""Material's index does not scale to an archive; the site has a search of its own or none."""


def configure(order: FrameOrder, pages: tuple[FramePage, ...], *, docs: Path, site: Path) -> MkDocsConfig:
    """Raises EnvironmentProblem where the theme is not Material."""
    config = load_config(
        config_file=str(order.config_file),
        docs_dir=str(docs),
        site_dir=str(site),
        site_name=order.name,
        use_directory_urls=False,
        strict=False,
    )
    if config.theme.name != "material":
        raise EnvironmentProblem(_THEME.fill(file=order.config_file.name, name=config.theme.name))
    _tame(config, order)
    for name in SEARCH:
        _silence(config, name)
    config.plugins["dangan/frame"] = FramePlugin(order, pages)
    return config


def _tame(config: MkDocsConfig, order: FrameOrder) -> None:
    theme = config.theme
    own = [theme.custom_dir] if theme.custom_dir else []
    rest = [folder for folder in theme.dirs if folder not in own]
    theme.dirs = [*own, *map(str, order.themes), *rest]
    theme.static_templates = {"404.html"}
    theme["language"] = order.lang
    theme["font"] = False
    theme["palette"] = [{"scheme": "default", "primary": "custom", "accent": "custom"}]
    theme["features"] = [name for name in theme.get("features", []) if not name.startswith(UNWANTED)]
    config.extra["generator"] = False
    config.nav = None
    config.extra_templates = []
    _keep_at_home(config, order)


def _keep_at_home(config: MkDocsConfig, order: FrameOrder) -> None:
    """No page of a confidential site loads anything from elsewhere, and no guide includes a customer's file."""
    for name, listed in (("extra_javascript", config.extra_javascript), ("extra_css", config.extra_css)):
        for item in [item for item in listed if _is_foreign(str(item))]:
            listed.remove(item)
            log.warning("%s", _FOREIGN.fill(name=name, item=item).to(terminal_language()))
    if SNIPPETS in config.markdown_extensions:
        own = config.mdx_configs.get(SNIPPETS) or {}
        config.mdx_configs[SNIPPETS] = {
            **own, "base_path": [str(order.docs)], "restrict_base_path": True, "url_download": False
        }  # fmt: skip


def _is_foreign(address: str) -> bool:
    """Whether a browser would ask another host for it."""
    plain = "".join(address.split()).replace("\\", "/")
    return plain.startswith("//") or ":" in plain.partition("/")[0]


def _silence(config: MkDocsConfig, name: str) -> None:
    """Takes a plugin out with all that it listens to."""
    plugin = config.plugins.pop(name, None)
    for methods in config.plugins.events.values():
        methods[:] = [method for method in methods if getattr(method, "__self__", None) is not plugin or plugin is None]
