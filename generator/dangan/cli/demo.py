"""`dangan demo`: the sample archive with a past."""

import shlex
from pathlib import Path

import click

from dangan.cli.session import Session, pass_session
from dangan.diagnostics import Text
from dangan.exchange.demo.write import write_demo


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@pass_session
def demo(session: Session, folder: Path) -> None:
    """Write the sample archive with two years of history into the new folder DIR.

    A Git repository of an invented maker of battery packs: colleagues open customers, note visits, book orders and
    approve each other's changes. Somebody proposes what is refused, somebody corrects a mistake, a folder is renamed;
    one change is approved by its own author and one was never reviewed, for dangan audit to find. It is the same on
    every machine, to the ids of its commits.

    \b
    Example:
      dangan demo try-out
    """
    written = write_demo(session.start / folder)
    session.say(
        _WRITTEN.fill(
            changes=written.changes,
            authors=written.authors,
            first=written.first,
            last=written.last,
            place=written.root,
            commit=written.commit[:10],
        )
    )
    session.say(_NEXT.fill(place=shlex.quote(str(folder))))


_WRITTEN = Text(
    "Wrote {changes} changes by {authors} colleagues, {first} to {last}, into {place} ({commit}).",
    "已在 {place} 写入 {authors} 位同事从 {first} 到 {last} 的 {changes} 次修改（{commit}）。",
)
_NEXT = Text(
    """Next:
  dangan -C {place} audit
  dangan -C {place} history fengxing
  dangan -C {place} serve""",
    """接下来：
  dangan -C {place} audit
  dangan -C {place} history fengxing
  dangan -C {place} serve""",
)
