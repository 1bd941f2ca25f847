"""A site on this machine's own loopback address, built again whenever the archive changes."""

import sys
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path
from typing import Any, cast

from watchfiles import DefaultFilter, watch

from dangan.diagnostics import Text
from dangan.diagnostics.report import printable
from dangan.errors import DanganError, EnvironmentProblem, UsageError
from dangan.layout import packaged_root
from dangan.site.publish_manifest import Manifest
from dangan.site.publish_places import is_folder
from dangan.site.publish_swap import PAST
from dangan.site.serve_reload import BUILT, SCRIPT, Builds, script_in, with_script
from dangan.source.unreadable import reason_of

_SERVING = Text("Serving {address} (Ctrl+C ends it)", "正在 {address} 提供服务（按 Ctrl+C 结束）")
_ONLY_HERE = Text(
    "{host}: the site holds customers' data and is served to this machine only (127.0.0.1)",
    "{host}：网站包含客户资料，只在本机提供（127.0.0.1）",
)
_PORT = Text("port {port} cannot be used ({reason}): choose another", "端口 {port} 无法使用（{reason}）：请换一个")
_CHANGED = Text("Changed: {files}", "已修改：{files}")
_CHANGED_MORE = Text("Changed: {files} and {more} more", "已修改：{files} 等，另有 {more} 个文件")
_RECORDED = Text("what Git has recorded", "Git 的记录")
_NAMED = 3
"""Files that a line names; a checkout changes thousands at once."""
HTTP = 80
"""The port that browsers leave out."""
LOOPBACK = ("127.0.0.1", "::1", "localhost")
TYPES = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json; charset=utf-8",
    ".csv": "text/csv; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".svg": "image/svg+xml; charset=utf-8",
    ".xml": "application/xml; charset=utf-8",
}


def serve(
    site: Path,
    host: str,
    port: int,
    on_change: Callable[[], object],
    *,
    say: Callable[[Text], None],
    watched: Iterable[Path] = (),
    stop: threading.Event | None = None,
) -> None:
    """Serves until Ctrl-C (or `stop`); `on_change` builds again, and what it complains of is said, not fatal.

    Pages that are open in a browser load themselves again after it.
    """
    stop, builds = stop or threading.Event(), Builds()

    def build() -> None:
        on_change()
        builds.tell()

    with running(site, host, port, builds) as address:
        say(_SERVING.fill(address=address))
        try:
            _rebuild_on_change(site, build, tuple(watched), say, stop)
        except KeyboardInterrupt:
            stop.set()


@contextmanager
def running(site: Path, host: str, port: int, builds: Builds | None = None) -> Iterator[str]:
    """The site's address while it is served; its pages follow the `builds`.

    Raises UsageError for an address that others could reach, EnvironmentProblem for a port that cannot be used.
    """
    if host not in LOOPBACK:
        raise UsageError(_ONLY_HERE.fill(host=host))
    try:
        server = _Server((host, port), partial(Handler, directory=str(site), builds=builds))
    except OSError as problem:
        raise EnvironmentProblem(_PORT.fill(port=port, reason=reason_of(problem))) from problem
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://{_in_url(host)}:{server.server_address[1]}/"
    finally:
        if builds:
            builds.end()
        server.shutdown()
        server.server_close()
        thread.join()


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A browser that does not wait for its answer, as when a page is left, is no fault."""
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)


class Handler(SimpleHTTPRequestHandler):
    """Files that a build of ours wrote and nothing else: what else lies in the site's folder may have come with a
    checkout, or lead elsewhere. Our own page for what is missing.
    """

    extensions_map = {**SimpleHTTPRequestHandler.extensions_map, **TYPES}  # noqa: RUF012 - read only, as in the base

    def __init__(self, *args: Any, builds: Builds | None = None, **kwargs: Any) -> None:
        self._builds = builds
        super().__init__(*args, **kwargs)

    def send_head(self) -> Any:
        if not self._is_meant():
            self.send_error(HTTPStatus.FORBIDDEN)
            return None
        if "\0" in self.translate_path(self.path):
            self.send_error(HTTPStatus.NOT_FOUND)
            return None
        if not (self._follows or self._is_ours(self._address())):
            self.send_error(HTTPStatus.NOT_FOUND)
            return None
        found = self._own() if self._builds else None
        if found is None:
            return super().send_head()
        data, kind = found
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        return BytesIO(data)

    @property
    def _follows(self) -> bool:
        """Whether a page asks for what lets it follow the builds."""
        return self._builds is not None and self.path.partition("?")[0] in (BUILT, SCRIPT)

    def _is_ours(self, address: str) -> bool:
        """Whether a build of ours wrote it, or a folder with a page of that name; in a site of the past too."""
        site = Path(self.directory)
        past, name, rest = (*address.split("/", 2), "", "")[:3]
        if past == PAST and is_folder(site / PAST) and is_folder(site / PAST / name):
            site, address = site / PAST / name, rest
        manifest = Manifest.read(site)
        names = (address, f"{address}/index.html" if address else "index.html")
        return manifest is not None and any(manifest.has(site, name) for name in names)

    def _address(self) -> str:
        """Of what is asked for, from the site's folder."""
        path, asked = Path(self.translate_path(self.path)), self.path.partition("?")[0].partition("#")[0]
        return (path / "index.html" if asked.endswith("/") else path).relative_to(self.directory).as_posix()

    def _own(self) -> tuple[bytes, str] | None:
        """Pages, with what has them follow the builds, and what they ask for that; None for all else."""
        builds = cast("Builds", self._builds)
        path, _, asked = self.path.partition("?")
        if path == BUILT:
            return builds.since(asked.removeprefix("since=")).encode(), TYPES[".txt"]
        if path == SCRIPT:
            return script_in(packaged_root() / "site_templates"), TYPES[".js"]
        state = builds.state  # before the page is read: a build in between makes it one that is out of date
        place = Path(self.directory) / self._address()
        try:
            return (with_script(place.read_bytes(), state), TYPES[".html"]) if place.suffix == ".html" else None
        except OSError:
            return None

    def _is_meant(self) -> bool:
        """Whether the browser asked for this machine by a name of its own, not by one that leads here since lately."""
        port = cast("_Server", self.server).server_port
        names = [_in_url(host) for host in LOOPBACK]
        known = {f"{name}:{port}" for name in names} | (set(names) if port == HTTP else set())
        return self.headers.get("Host", "").lower() in known

    def list_directory(self, path: Any) -> None:  # noqa: ARG002 - the base class decides
        self.send_error(HTTPStatus.NOT_FOUND)

    def end_headers(self) -> None:
        self.send_header("Cache-Control", "no-cache")
        self.send_header("X-Content-Type-Options", "nosniff")
        super().end_headers()

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        page = Path(self.directory) / "404.html"
        if code != HTTPStatus.NOT_FOUND or not self._is_ours(page.name):
            super().send_error(code, message, explain)
            return
        data = page.read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", TYPES[".html"])
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(data)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the base class names it
        """Who reads what is nobody's business."""


class _Inputs(DefaultFilter):
    """Changes of the archive, not of what is built from it."""

    def __init__(self, site: Path) -> None:
        super().__init__(ignore_dirs=(*DefaultFilter.ignore_dirs, ".dangan"))
        self._site = str(site.resolve())

    def __call__(self, change: Any, path: str) -> bool:
        built = path == self._site or path.startswith((f"{self._site}/", f"{self._site}\\", f"{self._site}.dangan-"))
        if _is_log(Path(path)):
            return True
        # What has no name in its folder, as what a build puts aside for a while, is told by a number behind "#".
        return not built and not Path(path).name.startswith("#") and super().__call__(change, path)


def _rebuild_on_change(
    site: Path,
    on_change: Callable[[], object],
    watched: tuple[Path, ...],
    say: Callable[[Text], None],
    stop: threading.Event,
) -> None:
    folders = [folder for folder in watched if folder.exists()]
    if not folders:
        stop.wait()
        return
    for changes in watch(*folders, watch_filter=_Inputs(site), stop_event=stop, raise_interrupt=True):
        say(seen({path for _, path in changes}, folders))
        try:
            on_change()
        except DanganError as problem:
            say(problem.message)


def seen(paths: Iterable[str], folders: list[Path]) -> Text:
    """Which files somebody has just saved, as they are called in the archive; not what an editor made and took away."""
    every = [Path(path) for path in paths]
    there = [path for path in every if path.exists()] or every
    names = sorted({_called(path, folders) for path in there if not _is_log(path)})
    called = [Text(name, name) for name in map(printable, names)]
    called += [_RECORDED] if len(names) < len(there) else []
    shown, more = called[:_NAMED], len(called) - _NAMED
    listed = Text(", ".join(name.en for name in shown), "、".join(name.zh for name in shown))
    return (_CHANGED_MORE if more > 0 else _CHANGED).fill(files=listed, more=more)


def _is_log(path: Path) -> bool:
    """Whether it is the file in which Git notes each commit and checkout; of a linked work tree it lies deeper."""
    return path.parts[-2:] == ("logs", "HEAD") and ".git" in path.parts


def _called(path: Path, folders: list[Path]) -> str:
    inside = next((folder.resolve() for folder in folders if path.is_relative_to(folder.resolve())), None)
    return (path.relative_to(inside) if inside else path).as_posix()


def _in_url(host: str) -> str:
    return f"[{host}]" if ":" in host else host
