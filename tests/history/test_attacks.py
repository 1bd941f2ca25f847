"""Who may write into one folder only can take nothing away from others, hide nothing and stop nobody."""

from pathlib import Path

import pytest

from dangan.git.repository import Repository
from dangan.history.archive_history import ArchiveHistory
from dangan.history.places import id_in
from dangan.levels import Level
from dangan.review.message import Message
from dangan.schema.catalogue import Catalogue
from tests.conftest import run_git
from tests.history.replay import Made, replay
from tests.history.test_audience import everything

VICTIM, MINE = "customers/north/acme", "customers/mine"
PROFILE, NOTE = f"{VICTIM}/profile.yaml", f"{VICTIM}/log/2026-01-05-visit.md"
BASE = {
    PROFILE: "id: acme\nscale: {employees: 20}\n",
    NOTE: "---\non: 2026-01-05\n---\nTalked.\n",
    f"{MINE}/profile.yaml": "id: mine\n",
}


def told(folder: Path, commits: list[Made], catalogue: Catalogue, level: Level = Level.RESTRICTED) -> ArchiveHistory:
    repository, _ = replay(folder, commits)
    return ArchiveHistory.of(repository, catalogue, level=level)


def of_acme(history: ArchiveHistory) -> list[tuple[str, tuple[str, ...], object]]:
    return [(change.path, change.steps, change.new) for change in history.of_customer("acme")]


@pytest.mark.parametrize(
    "place",
    [
        f"{MINE}/documents/profile.yaml",
        f"{VICTIM}/log/profile.yaml",
        "customers/north/profile.yaml",
        f"{VICTIM}/projects/x/profile.yaml",
    ],
)
@pytest.mark.parametrize("stays", [True, False])
def test_a_profile_that_is_nobodys_moves_nothing(
    tmp_path: Path, catalogue: Catalogue, place: str, *, stays: bool
) -> None:
    """Whether it lies there today or only ever lay on a branch that has been merged."""
    sly = {**BASE, place: "id: acme\n"}
    end = sly if stays and "documents" in place else BASE
    story = [Made(BASE), Made(sly, [0]), Made(end, [1]), Made(end, [0, 2])]
    alone = [Made(BASE)]
    after = [each for each in of_acme(told(tmp_path / "a", story, catalogue)) if each[0] != place]
    assert after == of_acme(told(tmp_path / "b", alone, catalogue))


@pytest.mark.parametrize("home", [MINE, "customers/south/mine"])
def test_a_profile_among_the_documents_leaves_its_folder_what_it_is(
    tmp_path: Path, catalogue: Catalogue, home: str
) -> None:
    """A dossier that took another one in keeps the other's profile there; the same after it was moved elsewhere."""
    note = {f"{MINE}/log/2026-01-05-visit.md": "---\non: 2026-01-05\n---\nTalked.\n"}
    taken_in = {f"{MINE}/documents/from-acme/profile.yaml": BASE[PROFILE]}
    own = {f"{MINE}/profile.yaml": "id: mine\n", **note}
    moved = {path.replace(MINE, home): text for path, text in {**own, **taken_in}.items()}
    history = told(tmp_path, [Made({**BASE, **own}), Made({**own, **taken_in}, [0]), Made(moved, [1])], catalogue)
    assert {f"{MINE}/profile.yaml", *note} <= {change.path for change in history.of_customer("mine")}


def test_an_id_is_what_the_document_says_not_a_line_that_looks_like_it(tmp_path: Path, catalogue: Catalogue) -> None:
    sly = '"id": mine\nsummary: "one\nid: acme\n  two"\n'
    history = told(tmp_path, [Made(BASE), Made({**BASE, f"{MINE}/profile.yaml": sly}, [0])], catalogue)
    assert {change.path for change in history.of_customer("acme")} == {PROFILE, NOTE}
    assert history.of_customer("mine")


SOURCES = f"{VICTIM}/sources.yaml"
ITEM = "{key}:\n  kind: colleague\n  confidentiality: {level}\n  title: TOPSECRET\n"
OPEN = "other:\n  kind: colleague\n  title: plain\n"


@pytest.mark.parametrize(
    "today",
    [
        ITEM.format(key="tip", level="restricted"),
        ITEM.format(key="tip2", level="restricted"),
        "{: [",
        "other: {kind: colleague}\n",
        None,
    ],
    ids=["guarded", "renamed", "unreadable", "item gone", "file gone"],
)
def test_what_was_guarded_is_not_told_by_its_past(tmp_path: Path, catalogue: Catalogue, today: str | None) -> None:
    states = [ITEM.format(key="tip", level="internal"), ITEM.format(key="tip", level="restricted"), today]
    trees = [{**BASE, **({SOURCES: f"{OPEN}{text}"} if text else {})} for text in states]
    story = [Made(tree, [n - 1] if n else []) for n, tree in enumerate(trees)]
    assert "TOPSECRET" not in everything(told(tmp_path, story, catalogue, Level.INTERNAL))


def test_thousands_of_unreadable_versions_are_gone_through_once(tmp_path: Path, catalogue: Catalogue) -> None:
    broken = [Made({**BASE, PROFILE: f"{{: [ {n}\n"}, [n]) for n in range(1500)]
    history = told(tmp_path, [Made(BASE), *broken, Made(BASE, [1500])], catalogue)
    reads = 0
    read = history.survey.blobs.read

    def counted(oid: str) -> bytes:
        nonlocal reads
        reads += 1
        return read(oid)

    history.survey.blobs.read = counted  # type: ignore[method-assign]
    found = history.of_customer("acme")
    assert sum(change.kind.value == "broken" for change in found) == 1500
    assert reads < 1600


@pytest.mark.parametrize("name", ["Co-authored-by", "Reviewed-by", "Approved-by"])
def test_a_name_of_brackets_is_a_name(name: str) -> None:
    assert Message.of(f"note\n\n{name}: {'(' * 5000}")


def test_a_parent_that_only_an_encoding_makes_is_none(tmp_path: Path) -> None:
    repository, ids = replay(tmp_path, [Made(BASE), Made({**BASE, PROFILE: "id: acme\n"}, [0])])
    raw = repository_object(repository, ids[1])
    sly = raw.replace("Chen Li", f"Chen+AAo-parent {ids[0]}+AAo-x").replace("\n\n", "\nencoding UTF-7\n\n", 1)
    (tmp_path / "object").write_text(sly)
    oid = run_git(tmp_path, "hash-object", "-t", "commit", "--literally", "-w", "object")
    step = next(repository.steps(oid))
    assert step.commit.parents == (ids[0],)


def repository_object(repository: Repository, oid: str) -> str:
    return run_git(repository.root, "cat-file", "commit", oid) + "\n"


def test_lines_of_comment_with_the_ends_of_windows_are_read_at_once() -> None:
    """Were there two ways to match each, sixty would take longer than anybody lives; and history never forgets."""
    notes = b"# a note\r\n" * 60
    assert id_in(PROFILE, notes + b"names: {en: Acme}\r\nid: acme\r\n") == "acme"
    assert id_in(PROFILE, notes + b"id: acme # that is us\r\n") == "acme"
