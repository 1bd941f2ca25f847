"""How the command ends: its exit codes, its language, and what it never prints."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from dangan import __version__
from dangan.cli import main as module
from dangan.cli.bug import masked
from dangan.cli.build import errors_left
from dangan.diagnostics.language import terminal_language
from dangan.project import Project
from tests.cli.conftest import Run, spawn
from tests.conftest import write_files


def test_help_names_every_command_without_importing_one(tmp_path: Path) -> None:
    code = (
        "import sys; from dangan.cli.main import main; main(['--help']);"
        "sys.exit(','.join(m for m in sys.modules if m.startswith(('dangan.project', 'jinja2', 'mkdocs', 'git.'))))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.stderr.strip() == ""
    for name in ("init", "new", "check", "format", "build", "serve", "show", "import", "schema"):
        assert f"\n  {name} " in done.stdout


@pytest.mark.parametrize(
    "words",
    [
        ["init"],
        ["new"],
        ["new", "customer"],
        ["new", "competitor"],
        ["new", "product"],
        ["new", "project"],
        ["new", "note"],
        ["check"],
        ["format"],
        ["build"],
        ["serve"],
        ["show"],
        ["import"],
        ["schema"],
        ["schema", "list"],
        ["schema", "print"],
        ["schema", "editor"],
    ],
)
def test_every_help_has_an_example(run: Run, tmp_path: Path, words: list[str]) -> None:
    ended = run(tmp_path, *words, "--help")
    assert ended.code == 0
    assert f"Example:\n    dangan {' '.join(words)}" in ended.out


def test_version(run: Run, tmp_path: Path) -> None:
    assert run(tmp_path, "--version").out == f"dangan {__version__}\n"


@pytest.mark.parametrize("words", [["--nonsense"], ["nonsense"], ["show"], ["-C", "nowhere", "check"], ["new", "x"]])
def test_misuse_is_2(run: Run, tmp_path: Path, words: list[str]) -> None:
    ended = run(tmp_path, *words)
    assert (ended.code, ended.out) == (2, "")
    assert ended.err.startswith("dangan: ") or "Error: " in ended.err


def test_no_archive_is_3_in_one_sentence(run: Run, tmp_path: Path) -> None:
    ended = run(tmp_path, "check")
    assert (ended.code, ended.out) == (3, "")
    assert len(ended.err.splitlines()) == 1
    assert "dangan init makes one" in ended.err


def test_a_newer_format_is_3(run: Run, archive: Path) -> None:
    (archive / "dangan.yaml").write_text("format: 99\n")
    assert run(archive, "check").code == 3


def test_dash_c_works_elsewhere(run: Run, archive: Path) -> None:
    assert run(archive.parent, "-C", "archive", "check").code == 0


def test_a_mistake_of_ours_is_70_and_can_be_pasted(run: Run, archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_arguments: object, **_options: object) -> None:
        raise RuntimeError("the moon")

    monkeypatch.setattr(Project, "open", fail)
    ended = run(archive, "show", "fengxing", "--audience=restricted")
    assert (ended.code, ended.out) == (module.BUG, "")
    assert "RuntimeError: the moon" in ended.err
    assert f"dangan {__version__}, Python {sys.version.split()[0]}" in ended.err
    assert "command: dangan show … --audience=…" in ended.err
    assert "issue" in ended.err
    assert "程序的错误" in run(archive, "--lang", "zh", "show", "fengxing").err


def test_values_of_the_command_line_are_masked() -> None:
    assert masked(["new", "customer", "li-mei", "--name", "李梅"]) == "dangan new customer … --name …"


def test_an_interruption_is_130(run: Run, archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_arguments: object, **_options: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Project, "open", interrupt)
    ended = run(archive, "check")
    assert (ended.code, ended.out, ended.err.strip()) == (module.INTERRUPTED, "", "")


def test_a_closed_pipe_is_quiet(archive: Path) -> None:
    command = [sys.executable, "-m", "dangan.cli.main", "schema", "print", "profile"]
    reading, writing = os.pipe()
    os.close(reading)
    with subprocess.Popen(command, cwd=archive, stdout=writing, stderr=subprocess.PIPE) as process:
        os.close(writing)
        _out, err = process.communicate()
    assert (process.returncode, err) == (module.PIPE_CLOSED, b"")


@pytest.mark.parametrize("locale", [{"LANG": "C"}, {"LC_ALL": "POSIX"}, {"PYTHONIOENCODING": "ascii"}])
def test_chinese_is_printed_under_any_locale(archive: Path, locale: dict[str, str]) -> None:
    ended = spawn(archive, "--lang", "zh", "schema", "list", env={**os.environ, "LANG": "", **locale})
    assert (ended.code, ended.err) == (0, "")
    assert "基本情况" in ended.out


@pytest.mark.parametrize(
    ("asked", "environment", "language"),
    [
        (None, {}, "en"),
        (None, {"LANG": "zh_CN.UTF-8"}, "zh"),
        (None, {"LANG": "zh_CN.UTF-8", "LC_ALL": "C"}, "en"),
        (None, {"LANG": "de_DE", "LC_MESSAGES": "zh_TW"}, "zh"),
        (None, {"LC_ALL": "", "LANG": "zh_CN"}, "zh"),
        ("en", {"LANG": "zh_CN"}, "en"),
    ],
)
def test_language_of_the_terminal(asked: str | None, environment: dict[str, str], language: str) -> None:
    assert terminal_language(asked, environment) == language


def test_errors_are_said_in_the_terminals_language(run: Run, archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")
    assert "没有客户 nobody" in run(archive, "show", "nobody").err
    assert "there is no customer nobody" in run(archive, "--lang=en", "show", "nobody").err


@pytest.mark.parametrize(
    ("words", "missing", "near"),
    [
        (["chekc"], "dangan chekc", "`check`"),
        (["Build"], "dangan Build", "`build`"),
        (["new", "custmer"], "dangan new custmer", "`customer`"),
        (["schema", "prnt"], "dangan schema prnt", "`print`"),
        (["check", "--changd-since", "HEAD"], "--changd-since", "`--changed-since`"),
        (["--lagn", "zh"], "--lagn", "`--lang`"),
    ],
)
def test_a_word_that_is_mistyped_is_answered_with_what_may_be_meant(
    run: Run, tmp_path: Path, words: list[str], missing: str, near: str
) -> None:
    for lang, question in (("en", f"Did you mean {near}?"), ("zh", f"是不是想写 {near}？")):
        ended = run(tmp_path, "--lang", lang, *words)
        assert (ended.code, ended.out) == (2, "")
        assert missing in ended.err
        assert question in ended.err
        assert "--help" in ended.err


def test_a_word_that_is_near_to_none_is_not_guessed_at(run: Run, tmp_path: Path) -> None:
    for words in (["frobnicate"], ["check", "--frobnicate"]):
        ended = run(tmp_path, *words)
        assert (ended.code, words[-1] in ended.err, "--help" in ended.err) == (2, True, True)
        assert "Did you mean" not in ended.err


def test_json_stands_alone_on_standard_output(run: Run, archive: Path) -> None:
    for words in (["check", "--format", "json"], ["schema", "list", "--format", "json"]):
        assert isinstance(json.loads(run(archive, *words).out), list)


def test_what_stops_a_command_is_said_in_chinese(archive: Path, tmp_path: Path) -> None:
    chinese = {**os.environ, "LANG": "zh_CN.UTF-8"}
    mine = write_files(tmp_path / "mine", {"thesis.txt": "only copy"})
    for folder, words, said in (
        (tmp_path, ["check"], "不在档案库中"),
        (archive, ["check", "--at", "HEAD", "--changed-since", "HEAD"], "两者只能用一个"),
        (archive, ["build", "-o", str(mine)], "有不是 Dangan 写的文件"),
        (archive, ["check", "--at", "nonsense"], "既不是日期"),
    ):
        ended = spawn(folder, *words, env=chinese)
        assert said in ended.err, ended


@pytest.mark.parametrize(
    "words",
    [["build", "-o", "out"], ["show", "chen-li"], ["check"], ["report", "pipeline"], ["search", "x"], ["history"]],
)
def test_the_state_of_a_day_to_come_is_refused(
    run: Run, git: Callable[..., str], archive: Path, words: list[str]
) -> None:
    git(archive, "add", "-A")
    git(archive, "commit", "-q", "-m", "archive: start")
    ended = run(archive, words[0], "--at", "9998-12-31", *words[1:])
    assert (ended.code, ended.out) == (2, "")
    assert "9998-12-31 has not come yet (today is 2" in ended.err
    assert "尚未到来" in run(archive, "--lang", "zh", words[0], "--at", "9998-12-31", *words[1:]).err
    assert not (archive / "out").exists()


def test_a_day_to_come_is_a_day_like_any_for_whoever_says_that_it_has_come(
    run: Run, git: Callable[..., str], archive: Path
) -> None:
    git(archive, "add", "-A")
    git(archive, "commit", "-q", "-m", "archive: start")
    assert run(archive, "check", "--at", "9998-12-30", "--date", "9998-12-31").code == 0
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GIT_COMMITTER_DATE", "2090-01-02T09:00:00+08:00")
        git(archive, "commit", "-q", "--allow-empty", "-m", "archive: by a clock that is ahead of ours")
    assert run(archive, "check", "--at", "2090-01-02").code == 0
    assert "today is 2090-01-02" in run(archive, "check", "--at", "2090-01-03").err


@pytest.mark.parametrize("form", ["text", "github"])
def test_a_name_that_turns_the_direction_of_writing_is_written_out(run: Run, archive: Path, form: str) -> None:
    write_files(archive, {"customers/y\u202efdp.yaml": "a: [\n"})
    out = run(archive, "check", "--format", form).out
    assert "\u202e" not in out
    assert "u202e" in out


@pytest.mark.parametrize(
    ("withheld", "en", "zh"),
    [
        (0, "2 errors in the archive, said on their pages: dangan check", "已在相应页面注明"),
        (1, "1 said on their pages and 1 on none, being above this audience", "1 处已在相应页面注明，1 处超出读者级别"),
        (2, "above this audience, so on no page", "未在任何页面注明"),
    ],
)
def test_a_build_says_of_how_many_errors_its_pages_tell(withheld: int, en: str, zh: str) -> None:
    said = errors_left(2, withheld)
    assert en in said.en
    assert zh in said.zh


def test_a_process_that_ends_at_once_has_said_everything(tmp_path: Path) -> None:
    """Nothing is given back piece by piece; what was said is out, also through a pipe."""
    write_files(tmp_path, {"dangan.yaml": "format: 1\n", "team.yaml": "".join(f"x{n}: 1\n" for n in range(400))})
    words = [sys.executable, "-m", "dangan.cli.main", "-C", str(tmp_path), "check", "--format", "json"]
    done = subprocess.run(words, capture_output=True, check=False)
    assert done.returncode == 1
    assert json.loads(done.stdout)
    told = subprocess.run([*words[:-2], "--nothing"], capture_output=True, check=False)
    assert told.returncode == 2
    assert b"--nothing" in told.stderr
