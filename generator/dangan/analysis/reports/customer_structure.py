"""Customer structure: of whom the book of business consists, by every segmentation, and how much hangs on how few
(ANL-05, and the members of each target market of SEG-07).
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import accumulate
from typing import NamedTuple

from dangan.analysis.money import money_of, sums
from dangan.analysis.report import Answer, Cell, Column, Counted, Money, Part, Picture, Report, Setting, Subject, Table
from dangan.analysis.shape import items, mapping, members, text, texts
from dangan.diagnostics import Text
from dangan.model.index import Key

KIND = "profile"
TOP = 10
"""Customers in the picture of the concentration."""
NOT_SAID = Text("not recorded", "未填写")


class Member(NamedTuple):
    """One customer: the values it has in each dimension, and what was dealt with it by year and currency."""

    values: Mapping[str, tuple[str, ...]]
    dealings: Mapping[str, tuple[Money, ...]]


@dataclass(frozen=True, slots=True)
class Dimension:
    """One way to part the customers. `thing` is the kind of thing its values name, "" for words."""

    name: str
    path: tuple[str, ...]
    label: Text
    thing: str = ""
    filter: str = ""
    """What the customer index calls it, if it can be filtered by it."""
    many: bool = False
    """A customer may have several values, so that the numbers add up to more than there are customers."""


DIMENSIONS = (
    Dimension("stage", ("stage",), Text("By stage", "按阶段"), filter="stage"),
    Dimension("size", ("segments", "size", "value"), Text("By class", "按主次"), filter="size"),
    Dimension("nature", ("segments", "nature"), Text("By nature", "按性质")),
    Dimension("chain", ("segments", "chain"), Text("By role in the chain", "按产业链角色"), many=True),
    Dimension(
        "market", ("segments", "target_markets"), Text("By target market", "按目标市场"), "target-market", many=True
    ),
    Dimension("industry", ("industry",), Text("By industry", "按行业"), filter="industry"),
    Dimension("country", ("location", "country"), Text("By country", "按国家/地区")),
    Dimension("region", ("location", "region"), Text("By region", "按省/州"), filter="region"),
    Dimension("custodian", ("custodian",), Text("By custodian", "按负责人"), "colleague", filter="custodian"),
)


def of_customer(subject: Subject) -> Member | None:
    profile = subject.data(KIND)
    if not profile:
        return None
    dealings: dict[str, list[Money]] = {}
    for deal in items(subject.data("trade"), "dealings"):
        money = money_of(deal, "amount")
        if money:
            dealings.setdefault(text(deal, "period")[:4], []).append(money)
    values = {d.name: texts(profile, *d.path) if d.many else _one(text(profile, *d.path)) for d in DIMENSIONS}
    by_year = {year: sums(found).amounts for year, found in dealings.items()}
    return Member(values, {year: tuple(Money(a, c) for c, a in found.items()) for year, found in by_year.items()})


def _one(value: str) -> tuple[str, ...]:
    return (value,) if value else ()


@dataclass(frozen=True, slots=True)
class _Book:
    """All customers, with their dealings in one year and the archive's currency."""

    members: Mapping[str, Member]
    year: str
    setting: Setting
    amounts: Mapping[str, Decimal]
    """By customer, those who dealt with us in that year."""
    ranked: tuple[str, ...]
    """The same, the greatest first."""
    whole: Decimal

    @classmethod
    def of(cls, members: Mapping[str, Member], year: str, setting: Setting) -> "_Book":
        found = ((i, sums(m.dealings.get(year, ())).of(setting.currency)) for i, m in members.items())
        amounts = {own_id: money.amount for own_id, money in found if money and money.amount}
        ranked = tuple(sorted(amounts, key=lambda own_id: (-amounts[own_id], own_id)))
        return cls(members, year, setting, amounts, ranked, sum(amounts.values(), Decimal(0)))

    def dealt(self, own_id: str) -> Decimal:
        return self.amounts.get(own_id, Decimal(0))

    def dealt_by(self, ids: Iterable[str]) -> Decimal:
        return sum((self.dealt(own_id) for own_id in ids), Decimal(0))

    @property
    def dealings_label(self) -> Text:
        return Text(f"Dealings {self.year}", f"{self.year} 年交易额") if self.year else Text("Dealings", "交易额")


def reduce(parts: Mapping[str, Member], setting: Setting) -> Answer:
    book = _Book.of(parts, _year(parts, setting), setting)
    return Answer(
        sentence=_sentence(book),
        tables=(_concentration(book), *(_parted(dimension, book) for dimension in DIMENSIONS)),
        pictures=(_pareto(book),) if book.ranked else (_stages(book),),
        notes=_notes(book),
    )


def _year(parts: Mapping[str, Member], setting: Setting) -> str:
    """The newest year, not after this one, in which anything was dealt in the archive's currency; "" if none."""
    this = f"{setting.today.year:04}"
    return max((y for m in parts.values() for y, found in m.dealings.items()
                if y <= this and any(money.currency == setting.currency for money in found)), default="")  # fmt: skip


def _share(part: Decimal | int, whole: Decimal | int) -> Decimal | None:
    """Percent, to one place."""
    return round(Decimal(part) * 100 / Decimal(whole), 1) if whole else None


def _sentence(book: _Book) -> Text:
    number = len(book.members)
    stages = [m.values["stage"] for m in book.members.values()]
    trading = sum("trading" in found for found in stages)
    said = Text("{n} customers, {t} of them trading", "共 {n} 家客户，其中 {t} 家交易中").fill(n=number, t=trading)
    if not book.ranked:
        return Text(f"{said.en}; no dealings are recorded for this audience.", f"{said.zh}；没有此级别可见的交易记录。")
    top = book.ranked[:3]
    held = _share(book.dealt_by(top), book.whole)
    few = Text(
        "; the greatest {k} hold {share} % of the dealings of {year}.",
        "；{year} 年交易额的 {share}% 集中在前 {k} 家。",
    ).fill(k=len(top), share=held, year=book.year)
    return Text(said.en + few.en, said.zh + few.zh)


def _concentration(book: _Book) -> Table:
    """Every customer that dealt in the year, with its share and the shares summed up."""
    code = book.setting.currency
    columns = (
        Column("rank", Text("Rank", "名次"), "number"),
        Column("customer", Text("Customer", "客户"), "thing"),
        Column("dealings", book.dealings_label, "money", bar=True),
        Column("share", Text("Share", "占比"), "percent"),
        Column("running", Text("Summed up", "累计占比"), "percent"),
    )
    summed = accumulate(map(book.dealt, book.ranked))
    rows = tuple(
        (
            place,
            Key("customer", "", own_id),
            Money(book.dealt(own_id), code),
            _share(book.dealt(own_id), book.whole),
            _share(running, book.whole),
        )
        for place, (own_id, running) in enumerate(zip(book.ranked, summed, strict=True), start=1)
    )
    return Table("concentration", Text("Concentration", "集中度"), columns, rows)


def _parted(dimension: Dimension, book: _Book) -> Table:
    groups = _groups(dimension, book)
    code = book.setting.currency
    valued = bool(book.whole)
    columns = [
        Column(dimension.name, book.setting.label(KIND, *dimension.path), "thing" if dimension.thing else "text"),
        Column("customers", Text("Customers", "客户数"), "number", bar=True),
        Column("customers_share", Text("Share of customers", "客户占比"), "percent"),
    ]
    if valued:
        columns += [
            Column("dealings", book.dealings_label, "money"),
            Column("dealings_share", Text("Share of dealings", "交易额占比"), "percent"),
        ]
    rows = []
    for value, ids in groups.items():
        number = Counted(len(ids), dimension.filter, value) if dimension.filter and value else len(ids)
        row: list[Cell] = [_name(dimension, value, book), number, _share(len(ids), len(book.members))]
        if valued:
            row += [Money(book.dealt_by(ids), code), _share(book.dealt_by(ids), book.whole)]
        rows.append(tuple(row))
    return Table(dimension.name, dimension.label, tuple(columns), tuple(rows))


def _groups(dimension: Dimension, book: _Book) -> Mapping[str, tuple[str, ...]]:
    """Customers by value: values of an enum in their order, others the greatest first; who has none comes last."""
    found: dict[str, list[str]] = {value: [] for value in _known(dimension, book)}
    for own_id, member in book.members.items():
        for value in member.values[dimension.name] or ("",):
            found.setdefault(value, []).append(own_id)
    order = _order(dimension, found, book)
    return {value: tuple(found[value]) for value in sorted(found, key=order)}


def _known(dimension: Dimension, book: _Book) -> tuple[str, ...]:
    """Values worth a row though nobody has them: a target market that is not reached is the point of the table."""
    if dimension.thing != "target-market":
        return ()
    return tuple(own_id for own_id, _ in members(mapping(book.setting.rules, "target_markets")))


def _order(dimension: Dimension, found: Mapping[str, list[str]], book: _Book) -> Callable[[str], tuple[bool, int, str]]:
    choices = book.setting.choices(KIND, *dimension.path)
    places = {value: place for place, value in enumerate(choices)}
    return lambda value: (not value, places.get(value, -len(found[value])), value)


def _name(dimension: Dimension, value: str, book: _Book) -> Cell:
    if not value:
        return NOT_SAID
    return Key(dimension.thing, "", value) if dimension.thing else book.setting.word(KIND, dimension.path, value)


def _pareto(book: _Book) -> Picture:
    code = book.setting.currency
    top, rest = book.ranked[:TOP], book.ranked[TOP:]
    parts = [Part(Key("customer", "", i), book.dealt(i), Money(book.dealt(i), code)) for i in top]
    if rest:
        others = book.dealt_by(rest)
        label = Text("{n} others", "其余 {n} 家").fill(n=len(rest))
        parts.append(Part(label, others, Money(others, code)))
    label = Text(f"Dealings {book.year} by customer, {code}", f"{book.year} 年各客户交易额（{code}）")
    return Picture(label, tuple(parts), running=True)


def _stages(book: _Book) -> Picture:
    stage = DIMENSIONS[0]
    groups = _groups(stage, book)
    parts = (
        Part(book.setting.word(KIND, stage.path, value) if value else NOT_SAID, Decimal(len(ids)), len(ids))
        for value, ids in groups.items()
    )
    return Picture(Text("Customers by stage", "各阶段客户数"), tuple(parts))


def _notes(book: _Book) -> tuple[Text, ...]:
    foreign = sums(
        money
        for member in book.members.values()
        for money in member.dealings.get(book.year, ())
        if money.currency != book.setting.currency
    )
    if not foreign:
        return ()
    note = Text("Not in these figures: dealings of {said}.", "以上未计入：{said} 的交易。")
    return (Text(note.en.format(said=foreign.said.en), note.zh.format(said=foreign.said.zh)),)


REPORT = Report(
    name="customer-structure",
    title=Text("Customer structure", "客户结构"),
    question=Text(
        "Who are our customers, and on how few of them do we depend?", "我们的客户由谁组成，有多依赖少数几家？"
    ),
    method=(
        Text(
            "Every customer counts once in each table, but for roles in the chain and target markets, of which it may "
            "have several. Values come from profile.yaml; nothing is guessed where nothing is recorded.",
            "每家客户在各表中计一次；产业链角色和目标市场可多选，按各值分别计数。"
            "数值取自 profile.yaml，未填写的不作推测。",
        ),
        Text(
            "Dealings are the amounts of trade.yaml in the archive's own currency, in the newest year that has any; "
            "amounts of other currencies are named, never added. The concentration sums up the shares from the "
            "greatest customer on (Pareto).",
            "交易额取自 trade.yaml 中本币金额，以有记录的最近一年为准；其他币种单独说明，不作折算。"
            "集中度按交易额从大到小累计占比（帕累托）。",
        ),
    ),
    meets=("ANL-05",),
    of_customer=of_customer,
    reduce=reduce,
    order=10,
)
