"""Settings for editors that speak with yaml-language-server, so that a file is completed and checked while it is typed.

Markdown files are left out: that server reads no front matter. `dangan check` reads them as all others.
"""

import json
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

from dangan.diagnostics import Text
from dangan.errors import UsageError
from dangan.schema.catalogue import Catalogue
from dangan.schema.kind import Kind
from dangan.source.files import write_file

_FOLDER = ".vscode"
_EXTENSION = "redhat.vscode-yaml"
_COMMENTS = Text(
    "{place}: not plain JSON, so it is left as it is; take its comments out and try again",
    "{place}：不是标准的 JSON，因此保持原样；请去掉其中的注释后再试",
)
_NO_OBJECT = Text("{path}:1:1: not a JSON object, so it is left as it is", "{path}:1:1：不是 JSON 对象，因此保持原样")


def write_editor_settings(catalogue: Catalogue, root: Path) -> list[Path]:
    """Writes `.vscode/` and returns the files that changed; settings that are there already stay.

    Raises UsageError, before anything is written, if a settings file is not plain JSON (VS Code allows comments, which
    would be lost).
    """
    folder = root / _FOLDER
    kinds = [kind for kind in catalogue.kinds.values() if not kind.markdown]
    settings, extensions = folder / "settings.json", folder / "extensions.json"
    files = {
        settings: _settings(_read(settings), kinds),
        extensions: _extensions(_read(extensions)),
        **{folder / "dangan" / f"{kind.name}.schema.json": kind.schema for kind in kinds},
    }
    return [path for path, data in files.items() if _write(path, data)]


def _settings(there: Mapping[str, Any], kinds: list[Kind]) -> dict[str, Any]:
    known = there.get("yaml.schemas")
    others = {
        schema: files for schema, files in (known.items() if isinstance(known, dict) else ())
        if not schema.startswith(f"./{_FOLDER}/dangan/")
    }  # fmt: skip
    ours = {f"./{_FOLDER}/dangan/{kind.name}.schema.json": _glob(kind) for kind in kinds}
    return {**there, "yaml.schemas": others | ours}


def _extensions(there: Mapping[str, Any]) -> dict[str, Any]:
    known = there.get("recommendations")
    names = known if isinstance(known, list) else []
    return {**there, "recommendations": names if _EXTENSION in names else [*names, _EXTENSION]}


def _glob(kind: Kind) -> str:
    """Customers' folders may be grouped in folders, hence `**`."""
    path = kind.path.replace("{id}", "*")
    return f"customers/**/{path}" if kind.scope == "customer" else path


def _read(path: Path) -> dict[str, Any]:
    if not path.is_file():
        return {}
    try:
        data = json.loads(path.read_text(encoding="utf-8-sig"))
    except ValueError as error:
        place = f"{path}:{error.lineno}:{error.colno}" if isinstance(error, json.JSONDecodeError) else f"{path}:1:1"
        raise UsageError(_COMMENTS.fill(place=place)) from error
    if not isinstance(data, dict):
        raise UsageError(_NO_OBJECT.fill(path=path))
    return data


def _write(path: Path, data: Mapping[str, Any]) -> bool:
    text = json.dumps(data, ensure_ascii=False, indent=2, default=_number) + "\n"
    raw = text.encode()
    if path.is_file() and path.read_bytes() == raw:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    write_file(path, raw)
    return True


def _number(value: Decimal) -> float:
    return float(value)
