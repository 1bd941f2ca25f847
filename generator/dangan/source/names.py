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
_ALL_PLAIN = re.compile(r"(?:(?!site/|con|prn|aux|nul|com|lpt)[a-z0-9_][a-z0-9_.-]*[a-z0-9_-]/?(?:/|\Z))*")
"""The same of many names, put together by slashes: they are usable everywhere, and none can be taken for another."""
_UNUSABLE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?:\..*)?", re.IGNORECASE)
_FORBIDDEN = re.compile(r'[<>:"|?*\\]')


class Names(NamedTuple):
    """Usable paths, sorted by code point, and what is odd about names."""

    paths: list[str]
    problems: list[Diagnostic]


def examine(paths: Iterable[str]) -> Names:
    """Sorts out paths; an odd folder is reported once, not for each of its files.

    Of folders in which every name is plain nothing can be said, so only the others are gone through.
    """
    found = sorted(paths)
    names = _by_folder(found)
    odd = sorted(folder for folder, held in names.items() if not _ALL_PLAIN.fullmatch("/".join(held)))
    examiner = _Examiner()
    for folder in odd:
        examiner.visit(folder, names[folder])
    return Names(examiner.without_unusable(found), examiner.problems)


def _by_folder(paths: Iterable[str]) -> dict[str, list[str]]:
    """What each folder holds, folders with a slash behind them, in the order in which the paths come to it."""
    found: dict[str, list[str]] = {"": []}
    for path in paths:
        folder, _, name = path.rpartition("/")
        if folder not in found:
            _open(folder, found)
        found[folder].append(name)
    return found


def _open(folder: str, found: dict[str, list[str]]) -> None:
    parent, _, name = folder.rpartition("/")
    if parent not in found:
        _open(parent, found)
    found[parent].append(f"{name}/")
    found[folder] = []


def shown(name: str) -> str:
    """A name with what cannot be shown as escapes."""
    return _UNUSABLE.sub(_escape, name)


def _escape(match: re.Match[str]) -> str:
    number = ord(match[0])
    if 0xDC80 <= number <= 0xDCFF:  # noqa: PLR2004 -- a byte that is not UTF-8
        number -= 0xDC00
    return f"\\x{number:02x}" if number < 256 else f"\\u{number:04x}"  # noqa: PLR2004 -- a byte


class _Examiner:
    """Goes through folders, each before what is in it."""

    def __init__(self) -> None:
        self.unusable: set[str] = set()
        """Files, and folders with all that is in them."""
        self.problems: list[Diagnostic] = []

    def visit(self, folder: str, names: Iterable[str]) -> None:
        """What a folder holds, folders with a slash behind them."""
        if self._is_unusable(folder):
            return
        siblings: dict[str, str] = {}
        for each in names:
            name = each.removesuffix("/")
            path = f"{folder}/{name}" if folder else name
            if (path == SITE and each != name) or not self._is_usable(name, path, siblings):
                self.unusable.add(path)

    def without_unusable(self, paths: list[str]) -> list[str]:
        return [path for path in paths if not self._is_unusable(path)] if self.unusable else paths

    def _is_unusable(self, path: str) -> bool:
        while path and path not in self.unusable:
            path = path.rpartition("/")[0]
        return bool(path)

    def _is_usable(self, name: str, path: str, siblings: dict[str, str]) -> bool:
        """Whether one folder or file is usable; what is odd about it is noted."""
        if name in NEVER:
            return False
        if _UNUSABLE.search(name):
            self._note(codes.UNUSABLE_NAME, path, name=shown(name))
            return False
        other = siblings.setdefault(_folded(name), name)
        if other != name:
            self._note(codes.CASE_CLASH, path, name=name, other=other)
        if not _PLAIN.fullmatch(name) or name[:3] in _SUSPECT:
            self._oddities(name, path)
        return True

    def _oddities(self, name: str, path: str) -> None:
        if reason := trouble_on_windows(name):
            self._note(codes.WINDOWS_NAME, path, name=name, reason=reason)
        if not is_normalized("NFC", name):
            self._note(codes.DECOMPOSED_NAME, path, name=name)

    def _note(self, code: Code, path: str, **values: Any) -> None:
        self.problems.append(Diagnostic.of(code, Span(shown(path)), **values))


_SUSPECT = frozenset({"con", "prn", "aux", "nul", "com", "lpt"})


def _folded(name: str) -> str:
    return name.casefold() if name.isascii() else normalize("NFC", normalize("NFC", name).casefold())


def trouble_on_windows(name: str) -> Text | None:
    """Why a file or folder of this name cannot be there; None where it can."""
    if match := _FORBIDDEN.search(name):
        return Text(f"it holds {match[0]}", f"其中有 {match[0]}")
    if name[-1] in " .":
        return Text("it ends in a space or a full stop", "以空格或句点结尾")
    if _RESERVED.fullmatch(name):
        return Text("Windows keeps this name for a device", "Windows 把这个名称留给设备")
    return None
