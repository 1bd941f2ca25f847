"""The files of a site that are no pages of ours: style, script, hand-written pages, the way in, the build's date."""

import json
from collections.abc import Iterable, Iterator

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from dangan.config import Config
from dangan.layout import Layout
from dangan.site.build_history import History
from dangan.site.frame_view import language
from dangan.site.frame_words import AUDIENCES, BUILT, BUILT_FROM
from dangan.site.options import BuildOptions
from dangan.site.page import Asset
from dangan.site.publish_places import is_file, is_folder
from dangan.site.shell import Frame

SHORT = 8
"""How much of a commit's id tells it from others in one archive."""


def loose_files(
    layout: Layout, config: Config, options: BuildOptions, history: History, frames: Iterable[Frame]
) -> Iterator[Asset]:
    """Of two files at one address the first is meant: the team's own before the packaged ones."""
    for folder in layout.template_folders:
        for path in sorted((folder / "assets").rglob("*")) if is_folder(folder / "assets") else ():
            if is_file(path):
                yield Asset(path.relative_to(folder).as_posix(), path.read_bytes())
    for frame in frames:
        for address in frame.files():
            yield Asset(address, (frame.folder / address).read_bytes())
    yield Asset("assets/build.js", build_script(options, history.head))
    yield Asset("index.html", way_in(layout, config, options.languages))


def build_script(options: BuildOptions, head: str | None) -> bytes:
    """The only file that knows the site's commit and date, so that pages of two builds stay the same."""
    pattern = BUILT_FROM if head else BUILT
    line = pattern.fill(
        audience=AUDIENCES[options.audience], date=options.today.isoformat(), commit=(head or "")[:SHORT]
    )
    data = {
        "audience": options.audience.word,
        "date": options.today.isoformat(),
        "commit": head,
        "words": {lang: line.to(lang) for lang in options.languages},
    }
    return f"window.danganBuild = {json.dumps(data, ensure_ascii=False)}\n".encode()


def way_in(layout: Layout, config: Config, languages: tuple[str, ...]) -> bytes:
    """The page at the root, which leads to the reader's language."""
    loader = FileSystemLoader([str(folder / "theme") for folder in layout.template_folders])
    environment = Environment(loader=loader, autoescape=True, undefined=StrictUndefined)
    template = environment.get_template("root.html")
    return template.render(name=config.name(languages[0]), languages=[language(x) for x in languages]).encode()
