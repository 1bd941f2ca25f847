"""The register of originals, its files and the day."""

import hashlib
from datetime import date

from dangan.model.documents import sums_of
from dangan.model.scan import scan
from dangan.schema.catalogue import Catalogue
from dangan.source.memory_tree import MemoryTree
from tests.archive import files
from tests.archives.harness import INVALID

CATALOGUE, _ = Catalogue.load(MemoryTree({}))
ENTRY = "a:\n  title: A paper\n  kind: correspondence\n  date: 2026-01-02\n"
TEXT = b"Dear Sirs,\nwe regret.\n"


def said(register: str, papers: dict[str, bytes], today: date = date(2026, 11, 21), rules: str = "{}") -> list[str]:
    """`code path` of what is found where the customer `good` keeps these papers."""
    held = files() | {f"customers/good/documents/{name}": data for name, data in papers.items()}
    held |= {"rules.yaml": rules.encode()}
    held |= {"customers/good/documents.yaml": register.encode()} if register else {}
    return [f"{d.code} {d.span.path}" for d in scan(MemoryTree(held), CATALOGUE, today).diagnostics]


def sealed(data: bytes, name: str = "letter.txt") -> str:
    return f"{ENTRY}  file: {name}\n  sha256: {hashlib.sha256(data).hexdigest()}\n"


def test_a_registered_file_that_is_there_unchanged_is_passed_over() -> None:
    assert said(sealed(TEXT), {"letter.txt": TEXT}) == []


def test_one_changed_byte_is_noticed() -> None:
    changed = ["changed-document customers/good/documents.yaml"]
    assert said(sealed(TEXT), {"letter.txt": TEXT.replace(b"regret", b"regreT")}) == changed
    picture = b"\x89PNG\r\n\0\n"
    assert said(sealed(picture), {"letter.txt": picture.replace(b"\r\n", b"\n")}) == changed


def test_line_ends_that_git_changed_are_no_change() -> None:
    there = TEXT.replace(b"\n", b"\r\n")
    assert said(sealed(TEXT), {"letter.txt": there}) == []
    assert said(sealed(there), {"letter.txt": TEXT}) == []


def test_what_stands_for_a_large_file_has_the_sum_of_that_file() -> None:
    real = b"\0" * 5000
    pointer = f"version https://git-lfs.github.com/spec/v1\noid sha256:{hashlib.sha256(real).hexdigest()}\nsize 5000\n"
    assert said(sealed(real), {"letter.txt": pointer.encode()}) == []
    assert said(sealed(b"other"), {"letter.txt": pointer.encode()}) == [
        "changed-document customers/good/documents.yaml"
    ]
    assert len(sums_of(pointer.encode() + b" " * 2000)) == 2, "a long file is no pointer, whatever it begins with"


def test_a_paper_holds_on_its_last_day_and_not_on_the_next() -> None:
    register = ENTRY + "  valid_until: 2026-12-31\n"
    rules = "expires_soon: P1M\n"
    assert said(register, {}, date(2026, 11, 30), rules) == []
    assert said(register, {}, date(2026, 12, 1), rules) == ["expires-soon customers/good/documents.yaml"]
    assert said(register, {}, date(2026, 12, 31), rules) == ["expires-soon customers/good/documents.yaml"]
    assert said(register, {}, date(2026, 12, 31)) == [], "no rule says what is soon"
    assert said(register, {}, date(2027, 1, 1)) == ["expired customers/good/documents.yaml"]


def test_what_was_replaced_or_disposed_of_is_no_longer_watched() -> None:
    old = "  valid_until: 2020-12-31\n  replaced_by: b\n"
    assert said(ENTRY + old + ENTRY.replace("a:", "b:", 1), {}) == []
    gone = "  file: gone.pdf\n  valid_until: 2020-12-31\n  disposal: {on: 2026-01-05, how: destroyed}\n"
    assert said(ENTRY + gone, {}) == []


def test_a_register_that_cannot_be_read_misses_nothing() -> None:
    assert said("a: [unclosed", {"letter.txt": TEXT}) == ["unclosed-bracket customers/good/documents.yaml"]
    assert said("", {"letter.txt": TEXT, ".keep": b""}) == [
        "document-not-registered customers/good/documents/letter.txt"
    ]


def test_a_profile_among_the_papers_makes_no_customer() -> None:
    """The case keeps one; were it a customer, its folder would lie inside another's."""
    expected = (INVALID / "documents/expected.txt").read_text(encoding="utf-8")
    assert (INVALID / "documents/files/customers/good/documents/profile.yaml").is_file()
    assert "nested-customer" not in expected
