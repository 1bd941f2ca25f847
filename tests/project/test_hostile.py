"""Text that means harm, in every place a rep can write: it is shown as text and does nothing."""

import json
import re
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from dangan.levels import Level
from dangan.project import Project
from dangan.schema.field import Field
from tests.archive import TODAY, files
from tests.conftest import IDENTITY, run_git, write_files
from tests.project.test_canary import Cage, filled, written

HARM = (
    "<script>alert(1)</script>",
    "{{ 7 * 191 }}{% set x = 1 %}",
    "[x](javascript:alert(1))",
    "<img src=x onerror=alert(1)>",
    '"><svg onload=alert(1)>',
    "</title></script><b>",
    "![x](https://evil.example/x.png)",
    '--8<-- "dangan.yaml"',
    "*/ } body { background: url(https://evil.example) }",
)


@dataclass
class Attacker(Cage):
    """Writes harm wherever free text may stand; elsewhere what fits."""

    turn: int = 0

    def _leaf(self, spec: Field, path: str) -> Any:
        if spec.type == "string" and not spec.format:
            self.turn += 1
            return f"{HARM[self.turn % len(HARM)]} {' '.join(HARM)}"
        return super()._leaf(spec, path)


NAMES = (
    "customers/good/log/<img src=x onerror=alert(1)>.md",
    "customers/good/log/{{ 7 * 191 }}.md",
    'customers/good/projects/"onfocus=alert(1) x=.yaml',
    "customers/<svg onload=alert(1)>/profile.yaml",
    "customers/good/documents/<script>alert(9).md",
)
"""A log and a project whose files are called so, a customer's folder, a paper that no kind knows."""
SUBJECTS = ("<script>alert(8)</script>", "{{ 7 * 191 }}{% raw %}", '"><img src=x onerror=alert(8)>')
AUTHOR = '"onmouseover=alert(7) {{ 7 * 191 }}'


def attacked() -> dict[str, str]:
    """Every kind of file, the settings and the names of files, by somebody who means harm."""
    found = {}
    texts = {}
    for kind, path, data in filled(Attacker()):
        if kind.name == "dangan":
            data |= {"format": 1, "languages": ["en", "zh"]}
        if kind.name == "team":
            data["zhou-wei"] = data["chen-li"]
        found[path.replace("canary-profile", "good").replace("canary-", "")] = texts[kind.name] = written(kind, data)
    found["customers/good/profile.yaml"] = texts["profile"].replace("id: canary-profile", "id: good")
    held = (texts["log"], texts["log"], texts["project"], texts["profile"], HARM[0])
    return found | dict(zip(NAMES, held, strict=True)) | {"customers/wrong/profile.yaml": WRONG}


WRONG = (
    "id: wrong\nnames: {en: '<script>alert(2)</script>'}\ncustodian: '<script>alert(3)</script>'\n"
    "stage: '{{ 7 * 191 }}'\ncontact: {websites: ['javascript:alert(1)'], emails: ['<b>@x.example']}\n"
    "'<script>alert(4)</script>': 1\n"
)
RULES = "due_soon: '<script>alert(5)</script>'\n'<script>alert(6)</script>': {{ 7 * 191 }}\n"


OWN_REFRESH = re.compile(r"0; url=\.\./[a-z0-9-]+/index\.html#from\.[a-z0-9-]+")
"""What a dossier that was merged leads on by: from one page of a customer to another, by their ids alone."""


OWN_SEARCH = re.compile(r"(\./|(\.\./)+)(en|zh)/search/index\.html")
"""Where the box on every page leads without a script: to the search of the same site."""


class Looker(HTMLParser):
    """Finds what a browser would run, fetch or follow, and keeps what stands in `<style>` and `<script>`."""

    def __init__(self) -> None:
        super().__init__()
        self.live: list[str] = []
        self.styles: list[str] = []
        self.scripts: list[str] = []
        self._inside = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        where = f"<{tag} {given}>"
        self._inside = tag if given.get("type") != "application/json" else ""
        if tag in ("iframe", "object", "embed", "base", "img"):
            self.live.append(where)
        if tag == "form" and "action" in given and not OWN_SEARCH.fullmatch(given["action"]):
            self.live.append(where)
        if tag == "meta" and "http-equiv" in given and not OWN_REFRESH.fullmatch(given.get("content", "")):
            self.live.append(where)
        for name, value in given.items():
            address = re.sub(r"[\x00-\x20]", "", value).lower()
            if name.startswith("on") or address.startswith(("javascript:", "data:text", "vbscript:")):
                self.live.append(where)
            if name in ("src", "srcset", "poster", "background", "style") and "//" in address:
                self.live.append(where)
            if tag == "link" and name == "href" and "//" in address:
                self.live.append(where)

    def handle_endtag(self, _tag: str) -> None:
        self._inside = ""

    def handle_data(self, data: str) -> None:
        if self._inside == "style":
            self.styles.append(data)
        if self._inside == "script":
            self.scripts.append(data)


def looked_at(page: Path) -> Looker:
    looker = Looker()
    looker.feed(page.read_text(encoding="utf-8"))
    return looker


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("hostile")
    write_files(root / "archive", {**files(), **attacked()})
    with pytest.MonkeyPatch.context() as patch:
        for name, value in (IDENTITY | {"GIT_AUTHOR_NAME": AUTHOR, "GIT_COMMITTER_NAME": AUTHOR}).items():
            patch.setenv(name, value)
        run_git(root / "archive", "init", "-q", "-b", "main")
        for number, subject in enumerate(SUBJECTS):
            write_files(root / "archive", {"customers/good/log/more.md": f"---\ndate: 2026-11-0{number + 1}\n---\n"})
            run_git(root / "archive", "add", ".")
            run_git(root / "archive", "commit", "-q", "-m", subject)
        Project.open(root / "archive", today=TODAY).build(root / "site", audience=Level.RESTRICTED)
        write_files(root / "archive", {"rules.yaml": RULES})
        Project.open(root / "archive", today=TODAY).build(root / "site/wrong", audience=Level.RESTRICTED)
    return root / "site"


@pytest.fixture(scope="module")
def mild(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of an archive that means no harm: what the frame has of its own, and the guide."""
    root = tmp_path_factory.mktemp("mild")
    write_files(root / "archive", dict(files()))
    Project.open(root / "archive", today=TODAY).build(root / "site", audience=Level.RESTRICTED)
    return root / "site"


def test_nothing_a_rep_wrote_is_live(site: Path, mild: Path) -> None:
    own = {script for page in mild.rglob("*.html") for script in looked_at(page).scripts}
    assert 1 < len(own) < 20
    for page in sorted(site.rglob("*.html")):
        text = page.read_text(encoding="utf-8")
        looker = looked_at(page)
        assert looker.live == [], page
        assert [script for script in looker.scripts if script not in own] == [], page
        assert "1337" not in text, "a template ran"
        if "/reference/" not in page.as_posix():  # where an example of the settings belongs
            assert "time_zone: Asia" not in text, "a file was put in"


FOOTER = re.compile(r'@page\{@bottom-left\{font-size:8pt;content:"(?:[A-Za-z0-9]|\\[0-9a-f]+ )*"\}\}')


def test_styles_are_the_frames_and_a_footer_that_is_one_string(site: Path, mild: Path) -> None:
    own = [style for name in ("404.html", "index.html") for style in looked_at(mild / name).styles]
    of_customers = {page for page in site.rglob("*.html") if "customers" in page.parts}
    dossiers = {p for p in of_customers if p.parent.name != "customers" and "canary-tombstone" not in p.parts}
    assert len(dossiers) > 6
    for page in sorted(site.rglob("*.html")):
        others = [style for style in looked_at(page).styles if style not in own]
        assert [style for style in others if not FOOTER.fullmatch(style)] == [], page
        assert len(others) == (page in dossiers), page


def test_the_harm_is_shown_as_text(site: Path) -> None:
    page = (site / "en/customers/good/index.html").read_text(encoding="utf-8")
    assert page.count("&lt;script&gt;alert(1)&lt;/script&gt;") > 20
    home = (site / "en/index.html").read_text(encoding="utf-8")
    assert "&lt;script&gt;alert(8)&lt;/script&gt;" in home
    assert "onmouseover=alert(7) {{ 7 * 191 }}" in home
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in home.split("</title>")[0], "the title of the site"


def test_data_scripts_are_one_value_each(site: Path) -> None:
    written_here = sorted([*site.rglob("assets/build.js"), *site.rglob("assets/data/*.js")])
    assert len(written_here) == 10
    for script in written_here:
        text = script.read_text(encoding="utf-8")
        name, _, value = text.partition("=")
        assert re.fullmatch(r"window\.dangan[A-Za-z]+ *", name), script
        assert json.loads(value.rstrip().removesuffix(";")), script
    for script in sorted(site.rglob("assets/**/*.js")):
        text = script.read_text(encoding="utf-8")
        assert "</script" not in text.lower(), script
        assert "<!--" not in text, script
        assert not re.search("[\u2028\u2029]", text), script


def test_the_guide_is_what_it_is_for_a_harmless_archive(site: Path, mild: Path) -> None:
    for name in ("guide/reps.html", "guide/reviewers.html", "guide/import.html", "policy.html"):
        for lang in ("en", "zh"):
            calm, harmed = ((folder / lang / name).read_text(encoding="utf-8") for folder in (mild, site))
            assert article(harmed) == article(calm), name
            assert len(article(calm)) > 500


def article(page: str) -> str:
    return page.partition("<article")[2].partition("</article>")[0]
