"""Whether the bytes of a file are as they were, without or with reading them."""

import hashlib
from typing import NamedTuple


class Stamp(NamedTuple):
    """Of two equal ones the file was not touched in between, unless that was in the very moment of `changed`."""

    text: str
    changed: int
    """Nanoseconds, of the file system's clock; 0 where the bytes can never change."""


def git_id(data: bytes) -> str:
    """The name of a blob in a repository of SHA-1 (gitformat-pack): no signature, so nothing is lost by its age."""
    return hashlib.sha1(b"blob %d\0" % len(data) + data, usedforsecurity=False).hexdigest()
