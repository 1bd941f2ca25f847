"""Signs with an SSH key, as Git itself does: by ssh-keygen, so that agents, passphrases and tokens work."""

import subprocess
from pathlib import Path

from dangan.diagnostics import Text
from dangan.errors import EnvironmentProblem

_NOT_INSTALLED = Text(
    "ssh-keygen is not installed, or not where programs are looked for (it comes with OpenSSH)",
    "没有安装 ssh-keygen，或系统找不到它（随 OpenSSH 提供）",
)
_FAILED = Text("ssh-keygen could not sign with {key}: {words}", "ssh-keygen 无法用 {key} 签名：{words}")
_NO_KEY = Text(
    "{key} is no key: neither it nor {key}.pub holds the line of a public key",
    "{key} 不是密钥：该文件和 {key}.pub 中都没有公钥",
)


def sign(data: bytes, key: Path, namespace: str) -> str:
    """The armoured signature; `key` is a private key, or a public one whose other half an agent holds.

    A passphrase is asked for on the terminal. Raises EnvironmentProblem where there is no signature to be had.
    """
    words = ["ssh-keygen", "-Y", "sign", "-q", "-n", namespace, "-f", str(key)]
    try:
        done = subprocess.run(words, input=data, capture_output=True, check=False)
    except FileNotFoundError as error:
        raise EnvironmentProblem(_NOT_INSTALLED) from error
    if done.returncode:
        said = done.stderr.decode(errors="replace").strip() or f"it ended with {done.returncode}"
        raise EnvironmentProblem(_FAILED.fill(key=key, words=said))
    return done.stdout.decode("ascii", errors="replace")


def public_line(key: Path) -> str:
    """The line of the public key that belongs to a key file. Raises EnvironmentProblem where there is none."""
    for path in (key, key.with_name(key.name + ".pub")):
        try:
            line = path.read_text("utf-8", errors="replace").partition("\n")[0].strip()
        except OSError:
            continue
        if " AAAA" in line:
            return line
    raise EnvironmentProblem(_NO_KEY.fill(key=key))
