"""Text that means harm, in every place a rep can write: it is shown as text and does nothing."""

from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from dangan.levels import Level
from dangan.project import Project
from dangan.schema.catalogue import Catalogue
from dangan.schema.field import Field
from dangan.source.emit import dump, front_matter
from dangan.source.memory_tree import MemoryTree
from tests.archive import TODAY, files
from tests.conftest import write_files
from tests.project.test_canary import Cage

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


def attacked() -> dict[str, str]:
    """A customer, a competitor, a product, a colleague and the settings, written by somebody who means harm."""
    catalogue, _ = Catalogue.load(MemoryTree({}))
    cage = Attacker()
    found = {}
    for kind in catalogue.kinds.values():
        data = cage.value(kind.field, kind.name)
        if kind.name in ("rules", "dangan"):
            continue
        stem = {"competitor": "voltaic", "product": "pack-48"}.get(kind.name, "first")
        if kind.name in ("profile", "competitor", "product"):
            data["id"] = "good" if kind.name == "profile" else stem
        if kind.name == "team":
            data = {"chen-li": data["li-mei"], "zhou-wei": data["li-mei"]}
        path = ("customers/good/" if kind.scope == "customer" else "") + kind.path.replace("{id}", stem)
        if kind.markdown:
            body = data.pop("body")
            found[path] = front_matter(data, f"{body}\n")
        else:
            found[path] = dump(data)
    found["customers/good/documents/note.md"] = HARM[0]
    found["customers/wrong/profile.yaml"] = (
        "id: wrong\nnames: {en: '<script>alert(2)</script>'}\ncustodian: '<script>alert(3)</script>'\n"
        "stage: '{{ 7 * 191 }}'\ncontact: {websites: ['javascript:alert(1)'], emails: ['<b>@x.example']}\n"
        "'<script>alert(4)</script>': 1\n"
    )
    return found


class Looker(HTMLParser):
    """Finds what a browser would run, fetch or follow."""

    def __init__(self) -> None:
        super().__init__()
        self.live: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        where = f"<{tag} {given}>"
        if tag == "script" and "src" not in given and given.get("type") != "application/json":
            self.live.append(where)
        if tag in ("iframe", "object", "embed", "base", "img") or (tag == "form" and "action" in given):
            self.live.append(where)
        for name, value in given.items():
            address = value.strip().lower()
            if name.startswith("on") or address.startswith(("javascript:", "data:text", "vbscript:")):
                self.live.append(where)
            if name in ("src", "srcset", "poster", "background", "style") and "//" in address:
                self.live.append(where)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("hostile")
    write_files(root / "archive", {**files(), **attacked()})
    Project.open(root / "archive", today=TODAY).build(root / "site", audience=Level.RESTRICTED)
    return root / "site"


def test_nothing_a_rep_wrote_is_live(site: Path) -> None:
    own = own_scripts(site)
    for page in sorted(site.rglob("*.html")):
        text = page.read_text(encoding="utf-8")
        looker = Looker()
        looker.feed(text)
        assert [found for found in looker.live if found not in own] == [], page
        assert "1337" not in text, "a template ran"
        assert "time_zone: Asia" not in text, "a file was put in"


def own_scripts(site: Path) -> set[str]:
    """What the frame itself has inline, learnt from a page that shows nothing of a rep's."""
    looker = Looker()
    looker.feed((site / "404.html").read_text(encoding="utf-8"))
    return set(looker.live)


def test_the_harm_is_shown_as_text(site: Path) -> None:
    page = (site / "en/customers/good/index.html").read_text(encoding="utf-8")
    assert page.count("&lt;script&gt;alert(1)&lt;/script&gt;") > 20


def test_data_scripts_cannot_be_left(site: Path) -> None:
    for script in sorted((site / "assets").rglob("*.js")):
        text = script.read_text(encoding="utf-8")
        assert "</script" not in text.lower(), script
        assert "<!--" not in text, script
