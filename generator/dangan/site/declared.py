"""Everything in the code that declares which requirements it meets, gathered from where it says so."""

import pkgutil
from collections.abc import Iterator
from functools import cache
from importlib import import_module

from dangan.analysis.declaration import Declaration
from dangan.analysis.reports import reports
from dangan.commands import COMMANDS
from dangan.diagnostics import Text
from dangan.site import pages_search as search
from dangan.site.drawings import drawings
from dangan.site.drawings_section import Chart, Section
from dangan.site.views import history_page, tombstone
from dangan.site.views.checks import every_code, with_gaps


@cache
def declarations() -> tuple[Declaration, ...]:
    """Rules, analyses, drawings and commands that meet something; each stands in one place only, its own."""
    found = (*_rules(), *_analyses(), *_reports(), *_drawings(), *_histories(), *_commands(), search.MEETS)
    return tuple(declaration for declaration in found if declaration.meets)


def _rules() -> Iterator[Declaration]:
    for code in every_code():
        label = Text(with_gaps(code.message.en), with_gaps(code.message.zh))
        yield Declaration("rule", code.name, label, code.meets)


def _analyses() -> Iterator[Declaration]:
    package = import_module("dangan.analysis")
    for name in sorted(found.name for found in pkgutil.iter_modules(package.__path__)):
        declared = getattr(import_module(f"dangan.analysis.{name}"), "MEETS", None)
        if isinstance(declared, Declaration):
            yield declared


def _reports() -> Iterator[Declaration]:
    for report in reports():
        yield Declaration("report", report.name, report.title, report.meets)


def _drawings() -> Iterator[Declaration]:
    for drawing in drawings():
        name = drawing.template.removesuffix(".html.j2")
        kind = drawing.kind if isinstance(drawing, Section | Chart) else ""
        yield Declaration("drawing", name, Text(name), drawing.meets, kind)


def _histories() -> Iterator[Declaration]:
    """Pages that tell of the past say so as analyses do."""
    yield history_page.MEETS
    yield tombstone.MEETS


def _commands() -> Iterator[Declaration]:
    for name, command in COMMANDS.items():
        yield Declaration("command", f"dangan {name}", command.about, command.meets)
