"""Long text is broken where that changes nothing, and only where it then reads well."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dangan.source.emit import dump
from dangan.source.prose import WIDTH, width
from dangan.source.reader import parse_document

ENGLISH = "They assemble on two lines and check incoming packs by voltage only; the new line starts in spring. "
CHINESE = "走了一遍总装线和来料检验，来料只做电压和外观抽检，许经理想上内阻全检，设备预算没批，明年再议。"


def test_a_line_that_fits_stays_a_line() -> None:
    text = "x" * (WIDTH - len("notes: "))
    assert dump({"notes": text}) == f"notes: {text}\n"
    assert dump({"notes": "short\n"}) == "notes: |\n  short\n"


def test_a_long_line_is_folded_at_its_spaces() -> None:
    assert dump({"notes": (ENGLISH * 2).strip()}) == (
        "notes: >-\n"
        "  They assemble on two lines and check incoming packs by voltage only; the new line starts in\n"
        "  spring. They assemble on two lines and check incoming packs by voltage only; the new line starts\n"
        "  in spring.\n"
    )


def test_paragraphs_are_folded_each_for_itself() -> None:
    text = f"{ENGLISH.strip()} Really.\nShort.\n\nAnd an end.\n"
    folded = dump({"notes": text})
    assert folded.startswith("notes: >\n  They")
    assert folded.endswith("  spring. Really.\n\n  Short.\n\n\n  And an end.\n")


@pytest.mark.parametrize(
    "text",
    [
        CHINESE * 2,
        f"共 3 {CHINESE}",
        "https://www.fengxing-bikes.example/" + "a" * WIDTH,
    ],
)
def test_what_cannot_be_broken_well_stays_in_its_line(text: str) -> None:
    assert dump({"notes": text}) == f"notes: {text}\n"


def test_chinese_is_broken_at_spaces_only() -> None:
    text = f"{CHINESE[:40]} {CHINESE[:40]} {CHINESE[:10]}"
    assert dump({"notes": text}) == f"notes: >-\n  {CHINESE[:40]}\n  {CHINESE[:40]}\n  {CHINESE[:10]}\n"


def test_lines_of_their_own_are_kept() -> None:
    assert dump({"notes": "- one\n- two\n"}) == "notes: |\n  - one\n  - two\n"
    assert dump({"notes": f"{CHINESE}\n1 {CHINESE}{CHINESE}"}) == f"notes: |-\n  {CHINESE}\n  1 {CHINESE}{CHINESE}\n"


def test_two_empty_lines_at_the_end_are_written_out() -> None:
    assert dump({"notes": "a\n\n"}) == 'notes: "a\\n\\n"\n'


WORDS = st.lists(
    st.sampled_from(["a", "of", "packs:", "#3", "- x", "许经理", "y" * 60, "", " ", "\n", "\n\n", "\t", "---"])
)


@given(WORDS, st.sampled_from([" ", ""]), st.integers(0, 60))
def test_every_text_reads_back(words: list[str], between: str, depth: int) -> None:
    text = between.join(words)
    data: object = text
    for _ in range(depth):
        data = [data]
    document, faults = parse_document("x.yaml", dump({"k": data}).encode())
    assert document is not None, faults
    found = document.data.get("k", "")
    for _ in range(depth):
        found = found[0] if found else ""
    assert found == text


@given(st.lists(st.text("ab许", min_size=1, max_size=9), min_size=1))
def test_no_line_is_wider_than_a_page(words: list[str]) -> None:
    lines = dump({"notes": " ".join(words)}).splitlines()
    assert max(map(width, lines)) <= WIDTH
