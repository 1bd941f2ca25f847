"""One comment, which is updated; what the run of a proposal left behind is never believed.

The workflow is run with a stand-in for GitHub's own command, which answers from files by the workflow's filters (jq).
"""

import json
import sys
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.ci.conftest import Act, Ended, program

MARK = "<!-- dangan: what this proposal changes -->"
WORKFLOW = ".github/workflows/comment.yml"
GH = '''#!{python}
"""Answers `gh api` from files, and notes what is written."""
import json, pathlib, sys
import jq

answers, (_, *words) = pathlib.Path({answers!r}), sys.argv[1:]
path = next(word for word in words if word.startswith("repos/"))
method = words[words.index("--method") + 1] if "--method" in words else "GET"
if method != "GET":
    body = next(word for word in words if word.startswith("body=@")).removeprefix("body=@")
    (answers / "written.json").write_text(json.dumps([method, path, pathlib.Path(body).read_text("utf-8")]), "utf-8")
elif path.endswith("/zip"):
    sys.stdout.buffer.write((answers / "diff.zip").read_bytes())
else:
    (answers / "asked.txt").open("a", encoding="utf-8").write(" ".join(words) + "\\n")
    found = json.loads((answers / (path.rpartition("/")[2] + ".json")).read_text("utf-8"))
    for each in jq.compile(words[words.index("--jq") + 1]).input_value(found).all():
        print(each)
'''
UNZIP = """#!{python}
import sys, zipfile
sys.stdout.buffer.write(zipfile.ZipFile(sys.argv[2]).read(sys.argv[3]))
"""


@dataclass(frozen=True)
class Said:
    ended: Ended
    asked: str
    method: str = ""
    path: str = ""
    body: str = ""


class Forge:
    """GitHub as the workflow meets it; proposal 7 ends at the commit `abc` unless a test says otherwise."""

    def __init__(self, archive: Path, scratch: Path) -> None:
        self.act, self.answers = Act(archive, scratch / "act"), scratch / "answers"
        self.answers.mkdir(parents=True)
        (scratch / "act").mkdir()
        python = sys.executable
        self.bin = program(scratch / "bin", "gh", GH.format(python=python, answers=str(self.answers)))
        program(self.bin, "unzip", UNZIP.format(python=python))
        self.answer("pulls", [{"number": 6, "head": {"sha": "old"}}, {"number": 7, "head": {"sha": "abc"}}])
        self.answer("artifacts", {"artifacts": [{"name": "diff", "id": 5, "size_in_bytes": 900}]})
        self.answer("comments", [])

    def answer(self, name: str, value: object) -> None:
        (self.answers / f"{name}.json").write_text(json.dumps(value), encoding="utf-8")

    def told(self, diff: bytes, *, fork: bool = False, **run: object) -> Said:
        """What becomes of a run that left `diff`."""
        with zipfile.ZipFile(self.answers / "diff.zip", "w") as file:
            file.writestr("diff.md", diff)
            file.writestr("number", "666")
        ended = self.act("workflow_run", WORKFLOW, event(fork=fork, **run), "--secret=GITHUB_TOKEN=x", path=(self.bin,))
        asked, written = self.answers / "asked.txt", self.answers / "written.json"
        shown = asked.read_text(encoding="utf-8") if asked.exists() else ""
        return Said(ended, shown, *(json.loads(written.read_text(encoding="utf-8")) if written.exists() else ()))


def event(*, fork: bool, **run: object) -> Mapping[str, Any]:
    owner = "stranger" if fork else "team"
    repository = {"full_name": f"{owner}/archive", "owner": {"login": owner}}
    about = {"id": 3, "event": "pull_request", "head_sha": "abc", "head_branch": "topic", "head_repository": repository}
    return {
        "action": "completed",
        "workflow_run": {**about, **run},
        "repository": {"full_name": "team/archive", "name": "archive", "owner": {"login": "team"}},
    }


@pytest.fixture
def forge(archive: Path, tmp_path: Path) -> Forge:
    return Forge(archive, tmp_path)


def test_the_first_time_it_is_written(forge: Forge) -> None:
    said = forge.told("### Acme\n\n- Stage 阶段\n".encode())
    assert said.ended.code == 0, said.ended.out
    assert (said.method, said.path) == ("POST", "repos/team/archive/issues/7/comments")
    assert said.body == f"{MARK}\n\n### Acme\n\n- Stage 阶段\n"


def test_after_that_it_is_updated_and_nobody_elses_is(forge: Forge) -> None:
    ours, copied = {"login": "github-actions[bot]"}, {"login": "stranger"}
    comments = [(1, copied, MARK), (2, ours, "else"), (3, ours, f"{MARK}\n\nold"), (4, ours, f"{MARK}\n\nolder")]
    forge.answer("comments", [{"id": number, "user": user, "body": body} for number, user, body in comments])
    said = forge.told(b"new")
    assert (said.method, said.path) == ("PATCH", "repos/team/archive/issues/comments/3")


def test_of_a_fork_it_is_shown_as_it_is_and_asked_for_by_event(forge: Forge) -> None:
    branch = "$(touch owned)`touch owned`"
    hostile = "<!-- dangan -->\r@boss ![x](https://evil.example/x)\n~~~\n```\n\x1b[31m\x00\xff<img src=x>"
    said = forge.told(hostile.encode("latin-1"), fork=True, head_branch=branch)
    assert said.ended.code == 0, said.ended.out
    assert f"head=stranger:{branch}" in said.asked
    assert said.path == "repos/team/archive/issues/7/comments", "not 666, which the file says"
    head, _, rest = said.body.partition("wrote it:\n\n")
    assert head == f"{MARK}\n\nFrom a fork, as its own run "
    assert rest.splitlines()[1:3] == ["    ~~~", "    ```"]
    assert all(line.startswith("    ") for line in rest.splitlines()), "a block of code, whatever is in it"
    assert not {*"\r\x1b\x00"} & {*rest}


def test_what_is_too_long_is_cut_at_a_character(forge: Forge) -> None:
    said = forge.told(("\n" * 30_000 + "档案" * 30_000).encode(), fork=True)
    assert 59_000 < len(said.body.encode()) <= 60_000


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("pulls", []),
        ("pulls", [{"number": 7, "head": {"sha": "newer"}}]),
        ("artifacts", {"artifacts": []}),
        ("artifacts", {"artifacts": [{"name": "diff", "id": 5, "size_in_bytes": 10**9}]}),
        ("artifacts", {"artifacts": [{"name": "preview", "id": 5, "size_in_bytes": 9}]}),
    ],
)
def test_where_there_is_nothing_to_say_nothing_is_said(forge: Forge, name: str, value: object) -> None:
    forge.answer(name, value)
    said = forge.told(b"x")
    assert said.ended.code == 0, said.ended.out
    assert said.method == ""
    assert "Nothing to say" in said.ended.out


def test_a_run_that_was_not_for_a_proposal_is_passed_over(forge: Forge) -> None:
    said = forge.told(b"x", event="push")
    assert (said.ended.code, said.asked, said.method) == (0, "", "")
