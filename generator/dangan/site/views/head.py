"""What stands at the top of a page that is no single thing's: the way up, and where what it lists is kept."""

from dataclasses import dataclass

from dangan.schema.kind import Kind
from dangan.site.links_forge import edit_link, folder_link
from dangan.site.views.scope import Link, Scope
from dangan.site.views.section import Changed, last_change


@dataclass(frozen=True, slots=True)
class Head:
    """`edit` is "" where no forge is set up: the path is shown instead. That of a folder has a slash at its end."""

    trail: tuple[Link, ...]
    edit: str = ""
    path: str = ""
    changed: Changed | None = None

    @property
    def folder(self) -> bool:
        return self.path.endswith("/")


def file_head(path: str, scope: Scope) -> Head:
    """Of a page that is made from one file."""
    return Head(scope.trail(), edit_link(scope.context.config, path), path, last_change([path], scope))


def folder_head(folder: str, scope: Scope) -> Head:
    """Of a page that lists the files of a folder."""
    return Head(scope.trail(), folder_link(scope.context.config, folder), f"{folder}/")


def kind_head(kind: Kind, scope: Scope) -> Head:
    """Of the page that lists the things of the archive's own files of one kind."""
    folder = kind.path.partition("{id}")[0].rstrip("/")
    return folder_head(folder, scope) if kind.many and folder else file_head(kind.path, scope)
