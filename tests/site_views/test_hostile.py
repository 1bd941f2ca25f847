"""Text that attacks, in every field of every kind, on every page."""

import json
from string import ascii_letters
from typing import Any

import pytest
import yaml

from dangan.layout import packaged_root
from dangan.schema.catalogue import Catalogue
from dangan.schema.field import Field
from dangan.source.tree import MemoryTree
from tests.site_views.support import GITHUB, Site, parsed, site

EVIL = (
    "<script>alert(1)</script>\"'><img src=x onerror=alert(2)><svg onload=alert(4)>{{ 7*7 }}{% x %}javascript:alert(3)"
)
FITTING = {
    "date": "2026-11-01",
    "month": "2026-11",
    "email": "a@b.example",
    "url": "https://a.example/?q=%22%3E%3Cscript%3E",
    "phone": "+86 571 5555 0100",
    "currency": "CNY",
    "country": "CN",
    "duration": "P30D",
    "uscc": "91330784HXFX0001XD",
}
SHARES = [{"period": "2025", "share_percent": 40}, {"period": "2026", "share_percent": 30}]
REFERENCES = {"customer": "evil", "person": "li", "colleague": "chen", "competitor": "rival", "product": "thing"}


def hostile(field: Field) -> Any:
    """A value that the schema takes, as hostile as it lets it be; None where there can be none."""
    if field.ref:
        return REFERENCES.get(field.ref)
    if field.enum:
        return next(iter(field.enum)) if field.type == "string" else 1
    if field.type == "object":
        return {name: value for name, f in field.properties.items() if (value := hostile(f)) is not None}
    if field.type == "array":
        value = hostile(field.items) if field.items else None
        return None if value is None else [value]
    return _plain(field)


def _plain(field: Field) -> Any:
    if field.type == "string" and field.name != "id":
        return FITTING.get(field.format) if field.format else EVIL
    return {"integer": 1, "number": 1, "boolean": True}.get(field.type)


def without_provenance(value: Any) -> Any:
    if isinstance(value, dict):
        keys = ("sources", "as_of", "evidence", "contested")
        return {k: without_provenance(v) for k, v in value.items() if k not in keys}
    return [without_provenance(v) for v in value] if isinstance(value, list) else value


def as_file(data: Any) -> str:
    return yaml.safe_dump(without_provenance(data), allow_unicode=True)


@pytest.fixture(scope="module", params=["en", "zh"])
def evil(request: pytest.FixtureRequest) -> Site:
    catalogue, _ = Catalogue.load(MemoryTree({}))
    data = {name: hostile(kind.field) for name, kind in catalogue.kinds.items()}
    person, rival, colleague = (
        hostile(field.values)
        for name in ("people", "competitors", "team")
        if (field := catalogue.kinds[name].field)
        if field.values
    )
    log = dict(data["log"], people=["li"], colleagues=["chen"])
    body = log.pop("body")
    files = {
        "dangan.yaml": "format: 1\n",
        "team.yaml": as_file({"chen": colleague}),
        "competitors/rival.yaml": as_file({"id": "rival", **data["competitor"]}),
        "products/thing.yaml": as_file({"id": "thing", **data["product"]}),
        "customers/evil/profile.yaml": as_file({"id": "evil", **data["profile"]}),
        "customers/evil/people.yaml": as_file({"li": person}),
        "customers/evil/competitors.yaml": as_file({"rival": rival}),
        "customers/evil/position.yaml": as_file({**data["position"], "shares": SHARES}),
        "customers/evil/projects/p-1.yaml": as_file(data["project"]),
        "customers/evil/log/l-1.md": f"---\n{as_file(log)}---\n\n{body}\n",
    }
    return site(files, lang=request.param, config=GITHUB)


def test_the_text_is_on_the_pages(evil: Site) -> None:
    """Else nothing below would be tested."""
    for address in ("index.html", "customers/index.html", "customers/evil/index.html", "competitors/rival/index.html"):
        assert "&lt;script&gt;alert(1)" in evil.body(address), address
    assert evil.body("customers/evil/index.html").count("&lt;script&gt;alert(1)") > 60


def test_nothing_comes_alive_on_any_page(evil: Site) -> None:
    allowed = {"../../assets/customers.js"}
    names = {path.name for path in (packaged_root() / "site_templates/assets/search").glob("*.js")}
    allowed |= {f"../../assets/search/{name}" for name in names | {"words.en.js", "words.zh.js"}}
    for address, page in evil.pages.items():
        for tag, attributes in parsed(page.body).tags:
            assert tag not in ("img", "iframe", "base", "object"), address
            assert tag != "svg" or attributes.get("viewbox"), address  # those of ours have a size
            assert not any(name.startswith("on") for name in attributes), address
            if tag == "script":
                assert attributes["src"] in allowed, address
            href = attributes.get("href", "")
            assert not href.lower().lstrip().startswith(("javascript:", "data:", "vbscript:")), address
        assert "{{ 7*7 }}" in page.body or "7*7" not in page.body, address
        assert "49" not in page.title


def test_the_foot_of_a_sheet_of_paper_cannot_leave_its_quotes(evil: Site) -> None:
    body = evil.body("customers/evil/index.html")
    assert body.count("<style>") == 1
    style = body[body.index("<style>") + 7 : body.index("</style>")]
    rule, _, rest = style.partition('content:"')
    text, _, end = rest.partition('"')
    assert (rule, end) == ("@page{@bottom-left{font-size:8pt;", "}}")
    assert set(text) <= set("\\ 0123456789") | set(ascii_letters)


def test_the_rows_as_a_script_cannot_end_it(evil: Site) -> None:
    scripts = evil.scripts()
    assert not any("<" in script for script in scripts)
    data, names = (json.loads(script.partition("=")[2].rstrip().removesuffix(";")) for script in scripts)
    assert data["count"] == len(names["rows"])
    assert EVIL in names["rows"][0][1]


def test_titles_are_plain_text(evil: Site) -> None:
    assert evil.pages["customers/evil/index.html"].title == EVIL


def test_no_template_marks_text_safe() -> None:
    for path in (packaged_root() / "site_templates").rglob("*.j2"):
        text = path.read_text(encoding="utf-8")
        assert "|safe" not in text.replace(" ", ""), path
        assert "autoescape" not in text, path
