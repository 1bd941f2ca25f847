"""A rewritten index has the very bytes of one that is made anew."""

from random import Random

import pytest

from dangan.site.search.rewrite import Change, rewritten
from tests.site_search.made import Made, of_files

PROFILE = "names:\n  zh: {name}\nstage: {stage}\nindustry: {industry}\nsummary: {summary}\n"
NAMES = ("绿源车业", "长乐重工", "单雄信机械", "Good One Ltd", "行知电池")
PROSE = ("想要便宜的电池", "要 48V 的 FX-2041", "a platform for forklifts", "不再供应", "电池电池电池")


def archive(random: Random, edited: int | None = None, rival: str = "电芯便宜") -> Made:
    """Thirty customers, always the same ones but for the edited one."""
    files: dict[str, str | None] = {}
    for n in range(30):
        choose = Random(f"edited {random.random()}" if n == edited else n)  # noqa: S311
        files[f"customers/c{n}/profile.yaml"] = PROFILE.format(
            name=choose.choice(NAMES),
            stage=choose.choice(("new", "trading", "lapsed")),
            industry=choose.choice(("储能", "电机", "叉车")),
            summary=" ".join(choose.sample(PROSE, choose.randrange(1, 4))),
        )
    files["competitors/rival.yaml"] = f"names:\n  zh: 对手\nsummary: {rival}\n"
    return of_files(files)


@pytest.fixture(scope="module")
def before() -> Made:
    return archive(Random(0))  # noqa: S311


def change(before: Made, after: Made, name: str) -> Change:
    old, new = ({part.name: part for part in made.parts} for made in (before, after))
    return Change(old.get(name), new.get(name))


@pytest.mark.parametrize("edited", range(6))
def test_the_bytes_are_those_of_a_new_index(before: Made, edited: int) -> None:
    after = archive(Random(edited), edited)  # noqa: S311
    made = rewritten([change(before, after, f"customer/c{edited}")], after.contexts, before.files.get)
    assert made is not None
    blocks = {name: data for name, data in after.files.items() if name.startswith("search/d/")}
    assert {**before.files, **made, **blocks} == after.files
    shards = [name for name in made if name.startswith("search/s/")]
    assert 0 < len(shards) < 100


def test_the_archives_own_documents_are_seen_by_their_text(before: Made) -> None:
    after = archive(Random(0), rival="也做钠电")  # noqa: S311
    made = rewritten([], after.contexts, before.files.get)
    assert made is not None
    assert {**before.files, **made} == after.files


def test_nothing_changed_touches_no_shard(before: Made) -> None:
    made = rewritten([], before.contexts, before.files.get)
    assert made is not None
    assert not any(name.startswith("search/s/") for name in made)
    assert {**before.files, **made} == before.files


@pytest.mark.parametrize(
    "broken", [None, b"", b"danganSearch(", b'danganSearch("head",[])\n', b'danganSearch("x",{})\n']
)
def test_what_cannot_be_read_is_made_anew(before: Made, broken: bytes | None) -> None:
    after = archive(Random(1), 1)  # noqa: S311
    found = [change(before, after, "customer/c1")]
    assert rewritten(found, after.contexts, {"search/head.js": broken}.get) is None
    only_head = {"search/head.js": before.files["search/head.js"]}
    assert rewritten(found, after.contexts, only_head.get) is None


def test_a_document_that_came_moves_numbers(before: Made) -> None:
    after = of_files({"customers/new/profile.yaml": PROFILE.format(name="新", stage="new", industry="x", summary="y")})
    assert rewritten([], after.contexts, before.files.get) is None
