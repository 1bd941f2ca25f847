"""The example of every kind is right by its own schema, and holds nothing above the audience."""

import pytest

from dangan.levels import Level
from dangan.schema.catalogue import Catalogue
from dangan.schema.example import example
from dangan.schema.kind import Kind
from dangan.schema.validate import validate
from dangan.source.memory_tree import MemoryTree
from dangan.source.reader import parse_document
from tests.schema.small import load

KINDS = {**Catalogue.load(MemoryTree({}))[0].kinds, "card": load()[0].kinds["card"]}


def wrong(kind: Kind, text: str) -> list[str]:
    document, problems = parse_document(kind.path.replace("{id}", "x"), text.encode())
    found = [*problems, *(validate(kind, document) if document else ())]
    return [f"{d.span.line}: {d.message.en}" for d in found]


@pytest.mark.parametrize("name", KINDS)
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_it_is_right(name: str, lang: str) -> None:
    text = example(KINDS[name], name, lang)
    assert wrong(KINDS[name], text) == []
    assert text.count("\n") < 60


@pytest.mark.parametrize("name", KINDS)
def test_nothing_in_it_is_above_the_audience(name: str) -> None:
    kind = KINDS[name]
    for audience in Level:
        document, _ = parse_document(kind.path.replace("{id}", "x"), example(kind, name, "en", audience).encode())
        for pointer, _node in document.root.walk() if document and isinstance(document.data, dict) else ():
            field = kind.field.at(pointer)
            assert field is None or not pointer or field.level <= audience, pointer


def test_every_line_says_what_it_is() -> None:
    lines = example(KINDS["card"], "customer", "zh").splitlines()
    assert lines[0] == "id: customer-1  # 编号"
    assert "scale: {employees: 12, share: 12}  # 规模" in lines
    assert all("  # " in line for line in lines)
