"""Pipeline: what is being sold where, how far it has got, what it may bring, and what is due (BUY-08)."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from dangan.analysis.money import Sums, money_of, sums
from dangan.analysis.report import Answer, Cell, Column, Flag, Money, Part, Picture, Report, Setting, Subject, Table
from dangan.analysis.shape import DAY, amount, day, later, text
from dangan.analysis.steps import is_open
from dangan.diagnostics import Text
from dangan.model.index import Key

KIND = "project"


class Item(NamedTuple):
    """One open project, as far as the audience may know it."""

    key: Key
    step: str
    value: Money | None
    chance: Decimal | None
    decision: date | None
    action: str
    due: date | None
    who: str

    @property
    def weighted(self) -> Money | None:
        if self.value is None or self.chance is None:
            return None
        return Money(self.value.amount * self.chance / 100, self.value.currency)


def of_customer(subject: Subject) -> tuple[Item, ...] | None:
    custodian = text(subject.data("profile"), "custodian")
    found = [
        Item(
            key=Key(KIND, subject.customer.id, own_id),
            step=text(project, "step"),
            value=money_of(project, "value"),
            chance=amount(project, "chance_percent"),
            decision=day(project, "decision_by"),
            action="" if text(project, "next", "done") else text(project, "next", "action"),
            due=None if text(project, "next", "done") else day(project, "next", "due"),
            who=text(project, "next", "who") or text(project, "custodian") or custodian,
        )
        for own_id, project in subject.each(KIND)
        if is_open(project)
    ]
    return tuple(found) or None


@dataclass(frozen=True, slots=True)
class _Pipeline:
    """All open projects, the nearest to a decision first within each step, the furthest steps first."""

    items: tuple[Item, ...]
    steps: tuple[str, ...]
    setting: Setting

    @property
    def currencies(self) -> tuple[str, ...]:
        """The archive's own first; only those that occur."""
        found = {item.value.currency for item in self.items if item.value}
        return tuple(sorted(found, key=lambda code: (code != self.setting.currency, code)))

    def at(self, step: str) -> tuple[Item, ...]:
        return tuple(item for item in self.items if item.step == step)


def reduce(parts: Mapping[str, Sequence[Item]], setting: Setting) -> Answer:
    order = (*setting.choices(KIND, "step"), "")
    items = sorted(
        (item for part in parts.values() for item in part),
        key=lambda i: (-order.index(i.step if i.step in order else ""), i.decision or date.max, i.key),
    )
    steps = tuple(step for step in reversed(order) if any(item.step == step for item in items))
    whole = _Pipeline(tuple(items), steps, setting)
    return Answer(
        sentence=_sentence(whole),
        tables=(_projects(whole), _by_step(whole)),
        pictures=(_picture(whole),) if items else (),
        notes=_notes(whole),
        changes_on=_turns(items, setting.today),
    )


def _sentence(whole: _Pipeline) -> Text:
    today, items = whole.setting.today, whole.items
    if not items:
        return Text("No project is open.", "目前没有进行中的项目。")
    late = sum(item.due is not None and item.due < today for item in items)
    customers = len({item.key.customer for item in items})
    named = Text(
        f"{_counted(len(items), 'project')} open at {customers} {'customer' if customers == 1 else 'customers'}",
        f"{customers} 家客户有 {len(items)} 个项目在推进",
    )
    value = sums(item.value for item in items)
    weighted = sums(item.weighted for item in items)
    return Text(
        f"{named.en}{_worth(value, weighted).en}{_late(late).en}.",
        f"{named.zh}{_worth(value, weighted).zh}{_late(late).zh}。",
    )


def _counted(number: int, noun: str) -> str:
    return f"1 {noun} is" if number == 1 else f"{number} {noun}s are"


def _worth(value: Sums, weighted: Sums) -> Text:
    if not value:
        return Text("", "")
    if not weighted:
        return Text(f", worth {value.said.en}", f"，金额 {value.said.zh}")
    return Text(
        f", worth {value.said.en}, or {weighted.said.en} weighted by our chance",
        f"，金额 {value.said.zh}，按赢单机会折算 {weighted.said.zh}",
    )


def _late(late: int) -> Text:
    if not late:
        return Text("; no next step is overdue", "；没有逾期的下一步")
    return Text(
        f"; {late} next steps are overdue" if late > 1 else "; 1 next step is overdue", f"；{late} 个下一步已逾期"
    )


def _projects(whole: _Pipeline) -> Table:
    setting = whole.setting
    columns = (
        Column("customer", Text("Customer", "客户"), "thing"),
        Column("project", Text("Project", "项目"), "thing"),
        Column("step", setting.label(KIND, "step")),
        Column("value", setting.label(KIND, "value"), "money"),
        Column("chance", setting.label(KIND, "chance_percent"), "percent"),
        Column("weighted", Text("Weighted", "折算金额"), "money"),
        Column("decision", setting.label(KIND, "decision_by"), "date"),
        Column("next", setting.label(KIND, "next")),
        Column("due", Text("Due", "期限"), "date"),
        Column("state", Text("State", "状态")),
        Column("who", Text("Who", "负责人"), "thing"),
    )
    rows = tuple(
        (
            Key("customer", "", item.key.customer),
            item.key,
            setting.word(KIND, ("step",), item.step) if item.step else None,
            item.value,
            item.chance,
            item.weighted,
            item.decision,
            item.action or None,
            item.due,
            _state(item, setting.today),
            Key("colleague", "", item.who) if item.who else None,
        )
        for item in whole.items
    )
    return Table("projects", Text("Open projects", "进行中的项目"), columns, rows)


def _state(item: Item, today: date) -> Flag | None:
    if item.due and item.due < today:
        return Flag(Text("step overdue", "下一步逾期"), "bad")
    if item.decision and item.decision < today:
        return Flag(Text("decision overdue", "决定日期已过"), "bad")
    return None if item.action else Flag(Text("no next step", "没有下一步"), "warn")


def _by_step(whole: _Pipeline) -> Table:
    """The sums by step, a column for each currency: amounts of different currencies are never added."""
    money = [
        column
        for code in whole.currencies
        for column in (
            Column(f"value_{code}", Text(f"Value ({code})", f"金额（{code}）"), "money", bar=True),
            Column(f"weighted_{code}", Text(f"Weighted ({code})", f"折算（{code}）"), "money"),
        )
    ]
    columns = (Column("step", whole.setting.label(KIND, "step")), Column("projects", _COUNT, "number"), *money)
    rows = tuple(
        (whole.setting.word(KIND, ("step",), step) if step else None, *_figures(whole.at(step), whole.currencies))
        for step in whole.steps
    )
    totals = (Text("All", "合计"), *_figures(whole.items, whole.currencies))
    return Table("steps", Text("By step", "按阶段"), columns, rows, totals if rows else ())


_COUNT = Text("Projects", "项目数")


def _figures(items: Iterable[Item], currencies: Iterable[str]) -> tuple[int | Money | None, ...]:
    listed = list(items)
    value, weighted = sums(i.value for i in listed), sums(i.weighted for i in listed)
    return (len(listed), *(each for code in currencies for each in (value.of(code), weighted.of(code))))


def _picture(whole: _Pipeline) -> Picture:
    """By value where one is known in the archive's currency, else by number."""
    code = whole.setting.currency
    if code not in whole.currencies:
        parts = (_part(whole, step, Decimal(len(whole.at(step))), len(whole.at(step))) for step in whole.steps)
        return Picture(Text("Projects by step", "各阶段项目数"), tuple(parts))
    found = ((step, sums(i.value for i in whole.at(step)).of(code) or Money(Decimal(0), code)) for step in whole.steps)
    parts = (_part(whole, step, money.amount, money) for step, money in found)
    return Picture(Text(f"Value by step, {code}", f"各阶段金额（{code}）"), tuple(parts))


def _part(whole: _Pipeline, step: str, size: Decimal, said: Cell) -> Part:
    return Part(whole.setting.word(KIND, ("step",), step) if step else Text("not said", "未填写"), size, said)


def _notes(whole: _Pipeline) -> tuple[Text, ...]:
    missing = Counter(
        name
        for item in whole.items
        for name, value in (("value", item.value), ("chance", item.chance))
        if value is None
    )
    wording = {
        "value": Text("Without a value, and so in no sum: {n}.", "没有金额、未计入合计的项目：{n} 个。"),
        "chance": Text("Without a chance, and so in no weighted sum: {n}.", "没有赢单机会、未计入折算的项目：{n} 个。"),
    }
    return tuple(wording[name].fill(n=missing[name]) for name in wording if missing[name])


def _turns(items: Iterable[Item], today: date) -> date | None:
    days = (later(d, DAY) for item in items for d in (item.due, item.decision) if d and d >= today)
    return min(days, default=None)


REPORT = Report(
    name="pipeline",
    title=Text("Pipeline", "项目推进"),
    question=Text(
        "What is being sold, how far has it got, and what is due next?", "正在卖什么，走到哪一步，接下来该做什么？"
    ),
    method=(
        Text(
            "Every project that is neither won nor lost is counted, with the value and chance recorded in its file. "
            "The weighted value is value × chance. Amounts of different currencies are never added.",
            "统计所有未赢单也未丢单的项目，金额和机会取自项目文件。折算金额＝金额×赢单机会。不同币种不相加。",
        ),
        Text(
            "A step is overdue when its day has passed and no day is written under “done”.",
            "下一步的期限已过而未填写“完成日期”，即为逾期。",
        ),
    ),
    meets=("BUY-08",),
    of_customer=of_customer,
    reduce=reduce,
    order=20,
)
