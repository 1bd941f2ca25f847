"""A change of the audit and for whom it is told."""

from typing import NamedTuple

from dangan.history.audience import Audience
from dangan.history.change import Identity
from dangan.review.content import Contents
from dangan.review.judgement import Judged
from dangan.review.place import Place


class Shown(NamedTuple):
    """One change as an audience may know it."""

    judged: Judged
    contents: Contents
    audience: Audience

    @property
    def is_withheld(self) -> bool:
        """Whether what was said of it may be about what the audience may not know of."""
        files, paths = list[Identity | None](), list[str]()
        for touch in self.judged.change.touches:
            for place in self.contents.places(touch.path):
                files.append(_file(place))
                paths.append(self.contents.inside(touch.path))
        return not self.audience.may_read_message(files, paths)


def _file(place: Place) -> Identity | None:
    return Identity(place.folder, place.kind.name, "") if place.kind else None
