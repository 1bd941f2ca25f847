"""Whatever came since, in whatever order it is asked for: what is told from memory is what is told anew."""

from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from dangan.git.blobs import BlobReader
from dangan.git.repository import Repository
from dangan.history import archive_history
from dangan.history.archive_history import ArchiveHistory
from dangan.history.listing import all_entries
from dangan.history.survey import Survey
from dangan.levels import Level
from dangan.memory import packed, unpacked
from dangan.schema.catalogue import Catalogue
from tests.history.replay import BEGIN, HOUR, Made, replay
from tests.history.test_memory import Counting

VERSIONS: Mapping[str, tuple[str | None, ...]] = {
    "customers/a/profile.yaml": (
        "id: acme\n",
        "id: acme\nscale: {employees: 2}\n",
        "id: other\n",
        "names: {en: A}\n",
        None,
    ),
    "customers/b/profile.yaml": ("id: acme\n", "id: beta\n", "id: beta\nstage: new\n", None),
    "customers/a/in/profile.yaml": ("id: inner\n", None),
    "customers/a/people.yaml": ("li-mei: {title: one}\n", "li-mei: {title: two}\n", "{: [\n", None),
    "customers/b/people.yaml": ("li-mei: {title: one}\n", "wang-wei: {title: three}\n", None),
    "customers/a/in/people.yaml": ("li-mei: {title: one}\n", None),
    "customers/a/credit.yaml": ("decision: {limit: 5}\n", "decision: {limit: 6}\n", None),
    "team.yaml": ("boss: {names: {en: Boss}}\n", "boss: {names: {en: Chief}}\n"),
    "schemas/none.json": ("{}", '{"x-sensitivity": "restricted"}', None),
}
edits = st.lists(
    st.sampled_from(sorted(VERSIONS)).flatmap(lambda path: st.tuples(st.just(path), st.sampled_from(VERSIONS[path]))),
    min_size=1,
    max_size=3,
)
shapes = st.lists(
    st.tuples(edits, st.lists(st.integers(0, 2), min_size=1, max_size=2), st.integers(-3, 30)), min_size=2, max_size=12
)
"""Per commit: its edits, how far back its parents are, and when it was recorded: clocks are not to be trusted."""
LEVELS = (Level.INTERNAL, Level.RESTRICTED)
FIRST = {"customers/a/profile.yaml": "id: acme\n", "customers/a/people.yaml": "li-mei: {title: one}\n"}


def commits(plan: list[tuple[list[tuple[str, str | None]], list[int], int]]) -> list[Made]:
    made = [Made(FIRST, seconds=BEGIN)]
    for changes, back, hours in plan:
        parents = list(dict.fromkeys(max(0, len(made) - 1 - each) for each in back))
        files: dict[str, Any] = dict(made[parents[0]].files)
        for path, text in changes:
            files.pop(path, None)
            if text is not None:
                files[path] = text
        made.append(Made(files, parents, seconds=BEGIN + HOUR * (len(made) + hours)))
    return made


def known(repository: Repository, catalogue: Catalogue, at: str, level: Level, memory: Counting | None) -> Any:
    history = ArchiveHistory.of(repository, catalogue, at, level=level, memory=memory)
    everyone = ["", *history.customers]
    found = (
        {customer: history.name_of(customer) for customer in everyone},
        history.commits,
        history.of_customers(everyone, whole=False),
        history.of_customers(everyone),
        all_entries(history, "en"),
    )
    history.close()
    return found


@settings(max_examples=8, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
@given(plan=shapes, asked=st.lists(st.integers(0, 12), min_size=1, max_size=2), level=st.sampled_from(LEVELS))
@example(
    plan=[
        ([("customers/b/profile.yaml", "id: beta\n"), ("customers/b/people.yaml", "li-mei: {title: one}\n")], [0], 0),
        ([("customers/a/people.yaml", "li-mei: {title: two}\n")], [1], 20),
        ([("customers/b/people.yaml", None)], [0, 1], -3),
        ([("customers/a/profile.yaml", None), ("customers/b/profile.yaml", "id: acme\n")], [0], 0),
    ],
    asked=[1, 3],
    level=Level.INTERNAL,
)
def test_told_from_memory_and_told_anew_are_the_same(
    catalogue: Catalogue, plan: Any, asked: list[int], level: Level
) -> None:
    made = commits(plan)
    with TemporaryDirectory() as folder:
        repository, ids = replay(Path(folder), made)
        memory = Counting()
        for place in [*(each % len(ids) for each in asked), len(ids) - 1]:
            warm = known(repository, catalogue, ids[place], level, memory)
            assert warm == known(repository, catalogue, ids[place], level, None)


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The ids of all that was asked of Git's objects."""
    found: list[str] = []
    whole = BlobReader.read

    def reading(self: BlobReader, oid: str) -> bytes:
        found.append(oid)
        return whole(self, oid)

    monkeypatch.setattr(BlobReader, "read", reading)
    return found


def test_a_new_commit_costs_what_it_touches(
    tmp_path: Path, catalogue: Catalogue, read: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    files = {f"customers/c{n}/profile.yaml": f"id: c{n}\n" for n in range(40)}
    files |= {f"customers/c{n}/people.yaml": f"p{n}: {{title: one}}\n" for n in range(40)}
    later = {**files, "customers/c7/people.yaml": "p7: {title: two}\n", "customers/new/profile.yaml": "id: new\n"}
    repository, ids = replay(tmp_path, [Made(files), Made(later, [0])])
    memory = Counting()
    known(repository, catalogue, ids[0], Level.INTERNAL, memory)
    read.clear()
    monkeypatch.setattr(Survey, "anew", lambda _self: pytest.fail("all is looked at again"))
    monkeypatch.setattr(Repository, "tree", lambda *_: pytest.fail("all files are listed"))
    monkeypatch.setattr("dangan.history.schemas_then.SchemasThen._read", lambda *_: None)
    known(repository, catalogue, ids[1], Level.INTERNAL, memory)
    assert len(set(read)) == 3, "both versions of the file, and the profile that is new"


def test_a_log_that_grew_is_remembered_beside(tmp_path: Path, catalogue: Catalogue) -> None:
    made = [Made({"customers/a/profile.yaml": f"id: acme\nstage: s{n}\n"}, [n - 1] if n else []) for n in range(6)]
    repository, ids = replay(tmp_path, made)
    memory = Counting()
    for oid in (ids[1], ids[3], ids[5]):
        told = ArchiveHistory.of(repository, catalogue, oid, memory=memory)
        assert told.log == ArchiveHistory.of(repository, catalogue, oid).log
    assert len(memory.kept["log since"]) > 0
    base = memory.kept["log"]
    memory.kept["log since"] = base
    assert known(repository, catalogue, ids[5], Level.RESTRICTED, memory) == known(
        repository, catalogue, ids[5], Level.RESTRICTED, None
    )


def test_what_is_read_by_processes_that_cannot_be_forked_is_sent_to_them(
    catalogue: Catalogue, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Beside other threads, as while a site is served, and where there is no forking."""

    def sent(job: Any, items: Any) -> list[Any]:
        return list(map(unpacked(packed(job)), unpacked(packed(items))))

    repository, ids = replay(
        tmp_path / "sent", commits([([("customers/a/people.yaml", "li-mei: {title: two}\n")], [0], 1)])
    )
    here = known(repository, catalogue, ids[-1], Level.RESTRICTED, None)
    monkeypatch.setattr(archive_history, "map_items", sent)
    assert known(repository, catalogue, ids[-1], Level.RESTRICTED, None) == here
