"""Jinja, set up so that a template can only loop and print: autoescape always, undefined names are errors."""

from functools import lru_cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from dangan.site import format as fmt
from dangan.site.format_words import load_words


@lru_cache(maxsize=8)
def environment_for(folders: tuple[Path, ...], lang: str) -> Environment:
    """The environment of one language; templates of the team's own folder come before the packaged ones.

    Cached for the life of the process, so that each template is compiled once.
    """
    environment = Environment(
        loader=FileSystemLoader([str(folder) for folder in folders]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        cache_size=-1,
    )
    words = load_words(folders, lang)
    environment.globals.update(t=words, tn=words.count, lang=lang)
    environment.filters.update(run=lambda text: run(text, lang), lang_attr=lambda text: lang_attr(text, lang))
    return environment


def has_template(folders: tuple[Path, ...], name: str) -> bool:
    return any((folder / name).is_file() for folder in folders)


def run(text: str, lang: str) -> Markup:
    """Recorded text, wrapped with its language where that is not the page's."""
    own = fmt.run_lang(text, lang)
    return Markup('<span lang="{}">{}</span>').format(own, text) if own else escape(text)


def lang_attr(text: str, lang: str) -> Markup:
    """The attribute alone, for an element that holds nothing but the text."""
    own = fmt.run_lang(text, lang)
    return Markup(' lang="{}"').format(own) if own else Markup()
