"""The index that is asked says what the index that is held says, whoever asks, whatever was edited before."""

import random
from collections.abc import Iterable, Mapping
from pathlib import Path

import pytest

from dangan.levels import Level
from dangan.memory import Forgetful, Memory, Passing
from dangan.model.asked_index import AskedIndex
from dangan.model.index import Index, Key
from dangan.model.scan import Scan, scan
from dangan.schema.catalogue import Catalogue
from dangan.source.memory_tree import MemoryTree
from dangan.source.unreadable import unreadable
from dangan.source.work_tree import WorkTree
from tests.archive import TODAY
from tests.model.whole import whole

ROOT = Path(__file__).parents[2]
TOPS = ("customers", "competitors", "products", "tombstones", "team.yaml", "rules.yaml", "dangan.yaml", "campaigns")
EDITS = 12

Files = dict[str, bytes]


@pytest.fixture(scope="module")
def sample() -> Files:
    tree = WorkTree(ROOT)
    found = {path: tree.read(path) for path in tree.paths() if path.split("/")[0] in TOPS}
    few = sorted({path.split("/")[1] for path in found if path.startswith("customers/")})[:5]
    return {
        path: data for path, data in found.items() if not path.startswith("customers/") or path.split("/")[1] in few
    }


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return Catalogue.load(MemoryTree({}))[0]


def same(asked: Index, held: Index, things: Iterable[str]) -> None:
    assert isinstance(asked, AskedIndex)
    assert list(asked.entries.items()) == list(held.entries.items())
    assert dict(asked.incoming) == dict(held.incoming)
    assert len(asked.entries) == len(held.entries)
    customers = ["", *sorted({key.customer for key in held.entries}), "nobody"]
    for kind in things:
        assert asked.of_kind(kind) == held.of_kind(kind)
        for customer in customers:
            assert asked.of_kind(kind, customer) == held.of_kind(kind, customer)
    for entry in held.entries.values():
        assert asked.entries[entry.key] == entry
        assert [asked.resolve(r) for r in entry.references] == [held.resolve(r) for r in entry.references]
    nobody = Key("customer", "", "nobody")
    assert nobody not in asked.entries
    assert nobody not in asked.incoming
    with pytest.raises(KeyError):
        asked.entries[nobody]
    with pytest.raises(KeyError):
        asked.incoming[nobody]


def agree(found: Scan, expected: Scan, catalogue: Catalogue) -> None:
    assert found.diagnostics == expected.diagnostics
    assert found.folders == expected.folders
    assert [(r.path, r.data) for r in found.loose] == [(r.path, r.data) for r in expected.loose]
    for level in (None, Level.PUBLIC, Level.CONFIDENTIAL):
        pair = [index.visible_to(level) if level else index for index in (found.index, expected.index)]
        same(pair[0], pair[1], ("nothing", *catalogue.things))


def test_of_the_sample_they_agree(sample: Files, catalogue: Catalogue) -> None:
    tree = MemoryTree(sample)
    agree(scan(tree, catalogue, TODAY), whole(tree, catalogue, TODAY), catalogue)


def edited(files: Files, draw: random.Random) -> Files:
    """With one more edit that an index may be wrong about: things come, go, change their name, and are named."""
    found = dict(files)
    path = draw.choice([p for p in found if p.endswith((".yaml", ".md"))])
    profiles = [p for p in found if p.endswith("/profile.yaml")]
    folder = draw.choice(profiles).rpartition("/")[0]
    other = draw.choice(profiles).rpartition("/")[0].rpartition("/")[2]
    match draw.randrange(9):
        case 0:
            del found[path]
        case 1:
            found = {p: data for p, data in found.items() if not p.startswith(f"{folder}/")}
        case 2:  # a second customer of the same id
            found |= {p.replace(folder, f"{folder}-b", 1): d for p, d in files.items() if p.startswith(f"{folder}/")}
        case 3:  # an id that others name is called otherwise
            lines = found[path].decode().split("\n")
            ids = [n for n, line in enumerate(lines) if line.lstrip(" -").startswith("id: ")]
            if ids:
                lines[draw.choice(ids)] += "x"
            found[path] = "\n".join(lines).encode()
        case 4:  # broken
            found[path] = b"{" + found[path]
        case 5:  # renamed with all that is in it
            found = {p.replace(folder + "/", f"{folder}z/", 1): data for p, data in found.items()}
        case 6:
            stone = f"what: merged\non: 2026-10-01\nsuccessor: {other}\nnames: {{en: Gone}}\n"
            found[f"tombstones/{folder.rpartition('/')[2]}.yaml"] = stone.encode()
        case 7:  # a second dossier of the same customer
            own = f"id: {folder.rpartition('/')[2]}".encode()
            copied = ((p, d) for p, d in files.items() if p.startswith(f"{folder}/"))
            found |= {p.replace(folder, f"{folder}-2", 1): d.replace(own, own + b"-2", 1) for p, d in copied}
        case _:
            found[path] = found[path].replace(b"li-mei", b"li-mie").replace(b"internal", b"restricted")
    return found


@pytest.mark.parametrize("seed", range(3))
def test_after_edits_they_agree_and_what_is_remembered_does_not_matter(
    sample: Files, catalogue: Catalogue, seed: int
) -> None:
    draw = random.Random(seed)  # noqa: S311 - the same edits on every run
    memory, files = Passing(), sample
    for number in range(EDITS):
        files = edited(sample if number % 6 == 5 else files, draw)
        if not any(path.endswith("/profile.yaml") for path in files):
            files = sample
        tree = MemoryTree(files)
        found, expected = scan(tree, catalogue, TODAY, memory=memory), whole(tree, catalogue, TODAY)
        assert found.diagnostics == expected.diagnostics
        if number % 6 == 4:
            agree(found, expected, catalogue)


class Leaky(Passing):
    """Loses every other row, at once."""

    def keep_all(self, found: Mapping[str, bytes], gone: Iterable[str] = ()) -> None:
        stays = [*sorted(found)[::2], "register"]
        super().keep_all({name: data for name, data in found.items() if name in stays}, gone)


@pytest.mark.parametrize("memory", [Forgetful(), Leaky()])
def test_what_a_memory_loses_is_read_again(sample: Files, catalogue: Catalogue, memory: Memory) -> None:
    files = sample
    for seed in range(2):
        tree = MemoryTree(files)
        agree(scan(tree, catalogue, TODAY, memory=memory), whole(tree, catalogue, TODAY), catalogue)
        files = edited(files, random.Random(seed))  # noqa: S311 - the same edits on every run


def test_rows_that_were_lost_are_kept_again(sample: Files, catalogue: Catalogue) -> None:
    memory, tree = Passing(), MemoryTree(sample)
    scan(tree, catalogue, TODAY, memory=memory)
    rows = memory.names()
    memory.keep_all({}, {name for name in rows if name.startswith(("things", "leads", "open"))})
    found = scan(tree, catalogue, TODAY, memory=memory)
    agree(found, whole(tree, catalogue, TODAY), catalogue)
    assert memory.names() == rows


def test_what_a_second_customer_of_an_id_hid_comes_to_light(catalogue: Catalogue) -> None:
    """A stray reference of the one that has not got the id, whose files stay as they are."""
    memory, profile = Passing(), "id: {id}\nnames: {{en: A}}\n"
    hidden = {"customers/b/profile.yaml": profile.format(id="b") + "custodian: nobody\n"}
    first = {**hidden, "customers/a/profile.yaml": profile.format(id="b")}
    second = {**hidden, "customers/a/profile.yaml": profile.format(id="a")}
    for files in (first, second):
        tree = MemoryTree({path: text.encode() for path, text in files.items()})
        expected = whole(tree, catalogue, TODAY).diagnostics
        assert scan(tree, catalogue, TODAY, memory=memory).diagnostics == expected
    assert any(d.code == "unknown-reference" for d in expected)


class Refusing(MemoryTree):
    """Cannot give one file when it is first asked for it."""

    refused = False

    def read(self, path: str, limit: int | None = None) -> bytes:
        if path.endswith("/people.yaml") and not self.refused:
            self.refused = True
            raise unreadable(path)
        return super().read(path, limit)


def test_a_file_that_was_away_for_a_moment_is_not_remembered_as_such(sample: Files, catalogue: Catalogue) -> None:
    memory, tree = Passing(), MemoryTree(sample)
    away = scan(Refusing(sample), catalogue, TODAY, memory=memory)
    assert any(d.code == "unreadable-file" for d in away.diagnostics)
    agree(scan(tree, catalogue, TODAY, memory=memory), whole(tree, catalogue, TODAY), catalogue)
