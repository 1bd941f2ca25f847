"""The web host by which two entries may turn out to be one company."""

import re
from urllib.parse import urlsplit

_WWW = re.compile(r"^www\d*\.")


def with_scheme(address: str) -> str:
    """A web address as it is typed into a browser, with `http://` where it names no scheme."""
    text = address.strip()
    return text if not text or "://" in text else f"http://{text.lstrip('/')}"


def host_of(address: str) -> str | None:
    """The host without `www.`, port, case or a trailing dot; None where there is none."""
    try:
        host = urlsplit(with_scheme(address)).hostname
    except ValueError:
        return None
    host = _WWW.sub("", (host or "").rstrip("."))
    return host if "." in host else None
