"""A change of the audit and for whom it is told."""

from typing import NamedTuple, Self

from dangan.history.audience import Audience
from dangan.history.change import Identity
from dangan.review.content import Contents
from dangan.review.judgement import Judged
from dangan.review.place import Place


class Shown(NamedTuple):
    """One change as an audience may know it; `is_withheld` says that what was said and found of it may be about what
    they may not.
    """

    judged: Judged
    is_withheld: bool

    @classmethod
    def of(cls, judged: Judged, contents: Contents, audience: Audience) -> Self:
        files, paths = list[Identity | None](), list[str]()
        for touch in judged.change.touches:
            for place in contents.places(touch.path):
                files.append(_file(place))
                paths.append(contents.inside(touch.path))
        return cls(judged, not audience.may_read_message(files, paths))


def _file(place: Place) -> Identity | None:
    return Identity(place.folder, place.kind.name, "") if place.kind else None
