"""A rival value for a confidential field is confidential, though it stands beside fields that are not."""

from dangan.levels import Level
from dangan.schema.audience import redact
from dangan.schema.catalogue import Catalogue
from dangan.source.memory_tree import MemoryTree


def test_a_contested_value_is_as_sensitive_as_what_it_contests() -> None:
    catalogue, _ = Catalogue.load(MemoryTree({}))
    product = catalogue.kinds["product"].field
    data = {
        "id": "pack-48",
        "line": "e-bike",
        "contested": [{"field": "list_price", "value": 777, "ruling": "open"}],
    }
    assert "contested" not in redact(product, data, Level.INTERNAL)
    assert redact(product, data, Level.CONFIDENTIAL)["contested"] == data["contested"]
    assert redact(product, data, Level.INTERNAL)["line"] == "e-bike"
