"""The command `dangan`: where it works, in which language, and what each ending means."""

import io
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from itertools import pairwise
from pathlib import Path
from typing import NoReturn

import click

from dangan import __version__
from dangan.cli.lazy import LazyGroup, no_option
from dangan.cli.session import Session
from dangan.commands import COMMANDS
from dangan.diagnostics.language import terminal_language
from dangan.errors import DanganError

INTERRUPTED, PIPE_CLOSED, BUG = 130, 141, 70


@click.group(
    cls=LazyGroup, lazy=COMMANDS, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100}
)
@click.option(
    "-C",
    "folder",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=Path(),
    metavar="DIR",
    help="Work on the archive in DIR instead of the current folder.",
)
@click.option("--lang", type=click.Choice(["en", "zh"]), help="Language of messages (default: the terminal's).")
@click.version_option(__version__, "-V", "--version", prog_name="dangan", message="%(prog)s %(version)s")
@click.pass_context
def cli(ctx: click.Context, folder: Path, lang: str | None) -> None:
    """Customer dossiers as files in Git: read, checked and published as a site.

    \b
    Example:
      dangan init my-archive
      cd my-archive
      dangan new customer good-one --name "Good One Ltd"
      dangan check
      dangan build

    Exit codes: 0 no error, 1 at least one error in the files, 2 the command was misused, 3 something around it is
    missing (Git, an archive, a newer version), 70 a mistake in Dangan itself. Warnings never change the code.
    """
    ctx.obj = Session(folder, terminal_language(lang))


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command and returns its exit code; every ending that is foreseen is one sentence, never a traceback."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    _speak_utf8()
    try:
        code = _run(words)
        sys.stdout.flush()
    except BrokenPipeError:
        return _pipe_closed()
    return code


def _run(words: list[str]) -> int:
    try:
        with cli.make_context("dangan", list(words)) as context:
            cli.invoke(context)
    except click.exceptions.Exit as ending:
        return ending.exit_code
    except SystemExit as ending:  # a command that has said its say ends with its code
        return ending.code if isinstance(ending.code, int) else 0
    except BrokenPipeError:
        raise
    except (Exception, KeyboardInterrupt) as problem:  # noqa: BLE001 - the one place where every failure ends
        return _failed(problem, words)
    return 0


def _failed(problem: BaseException, words: list[str]) -> int:
    """Says what went wrong in the words of its kind, and gives the exit code of that kind."""
    if isinstance(problem, click.NoSuchOption) and problem.ctx:
        problem = no_option(problem, problem.ctx)
    if isinstance(problem, click.ClickException):
        problem.show()
        return problem.exit_code
    if isinstance(problem, DanganError):
        click.echo(f"dangan: {problem.message.to(_language(words))}", err=True)
        return problem.exit_code
    if isinstance(problem, (KeyboardInterrupt, click.Abort)):
        click.echo(err=True)
        return INTERRUPTED
    return _bug(problem, words)


def _bug(error: BaseException, words: list[str]) -> int:
    from dangan.cli.bug import report  # noqa: PLC0415 - only needed here, and slow to import

    click.echo(report(error, words, _language(words)), err=True)
    return BUG


def _language(words: list[str]) -> str:
    """Read from the words themselves: they may be what went wrong."""
    asked = next((value for option, value in pairwise(words) if option == "--lang"), None)
    asked = asked or next((word.partition("=")[2] for word in words if word.startswith("--lang=")), None)
    return terminal_language(asked if asked in {"en", "zh"} else None)


def _speak_utf8() -> None:
    """Chinese names are printed under `LANG=C` too; what cannot be encoded at all is escaped."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _pipe_closed() -> int:
    """`dangan show x | head` ends quietly; Python's own flush at exit must not fail again."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return PIPE_CLOSED


def command() -> NoReturn:
    """Runs the command of this process, and ends it at once: what it holds of a large archive need not be given back
    piece by piece, which takes as long as reading it.
    """
    code = main()
    with suppress(OSError, ValueError):
        sys.stderr.flush()
    os._exit(code)


if __name__ == "__main__":
    command()
