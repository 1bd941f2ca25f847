"""`ci/check.sh`: what it says of a proposal, how it ends, and that nothing which a rep wrote is obeyed."""

from pathlib import Path

import pytest

from tests.ci.conftest import CHECKOUT, HOSTILE, TOOLS, Ended, git, program, run
from tests.conftest import write_files

ON_GITHUB = {"GITHUB_ACTIONS": "true"}
NO_BUILD = f"""#!/bin/sh
if [ "$1" = build ]; then mkdir -p "$3" && echo built; exit; fi
exec {TOOLS}/dangan "$@"
"""
PRETENDS = """#!/bin/sh
echo "$@" >>"$CALLS"
echo "said of $1: ::warning::owned"
case "$1" in "$FAILS") exit "$WITH" ;; esac
"""


def obeyed(output: str) -> list[str]:
    """The commands that a runner would carry out (it reads them anywhere in a line, until it is told to stop)."""
    found, silent_until = [], None
    for line in output.splitlines():
        if silent_until is not None:
            silent_until = None if line.strip() == silent_until else silent_until
        elif line.lstrip().startswith("::stop-commands::"):
            silent_until = f"::{line.strip().removeprefix('::stop-commands::')}::"
        elif line.lstrip().startswith("::") or "##[" in line:
            found.append(line)
    assert silent_until is None
    return found


@pytest.fixture(scope="module")
def broken(archive: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Ended, Path]:
    """A proposal with a reference to nobody and a value that looks like a command; only the preview is stood in for."""
    scratch = tmp_path_factory.mktemp("broken")
    git(scratch, "clone", "-q", "--branch", "broken", str(archive), "clone")
    bin_folder = program(scratch / "bin", "dangan", NO_BUILD)
    env = {**ON_GITHUB, "DANGAN_OUT": str(scratch / "out"), "GITHUB_STEP_SUMMARY": str(scratch / "summary.md")}
    ended = run(scratch / "clone", "bash", "ci/check.sh", "origin/main", env=env, path=(bin_folder,))
    return ended, scratch


def test_a_broken_reference_is_an_annotation_and_the_exit_code(broken: tuple[Ended, Path]) -> None:
    ended, scratch = broken
    assert ended.code == 1
    assert "::error file=customers/acme/competitors.yaml,line=1,col=1,title=unknown-reference::" in ended.out
    diff = (scratch / "out/diff.md").read_text(encoding="utf-8")
    assert "检查发现错误" in diff
    assert "nobody" in diff
    assert (scratch / "summary.md").read_text(encoding="utf-8") == diff
    assert (scratch / "out/preview").is_dir()


def test_a_hostile_value_is_shown_and_never_obeyed(broken: tuple[Ended, Path]) -> None:
    ended, scratch = broken
    assert HOSTILE in ended.out, "the difference of form quotes it"
    assert not [line for line in obeyed(ended.out) if "owned" in line]
    assert HOSTILE not in (scratch / "out/diff.md").read_text(encoding="utf-8")


class Pretended:
    """The script with a dangan that does nothing but say what it was asked."""

    def __init__(self, scratch: Path, archive: Path) -> None:
        self.archive, self.scratch = archive, scratch
        self.bin = program(scratch / "bin", "dangan", PRETENDS)

    def __call__(self, *words: str, **env: str) -> Ended:
        around = {
            "CALLS": str(self.scratch / "calls"),
            "DANGAN_OUT": str(self.scratch / "out"),
            "FAILS": "",
            "WITH": "0",
        }
        return run(self.archive, "bash", "ci/check.sh", *words, env={**around, **env}, path=(self.bin,))

    @property
    def calls(self) -> list[str]:
        return (self.scratch / "calls").read_text(encoding="utf-8").replace(str(self.scratch), "").splitlines()


@pytest.fixture
def script(tmp_path: Path, archive: Path) -> Pretended:
    return Pretended(tmp_path, archive)


def test_what_it_asks_on_a_readers_own_machine(script: Pretended) -> None:
    ended = script("main", DANGAN_LANG="zh")
    assert (ended.code, ended.out.splitlines()[-1]) == (0, "The check found no error.")
    assert script.calls == [
        "--lang zh check --changed-since=main",
        "--lang zh format --check --diff",
        "--lang zh diff --format markdown -- main...HEAD",
        "--lang zh build --out /out/preview",
    ]


@pytest.mark.parametrize(
    ("settings", "says"),
    [
        ("title:\n  en: X\nlanguages:\n  - zh\n  - en\naudience: internal\n", "--lang zh check"),
        ("languages: [en, zh]\n", "--lang en check"),
        ("languages:\n- en\n", "--lang en check"),
        ("title:\n  zh: X\n", "check"),
    ],
)
def test_on_a_forge_it_speaks_the_first_language_of_the_archive(tmp_path: Path, settings: str, says: str) -> None:
    files = {"dangan.yaml": settings, "ci/check.sh": (CHECKOUT / "ci/check.sh").read_text(encoding="utf-8")}
    script = Pretended(tmp_path, write_files(tmp_path / "archive", dict(files)))
    assert script("check", CI="true").code == 0
    assert script.calls[0] == says


@pytest.mark.parametrize("base", ["", "0" * 40])
def test_without_a_state_before_the_whole_archive_is_checked(script: Pretended, base: str) -> None:
    assert script("check", base).code == 0
    assert script.calls == ["check", "format --check --diff", "build --out /out/preview"]


@pytest.mark.parametrize(
    ("fails", "status", "ends", "calls"),
    [
        ("check", "1", 1, ["check", "format", "diff", "build"]),
        ("check", "3", 3, ["check"]),
        ("format", "1", 0, ["check", "format", "diff", "build"]),
        ("diff", "70", 70, ["check", "format", "diff", "build"]),
        ("build", "3", 3, ["check", "format", "diff", "build"]),
    ],
)
def test_it_ends_as_the_check_does(script: Pretended, fails: str, status: str, ends: int, calls: list[str]) -> None:
    for surroundings in ({}, ON_GITHUB):
        (script.scratch / "calls").unlink(missing_ok=True)
        ended = script("main", FAILS=fails, WITH=status, **surroundings)
        assert (ended.code, [call.split()[0] for call in script.calls]) == (ends, calls)


def test_form_alone_is_a_warning(script: Pretended) -> None:
    out = script("main", FAILS="format", WITH="1", **ON_GITHUB).out
    assert next(line for line in obeyed(out) if "title=dangan" in line).startswith("::warning title=dangan::some files")


@pytest.mark.parametrize("base", ["no-such-branch", "--upload-pack=touch owned", "main; touch owned"])
def test_a_state_that_is_not_there_is_said(script: Pretended, base: str) -> None:
    ended = script("check", base)
    assert ended.code == 3
    assert "git fetch --unshallow" in ended.out
    assert not (script.scratch / "calls").exists()
    assert not (script.archive / "owned").exists()


def test_publishing_is_strict_names_no_audience_and_warns_of_pages(script: Pretended) -> None:
    ended = script("publish", DANGAN_PRIVATE="true", **ON_GITHUB)
    assert ended.code == 0
    assert script.calls == ["build --strict --out /out/site"]
    (said,) = (line for line in obeyed(ended.out) if line.startswith("::warning"))
    assert "this repository is private, its pages may not be" in said
    assert obeyed(script("publish", DANGAN_PRIVATE="false", **ON_GITHUB).out) == []


def test_the_audit_page_trusts_what_the_audit_trusts(script: Pretended) -> None:
    assert script("publish", DANGAN_TRUST="v1.0").code == 0
    assert script.calls == ["build --strict --trust=v1.0 --out /out/site"]


def test_in_the_programs_own_repository_the_demo_is_published(tmp_path: Path) -> None:
    files = {"generator/dangan/__init__.py": "", "ci/check.sh": (CHECKOUT / "ci/check.sh").read_text(encoding="utf-8")}
    script = Pretended(tmp_path, write_files(tmp_path / "archive", dict(files)))
    assert script("publish", DANGAN_TRUST="v1.0").code == 0
    made, built = script.calls
    demo = made.removeprefix("demo ")
    assert built == f"-C {demo} build --strict --out /out/site"
    assert script("publish", FAILS="demo", WITH="3").code == 3
    assert [call.split()[0] for call in script.calls] == ["demo", "-C", "demo"]


def test_a_failed_audit_is_red_and_its_text_is_not_obeyed(script: Pretended) -> None:
    summary = script.scratch / "summary.md"
    around = {**ON_GITHUB, "GITHUB_STEP_SUMMARY": str(summary), "DANGAN_TRUST": "v1"}
    ended = script("audit", FAILS="audit", WITH="1", **around)
    assert (ended.code, script.calls) == (1, ["audit --trust=v1"])
    assert obeyed(ended.out) == []
    assert summary.read_text(encoding="utf-8") == "## Audit\n\n    said of audit: ::warning::owned\n"


def test_installing_asks_for_no_name_that_is_nobodys_yet(tmp_path: Path, archive: Path) -> None:
    there = run(archive, "bash", "ci/check.sh", "install", env={})
    assert (there.code, there.out) == (0, "dangan is there already.\n")
    bare = program(tmp_path, "python3", '#!/bin/sh\necho "python3 $*"\n')
    env = {"PATH": f"{bare}:/usr/bin:/bin"}
    refused = run(archive, "bash", "ci/check.sh", "install", env=env, path=(bare,))
    assert (refused.code, "ci/requirements.txt" in refused.out) == (3, True)
    program(tmp_path / "copy/ci", "check.sh", (archive / "ci/check.sh").read_text(encoding="utf-8"))
    write_files(tmp_path / "copy", {"ci/requirements.txt": "# ours\ndangan @ https://files.example/x.whl\n"})
    named = run(tmp_path / "copy", "bash", "ci/check.sh", "install", env=env, path=(bare,))
    assert named.out.endswith(" --requirement ci/requirements.txt\n")
    missing = run(archive, "bash", "ci/check.sh", "main", env=env)
    assert (missing.code, "bash ci/check.sh install" in missing.out) == (3, True)


def test_its_help_is_its_head() -> None:
    ended = run(CHECKOUT, "bash", "ci/check.sh", "--help", env={})
    assert ended.out.count("bash ci/check.sh") == 5
    assert ended.out.isascii()
