"""The log as a whole: what is asked of all of it again and again, found once."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property

from dangan.git.objects import Commit, Step
from dangan.history.landing import main_line


class Course:
    """Steps in their order, newest first, children before parents."""

    def __init__(self, steps: Sequence[Step]) -> None:
        self.steps = steps

    @cached_property
    def line(self) -> Mapping[str, Commit]:
        """The main line of the newest commit."""
        return main_line([step.commit for step in self.steps])

    @cached_property
    def by_path(self) -> Mapping[str, list[int]]:
        """Of every path that was ever touched, against whichever parent, the places of the steps that did it."""
        found: dict[str, list[int]] = {}
        for place, step in enumerate(self.steps):
            for side in step.touched:
                for touch in side:
                    path = touch.path
                    if path in found:
                        found[path].append(place)
                    else:
                        found[path] = [place]
        return found

    @cached_property
    def _paths(self) -> Sequence[str]:
        return sorted(self.by_path)

    def below(self, folders: Iterable[str]) -> set[str]:
        """The paths within folders, which are named with their slashes."""
        return {path for folder in folders for path in self._in(folder)}

    def _in(self, folder: str) -> Iterator[str]:
        """What begins alike stands together."""
        paths = self._paths
        place = bisect_left(paths, folder)
        while place < len(paths) and paths[place].startswith(folder):
            yield paths[place]
            place += 1

    def touching(self, paths: Iterable[str]) -> list[int]:
        """The places of the steps that touched any of some paths, in their order."""
        by_path = self.by_path
        return sorted({place for path in paths for place in by_path[path]})
