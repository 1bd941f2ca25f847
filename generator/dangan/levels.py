"""The four levels of sensitivity, which are also the four audiences."""

from enum import IntEnum


class Level(IntEnum):
    """Ordered: an audience sees what is at its own level or below; what is unmarked counts as `RESTRICTED`."""

    PUBLIC = 0
    INTERNAL = 1
    CONFIDENTIAL = 2
    RESTRICTED = 3

    @classmethod
    def of(cls, word: str | None) -> "Level":
        """The level of a word in a schema or on the command line; no word is the highest level."""
        return cls[word.upper()] if word else cls.RESTRICTED

    @property
    def word(self) -> str:
        return self.name.lower()
