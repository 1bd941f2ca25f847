"""SSH signatures, verified here: ten thousand of them would be ten thousand processes.

https://github.com/openssh/openssh-portable/blob/master/PROTOCOL.sshsig says how they are written, RFC 4253 and
PROTOCOL.u2f what a key and a signature hold.
"""

import hashlib
from base64 import b64decode, b64encode
from binascii import Error as NotBase64
from collections.abc import Callable, Mapping
from dataclasses import dataclass

GIT = "git"
"""What Git signs commits and tags for; a signature for one purpose is none for another."""
_BEGIN, _END = "-----BEGIN SSH SIGNATURE-----", "-----END SSH SIGNATURE-----"
_MAGIC = b"SSHSIG"
_HASHES: Mapping[str, Callable[[bytes], bytes]] = {
    "sha256": lambda data: hashlib.sha256(data).digest(),
    "sha512": lambda data: hashlib.sha512(data).digest(),
}


class Unreadable(ValueError):
    """No signature or key that we know how to read."""


@dataclass(frozen=True, slots=True)
class Signature:
    """What an armoured signature says; `key` is the public key as bytes, whoever it may belong to."""

    key: bytes
    namespace: str
    hashed_with: str
    reserved: bytes
    algorithm: str
    value: bytes
    rest: bytes
    """Of a key on a token: its flags and the count of its uses."""

    @property
    def fingerprint(self) -> str:
        return fingerprint(self.key)

    def signs(self, message: bytes, namespace: str) -> bool:
        """Whether the holder of the key signed exactly this, for this purpose."""
        if self.namespace != namespace or self.hashed_with not in _HASHES:
            return False
        parts = self.namespace.encode(), self.reserved, self.hashed_with.encode(), _HASHES[self.hashed_with](message)
        # Whoever reads the team's keys has nothing to verify yet, and its library takes long to load.
        from dangan.review.verification import verifies  # noqa: PLC0415

        return verifies(self, _MAGIC + b"".join(map(_string, parts)))


def fingerprint(key: bytes) -> str:
    """As `ssh-keygen -l` shows it."""
    return "SHA256:" + b64encode(hashlib.sha256(key).digest()).decode().rstrip("=")


def public_key(line: str) -> bytes | None:
    """The key in the line of a `.pub` file; None where it is none."""
    _, _, rest = line.strip().partition(" ")
    encoded = rest.partition(" ")[0]
    try:
        key = b64decode(encoded, validate=True)
        name = SshReader(key).text()
    except (NotBase64, ValueError):
        return None
    return key if name == line.strip().partition(" ")[0] else None


def signature_of(armoured: str) -> Signature | None:
    """The signature in an armoured text; None where it is of another kind (OpenPGP, X.509) or broken."""
    text = armoured.strip()
    if not (text.startswith(_BEGIN) and text.endswith(_END)):
        return None
    try:
        return _read(b64decode("".join(text[len(_BEGIN) : -len(_END)].split()), validate=True))
    except (NotBase64, ValueError):
        return None


def _read(data: bytes) -> Signature:
    if not data.startswith(_MAGIC):
        raise Unreadable
    reader = SshReader(data[len(_MAGIC) :])
    if reader.number() != 1:
        raise Unreadable
    key, namespace, reserved, hashed_with = reader.string(), reader.text(), reader.string(), reader.text()
    inner = SshReader(reader.string())
    return Signature(key, namespace, hashed_with, reserved, inner.text(), inner.string(), inner.rest())


def _string(data: bytes) -> bytes:
    return len(data).to_bytes(4, "big") + data


class SshReader:
    """Reads what SSH writes: numbers and strings with their lengths. Raises ValueError at the end of the data."""

    def __init__(self, data: bytes) -> None:
        self.data, self.at = data, 0

    def take(self, size: int) -> bytes:
        found = self.data[self.at : self.at + size]
        if len(found) != size:
            raise Unreadable
        self.at += size
        return found

    def number(self) -> int:
        return int.from_bytes(self.take(4), "big")

    def string(self) -> bytes:
        return self.take(self.number())

    def text(self) -> str:
        return self.string().decode("ascii")

    def integer(self) -> int:
        return int.from_bytes(self.string(), "big")

    def rest(self) -> bytes:
        return self.data[self.at :]
