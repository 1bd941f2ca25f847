"""The frame of a site, ready for bodies: shells by section and depth, and the files that stand beside the pages."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from dangan.diagnostics import Text
from dangan.errors import EnvironmentProblem
from dangan.site.cache import Cache
from dangan.site.frame import FrameOrder, FramePage, render
from dangan.site.page import Page
from dangan.site.publish_places import is_file
from dangan.site.shell_cache import ShellCache, key_of
from dangan.site.splice import Shell, slot, splice

DEPTHS = range(6)
"""How many folders below the language a page may stand."""
_FOLDER = "_shell"
_SHELLS = "shells.json"
_TOO_DEEP = Text(
    "{address}: no page may lie more than {depth} folders deep", "{address}：页面最多只能位于 {depth} 层文件夹之内"
)


@dataclass(frozen=True, slots=True)
class Frame:
    """The frame of one language. `folder` holds hand-written pages and the theme's files, to be copied as they are."""

    lang: str
    shells: Mapping[tuple[str, int], Shell]
    folder: Path
    warnings: tuple[str, ...]

    def finish(self, page: Page) -> bytes:
        """The page as it is published; a section that has no tab lights none."""
        depth = page.address.count("/")
        shell = self.shells.get((page.section, depth)) or self.shells.get(("", depth))
        if shell is None:
            raise EnvironmentProblem(_TOO_DEEP.fill(address=page.address, depth=DEPTHS[-1]))
        return splice(shell, page)

    def files(self) -> Iterator[str]:
        """Addresses from the site's root."""
        found = (path.relative_to(self.folder).as_posix() for path in self.folder.rglob("*") if is_file(path))
        return iter(sorted(found))


def frame_for(order: FrameOrder, cache: Cache) -> Frame:
    """From the cache, else drawn by MkDocs and kept there."""
    store = ShellCache(cache, order)
    folder = store.find() or store.keep(lambda scratch: _draw(order, scratch))
    said = json.loads((folder / _SHELLS).read_bytes())
    shells = {(section, depth): Shell(tuple(parts)) for section, depth, parts in said["shells"]}
    return Frame(order.lang, shells, folder / "site", tuple(said["warnings"]))


def _draw(order: FrameOrder, scratch: Path) -> None:
    """Fills `scratch` with `site/` and the shells; whatever stood for a shell is gone from `site/`."""
    mark = key_of(order)  # nothing that the key was made of can hold the key
    wanted = {(name, depth): _stand_in(order, name, depth, mark) for name in _names(order) for depth in DEPTHS}
    homes = [_home(section.address, section.name, mark) for section in order.sections]
    warnings = render(order, [*wanted.values(), *homes], scratch)
    site = scratch / "site"
    shells = [
        [name, depth, Shell.of((site / order.lang / page.address).read_text("utf-8"), mark).parts]
        for (name, depth), page in wanted.items()
    ]
    for page in (*wanted.values(), *homes):
        (site / order.lang / page.address).unlink()
    _drop_empty(site)
    text = json.dumps({"shells": shells, "warnings": warnings}, ensure_ascii=False)
    (scratch / _SHELLS).write_text(text, "utf-8")
    (scratch / "empty").rmdir()


def _names(order: FrameOrder) -> list[str]:
    return ["", *(section.name for section in order.sections if section.name)]


def _stand_in(order: FrameOrder, section: str, depth: int, mark: str) -> FramePage:
    place = _names(order).index(section)
    return _home("/".join([*[_FOLDER] * depth, f"{_FOLDER}-{place}.html"]), section, mark)


def _home(address: str, section: str, mark: str) -> FramePage:
    title, description, body, href = (slot(name, mark) for name in ("title", "description", "body", "href"))
    return FramePage(address, section, title, description, body, href)


def _drop_empty(folder: Path) -> None:
    for path in sorted(folder.rglob("*"), reverse=True):
        if path.is_dir() and not any(path.iterdir()):
            path.rmdir()
