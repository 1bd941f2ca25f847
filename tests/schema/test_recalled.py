"""A catalogue that is taken up again is the one that would be made."""

from pathlib import Path

import pytest

from dangan.schema import catalogue as making
from dangan.schema.catalogue import Catalogue
from dangan.site.kept_memory import KeptMemory
from dangan.source.memory_tree import MemoryTree

OVERLAY = b'{"properties": {"nick": {"type": "string", "title": "Nick", "x-zh": "\xe5\x88\xab\xe5\x90\x8d"}}}'


@pytest.fixture(autouse=True)
def _another_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is known but from the memory."""
    monkeypatch.setattr(making, "_held", _Nothing())


class _Nothing(dict[object, object]):
    """Forgets at once."""

    def __contains__(self, _key: object) -> bool:
        return False


@pytest.fixture
def memory(tmp_path: Path) -> KeptMemory:
    return KeptMemory(tmp_path / "kept" / "schemas", b"k" * 32)


def test_it_is_made_once_for_the_same_files(memory: KeptMemory, monkeypatch: pytest.MonkeyPatch) -> None:
    tree = MemoryTree({})
    first, wrong = Catalogue.load(tree, memory=memory)
    monkeypatch.setattr(making, "_loaded", None)
    again, wrong_again = Catalogue.load(tree, memory=memory)
    assert (again, wrong_again) == (first, wrong)
    assert again.kind_of("profile.yaml", "customer") == first.kinds["profile"]


def test_other_files_or_another_country_make_another(memory: KeptMemory) -> None:
    Catalogue.load(MemoryTree({}), "CN", memory)
    other = MemoryTree({"schemas/profile.overlay.json": OVERLAY})
    found, wrong = Catalogue.load(other, "CN", memory)
    assert not wrong
    assert found == Catalogue.load(other, "CN")[0]
    assert "nick" in found.kinds["profile"].field.properties
    assert Catalogue.load(other, "DE", memory)[0].kinds["profile"].country == "DE"


def test_what_is_wrong_with_a_schema_is_said_each_time(memory: KeptMemory) -> None:
    broken = MemoryTree({"schemas/profile.overlay.json": b'{"properties": 3}'})
    said = [Catalogue.load(broken, memory=memory)[1] for _ in range(2)]
    assert said[0]
    assert said[0] == said[1] == Catalogue.load(broken)[1]
