"""What a merge takes off the main branch though nobody proposed that: it says again what was said before.

Git never does so by itself. Whoever merges can (the strategies "ours" and "theirs", a conflict put away carelessly),
and nothing shows it: no commit that is brought says so, and the merge says nothing that no line had said.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from dangan.git.objects import Commit, Step, Touch
from dangan.history.leaves import Leaves, Steps
from dangan.history.places import is_profile
from dangan.review.change import Change
from dangan.review.content import Contents
from dangan.review.finding import short

_BY_NUMBER = "#"
"""How the step to an item begins that has only its place for a key: it may be another one by now."""
_Sides = tuple[Leaves, Leaves]


class Drop(NamedTuple):
    """What is lost of one file; without `facts` it is the file as it was."""

    touch: Touch
    facts: tuple[Steps, ...] = ()

    def names(self, contents: Contents) -> list[str]:
        """As a policy calls it: `profile/scale/employees`."""
        name = contents.place(self.touch.path).name
        return ["/".join((name, *steps)) for steps in self.facts] or [name]


def drops(change: Change, touches: Iterable[Touch], contents: Contents) -> Iterator[Drop]:
    """`touches` are those against the first parent. What both lines changed differently is not lost but decided, and
    of a file without facts only the whole is looked at. All that led to the merge has to be known.
    """
    if not change.is_merge:
        return
    others = [{touch.path: touch for touch in side} for side in change.step.touched[1:]]
    proposed, known = _proposed(change.brought), list(touches)
    moved = _moved(known, contents)
    for touch in (each for each in known if each.path not in moved):
        mine = proposed.get(touch.path, ())
        if touch.old not in _starts([(each.old, each.new) for each in mine]):
            theirs = [other.get(touch.path) for other in others]
            yield from _of_file(touch, mine, theirs, contents)


def whose(lost: Iterable[Drop], before: Sequence[Change], contents: Contents) -> dict[Commit, str]:
    """Who had recorded it on the main branch, with the short id of the change by which; newest first."""
    waiting = {(drop.touch.path, fact) for drop in lost for fact in drop.facts or (None,)}
    found: dict[Commit, str] = {}
    for change in reversed(before):
        paths = {path for path, _ in waiting}
        for touch in (each for each in change.touches if each.path in paths):
            facts = contents.facts(touch)
            here = {(path, fact) for path, fact in waiting if path == touch.path and _is_in(fact, facts)}
            waiting -= here
            found.update(dict.fromkeys(_writers(change, touch.path) if here else (), short(change.commit.id)))
        if not waiting:
            break
    return found


def _is_in(fact: Steps | None, facts: set[Steps] | None) -> bool:
    return fact is None or facts is None or fact in facts


def _writers(change: Change, path: str) -> list[Commit]:
    wrote = [s.commit for s in change.brought if len(s.commit.parents) <= 1 and path in s.own]
    return wrote or [change.commit]


def _proposed(brought: Iterable[Step]) -> Mapping[str, list[Touch]]:
    """By path what the commits of the other lines did to it; of merges only what they wrote themselves."""
    found: dict[str, list[Touch]] = {}
    for step in brought:
        own = set(step.own)
        for touch in step.touched[0]:
            if touch.path in own:
                found.setdefault(touch.path, []).append(touch)
    return found


def _moved(touches: Sequence[Touch], contents: Contents) -> set[str]:
    """Paths of files that are gone and stand in the folder to which their dossier, by its id, went with the merge."""
    came, gone = ([each for each in touches if each[side] is None] for side in (1, 2))
    there = {own_id: _folder(each) for each in came if (own_id := _own_id(each, contents, new=True))}
    ways = [(_folder(each), there[own_id]) for each in gone if (own_id := _own_id(each, contents, new=False)) in there]
    paths = {each.path for each in came}
    return {
        each.path
        for old, new in ways
        for each in gone
        if each.path.startswith(old + "/") and new + each.path[len(old) :] in paths
    }


def _own_id(touch: Touch, contents: Contents, *, new: bool) -> object:
    """What a profile says."""
    return _value(contents.sides(touch)[new], ("id",)) if is_profile(contents.inside(touch.path)) else None


def _folder(touch: Touch) -> str:
    return touch.path.rpartition("/")[0]


def _of_file(touch: Touch, mine: Sequence[Touch], theirs: Sequence[Touch | None], contents: Contents) -> Iterator[Drop]:
    facts = contents.facts(touch)
    sides = [contents.sides(each) for each in mine]
    said = [(old, new) for old, new in sides if old is not None and new is not None]
    if facts is None or len(said) < len(sides):
        if None in theirs and not _is_proposed(touch.new, [(each.old, each.new) for each in mine]):
            yield Drop(touch)
        return
    new = contents.sides(touch)[1]
    differ = [set() if each is None else contents.facts(each) for each in theirs]
    known = [each for each in differ if each is not None]
    lost = sorted(
        fact
        for fact in facts
        if any(fact not in each for each in known)
        and not any(step.startswith(_BY_NUMBER) for step in fact)
        and not _is_proposed(_value(new, fact), list(_changes(said, fact)))
    )
    if lost:
        yield Drop(touch, tuple(lost))


def _changes(said: Iterable[_Sides], fact: Steps) -> Iterator[tuple[object, object]]:
    both = ((_value(old, fact), _value(new, fact)) for old, new in said)
    return ((old, new) for old, new in both if old != new)


def _value(state: Leaves | None, fact: Steps) -> object:
    return state.values.get(fact) if state else None


def _is_proposed(value: object, changes: Sequence[tuple[object, object]]) -> bool:
    """Whether the other lines came to the value by a change of their own, which they did not take back."""
    starts = _starts(changes)
    return bool(starts) and value not in starts


def _starts(changes: Sequence[tuple[object, object]]) -> list[object]:
    """From what several changes of one thing began: what none of them had made."""
    made = [new for _, new in changes]
    return [old for old, _ in changes if old not in made]
