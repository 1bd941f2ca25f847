"""How something is known: from nothing at all to a signature of the person it is about."""

from enum import IntEnum

from dangan.diagnostics import Text


class Known(IntEnum):
    """In the order of their weight. The words are those of JSON and of `review.proof`."""

    NONE = 0
    CLAIMED = 1
    """The text of a commit says so; whoever can write a commit can write that."""
    ATTESTED = 2
    """The forge, or a robot that merges, has signed the text that says so."""
    SIGNED = 3
    """The person has."""

    @property
    def word(self) -> str:
        return self.name.lower()

    @property
    def is_proof(self) -> bool:
        return self is Known.SIGNED

    @property
    def label(self) -> Text:
        return _LABELS[self]

    @classmethod
    def of(cls, word: object) -> "Known":
        """What `review.proof` asks for; a word that is none of these asks for a claim, as silence does."""
        return next((each for each in cls if each.word == word and each), cls.CLAIMED)


_LABELS = {
    Known.NONE: Text("not known", "无从得知"),
    Known.CLAIMED: Text("only claimed", "仅有记载"),
    Known.ATTESTED: Text("attested by the forge", "平台证明"),
    Known.SIGNED: Text("signed", "本人签名"),
}
