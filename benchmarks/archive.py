"""An archive of any size, made from the schemas themselves: a new field or kind is in it without a change here."""

import re
from collections.abc import Callable, Collection, Iterator, Mapping
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


Schema = Mapping[str, Any]
NOTHING: tuple[Any, ...] = (None, {}, [])


class Maker:
    """Values that fit a field and its flattened schema. Deterministic: the same seed makes the same bytes."""

    def __init__(self, ids: Ids, random: Random) -> None:
        self.ids = ids
        self.random = random

    def value(self, spec: Field, schema: Schema, own_id: str = "") -> Any:
        if spec.alternatives:
            return self.value(spec.alternatives[0], _first_branch(schema), own_id)
        if spec.ref:
            return self.ids.pick(spec.ref, self.random)
        if spec.enum:
            value = self.random.choice(list(spec.enum))
            return int(value) if spec.type == "integer" else value
        return getattr(self, f"_{spec.type or 'string'}")(spec, schema, own_id)

    def filled(self, spec: Field, schema: Schema, own_id: str = "") -> Any:
        """A value that is not empty: what a schema requires is always in it."""
        value = self.value(spec, schema, own_id)
        while value in NOTHING and spec.type in ("object", "array"):
            value = self.value(spec, schema, own_id)
        return value

    def _object(self, spec: Field, schema: Schema, own_id: str) -> dict[str, Any]:
        made: dict[str, Any] = {}
        for name, child in spec.properties.items():
            value = self._property(name, child, spec.required, schema["properties"][name], own_id)
            if value not in NOTHING:
                made[name] = value
        if spec.values is not None:
            below = schema["additionalProperties"]
            made |= {key: self.filled(spec.values, below) for key in self._keys(spec)}
        return made

    def _property(self, name: str, spec: Field, required: Collection[str], schema: Schema, own_id: str) -> Any:
        if name in required:
            return own_id if name == "id" and own_id else self.filled(spec, schema)
        wanted = name not in RESERVED and self.random.random() < DEPTH_FULL
        return (own_id if name == "id" and own_id else self.value(spec, schema)) if wanted else None

    def _keys(self, spec: Field) -> list[str]:
        known = self.ids.by_space.get(spec.key_ref or "", [])
        return sorted(self.random.sample(known, min(2, len(known)))) if spec.key_ref else ["first", "second"]

    def _array(self, spec: Field, schema: Schema, _own_id: str) -> list[Any]:
        count = self.random.randint(1, 2)
        values = [self.value(spec.items, schema["items"]) for _ in range(count)] if spec.items else []
        unique: list[Any] = []
        for value in values:
            if value not in NOTHING and value not in unique:
                unique.append(value)
        return unique

    def _string(self, spec: Field, schema: Schema, _own_id: str) -> str:
        maker = _FORMATS.get(spec.format or "")
        if spec.not_before:
            return _day(self.random, date(2026, 1, 1))
        if maker:
            return maker(self.random)
        if "pattern" in schema:
            return _matching(schema["pattern"], self.random)
        return " ".join(self.random.choices(WORDS, k=self.random.randint(2, 9)))

    def _integer(self, _spec: Field, schema: Schema, _own_id: str) -> int:
        lowest = int(schema.get("minimum", 1))
        return self.random.randint(lowest, int(schema.get("maximum", lowest + 90)))

    def _number(self, spec: Field, schema: Schema, own_id: str) -> Decimal:
        return Decimal(self._integer(spec, schema, own_id))

    def _boolean(self, _spec: Field, _schema: Schema, _own_id: str) -> bool:
        return self.random.random() < 0.5


def _first_branch(schema: Schema) -> Schema:
    return next((schema[word][0] for word in ("anyOf", "oneOf") if word in schema), schema)


def _matching(pattern: str, random: Random) -> str:
    """An id. A schema that asks for another form of text needs a maker here, and says so."""
    text = f"x-{random.randrange(10**6)}"
    if not re.search(pattern, text):
        raise ValueError(f"no text is made up for the pattern {pattern}")
    return text


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
        schema = catalogue.flattened(kind.name)
        if kind.many:
            for own_id in ids.by_space.get(kind.name, []):
                yield kind.path.replace("{id}", own_id), dump(maker.filled(kind.field, schema, own_id))
        elif kind.field.values is not None:
            data = {
                own_id: maker.filled(kind.field.values, schema["additionalProperties"])
                for own_id in ids.by_space["colleague"]
            }
            yield kind.path, dump(data)
        else:
            yield kind.path, dump(maker.filled(kind.field, schema))


def _customer(catalogue: Catalogue, ids: Ids, random: Random, number: int) -> Iterator[tuple[str, str]]:
    own_id = f"customer-{number:05d}"
    people = [f"person-{i}" for i in range(PEOPLE)]
    contacts = [f"2025-0{1 + i}-1{i}-visit" for i in range(CONTACTS)]
    local = Ids({**ids.by_space, "person": people, "log": contacts, "source": contacts, "customer": [own_id]})
    maker = Maker(local, random)
    folder = f"customers/c{number // 500:02d}/{own_id}/"
    for kind in catalogue.kinds.values():
        if kind.scope == "customer":
            schema = catalogue.flattened(kind.name)
            yield from ((folder + path, text) for path, text in _files(kind, schema, maker, own_id))


def _files(kind: Kind, schema: Schema, maker: Maker, own_id: str) -> Iterator[tuple[str, str]]:
    if kind.markdown:
        for contact in maker.ids.by_space["log"]:
            data = maker.filled(kind.field, schema)
            body = data.pop("body", "")
            prose = "\n\n".join(" ".join(maker.random.choices(WORDS, k=40)) for _ in range(2))
            yield kind.path.replace("{id}", contact), front_matter(data, f"{body}\n\n{prose}\n")
    elif kind.many:
        for i in range(PROJECTS):
            yield kind.path.replace("{id}", f"{kind.name}-{i}"), dump(maker.filled(kind.field, schema))
    elif kind.field.values is not None and kind.field.key_ref in (None, "person"):
        below = schema["additionalProperties"]
        people = maker.ids.by_space["person"]
        yield kind.path, dump({person: maker.filled(kind.field.values, below) for person in people})
    else:
        yield kind.path, dump(maker.filled(kind.field, schema, own_id))


def _write(path: Path, text: str) -> int:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return 1
