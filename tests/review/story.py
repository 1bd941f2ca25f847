"""Small histories with signatures, written object by object: no process for a commit, none for a key."""

import hashlib
import zlib
from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from dangan.config import Config
from dangan.git import branches
from dangan.git.repository import Repository
from dangan.review.approve import statement
from dangan.review.audit import Audit, Auditor
from dangan.review.signature import GIT, fingerprint, public_key
from dangan.review.statement import BRANCH, NAMESPACE, Statement
from dangan.schema.catalogue import Catalogue
from dangan.source.memory_tree import MemoryTree

CATALOGUE, _ = Catalogue.load(MemoryTree({}))
CONFIG = Config(time_zone="Asia/Shanghai")
BEGIN = 1_767_232_800
"""The first of January 2026, ten o'clock in Shanghai."""
DAY = 86_400
Files = Mapping[str, str]


@cache
def key(name: str) -> Ed25519PrivateKey:
    """The same key for the same name."""
    return Ed25519PrivateKey.from_private_bytes(hashlib.sha256(name.encode()).digest())


def public_line(name: str) -> str:
    return key(name).public_key().public_bytes(Encoding.OpenSSH, PublicFormat.OpenSSH).decode()


def print_of(name: str) -> str:
    found = public_key(public_line(name))
    assert found
    return fingerprint(found)


def sign(data: bytes, name: str, namespace: str = GIT) -> str:
    """As ssh-keygen -Y sign writes it."""
    public = public_key(public_line(name)) or b""
    head = [namespace.encode(), b"", b"sha512"]
    signed = key(name).sign(b"SSHSIG" + _strings(*head, hashlib.sha512(data).digest()))
    blob = b"SSHSIG" + (1).to_bytes(4, "big") + _strings(public, *head, _strings(b"ssh-ed25519", signed))
    lines = b64encode(blob).decode()
    return f"-----BEGIN SSH SIGNATURE-----\n{lines}\n-----END SSH SIGNATURE-----"


def _strings(*parts: bytes) -> bytes:
    return b"".join(len(part).to_bytes(4, "big") + part for part in parts)


def colleague(name: str, *roles: str, keys: str = "", emails: str = "", revoked: str = "") -> str:
    """An entry of team.yaml; a role may say until when: `reviewer<2026-01-03`."""
    said = ", ".join(_role(role) for role in roles)
    text = f"{name}:\n  names: {{en: {name}}}\n  emails: [{emails or name + '@hailan.example'}]\n  roles: [{said}]\n"
    if keys:
        text += "  signing_keys:\n" + "".join(f"    - {{key: {public_line(each)}}}\n" for each in keys.split())
    if revoked:
        text += f"  revoked_keys:\n    - {{fingerprint: '{print_of(revoked)}'}}\n"
    return text


def _role(role: str) -> str:
    name, _, until = role.partition("<")
    return f"{{role: {name}, from: 2020-01-01{', until: ' + until if until else ''}}}"


TEAM = (
    colleague("rep", "rep", keys="rep", emails="rep@hailan.example, rep@users.git.example")
    + colleague("boss", "reviewer", "lead", keys="boss")
    + colleague("wang", "reviewer", keys="wang")
    + colleague("credit", "credit-officer", keys="credit")
    + colleague("gone", "reviewer<2025-12-31", keys="gone")
    + colleague("robot", "forge", keys="robot")
)
RULES = (
    "review:\n  roles: [reviewer, lead]\n  particular:\n"
    "    - {what: credit/decision, roles: [credit-officer]}\n"
    "    - {what: log, custodian: true}\n"
    "    - {what: team, roles: [lead]}\n    - {what: rules, roles: [lead]}\n"
)
PROFILE = "id: a\nnames: {en: A}\ncustodian: wang\nstage: new\n"
START: Files = {
    "team.yaml": TEAM,
    "rules.yaml": RULES,
    "dangan.yaml": "format: 1\n",
    "customers/a/profile.yaml": PROFILE,
}
A = "customers/a/profile.yaml"


@dataclass
class Story:
    """A repository whose main branch grows by a change a day. `head` is its tip, `files` what is there."""

    root: Path
    files: Files = field(default_factory=lambda: START)
    head: str = ""
    days: int = 0
    states: dict[str, Files] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.repository = Repository.init(self.root, "main")
        self._move("main", self.write(self.files, "boss", "start"))

    def write(
        self,
        files: Files,
        author: str,
        message: str = "a change",
        *parents: str,
        signer: str = "",
        armour: str = "",
        committer: str = "",
        day: int | None = None,
    ) -> str:
        """A commit that is on no branch yet; `author` may be a whole `Name <address>`."""
        moment = f"{BEGIN + (self.days if day is None else day) * DAY} +0800"
        lines = [f"tree {self._tree(files)}", *(f"parent {parent}" for parent in parents)]
        lines += [f"author {_actor(author)} {moment}", f"committer {_actor(committer or author)} {moment}"]
        head, body = "\n".join(lines), f"\n\n{message}\n"
        if signer or armour:
            written = armour or sign((head + body).encode(), signer)
            head += "\ngpgsig " + written.replace("\n", "\n ")
        commit = self._object("commit", (head + body).encode())
        self.states[commit] = files
        return commit

    def push(self, author: str, changed: Mapping[str, str | None], message: str = "a change", **how: str) -> str:
        """One commit straight onto the main branch."""
        self.days += 1
        files = with_(self.files, changed)
        return self._move("main", self.write(files, author, message, self.head, **how))  # type: ignore[arg-type]

    def branch(self, author: str, changed: Mapping[str, str | None], message: str = "work", **how: str) -> str:
        """One commit beside the main branch, on top of it or of `on`."""
        on = how.pop("on", self.head)
        return self.write(with_(self.states[on], changed), author, message, on, **how)  # type: ignore[arg-type]

    def merge(self, author: str, side: str, message: str = "Merge", changed: Files | None = None, **how: str) -> str:
        """What a side changed since it left the main branch comes onto it; `changed` is put in by the merger."""
        self.days += 1
        base = self.repository_base(side)
        theirs, before = self.states[side], self.states[base]
        moved: dict[str, str | None] = {p: theirs.get(p) for p in {*theirs, *before} if theirs.get(p) != before.get(p)}
        files = with_(with_(self.files, moved), changed or {})
        return self._move("main", self.write(files, author, message, self.head, side, **how))  # type: ignore[arg-type]

    def repository_base(self, side: str) -> str:
        return branches.common_ancestor(self.root, self.head, side) or ""

    def approve(self, who: str, side: str, signer: str = "", on: str = "2026-01-02", **said: str) -> Statement:
        """What `dangan approve` does, with a key of ours."""
        made = statement(self.repository, CATALOGUE, "main", side, who, on)
        made = replace(made, **said)  # type: ignore[arg-type]
        data = made.file(sign(made.signed, signer or who, NAMESPACE)).encode()
        branches.add_file(self.root, BRANCH, made.name, data, "approve")
        return made

    def tag(self, name: str, commit: str, signer: str) -> None:
        text = f"object {commit}\ntype commit\ntag {name}\ntagger {_actor('boss')} {BEGIN} +0800\n\n{name}\n"
        oid = self._object("tag", (text + sign(text.encode(), signer) + "\n").encode())
        self._reference(f"refs/tags/{name}", oid)

    def audit(self, trusted: str | None = None, anchors: tuple[str, ...] = ()) -> Audit:
        return Auditor(self.repository, CATALOGUE, CONFIG).audit(trusted, anchors)

    def found(self) -> list[str]:
        """Codes of all that an audit finds, the newest change first."""
        return [found.code.name for found in self.audit().every_finding]

    def _move(self, branch: str, commit: str) -> str:
        self._reference(f"refs/heads/{branch}", commit)
        self.head, self.files = commit, self.states[commit]
        return commit

    def _reference(self, name: str, oid: str) -> None:
        path = self.root / ".git" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(oid + "\n")

    def _tree(self, files: Files) -> str:
        below: dict[str, dict[str, str]] = {}
        entries: dict[str, bytes] = {}
        for path, text in files.items():
            top, slash, rest = path.partition("/")
            if slash:
                below.setdefault(top, {})[rest] = text
            else:
                mode = "120000" if isinstance(text, Link) else "100644"
                entries[top] = f"{mode} {top}\0".encode() + bytes.fromhex(self._object("blob", text.encode()))
        for top, inner in below.items():
            entries[top + "/"] = f"40000 {top}\0".encode() + bytes.fromhex(self._tree(inner))
        return self._object("tree", b"".join(entries[name] for name in sorted(entries)))

    def _object(self, sort: str, content: bytes) -> str:
        data = f"{sort} {len(content)}\0".encode() + content
        oid = hashlib.sha1(data, usedforsecurity=False).hexdigest()
        path = self.root / ".git" / "objects" / oid[:2] / oid[2:]
        path.parent.mkdir(exist_ok=True)
        if not path.exists():
            path.write_bytes(zlib.compress(data))
        return oid


class Link(str):
    """The text of a symbolic link."""

    __slots__ = ()


def with_(files: Files, changed: Mapping[str, str | None]) -> Files:
    together = {**files, **changed}
    return {path: text for path, text in together.items() if text is not None}


def _actor(name: str) -> str:
    return name if "<" in name else f"{name} <{name}@hailan.example>"
