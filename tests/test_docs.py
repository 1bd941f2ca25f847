"""What the pages for builders name is there."""

import importlib
import re
from pathlib import Path

import dangan

DOCS = Path(dangan.__file__).parents[2] / "docs" / "dev"


def exists(dotted: str) -> bool:
    """Whether `dangan.a.b.Name.attribute` leads to something: a module first, then attributes of it."""
    steps = dotted.split(".")
    for cut in range(len(steps), 0, -1):
        try:
            found = importlib.import_module(".".join(steps[:cut]))
        except ModuleNotFoundError:
            continue
        for step in steps[cut:]:
            if not hasattr(found, step):
                return False
            found = getattr(found, step)
        return True
    return False


def test_every_dotted_name_exists() -> None:
    text = "\n".join(path.read_text(encoding="utf-8") for path in sorted(DOCS.rglob("*.md")))
    names = set(re.findall(r"`(dangan(?:\.[A-Za-z_]+)+)`", text)) - {"dangan.yaml"}
    assert len(names) > 40
    assert sorted(name for name in names if not exists(name)) == []


def test_every_path_exists() -> None:
    for page in sorted(DOCS.rglob("*.md")):
        for path in re.findall(r"`((?:tests|schemas|site_templates|docs)/[\w./-]+)`", page.read_text(encoding="utf-8")):
            if "overlay" not in path:  # an archive has those of its own
                assert (DOCS.parents[1] / path).exists(), f"{page.name}: {path}"
