"""Names of files and folders that some computer cannot store, show or tell apart."""

import re
from collections.abc import Iterable
from typing import Any, NamedTuple
from unicodedata import is_normalized, normalize

from dangan.diagnostics import Code, Diagnostic, Span, Text
from dangan.source import codes

NEVER = frozenset({".git", ".dangan", ".venv"})
"""Folders that are no part of an archive, at any depth."""
SITE = "site"
"""The folder at the top that the site is built into."""

_PLAIN = re.compile(r"[a-z0-9_][a-z0-9_.-]*[a-z0-9_-]")
_UNUSABLE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?:\..*)?", re.IGNORECASE)
_FORBIDDEN = re.compile(r'[<>:"|?*\\]')


class Names(NamedTuple):
    """Usable paths, sorted by code point, and what is odd about names."""

    paths: list[str]
    problems: list[Diagnostic]


def examine(paths: Iterable[str]) -> Names:
    """Sorts out paths; an odd folder is reported once, not for each of its files."""
    return _Examiner().run(paths)


def shown(name: str) -> str:
    """A name with what cannot be shown as escapes."""
    return _UNUSABLE.sub(_escape, name)


def _escape(match: re.Match[str]) -> str:
    number = ord(match[0])
    if 0xDC80 <= number <= 0xDCFF:  # noqa: PLR2004 -- a byte that is not UTF-8
        number -= 0xDC00
    return f"\\x{number:02x}" if number < 256 else f"\\u{number:04x}"  # noqa: PLR2004 -- a byte


class _Examiner:
    def __init__(self) -> None:
        self.folders = {"": True}
        """Whether what is below a folder is usable."""
        self.siblings: dict[tuple[str, str], str] = {}
        self.problems: list[Diagnostic] = []

    def run(self, paths: Iterable[str]) -> Names:
        kept = []
        for path in sorted(paths):
            folder, _, name = path.rpartition("/")
            usable = self.folders.get(folder)
            if usable is None:
                usable = self._folder(folder)
            if usable and self._visit(folder, name, path):
                kept.append(path)
        return Names(kept, self.problems)

    def _folder(self, folder: str) -> bool:
        parent, usable = "", True
        for part in folder.split("/"):
            path = f"{parent}/{part}" if parent else part
            if path not in self.folders:
                self.folders[path] = usable and path != SITE and self._visit(parent, part, path)
            parent, usable = path, self.folders[path]
        return usable

    def _visit(self, parent: str, name: str, path: str) -> bool:
        """Whether one folder or file is usable; what is odd about it is noted."""
        if name in NEVER:
            return False
        if _UNUSABLE.search(name):
            self._note(codes.UNUSABLE_NAME, path, name=shown(name))
            return False
        other = self.siblings.setdefault((parent, _folded(name)), name)
        if other != name:
            self._note(codes.CASE_CLASH, path, name=name, other=other)
        if not _PLAIN.fullmatch(name) or name[:3] in _SUSPECT:
            self._oddities(name, path)
        return True

    def _oddities(self, name: str, path: str) -> None:
        if reason := _trouble_on_windows(name):
            self._note(codes.WINDOWS_NAME, path, name=name, reason=reason)
        if not is_normalized("NFC", name):
            self._note(codes.DECOMPOSED_NAME, path, name=name)

    def _note(self, code: Code, path: str, **values: Any) -> None:
        self.problems.append(Diagnostic.of(code, Span(shown(path)), **values))


_SUSPECT = frozenset({"con", "prn", "aux", "nul", "com", "lpt"})


def _folded(name: str) -> str:
    return name.casefold() if name.isascii() else normalize("NFC", normalize("NFC", name).casefold())


def _trouble_on_windows(name: str) -> Text | None:
    if match := _FORBIDDEN.search(name):
        return Text(f"it holds {match[0]}", f"其中有 {match[0]}")
    if name[-1] in " .":
        return Text("it ends in a space or a full stop", "以空格或句点结尾")
    if _RESERVED.fullmatch(name):
        return Text("Windows keeps this name for a device", "Windows 把这个名称留给设备")
    return None
