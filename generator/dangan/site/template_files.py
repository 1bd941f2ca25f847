"""Templates and words as they are read once for a build: what they hold decides what is drawn again, so what is drawn
is made of nothing that they held before or after.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

WORDS = "words.json"


@dataclass(frozen=True, slots=True)
class TemplateFiles:
    """`templates` are by name, each with its place, those of the first folder that has one; `words` are by place, the
    last of them to be asked first. `mark` stands for all of it.
    """

    templates: Mapping[str, tuple[Path, bytes]]
    words: Mapping[Path, bytes]
    mark: str


@lru_cache(maxsize=8)
def files_in(folders: tuple[Path, ...]) -> TemplateFiles:
    """What cannot be read counts as empty."""
    templates: dict[str, tuple[Path, bytes]] = {}
    words: dict[Path, bytes] = {}
    digest = sha256()
    for folder in folders:
        for path in sorted((*folder.rglob("*.j2"), *folder.glob(WORDS))):
            data = path.read_bytes() if path.is_file() and os.access(path, os.R_OK) else b""
            digest.update(f"{path}\0{len(data)}\0".encode(errors="surrogateescape") + data)
            if path.is_file():
                name = path.relative_to(folder).as_posix()
                words |= {path: data} if name == WORDS else {}
                templates.setdefault(name, (path, data))
    return TemplateFiles(templates, dict(reversed(words.items())), digest.hexdigest())
