"""Editor settings join what is there and never lose anything."""

import json
from pathlib import Path

import jsonschema_rs
import pytest

from dangan.errors import UsageError
from dangan.schema.editor import write_editor_settings
from tests.schema.small import ARCHIVE, load

NOTE = {"title": "Note", "scope": "customer", "path": "log/{id}.md", "schema": "card.schema.json"}
PRODUCT = {"title": "Product", "scope": "archive", "path": "products/{id}.yaml", "schema": "card.schema.json"}
CATALOGUE = load({"archive.json": {**ARCHIVE, "kinds": {**ARCHIVE["kinds"], "note": NOTE, "product": PRODUCT}}})[0]


def settings(root: Path) -> dict[str, object]:
    read: dict[str, object] = json.loads((root / ".vscode/settings.json").read_text())
    return read


def test_each_kind_of_yaml_has_its_schema(tmp_path: Path) -> None:
    written = write_editor_settings(CATALOGUE, tmp_path)
    assert settings(tmp_path) == {
        "yaml.schemas": {
            "./.vscode/dangan/card.schema.json": "customers/**/card.yaml",
            "./.vscode/dangan/product.schema.json": "products/*.yaml",
        }
    }
    assert all(path.is_file() for path in written)
    schema = json.loads((tmp_path / ".vscode/dangan/card.schema.json").read_text())
    assert schema["additionalProperties"] is False
    jsonschema_rs.Draft202012Validator(schema)
    assert json.loads((tmp_path / ".vscode/extensions.json").read_text()) == {"recommendations": ["redhat.vscode-yaml"]}


def test_a_second_time_changes_nothing(tmp_path: Path) -> None:
    assert len(write_editor_settings(CATALOGUE, tmp_path)) == 4
    assert write_editor_settings(CATALOGUE, tmp_path) == []


def test_what_is_there_stays(tmp_path: Path) -> None:
    (tmp_path / ".vscode").mkdir()
    there = {"editor.tabSize": 2, "yaml.schemas": {"other.json": "x.yaml", "./.vscode/dangan/gone.schema.json": "y"}}
    (tmp_path / ".vscode/settings.json").write_text(json.dumps(there))
    (tmp_path / ".vscode/extensions.json").write_text(
        '{"recommendations": ["a.b"], "unwantedRecommendations": ["c.d"]}'
    )
    write_editor_settings(CATALOGUE, tmp_path)
    merged = settings(tmp_path)
    assert merged["editor.tabSize"] == 2
    assert next(iter(merged["yaml.schemas"])) == "other.json"  # type: ignore[call-overload]
    assert "./.vscode/dangan/gone.schema.json" not in merged["yaml.schemas"]  # type: ignore[operator]
    extensions = json.loads((tmp_path / ".vscode/extensions.json").read_text())
    assert extensions == {"recommendations": ["a.b", "redhat.vscode-yaml"], "unwantedRecommendations": ["c.d"]}


@pytest.mark.parametrize("text", ['{\n  // mine\n  "a": 1\n}', "[]", '{"a": 1,}'])
def test_what_is_not_plain_json_is_left_alone(tmp_path: Path, text: str) -> None:
    (tmp_path / ".vscode").mkdir()
    (tmp_path / ".vscode/settings.json").write_text(text)
    with pytest.raises(UsageError, match=r"settings\.json:\d+:\d+: not "):
        write_editor_settings(CATALOGUE, tmp_path)
    assert (tmp_path / ".vscode/settings.json").read_text() == text
    assert sorted(path.name for path in (tmp_path / ".vscode").iterdir()) == ["settings.json"]
