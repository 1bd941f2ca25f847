"""A new archive: the files it begins with, in a Git repository of its own."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from dangan.diagnostics import Text
from dangan.errors import EnvironmentProblem, UsageError
from dangan.exchange.create import NewFile, named, refused
from dangan.exchange.names import person_slug
from dangan.exchange.shape import ordered
from dangan.git.objects import Identity
from dangan.git.repository import Repository
from dangan.layout import packaged_root
from dangan.schema.catalogue import Catalogue
from dangan.source.edit import set_value
from dangan.source.emit import dump
from dangan.source.files import write_file
from dangan.source.memory_tree import MemoryTree
from dangan.source.reader import parse_document
from dangan.source.unreadable import reason_of

BRANCH = "main"
SETTINGS = "dangan.yaml"
_STARTER = Path(__file__).with_name("starter")
_PACKAGED = {  # name in the archive: name in the package, where a leading dot would be lost or obeyed
    "rules.yaml": "rules.yaml",
    "README.md": "README.md",
    ".gitignore": "gitignore",
    "ci/requirements.txt": "requirements.txt",
    ".github/workflows/audit.yml": "audit.yml",
    ".github/pull_request_template.md": "pull_request_template.md",
    ".github/ISSUE_TEMPLATE/correction.yml": "issue-correction.yml",
    ".github/ISSUE_TEMPLATE/news.yml": "issue-news.yml",
}
_SHARED = (  # what every archive has alike, also the one that comes with the program
    "ci/check.sh",
    "ci/gitea.yml",
    "ci/gitlab-ci.yml",
    ".github/workflows/check.yml",
    ".github/workflows/comment.yml",
    ".github/workflows/publish.yml",
)
_FOLDERS = ("customers", "competitors", "products")


@dataclass(frozen=True, slots=True)
class Started:
    """What `start` made of a folder. `commit` is None where there is no identity to commit with."""

    root: Path
    written: tuple[str, ...]
    commit: str | None
    staged: bool


def start(folder: Path, title: str | None, lang: str | None) -> Started:
    """Makes the archive, or finishes one whose making was broken off; what is there is never changed.

    Raises UsageError for a folder with anything else in it, EnvironmentProblem where Git or the disk says no.
    """
    root = folder.resolve()
    _refuse_foreign(root)
    repository = _repository(root)
    if repository.has_commits():
        return Started(root, (), None, staged=False)
    identity = repository.identity()
    contents = starter_files(title, lang, identity)
    new = [path for path in contents if not (root / path).exists()]
    for path in new:
        _write(root / path, contents[path])
    repository.add(sorted(contents))
    commit = repository.commit("archive: start") if identity else None
    return Started(root, tuple(new), commit, staged=True)


def starter_files(title: str | None, lang: str | None, identity: Identity | None) -> Mapping[str, str]:
    """Every file of a new archive; the settings come first, by which a folder is known as ours."""
    files = {SETTINGS: _settings(title, lang), "team.yaml": team(identity).text}
    files |= {path: (_STARTER / name).read_text("utf-8") for path, name in _PACKAGED.items()}
    files |= {path: (packaged_root() / path).read_text("utf-8") for path in _SHARED}
    return files | {f"{name}/.gitkeep": "" for name in _FOLDERS}


def team(identity: Identity | None) -> NewFile:
    """The first colleague: who Git says we are, else one to be renamed."""
    if identity is None:
        placeholder = {"first-colleague": {"names": {"zh": "第一位同事", "en": "First colleague"}}}
        return NewFile("team.yaml", dump(placeholder, comment=_RENAME))
    own_id = person_slug(identity.name) or "first-colleague"
    kind = Catalogue.load(MemoryTree({}))[0].kinds["team"]
    colleague = {"names": named(identity.name), "emails": [identity.email], "roles": [{"role": "rep"}]}
    full = NewFile("team.yaml", dump(ordered({own_id: colleague}, kind.field)))
    if not refused(full, kind):
        return full
    del colleague["emails"]  # an address like root@localhost is none that anybody can be written to
    return NewFile("team.yaml", dump(ordered({own_id: colleague}, kind.field)))


def _settings(title: str | None, lang: str | None) -> str:
    text = (_STARTER / SETTINGS).read_text("utf-8")
    if title:
        for language in ("zh", "en"):
            text = _set(text, ("title", language), title)
    return _set(text, ("languages",), ["en", "zh"]) if lang == "en" else text


def _set(text: str, pointer: tuple[str, ...], value: object) -> str:
    document, _found = parse_document(SETTINGS, text.encode())
    if document is None:
        raise EnvironmentProblem(_BROKEN)
    return set_value(document, pointer, value)


def _refuse_foreign(root: Path) -> None:
    """Ours is an empty folder, a fresh clone of an empty repository, and what an earlier `init` left."""
    if root.exists() and not root.is_dir():
        raise UsageError(_NO_FOLDER.fill(root=root))
    there = [path.name for path in root.iterdir() if path.name != ".git"] if root.is_dir() else []
    if there and not (root / SETTINGS).is_file():
        raise UsageError(_NOT_EMPTY.fill(root=root, name=min(there)))


def _repository(root: Path) -> Repository:
    found = Repository.discover(root) if root.is_dir() else None
    if found and found.root.resolve() == root:
        return found
    try:
        root.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise EnvironmentProblem(_FAILED.fill(path=root, reason=reason_of(error))) from error
    return Repository.init(root, BRANCH)


def _write(path: Path, text: str) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_file(path, text.encode())
    except OSError as error:
        raise EnvironmentProblem(_FAILED.fill(path=path, reason=reason_of(error))) from error


_RENAME = "请改成您自己的编号、姓名和邮箱。 Put your own id, name and e-mail address here."
_BROKEN = Text(
    "the dangan.yaml that came with Dangan cannot be read: install Dangan again",
    "无法读取 Dangan 自带的 dangan.yaml：请重新安装 Dangan",
)
_NO_FOLDER = Text("{root} is a file, not a folder", "{root} 是文件，不是文件夹")
_NOT_EMPTY = Text(
    "{root} is not empty ({name} is in it) and is no archive: nothing was changed; choose a new folder",
    "{root} 不是空文件夹（里面有 {name}），也不是档案库：未作任何更改；请换一个新文件夹",
)
_FAILED = Text("{path} cannot be written: {reason}", "无法写入 {path}：{reason}")
