"""What every command is given: where it works and in which language it speaks."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import click

from dangan.diagnostics import Text


@dataclass(frozen=True, slots=True)
class Session:
    """`start` is the folder of `-C`, else the current one; `lang` is en or zh."""

    start: Path
    lang: str

    def note(self, text: Text) -> None:
        """A message beside the output: standard error keeps standard output clean for JSON."""
        click.echo(text.to(self.lang), err=True)

    def say(self, text: Text) -> None:
        click.echo(text.to(self.lang))


pass_session = click.make_pass_decorator(Session)


def terminal_language(asked: str | None, environment: Mapping[str, str] | None = None) -> str:
    """`--lang`, else the first locale variable that is set, else English."""
    if asked:
        return asked
    variables = os.environ if environment is None else environment
    locale = next(filter(None, (variables.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))), "")
    return "zh" if locale.lower().startswith("zh") else "en"


def today_in(time_zone: str) -> date:
    """The day it is where the archive is kept; the clock is read here, at the edge, and nowhere below."""
    return datetime.now(ZoneInfo(time_zone)).date()
