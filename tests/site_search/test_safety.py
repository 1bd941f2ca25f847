"""Hostile text stays text; what an audience may not see is nowhere in the index."""

import re

import pytest

from dangan.diagnostics.script import has_han
from dangan.levels import Level
from dangan.source.work_tree import WorkTree
from tests.archive import files
from tests.site_search.made import ROOT, Made, of_files, of_tree

HOSTILE = ["</script><script>alert(1)</script>", "<!--", "\\u2028 \\u2029", "&lt;img&gt;", "__proto__", "'); evil('"]


@pytest.fixture(scope="module")
def hostile() -> Made:
    lines = "".join(f"    - {text!r}\n" if "'" not in text else f'    - "{text}"\n' for text in HOSTILE)
    text = f"names:\n  zh: '<b>甲</b>'\nstage: new\nindustry: '</script> 甲'\nbusiness:\n  main_lines:\n{lines}"
    return of_files({"customers/evil/profile.yaml": text})


def test_no_text_ends_the_script(hostile: Made) -> None:
    for data in hostile.files.values():
        text = data.decode()
        assert "<" not in text
        assert text.endswith(")\n")
        assert len(re.findall(r"[\r\n\u2028\u2029]", text)) == 1


def test_hostile_text_is_found(hostile: Made) -> None:
    for query in ("</script><script>", "__proto__", "甲</b>", "alert(1)"):
        assert "customer/evil" in hostile.names(query), query
    assert hostile.names("甲", industry="</script> 甲") == ["customer/evil"]


def test_only_what_the_audience_may_see_is_in_any_byte(sample: Made) -> None:
    """What only the highest audience reads of the sample is in no byte of a lower index, and found by nobody there."""
    lower = of_tree(WorkTree(ROOT), Level.INTERNAL)
    held = b"".join(lower.files.values()).decode()
    known = {text for lines in lower.folded.values() for text in lines}
    above = {text for lines in sample.folded.values() for text in lines if len(text) > 11} - known
    hidden = [text for text in above if has_han(text) and not any(text in line for line in known)]
    assert len(hidden) > 50
    assert not [text for text in hidden if text in held]
    assert all(lower.names(f'"{text}"') == [] for text in sorted(hidden)[:40])
    assert sample.names("20～30")
    assert not lower.names("年入")


def test_who_is_a_customer_is_as_sensitive_as_the_profile() -> None:
    made = of_files({"customers/c/profile.yaml": "names:\n  zh: 天鹅\nstage: new\n"}, Level.PUBLIC)
    assert made.parts == ()
    assert made.names("天鹅") == []
    assert "天鹅" not in b"".join(made.files.values()).decode()


def test_the_base_archive_is_searched_whole() -> None:
    made = of_files({})
    assert len(made.documents) == made.read("head")["docs"]
    assert len(files()) > len(made.documents)
