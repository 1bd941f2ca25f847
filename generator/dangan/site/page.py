"""What the bodies hand to the frame: a page, a file beside the pages, a section of the site."""

from dataclasses import dataclass
from datetime import date

from dangan.diagnostics import Text


@dataclass(frozen=True, slots=True)
class Page:
    """A body that still lacks its frame."""

    address: str
    """Under the language, with the file's name: `customers/fengxing/index.html`."""
    section: str
    """Name of the `Section` it belongs to."""
    title: str
    """Plain text."""
    body: str
    """HTML, safe already."""
    lang: str
    description: str = ""
    changes_on: date | None = None
    """The next day on which this body would differ though no file has changed."""


@dataclass(frozen=True, slots=True)
class Asset:
    """A file under the site's root, shared by all languages."""

    address: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Section:
    """A tab of the site; its address is its first page's, under the language.

    One that stands `within` another is no tab: it is listed beside the pages of that other one.
    """

    name: str
    label: Text
    address: str
    within: str = ""
