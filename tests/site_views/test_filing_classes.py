"""Every section says its filing class; a document files itself."""

import pytest

from tests.site_views.support import archive, parsed, profile, site

FILED = ("base", "contracts", "base", "claims")
PAPERS = "".join(
    f"paper-{n}: {{title: Paper {n}, kind: business-licence, date: 2026-01-0{n}, filing: {filing}}}\n"
    for n, filing in enumerate(FILED, 1)
)
PAGE = "customers/a/index.html"


def classes(files: dict[str, str], tag: str) -> dict[str, str]:
    """By fragment."""
    tags = parsed(site(archive(files)).body(PAGE)).tags
    return {a["id"]: a["data-d-class"] for name, a in tags if name == tag and "id" in a and "data-d-class" in a}


def test_a_section_has_the_class_of_its_kind() -> None:
    files = {"customers/a/profile.yaml": profile("a"), "customers/a/position.yaml": "notes: Since spring.\n"}
    assert classes(files, "section") == {"profile": "base", "position": "trading"}
    text = site(archive(files)).text(PAGE)
    assert "Profile 基本情况 Base data" in text
    assert "All Base data Trading with us" in text


@pytest.mark.parametrize(("number", "tag"), [(4, "tr"), (2, "div")])
def test_a_document_files_itself(number: int, tag: str) -> None:
    papers = "".join(PAPERS.splitlines(keepends=True)[:number])
    files = {"customers/a/profile.yaml": profile("a"), "customers/a/documents.yaml": papers}
    wanted = {f"document.paper-{n}": filing for n, filing in enumerate(FILED[:number], 1)}
    assert classes(files, tag) == wanted
    assert set(classes(files, "section")["documents"].split()) == set(wanted.values())


def test_one_class_alone_is_no_choice() -> None:
    assert "d-classes" not in site(archive({"customers/a/profile.yaml": profile("a")})).body(PAGE)
