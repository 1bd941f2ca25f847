"""What is printed when Dangan itself fails: a report that can be pasted into an issue."""

import platform
import sys
import traceback
from collections.abc import Sequence
from importlib.metadata import version

from dangan import __version__
from dangan.diagnostics import Text

_LIBRARIES = ("click", "GitPython", "Jinja2", "jsonschema-rs", "mkdocs", "PyYAML")

_INTRO = Text(
    "This is a mistake in Dangan, not in your files, and nothing was left half-written. Please open an issue with the "
    "lines below where you got Dangan from; take names of customers out first, should there be any.",
    "这是 Dangan 程序的错误，不是您的文件有问题，也没有写到一半的文件。"
    "请把下面的内容提交到 Dangan 的问题列表（issue）；提交前请先删去其中的客户名称。",
)


def report(error: BaseException, arguments: Sequence[str], lang: str) -> str:
    """The whole report; of the command line only the words that can hold no customer's data."""
    versions = ", ".join(f"{name} {version(name)}" for name in _LIBRARIES)
    trace = "".join(traceback.format_exception(error)).rstrip()
    return "\n".join(
        (
            _INTRO.to(lang),
            "",
            "```",
            f"dangan {__version__}, Python {sys.version.split()[0]}, {platform.platform()}",
            versions,
            f"command: {masked(arguments)}",
            trace,
            "```",
        )
    )


def masked(arguments: Sequence[str]) -> str:
    """The command line with options kept and values dotted: a name or an id may be somebody's."""
    words = [_mask(word) for word in arguments]
    return " ".join(("dangan", *words))


def _mask(word: str) -> str:
    if word.startswith("-"):
        name, equals, _value = word.partition("=")
        return name + (equals and "=…")
    return word if word in _WORDS else "…"


_WORDS = frozenset((
    "build", "check", "import", "init", "new", "schema", "serve", "show", "list", "print", "editor",
    "customer", "competitor", "product", "project", "note", "json", "text", "github", "en", "zh",
    "public", "internal", "confidential", "restricted",
))  # fmt: skip
