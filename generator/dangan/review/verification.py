"""Whether the holder of a key signed something: the kinds of keys and signatures of SSH (RFC 4253, PROTOCOL.u2f)."""

import hashlib
from collections.abc import Mapping

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256, SHA384, SHA512, HashAlgorithm

from dangan.review.signature import Signature, SshReader, Unreadable

_SMALLEST_RSA = 2048
_CURVES: Mapping[str, tuple[type[ec.EllipticCurve], type[HashAlgorithm]]] = {
    "nistp256": (ec.SECP256R1, SHA256),
    "nistp384": (ec.SECP384R1, SHA384),
    "nistp521": (ec.SECP521R1, SHA512),
}
_PRESENT = 1
"""The flag of a key on a token that says that somebody touched it."""


def verifies(signature: Signature, signed: bytes) -> bool:
    """Whether the key of a signature made it over these very bytes; False also for a kind that we do not know."""
    try:
        return _verify(signature, signed)
    except (InvalidSignature, UnsupportedAlgorithm, ValueError):
        return False


def _verify(signature: Signature, signed: bytes) -> bool:
    """Raises InvalidSignature, or ValueError for a key that is none."""
    key = SshReader(signature.key)
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


def _verify_rsa(key: SshReader, signature: Signature, signed: bytes) -> None:
    exponent, modulus = key.integer(), key.integer()
    if modulus.bit_length() < _SMALLEST_RSA:
        raise Unreadable
    hashed = SHA256() if signature.algorithm == "rsa-sha2-256" else SHA512()
    rsa.RSAPublicNumbers(exponent, modulus).public_key().verify(signature.value, signed, padding.PKCS1v15(), hashed)


def _verify_ecdsa(key: SshReader, signature: Signature, signed: bytes) -> None:
    _verify_point(key.text(), key.string(), signature.value, signed)


def _verify_point(curve: str, point: bytes, value: bytes, signed: bytes) -> None:
    if curve not in _CURVES:
        raise Unreadable
    shape, hashed = _CURVES[curve]
    numbers = SshReader(value)
    pair = encode_dss_signature(numbers.integer(), numbers.integer())
    ec.EllipticCurvePublicKey.from_encoded_point(shape(), point).verify(pair, signed, ec.ECDSA(hashed()))


def _on_token(application: bytes, signature: Signature, signed: bytes) -> bytes:
    """What a token signs: hashes of the application and of the message, with flags and count between them."""
    if len(signature.rest) != 5 or not signature.rest[0] & _PRESENT:  # noqa: PLR2004 -- a byte and a number
        raise Unreadable
    return hashlib.sha256(application).digest() + signature.rest + hashlib.sha256(signed).digest()
