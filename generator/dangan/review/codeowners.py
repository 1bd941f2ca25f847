"""CODEOWNERS: whom the forge asks for approval, made from team, policy and custodians.

A forge asks by file and takes any one owner; the policy may ask by field, and the audit holds to it. So a file that
holds a particular field has the owners of both.
https://docs.github.com/repositories (code owners); GitLab and Gitea read the same form.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date

from dangan.analysis.shape import text
from dangan.model.folders import DOCUMENTS, PROFILE, TOP, Folders
from dangan.review.policy import Particular, Policy
from dangan.review.scope import Watched
from dangan.review.state import RULES, TEAM
from dangan.review.team import Team
from dangan.schema.catalogue import Catalogue
from dangan.source.reader import read_document
from dangan.source.tree import Tree

PLACES = (".github/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS", ".gitlab/CODEOWNERS", ".gitea/CODEOWNERS")
"""Where forges look, the first that is there before the others."""
HEAD = "# Made by `dangan codeowners --write` from team.yaml, rules.yaml and the custodians; edit those.\n"


@dataclass(frozen=True, slots=True)
class Owners:
    """All that the file is made of, on one day. `custodians` are those of each customer's folder."""

    team: Team
    policy: Policy
    custodians: Mapping[str, tuple[str, ...]]
    day: date

    def emails(self, roles: Iterable[str], ids: Iterable[str] = ()) -> tuple[str, ...]:
        """The first address of everybody who may approve, in the order of the team."""
        wanted, named = tuple(roles), frozenset(ids)
        people = (
            c
            for c in self.team.colleagues.values()
            if (c.has_role(wanted, self.day) or (c.id in named and c.is_here(self.day))) and not c.is_forge(self.day)
        )
        return tuple(c.emails[0] for c in people if c.emails)


def codeowners(tree: Tree, catalogue: Catalogue, day: date, base: str = "") -> str:
    """The whole file; `base` is the archive's folder in the repository, with its slash."""
    held = frozenset(tree.paths())
    policy = Policy.of(_data(tree, RULES, held))
    named = _custodians(tree, catalogue, held) if any(each.custodian for each in policy.particular) else {}
    owners = Owners(Team.of(_data(tree, TEAM, held)), policy, named, day)
    lines = [*_usual(owners, catalogue, base), *_particular(owners, catalogue, base)]
    return HEAD + "".join(f"{line}\n" for line in lines)


def _usual(owners: Owners, catalogue: Catalogue, base: str) -> Iterator[str]:
    watched = Watched(catalogue, base)
    emails = owners.emails(owners.policy.roles)
    for path in dict.fromkeys((*watched.beginnings, *sorted(watched.files))):
        yield from _line(f"/{path}", emails)


def _particular(owners: Owners, catalogue: Catalogue, base: str) -> Iterator[str]:
    """The last line that fits counts, so the particular ones stand below, each kind or folder once."""
    by_name: dict[str, list[Particular]] = {}
    for each in sorted(owners.policy.particular, key=lambda particular: particular.target.name):
        by_name.setdefault(each.target.name, []).append(each)
    for name, entries in by_name.items():
        whole = any(not entry.target.steps for entry in entries)
        roles = [role for entry in entries for role in entry.roles] + ([] if whole else [*owners.policy.roles])
        pattern = _pattern(name, catalogue)
        yield from _line(f"/{_within(pattern, name, base)}", owners.emails(roles))
        if pattern.startswith(f"{TOP}/**/") and any(entry.custodian for entry in entries):
            for folder, ids in owners.custodians.items():
                yield from _line(f"/{base}{folder}/{pattern.removeprefix(f'{TOP}/**/')}", owners.emails(roles, ids))


def _pattern(name: str, catalogue: Catalogue) -> str:
    kind = catalogue.kinds.get(name)
    if kind is None:
        return f"{name}/"
    path = kind.path.replace("{id}", "*")
    if kind.scope == "archive":
        return path
    return f"{TOP}/**/{DOCUMENTS}" if name == "documents" else f"{TOP}/**/{path}"


def _within(pattern: str, name: str, base: str) -> str:
    """Workflows and scripts of the forge lie at the top of the repository."""
    return pattern if name in (".github", "ci") else base + pattern


def _line(pattern: str, emails: tuple[str, ...]) -> Iterator[str]:
    """A pattern without owners would say that nobody is asked, so there is none."""
    if emails:
        yield " ".join((pattern.replace(" ", "\\ "), *dict.fromkeys(emails)))


_PATTERN = re.compile(r"[*?\[\]\\!]")
"""What a forge would read as a pattern, so that an entry might speak of another customer's folder."""


def _custodians(tree: Tree, catalogue: Catalogue, held: AbstractSet[str]) -> dict[str, tuple[str, ...]]:
    folders = [f for f in Folders.of(tree.paths(), catalogue).customers if not _PATTERN.search(f)]
    profiles = {folder: _data(tree, f"{folder}/{PROFILE}", held) for folder in folders}
    return {folder: (text(data, "custodian"), text(data, "deputy")) for folder, data in profiles.items()}


def _data(tree: Tree, path: str, held: AbstractSet[str]) -> object:
    document = read_document(tree, path)[0] if path in held else None
    return document.data if document else {}
