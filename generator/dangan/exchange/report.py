"""A plan in words, and as one JSON object."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from dangan.diagnostics import Text
from dangan.exchange.plan import Likeness, Outcome, Plan, Verdict

_SHOWN_IDS = 3


def counts(plan: Plan) -> Mapping[str, int]:
    """How many rows of each verdict; `alike` and `dropped` count rows among those that are created."""
    created = plan.of(Verdict.CREATE)
    return {
        "rows": len(plan.outcomes),
        "create": len(created),
        "alike": sum(1 for outcome in created if outcome.alike),
        "there": len(plan.of(Verdict.THERE)),
        "errors": len(plan.of(Verdict.ERROR)),
        "dropped": sum(len(outcome.dropped) for outcome in created),
    }


def as_data(plan: Plan, lang: str, **about: Any) -> Mapping[str, Any]:
    """The JSON document: `about` (file, encoding, ...), the counts, and every row."""
    return {**about, "summary": counts(plan), "rows": [_row(outcome, lang) for outcome in plan.outcomes]}


def _row(outcome: Outcome, lang: str) -> Mapping[str, Any]:
    return {
        "row": outcome.row.number,
        "line": outcome.row.line,
        "verdict": outcome.verdict.value,
        "id": outcome.id or None,
        "path": outcome.path or None,
        "reasons": [reason.to(lang) for reason in outcome.reasons],
        "alike": [{"by": like.by, "value": like.value, "with": list(like.with_ids)} for like in outcome.alike],
        "dropped": [{"column": drop.column, "reason": drop.reason.to(lang)} for drop in outcome.dropped],
    }


def as_lines(plan: Plan, lang: str, *, written: bool, limit: int | None) -> Iterator[str]:
    """Sections from the most to the least expected, so that what needs a look stands last, above the summary."""
    created = plan.of(Verdict.CREATE)
    yield from _section(_WRITTEN if written else _CREATE, (f"{_at(o, lang)}: {o.path}" for o in created), lang, limit)
    yield from _section(_THERE, (_reasons(o, lang) for o in plan.of(Verdict.THERE)), lang, None)
    yield from _section(_DROPPED, _dropped(created, lang), lang, None)
    alike = (f"{_at(o, lang)}: {o.id}: {_alike(o.alike, lang)}" for o in created if o.alike)
    yield from _section(_ALIKE, alike, lang, None)
    yield from _section(_ERRORS, (_reasons(o, lang) for o in plan.of(Verdict.ERROR)), lang, None)


def summary(plan: Plan, *, written: bool) -> Text:
    return (_SUM_WRITTEN if written else _SUM).fill(**{key: f"{count:,}" for key, count in counts(plan).items()})


def _section(title: Text, lines: Iterable[str], lang: str, limit: int | None) -> Iterator[str]:
    found = list(lines)
    if not found:
        return
    yield f"{title.to(lang)} ({len(found):,})"
    shown = found if limit is None else found[:limit]
    yield from (f"  {line}" for line in shown)
    if len(shown) < len(found):
        yield "  " + _MORE.fill(count=f"{len(found) - len(shown):,}").to(lang)
    yield ""


def _at(outcome: Outcome, lang: str) -> str:
    return _ROW.fill(number=outcome.row.number, line=outcome.row.line).to(lang)


def _reasons(outcome: Outcome, lang: str) -> str:
    return f"{_at(outcome, lang)}: " + "; ".join(reason.to(lang) for reason in outcome.reasons)


def _dropped(outcomes: Iterable[Outcome], lang: str) -> Iterator[str]:
    for outcome in outcomes:
        for drop in outcome.dropped:
            yield f"{_at(outcome, lang)}: {outcome.id}: {drop.column}: {drop.reason.to(lang)}"


def _alike(likenesses: Iterable[Likeness], lang: str) -> str:
    return "; ".join(_LIKE[like.by].fill(value=like.value, ids=_ids(like)).to(lang) for like in likenesses)


def _ids(like: Likeness) -> Text:
    shown = ", ".join(like.with_ids[:_SHOWN_IDS])
    more = len(like.with_ids) - _SHOWN_IDS
    return Text(f"{shown} and {more} more", f"{shown} 等 {len(like.with_ids)} 个") if more > 0 else Text(shown, shown)


_CREATE = Text("Would be created", "将要创建")
_WRITTEN = Text("Created", "已创建")
_THERE = Text("There already, left as they are", "已存在，保持不变")
_DROPPED = Text("Values left out because they are invalid", "因无效而略去的内容")
_ALIKE = Text("May be duplicates, created all the same", "可能重复，仍会创建")
_ERRORS = Text("Cannot be taken", "无法导入")
_ROW = Text("row {number} (line {line})", "第 {number} 行（文件第 {line} 行）")
_MORE = Text("… and {count} more (--all lists them)", "……另有 {count} 个（--all 全部列出）")
_LIKE = {
    "host": Text("the same website {value} as {ids}", "网站 {value} 与 {ids} 相同"),
    "name": Text("the same name “{value}” as {ids}", "名称“{value}”与 {ids} 相同"),
}
_SUM = Text(
    "{rows} rows: {create} would be created ({alike} of them may be duplicates), {there} there already, {errors} "
    "errors. Nothing was written; --write does it.",
    "共 {rows} 行：将创建 {create} 个（其中 {alike} 个可能重复），已存在 {there} 个，错误 {errors} 个。"
    "尚未写入；加 --write 写入。",
)
_SUM_WRITTEN = Text(
    "{rows} rows: {create} created ({alike} of them may be duplicates), {there} there already, {errors} errors.",
    "共 {rows} 行：已创建 {create} 个（其中 {alike} 个可能重复），已存在 {there} 个，错误 {errors} 个。",
)
