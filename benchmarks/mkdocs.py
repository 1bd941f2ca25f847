"""MkDocs with Material on the pages of customers: Markdown of the same words, in a repository with their history.

The repository repeats, commit by commit, what the archive's own history did to each customer, so that the plugins for
dates and authors find as much as they would there: a page grows with every commit that touched its customer.
"""

import re
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from benchmarks.blocks import letters_in
from benchmarks.hugo import spread_of
from benchmarks.measure import Run, run
from benchmarks.setting import BIN, Archive
from benchmarks.visible import markdown_of

CONFIG = """\
site_name: Peer
theme: {name: material, font: false}
plugins: [%s]
nav: [{Home: index.md}]
validation: {nav: {omitted_files: ignore}}
"""
"""With no page in the navigation, as ours: with all of them in it a page would weigh ten times as much."""
USUAL = "search, git-revision-date-localized, git-authors"
_ASIDE = re.compile(r"<aside\b.*?</aside>", re.DOTALL)
"""What the plugins write below a page."""


@dataclass(frozen=True, slots=True)
class MkDocs:
    """What is ready to be built by it."""

    folder: Path
    pages: int
    letters: int

    @classmethod
    def of(cls, archive: Archive, folder: Path) -> "MkDocs":
        """Every page of every customer of the archive's site."""
        site = archive.root / "site"
        pages = [path for path in archive.pages if path.relative_to(site).parts[1] == "customers"]
        pages = [path for path in pages if len(path.relative_to(site).parts) > 3]
        texts = {_place(path.relative_to(site)): markdown_of(path) for path in pages}
        folder.mkdir(parents=True)
        stream = b"".join(_stream(archive, texts))
        subprocess.run(["git", "init", "--quiet", "--initial-branch=main"], cwd=folder, check=True)
        subprocess.run(["git", "fast-import", "--quiet"], cwd=folder, check=True, input=stream)
        subprocess.run(["git", "reset", "--quiet", "--hard", "main"], cwd=folder, check=True)
        for place, text in texts.items():
            assert (folder / place).read_text("utf-8") == text, place
        return cls(folder, len(texts), sum(letters_in(path.read_text("utf-8")) for path in pages))

    def build(self, log: Path, plugins: str = USUAL) -> Run:
        (self.folder / "mkdocs.yml").write_text(CONFIG % plugins, "utf-8")
        return run([str(BIN / "mkdocs"), "build", "--quiet", "--clean"], self.folder, log)

    def check(self) -> str:
        """Asserts that every page is there with the same visible text; says by how much it differs."""
        drawn = [
            path for path in (self.folder / "site").rglob("*.html") if len(path.parts) - len(self.folder.parts) > 4
        ]
        assert len(drawn) == self.pages, f"MkDocs wrote {len(drawn):,} of {self.pages:,} pages"
        return spread_of(sum(letters_in(_ASIDE.sub("", path.read_text("utf-8"))) for path in drawn), self.letters)


def _place(address: Path) -> str:
    """`zh/customers/acme/log/index.html` is written as `docs/zh/acme/log.md`."""
    language, _, customer, *rest = address.with_suffix("").parts
    name = "-".join(part for part in rest if part != "index") or "dossier"
    return f"docs/{language}/{customer}/{name}.md"


def _stream(archive: Archive, texts: Mapping[str, str]) -> Iterator[bytes]:
    """For `git fast-import`: a commit for each that touched a customer, and the settings with the first."""
    of_customer: dict[str, list[str]] = {}
    for place in sorted(texts):
        of_customer.setdefault(place.split("/")[2], []).append(place)
    touched = [(when, sorted(found)) for when, names in _touched(archive) if (found := names & of_customer.keys())]
    total: dict[str, int] = {}
    for _, names in touched:
        total |= {name: total.get(name, 0) + 1 for name in names}
    missing = sorted(of_customer.keys() - total.keys())
    done: dict[str, int] = {}
    for number, (when, names) in enumerate(touched):
        files = {"docs/index.md": "# Peer\n"} if number == 0 else {}
        for name in [*names, *(missing if number == 0 else ())]:
            done[name] = done.get(name, 0) + 1
            share = done[name] / total.get(name, 1)
            files |= {place: _part(texts[place], share) for place in of_customer[name]}
        yield _commit(number, when, files)


def _part(text: str, share: float) -> str:
    lines = text.split("\n")
    return text if share >= 1 else "\n".join(lines[: max(3, int(len(lines) * share))])


def _commit(number: int, when: str, files: Mapping[str, str]) -> bytes:
    who = f"Colleague {number % 5} <colleague{number % 5}@hailan.example> {when} +0800"
    parts = [f"commit refs/heads/main\nauthor {who}\ncommitter {who}\ndata 7\nArchive\n".encode()]
    for place, text in files.items():
        data = text.encode()
        parts.append(f"M 100644 inline {place}\ndata {len(data)}\n".encode() + data + b"\n")
    return b"".join(parts) + b"\n"


def _touched(archive: Archive) -> Iterator[tuple[str, set[str]]]:
    """Of each commit, the oldest first, its time and the folder names of the customers that it touched."""
    log = archive.git("log", "--reverse", "--topo-order", "--format=%x00%at", "--name-only", "--", "customers")
    for part in filter(None, log.split("\0")):
        when, _, paths = part.partition("\n")
        yield when, {name for path in paths.split("\n") if path for name in path.split("/")[1:-1]}
