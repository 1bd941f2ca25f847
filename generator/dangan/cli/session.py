"""What every command is given: where it works and in which language it speaks."""

from dataclasses import dataclass
from pathlib import Path

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
