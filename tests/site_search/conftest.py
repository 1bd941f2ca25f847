"""The index of the sample archive, made once."""

import pytest

from dangan.levels import Level
from dangan.source.work_tree import WorkTree
from tests.site_search.made import ROOT, Made, of_tree


@pytest.fixture(scope="session")
def sample() -> Made:
    return of_tree(WorkTree(ROOT), Level.RESTRICTED)
