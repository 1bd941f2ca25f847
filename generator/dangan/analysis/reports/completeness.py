"""Completeness: what each dossier lacks at its stage, the worst first, and whose it is to ask (part of RPT-09)."""

from collections import Counter
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import NamedTuple

from dangan.analysis.completeness import WEIGHTS, Gap, dossier_completeness
from dangan.analysis.report import Answer, Column, Part, Picture, Report, Setting, Subject, Table
from dangan.analysis.shape import text
from dangan.diagnostics import Text
from dangan.model.index import Key

SHOWN = 3
"""Missing fields that a row names."""
QUARTER = 25


class Filled(NamedTuple):
    """One dossier: weights of what is there and of all that was asked for, and what is missing, the weightiest first.

    `missing` are kind, weight and path of each gap.
    """

    stage: str
    custodian: str
    filled: int
    asked: int
    missing: tuple[tuple[str, str, tuple[str, ...]], ...]

    @property
    def percent(self) -> int:
        """Rounded down: only a dossier without gaps says 100."""
        return self.filled * 100 // self.asked if self.asked else 100

    @property
    def essential(self) -> int:
        return sum(weight == "essential" for _, weight, _ in self.missing)


def of_customer(subject: Subject) -> Filled:
    profile = subject.data("profile")
    found = dossier_completeness(subject.customer, subject.setting.kinds.values(), subject.setting.audience)
    gaps = sorted(found.gaps, key=lambda gap: -WEIGHTS[gap.field.weight or ""])
    return Filled(
        stage=text(profile, "stage"),
        custodian=text(profile, "custodian"),
        filled=found.filled,
        asked=found.asked,
        missing=tuple((gap.kind, gap.field.weight or "", _path(gap)) for gap in gaps),
    )


def _path(gap: Gap) -> tuple[str, ...]:
    return tuple(map(str, gap.pointer))


def reduce(parts: Mapping[str, Filled], setting: Setting) -> Answer:
    worst = sorted(parts, key=lambda own_id: (-parts[own_id].essential, parts[own_id].percent, own_id))
    return Answer(
        sentence=_sentence(parts, worst),
        tables=(_dossiers(parts, worst, setting), _custodians(parts, setting), _fields(parts, setting)),
        pictures=(_bands(parts),) if parts else (),
    )


def _sentence(parts: Mapping[str, Filled], worst: list[str]) -> Text:
    if not parts:
        return Text("There is no dossier yet.", "还没有档案。")
    whole = _percent(parts.values())
    lacking = [own_id for own_id in worst if parts[own_id].essential]
    gaps = sum(parts[own_id].essential for own_id in lacking)
    said = Text(
        "{n} dossiers are {p} % full" if len(parts) > 1 else "{n} dossier is {p} % full", "{n} 份档案平均完备 {p}%"
    ).fill(n=len(parts), p=whole)
    if not lacking:
        return Text(f"{said.en}; none lacks anything essential.", f"{said.zh}，都不缺必要信息。")
    verb = "lacks" if len(lacking) == 1 else "lack"
    rest = Text(
        f"; {{n}} of them {verb} {{g}} essential {'fact' if gaps == 1 else 'facts'}.",
        "；其中 {n} 份共缺 {g} 项必要信息。",
    ).fill(n=len(lacking), g=gaps)
    return Text(said.en + rest.en, said.zh + rest.zh)


def _percent(parts: Iterable[Filled]) -> int:
    """Of all that was asked for, by weight."""
    listed = list(parts)
    asked = sum(part.asked for part in listed)
    return sum(part.filled for part in listed) * 100 // asked if asked else 100


def _dossiers(parts: Mapping[str, Filled], worst: list[str], setting: Setting) -> Table:
    columns = (
        Column("customer", Text("Customer", "客户"), "thing"),
        Column("stage", setting.label("profile", "stage")),
        Column("filled", Text("Filled", "完备率"), "percent", bar=True),
        Column("essential", Text("Essential gaps", "必要缺项"), "number"),
        Column("gaps", Text("All gaps", "全部缺项"), "number"),
        Column("missing", Text("First to ask", "先问什么")),
        Column("custodian", setting.label("profile", "custodian"), "thing"),
    )
    rows = tuple(
        (
            Key("customer", "", own_id),
            setting.word("profile", ("stage",), parts[own_id].stage) if parts[own_id].stage else None,
            parts[own_id].percent,
            parts[own_id].essential,
            len(parts[own_id].missing),
            _first(parts[own_id], setting),
            Key("colleague", "", parts[own_id].custodian) if parts[own_id].custodian else None,
        )
        for own_id in worst
    )
    return Table("dossiers", Text("Dossiers, the worst first", "各档案，缺得最多的在前"), columns, rows)


def _first(part: Filled, setting: Setting) -> Text | None:
    named = [_label(kind, path, setting) for kind, _, path in part.missing[:SHOWN]]
    return Text(", ".join(t.en for t in named), "、".join(t.zh for t in named)) if named else None


def _label(kind: str, path: tuple[str, ...], setting: Setting) -> Text:
    """The field's own label; the things on the way are not named, for a page about many has no room."""
    return setting.label(kind, *path) if path else setting.kinds[kind].label


def _custodians(parts: Mapping[str, Filled], setting: Setting) -> Table:
    groups: dict[str, list[Filled]] = {}
    for part in parts.values():
        groups.setdefault(part.custodian, []).append(part)
    columns = (
        Column("custodian", setting.label("profile", "custodian"), "thing"),
        Column("dossiers", Text("Dossiers", "档案数"), "number"),
        Column("filled", Text("Filled", "完备率"), "percent", bar=True),
        Column("essential", Text("Essential gaps", "必要缺项"), "number"),
    )
    rows = tuple(
        (
            Key("colleague", "", person) if person else Text("nobody", "无人负责"),
            len(group),
            _percent(group),
            sum(part.essential for part in group),
        )
        for person, group in sorted(groups.items(), key=lambda pair: (_percent(pair[1]), pair[0]))
    )
    return Table("custodians", Text("By custodian", "按负责人"), columns, rows)


def _fields(parts: Mapping[str, Filled], setting: Setting) -> Table:
    """Which fields are missing most often: what the whole team has not asked, not what one rep forgot."""
    found = Counter(
        (kind, weight, _form(kind, path, setting)) for p in parts.values() for kind, weight, path in p.missing
    )
    columns = (
        Column("section", Text("Section", "栏目")),
        Column("field", Text("Field", "字段")),
        Column("weight", Text("Weight", "重要性")),
        Column("missing", Text("Missing at", "缺的客户数"), "number", bar=True),
    )
    rows = tuple(
        (setting.kinds[kind].label, label, _WEIGHTS[weight], number)
        for (kind, weight, label), number in sorted(found.items(), key=lambda p: (-WEIGHTS[p[0][1]], -p[1], p[0][0]))
    )
    return Table("fields", Text("What is asked for and most often missing", "最常缺的内容"), columns, rows)


_WEIGHTS = {
    "essential": Text("essential", "必要"),
    "important": Text("important", "重要"),
    "useful": Text("useful", "有用"),
}


def _form(kind: str, path: tuple[str, ...], setting: Setting) -> Text:
    """The labels from the top, without the ids of things, so that one field of many things is one row."""
    here, labels = setting.kinds[kind].field, []
    for part in path:
        below = here.properties.get(part)
        if below is not None:
            labels.append(below.label)
        here = below or here.child(part) or here
    return Text(" · ".join(t.en for t in labels), " · ".join(t.zh for t in labels))


def _bands(parts: Mapping[str, Filled]) -> Picture:
    """How many dossiers are how full, by quarters."""
    bands = Counter(min(part.percent // QUARTER, 3) for part in parts.values())
    pictured = (Part(f"{n * QUARTER}–{(n + 1) * QUARTER} %", Decimal(bands[n]), bands[n]) for n in range(4))
    return Picture(Text("Dossiers by how full they are", "档案按完备率分布"), tuple(pictured))


REPORT = Report(
    name="completeness",
    title=Text("Completeness", "完备率"),
    question=Text("What do our dossiers lack, and who should ask for it?", "我们的档案缺什么，该由谁去问？"),
    method=(
        Text(
            "Asked is every field that carries a weight and is needed at the customer's stage and segments; essential "
            "counts 5, important 2, useful 1. The share is what is filled of what is asked, rounded down.",
            "凡在客户所处阶段和类别需要、且标有重要性的字段都计入：必要 5 分、重要 2 分、有用 1 分。"
            "完备率为已填分数占应填分数的比例，向下取整。",
        ),
        Text(
            "Of a kind of file with many files, and of the things in a map, only those that are there are asked. "
            "Fields above this page's audience are not counted at all.",
            "可有多个文件的种类、以及按编号登记的事项，只对已有的计分。高于本页受众级别的字段不计。",
        ),
    ),
    meets=("SEG-06", "RPT-09/completeness"),
    of_customer=of_customer,
    reduce=reduce,
    order=30,
)
