"""An archive of any size, made from the schemas themselves: a new field or kind is in it without a change here."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import Any

from stdnum.cn import uscc

from dangan.schema.catalogue import Catalogue
from dangan.schema.field import RESERVED, Field
from dangan.schema.kind import Kind
from dangan.source.emit import dump, front_matter
from dangan.source.memory_tree import MemoryTree

_ENGLISH = (
    "battery pack motor controller plant line sample price delivery quality report visit order tooling test contract "
    "engineer purchase budget quarter export garden bike storage logistics module charger warranty"
)
_CHINESE = "电池 电机 工厂 样品 价格 交期 质量 报告 拜访 订单 开模 测试 合同 采购 预算 出口 储能 物流 模组 充电器"
WORDS = (*_ENGLISH.split(), *_CHINESE.split())
PEOPLE, PROJECTS, CONTACTS = 3, 1, 3
"""Of each customer; with profile, people, personal and competitors that is eight files or so."""
COLLEAGUES, COMPETITORS, PRODUCTS = 12, 20, 30
DEPTH_FULL = 0.7
"""The part of the optional fields that is filled."""


@dataclass
class Ids:
    """What references may point at; a customer's own things are added while it is made."""

    by_space: dict[str, list[str]] = field(default_factory=dict)

    def pick(self, space: str, random: Random) -> str | None:
        known = self.by_space.get(space)
        return random.choice(known) if known else None


class Maker:
    """Values that fit a field. Deterministic: the same seed makes the same bytes."""

    def __init__(self, ids: Ids, random: Random) -> None:
        self.ids = ids
        self.random = random

    def value(self, spec: Field, own_id: str = "") -> Any:
        if spec.alternatives:
            return self.value(spec.alternatives[0], own_id)
        if spec.ref:
            return self.ids.pick(spec.ref, self.random)
        if spec.enum:
            value = self.random.choice(list(spec.enum))
            return int(value) if spec.type == "integer" else value
        return getattr(self, f"_{spec.type or 'string'}")(spec, own_id)

    def _object(self, spec: Field, own_id: str) -> dict[str, Any] | None:
        made: dict[str, Any] = {}
        for name, child in spec.properties.items():
            if name in RESERVED or not (name in spec.required or self.random.random() < DEPTH_FULL):
                continue
            value = own_id if name == "id" and own_id else self.value(child)
            if value not in (None, {}, []):
                made[name] = value
        if spec.values is not None:
            made |= {key: self.filled(spec.values) for key in self._keys(spec)}
        return made or None

    def filled(self, spec: Field, own_id: str = "") -> Any:
        """A value that is not empty: what a schema requires of an entry is always in it."""
        value = self.value(spec, own_id)
        while not value:
            value = self.value(spec, own_id)
        return value

    def _keys(self, spec: Field) -> list[str]:
        known = self.ids.by_space.get(spec.key_ref or "", [])
        return sorted(self.random.sample(known, min(2, len(known)))) if spec.key_ref else ["first", "second"]

    def _array(self, spec: Field, _own_id: str) -> list[Any]:
        values = [self.value(spec.items) for _ in range(self.random.randint(1, 2))] if spec.items else []
        unique: list[Any] = []
        for value in values:
            if value not in (None, {}, []) and value not in unique:
                unique.append(value)
        return unique

    def _string(self, spec: Field, _own_id: str) -> str:
        maker = _FORMATS.get(spec.format or "")
        if spec.not_before:
            return _day(self.random, date(2026, 1, 1))
        if maker:
            return maker(self.random)
        if spec.annotations.get("pattern") or spec.name == "id":
            return f"x-{self.random.randrange(10**6)}"
        return " ".join(self.random.choices(WORDS, k=self.random.randint(2, 9)))

    def _integer(self, spec: Field, _own_id: str) -> int:
        return self.random.randint(1990, 2020) if "year" in spec.name else self.random.randint(1, 90)

    def _number(self, _spec: Field, _own_id: str) -> Decimal:
        return Decimal(self.random.randint(1, 90))

    def _boolean(self, _spec: Field, _own_id: str) -> bool:
        return self.random.random() < 0.5


def _day(random: Random, start: date = date(2024, 1, 1)) -> str:
    return (start + timedelta(days=random.randrange(300))).isoformat()


USCC = "91330100MA27XYUP3" + uscc.calc_check_digit("91330100MA27XYUP3")

_FORMATS: dict[str, Callable[[Random], str]] = {
    "date": _day,
    "month": lambda r: _day(r)[:7],
    "email": lambda r: f"a{r.randrange(10**6)}@mail.example",
    "url": lambda r: f"https://w{r.randrange(10**6)}.example/",
    "phone": lambda r: f"+86 571 8{r.randrange(10**7):07d}",
    "currency": lambda r: r.choice(["CNY", "EUR", "USD"]),
    "country": lambda r: r.choice(["CN", "DE", "SG"]),
    "uscc": lambda _r: USCC,
    "lei": lambda _r: "5493001KJTIIGC8Y1R12",
    "vat": lambda _r: "DE136695976",
    "duration": lambda _r: "P30D",
}


def write_archive(root: Path, customers: int, seed: int = 1) -> int:
    """Writes `customers` folders and all they refer to; returns how many files."""
    catalogue, problems = Catalogue.load(MemoryTree({}))
    assert not problems, problems[:3]
    random = Random(seed)
    ids = Ids()
    ids.by_space["colleague"] = [f"colleague-{i}" for i in range(COLLEAGUES)]
    ids.by_space["competitor"] = [f"competitor-{i}" for i in range(COMPETITORS)]
    ids.by_space["product"] = [f"product-{i}" for i in range(PRODUCTS)]
    files = dict(_loose(catalogue, ids, random))
    count = 0
    for path, data in files.items():
        count += _write(root / path, data)
    for number in range(customers):
        count += sum(_write(root / path, data) for path, data in _customer(catalogue, ids, random, number))
    return count


def _loose(catalogue: Catalogue, ids: Ids, random: Random) -> Iterator[tuple[str, str]]:
    yield "dangan.yaml", dump({"format": 1, "languages": ["en", "zh"], "audience": "internal"})
    maker = Maker(ids, random)
    for kind in catalogue.kinds.values():
        if kind.scope != "archive" or kind.name == "dangan":
            continue
        if kind.many:
            for own_id in ids.by_space.get(kind.name, []):
                yield kind.path.replace("{id}", own_id), dump(maker.filled(kind.field, own_id))
        elif kind.field.values is not None:
            data = {own_id: maker.filled(kind.field.values) for own_id in ids.by_space["colleague"]}
            yield kind.path, dump(data)
        else:
            yield kind.path, dump(maker.filled(kind.field))


def _customer(catalogue: Catalogue, ids: Ids, random: Random, number: int) -> Iterator[tuple[str, str]]:
    own_id = f"customer-{number:05d}"
    people = [f"person-{i}" for i in range(PEOPLE)]
    contacts = [f"2025-0{1 + i}-1{i}-visit" for i in range(CONTACTS)]
    local = Ids({**ids.by_space, "person": people, "log": contacts, "source": contacts, "customer": [own_id]})
    maker = Maker(local, random)
    folder = f"customers/c{number // 500:02d}/{own_id}/"
    for kind in catalogue.kinds.values():
        if kind.scope == "customer":
            yield from ((folder + path, text) for path, text in _files(kind, maker, own_id, people, contacts))


def _files(kind: Kind, maker: Maker, own_id: str, people: list[str], contacts: list[str]) -> Iterator[tuple[str, str]]:
    if kind.markdown:
        for contact in contacts:
            data = maker.filled(kind.field)
            body = data.pop("body", "") if isinstance(data, dict) else ""
            prose = "\n\n".join(" ".join(maker.random.choices(WORDS, k=40)) for _ in range(2))
            yield kind.path.replace("{id}", contact), front_matter(data, f"{body}\n\n{prose}\n")
    elif kind.many:
        for i in range(PROJECTS):
            yield kind.path.replace("{id}", f"{kind.name}-{i}"), dump(maker.filled(kind.field))
    elif kind.field.values is not None and kind.field.key_ref in (None, "person"):
        yield kind.path, dump({person: maker.filled(kind.field.values) for person in people})
    else:
        yield kind.path, dump(maker.filled(kind.field, own_id))


def _write(path: Path, text: str) -> int:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return 1
