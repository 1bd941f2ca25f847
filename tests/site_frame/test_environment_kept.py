"""Templates are compiled once for each text and each state of the words, and not again by the next run."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from dangan.layout import packaged_root
from dangan.memory import Passing
from dangan.site.environment import compiled, environment_for, has_template, look_anew, text_of
from dangan.site.environment_code import SiteEnvironment
from dangan.site.environment_kept import templates_kept
from dangan.site.format_words import load_words
from tests.conftest import write_files

PACKAGED = packaged_root() / "site_templates"


@pytest.fixture
def own(tmp_path: Path) -> Path:
    return write_files(tmp_path / "own", {"hello.j2": "<p>{{ who }}</p>", "words.json": '{"hello": {"en": "Hi"}}'})


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """The names of templates that were compiled."""
    names: list[str] = []
    real = SiteEnvironment.compile

    def compile_(self: SiteEnvironment, source: str, name: str, *rest: object) -> object:
        names.append(name)
        return real(self, source, name, *rest)  # type: ignore[call-overload]

    monkeypatch.setattr(SiteEnvironment, "compile", compile_)
    yield names
    compiled.cache_clear()
    look_anew()


def run(memory: Passing, own: Path, who: str = "you") -> str:
    """As a process of its own would."""
    compiled.cache_clear()
    look_anew()
    folders = (own, PACKAGED)
    with templates_kept(memory, folders, ["en"]):
        return environment_for(folders, "en").get_template("hello.j2").render(who=who)


def test_the_next_run_compiles_nothing(own: Path, made: list[str]) -> None:
    memory = Passing()
    assert [run(memory, own), run(memory, own, "<me>")] == ["<p>you</p>", "<p>&lt;me&gt;</p>"]
    assert made == ["hello.j2"]


def test_a_template_of_another_text_is_compiled(own: Path, made: list[str]) -> None:
    memory = Passing()
    run(memory, own)
    write_files(own, {"hello.j2": "<b>{{ who }}</b>"})
    assert [run(memory, own), run(memory, own)] == ["<b>you</b>", "<b>you</b>"]
    assert made == ["hello.j2"] * 2


def test_a_wording_that_is_another_now_is_written_in_anew(own: Path, made: list[str]) -> None:
    memory = Passing()
    write_files(own, {"hello.j2": "<p>{{ t('hello') }}</p>"})
    assert run(memory, own) == "<p>Hi</p>"
    write_files(own, {"words.json": '{"hello": {"en": "Hello"}}'})
    assert [run(memory, own), run(memory, own)] == ["<p>Hello</p>"] * 2
    assert made == ["hello.j2"] * 2


def test_a_template_or_wording_that_is_another_in_the_middle_of_a_build_is_of_the_next(own: Path) -> None:
    """What is drawn and what it is remembered under are of the same text."""
    look_anew()
    folders = (own, PACKAGED)
    before = text_of(folders)
    write_files(own, {"hello.j2": "forged", "late.j2": "forged", "words.json": '{"hello": {"en": "forged"}}'})
    environment = environment_for(folders, "en")
    assert environment.get_template("hello.j2").render(who="you") == "<p>you</p>"
    assert not has_template(folders, "late.j2")
    assert load_words(folders, "en")("hello") == "Hi"
    assert text_of(folders) == before
    look_anew()
    assert environment_for(folders, "en").get_template("late.j2").render() == "forged"
    assert text_of(folders) != before
    look_anew()
