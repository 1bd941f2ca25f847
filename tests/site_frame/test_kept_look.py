"""A look at a site that another process took is as good as one that is taken here, and as quickly out of date."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from dangan.memory import Passing
from dangan.site import kept_look
from dangan.site.kept_look import Look, look_at, looking_at
from dangan.site.kept_site import KeptSite, Left
from dangan.site.publish_manifest import MANIFEST, SEALS, Manifest, is_address, seal_as_it_stands, seal_of, stamp_of


def left(site: Path) -> Left:
    return Left(seal_as_it_stands(site) or 0, {}, {}, {}, {}, {}, {}, doubled=False)


@pytest.fixture(params=[0, 1 << 30], ids=["by another process", "here"])
def site(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(kept_look, "_LARGE", request.param)
    monkeypatch.setattr("os.cpu_count", lambda: 2)
    site = tmp_path / "site"
    (site / "en").mkdir(parents=True)
    (site / "en/index.html").write_text("Hello")
    Manifest(frozenset({"en/index.html"})).write(site)
    return site


def kept(site: Path) -> KeptSite:
    memory = KeptSite(Passing(), Passing(), site, "mark")
    memory.keep(left(site), None, stamp_of(site) or "")
    return memory


def test_a_site_as_it_was_left_is_believed(site: Path) -> None:
    with looking_at(site) as looking:
        assert kept(site).left(looking) == left(site)


def test_a_file_that_was_touched_or_is_gone_is_seen(site: Path) -> None:
    memory = kept(site)
    (site / "en/index.html").write_text("Hello")
    with looking_at(site) as looking:
        assert memory.left(looking) is None
    (site / "en/index.html").unlink()
    with looking_at(site) as looking:
        assert memory.left(looking) is None


def test_a_look_at_another_list_than_stands_there_now_says_nothing(site: Path) -> None:
    """As where a swap that somebody interrupted is ended in the meantime."""
    (site / "en/index.html").unlink()
    with looking_at(site) as looking:
        early = looking()
    assert early.stamp == stamp_of(site)
    (site / "en/index.html").write_text("Hello again")
    (site / MANIFEST).unlink()
    Manifest(frozenset({"en/index.html"})).write(site)
    memory, seal = kept(site), seal_as_it_stands(site)
    assert seal != early.seal
    assert memory.left(lambda: early) == left(site)
    (site / "en/index.html").unlink()
    assert memory.left(lambda: Look("another", seal)) is None


def test_where_nothing_stands_nothing_was_left(tmp_path: Path) -> None:
    assert look_at(tmp_path / "nothing") == Look(None, None)


@pytest.mark.parametrize(
    ("address", "is_one"),
    [
        ("a", True),
        ("a/b.html", True),
        ("a/..b/.c", True),
        ("a/...", True),
        ("", False),
        (".", False),
        ("..", False),
        ("/a", False),
        ("a/", False),
        ("a//b", False),
        ("a/./b", False),
        ("../a", False),
        ("a/..", False),
        ("a\\b", False),
        ("a\0", False),
        (7, False),
        (None, False),
    ],
)
def test_an_address_leads_nowhere_but_down(address: object, is_one: bool, tmp_path: Path) -> None:
    assert is_address(address) == is_one
    if isinstance(address, str):
        Manifest(frozenset({"b", address})).write(tmp_path)
        assert (Manifest.read(tmp_path) is not None) == is_one


def test_a_list_of_nothing_is_a_list(tmp_path: Path) -> None:
    Manifest(frozenset()).write(tmp_path)
    assert Manifest.read(tmp_path) == Manifest(frozenset())


def test_a_seal_is_kept_up_file_by_file(tmp_path: Path) -> None:
    names = [f"{number}.html" for number in range(5)]
    for name in names:
        (tmp_path / name).write_text(name)
    whole = seal_of(tmp_path, names)
    assert whole == (seal_of(tmp_path, names[:2]) + seal_of(tmp_path, names[2:])) % SEALS
    before = seal_of(tmp_path, names[:1])
    (tmp_path / names[0]).write_text("another")
    assert seal_of(tmp_path, names) == (whole - before + seal_of(tmp_path, names[:1])) % SEALS != whole
    assert seal_of(tmp_path, ["gone.html"]) == 0


@pytest.mark.parametrize("touch", [lambda p: p.write_text("Hello"), lambda p: p.chmod(0o600), lambda p: p.unlink()])
def test_who_touches_the_list_hides_nothing(site: Path, touch: Callable[[Path], object]) -> None:
    memory = kept(site)
    touch(site / "en/index.html")
    (site / MANIFEST).chmod(0o600)
    assert memory.left(partial(look_at, site)) is None
