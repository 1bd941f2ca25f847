"""The reference of everything that a check can say, made from the codes themselves."""

import importlib
import importlib.util
import pkgutil
import re
from dataclasses import dataclass
from functools import cache

import dangan
from dangan.diagnostics import Code, all_codes
from dangan.review.codes import FINDINGS
from dangan.site.format_words import Words
from dangan.site.views.section import tone_of
from dangan.source import codes as source_codes

_GAP = re.compile(r"\{[a-z_]+\}")
"""What a wording fills in from the file."""


@dataclass(frozen=True, slots=True)
class CheckView:
    name: str
    severity: str
    tone: str
    message: str
    why: str
    fix: str
    example: str


@cache
def every_code() -> tuple[Code, ...]:
    """By name. Every package that has a module `codes` declares them there, and all of them are asked: which parts
    of Dangan happen to be in use must not show on the page.
    """
    for package in pkgutil.iter_modules(dangan.__path__):
        if package.ispkg and importlib.util.find_spec(f"dangan.{package.name}.codes"):
            importlib.import_module(f"dangan.{package.name}.codes")
    return tuple(all_codes())


@dataclass(frozen=True, slots=True)
class CheckGroup:
    """Messages of one sort under a heading."""

    id: str
    title: str
    checks: tuple[CheckView, ...]


_FOR_BUILDERS = ("schema-", "overlay-")
_FOR_IMPORTS = ("mapping-",)


def check_groups(words: Words, lang: str) -> tuple[CheckGroup, ...]:
    """What a rep meets first: what was written into a field, then the form of a file; builders' matters last."""
    titles = {
        "of-fields": words("checks_fields"),
        "of-files": words("checks_form"),
        "of-imports": words("checks_import"),
        "of-audit": words("checks_audit"),
        "of-schemas": words("checks_schema"),
    }
    groups: dict[str, list[CheckView]] = {group: [] for group in titles}
    for view, code in zip(_views(lang), every_code(), strict=True):
        groups[_group(code)].append(view)
    return tuple(CheckGroup(group, titles[group], tuple(views)) for group, views in groups.items())


def _group(code: Code) -> str:
    if code.name.startswith(_FOR_BUILDERS):
        return "of-schemas"
    if code.name.startswith(_FOR_IMPORTS):
        return "of-imports"
    if code in FINDINGS:
        return "of-audit"
    return "of-files" if code in _forms() else "of-fields"


@cache
def _forms() -> frozenset[Code]:
    """The codes of reading: what is wrong before a field is looked at."""
    return frozenset(value for value in vars(source_codes).values() if isinstance(value, Code))


def with_gaps(wording: str) -> str:
    """A wording as it reads before anything is filled in."""
    return _GAP.sub("…", wording)


def _views(lang: str) -> tuple[CheckView, ...]:
    return tuple(
        CheckView(
            code.name,
            code.severity.value,
            tone_of(code.severity.value),
            with_gaps(code.message.to(lang)),
            code.why.to(lang),
            with_gaps(code.fix.to(lang)),
            code.example,
        )
        for code in every_code()
    )
