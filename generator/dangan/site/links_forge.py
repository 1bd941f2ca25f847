"""Links into the forge's editor: an existing file, or a new one that is filled in already."""

from dataclasses import dataclass
from urllib.parse import quote

from dangan.config import Config

LONGEST = 6000
"""Bytes of a whole link that every forge and proxy still takes."""

_EDIT = {"github": "{url}/edit/{branch}/{path}", "gitlab": "{url}/-/edit/{branch}/{path}"}
_EDIT["gitea"] = "{url}/_edit/{branch}/{path}"
_FOLDER = {"github": "{url}/tree/{branch}/{path}", "gitlab": "{url}/-/tree/{branch}/{path}"}
_FOLDER["gitea"] = "{url}/src/branch/{branch}/{path}"
_NEW = {
    "github": "{url}/new/{branch}/{folder}?filename={name}",
    "gitlab": "{url}/-/new/{branch}/{folder}?file_name={name}",
    "gitea": "{url}/_new/{branch}/{folder}?filename={name}",
}
_COMMIT = {"github": "{url}/commit/{id}", "gitlab": "{url}/-/commit/{id}", "gitea": "{url}/commit/{id}"}
_PREFILLS = ("github", "gitea")


@dataclass(frozen=True, slots=True)
class NewFile:
    """A file to be written: its folder in the archive, a proposed name and the text to begin with.

    `spare` lines stand between `head` and `tail`; the last of them go first where a link would be too long.
    """

    folder: str
    name: str
    head: str = ""
    spare: tuple[str, ...] = ()
    tail: str = ""


def edit_link(config: Config, path: str) -> str:
    """The forge's editor on a file of the archive; "" where no forge is set up."""
    if not config.forge:
        return ""
    full = quote(config.base + path, safe="/")
    return _EDIT[config.forge.kind].format(url=config.forge.url, branch=_branch(config), path=full)


def folder_link(config: Config, folder: str) -> str:
    """The forge's list of the files in a folder, where new ones are added; "" where no forge is set up."""
    if not config.forge:
        return ""
    full = quote(config.base + folder, safe="/")
    return _FOLDER[config.forge.kind].format(url=config.forge.url, branch=_branch(config), path=full)


def commit_link(config: Config, commit: str) -> str:
    """The forge's page of a commit, with the raw difference; "" where no forge is set up."""
    return _COMMIT[config.forge.kind].format(url=config.forge.url, id=quote(commit)) if config.forge else ""


def line_link(config: Config, path: str, line: int) -> str:
    """The editor at a line: GitHub and GitLab take a fragment, elsewhere it does no harm."""
    link = edit_link(config, path)
    return f"{link}#L{line}" if link else ""


def new_link(config: Config, file: NewFile) -> str:
    """The forge's editor on a new file, under `LONGEST` bytes."""
    if not config.forge:
        return ""
    folder = quote((config.base + file.folder).strip("/"), safe="/")
    link = _NEW[config.forge.kind].format(
        url=config.forge.url, branch=_branch(config), folder=folder, name=quote(file.name, safe="")
    )
    return link + _prefill(file, LONGEST - len(link.encode())) if config.forge.kind in _PREFILLS else link


def _branch(config: Config) -> str:
    return quote(config.branch, safe="/")


def _prefill(file: NewFile, room: int) -> str:
    """The `value` part that fits into `room` bytes; "" if not even head and tail do."""
    parts = [quote(part, safe="") for part in (file.head, file.tail)]
    left = room - len("&value=") - sum(map(len, parts))
    if left < 0 or not any(parts):
        return ""
    kept = []
    for line in file.spare:
        quoted = quote(line, safe="")
        left -= len(quoted)
        if left < 0:
            break
        kept.append(quoted)
    return "&value=" + "".join((parts[0], *kept, parts[1]))
