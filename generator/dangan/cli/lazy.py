"""Groups of commands: one that is not there is answered with the one that may have been meant; those of `dangan`
itself are imported when they are run, so that `dangan --help` is there at once.
"""

from collections.abc import Mapping
from importlib import import_module
from typing import Any

import click

from dangan.commands import Command
from dangan.diagnostics import Text
from dangan.errors import UsageError

_NO_COMMAND = Text(
    "there is no command {group} {name}; {group} --help lists what there is",
    "没有命令 {group} {name}；{group} --help 可列出全部命令",
)
_NO_OPTION = Text(
    "{command} has no option {name}; {command} --help lists what there is",
    "{command} 没有选项 {name}；{command} --help 可列出全部选项",
)


class Group(click.Group):
    """Says in the reader's language that it has no such command."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        name = args[0]
        if name.startswith("-") or self.get_command(ctx, name) or ctx.resilient_parsing:
            return super().resolve_command(ctx, args)
        from dangan.schema.suggest import asking, suggest  # noqa: PLC0415 -- for who mistyped

        missing = _NO_COMMAND.fill(group=ctx.command_path, name=name)
        raise UsageError(asking(missing, suggest(name, self.list_commands(ctx))))


def no_option(problem: click.NoSuchOption, ctx: click.Context) -> UsageError:
    """The same of an option of the command that `ctx` is of."""
    from dangan.schema.suggest import asking, suggest  # noqa: PLC0415 -- for who mistyped

    known = (option for parameter in ctx.command.get_params(ctx) for option in parameter.opts)
    missing = _NO_OPTION.fill(command=ctx.command_path, name=problem.option_name)
    return UsageError(asking(missing, suggest(problem.option_name, known)))


class LazyGroup(Group):
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
