"""A canary stands in every field that can hold one; no build for a lower audience has it in any byte.

Every kind is filled to the brim, of customers and of the archive, provenance and file names with it. What can hold one
of a few values only (an enum, a boolean, a reference, a currency or country, a checked number such as a VAT number)
cannot be told from the same value elsewhere and has no canary, and so has a number or text of which a schema allows
few: that such a field is left out by its level is tested with redaction (`tests/schema`). Two settings are for every
reader, see OPEN.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from dangan.levels import Level
from dangan.project import Project
from dangan.schema.catalogue import Catalogue
from dangan.schema.field import RESERVED, Field
from dangan.schema.kind import Kind
from dangan.site.format import long_date
from dangan.source.emit import dump, front_matter
from dangan.source.memory_tree import MemoryTree
from tests.archive import TODAY, files
from tests.conftest import snapshot, write_files

FIXED = {"currency": "CNY", "country": "CN", "month": "2020-01", "time-zone": "Asia/Shanghai", "path": "a/b"}
"""Formats with so few values that one of them proves nothing: no canary there, as with enums and references."""
CHECKED = ("uscc", "lei", "vat", "iban", "bic", "isin")
FEW = {"reporting_period": "2020-Q1", "rests_on": ["canary-profile/canary-log"]}
"""Shapes that a canary does not fit: a value that does."""
HOLDS = {
    "organisation/departments": "department",
    "procurement/needs": "need",
    "receivables/invoices": "invoice",
    "rules/target_markets": "target-market",
}
"""Maps inside a file whose keys are referred to."""
REFERENCES = {
    "person": "li-mei",
    "colleague": "chen-li",
    "competitor": "voltaic",
    "product": "pack-48",
    "customer": "canary-profile",
    "project": "canary-project",
    "source": "canary-profile/canary-log",
    "inbox": "canary-inbox",
    **dict.fromkeys(("claim", "contract", "document", "order"), "li-mei"),
    **{thing: f"held-{thing}" for thing in HOLDS.values()},
}
STEMS = {"competitor": "voltaic", "product": "pack-48"}
HELD = ("id", "evidence", "contested", "format")
"""What is given and not made up: who a thing is, which of its facts a source is for, the form of the archive."""
OPEN = ("dangan/title/zh", "dangan/title/en")
"""The title of the site is on every page of it, for whomever it is."""
EXPECTED = ("no-history", "sum-differs", "missing-document", "unknown-review-target")
"""What made-up figures and files cannot help."""

FORMS = {
    "sha256": "{number:064x}",
    "fingerprint": "SHA256:{word:0<43}",
    "signing_keys/key": "ssh-ed25519 AAAA{word}",
}
"""Of texts with a pattern those that are no ids, by the ends of their paths."""
Bird = tuple[str, Level, str]
"""What to listen for, how sensitive it is, and the place of its field."""


@dataclass
class Cage:
    """Makes one value per field that occurs nowhere else, and remembers how sensitive it is."""

    birds: list[Bird] = field(default_factory=list)
    bounds: dict[str, Mapping[str, Any]] = field(default_factory=dict)
    """By path what a schema says of a leaf."""

    def _allowed(self, bounds: Mapping[str, Any], spec: Field, path: str) -> Any:
        """One of few numbers; of texts with a pattern, ids and checksums and names of files."""
        if "pattern" not in bounds:
            return max(bounds.get("minimum", 1), 1)
        number = len(self.birds) + 1
        word = f"canary{number:05d}q"
        form = next((form for end, form in FORMS.items() if path.endswith(end)), "{word}")
        value = form.format(word=word, number=number)
        self.birds.append((value, spec.level, path))
        return value

    def _is_bounded(self, fact: Field, path: str) -> bool:
        return "pattern" in self.bounds.get(f"{path.rpartition('/')[0]}/{fact.name}", {})

    def value(self, spec: Field, path: str) -> Any:
        if spec.ref or spec.shape in FEW:
            return REFERENCES.get(spec.ref) if spec.ref else FEW[spec.shape or ""]
        if spec.enum:
            word = next(iter(spec.enum))
            return int(word) if spec.type == "integer" else word
        if spec.alternatives:
            return self.value(spec.alternatives[0], path)
        if spec.type == "object":
            return self._object(spec, path)
        if spec.type == "array":
            item = self.value(spec.items, path) if spec.items else None
            return None if item is None else [item]
        return self._leaf(spec, path)

    def _object(self, spec: Field, path: str) -> dict[str, Any] | None:
        below = ((n, self.value(f, f"{path}/{n}")) for n, f in spec.properties.items() if n not in (*HELD, "contested"))
        made = {name: value for name, value in below if value is not None}
        if spec.values:
            key = self._key(spec, path)
            made[key] = self.value(spec.values, f"{path}/*")
        if "evidence" in spec.properties:
            made["evidence"] = self._evidence(spec.properties["evidence"], made)
        if made and "contested" in spec.properties:
            made["contested"] = self._contested(spec, made, f"{path}/contested")
        return made or None

    def _contested(self, spec: Field, made: dict[str, Any], path: str) -> list[dict[str, Any]]:
        """Another value of the first plain fact, and what is said of it: as sensitive as the fact."""
        facts = (f for f in spec.facts() if f.name in made and _is_plain(f) and not self._is_bounded(f, path))
        fact, item = next(facts, None), spec.properties["contested"].items
        if fact is None or item is None:
            return []
        before = len(self.birds)
        said = {
            name: self.value(f, f"{path}/{name}")
            for name, f in item.properties.items()
            if name not in ("field", "value")
        }
        said |= {"field": fact.name, "value": self._leaf(fact, f"{path}/value")}
        self.birds[before:] = [(token, max(level, fact.level), at) for token, level, at in self.birds[before:]]
        return [{name: value for name, value in said.items() if value is not None}]

    def _key(self, spec: Field, path: str) -> str:
        """Of a map: whom it refers to, the id of a whole record, or a word of one's own and so a canary."""
        if path in HOLDS:
            return REFERENCES[HOLDS[path]]
        if spec.key_ref or "/" not in path:
            return REFERENCES[spec.key_ref or {"team": "colleague"}.get(path, "person")]
        numbered = re.match(r"\^([A-Z])\[", self.bounds.get(path, {}).get("propertyNames", {}).get("pattern", ""))
        if numbered:
            return f"{numbered[1]}1"
        self.birds.append((f"canary{len(self.birds) + 1:05d}q", spec.level, f"{path}/key"))
        return self.birds[-1][0]

    def _evidence(self, spec: Field, made: dict[str, Any]) -> dict[str, Any]:
        """By field: the sources of a fact that is there."""
        fact = next((name for name in made if name not in RESERVED), "")
        return {fact: [REFERENCES["source"]]} if fact and spec.values else {}

    def _leaf(self, spec: Field, path: str) -> Any:
        if spec.format in FIXED:
            return FIXED[spec.format]
        if spec.type == "boolean" or spec.format in CHECKED:
            return None
        bounds = self.bounds.get(path, {})
        if "pattern" in bounds or (spec.type == "integer" and "maximum" in bounds):
            return self._allowed(bounds, spec, path)
        value, token = _bird(spec, len(self.birds) + 1, small=bounds.get("maximum", 101) <= 100)
        self.birds.append((token, spec.level, path))
        return value


def _bird(spec: Field, number: int, *, small: bool) -> tuple[Any, str]:
    if spec.type in ("integer", "number"):
        return _number(spec, number, small=small)
    if spec.format == "date":
        month, day = divmod(number, 19)
        told = date(1900 + month // 12, 1 + month % 12, 10 + day)
        return told.isoformat(), long_date(told, "en").replace(" ", "") if spec.name == "as_of" else told.isoformat()
    if spec.format == "phone":
        return f"+86 139 {number:08d}", f"139{number:08d}"
    if spec.format == "duration":
        return f"P{number}D", f"{number} days"
    word = f"canary{number:05d}q"
    return {"email": f"{word}@c.example", "url": f"https://{word}.example/"}.get(spec.format or "", word), word


def _number(spec: Field, number: int, *, small: bool) -> tuple[Any, str]:
    if spec.widget == "year":
        return 1000 + number, str(1000 + number)
    if small or "percent" in spec.name:
        return Decimal(f"1.{number:04d}1"), f"1.{number:04d}1"
    return 77_000_000 + number, f"{77_000_000 + number:,}"


def _is_plain(spec: Field) -> bool:
    """A text that may be any, so that another one may contest it."""
    return spec.type == "string" and not (spec.enum or spec.ref or spec.format or spec.shape)


def bounded() -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Every leaf of every schema, by the path that the cage gives it."""
    catalogue, _ = Catalogue.load(MemoryTree({}))
    for kind in catalogue.kinds.values():
        yield from _leaves(kind.schema, kind.name)


def _leaves(schema: Mapping[str, Any], path: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    yield path, schema
    for name, below in schema.get("properties", {}).items():
        yield from _leaves(below, f"{path}/{name}")
    for keyword, below_path in (("items", path), ("additionalProperties", f"{path}/*")):
        if isinstance(schema.get(keyword), Mapping):
            yield from _leaves(schema[keyword], below_path)


def filled(cage: Cage) -> Iterator[tuple[Kind, str, Any]]:
    """Every kind of file but the settings, to the brim: where it lies and what is in it."""
    catalogue, _ = Catalogue.load(MemoryTree({}))
    for kind in catalogue.kinds.values():
        data = cage.value(kind.field, kind.name)
        stem = STEMS.get(kind.name, f"canary-{kind.name}")
        if "id" in kind.field.properties:
            data["id"] = stem
        yield (
            kind,
            ("customers/canary-profile/" if kind.scope == "customer" else "") + kind.path.replace("{id}", stem),
            data,
        )


def written(kind: Kind, data: dict[str, Any]) -> str:
    if kind.markdown:
        body = data.pop("body")
        return front_matter(data, f"{body}\n")
    return dump(data)


def planted() -> tuple[dict[str, str], list[Bird]]:
    """The archive's files of every kind, and what was put in; ids and names of files are as sensitive as their kind."""
    cage = Cage(bounds=dict(bounded()))
    found = {}
    for kind, path, data in filled(cage):
        if kind.name == "dangan":
            data |= {"format": 1, "languages": ["zh", "en"]}
        found[path] = written(kind, data)
        if "{id}" in kind.path or kind.name == "profile":
            cage.birds.append((STEMS.get(kind.name, f"canary-{kind.name}"), kind.field.level, path))
    return found, cage.birds


BROKEN = {
    "customers/broken/profile.yaml": "id: broken\nnames: {en: Broken Ltd}\ncustodian: chen-li\nstage: trading\n",
    "customers/broken/people.yaml": (
        "li-mei:\n  names: {en: Li Mei}\n  standing: {execution: brokenconfid, brokenkey1: brokenunknown}\n"
    ),
    "customers/broken/personal.yaml": (
        "li-mei:\n  basis: brokenbasis\n  birthday: brokenbirthday\n  home: [brokenhome\n"
    ),
    "customers/broken/projects/a.yaml": ("title: A\nstep: lead\nbudget: {amount: brokenamount, currency: BROKENCUR}\n"),
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
    assert len(birds) > 400
    assert [path for token, _, path in birds if token.encode() not in sites[Level.RESTRICTED]] == []


@pytest.mark.parametrize(("audience", "least"), [(Level.PUBLIC, 400), (Level.INTERNAL, 100), (Level.CONFIDENTIAL, 40)])
def test_no_canary_is_heard_below_its_level(sites: dict[Level, bytes], audience: Level, least: int) -> None:
    _, birds = planted()
    higher = [(token, path) for token, level, path in birds if level > audience and path not in OPEN]
    assert len(higher) > least
    heard = [path for token, path in higher if token.encode() in sites[audience]]
    assert heard == []


def test_the_cages_stand_in_every_kind_and_are_in_order(tmp_path: Path) -> None:
    held, birds = planted()
    root = write_files(tmp_path, {**files(), **held})
    project = Project.open(root, today=TODAY)
    assert {path.split("/")[0] for _, _, path in birds} >= project.catalogue.kinds.keys()
    assert {level for _, level, _ in birds} == {Level.INTERNAL, Level.CONFIDENTIAL, Level.RESTRICTED}
    assert [str(d) for d in project.check().diagnostics if d.code not in EXPECTED] == []


def test_messages_do_not_carry_values_down(sites: dict[Level, bytes]) -> None:
    for word in (b"brokenbasis", b"brokenbirthday", b"brokenhome"):
        assert word not in sites[Level.CONFIDENTIAL]
    for word in (b"brokenconfid", b"brokenunknown", b"brokenamount"):
        assert word not in sites[Level.INTERNAL]
