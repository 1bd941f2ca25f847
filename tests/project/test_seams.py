"""What a page may depend on, shown by differences: revision, date, audience, language, and nothing else.

Every test names the files that differ, all of them, and on the pages every piece of text that came or went.
"""

import json
import re
from collections import Counter
from collections.abc import Callable
from datetime import date
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from dangan.levels import Level
from dangan.project import Project
from tests.archive import files
from tests.conftest import run_git, snapshot, write_files

FIRST_DAY, SECOND_DAY = date(2026, 11, 10), date(2026, 11, 21)
DOSSIER = "en/customers/good/index.html"
OTHER = "en/customers/other/index.html"
CUSTOMERS, NAMES = "assets/data/customers.en.js", "assets/data/customers.en.0.js"
DATA = {CUSTOMERS, "assets/data/customers.zh.js"}
GUIDE = re.compile(r"(en|zh)/guide/(reference/([a-z]+/)?|requirements/|shapes/)index\.html")
"""What the guide tells of fields hangs on who reads it; on nothing else that these tests change."""
AS_IT_WAS = re.compile(rb'<p class="d-as-it-was".*?</p>')
"""On every page of a build of the past; which one it is, is looked at elsewhere."""
HISTORIES = ("customers/good/history/", "customers/other/history/")
CHANGE = re.compile(r"(en|zh)/changes/[0-9a-f]+/index\.html")
HEAD = "assets/build.js"
LIST = ".dangan-site.json"
TABLE = r"^data/reports/([a-z-]+)\.[a-z-]+\.(en|zh)\.(?:csv|json)$"
"""A table of a report: which report, which language."""
PROFILE = "id: good\nnames: {{en: Good One Ltd}}\ncustodian: chen-li\nstage: prospect\nsummary: {summary}\n"
PROJECT = """\
title: Cargo bike
step: sample
budget: {amount: 12345678, currency: CNY}
next: {action: Send the sample, due: 2026-11-15, who: chen-li}
"""
PERSONAL = "li-mei: {basis: consent, purpose: greetings, birthday: 1979-03-14}\n"

Build = Callable[..., dict[str, bytes]]


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """Two revisions: the second changes one sentence of one customer. One confidential field, one restricted file."""
    root = write_files(tmp_path / "archive", dict(files()))
    write_files(
        root,
        {
            "customers/good/profile.yaml": PROFILE.format(summary="Makes e-bikes."),
            "customers/good/projects/cargo.yaml": PROJECT,
            "customers/good/personal.yaml": PERSONAL,
            "customers/other/profile.yaml": "id: other\nnames: {zh: 别家}\ncustodian: zhou-wei\nstage: lapsed\n",
        },
    )
    run_git(root, "init", "-q", "-b", "main")
    run_git(root, "add", ".")
    run_git(root, "commit", "-q", "-m", "First")
    run_git(root, "tag", "first")
    write_files(root, {"customers/good/profile.yaml": PROFILE.format(summary="Makes cargo bikes.")})
    run_git(root, "commit", "-q", "-a", "-m", "Second")
    run_git(root, "tag", "second")
    return root


@pytest.fixture
def build(archive: Path, tmp_path: Path) -> Build:
    def built(
        at: str = "second",
        day: date = SECOND_DAY,
        audience: Level = Level.INTERNAL,
        languages: tuple[str, ...] = ("en", "zh"),
    ) -> dict[str, bytes]:
        out = tmp_path / f"{at}-{day}-{audience}-{'-'.join(languages)}"
        Project.open(archive, at=at, today=day).build(out, audience=audience, languages=languages)
        return {name: AS_IT_WAS.sub(b"", data) for name, data in snapshot(out).items()}

    return built


def different(left: dict[str, bytes], right: dict[str, bytes]) -> set[str]:
    """Names of files that are not the same bytes; `build.js` names the build itself and is looked at on its own, the
    index of the search in `tests/site_search`.

    Every table of a report is a file too: it stands for its page, which differs with it.
    """
    found = {name for name in left.keys() | right.keys() if left.get(name) != right.get(name)} - {HEAD, LIST}
    found = {name for name in found if not name.startswith("search/")}
    return {re.sub(TABLE, r"\2/reports/\1/index.html", name) for name in found}


def both(*names: str) -> set[str]:
    """These pages in both languages."""
    return {f"{lang}/{name}index.html" for lang in ("en", "zh") for name in names}


def feeds(*names: str) -> set[str]:
    """The feeds of these folders in both languages."""
    return {f"{lang}/{name}feed.xml" for lang in ("en", "zh") for name in names}


def came_and_went(left: bytes, right: bytes) -> tuple[list[str], list[str]]:
    """The pieces of text, the print footer's with them, that only the second page has, and only the first."""
    old, new = Counter(_texts(left)), Counter(_texts(right))
    return sorted((new - old).elements()), sorted((old - new).elements())


def _texts(page: bytes) -> list[str]:
    pieces = (unescape(piece).strip() for piece in re.split(r"<[^>]*>", page.decode()))
    return [re.sub(r"\\([0-9a-f]+) ", lambda found: chr(int(found[1], 16)), piece) for piece in pieces if piece]


def footer(text: str) -> str:
    return f'@page{{@bottom-left{{font-size:8pt;content:"{text}"}}}}'


def cells(left: dict[str, bytes], right: dict[str, bytes]) -> set[tuple[str, str, Any, Any]]:
    """Cells of the customer index's data that differ: customer, column, before, after."""
    (columns, old), (_, new) = _table(left), _table(right)
    return {
        (own_id, column, row[i], new[own_id][i])
        for own_id, row in old.items()
        for i, column in enumerate(columns)
        if row[i] != new[own_id][i]
    }


def _table(site: dict[str, bytes]) -> tuple[list[str], dict[str, list[Any]]]:
    data, names = (
        json.loads(site[name].decode().partition("=")[2].rstrip().rstrip(";")) for name in (CUSTOMERS, NAMES)
    )
    rows = zip(*data["columns"].values(), strict=True)
    return list(data["columns"]), {own_id: list(row) for (own_id, *_), row in zip(names["rows"], rows, strict=True)}


def build_of(site: dict[str, bytes]) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(site[HEAD].decode().partition("=")[2].rstrip().rstrip(";"))
    return {name: value for name, value in found.items() if name != "words"}


def test_two_builds_of_one_state_are_the_same_bytes(build: Build, archive: Path, tmp_path: Path) -> None:
    first = build()
    again = tmp_path / "again"
    Project.open(archive, at="second", today=SECOND_DAY).build(again, audience=Level.INTERNAL)
    assert {name: AS_IT_WAS.sub(b"", data) for name, data in snapshot(again).items()} == first


def test_another_revision_changes_the_sentence_and_the_news(build: Build) -> None:
    old, new = build(at="first"), build(at="second")
    name = next(name for name in new if name.startswith("en/changes/") and name not in old).split("/")[2]
    pages = (
        "customers/good/",
        "",
        "changes/",
        "customers/good/history/",
        "team/chen-li/",
        f"changes/{name}/",
        "audit/",
    )
    told = both(*pages)
    assert different(old, new) == told | feeds("", "customers/good/")
    assert old[DOSSIER].count(b"Makes e-bikes.") == 3, "below the name, as a fact, and for search engines"
    assert new[DOSSIER].count(b"Makes e-bikes.") == 1, "in the history, as what it was"
    assert came_and_went(old["en/index.html"], new["en/index.html"]) == (
        ["20 Nov 2026", "Chen Li", "Good One Ltd", "Second", "·"],
        [],
    )
    before, after = build_of(old), build_of(new)
    assert before.pop("commit") != after.pop("commit")
    assert before == after


def test_another_day_changes_what_was_due_in_between(build: Build) -> None:
    before, after = build(day=FIRST_DAY), build(day=SECOND_DAY)
    pages = both("", "customers/", "customers/good/", "team/", "team/chen-li/", "reports/", "reports/pipeline/")
    assert different(before, after) == pages | DATA
    assert cells(before, after) == {("good", "late", "0", "1")}
    told = {page: came_and_went(before[page], after[page]) for page in pages if page.startswith("en/")}
    assert told == {
        DOSSIER: (["6 days late"] * 2, ["soon"] * 2),
        "en/reports/index.html": (
            ["1 project is open at 1 customer; 1 next step is overdue."],
            ["1 project is open at 1 customer; no next step is overdue."],
        ),
        "en/reports/pipeline/index.html": (
            ["1 project is open at 1 customer; 1 next step is overdue.", "step overdue"],
            ["1 project is open at 1 customer; no next step is overdue.", "–"],
        ),
        "en/customers/index.html": (["late"], []),
        "en/team/index.html": (["1"], ["0"]),
        "en/team/chen-li/index.html": (
            ["1", "6 days late", "Nothing is planned. What happens next?", "late"],
            ["0", "Nothing is late.", "soon"],
        ),
        "en/index.html": (
            ["1", "1", "6 days late", "Steps overdue", "since 22 Oct"],
            [
                "0",
                "Coming up",
                "Nothing is late, nobody has been left alone for too long, and the files are in order.",
                "since 11 Oct",
                "soon",
            ],
        ),
    }
    assert build_of(after) == build_of(before) | {"date": "2026-11-21"}


def beside_gaps(texts: list[str]) -> list[str]:
    """Without what is said of fields that nobody has filled: their number, and their labels in a row."""
    return [text for text in texts if not (text.endswith("not recorded") or re.search(r"\w, \w.*\.$", text))]


def test_one_field_is_for_confidential_readers(build: Build) -> None:
    internal, confidential = build(audience=Level.INTERNAL), build(audience=Level.CONFIDENTIAL)
    dossiers, figures = (
        both("customers/good/", "customers/other/", *HISTORIES),
        both("customers/", "team/chen-li/", "reports/", "reports/completeness/"),
    )
    without_a_value = both("competitors/voltaic/")
    changed = different(internal, confidential)
    assert {name for name in changed if not GUIDE.fullmatch(name)} == dossiers | without_a_value | figures | DATA
    came, went = map(beside_gaps, came_and_went(internal[DOSSIER], confidential[DOSSIER]))
    begun = ["Credit", "Finance", "customers/good/credit.yaml", "customers/good/finance.yaml"]
    assert {text for text in came if not text.endswith("% filled")} >= {
        footer("Good One Ltd · Confidential · 20 Nov 2026"),
        "Customer's budget",
        "¥12,345,678",
        *begun,
    }
    assert [text for text in went if not text.endswith("% filled")] == [
        footer("Good One Ltd · Internal · 20 Nov 2026")
    ], "nothing that others may see is hidden from those who may see more"
    for name, data in internal.items():
        if name.startswith("assets/search/"):  # the program, which knows the digits
            continue
        assert b"12,345,678" not in data, name
        assert b"12345678" not in data, name
    assert build_of(confidential) == build_of(internal) | {"audience": "confidential"}


def test_one_file_is_for_the_cleared(build: Build) -> None:
    confidential, restricted = build(audience=Level.CONFIDENTIAL), build(audience=Level.RESTRICTED)
    dossiers = both("customers/good/", "customers/other/", *HISTORIES)
    figures = both("", "customers/", "reports/", "changes/", "team/chen-li/", "team/zhou-wei/", "audit/")
    changed = {name for name in different(confidential, restricted) if not GUIDE.fullmatch(name)}
    told = feeds("", "customers/good/", "customers/other/") | {name for name in changed if CHANGE.fullmatch(name)}
    assert changed == dossiers | figures | told | both("reports/completeness/") | DATA, "also the message of a commit"
    came, went = map(beside_gaps, came_and_went(confidential[DOSSIER], restricted[DOSSIER]))
    assert {text for text in came if not text.endswith("% filled")} >= {
        *("14 Mar 1979", "Birthday", "Consent", "Lawful basis", "Purpose", "greetings", "Personal details", "个人信息"),
        footer("Good One Ltd · Restricted · 20 Nov 2026"),
        "customers/good/personal.yaml",
    }
    assert [text for text in went if not text.endswith("% filled")] == [
        footer("Good One Ltd · Confidential · 20 Nov 2026"),
        "Records changed: People, Profile, Projects",
    ], "in place of the message of a commit that added personal data"
    assert came_and_went(confidential[OTHER], restricted[OTHER]) == (
        [
            footer("别家 · Restricted · 20 Nov 2026"),
            "First",
            "Personal details",
            "Private details, kept with a lawful basis and a purpose.",
            "customers/other/personal.yaml",
        ],
        [footer("别家 · Confidential · 20 Nov 2026"), "Records changed: Profile"],
    ), "that there is nothing personal yet is itself for the cleared"
    assert came_and_went(confidential["en/index.html"], restricted["en/index.html"]) == (
        ["First"],
        ["Records changed: Competitors, Settings, Products, Rules…"],
    ), "a message about personal data is not told"
    assert [name for name, data in confidential.items() if b"1979" in data] == []


def test_languages_have_pages_of_their_own_and_share_the_rest(build: Build) -> None:
    two, english = build(), build(languages=("en",))
    tables = {name for name in two if re.fullmatch(r"data/reports/.*\.zh\.(csv|json)", name)}
    chinese = {name for name in two if name.startswith("zh/")} | tables
    chinese |= {"assets/data/customers.zh.js", "assets/data/customers.zh.0.js", "assets/search/words.zh.js"}
    assert two.keys() - english.keys() == chinese
    assert english.keys() <= two.keys()
    shared = {name for name in english if two[name] != english[name] and not name.startswith("search/")} - {HEAD}
    pages = {name for name in english if name.startswith("en/") and name.endswith(".html")}
    assert shared == pages | {"index.html", "404.html", ".dangan-site.json"}
    for name in pages:
        assert without_language_link(two[name]) == english[name], name
    for name, all_languages, one in (("404.html", b"(en|zh)", b"(en)"), ("index.html", b'["en", "zh"]', b'["en"]')):
        left = without_language_link(two[name]).replace(all_languages, one)
        assert left.split() == english[name].split(), name
    listed, kept = (set(json.loads(site[".dangan-site.json"])["files"]) for site in (two, english))
    assert listed - kept == chinese
    assert kept <= listed
    assert build_of(two) == build_of(english)
    assert "负责人" in _texts(two["zh/customers/good/index.html"])
    assert "Makes cargo bikes." in _texts(two["zh/customers/good/index.html"]), "what is recorded is not translated"
    assert "负责人".encode() not in english[DOSSIER]


def without_language_link(page: bytes) -> bytes:
    """A page without the lines that name it in another language: the link, and the two of the head for engines."""
    marks = (b' hreflang="zh"', b'<link rel="alternate" hreflang="en"')
    return b"".join(line for line in page.splitlines(keepends=True) if not any(mark in line for mark in marks))
