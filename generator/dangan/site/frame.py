"""One run of MkDocs for one language: shells, hand-written pages and the theme's own files, in a scratch folder."""

import logging
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from pathlib import Path

from dangan.diagnostics import Text
from dangan.errors import EnvironmentProblem
from dangan.site.page import Section

rendering: ContextVar[bool] = ContextVar("rendering", default=False)
"""True while MkDocs draws frames: the plugin of that name then stands aside."""
_NO_FRAME = Text("{file}: MkDocs could not draw the frame: {said}", "{file}：MkDocs 无法生成页面框架：{said}")


@dataclass(frozen=True, slots=True)
class FrameOrder:
    """Everything that the frame of one language depends on."""

    lang: str
    languages: tuple[str, ...]
    name: str
    """The site's, in this language."""
    sections: tuple[Section, ...]
    config_file: Path
    themes: tuple[Path, ...]
    """Folders of overrides of the theme, the team's own first."""
    docs: Path
    """Hand-written pages of this language; the folder need not exist."""
    edit: str = ""
    """The forge's editor on the folder of the hand-written pages; "" without a forge, or where they are packaged."""
    elsewhere: tuple[tuple[str, str], ...] = ()
    """Hand-written pages of the other languages, as (language, address), so that links between them hold."""
    past: str = ""
    """Of which day and commit the site is, where it is one of the past: every page says so."""


@dataclass(frozen=True, slots=True)
class FramePage:
    """A body for MkDocs to draw; `title` is HTML, `description` an element, `href` the address as pages link to it."""

    address: str
    section: str
    title: str
    description: str
    body: str
    href: str


def render(order: FrameOrder, pages: Iterable[FramePage], scratch: Path) -> tuple[str, ...]:
    """Draws the pages and all hand-written ones below `scratch/site`; what MkDocs has to complain of is returned."""
    from jinja2 import TemplateError  # noqa: PLC0415 - a build with a warm cache never loads MkDocs
    from mkdocs.commands.build import build  # noqa: PLC0415
    from mkdocs.exceptions import MkDocsException  # noqa: PLC0415

    from dangan.site.frame_config import configure  # noqa: PLC0415

    site, empty = scratch / "site", scratch / "empty"
    empty.mkdir(parents=True)
    with _collected() as warnings, _mark():
        try:
            build(configure(order, tuple(pages), docs=empty, site=site))
        except (MkDocsException, TemplateError, SystemExit, UnicodeError, RecursionError) as problem:
            said = "; ".join((*warnings, f"{problem}"))
            raise EnvironmentProblem(_NO_FRAME.fill(file=order.config_file.name, said=said)) from problem
    return tuple(dict.fromkeys(warnings))


@contextmanager
def _mark() -> Iterator[None]:
    token = rendering.set(True)
    try:
        yield
    finally:
        rendering.reset(token)


class _Collector(logging.Handler):
    def __init__(self, into: list[str]) -> None:
        super().__init__(logging.WARNING)
        self._into = into

    def emit(self, record: logging.LogRecord) -> None:
        self._into.append(record.getMessage())


@contextmanager
def _collected() -> Iterator[list[str]]:
    """What MkDocs logs at warning or above, kept from the terminal."""
    found: list[str] = []
    logger, collector = logging.getLogger("mkdocs"), _Collector(found)
    before = logger.propagate, logger.handlers
    logger.propagate, logger.handlers = False, [collector]
    try:
        yield found
    finally:
        logger.propagate, logger.handlers = before
