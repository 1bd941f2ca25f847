"""A group of commands that are imported when they are run, so that `dangan --help` is there at once."""

from collections.abc import Mapping
from importlib import import_module
from typing import Any

import click

from dangan.commands import Command


class LazyGroup(click.Group):
    """`lazy` are the commands by name; one below a command of the group (`schema coverage`) is that command's own."""

    def __init__(self, *args: Any, lazy: Mapping[str, Command], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lazy = {name: command for name, command in lazy.items() if " " not in name}

    def list_commands(self, ctx: click.Context) -> list[str]:
        return [*self.lazy, *super().list_commands(ctx)]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in self.lazy:
            return super().get_command(ctx, cmd_name)
        known = self.lazy[cmd_name]
        command: click.Command = getattr(import_module(known.module), known.attribute)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list from the table, without importing a single command."""
        del ctx
        with formatter.section("Commands"):
            formatter.write_dl([(name, command.about.en) for name, command in self.lazy.items()])
