"""A comparison in words: as lines for a terminal, as Markdown for a pull request, as data."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from dangan.analysis.completeness import Gap
from dangan.diagnostics import Diagnostic, Severity, Text
from dangan.diagnostics.report import SEVERITIES, printable
from dangan.history.change import FieldChange
from dangan.history.sentences import field_of, place, sentence
from dangan.review.comparison import Comparison, Concerned, is_told
from dangan.schema.kind import Kind

_ARCHIVE = Text("The archive as a whole", "整个档案库")
_NOTHING = Text("No fact was changed.", "没有改动任何事实。")
_ABOVE = Text(
    "Facts changed that are not for this audience: {number}. Who may know them sees them by dangan diff --audience",
    "有不对此级别显示的事实被改动：{number} 处。有权限者可用 dangan diff --audience 查看",
)
_FORM_ONLY = Text("Only the way of writing changed, no fact.", "只改了写法，没有改动事实。")
_FOLLOWS = Text("What follows", "由此带来")
_FOUND = Text("wrong now, was not before", "新出现的问题")
_SOLVED = Text("no longer wrong", "已解决的问题")
_OPENED = Text("now asked for and empty", "新增的空缺")
_CLOSED = Text("gap filled", "已补上的空缺")
_PAGES = Text("Pages affected", "受影响的页面")
_COMMA = Text(", ", "、")
_ABOUT = Text("{label}: {what}", "{label}：{what}")
_HINT = Text("{words}. {hint}", "{words}。{hint}")
_BY = Text("{sign}{percent} %", "{sign}{percent}%")
_SPECIAL = re.compile(r"([\\`*_{}\[\]()#+\-.!|<>~@&:/])")
_LIMIT = 60_000
"""Bytes of a comment that every forge takes (GitHub: 65,536 characters)."""
_CUT = Text("… and more: `dangan diff` shows all of it.", "……其余内容请运行 `dangan diff` 查看。")


def text_lines(found: Comparison, lang: str) -> Iterator[str]:
    """Per customer its changes and what follows; then what is wrong now, and the pages."""
    yield from beginning(found, lang)
    for concerned in found.concerned:
        yield title(concerned, lang)
        yield from (f"  {line}" for line in change_lines(found, concerned, lang))
        gaps = gap_lines(found, concerned, lang)
        yield from (f"  {_ABOUT.to(lang).format(label=label.to(lang), what=name)}" for label, name in gaps)
    for label, diagnostics in ((_FOUND, found.found), (_SOLVED, found.solved)):
        yield from (_ABOUT.to(lang).format(label=label.to(lang), what=printable(_told(d, lang))) for d in diagnostics)
    if found.pages:
        names = _COMMA.to(lang).join(printable(entry.name(lang)) for entry in found.pages)
        yield _ABOUT.to(lang).format(label=_PAGES.to(lang), what=names)


def beginning(found: Comparison, lang: str) -> Iterator[str]:
    """What is to be said before all else: that nothing changed, or that not all of it is told."""
    if found.above:
        yield _ABOVE.to(lang).format(number=found.above)
    elif not found.concerned:
        yield _NOTHING.to(lang)


def title(concerned: Concerned, lang: str) -> str:
    if not concerned.customer:
        return _ARCHIVE.to(lang)
    name = concerned.name(lang)
    return printable(name if name == concerned.customer else f"{name} ({concerned.customer})")


def change_lines(found: Comparison, concerned: Concerned, lang: str) -> Iterator[str]:
    """A file that came or went in one line; figures with how much they moved."""
    told = [change for change in concerned.changes if is_told(change, found.catalogue)]
    if not any(change.kind.is_fact for change in told):
        yield _FORM_ONLY.to(lang)
    for change in told:
        kind = _kind(found, change)
        moved = movement(change, kind, lang)
        yield printable(f"{sentence(change, kind, found.names).to(lang)}{f' ({moved})' if moved else ''}")


def movement(change: FieldChange, kind: Kind | None, lang: str) -> str:
    """By how much a figure went up or down, in percent of what it was; "" where that says nothing."""
    old, new = change.old, change.new
    field = field_of(kind, change.steps)
    if not (_is_figure(old) and _is_figure(new)) or old <= 0 or (field and field.unit == "%"):
        return ""
    percent = round((Decimal(new) - Decimal(old)) * 100 / Decimal(old))
    return _BY.to(lang).format(sign="+" if percent > 0 else "−" if percent < 0 else "±", percent=abs(percent))


def markdown(found: Comparison, lang: str) -> str:
    """For a comment of a pull request: nothing that was recorded can become a link, a mention, a picture or a tag."""
    lines = list(_markdown_lines(found, lang))
    size, kept = 0, []
    for line in lines:
        size += len(line.encode()) + 1
        if size > _LIMIT:
            kept += ["", _CUT.to(lang)]
            break
        kept.append(line)
    return "\n".join(kept) + "\n"


def _markdown_lines(found: Comparison, lang: str) -> Iterator[str]:
    for line in beginning(found, lang):
        yield from (escaped(line), "")
    for concerned in found.concerned:
        yield f"### {escaped(title(concerned, lang))}"
        yield ""
        yield from (f"- {escaped(line)}" for line in change_lines(found, concerned, lang))
        yield ""
        gaps = [f"- {label.to(lang)}: {escaped(name)}" for label, name in gap_lines(found, concerned, lang)]
        yield from [f"**{_FOLLOWS.to(lang)}**", "", *gaps, ""] if gaps else []
    for label, diagnostics in ((_FOUND, found.found), (_SOLVED, found.solved)):
        if diagnostics:
            yield from [f"### {label.to(lang).capitalize()}", ""]
            yield from (f"- {_sign(d)} {escaped(_told(d, lang))}" for d in diagnostics)
            yield ""
    if found.pages:
        names = _COMMA.to(lang).join(escaped(entry.name(lang)) for entry in found.pages)
        yield f"**{_PAGES.to(lang)}:** {names}"


def escaped(text: str) -> str:
    """Plain text in Markdown: every mark escaped, and what a forge makes of bare words taken apart."""
    plain = " ".join(printable(text).split())
    return _SPECIAL.sub(lambda found: _safe(found[1]), plain)


def _safe(mark: str) -> str:
    """A reference to the character where a backslash would not keep a forge from linking it."""
    return f"&#{ord(mark)};" if mark in "@<>&#:/!" else f"\\{mark}"


def _sign(found: Diagnostic) -> str:
    return {Severity.ERROR: "❌", Severity.WARNING: "⚠️"}.get(found.severity, "ℹ️")


def _kind(found: Comparison, change: FieldChange) -> Kind | None:
    return found.catalogue.kinds.get(change.of.kind or "")


def gap_lines(found: Comparison, concerned: Concerned, lang: str) -> Iterator[tuple[Text, str]]:
    """What a change means for the completeness of a dossier: gaps that opened and gaps that closed."""
    for label, gaps in ((_OPENED, concerned.opened), (_CLOSED, concerned.closed)):
        yield from ((label, _gap(found, gap, lang)) for gap in gaps)


def _gap(found: Comparison, gap: Gap, lang: str) -> str:
    kind = found.catalogue.kinds[gap.kind]
    own = [step for step in gap.pointer[:-1] if kind.field.at(gap.pointer[:-1]) is not None][:1]
    return printable(" › ".join([kind.label.to(lang), *own[: bool(kind.field.values)], gap.field.label.to(lang)]))


def _told(found: Diagnostic, lang: str) -> str:
    """How grave, where, what, and the way out."""
    words = found.message.to(lang)
    if found.hint:
        words = _HINT.to(lang).format(words=words.rstrip(".。"), hint=found.hint.to(lang))
    return f"{SEVERITIES[found.severity].to(lang)} {found.span} {words}"


def _is_figure(value: Any) -> bool:
    return isinstance(value, int | Decimal) and not isinstance(value, bool)


def as_data(found: Comparison, lang: str) -> dict[str, Any]:
    """The same for other programs."""
    return {
        "customers": [_concerned(found, concerned, lang) for concerned in found.concerned],
        "above": found.above,
        "found": [d.as_json(lang) for d in found.found],
        "solved": [d.as_json(lang) for d in found.solved],
        "pages": [{"kind": e.key.kind, "id": e.key.id, "name": e.name(lang)} for e in found.pages],
    }


def _concerned(found: Comparison, concerned: Concerned, lang: str) -> dict[str, Any]:
    return {
        "customer": concerned.customer or None,
        "name": concerned.name(lang),
        "changes": [_change(found, change, lang) for change in concerned.changes],
        "gaps_opened": [_gap(found, gap, lang) for gap in concerned.opened],
        "gaps_closed": [_gap(found, gap, lang) for gap in concerned.closed],
    }


def _change(found: Comparison, change: FieldChange, lang: str) -> dict[str, Any]:
    kind = _kind(found, change)
    return {
        "path": change.path,
        "pointer": change.pointer(kind),
        "field": place(change, kind, lang, found.names),
        "kind": change.kind.value,
        "old": change.old,
        "new": change.new,
        "sentence": sentence(change, kind, found.names).to(lang),
    }
