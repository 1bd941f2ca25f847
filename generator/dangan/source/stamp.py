"""What stands for the bytes of a file."""

import hashlib


def git_id(data: bytes) -> str:
    """The name of a blob in a repository of SHA-1 (gitformat-pack): no signature, so nothing is lost by its age."""
    return hashlib.sha1(b"blob %d\0" % len(data) + data, usedforsecurity=False).hexdigest()
