"""`dangan audit`: what is known of the approval of every change."""

import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Any

import click

from dangan.cli.columns import columns
from dangan.cli.options import audience_option
from dangan.cli.session import Session, pass_session
from dangan.diagnostics import Text
from dangan.diagnostics.report import printable
from dangan.errors import EnvironmentProblem, UsageError
from dangan.history.audience import Audience
from dangan.levels import Level
from dangan.parallel import no_collecting
from dangan.project import Project
from dangan.review.audit import Audit, Auditor
from dangan.review.audit_words import notes, trust_said
from dangan.review.finding import Finding, short
from dangan.review.judgement import Judged, Verdict
from dangan.review.known import Known
from dangan.review.message import title_in
from dangan.review.shown import Shown
from dangan.site.kept_memory import memory_in

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_LONGEST = 60
"""Characters of a subject in a list."""
_SEEN = 40
"""More lines than that are gone from the screen before the end is reached."""


@click.command()
@click.option(
    "--since", metavar="DATE|REV", help="Only changes from this day on, or after this commit of the main branch."
)
@click.option(
    "--trust", "trusted", metavar="REV", help="Trust the main branch up to this commit; judge what came later."
)
@click.option(
    "--anchor",
    "anchors",
    metavar="ID",
    multiple=True,
    help="A commit that must be part of the main branch, such as the id on a published site. May be given again.",
)
@click.option("--findings", "only", is_flag=True, help="List only the changes that something is found against.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@audience_option
@pass_session
@no_collecting()
def audit(
    session: Session,
    since: str | None,
    trusted: str | None,
    anchors: tuple[str, ...],
    only: bool,
    form: str,
    audience: Level | None,
) -> None:
    """Say of every change that reached the main branch who approved it, and how that is known.

    Read from the repository alone: merges, trailers, signatures, signed approvals (dangan approve), each held against
    team.yaml and rules.yaml as they were before the change. What was said of a change, and what is found, is told
    to the audience that may know of all that it touched. Exit code 1 where something is found.

    \b
    Example:
      dangan audit
      dangan audit --since 2026-01-01 --findings
      dangan audit --trust v1.0 --format json
    """
    project = Project.open(session.start)
    if project.repository is None:
        raise EnvironmentProblem(_NO_GIT)
    memory = memory_in(project.layout.cache)
    auditor = Auditor(project.repository, project.catalogue, project.config, project.folder, project.today, memory)
    found = auditor.audit(trusted, anchors, _since(since))
    contents, told = auditor.contents, Audience(_level(project, audience), project.catalogue)
    shown = [Shown.of(each, contents, told) for each in found.changes if each.findings or not only]
    if form == "json":
        rows = [_row(each, session.lang) for each in shown] + [_loose(f, session.lang) for f in found.findings]
        click.echo(json.dumps(rows, ensure_ascii=False, indent=1))
    else:
        for line in _text(found, shown, session.lang):
            click.echo(line)
        if len(shown) > _SEEN and found.every_finding and not only:
            session.note(_ONLY)
    if found.failed:
        sys.exit(1)


def _level(project: Project, asked: Level | None) -> Level:
    """Whoever audits is not stopped by settings that do not say for whom."""
    found = project.config.audience if asked is None else asked
    return Level.INTERNAL if found is None else found


def _since(written: str | None) -> date | str | None:
    if written is None or not _DAY.fullmatch(written):
        return written
    try:
        return date.fromisoformat(written)
    except ValueError:
        raise UsageError(_NO_DAY.fill(text=written)) from None


def _row(told: Shown, lang: str) -> dict[str, Any]:
    """One change, for programs; the words in it are never translated, the sentences are."""
    judged, change = told.judged, told.judged.change
    return {
        "commit": change.commit.id,
        "date": change.commit.date.isoformat(),
        "subject": None if told.is_withheld else change.commit.subject,
        "style": judged.style.value,
        "request": None if told.is_withheld else change.message.request,
        "verdict": judged.verdict.value,
        "authors": [{"name": a.name, "email": a.email, "id": a.id, "known": a.known.word} for a in judged.authors],
        "author_verified": judged.author_known is Known.SIGNED,
        "approved_by": [
            {
                "id": e.reviewer.id if e.reviewer else None,
                "known": e.known.word,
                "way": e.way.value,
                "match": e.match.value if e.match else None,
            }
            for e in judged.approved_by
        ],
        "known": judged.known.word,
        "needs": [] if told.is_withheld else [needed.to(lang) for needed in judged.needs],
        "findings": [_finding(each, lang, withheld=told.is_withheld) for each in judged.findings],
    }


def _loose(found: Finding, lang: str) -> dict[str, Any]:
    """What is found of no single change stands in the same list."""
    return {"commit": found.commit or None, "findings": [_finding(found, lang)]}


def _finding(found: Finding, lang: str, *, withheld: bool = False) -> dict[str, str]:
    return {
        "code": found.code.name,
        "severity": found.severity.value,
        "commit": found.commit,
        "message": (_ABOVE if withheld else found.message).to(lang),
    }


def _text(found: Audit, shown: list[Shown], lang: str) -> Iterator[str]:
    told: set[Text] = set()
    yield from _changes(shown, lang, told)
    for each in found.findings:
        yield from _said(each, lang, told)
    if shown or found.findings:
        yield ""
    yield _summary(found).to(lang)
    yield printable(trust_said(found.trust).to(lang))
    yield from (note.to(lang) for note in notes(found))


def _changes(shown: list[Shown], lang: str, told: set[Text]) -> Iterator[str]:
    """One line for each change, and below it what is found."""
    lines = columns([_cells(each, lang) for each in shown])
    for each, line in zip(shown, lines, strict=True):
        yield click.style(line, fg="red") if each.judged.verdict is Verdict.NOT else line
        for finding in each.judged.findings:
            yield from _said(finding, lang, told, withheld=each.is_withheld)


def _cells(told: Shown, lang: str) -> tuple[str, ...]:
    judged, change = told.judged, told.judged.change
    number = f" #{change.message.request}" if change.message.request is not None and not told.is_withheld else ""
    who = "+".join(author.id or author.name or author.email for author in judged.authors)
    return (
        change.day.isoformat(),
        short(change.commit.id),
        judged.style.label.to(lang) + number,
        _IN.to(lang).format(who=who, how=_AUTHOR[judged.author_known].to(lang)),
        _verdict(judged, lang),
        _WITHHELD.to(lang) if told.is_withheld else _title(judged)[:_LONGEST],
    )


def _title(judged: Judged) -> str:
    commit = judged.change.commit
    return title_in(commit.message) or commit.subject


def _verdict(judged: Judged, lang: str) -> str:
    if judged.verdict is Verdict.TRUSTED:
        return _TRUSTED.to(lang)
    if judged.verdict is Verdict.NOT:
        return _NOT.to(lang)
    who = "+".join(dict.fromkeys(e.reviewer.id for e in judged.approved_by if e.reviewer))
    how = judged.known.label.to(lang) + (_EQUIVALENT.to(lang) if judged.is_equivalent_only else "")
    return _IN.to(lang).format(who=who, how=how)


def _said(found: Finding, lang: str, told: set[Text], *, withheld: bool = False) -> Iterator[str]:
    """What to do is told once, however often it is to be done."""
    words = _ABOVE if withheld else found.message
    word, code = click.style(_ERROR.to(lang), fg="red"), click.style(f"[{found.code.name}]", dim=True)
    yield f"    {word}: {printable(words.to(lang))} {code}"
    if found.fix not in told and not withheld:
        told.add(found.fix)
        yield f"      → {printable(found.fix.to(lang))}"


def _summary(found: Audit) -> Text:
    verdicts = Counter(each.verdict for each in found.changes)
    known = Counter(each.known for each in found.changes if each.verdict is Verdict.APPROVED)
    return _SUMMARY.fill(
        changes=_counted(len(found.changes), "change", "次修改"),
        approved=verdicts[Verdict.APPROVED], signed=known[Known.SIGNED], attested=known[Known.ATTESTED],
        claimed=known[Known.CLAIMED], no=verdicts[Verdict.NOT],
        trusted=verdicts[Verdict.TRUSTED], findings=_counted(len(found.every_finding), "finding", "处"),
    )  # fmt: skip


def _counted(number: int, english: str, chinese: str) -> Text:
    return Text(f"{number} {english}{'s'[: number != 1]}", f"{number} {chinese}")


_NO_GIT = Text(
    "an audit needs the history, and this archive is not in Git", "审计需要历史记录，而此档案库没有用 Git 保存"
)
_NO_DAY = Text("{text} is no day of the calendar", "日历上没有 {text} 这一天")
_ONLY = Text(
    "What was found stands above with its changes: --findings shows these alone",
    "发现的问题写在上面相应的修改下；加上 --findings 只列出这些",
)
_WITHHELD = Text("(what was said of it is not for this audience)", "（说明不对此级别显示）")
_ABOVE = Text(
    "what is found is about what is not for this audience (--audience shows it to those who may know)",
    "所发现的问题涉及不对此级别显示的内容（有权限者可用 --audience 查看）",
)
_ERROR = Text("error", "错误")
_NOT = Text("NOT APPROVED", "未批准")
_TRUSTED = Text("on trust", "凭信任")
_EQUIVALENT = Text(", equivalent", "、等同")
_IN = Text("{who} ({how})", "{who}（{how}）")
_AUTHOR = {
    Known.NONE: Text("–", "–"),
    Known.CLAIMED: Text("claimed", "自称"),
    Known.ATTESTED: Text("attested", "平台证明"),
    Known.SIGNED: Text("verified", "已验证"),
}
_SUMMARY = Text(
    "{changes}: {approved} approved ({signed} signed by the reviewer, {attested} attested by the forge, {claimed} "
    "only claimed), {no} not approved, {trusted} on trust. {findings}.",
    "共 {changes}：已批准 {approved}（审核人签名 {signed}，平台证明 {attested}，仅有记载 {claimed}），未批准 {no}，"
    "凭信任 {trusted}。发现问题 {findings}。",
)
