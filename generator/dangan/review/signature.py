"""SSH signatures, verified here: ten thousand of them would be ten thousand processes.

https://github.com/openssh/openssh-portable/blob/master/PROTOCOL.sshsig says how they are written, RFC 4253 and
PROTOCOL.u2f what a key and a signature hold.
"""

import hashlib
from base64 import b64decode, b64encode
from binascii import Error as NotBase64
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256, SHA384, SHA512, HashAlgorithm

GIT = "git"
"""What Git signs commits and tags for; a signature for one purpose is none for another."""
_BEGIN, _END = "-----BEGIN SSH SIGNATURE-----", "-----END SSH SIGNATURE-----"
_MAGIC = b"SSHSIG"
_SMALLEST_RSA = 2048
_HASHES: Mapping[str, Callable[[bytes], bytes]] = {
    "sha256": lambda data: hashlib.sha256(data).digest(),
    "sha512": lambda data: hashlib.sha512(data).digest(),
}
_CURVES: Mapping[str, tuple[type[ec.EllipticCurve], type[HashAlgorithm]]] = {
    "nistp256": (ec.SECP256R1, SHA256),
    "nistp384": (ec.SECP384R1, SHA384),
    "nistp521": (ec.SECP521R1, SHA512),
}
_PRESENT = 1
"""The flag of a key on a token that says that somebody touched it."""


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
        try:
            return _verify(self, _MAGIC + b"".join(map(_string, parts)))
        except (InvalidSignature, UnsupportedAlgorithm, ValueError):
            return False


def fingerprint(key: bytes) -> str:
    """As `ssh-keygen -l` shows it."""
    return "SHA256:" + b64encode(hashlib.sha256(key).digest()).decode().rstrip("=")


def public_key(line: str) -> bytes | None:
    """The key in the line of a `.pub` file; None where it is none."""
    _, _, rest = line.strip().partition(" ")
    encoded = rest.partition(" ")[0]
    try:
        key = b64decode(encoded, validate=True)
        name = _Reader(key).text()
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
    reader = _Reader(data[len(_MAGIC) :])
    if reader.number() != 1:
        raise Unreadable
    key, namespace, reserved, hashed_with = reader.string(), reader.text(), reader.string(), reader.text()
    inner = _Reader(reader.string())
    return Signature(key, namespace, hashed_with, reserved, inner.text(), inner.string(), inner.rest())


def _verify(signature: Signature, signed: bytes) -> bool:
    """Raises InvalidSignature, or ValueError for a key that is none."""
    key = _Reader(signature.key)
    kind = key.text()
    expected = ("rsa-sha2-256", "rsa-sha2-512") if kind == "ssh-rsa" else (kind,)
    if signature.algorithm not in expected:
        return False
    if kind == "ssh-ed25519":
        ed25519.Ed25519PublicKey.from_public_bytes(key.string()).verify(signature.value, signed)
    elif kind == "ssh-rsa":
        _verify_rsa(key, signature, signed)
    elif kind.startswith("ecdsa-sha2-"):
        _verify_ecdsa(key, signature, signed)
    elif kind == "sk-ssh-ed25519@openssh.com":
        point, application = key.string(), key.string()
        signed = _on_token(application, signature, signed)
        ed25519.Ed25519PublicKey.from_public_bytes(point).verify(signature.value, signed)
    elif kind == "sk-ecdsa-sha2-nistp256@openssh.com":
        curve, point, application = key.text(), key.string(), key.string()
        _verify_point(curve, point, signature.value, _on_token(application, signature, signed))
    else:
        return False
    return True


def _verify_rsa(key: "_Reader", signature: Signature, signed: bytes) -> None:
    exponent, modulus = key.integer(), key.integer()
    if modulus.bit_length() < _SMALLEST_RSA:
        raise Unreadable
    hashed = SHA256() if signature.algorithm == "rsa-sha2-256" else SHA512()
    rsa.RSAPublicNumbers(exponent, modulus).public_key().verify(signature.value, signed, padding.PKCS1v15(), hashed)


def _verify_ecdsa(key: "_Reader", signature: Signature, signed: bytes) -> None:
    _verify_point(key.text(), key.string(), signature.value, signed)


def _verify_point(curve: str, point: bytes, value: bytes, signed: bytes) -> None:
    if curve not in _CURVES:
        raise Unreadable
    shape, hashed = _CURVES[curve]
    numbers = _Reader(value)
    pair = encode_dss_signature(numbers.integer(), numbers.integer())
    ec.EllipticCurvePublicKey.from_encoded_point(shape(), point).verify(pair, signed, ec.ECDSA(hashed()))


def _on_token(application: bytes, signature: Signature, signed: bytes) -> bytes:
    """What a token signs: hashes of the application and of the message, with flags and count between them."""
    if len(signature.rest) != 5 or not signature.rest[0] & _PRESENT:  # noqa: PLR2004 -- a byte and a number
        raise Unreadable
    return hashlib.sha256(application).digest() + signature.rest + hashlib.sha256(signed).digest()


def _string(data: bytes) -> bytes:
    return len(data).to_bytes(4, "big") + data


class _Reader:
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
