"""`mkdocs build` and `mkdocs serve` publish what `dangan build` publishes: MkDocs itself only starts it."""

import logging
import shutil
import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, Literal

from mkdocs.config import config_options as option
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import Files

from dangan.diagnostics import Text
from dangan.diagnostics.language import terminal_language
from dangan.errors import DanganError, UsageError
from dangan.levels import Level
from dangan.project import Project
from dangan.site.frame import rendering
from dangan.source.work_tree import WorkTree

log = logging.getLogger("mkdocs.plugins.dangan")

PAGE_EVENTS = (
    "pre_page", "page_read_source", "page_markdown", "page_content", "page_context", "post_page",
)  # fmt: skip


class Options(Config):  # type: ignore[no-untyped-call]  # untyped in MkDocs
    """What `mkdocs.yml` may say below `dangan:`; the words are those of the command."""

    audience = option.Optional(option.Choice([level.word for level in Level]))
    strict = option.Type(bool, default=False)
    at = option.Optional(option.Type(str))
    date = option.Optional(option.Type((str, date)))


class DanganPlugin(BasePlugin[Options]):  # type: ignore[no-untyped-call]  # untyped in MkDocs
    """Sends MkDocs to an empty room and publishes the archive into the folder that MkDocs was to fill."""

    def __init__(self) -> None:
        self._out = Path()
        self._scratch = Path()

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Keeps this object across the builds of one `mkdocs serve`."""

    @event_priority(-100)
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        if rendering.get():
            return config
        self._warn_of_others(config)
        self._out = Path(config.site_dir)
        self._scratch = Path(tempfile.mkdtemp(prefix="dangan-"))
        config.site_dir = str(self._scratch)
        config.theme.static_templates = set()
        config.nav = []
        return config

    def _warn_of_others(self, config: MkDocsConfig) -> None:
        for name, plugin in config.plugins.items():
            named = [event for event in PAGE_EVENTS if _own(type(plugin), f"on_{event}")]
            if plugin is not self and named:
                log.warning("%s", _said(_OTHER.fill(name=name, events=", ".join(named))))

    @event_priority(-100)
    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:  # noqa: ARG002 - MkDocs passes it
        return files if rendering.get() else Files([])

    @event_priority(-100)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        if rendering.get():
            return
        config.site_dir = str(self._out)
        shutil.rmtree(self._scratch, ignore_errors=True)
        try:
            self._publish(_root(config), strict=self.config.strict or config.strict)
        except DanganError as problem:
            raise PluginError(_said(problem.message)) from problem

    def _publish(self, root: Path, *, strict: bool) -> None:
        project = Project.open(root, at=self.config.at, today=_day(self.config.date))
        audience = Level.of(self.config.audience) if self.config.audience else None
        result = project.build(self._out, audience=audience, strict=strict)
        for said in result.warnings:
            log.warning("%s", said)
        log.info("%s", _said(_DONE.fill(pages=f"{result.pages:,}", out=self._out)))

    def on_build_error(self, *, error: Exception) -> None:  # noqa: ARG002 - MkDocs passes it
        if not rendering.get():
            shutil.rmtree(self._scratch, ignore_errors=True)

    def on_serve(
        self,
        server: LiveReloadServer,
        /,
        *,
        config: MkDocsConfig,
        builder: Callable[..., Any],  # noqa: ARG002 - MkDocs passes it
    ) -> LiveReloadServer:
        for path in watched(_root(config), self._out):
            server.watch(str(path))
        return server


def watched(root: Path, out: Path) -> list[Path]:
    """Whatever lies at the top of the archive, of any kind, but not the site that is made of it."""
    tops = sorted({path.partition("/")[0] for path in WorkTree(root).paths()})
    return [root / top for top in tops if not out.resolve().is_relative_to(root / top)]


def _day(said: object) -> date | None:
    """YAML makes a date of what looks like one. Raises UsageError for anything else that is not a day."""
    if said is None or said == "":
        return None
    try:
        return date.fromisoformat(str(said))
    except ValueError:
        raise UsageError(_NO_DAY.fill(said=said)) from None


def _said(text: Text) -> str:
    return text.to(terminal_language())


def _own(kind: type, name: str) -> bool:
    return hasattr(kind, name) and getattr(kind, name) is not getattr(BasePlugin, name, None)


def _root(config: MkDocsConfig) -> Path:
    return Path(config.config_file_path or "mkdocs.yml").resolve().parent


_OTHER = Text(
    "plugin {name} acts on pages ({events}): it sees pages below docs/ and the frame, not dossiers",
    "插件 {name} 会处理页面（{events}）：它只能看到 docs/ 下的页面和页面框架，看不到客户档案",
)
_DONE = Text("dangan: {pages} pages in {out}", "dangan：已生成 {pages} 个页面，位于 {out}")
_NO_DAY = Text(
    "dangan, date: {said} is no day; write it as 2026-03-31",
    "dangan 的 date：{said} 不是日期；请按 2026-03-31 的形式书写",
)
