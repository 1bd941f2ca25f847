"""Signatures of ssh-keygen, of every kind of key, read and verified."""

import subprocess
from pathlib import Path

import pytest

from dangan.review.signature import GIT, Signature, fingerprint, public_key, signature_of

MESSAGE = b"tree 1\n\nmessage\n"
KINDS = {
    "ed25519": ("-t", "ed25519"),
    "rsa": ("-t", "rsa", "-b", "2048"),
    "rsa-1024": ("-t", "rsa", "-b", "1024"),
    "p256": ("-t", "ecdsa", "-b", "256"),
    "p384": ("-t", "ecdsa", "-b", "384"),
    "p521": ("-t", "ecdsa", "-b", "521"),
}
GOOD = sorted(KINDS.keys() - {"rsa-1024"})


def ssh_keygen(*words: str, data: bytes | None = None) -> str:
    return subprocess.run(["ssh-keygen", *words], check=True, capture_output=True, input=data).stdout.decode()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A key of each kind, and what it signed."""
    place = tmp_path_factory.mktemp("keys")
    for name, kind in KINDS.items():
        ssh_keygen("-q", *kind, "-N", "", "-C", "a comment", "-f", str(place / name))
        (place / f"{name}.sig").write_text(ssh_keygen("-Y", "sign", "-n", GIT, "-f", str(place / name), data=MESSAGE))
    return place


def signed(folder: Path, name: str) -> Signature:
    found = signature_of((folder / f"{name}.sig").read_text())
    assert found is not None
    return found


@pytest.mark.parametrize("name", GOOD)
def test_what_was_signed_is_known_again_and_nothing_else(folder: Path, name: str) -> None:
    signature = signed(folder, name)
    assert signature.signs(MESSAGE, GIT)
    assert not signature.signs(MESSAGE + b"x", GIT)
    assert not signature.signs(MESSAGE, "dangan-approval")


@pytest.mark.parametrize("name", GOOD)
def test_the_key_is_that_of_the_public_file(folder: Path, name: str) -> None:
    line = (folder / f"{name}.pub").read_text()
    key = public_key(line)
    assert key == signed(folder, name).key
    assert fingerprint(key) == ssh_keygen("-l", "-f", str(folder / f"{name}.pub")).split()[1]


def test_a_short_key_proves_nothing(folder: Path) -> None:
    assert not signed(folder, "rsa-1024").signs(MESSAGE, GIT)


@pytest.mark.parametrize("field", ["key", "value", "algorithm"])
def test_parts_of_two_signatures_make_none(folder: Path, field: str) -> None:
    one, other = signed(folder, "p256"), signed(folder, "ed25519")
    parts = {name: getattr(one, name) for name in Signature.__slots__} | {field: getattr(other, field)}
    assert not Signature(**parts).signs(MESSAGE, GIT)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "-----BEGIN PGP SIGNATURE-----\nabcd\n-----END PGP SIGNATURE-----",
        "-----BEGIN SSH SIGNATURE-----\n!!\n-----END SSH SIGNATURE-----",
        "-----BEGIN SSH SIGNATURE-----\nU1NIU0lH\n-----END SSH SIGNATURE-----",
        "-----BEGIN SSH SIGNATURE-----\nAAAA\n-----END SSH SIGNATURE-----",
    ],
)
def test_what_is_no_signature_of_ssh_is_none(text: str) -> None:
    assert signature_of(text) is None


@pytest.mark.parametrize("line", ["", "ssh-ed25519", "ssh-ed25519 !", "ssh-rsa AAAAC3NzaC1lZDI1NTE5AAAA", "x AAAA"])
def test_what_is_no_key_is_none(line: str) -> None:
    assert public_key(line) is None
