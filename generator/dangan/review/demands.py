"""Whose approval a change needs, by what it touches."""

from collections.abc import Iterable, Iterator

from dangan.git.objects import Touch
from dangan.model.folders import PROFILE
from dangan.review.content import Contents
from dangan.review.policy import Demand
from dangan.review.state import State


def demands(touches: Iterable[Touch], state: State, contents: Contents) -> Iterator[Demand]:
    """By the policy and the custodians of `state`: those of before the change."""
    known = list(touches)
    moved = _moved(known)
    for touch in known:
        names = state.names(contents.inside(touch.path))
        for place in (place for name in names for place in contents.places(name)):
            custodians = state.custodians(place.folder)
            asked = place.kind is not None and state.policy.asks_about_fields(place) and touch.path not in moved
            facts = contents.facts(touch, place.kind) if asked else ()
            yield from state.policy.demands(place, facts, custodians)


def _moved(touches: Iterable[Touch]) -> set[str]:
    """Paths, old and new, of files that moved with the whole folder of their customer and say what they said.

    A file that came from another customer's folder says something new, though its bytes are the same.
    """
    gone = {touch.path: touch.old for touch in touches if touch.new is None}
    came = {touch.path: touch.new for touch in touches if touch.old is None}
    profiles = {oid: path for path, oid in came.items() if path.endswith("/" + PROFILE)}
    left = {path: oid for path, oid in gone.items() if path.endswith("/" + PROFILE) and oid in profiles}
    ways = {(_folder(old), _folder(profiles[oid])) for old, oid in left.items()}
    pairs = ((old, there + old[len(here) :]) for here, there in ways for old in gone if old.startswith(here + "/"))
    return {path for old, new in pairs if gone[old] == came.get(new) for path in (old, new)}


def _folder(profile: str) -> str:
    return profile.removesuffix("/" + PROFILE)
