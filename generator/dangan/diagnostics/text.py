"""One sentence or word in both languages of the trade."""

from dataclasses import dataclass
from typing import Any

LANGUAGES = ("en", "zh")


@dataclass(frozen=True, slots=True)
class Text:
    """An English and a Chinese wording of the same thing; `{name}` marks what is filled in."""

    en: str
    zh: str = ""

    def __reduce__(self) -> tuple[type["Text"], tuple[str, str]]:
        """To be packed and taken up in one step: there is one with each reference of an archive."""
        return Text, (self.en, self.zh)

    def to(self, lang: str) -> str:
        """The wording in `lang`; English where Chinese is missing or the language is unknown."""
        return self.zh if lang == "zh" and self.zh else self.en

    def fill(self, **values: Any) -> "Text":
        """Both wordings with the values put in; a value that is itself a `Text` goes in by language."""
        return Text(
            self.en.format(**{k: _in(v, "en") for k, v in values.items()}),
            self.zh.format(**{k: _in(v, "zh") for k, v in values.items()}) if self.zh else "",
        )


def _in(value: Any, lang: str) -> Any:
    return value.to(lang) if isinstance(value, Text) else value
