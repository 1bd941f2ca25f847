"""`dangan search`: what the archive says about some words, on the terminal."""

import json
import sys
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import reduce
from typing import Any, TypeVar

import click

from dangan.cli.options import at_option, audience_option, date_option
from dangan.cli.progress import counter
from dangan.cli.session import Session, pass_session
from dangan.diagnostics import Text
from dangan.diagnostics.report import WIDEST, printable
from dangan.errors import UsageError
from dangan.levels import Level
from dangan.project import Project
from dangan.project.searching import LANGS, Answer, Answers, search
from dangan.site.search.filters import LABELS
from dangan.site.search.fold import nfc
from dangan.site.search.marks import marks
from dangan.site.search.query import Term

F = TypeVar("F", bound=Callable[..., Any])


def _filter_options(function: F) -> F:
    def with_option(made: F, name: str) -> F:
        said = f"Only with this {name}, as recorded or as it is called; may be given more than once."
        return click.option(f"--{name}", name, multiple=True, metavar=name.upper(), help=said)(made)

    return reduce(with_option, reversed([*LABELS]), function)


@click.command("search")
@click.argument("words", nargs=-1, required=True, metavar="WORDS...")
@click.option("--lang", type=click.Choice(LANGS), help="Language of labels (default: that of messages).")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option(
    "--limit", type=click.IntRange(min=0), default=10, show_default=True, help="Show no more than this; 0 is all."
)
@_filter_options
@audience_option
@at_option
@date_option
@pass_session
def search_(
    session: Session,
    /,
    words: tuple[str, ...],
    lang: str | None,
    form: str,
    limit: int,
    audience: Level | None,
    at: str | None,
    day: date | None,
    **filters: tuple[str, ...],
) -> None:
    """Find customers, competitors, products, people … that have all WORDS.

    Chinese from two characters on and parts of words from three letters on are found wherever they stand; names also
    by pinyin and initials (fengxing, fx), traditional and simplified characters alike. An argument with a blank in it
    is sought as it stands. Names come before text: the order is that of the site's search.

    \b
    Example:
      dangan search 锋行
      dangan search fx --kind customer
      dangan search 电池 "good one" --custodian 陈立 --format json
    """
    project = Project.open(session.start, at=at, today=day)
    scanned = project.scan(counter("search"))
    query = " ".join(f'"{word}"' if " " in word else word for word in words)
    answers = search(project, scanned, query, filters, audience=project.audience(audience), limit=limit)
    if not answers.terms:
        raise UsageError(_NO_WORDS)
    if form == "json":
        click.echo(json.dumps([_data(answers, answer) for answer in answers.found], ensure_ascii=False, indent=1))
        return
    style = click.style if sys.stdout.isatty() else _plain
    for line in _lines(answers, lang or session.lang, style):
        click.echo(line)
    session.note(_count(answers))


_NO_WORDS = Text("there is no word in what was asked for", "没有可搜索的词")
_NONE = Text("Nothing found", "没有找到")
_FOUND = Text("{total} found", "共找到 {total} 处")
_SHOWN = Text("{total} found, {shown} shown (--limit)", "共找到 {total} 处，显示 {shown} 处（--limit）")
_ABOUT = Text("at most {total} found, {shown} shown (--limit)", "最多 {total} 处，显示 {shown} 处（--limit）")


def _count(answers: Answers) -> Text:
    shown = len(answers.found)
    if not shown:
        return _NONE
    if not answers.exact:
        return _ABOUT.fill(total=answers.total, shown=shown)
    return _FOUND.fill(total=answers.total) if shown == answers.total else _SHOWN.fill(total=answers.total, shown=shown)


def _lines(answers: Answers, lang: str, style: Callable[..., str]) -> Iterator[str]:
    """Of each answer its name and place, then each line that a term was found in, once."""
    context = answers.contexts[LANGS.index(lang)]
    for answer in answers.found:
        document = answer.document
        entry = context.entry(document.kind, document.id)
        thing = context.catalogue.things.get(document.kind) or context.catalogue.kinds[document.kind]
        name = style(printable(entry.name(lang) if entry else document.id), bold=True)
        yield f"{name}  {thing.label.to(lang)}  {style(printable(answer.path), dim=True)}"
        for match in dict.fromkeys(answer.matches):
            where = context.index.entries.get(match.line.place) if match.line.place else None
            of = f"{printable(where.name(lang))} · " if where and where is not entry else ""
            said = _marked(answers.terms, match.line.text, style)
            yield f"  {of}{style(match.line.label.to(lang), fg='cyan')}: {said}"
            if match.path != answer.path:
                yield f"    {style(printable(match.path), dim=True)}"


def _marked(terms: tuple[Term, ...], text: str, style: Callable[..., str]) -> str:
    """As much of the line as a terminal shows, around the first place; what was found is highlighted."""
    whole, found = nfc(text), marks(terms, text)
    start = max(0, found[0][0] - WIDEST // 3) if found and len(whole) > WIDEST else 0
    end = min(len(whole), start + WIDEST)
    parts, at = ["…" if start else ""], start
    for first, last in found:
        if start <= first and last <= end:
            parts += [printable(whole[at:first]), style(printable(whole[first:last]), fg="yellow", bold=True)]
            at = last
    return "".join([*parts, printable(whole[at:end]), "…" if end < len(whole) else ""])


def _plain(text: str, **_style: object) -> str:
    return text


def _data(answers: Answers, answer: Answer) -> Mapping[str, Any]:
    document = answer.document
    return {
        "kind": document.kind,
        "id": document.id,
        "names": dict(document.names),
        "path": answer.path,
        "page": document.address,
        "rank": answer.result.rank,
        "lines": [
            {
                "term": term.text,
                "path": match.path,
                "thing": "/".join(filter(None, match.line.place)) if match.line.place else None,
                "field": {lang: match.line.label.to(lang) for lang in LANGS},
                "text": nfc(match.line.text),
                "marks": marks((term,), match.line.text),
            }
            for term, match in zip(answers.terms, answer.matches, strict=True)
        ],
    }
