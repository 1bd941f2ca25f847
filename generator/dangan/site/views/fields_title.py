"""What a mapping is called by its own words."""

from collections.abc import Mapping
from typing import Any

from dangan.site.views.scope import ordered_names

_NAMES = frozenset(("zh", "en", "short"))


def title_of(data: Any, lang: str) -> str:
    """The name, or "" where it has none."""
    return title_and_said(data, lang)[0]


def title_and_said(data: Any, lang: str) -> tuple[str, str, frozenset[str]]:
    """The title, what else it is called, and the facts of which these two leave nothing to say."""
    if not isinstance(data, Mapping):
        return "", "", frozenset()
    names = data.get("names")
    if isinstance(names, Mapping):
        known = {key: name for key, name in names.items() if key in _NAMES and isinstance(name, str)}
        title = next((known[key] for key in (lang, "short", "zh", "en") if key in known), "")
        other = " · ".join(name for name in ordered_names(known.items()) if name != title)
        return title, other, frozenset(("names",)) if title and names.keys() <= _NAMES else frozenset()
    key = next((key for key in ("title", "name") if isinstance(data.get(key), str)), "")
    return (data[key], "", frozenset((key,))) if key else ("", "", frozenset())
