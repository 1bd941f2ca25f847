"""A field by overlay and a kind by schema are on the page without a line of Python."""

import json
from pathlib import Path

from dangan.project import Project
from tests.archive import TODAY, files
from tests.conftest import write_files

OVERLAY = {
    "properties": {
        "cold_chain": {"title": "Cold chain", "x-zh": "冷链", "type": "boolean", "x-weight": "useful"},
        "stage": {"enum": ["dormant"], "x-enum": {"dormant": {"title": "Dormant", "x-zh": "休眠"}}},
    }
}
FORKLIFTS = {
    "$schema": "meta/keywords.schema.json",
    "title": "Forklifts",
    "x-zh": "叉车",
    "type": "object",
    "x-sensitivity": "internal",
    "properties": {
        "fleet": {"title": "Fleet", "x-zh": "车队", "type": "integer", "x-unit": "pcs"},
        "driver": {"title": "Driver", "x-zh": "司机", "type": "string", "x-ref": "person"},
    },
}
FAIR = {
    "$schema": "meta/keywords.schema.json",
    "title": "Fair",
    "x-zh": "展会",
    "type": "object",
    "x-sensitivity": "internal",
    "required": ["names"],
    "properties": {
        "names": {"$ref": "shapes.schema.json#/$defs/names"},
        "hall": {"title": "Hall", "x-zh": "展馆", "type": "string"},
        "met": {
            "title": "Met there",
            "x-zh": "展会上见到",
            "type": "array",
            "items": {"title": "Customer", "x-zh": "客户", "type": "string", "x-ref": "customer"},
        },
    },
}
ARCHIVE = {
    "kinds": {
        "forklifts": {
            "title": "Forklifts",
            "x-zh": "叉车",
            "scope": "customer",
            "path": "forklifts.yaml",
            "schema": "forklifts.schema.json",
            "order": 45,
        },
        "fair": {
            "title": "Fair",
            "x-zh": "展会",
            "scope": "archive",
            "path": "fairs/{id}.yaml",
            "schema": "fair.schema.json",
            "page": "fairs",
        },
    },
    "things": {
        "fair": {
            "title": "Fair",
            "x-zh": "展会",
            "plural": "Fairs",
            "x-zh-plural": "展会",
            "kind": "fair",
            "at": "",
            "scope": "archive",
        }
    },
}


def built(tmp_path: Path) -> Path:
    root = write_files(tmp_path / "archive", dict(files()))
    profile = files()["customers/good/profile.yaml"].decode().replace("prospect", "dormant")
    write_files(
        root,
        {
            "schemas/profile.overlay.json": json.dumps(OVERLAY),
            "schemas/archive.overlay.json": json.dumps(ARCHIVE),
            "schemas/forklifts.schema.json": json.dumps(FORKLIFTS),
            "schemas/fair.schema.json": json.dumps(FAIR),
            "customers/good/profile.yaml": profile + "cold_chain: true\n",
            "customers/good/forklifts.yaml": "fleet: 4321\ndriver: li-mei\n",
            "fairs/canton.yaml": "names: {en: Canton Fair, zh: 广交会}\nhall: Hall 7\nmet: [good]\n",
        },
    )
    project = Project.open(root, today=TODAY)
    assert [d for d in project.check().diagnostics if d.code != "no-history"] == []
    project.build(tmp_path / "site")
    return tmp_path / "site"


def test_field_kind_and_page_without_python(tmp_path: Path) -> None:
    site = built(tmp_path)
    dossier = (site / "en/customers/good/index.html").read_text(encoding="utf-8")
    assert "Cold chain" in dossier
    assert "Dormant" in dossier
    assert "Forklifts" in dossier
    assert "4,321" in dossier
    assert "冷链" in (site / "zh/customers/good/index.html").read_text(encoding="utf-8")
    fair = (site / "en/fairs/canton/index.html").read_text(encoding="utf-8")
    assert "Hall 7" in fair
    assert "../../customers/good/index.html" in fair
    assert "canton/index.html" in (site / "en/fairs/index.html").read_text(encoding="utf-8")
    assert "fairs/canton/index.html" in dossier, "what refers to a customer is linked from its dossier"
    assert "fairs/index.html" in (site / "en/index.html").read_text(encoding="utf-8"), "a tab of its own"


def test_a_teams_own_template_wins(tmp_path: Path) -> None:
    root = write_files(tmp_path / "archive", dict(files()))
    write_files(root, {"site_templates/sections/people.html.j2": "<p>Drawn by {{ 'the team' | upper }}</p>"})
    Project.open(root, today=TODAY).build(tmp_path / "site")
    dossier = (tmp_path / "site/en/customers/good/index.html").read_text(encoding="utf-8")
    assert "Drawn by THE TEAM" in dossier


def test_what_is_edited_shows_when_one_process_builds_again(tmp_path: Path) -> None:
    root = write_files(tmp_path / "archive", dict(files()))
    dossier = tmp_path / "site/en/customers/good/index.html"
    for word in ("first", "second"):
        write_files(
            root,
            {
                "site_templates/sections/people.html.j2": f"<p>Drawn {word}</p>",
                "schemas/profile.overlay.json": json.dumps(
                    {"properties": {"stage": {"x-enum": {"prospect": {"title": f"Hoped {word}", "x-zh": "潜在"}}}}}
                ),
            },
        )
        Project.open(root, today=TODAY).build(tmp_path / "site")
        shown = dossier.read_text(encoding="utf-8")
        assert f"Drawn {word}" in shown
        assert f"Hoped {word}" in shown
