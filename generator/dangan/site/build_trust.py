"""What a build does not follow: a link in the archive may lead to any file of the computer that publishes it."""

import os
from collections.abc import Iterator
from pathlib import Path

from dangan.diagnostics import Text
from dangan.errors import EnvironmentProblem
from dangan.layout import Layout
from dangan.site.publish_places import below, exists

TEMPLATES = "site_templates"
ASSETS = "site_templates/assets"


def refuse_place(out: Path, root: Path) -> None:
    """The site stands in no folder that holds the archive, and behind no link that the archive brings."""
    root, place = root.resolve(), Path(os.path.abspath(out))  # noqa: PTH100 -- `resolve` would follow what is sought
    if place.resolve() in (root, *root.parents):
        raise EnvironmentProblem(_ABOVE.fill(place=out))
    for folder in (place, *place.parents):
        if folder.is_symlink() and folder.parent.resolve().is_relative_to(root):
            raise EnvironmentProblem(_LINK.fill(place=folder))


def refuse_links(root: Path) -> None:
    """In what decides how pages look, a link is refused; where files are merely copied, it is skipped."""
    for place in (root / "mkdocs.yml", root / TEMPLATES, *_links(root / TEMPLATES)):
        if place.is_symlink() and not place.is_relative_to(root / ASSETS):
            raise EnvironmentProblem(_LINK.fill(place=place.relative_to(root).as_posix()))


def skipped(layout: Layout, languages: tuple[str, ...]) -> Iterator[Text]:
    """A word about each link that is not followed below `docs/` and among the assets."""
    root = layout.root
    tops = [root / "docs", *(root / "docs" / lang for lang in languages), root / ASSETS]
    found = [*(top for top in tops if top.is_symlink()), *(link for top in tops[1:] for link in _links(top))]
    for link in sorted(set(found)):
        yield _SKIPPED.fill(place=link.relative_to(root).as_posix())


def _links(folder: Path) -> Iterator[Path]:
    if exists(folder) and not folder.is_symlink():
        yield from (place for path in below(folder) if (place := folder / path).is_symlink())


_ABOVE = Text(
    "{place} holds the archive itself: choose a folder of its own for the site with -o",
    "{place} 就是档案所在的文件夹：请用 -o 为网站另选一个文件夹",
)
_LINK = Text(
    "{place} is a link, which could lead anywhere: put the file or folder itself there",
    "{place} 是链接，可能指向任何地方：请换成文件或文件夹本身",
)
_SKIPPED = Text(
    "{place} is a link and was not published: put the file itself there",
    "{place} 是链接，没有发布：请换成文件本身",
)
