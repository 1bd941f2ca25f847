"""The packaged schemas, once."""

import pytest

from dangan.schema.catalogue import Catalogue
from dangan.source.memory_tree import MemoryTree


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    return Catalogue.load(MemoryTree({}))[0]
