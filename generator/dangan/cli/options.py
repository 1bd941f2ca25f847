"""Options that several commands share, said in the same words."""

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any, TypeVar

import click

from dangan.levels import Level

F = TypeVar("F", bound=Callable[..., Any])

LEVELS = [level.word for level in Level]


def at_option(function: F) -> F:
    return click.option(
        "--at",
        metavar="DATE|REV",
        help="The archive as it stood at the end of a day (2026-03-31) or at a revision; also the date of all "
        "computing unless --date says otherwise.",
    )(function)


def date_option(function: F) -> F:
    return click.option(
        "--date",
        "day",
        type=click.DateTime(["%Y-%m-%d"]),
        callback=_as_date,
        metavar="DATE",
        help="Compute as if it were this day (default: today in the archive's time zone).",
    )(function)


def audience_option(function: F) -> F:
    return click.option(
        "--audience",
        type=click.Choice(LEVELS),
        callback=lambda _ctx, _param, word: Level.of(word) if word else None,
        help="Leave out what is above this level (default: the audience in dangan.yaml).",
    )(function)


def out_option(function: F) -> F:
    return click.option(
        "-o",
        "--out",
        type=click.Path(file_okay=False, path_type=Path),
        metavar="DIR",
        help="Where the site goes (default: site/ in the archive).",
    )(function)


def _as_date(_ctx: click.Context, _param: click.Parameter, value: datetime | None) -> date | None:
    return value.date() if value else None
