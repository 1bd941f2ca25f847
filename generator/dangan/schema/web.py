"""Addresses of the web and of e-mail."""

import re
from urllib.parse import urlsplit

_HOST = re.compile(r"(?!-)[\w-]{1,63}(?<!-)(\.(?!-)[\w-]{1,63}(?<!-))*\.?")
_IPV6 = re.compile(r"[0-9a-f:.]+", re.IGNORECASE)
_MAILBOX = re.compile(r"[\w!#$%&'*+/=?^`{|}~-]+(\.[\w!#$%&'*+/=?^`{|}~-]+)*")
_ODD = re.compile(r"[\s\x00-\x1f\x7f\\<>\"`{}|^]")


def is_url(value: str) -> bool:
    """An http or https address with a host; everything else that a browser would run or open is refused."""
    if _ODD.search(value):
        return False
    try:
        parts = urlsplit(value)
        port_fits = parts.port is None or parts.port > 0
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and port_fits and is_host(parts.hostname or "")


def is_host(value: str) -> bool:
    return len(value) <= 253 and bool(_HOST.fullmatch(value) or (":" in value and _IPV6.fullmatch(value)))  # noqa: PLR2004


def is_email(value: str) -> bool:
    """One mailbox at one domain, without a display name; letters of any script, as mail allows today."""
    name, at, domain = value.rpartition("@")
    return bool(at) and len(name) <= 64 and bool(_MAILBOX.fullmatch(name)) and is_host(domain) and "." in domain  # noqa: PLR2004
