"""The site on this machine: what is handed out, to whom, and what happens when a file changes."""

import socket
import threading
from collections.abc import Iterator
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from watchfiles import Change

from dangan.diagnostics import Text
from dangan.errors import EnvironmentProblem, StrictRefusal, UsageError
from dangan.site.publish_manifest import Manifest
from dangan.site.serve import _Inputs, running, seen, serve
from dangan.site.serve_reload import Builds


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    site = tmp_path / "site"
    (site / "en").mkdir(parents=True)
    (site / "assets").mkdir()
    (site / "en/index.html").write_text("<h1>档案</h1>", "utf-8")
    (site / "assets/x.js").write_text("1")
    (site / "404.html").write_text("not here")
    (site / "at/0123456789/en").mkdir(parents=True)
    (site / "at/0123456789/en/index.html").write_text("past")
    (site / "at/strange.html").write_text("theirs")
    Manifest(frozenset({"en/index.html"})).write(site / "at/0123456789")
    Manifest(frozenset({"en/index.html", "assets/x.js", "404.html", "en/link.html", "way/index.html"})).write(site)
    (tmp_path / "secret").write_text("s")
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere/index.html").write_text("s")
    (site / "theirs.html").write_text("<script>theirs</script>")
    (site / "en/link.html").symlink_to(tmp_path / "secret")
    (site / "way").symlink_to(tmp_path / "elsewhere")
    with running(site, "127.0.0.1", 0) as found:
        yield found


def get(address: str, path: str, method: str = "GET", host: str | None = None) -> tuple[HTTPResponse, bytes]:
    parts = urlsplit(address)
    connection = HTTPConnection(parts.hostname or "", parts.port, timeout=10)
    try:
        connection.request(method, path, headers={} if host is None else {"Host": host})
        answer = connection.getresponse()
        return answer, answer.read()
    finally:
        connection.close()


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/en/index.html", "text/html"),
        ("/en/", "text/html"),
        ("/assets/x.js", "text/javascript"),
        ("/at/0123456789/en/", "text/html"),
    ],
)
def test_files_come_with_their_type(address: str, path: str, kind: str) -> None:
    answer, _ = get(address, path)
    assert answer.status == 200
    assert answer.headers["Content-Type"] == f"{kind}; charset=utf-8"


NOT_OURS = ["/theirs.html", "/en/link.html", "/way/", "/way", "/way/index.html", "/at/strange.html", "/at/"]
"""What came into the site by a checkout, and what leads out of it."""


@pytest.mark.parametrize(
    "path", ["/gone.html", "/assets/", "/.dangan-site.json", "/../secret", "/%2e%2e/secret", *NOT_OURS]
)
def test_nothing_else_is_handed_out(address: str, path: str) -> None:
    answer, body = get(address, path)
    assert (answer.status, body) == (404, b"not here")
    assert get(address, path, "HEAD")[1] == b""


@pytest.mark.parametrize("path", ["/%00", "/en/%00index.html", "/en/index.html%00", "/%ff%fe", "/?%00", "//%00"])
def test_a_name_that_no_file_can_have_is_not_here(address: str, path: str) -> None:
    assert get(address, path)[0].status in (200, 404)


def test_a_page_is_handed_out_as_it_stands_where_nothing_is_built(address: str) -> None:
    assert get(address, "/en/index.html")[1].decode() == "<h1>档案</h1>"
    assert get(address, "/@dangan/reload.js")[0].status == get(address, "/@dangan/built?since=0")[0].status == 404


@pytest.fixture
def builds(tmp_path: Path) -> Iterator[tuple[str, Builds]]:
    """The address of a site that is built, and what tells of it."""
    (tmp_path / "site/en").mkdir(parents=True)
    (tmp_path / "site/en/index.html").write_text("<html><body><p>档案</p></body></html>", "utf-8")
    (tmp_path / "site/en/closed.html").write_text('<meta http-equiv="Content-Security-Policy" content="x">', "utf-8")
    (tmp_path / "site/en/theirs.html").write_text("theirs")
    Manifest(frozenset({"en/index.html", "en/closed.html"})).write(tmp_path / "site")
    builds = Builds()
    with running(tmp_path / "site", "127.0.0.1", 0, builds) as address:
        yield address, builds


@pytest.mark.parametrize("path", ["/en/index.html", "/en/", "/en/?q=1#top"])
def test_a_page_of_a_site_that_is_built_follows_the_builds(builds: tuple[str, Builds], path: str) -> None:
    answer, body = get(builds[0], path)
    script = f'<script src="/@dangan/reload.js" data-built="{builds[1].state}" defer></script>'
    assert body.decode() == f"<html><body><p>档案</p>{script}</body></html>"
    assert (answer.headers["Content-Type"], int(answer.headers["Content-Length"])) == (
        "text/html; charset=utf-8",
        len(body),
    )
    assert b"fetch(" in get(builds[0], "/@dangan/reload.js")[1]
    assert get(builds[0], path, "HEAD")[1] == b""


def test_a_page_that_allows_no_scripts_gets_none(builds: tuple[str, Builds]) -> None:
    assert b"script" not in get(builds[0], "/en/closed.html")[1]


@pytest.mark.parametrize(
    "path",
    [
        "/en/gone.html",
        "/en/theirs.html",
        "/en/../../secret.html",
        "/@dangan/",
        "/@dangan/index.html",
        "/@dangan/../en/theirs.html",
        "/@dangan/..%2fen/theirs.html",
        "/@dangan/..%2f.dangan-site.json",
        "/@dangan/reload.js/..%2f..%2fen/theirs.html",
    ],
)
def test_following_builds_hands_out_nothing_else(builds: tuple[str, Builds], path: str) -> None:
    assert get(builds[0], path)[0].status == 404


def test_who_follows_hears_of_a_build_at_once(builds: tuple[str, Builds]) -> None:
    address, told = builds
    before, heard = told.state, threading.Event()
    found: list[bytes] = []

    def wait() -> None:
        found.append(get(address, f"/@dangan/built?since={before}")[1])
        heard.set()

    threading.Thread(target=wait).start()
    assert not heard.wait(0.2)
    told.tell()
    assert heard.wait(10)
    assert found == [told.state.encode()] != [before.encode()]
    assert get(address, "/@dangan/built?since=of-another-process")[1] == told.state.encode()
    assert get(address, "/@dangan/built", host="evil.example")[0].status == 403


def test_nothing_was_built_and_who_follows_hears_that(builds: tuple[str, Builds]) -> None:
    state = builds[1].state
    assert builds[1].since(state, 0.01) == state
    builds[1].end()
    assert get(builds[0], f"/@dangan/built?since={state}")[1] == state.encode()


@pytest.mark.parametrize("name", ["evil.example", "evil.example:{port}", "127.0.0.1:1", "127.0.0.1", "localhost", ""])
def test_only_a_name_of_this_machine_is_answered(address: str, name: str) -> None:
    port = urlsplit(address).port
    assert get(address, "/en/index.html", host=name.format(port=port))[0].status == 403
    assert get(address, "/gone.html", host=name.format(port=port))[0].status == 403
    for own in ("127.0.0.1", "localhost", "LOCALHOST", "[::1]"):
        assert get(address, "/en/index.html", host=f"{own}:{port}")[0].status == 200


def test_who_names_no_host_is_not_answered(address: str) -> None:
    parts = urlsplit(address)
    with socket.create_connection((parts.hostname, parts.port), 10) as line:
        line.sendall(b"GET /en/index.html HTTP/1.0\r\n\r\n")
        assert b" 403 " in line.makefile("rb").read()


def test_only_this_machine_is_served(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="this machine"), running(tmp_path, "0.0.0.0", 0):  # noqa: S104 - refused
        pass


def test_a_port_in_use_is_said(address: str, tmp_path: Path) -> None:
    port = urlsplit(address).port
    with pytest.raises(EnvironmentProblem, match="choose another"), running(tmp_path, "127.0.0.1", port or 0):
        pass


def test_a_change_builds_again_and_an_error_is_said_not_fatal(tmp_path: Path) -> None:
    archive, site = tmp_path / "archive", tmp_path / "archive" / "site"
    site.mkdir(parents=True)
    stop, ready, told, calls = threading.Event(), threading.Event(), threading.Event(), []
    said: list[str] = []

    def say(text: Text) -> None:
        said.append(text.en)
        (ready if "http://" in text.en else told if "errors" in text.en else threading.Event()).set()

    def build() -> None:
        calls.append(1)
        raise StrictRefusal(Text("2 errors", "2 处错误"))

    thread = threading.Thread(
        target=serve, args=(site, "127.0.0.1", 0, build), kwargs={"watched": (archive,), "say": say, "stop": stop}
    )
    thread.start()
    try:
        assert ready.wait(10)
        for number in range(100):
            (site / "built.html").write_text(str(number))
            (archive / "profile.yaml").write_text(str(number))
            if told.wait(0.2):
                break
    finally:
        stop.set()
        thread.join(20)
    assert said[1:] == ["Changed: profile.yaml", "2 errors"] * len(calls)
    assert calls
    assert not thread.is_alive()


def test_what_a_build_puts_aside_is_no_edit(tmp_path: Path) -> None:
    watched = _Inputs(tmp_path / "site")
    names = ("customers/a/profile.yaml", "#3731233", "site/en/index.html", "site.dangan-new/x", ".dangan/memory")
    logs = [".git/logs/HEAD", ".git/worktrees/x/logs/HEAD"]
    of_git = (".git/index", *logs, ".git/refs/heads/main")
    told = [name for name in (*names, *of_git) if watched(Change.modified, str(tmp_path / name))]
    assert told == ["customers/a/profile.yaml", *logs], "a commit says who did it, and approvals"


def test_what_was_saved_is_named_as_in_the_archive(tmp_path: Path) -> None:
    names = [f"customers/a/log/{number}.md" for number in range(5)]
    root = tmp_path.resolve()
    here = [str(root / name) for name in names]
    assert seen(here[:1], [root]).en == f"Changed: {names[0]}", "deleted"
    for name in names:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text("")
    assert seen([*here[:2], str(root / "sedXY")], [root]).zh == f"已修改：{names[0]}、{names[1]}"
    assert seen(here, [root]).en == f"Changed: {', '.join(names[:3])} and 2 more"
    (root / ".git/logs").mkdir(parents=True)
    (root / ".git/logs/HEAD").write_text("")
    assert seen([here[0], str(root / ".git/logs/HEAD")], [root]).zh == f"已修改：{names[0]}、Git 的记录"
