"""A canary stands in every field that can hold one; no build for a lower audience has it in any byte."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from dangan.levels import Level
from dangan.project import Project
from dangan.schema.catalogue import Catalogue
from dangan.schema.field import RESERVED, Field
from dangan.source.emit import dump, front_matter
from dangan.source.memory_tree import MemoryTree
from tests.archive import TODAY, files
from tests.conftest import snapshot, write_files

FIXED = {"currency": "CNY", "country": "CN", "duration": "P30D", "month": "2020-01"}
"""Formats with so few values that one of them proves nothing: no canary there, as with enums and references."""
REFERENCES = {"person": "li-mei", "colleague": "chen-li", "competitor": "voltaic", "product": "pack-48"}


@dataclass
class Cage:
    """Makes one value per field that occurs nowhere else, and remembers how sensitive it is."""

    birds: list[tuple[str, Level, str]] = field(default_factory=list)

    def value(self, spec: Field, path: str) -> Any:
        if spec.ref:
            return REFERENCES.get(spec.ref)
        if spec.enum:
            word = next(iter(spec.enum))
            return int(word) if spec.type == "integer" else word
        if spec.type == "object":
            return self._object(spec, path)
        if spec.type == "array":
            item = self.value(spec.items, path) if spec.items else None
            return None if item is None else [item]
        return self._leaf(spec, path)

    def _object(self, spec: Field, path: str) -> dict[str, Any] | None:
        below = ((n, self.value(f, f"{path}/{n}")) for n, f in spec.properties.items() if n not in (*RESERVED, "id"))
        made = {name: value for name, value in below if value is not None}
        if spec.values:
            key = REFERENCES.get(spec.key_ref or "person", "li-mei")
            made[key] = self.value(spec.values, f"{path}/*")
        return made or None

    def _leaf(self, spec: Field, path: str) -> Any:
        number = len(self.birds) + 1
        if spec.format in FIXED:
            return FIXED[spec.format]
        if spec.type == "boolean" or spec.format in ("uscc", "lei", "vat"):
            return None
        value, token = _bird(spec, number)
        self.birds.append((token, spec.level, path))
        return value


def _bird(spec: Field, number: int) -> tuple[Any, str]:
    if spec.type in ("integer", "number"):
        small = "percent" in spec.name or "year" in spec.name
        if "year" in spec.name:
            return 1000 + number, str(1000 + number)
        return (
            (Decimal(f"1.{number:04d}1"), f"1.{number:04d}1")
            if small
            else (77_000_000 + number, f"{77_000_000 + number:,}")
        )
    if spec.format == "date":
        day = (date(1900, 1, 1) + timedelta(days=number)).isoformat()
        return day, day
    if spec.format == "phone":
        return f"+86 139 {number:08d}", f"139{number:08d}"
    word = f"canary{number:05d}q"
    return {"email": f"{word}@c.example", "url": f"https://{word}.example/"}.get(spec.format or "", word), word


def planted() -> tuple[dict[str, str], list[tuple[str, Level, str]]]:
    """The customer's files of every kind, filled to the brim, and what was put in."""
    catalogue, _ = Catalogue.load(MemoryTree({}))
    cage = Cage()
    found = {}
    for kind in catalogue.kinds.values():
        if kind.scope != "customer":
            continue
        data = cage.value(kind.field, kind.name)
        if kind.name == "profile":
            data["id"] = "good"
        path = "customers/good/" + kind.path.replace("{id}", "first")
        if kind.markdown:
            body = data.pop("body")
            found[path] = front_matter(data, f"{body}\n")
        else:
            found[path] = dump(data)
    return found, cage.birds


BROKEN = {
    "customers/broken/profile.yaml": "id: broken\nnames: {en: Broken Ltd}\ncustodian: chen-li\nstage: trading\n",
    "customers/broken/people.yaml": (
        "li-mei:\n  names: {en: Li Mei}\n  attitude: {to_us: brokenconfid, brokenkey1: brokenunknown}\n"
    ),
    "customers/broken/personal.yaml": (
        "li-mei:\n  basis: brokenbasis\n  birthday: brokenbirthday\n  home: [brokenhome\n"
    ),
    "customers/broken/projects/a.yaml": ("title: A\nstep: lead\nvalue: {amount: brokenamount, currency: BROKENCUR}\n"),
}
"""Wrong on purpose: a message that quotes a value must not carry it to a page that may not show it."""


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> dict[Level, bytes]:
    """All bytes of a build per audience; digits also without the spaces and commas that pages put in."""
    root = tmp_path_factory.mktemp("canary")
    held, _ = planted()
    write_files(root / "archive", {**files(), **held, **BROKEN})
    found = {}
    for level in Level:
        out = root / level.word
        Project.open(root / "archive", today=TODAY).build(out, audience=level)
        found[level] = b"\n".join(_searchable(snapshot(out)))
    return found


def _searchable(site: dict[str, bytes]) -> Iterator[bytes]:
    for name, data in site.items():
        yield name.encode()
        yield data
        if name.endswith((".html", ".js")):
            yield data.replace(b" ", b"").replace(b"-", b"")


def test_every_canary_sings_where_it_may(sites: dict[Level, bytes]) -> None:
    _, birds = planted()
    assert len(birds) > 150
    silent = [path for token, _, path in birds if token.encode() not in sites[Level.RESTRICTED]]
    assert not silent, silent


@pytest.mark.parametrize("audience", [Level.PUBLIC, Level.INTERNAL, Level.CONFIDENTIAL])
def test_no_canary_is_heard_below_its_level(sites: dict[Level, bytes], audience: Level) -> None:
    _, birds = planted()
    higher = [(token, path) for token, level, path in birds if level > audience]
    assert len(higher) > 10
    heard = [path for token, path in higher if token.encode() in sites[audience]]
    assert heard == []


def test_messages_do_not_carry_values_down(sites: dict[Level, bytes]) -> None:
    for word in (b"brokenbasis", b"brokenbirthday", b"brokenhome"):
        assert word not in sites[Level.CONFIDENTIAL]
    for word in (b"brokenconfid", b"brokenunknown", b"brokenamount"):
        assert word not in sites[Level.INTERNAL]
