"""Bodies into shells: a page of the theme is split once at its slots and joined again for every body."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from html import escape
from urllib.parse import quote

from dangan.diagnostics import Text
from dangan.errors import EnvironmentProblem
from dangan.site.page import Page

SLOTS = ("title", "description", "href", "body")
_BODY = Text(
    "the theme does not print the page's content exactly once: look at its main.html",
    "页面主题没有恰好输出一次页面内容：请查看它的 main.html",
)


def slot(name: str, mark: str) -> str:
    """What stands in a shell for a part of the page; `mark` is a word that nothing else in the shell can hold."""
    return f"dangan-slot-{name}-{mark}"


@dataclass(frozen=True, slots=True)
class Shell:
    """Text and names of slots in turn: the even parts are text."""

    parts: tuple[str, ...]

    @classmethod
    def of(cls, html: str, mark: str) -> "Shell":
        """Raises EnvironmentProblem for a theme that lost the body, or shows it twice."""
        parts = tuple(re.split(slot(f"({'|'.join(SLOTS)})", mark), html))
        if parts[1::2].count("body") != 1:
            raise EnvironmentProblem(_BODY)
        return cls(parts)


def splice(shell: Shell, page: Page) -> bytes:
    """The finished page; the body goes in as it is, whatever it holds."""
    values = {
        "title": escape(page.title),
        "description": described(page.description),
        "href": quote(page.address),
        "body": page.body,
    }
    return "".join(_filled(shell.parts, values)).encode("utf-8", errors="xmlcharrefreplace")


def described(description: str) -> str:
    """The element of a page's head; a page without a description has none."""
    return f'<meta name="description" content="{escape(description)}">' if description else ""


def _filled(parts: tuple[str, ...], values: dict[str, str]) -> Iterable[str]:
    return (values[part] if place % 2 else part for place, part in enumerate(parts))
