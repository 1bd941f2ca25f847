"""To what a comment belongs."""

import pytest

from dangan.source.comments import comments_of
from dangan.source.reader import parse_document


@pytest.mark.parametrize("marks", ["#" * 60, "# " * 60])
def test_a_line_of_marks_beside_a_key_without_a_value_is_read_at_once(marks: str) -> None:
    document, _ = parse_document("team.yaml", f"? a {marks}\n? b\n".encode(), keep_empty=True)
    assert document is not None
    found = comments_of(document.text, document.root)
    assert marks.strip() in repr(found)
