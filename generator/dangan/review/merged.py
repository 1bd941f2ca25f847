"""What a merge wrote of its own: nothing, where each fact and each line is that of one of the lines it brings together.

Git puts two changes of one file together by itself; who merges has not written that file.
"""

from collections.abc import Sequence

from dangan.git.objects import Step, Touch
from dangan.history.leaves import Leaves
from dangan.review.content import Contents


def wrote(step: Step, contents: Contents) -> bool:
    """Whether a merge says something that none of its parents said, or no longer says what all of them did."""
    own = set(step.own)
    by_path: dict[str, list[Touch]] = {}
    for touch in (touch for side in step.touched for touch in side if touch.path in own):
        by_path.setdefault(touch.path, []).append(touch)
    return any(_is_new(sides, contents) for sides in by_path.values())


def _is_new(sides: Sequence[Touch], contents: Contents) -> bool:
    """Of one file, held against each parent."""
    if len({side.new_mode for side in sides} | {side.old_mode for side in sides}) > 1:
        return True  # it came, went or changed its mode against all of them
    said = [contents.sides(side) for side in sides]
    new, olds = said[0][1], [old for old, _ in said if old is not None]
    if contents.place(sides[0].path).kind and new is not None and len(olds) == len(sides):
        return _differs(new, olds)
    lines, before = contents.lines(sides[0], new=True), [contents.lines(side, new=False) for side in sides]
    known = [set(each) for each in before if each is not None]
    if lines is None or len(known) < len(before):
        return True
    return not set(lines) <= set().union(*known) or not set.intersection(*known) <= set(lines)


def _differs(new: Leaves, olds: Sequence[Leaves]) -> bool:
    steps = set(new.values).union(*(old.values for old in olds))
    return any(all(new.values.get(step) != old.values.get(step) for old in olds) for step in steps)
