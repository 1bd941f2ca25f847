"""`dangan.yaml`: how this archive is run. Built from checked data; nothing here parses a file."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from math import ceil
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from dangan.levels import Level

FORMAT = 1
"""The archive format that this version reads; a newer one is refused with exit 3."""


@dataclass(frozen=True, slots=True)
class Forge:
    """Where the team edits on the web. `kind` is github, gitlab or gitea; `url` the repository's page, no slash."""

    kind: str
    url: str


@dataclass(frozen=True, slots=True)
class Config:
    """The settings of an archive with their defaults."""

    format: int = FORMAT
    title: Mapping[str, str] = field(default_factory=dict)
    languages: tuple[str, ...] = ("zh", "en")
    audience: Level | None = Level.INTERNAL
    """For whom the site is published; None where what is written cannot be understood: then nothing is published."""
    branch: str = "main"
    time_zone: str = "UTC"
    currency: str = "CNY"
    country: str = "CN"
    forge: Forge | None = None
    base: str = ""

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> "Config":
        """Settings from the data of `dangan.yaml`; what is missing or of the wrong type keeps its default.

        `base` is the archive's folder inside the forge's repository ("" for the top), with a slash at its end.
        """
        words = {key: data[key] for key in ("branch", "time_zone", "currency", "country") if _is_text(data.get(key))}
        forge = data.get("forge")
        title = data.get("title")
        return cls(
            format=_format(data.get("format")),
            title={k: v for k, v in title.items() if _is_text(v)} if isinstance(title, Mapping) else {},
            languages=_languages(data.get("languages")),
            audience=_level(data),
            forge=_forge(forge) if isinstance(forge, Mapping) else None,
            base=_base(forge) if isinstance(forge, Mapping) else "",
            **words,
        )

    @property
    def zone(self) -> ZoneInfo:
        """Whose days the archive counts in."""
        return zone_of(self.time_zone)

    def name(self, lang: str) -> str:
        """The archive's title in `lang`, else in any language it has."""
        return self.title.get(lang) or next(iter(self.title.values()), "档案 Dangan")


def zone_of(name: str) -> ZoneInfo:
    """The time zone of that IANA name; UTC for one that is not known (the check of dangan.yaml says so)."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return ZoneInfo("UTC")


def _format(value: Any) -> int:
    """The archive's format; also where it is not written as a whole number, for a newer one may write it otherwise."""
    if isinstance(value, str) and value.isdecimal():
        value = int(value)
    return ceil(value) if isinstance(value, int | Decimal) and not isinstance(value, bool) else FORMAT


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and bool(value)


def _languages(value: Any) -> tuple[str, ...]:
    known = tuple(x for x in value if x in ("en", "zh")) if isinstance(value, list) else ()
    return tuple(dict.fromkeys(known)) or ("zh", "en")


def _level(data: Mapping[str, Any]) -> Level | None:
    """A misspelt audience must not open the site to more readers than were meant; restricted is never a setting."""
    value = data.get("audience", Level.INTERNAL.word)
    return Level.of(value) if value in {level.word for level in Level if level < Level.RESTRICTED} else None


def _forge(value: Mapping[str, Any]) -> Forge | None:
    if value.get("kind") in ("github", "gitlab", "gitea") and _is_web(value.get("url")):
        return Forge(value["kind"], value["url"].rstrip("/"))
    return None


def _is_web(value: Any) -> bool:
    """Its address begins every link to the editor, so it must lead to a host on the web and nowhere else."""
    if not _is_text(value) or not value.isprintable() or " " in value or "\\" in value:
        return False
    try:
        parts = urlsplit(value)
        return parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        return False


def _base(value: Mapping[str, Any]) -> str:
    folder = value.get("folder")
    return folder.strip("/") + "/" if isinstance(folder, str) and folder.strip("/") else ""
