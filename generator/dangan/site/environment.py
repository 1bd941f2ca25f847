"""Jinja, set up so that a template can only loop and print: autoescape always, undefined names are errors."""

import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, Protocol

from jinja2 import BytecodeCache, Environment, FunctionLoader, StrictUndefined
from jinja2.bccache import Bucket
from markupsafe import Markup

from dangan.site import format as fmt
from dangan.site.environment_code import SiteEnvironment, escaped, safe
from dangan.site.format_words import load_words
from dangan.site.template_files import files_in


class Compiled(BytecodeCache):
    """What the templates of one language were compiled to, for as long as their text stays the same.

    One for each state of the words of a language: Jinja works out at once what our filters make of a constant, and
    wordings are written in.
    """

    def __init__(self) -> None:
        self.all: dict[str, tuple[str, Any]] = {}
        self.is_new = False
        """Whether any was compiled that was not taken from somewhere."""

    def take(self, known: Mapping[str, tuple[str, Any]]) -> None:
        """What was compiled elsewhere; what was compiled here is the later."""
        self.all = {**known, **self.all}

    def load_bytecode(self, bucket: Bucket) -> None:
        checksum, code = self.all.get(bucket.key, ("", None))
        bucket.code = code if checksum == bucket.checksum else None

    def dump_bytecode(self, bucket: Bucket) -> None:
        if bucket.code is not None and self.all.get(bucket.key, ("",))[0] != bucket.checksum:
            self.all[bucket.key] = (bucket.checksum, bucket.code)
            self.is_new = True


@lru_cache(maxsize=8)
def compiled(_lang: str, _table: frozenset[tuple[str, str]]) -> Compiled:
    return Compiled()


def look_anew() -> None:
    """Forgets templates and words: a site that is built again in one process shows what was edited."""
    for known in (environment_for, load_words, files_in):
        known.cache_clear()


class LinkLike(Protocol):
    """Something with a text that may lead somewhere."""

    @property
    def text(self) -> str: ...
    @property
    def href(self) -> str: ...
    @property
    def within(self) -> str: ...


class LeafLike(Protocol):
    """A value view that fits into a line."""

    @property
    def kind(self) -> str: ...
    @property
    def text(self) -> str: ...
    @property
    def href(self) -> str: ...
    @property
    def unit(self) -> str: ...
    @property
    def iso(self) -> str: ...


class MarkLike(Protocol):
    """Where a fact comes from."""

    @property
    def text(self) -> str: ...
    @property
    def href(self) -> str: ...


@lru_cache(maxsize=8)
def environment_for(folders: tuple[Path, ...], lang: str) -> Environment:
    """The environment of one language; templates of the team's own folder come before the packaged ones.

    Cached for the life of a build.
    """
    words = load_words(folders, lang)
    environment = SiteEnvironment(
        loader=FunctionLoader(lambda name: _source(folders, name)),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        cache_size=-1,
        bytecode_cache=compiled(lang, frozenset(words.table.items())),
    )
    environment.globals.update(t=words, tn=words.count, lang=lang)
    environment.filters.update(
        run=lambda text: run(text, lang),
        said=said,
        lang_attr=lambda text: lang_attr(text, lang),
        link=lambda to: link(to, lang),
        leaf=lambda value: leaf(value, lang),
        element=lambda value, tag, style="": element(value, tag, style, lang),
        mark=mark,
        more_sources=more_sources,
    )
    return environment


def _source(folders: tuple[Path, ...], name: str) -> tuple[str, str, Callable[[], bool]] | None:
    """As Jinja takes it: the text, where it stands, whether it is so still; None of what is not there."""
    found = files_in(folders).templates.get(name)
    return (found[1].decode("utf-8"), str(found[0]), lambda: True) if found else None


def has_template(folders: tuple[Path, ...], name: str) -> bool:
    """Asked for every section of every page."""
    return name in files_in(folders).templates


def text_of(folders: tuple[Path, ...]) -> str:
    """A hash of all templates and words: while it stays, what hangs on nothing else need not be drawn again."""
    return files_in(folders).mark


def run(text: str, lang: str) -> Markup:
    """Recorded text, wrapped with its language where that is not the page's."""
    own = fmt.run_lang(text, lang)
    # The language is one of ours and the text is escaped: Markup.format would say the same ten times slower.
    return safe(f'<span lang="{own}">{escaped(text)}</span>' if own else escaped(text))


def said(message: str) -> Markup:
    """A message of a check: what it quotes between backticks is set as code."""
    # As plain text: what is put into Markup is escaped, and the marks would be too.
    return safe(_QUOTED.sub(r"<code>\1</code>", str(escaped(message))))


_QUOTED = re.compile("`([^`]+)`")


def lang_attr(text: str, lang: str) -> Markup:
    """The attribute alone, for an element that holds nothing but the text."""
    own = fmt.run_lang(text, lang)
    return safe(f' lang="{own}"') if own else _NOTHING


_NOTHING = Markup()


def anchor(text: str, href: str, lang: str) -> Markup:
    if not href:
        return run(text, lang)
    return safe(f'<a href="{escaped(href)}"{lang_attr(text, lang)}>{escaped(text)}</a>')


def link(to: LinkLike, lang: str) -> Markup:
    """A name that leads somewhere, or the name alone. Most of what a page prints: macros would take half its time."""
    if not (to.within and to.href):
        return anchor(to.text, to.href, lang)
    both = f"{run(to.within, lang)} · {run(to.text, lang)}"
    return safe(f'<a href="{escaped(to.href)}">{both}</a>')


def mark(origin: MarkLike | None) -> Markup:
    """The sign of where a fact comes from; a word joiner keeps it with the last word of what it stands behind."""
    return _sign(origin, "d-mark", "\u2060") if origin else _NOTHING


def more_sources(origin: MarkLike, count: int) -> Markup:
    """How many sources there are besides, which names them like a sign."""
    return _sign(origin, "d-mark d-plus", "", f"+{count}")


def _sign(origin: MarkLike, style: str, before: str, shown: str = "") -> Markup:
    inner = f'{shown}<span class="d-hide">{escaped(origin.text)}</span>'
    if not origin.href:
        return safe(f'{before}<span class="{style}" tabindex="0">{inner}</span>')
    return safe(f'{before}<a class="{style}" href="{escaped(origin.href)}">{inner}</a>')


def element(value: LeafLike, tag: str, style: str, lang: str) -> Markup:
    """An element that holds nothing but a value that fits into a line: its language and figures need no other in it."""
    own = f'<{tag} class="{style}"' if style else f"<{tag}"
    if value.kind == "number":
        return safe(f"{own}>{_figure(value, lang)}</{tag}>")
    if value.kind == "date" or value.href:
        return safe(f"{own}>{leaf(value, lang)}</{tag}>")
    return safe(f"{own}{lang_attr(value.text, lang)}>{escaped(value.text)}</{tag}>")


def leaf(value: LeafLike, lang: str) -> Markup:
    """A value that fits into a line: text, number, date, link."""
    if value.kind == "number":
        return safe(f'<span class="d-num">{_figure(value, lang)}</span>')
    if value.kind == "date" and value.iso:
        return _time(escaped(value.iso), escaped(value.text))
    return anchor(value.text, value.href, lang)


def _figure(value: LeafLike, lang: str) -> str:
    unit = value.unit
    if not unit:
        return escaped(value.text)
    gap = "" if unit == "%" else " "
    return f'{escaped(value.text)}<span class="d-unit"{lang_attr(unit, lang)}>{gap}{escaped(unit)}</span>'


def _time(iso: str, text: str) -> Markup:
    """A day that is written in figures says itself which it is."""
    return safe(f"<time>{iso}</time>" if iso == text else f'<time datetime="{iso}">{text}</time>')
