"""What the templates of the frame are given, under the name `frame`."""

from collections.abc import Mapping
from dataclasses import dataclass

from dangan.site.frame_words import LANGUAGE, START


@dataclass(frozen=True, slots=True)
class Language:
    """One language of the site; `href` is the same page in it, empty where there is none. Both count from the root."""

    code: str
    label: str
    start: str
    home: str
    href: str = ""


@dataclass(frozen=True, slots=True)
class FrameView:
    """`title` is HTML, `description` an element or nothing; addresses count from the site's root."""

    lang: str
    name: str
    title: str
    description: str
    words: Mapping[str, str]
    languages: tuple[Language, ...]
    home: str
    search: str
    about: str
    spliced: bool
    trail: tuple[tuple[str, str], ...] = ()
    """The way to a hand-written page: words and addresses from the site's root."""
    past: str = ""
    """Of which day and commit a site of the past is."""
    edit: str = ""
    """The forge's editor on a hand-written page."""


def language(code: str, href: str = "") -> Language:
    return Language(code, LANGUAGE[code], START[code], f"{code}/index.html", href)
