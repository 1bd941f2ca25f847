"""Every word of the interface, by language."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from dangan.diagnostics import Text
from dangan.errors import EnvironmentProblem
from dangan.site.template_files import files_in

_BROKEN = Text(
    '{place} cannot be read: it must be JSON such as {{"home": {{"en": "Home", "zh": "首页"}}}}',
    '无法读取 {place}：它必须是 JSON，例如 {{"home": {{"en": "Home", "zh": "首页"}}}}',
)


@dataclass(frozen=True, slots=True)
class Words:
    """The wordings of one language; an unknown key is a bug of ours and raises KeyError."""

    lang: str
    table: Mapping[str, str]

    def __call__(self, key: str, **values: object) -> str:
        """The wording of `key` with `{name}` filled in."""
        wording = self.table[key]
        return wording.format(**values) if values else wording

    def count(self, key: str, n: int, **values: object) -> str:
        """The wording of `key` for `n` things; `key.one` where the language has a singular."""
        one = f"{key}.one"
        return self(one if n == 1 and one in self.table else key, n=n, **values)


@lru_cache(maxsize=8)
def load_words(folders: tuple[Path, ...], lang: str) -> Words:
    """The packaged words with those of the team's own `words.json` over them."""
    table: dict[str, str] = {}
    for path, data in files_in(folders).words.items():
        table |= _read(path, data, lang)
    return Words(lang, table)


def _read(path: Path, data: bytes, lang: str) -> dict[str, str]:
    try:
        entries = json.loads(data.decode("utf-8"))
        found = {key: Text(**entry).to(lang) for key, entry in entries.items() if _singular_fits(key, entry, lang)}
    except (OSError, ValueError, TypeError, AttributeError, RecursionError) as problem:
        raise EnvironmentProblem(_BROKEN.fill(place=f"{path.parent.name}/{path.name}")) from problem
    return {key: _text(text, path) for key, text in found.items()}


def _text(value: object, path: Path) -> str:
    if not isinstance(value, str):
        raise EnvironmentProblem(_BROKEN.fill(place=f"{path.parent.name}/{path.name}"))
    return value


def _singular_fits(key: str, entry: Mapping[str, str], lang: str) -> bool:
    """Chinese has no singular: `key.one` without a Chinese wording is not for Chinese pages."""
    return not (key.endswith(".one") and lang not in entry)
