"""How each requirement is met: by which fields, by what code, or not yet."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum

from dangan.analysis.declaration import Declaration
from dangan.diagnostics import Text
from dangan.schema.field_places import FieldPlace, places
from dangan.schema.kind import Kind
from dangan.schema.requirements import Part, Requirement, Requirements


class State(Enum):
    """Of a line; only requirements that are not data can be met in part."""

    MET = Text("met", "已满足")
    PARTLY = Text("partly met", "部分满足")
    OPEN = Text("open", "待完成")
    MISSING = Text("missing", "缺失")


@dataclass(frozen=True, slots=True)
class Line:
    """A part of a requirement, or (`part` None) a requirement as a whole, with all that meets it."""

    requirement: Requirement
    part: Part | None
    state: State
    places: tuple[FieldPlace, ...] = ()
    declared: tuple[Declaration, ...] = ()
    why: Text | None = None
    """Why it is not met, where it is not."""

    @property
    def reference(self) -> str:
        return f"{self.requirement.id}/{self.part.id}" if self.part else self.requirement.id

    @property
    def label(self) -> Text:
        return self.part.label if self.part else self.requirement.title


@dataclass(frozen=True, slots=True)
class Means:
    """What there is to meet requirements with, by the names that it gives them; what is said of customers first."""

    places: Mapping[str, Sequence[FieldPlace]] = field(default_factory=dict)
    declared: Mapping[str, Sequence[Declaration]] = field(default_factory=dict)

    @classmethod
    def of(cls, kinds: Iterable[Kind], declarations: Iterable[Declaration]) -> "Means":
        fields: dict[str, list[FieldPlace]] = {}
        code: dict[str, list[Declaration]] = {}
        ordered = sorted(kinds, key=lambda kind: kind.scope != "customer")
        for place in (place for kind in ordered for place in places(kind)):
            for name in place.field.requirements:
                fields.setdefault(name, []).append(place)
        for declaration in declarations:
            for name in declaration.meets:
                code.setdefault(name, []).append(declaration)
        return cls(fields, code)


def trace(requirements: Requirements, means: Means) -> tuple[Line, ...]:
    """A line for each part; a requirement that is not data has one for itself, before those of its parts."""
    return tuple(line for requirement in requirements for line in _lines(requirement, means))


def _lines(requirement: Requirement, means: Means) -> Iterator[Line]:
    parts = [_part(requirement, part, means) for part in requirement.parts.values()]
    if not requirement.is_data:
        yield _whole(requirement, parts, means)
    elif not parts:
        yield Line(requirement, None, State.MISSING, why=_UNDIVIDED)
    yield from parts


def _part(requirement: Requirement, part: Part, means: Means) -> Line:
    name = f"{requirement.id}/{part.id}"
    fields, code = tuple(means.places.get(name, ())), tuple(means.declared.get(name, ()))
    if code or (fields and not part.by):
        return Line(requirement, part, State.MET, fields, code)
    if part.open:
        return Line(requirement, part, State.OPEN, fields, why=part.open)
    why = _NO_CODE.fill(by=BY[part.by]) if part.by else _NO_FIELD
    return Line(requirement, part, State.MISSING if requirement.is_data else State.OPEN, fields, why=why)


def _whole(requirement: Requirement, parts: Sequence[Line], means: Means) -> Line:
    """Met when every part is and code has declared it or one of them: a field only records what it works on."""
    fields, code = tuple(means.places.get(requirement.id, ())), tuple(means.declared.get(requirement.id, ()))
    met = [line for line in parts if line.state is State.MET]
    if len(met) == len(parts) and (code or any(line.declared for line in parts)):
        return Line(requirement, None, State.MET, fields, code)
    state = State.PARTLY if fields or code or met else State.OPEN
    return Line(requirement, None, state, fields, code, requirement.open or _rest(parts))


def _rest(parts: Sequence[Line]) -> Text:
    lacking = [line.label for line in parts if line.state is not State.MET]
    if not lacking:
        return _NOT_DECLARED
    return _LACKING.fill(
        parts=Text("; ".join(label.en for label in lacking), "；".join(label.to("zh") for label in lacking))
    )


BY: Mapping[str, Text] = {
    "": Text("field", "字段"),
    "drawing": Text("drawing", "图示"),
    "rule": Text("rule", "规则"),
    "analysis": Text("analysis", "分析"),
    "report": Text("report", "报表"),
    "command": Text("command", "命令"),
    "history": Text("history", "历史记录"),
}
"""What can meet a part, in words."""
_UNDIVIDED = Text("it is not split into parts", "尚未拆分为具体项目")
_NO_FIELD = Text("no field records it", "没有字段记录")
_NO_CODE = Text("no {by} declares it", "尚无{by}声明满足")
_NOT_DECLARED = Text("nothing computes it yet", "尚未实现")
_LACKING = Text("lacking: {parts}", "还缺：{parts}")
