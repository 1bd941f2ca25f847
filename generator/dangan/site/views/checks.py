"""The reference of everything that a check can say, made from the codes themselves."""

import importlib
import importlib.util
import pkgutil
import re
from dataclasses import dataclass
from functools import cache

import dangan
from dangan.diagnostics import Code, all_codes
from dangan.site.views.section import tone_of

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


def check_views(lang: str) -> tuple[CheckView, ...]:
    return tuple(
        CheckView(
            code.name,
            code.severity.value,
            tone_of(code.severity.value),
            _GAP.sub("…", code.message.to(lang)),
            code.why.to(lang),
            code.fix.to(lang),
            code.example,
        )
        for code in every_code()
    )
