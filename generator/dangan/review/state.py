"""What held on the main branch before a change: team, policy, custodians. Never what the change itself says."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from dangan.analysis.shape import text
from dangan.git.objects import Touch
from dangan.model.folders import PROFILE
from dangan.review.content import FILE_MODES
from dangan.review.policy import Policy
from dangan.review.team import Team
from dangan.source.links import meant_by
from dangan.source.reader import parse_document

TEAM, RULES = "team.yaml", "rules.yaml"
LINK = "120000"
_PROFILE = "/" + PROFILE


@dataclass(slots=True)
class State:
    """Goes along the main line. Each version of a file is read once; one that cannot be read leaves what held before.

    Paths are those of the archive.
    """

    read: Callable[[str], bytes]
    team: Team = field(default_factory=Team)
    policy: Policy = field(default_factory=Policy)
    ever: dict[str, Team] = field(default_factory=dict)
    """Every team that there was, by the id of the file."""
    _profiles: dict[str, str] = field(default_factory=dict)
    _named: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Custodian and deputy by the id of a profile."""
    _known: dict[str, Any] = field(default_factory=dict)

    _links: dict[str, str] = field(default_factory=dict)
    """By path of a link the one that it leads to, by the words of both alone."""
    _leading: dict[str, dict[str, None]] = field(default_factory=dict)
    """The links by the path that they lead to."""

    def take(self, touches: Iterable[Touch]) -> None:
        """What holds after a change."""
        for touch in touches:
            if LINK in (touch.old_mode, touch.new_mode):
                self._take_link(touch)
            if touch.path.endswith(_PROFILE):
                self._take_profile(touch)
            elif touch.path in (TEAM, RULES):
                self._take_rights(touch)

    def custodians(self, folder: str) -> tuple[str, ...]:
        """Custodian and deputy of the dossier in a folder; nobody of what is no customer's."""
        oid = self._profiles.get(f"{folder}/{PROFILE}") if folder else None
        if oid and oid not in self._named:
            document, _ = parse_document(PROFILE, self.read(oid))
            data = document.data if document else None
            self._named[oid] = tuple(filter(None, (text(data, "custodian"), text(data, "deputy"))))
        return self._named[oid] if oid else ()

    def names(self, path: str) -> tuple[str, ...]:
        """The path itself, and those of links that lead to it: whoever writes to it writes to them."""
        found = {path: None}
        waiting = [path]
        while waiting:
            fresh = self._leading.get(waiting.pop(), {}).keys() - found.keys()
            found |= dict.fromkeys(sorted(fresh))
            waiting += fresh
        return tuple(found)

    def _take_link(self, touch: Touch) -> None:
        """A folder that is a link in its whole is never followed."""
        before = self._links.pop(touch.path, None)
        if before is not None:
            del self._leading[before][touch.path]
        target = meant_by(touch.path, self._text(touch.new)) if touch.new and touch.new_mode == LINK else None
        if target is not None:
            self._links[touch.path] = target
            self._leading.setdefault(target, {})[touch.path] = None

    def _text(self, oid: str) -> str:
        return self.read(oid).decode(errors="surrogateescape")

    def _take_rights(self, touch: Touch) -> None:
        """A link or a repository cannot be read, like a broken file."""
        if touch.new and touch.new_mode not in FILE_MODES:
            return
        if touch.path == TEAM:
            self._take_team(touch.new)
            return
        data = self._data(RULES, touch.new)
        self.policy = self.policy if data is None else Policy.of(data)

    def _take_team(self, oid: str | None) -> None:
        data = self._data(TEAM, oid)
        if data is not None:
            self.team = Team.of(data, self.team.revoked)
            self.ever[oid or ""] = self.team

    def _take_profile(self, touch: Touch) -> None:
        if touch.new and touch.new_mode in FILE_MODES:
            self._profiles[touch.path] = touch.new
        else:
            self._profiles.pop(touch.path, None)

    def _data(self, path: str, oid: str | None) -> Any:
        """Nothing at all of a file that is gone; None of one that cannot be read."""
        if oid is None:
            return {}
        if oid not in self._known:
            document, _ = parse_document(path, self.read(oid))
            self._known[oid] = document.data if document else None
        return self._known[oid]
