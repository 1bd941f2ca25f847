"""Marks of print are taken for what was meant only where they are in pairs."""

import pytest

from dangan.source import wide


@pytest.mark.parametrize(
    ("text", "is_quoted"),
    [
        ("“Good”", True),
        ("‘Good’", True),
        ("＂Good＂", True),
        ("”Good“", True),
        ("“Good’", False),
        ("‘Good’ and “Bad”", False),
        ("“Good” and “Bad”", False),
        ("“”", False),
        ("“", False),
        ("", False),
        ('"Good"', False),
    ],
)
def test_quotation_marks_stand_in_pairs(text: str, is_quoted: bool) -> None:
    assert wide.is_quoted(text) == is_quoted
