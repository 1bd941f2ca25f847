"""What the message of a commit claims: by which pull request it came, and who looked at it.

As GitHub, GitLab and Gitea write them. All of it is text, and text is only a claim: whether it is more is for who has
signed it to say.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum


class Forge(StrEnum):
    GITHUB = "github"
    GITLAB = "gitlab"
    GITEA = "gitea"


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody whom a message names."""

    name: str
    email: str


@dataclass(frozen=True, slots=True)
class Message:
    """`request` is the number of the pull or merge request; `squashed` whether it speaks of one made into a commit."""

    request: int | None = None
    forge: Forge | None = None
    squashed: bool = False
    reviewers: tuple[Named, ...] = ()
    authors: tuple[Named, ...] = ()
    """Who wrote it together with the author."""
    reviewed_on: bool = False

    @classmethod
    def of(cls, text: str) -> "Message":
        """From the whole message. Of trailers only the last paragraph is read, as Git does."""
        subject = text.partition("\n")[0].strip()
        forge, request = _request(subject, text)
        squashed = request is not None
        trailers = list(_trailers(text))
        where, trailers = _of_the_forge(trailers)
        if where and request is None and (number := _AT_END.search(where)):
            request = int(number[1])
        return cls(
            request,
            Forge.GITEA if where and forge in (None, Forge.GITHUB) else forge,
            squashed,
            tuple(_named(value) for name, value in trailers if name in _REVIEWED),
            tuple(_named(value) for name, value in trailers if name == "co-authored-by"),
            bool(where),
        )

    @property
    def is_claim(self) -> bool:
        """Whether it says anything of a review at all."""
        return self.request is not None or self.reviewed_on or bool(self.reviewers)


def title_in(message: str) -> str:
    """The title of the pull request that a merge was: Gitea quotes it in the subject, other forges put it below. Empty
    where there is none.
    """
    subject, _, rest = message.partition("\n")
    if quoted := _QUOTED.match(subject):
        return quoted[1]
    first = next((line.strip() for line in rest.splitlines() if line.strip()), "")
    return first if subject.startswith("Merge ") and ": " not in first and not first.startswith("See merge") else ""


_QUOTED = re.compile("Merge pull request ['\"](.+)['\"] \\([#!][0-9]+\\) from ")
_REVIEWED = frozenset({"reviewed-by", "approved-by"})
_ADDRESS = re.compile(r"([^<>]*)<([^<>@\s]+@[^<>@\s]+)>")
_LONGEST = 500
"""Characters of a name and address; nothing longer is one."""
_TRAILER = re.compile(r"([A-Za-z][A-Za-z-]*):[ \t]+(.*\S)")
_AT_END = re.compile(r"/(?:pulls?|merge_requests)/([0-9]{1,9})/?$")
_MERGES: tuple[tuple[Forge, re.Pattern[str]], ...] = (
    (Forge.GITEA, re.compile(r"Merge pull request ['\"].*['\"] \([#!]([0-9]{1,9})\) from ")),
    (Forge.GITHUB, re.compile(r"Merge pull request #([0-9]{1,9}) from ")),
)
_GITLAB = re.compile(r"^See merge request \S*!([0-9]{1,9})\s*$", re.MULTILINE)
_SQUASHED = re.compile(r"\(#([0-9]{1,9})\)$")


def _request(subject: str, text: str) -> tuple[Forge | None, int | None]:
    for forge, pattern in _MERGES:
        if found := pattern.match(subject):
            return forge, int(found[1])
    if found := _GITLAB.search(text):
        return Forge.GITLAB, int(found[1])
    if found := _SQUASHED.search(subject):
        return Forge.GITHUB, int(found[1])
    return None, None


def _trailers(text: str) -> Iterator[tuple[str, str]]:
    """Names in small letters. GitLab puts its own line below them, which is no trailer."""
    paragraphs = [part for part in re.split(r"\n[ \t]*\n", text.strip().replace("\r\n", "\n")) if part.strip()]
    while len(paragraphs) > 1 and _GITLAB.fullmatch(paragraphs[-1].strip()):
        paragraphs.pop()
    for line in paragraphs[-1].splitlines() if len(paragraphs) > 1 else ():
        if found := _TRAILER.fullmatch(line.strip()):
            yield found[1].lower(), found[2]


def _of_the_forge(trailers: list[tuple[str, str]]) -> tuple[str, list[tuple[str, str]]]:
    """Gitea writes `Reviewed-on` and its own trailers below it: names of reviewers above are the author's words."""
    place = max((place for place, (name, _) in enumerate(trailers) if name == "reviewed-on"), default=None)
    if place is None:
        return "", trailers
    above = [(name, value) for name, value in trailers[:place] if name not in _REVIEWED]
    return trailers[place][1], [*above, *trailers[place:]]


def _named(value: str) -> Named:
    found = _ADDRESS.fullmatch(value.strip()) if len(value) <= _LONGEST else None
    return Named(found[1].strip().strip('"'), found[2].lower()) if found else Named(value.strip()[:_LONGEST], "")
