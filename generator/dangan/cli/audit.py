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
from dangan.cli.session import Session, pass_session
from dangan.diagnostics import Text
from dangan.diagnostics.report import printable
from dangan.errors import EnvironmentProblem, UsageError
from dangan.project import Project
from dangan.review.audit import Audit, Auditor, Root
from dangan.review.finding import Finding, short
from dangan.review.judgement import Judged, Verdict
from dangan.review.known import Known

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_LONGEST = 60
"""Characters of a subject in a list."""


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
@pass_session
def audit(
    session: Session, since: str | None, trusted: str | None, anchors: tuple[str, ...], only: bool, form: str
) -> None:
    """Say of every change that reached the main branch who approved it, and how that is known.

    Read from the repository alone: merges, trailers, signatures, signed approvals (dangan approve), each held against
    team.yaml and rules.yaml as they were before the change. Exit code 1 where something is found.

    \b
    Example:
      dangan audit
      dangan audit --since 2026-01-01 --findings
      dangan audit --trust v1.0 --format json
    """
    project = Project.open(session.start)
    if project.repository is None:
        raise EnvironmentProblem(_NO_GIT)
    auditor = Auditor(project.repository, project.catalogue, project.config, project.folder, project.today)
    found = auditor.audit(trusted, anchors, _since(since))
    shown = [each for each in found.changes if each.findings or not only]
    if form == "json":
        rows = [_row(each, session.lang) for each in shown] + [_loose(f, session.lang) for f in found.findings]
        click.echo(json.dumps(rows, ensure_ascii=False, indent=1))
    else:
        for line in _text(found, shown, session.lang):
            click.echo(line)
    if found.failed:
        sys.exit(1)


def _since(written: str | None) -> date | str | None:
    if written is None or not _DAY.fullmatch(written):
        return written
    try:
        return date.fromisoformat(written)
    except ValueError:
        raise UsageError(_NO_DAY.fill(text=written)) from None


def _row(judged: Judged, lang: str) -> dict[str, Any]:
    """One change, for programs; the words in it are never translated, the sentences are."""
    change = judged.change
    return {
        "commit": change.commit.id,
        "date": change.commit.date.isoformat(),
        "subject": change.commit.subject,
        "style": judged.style.value,
        "request": change.message.request,
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
        "needs": [needed.to(lang) for needed in judged.needs],
        "findings": [_finding(each, lang) for each in judged.findings],
    }


def _loose(found: Finding, lang: str) -> dict[str, Any]:
    """What is found of no single change stands in the same list."""
    return {"commit": found.commit or None, "findings": [_finding(found, lang)]}


def _finding(found: Finding, lang: str) -> dict[str, str]:
    return {
        "code": found.code.name,
        "severity": found.severity.value,
        "commit": found.commit,
        "message": found.message.to(lang),
    }


def _text(found: Audit, shown: list[Judged], lang: str) -> Iterator[str]:
    told: set[Text] = set()
    yield from _changes(shown, lang, told)
    for each in found.findings:
        yield from _said(each, lang, told)
    if shown or found.findings:
        yield ""
    yield _summary(found).to(lang)
    yield printable(_trust(found).to(lang))
    yield from (note.to(lang) for note in _notes(found))


def _changes(shown: list[Judged], lang: str, told: set[Text]) -> Iterator[str]:
    """One line for each change, and below it what is found."""
    lines = columns([_cells(each, lang) for each in shown])
    for each, line in zip(shown, lines, strict=True):
        yield click.style(line, fg="red") if each.verdict is Verdict.NOT else line
        for finding in each.findings:
            yield from _said(finding, lang, told)


def _cells(judged: Judged, lang: str) -> tuple[str, ...]:
    change = judged.change
    number = f" #{change.message.request}" if change.message.request is not None else ""
    who = "+".join(author.id or author.name or author.email for author in judged.authors)
    return (
        change.day.isoformat(),
        short(change.commit.id),
        judged.style.label.to(lang) + number,
        _IN.to(lang).format(who=who, how=_AUTHOR[judged.author_known].to(lang)),
        _verdict(judged, lang),
        change.commit.subject[:_LONGEST],
    )


def _verdict(judged: Judged, lang: str) -> str:
    if judged.verdict is Verdict.TRUSTED:
        return _TRUSTED.to(lang)
    if judged.verdict is Verdict.NOT:
        return _NOT.to(lang)
    who = "+".join(dict.fromkeys(e.reviewer.id for e in judged.approved_by if e.reviewer))
    how = judged.known.label.to(lang) + (_EQUIVALENT.to(lang) if judged.is_equivalent_only else "")
    return _IN.to(lang).format(who=who, how=how)


def _said(found: Finding, lang: str, told: set[Text]) -> Iterator[str]:
    """What to do is told once, however often it is to be done."""
    word, code = click.style(_ERROR.to(lang), fg="red"), click.style(f"[{found.code.name}]", dim=True)
    yield f"    {word}: {printable(found.message.to(lang))} {code}"
    if found.fix not in told:
        told.add(found.fix)
        yield f"      → {printable(found.fix.to(lang))}"


def _summary(found: Audit) -> Text:
    verdicts = Counter(each.verdict for each in found.changes)
    known = Counter(each.known for each in found.changes if each.verdict is Verdict.APPROVED)
    return _SUMMARY.fill(
        n=len(found.changes), approved=verdicts[Verdict.APPROVED], signed=known[Known.SIGNED],
        attested=known[Known.ATTESTED], claimed=known[Known.CLAIMED], no=verdicts[Verdict.NOT],
        trusted=verdicts[Verdict.TRUSTED], findings=len(found.every_finding),
    )  # fmt: skip


def _trust(found: Audit) -> Text:
    trust = found.trust
    if trust.root is Root.NAMED:
        return _NAMED.fill(commit=short(trust.commit))
    if trust.anchor and (signed := trust.anchor.signed):
        return _BY_TAG.fill(tag=trust.anchor.name, commit=short(trust.commit), who=trust.anchor.holder, key=signed.key)
    return _FIRST.fill(commit=short(trust.commit) or "–")


def _notes(found: Audit) -> Iterator[Text]:
    known = {each.known for each in found.changes if each.verdict is Verdict.APPROVED}
    yield from (text for level, text in _MEANT.items() if level in known)
    if unsure := sum(each.known > Known.CLAIMED and each.author_known is Known.CLAIMED for each in found.changes):
        yield _AUTHORS.fill(n=unsure)
    if any(each.is_equivalent_only for each in found.changes):
        yield _MEANT_EQUIVALENT
    if found.unread:
        yield _UNREAD.fill(n=found.unread)
    if found.unused:
        yield _UNUSED.fill(n=found.unused)
    if found.shallow:
        yield _SHALLOW


_NO_GIT = Text(
    "an audit needs the history, and this archive is not in Git", "审计需要历史记录，而此档案库没有用 Git 保存"
)
_NO_DAY = Text("{text} is no day of the calendar", "日历上没有 {text} 这一天")
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
    "{n} changes: {approved} approved ({signed} signed by the reviewer, {attested} attested by the forge, {claimed} "
    "only claimed), {no} not approved, {trusted} on trust. {findings} findings.",
    "共 {n} 次修改：已批准 {approved}（审核人签名 {signed}，平台证明 {attested}，仅有记载 {claimed}），未批准 {no}，"
    "凭信任 {trusted}。发现问题 {findings} 处。",
)
_NAMED = Text(
    "Trust root: {commit}, which you named. What came up to there is not judged.",
    "信任起点：您指定的 {commit}。在此之前（含）的修改不作判断。",
)
_BY_TAG = Text(
    "Trust root: the tag {tag} at {commit}, signed by {who} with {key}. Compare that key with one that you know.",
    "信任起点：标签 {tag}（{commit}），由 {who} 用 {key} 签署。请与您已知的密钥核对。",
)
_FIRST = Text(
    "There is no trust root (--trust REV, or a signed tag): this trusts the first commit that names a team, {commit}, "
    "and what came before it.",
    "没有信任起点（--trust REV 或签名标签）：本结果信任第一个写有团队的提交 {commit} 及其之前的内容。",
)
_MEANT = {
    Known.SIGNED: Text(
        "Signed is proof: only who has the reviewer's key can have made it.",
        "“本人签名”是证据：只有持有审核人密钥的人才能作出。",
    ),
    Known.ATTESTED: Text(
        "Attested is proof that the forge said so, as far as nobody else has its key or wrote the text that it signed.",
        "“平台证明”只证明平台如此记载，前提是其密钥未外泄、所签文字不是他人所写。",
    ),
    Known.CLAIMED: Text(
        "Only claimed is no proof: whoever can write a commit could have written it.",
        "“仅有记载”不是证据：能提交修改的人都能这样写。",
    ),
}
_AUTHORS = Text(
    "The authors of {n} of those whose approval is more than a claim are only claimed: that two people were at it is "
    "then a claim too.",
    "批准不止于记载的修改中，有 {n} 次的作者仅为自称：是否确由两人经手，仍只是一种说法。",
)
_MEANT_EQUIVALENT = Text(
    "Equivalent: the same changes of fields were approved, and the file had moved on by then.",
    "“等同”：批准的是同样的字段修改，只是合并时文件已另有变动。",
)
_UNREAD = Text(
    "{n} commits are signed with OpenPGP or X.509: these signatures were not looked at, only SSH keys are known.",
    "{n} 个提交使用 OpenPGP 或 X.509 签名：未作验证，仅支持 SSH 密钥。",
)
_UNUSED = Text(
    "{n} signed approvals are of nothing that reached the main branch.",
    "有 {n} 个签署的批准未对应到主分支上的任何修改。",
)
_SHALLOW = Text(
    "This copy is shallow: what came before its first commit is not known (git fetch --unshallow).",
    "这是浅克隆：最早一个提交之前的情况无从得知（git fetch --unshallow）。",
)
