"""What the tests of approval share."""

from pathlib import Path

import pytest

from tests.review.story import Story


@pytest.fixture
def story(tmp_path: Path) -> Story:
    """An archive with a team, rules and one customer: the first commit, that is trusted."""
    return Story(tmp_path)
