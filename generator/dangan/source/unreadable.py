"""Why a listed file could not be handed out."""

import errno
from typing import Any

from dangan.diagnostics import Code, Diagnostic, Span, Text
from dangan.errors import DanganError
from dangan.source import codes

GONE = Text("it is not there any more", "它已经不在了")
_REASONS = {
    errno.ENOENT: GONE,
    errno.ENOTDIR: GONE,
    errno.EACCES: Text("this computer does not allow it", "计算机不允许"),
    errno.EPERM: Text("this computer does not allow it", "计算机不允许"),
    errno.EISDIR: Text("it is a folder", "它是一个文件夹"),
    errno.EEXIST: Text("something of that name is there already", "已有同名的文件或文件夹"),
    errno.ENOTEMPTY: Text("something of that name is there already", "已有同名的文件或文件夹"),
    errno.ENOSPC: Text("the disk is full", "磁盘已满"),
    errno.EROFS: Text("the disk cannot be written", "磁盘不能写入"),
    errno.EBUSY: Text("another program uses it", "另一个程序正在使用它"),
    errno.EADDRINUSE: Text("another program uses it", "另一个程序正在使用它"),
    errno.ENAMETOOLONG: Text("the name is too long", "名称太长"),
}


class Unreadable(DanganError):
    """A file that cannot be handed out; the reader turns it into the diagnostic that it carries."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(diagnostic.message)
        self.diagnostic = diagnostic

    def __reduce__(self) -> tuple[type["Unreadable"], tuple[Diagnostic]]:
        return Unreadable, (self.diagnostic,)


def unreadable(path: str, error: OSError | None = None) -> Unreadable:
    """By the system's reason; without one the file is not there."""
    return of_code(codes.UNREADABLE_FILE, path, reason=reason_of(error) if error else GONE)


def reason_of(error: OSError) -> Text:
    """What the system complains of, in words; in the system's own where it is seldom met."""
    return _REASONS.get(error.errno or 0) or Text(error.strerror or str(error))


def of_code(code: Code, path: str, **values: Any) -> Unreadable:
    return Unreadable(Diagnostic.of(code, Span(path), **values))


def within(path: str, data: bytes, limit: int | None) -> bytes:
    """The data itself. Raises Unreadable where it is larger than `limit`."""
    if limit is not None and len(data) > limit:
        raise of_code(codes.FILE_TOO_LARGE, path)
    return data
