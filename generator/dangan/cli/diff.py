"""`dangan diff`: what a change means."""

import json
import sys
from datetime import date

import click

from dangan.analysis.report_export import figure
from dangan.cli.options import audience_option, date_option
from dangan.cli.session import Session, pass_session
from dangan.layout import Layout
from dangan.levels import Level
from dangan.project.comparing import compare_states
from dangan.review.comparison_words import as_data, markdown, text_lines
from dangan.site.comparison_page import comparison_html

_FORMS = ("text", "json", "markdown", "html")


@click.command()
@click.argument("span", required=False, default="", metavar="[BASE..HEAD]")
@click.option(
    "--format", "form", type=click.Choice(["text", "json", "markdown", "html"]), default="text", show_default=True
)
@audience_option
@date_option
@pass_session
def diff(session: Session, span: str, form: str, audience: Level | None, day: date | None) -> None:
    """Say what changed between two states, by customer, and what follows from it.

    BASE..HEAD compares two revisions; BASE...HEAD what HEAD did since it left BASE, as a pull request shows it; BASE
    alone the files as they lie with where they left BASE. Without any: everything that the main branch does not have.

    \b
    Example:
      dangan diff
      dangan diff main...HEAD --format markdown
      dangan diff 2f1c3ab..HEAD --format html > change.html
    """
    found = compare_states(session.start, span, audience=audience, today=day)
    if form == "json":
        click.echo(json.dumps(as_data(found, session.lang), ensure_ascii=False, indent=1, default=figure))
    elif form == "markdown":
        sys.stdout.write(markdown(found, session.lang))
    elif form == "html":
        layout = Layout.find(session.start)
        click.echo(comparison_html(found, span, layout.template_folders, session.lang))
    else:
        for line in text_lines(found, session.lang):
            click.echo(line)
