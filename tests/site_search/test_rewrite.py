"""A rewritten index has the very bytes of one that is made anew."""

from random import Random

import pytest

from dangan.site.search.rewrite import changes_of, rewritten
from tests.site_search.made import Made, of_files

PROFILE = "names:\n  zh: {name}\nstage: {stage}\nindustry: {industry}\nsummary: {summary}\n"
NAMES = ("绿源车业", "长乐重工", "单雄信机械", "Good One Ltd", "行知电池")
PROSE = ("想要便宜的电池", "要 48V 的 FX-2041", "a platform for forklifts", "不再供应", "电池电池电池")


def archive(
    random: Random, edited: int | None = None, rivals: tuple[str, ...] = ("电芯便宜",), others: range = range(30)
) -> Made:
    """Thirty customers, always the same ones but for the edited one."""
    files: dict[str, str | None] = {}
    for n in others:
        choose = Random(f"edited {random.random()}" if n == edited else n)  # noqa: S311
        files[f"customers/c{n}/profile.yaml"] = PROFILE.format(
            name=choose.choice(NAMES),
            stage=choose.choice(("new", "trading", "lapsed")),
            industry=choose.choice(("储能", "电机", "叉车")),
            summary=" ".join(choose.sample(PROSE, choose.randrange(1, 4))),
        )
    for n, rival in enumerate(rivals):
        files[f"competitors/rival{n}.yaml"] = f"names:\n  zh: 对手\nsummary: {rival}\n"
    return of_files(files)


def assert_rewritten(before: Made, after: Made) -> set[str]:
    """What was written over the index as it stood gives the other to the byte; the addresses of what was written."""
    made = rewritten(changes_of(before.parts, after.parts), after.contexts, before.files.get)
    assert made is not None
    blocks = {name: data for name, data in after.files.items() if name.startswith("search/d/")}
    whole = {name: data for name, data in {**before.files, **made, **blocks}.items() if name in after.files}
    assert whole == after.files
    return set(made)


@pytest.fixture(scope="module")
def before() -> Made:
    return archive(Random(0))  # noqa: S311


@pytest.mark.parametrize("edited", range(6))
def test_the_bytes_are_those_of_a_new_index(before: Made, edited: int) -> None:
    made = assert_rewritten(before, archive(Random(edited), edited))  # noqa: S311
    shards = [name for name in made if name.startswith("search/s/")]
    assert 0 < len(shards) < 100


@pytest.mark.parametrize("others", [range(29), range(31), range(2, 32), range(12, 45)])
def test_customers_that_came_and_went_touch_their_own_shards(before: Made, others: range) -> None:
    made = assert_rewritten(before, archive(Random(0), others=others))  # noqa: S311
    assert len(made) < len(before.files)


@pytest.mark.parametrize("rivals", [("也做钠电",), (), ("电芯便宜", "来自东北"), ("也做", "来自", "电芯便宜")])
def test_the_archives_own_documents_are_seen_by_their_text(before: Made, rivals: tuple[str, ...]) -> None:
    assert_rewritten(before, archive(Random(0), rivals=rivals))  # noqa: S311


def test_nothing_changed_touches_no_shard(before: Made) -> None:
    made = rewritten([], before.contexts, before.files.get)
    assert made is not None
    assert not any(name.startswith("search/s/") for name in made)
    assert {**before.files, **made} == before.files


@pytest.mark.parametrize("edited", [None, 3])
def test_own_documents_that_are_known_to_stay_are_left_as_they_stand(before: Made, edited: int | None) -> None:
    after = archive(Random(edited), edited)  # noqa: S311
    changes = changes_of(before.parts, after.parts)
    made = rewritten(changes, after.contexts, before.files.get, own_stay=True)
    assert made == rewritten(changes, after.contexts, before.files.get)


def test_own_documents_that_stand_no_more_are_made_anew(before: Made) -> None:
    own = rewritten([], before.contexts, before.files.get, own_stay=True) or {}
    for name in [name for name in own if name.startswith("search/d/")]:
        files = {**before.files, name: b""}
        assert rewritten([], before.contexts, files.get, own_stay=True) is None


@pytest.mark.parametrize(
    "broken", [None, b"", b"danganSearch(", b'danganSearch("head",[])\n', b'danganSearch("x",{})\n']
)
def test_what_cannot_be_read_is_made_anew(before: Made, broken: bytes | None) -> None:
    after = archive(Random(1), 1)  # noqa: S311
    found = changes_of(before.parts, after.parts)
    assert rewritten(found, after.contexts, {"search/head.js": broken}.get) is None
    only_head = {"search/head.js": before.files["search/head.js"]}
    assert rewritten(found, after.contexts, only_head.get) is None


def test_what_stands_must_be_what_the_changes_begin_at(before: Made) -> None:
    after = archive(Random(0), others=range(31))  # noqa: S311
    assert rewritten([], after.contexts, before.files.get) is None


def test_twice_as_many_documents_are_an_index_of_another_shape(before: Made) -> None:
    after = archive(Random(0), others=range(90))  # noqa: S311
    assert rewritten(changes_of(before.parts, after.parts), after.contexts, before.files.get) is None
