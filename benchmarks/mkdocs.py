"""MkDocs with Material on the pages of customers: Markdown of the same words, in a repository with their history.

The repository repeats, commit by commit, what the archive's own history did to each customer, in the same folders, so
that the plugins for dates and authors find as much as they would there: a page grows with every commit that touched its
customer. All customers are in that history; only of some are there pages, since all would take hours. Of the others it
holds a line for each commit.
"""

import re
import shutil
import subprocess
from collections import Counter
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
INDEX = "# Peer\n"
_ASIDE = re.compile(r"<aside\b.*?</aside>", re.DOTALL)
"""What the plugins write below a page."""


@dataclass(frozen=True, slots=True)
class MkDocs:
    """What is ready to be built by it: of each customer in the sample the pages, by their place in the repository."""

    folder: Path
    texts: Mapping[str, Mapping[str, str]]
    letters: Mapping[str, int]

    @classmethod
    def of(cls, archive: Archive, folder: Path, customers: int) -> "MkDocs":
        """So many customers, as far from each other in the archive as can be."""
        homes = _homes(archive)
        names = sorted(homes)
        sample = [names[len(names) * place // customers] for place in range(min(customers, len(names)))]
        pages = {name: _pages(archive, name) for name in sample}
        texts = {
            name: {_place(homes[name], path): markdown_of(path) for path in found} for name, found in pages.items()
        }
        folder.mkdir(parents=True)
        _git(folder, "init", "--quiet", "--initial-branch=main")
        _git(folder, "fast-import", "--quiet", stream=b"".join(_stream(archive, homes, texts)))
        _git(folder, "read-tree", "main")
        _git(folder, "gc", "--quiet")
        letters = {name: sum(letters_in(path.read_text("utf-8")) for path in found) for name, found in pages.items()}
        return cls(folder, texts, letters)

    def build(self, customers: int, log: Path, plugins: str = USUAL) -> tuple[int, Run]:
        """With the pages of so many customers; how many pages, and what it cost."""
        shutil.rmtree(self.folder / "docs", ignore_errors=True)
        texts = [pair for name in self._some(customers) for pair in self.texts[name].items()]
        for place, text in [("docs/index.md", INDEX), *texts]:
            path = self.folder / place
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
        changed = _git(self.folder, "diff", "--name-only", "--diff-filter=M")
        assert not changed, f"the history does not end in the pages: {changed[:200]}"
        (self.folder / "mkdocs.yml").write_text(CONFIG % plugins, "utf-8")
        found = run([str(BIN / "mkdocs"), "build", "--quiet", "--clean"], self.folder, log)
        return len(texts), found

    def check(self, customers: int, pages: int) -> str:
        """Asserts that every page is there with the same visible text; says by how much it differs."""
        site = self.folder / "site"
        drawn = [path for path in site.rglob("*.html") if len(path.relative_to(site).parts) > 2]
        assert len(drawn) == pages, f"MkDocs wrote {len(drawn):,} of {pages:,} pages"
        ours = sum(self.letters[name] for name in self._some(customers))
        return spread_of(sum(letters_in(_ASIDE.sub("", path.read_text("utf-8"))) for path in drawn), ours)

    def _some(self, customers: int) -> list[str]:
        names = sorted(self.texts)
        return [names[len(names) * place // customers] for place in range(min(customers, len(names)))]


def customer_pages(archive: Archive) -> int:
    """How many there are of all customers together."""
    return sum(is_of_customer(path.relative_to(archive.root / "site")) for path in archive.pages)


def is_of_customer(address: Path) -> bool:
    """`zh/customers/acme/index.html` and what lies below; not the list of customers."""
    return len(address.parts) > 3 and address.parts[1] == "customers"


def _pages(archive: Archive, customer: str) -> list[Path]:
    return sorted((archive.root / "site").glob(f"??/customers/{customer}/**/*.html"))


def _homes(archive: Archive) -> dict[str, str]:
    """By the name of a customer's folder, where in `customers/` it lies; only those that have a page of that name."""
    folders = (path.parent.relative_to(archive.root / "customers").as_posix() for path in archive.profiles)
    return {home.rpartition("/")[2]: home for home in folders if _pages(archive, home.rpartition("/")[2])}


def _place(home: str, page: Path) -> str:
    """`…/customers/acme/log/index.html` is written as `docs/c03/acme/log.md` where the customer lies in `c03/acme`."""
    customer = home.rpartition("/")[2]
    inside = page.parent.as_posix().rpartition(f"/customers/{customer}")[2].strip("/")
    return f"docs/{home}/{inside.replace('/', '-') or 'dossier'}.md"


def _stream(archive: Archive, homes: Mapping[str, str], texts: Mapping[str, Mapping[str, str]]) -> Iterator[bytes]:
    """For `git fast-import`: a commit for each that touched a customer; with the first what no commit touched."""
    touched = [(when, sorted(found)) for when, names in _touched(archive) if (found := names & homes.keys())]
    total = Counter(name for _, names in touched for name in names)
    done = Counter[str]()
    for number, (when, names) in enumerate(touched):
        files = {"docs/index.md": INDEX} if number == 0 else {}
        for name in [*names, *(sorted(homes.keys() - total.keys()) if number == 0 else ())]:
            done[name] += 1
            share = done[name] / max(1, total[name])
            if name in texts:
                files |= {place: _part(text, share) for place, text in texts[name].items()}
            else:
                files[f"docs/{homes[name]}/dossier.md"] = f"# {name}\n" + "A line.\n" * done[name]
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


def _git(folder: Path, *words: str, stream: bytes | None = None) -> str:
    return subprocess.run(["git", *words], cwd=folder, check=True, input=stream, stdout=subprocess.PIPE).stdout.decode()
