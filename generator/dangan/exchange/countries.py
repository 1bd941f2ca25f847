"""Country names in English and Chinese to ISO 3166 codes, by the Unicode locale data."""

import re
import unicodedata
from functools import cache

from babel import Locale

from dangan.schema.territories import countries

_ALSO = {  # names in use that the locale data does not hold
    "uk": "GB",
    "great britain": "GB",
    "england": "GB",
    "usa": "US",
    "u s a": "US",
    "united states of america": "US",
    "peoples republic of china": "CN",
    "pr china": "CN",
    "prc": "CN",
    "中华人民共和国": "CN",
    "republic of korea": "KR",
    "korea": "KR",
    "macau": "MO",
    "czech republic": "CZ",
    "turkey": "TR",
    "uae": "AE",
    "viet nam": "VN",
    "russian federation": "RU",
    "the netherlands": "NL",
    "holland": "NL",
    "中国台湾": "TW",
    "中國台灣": "TW",
}


def country_code(text: str) -> str | None:
    """The two-letter code of a country named in English or Chinese, or given as its code."""
    return _names().get(_plain(text)) or _names().get(_plain(_short(text)))


@cache
def _names() -> dict[str, str]:
    """Every known spelling; a code stands for itself."""
    names: dict[str, str] = {}
    for language in ("en", "zh_Hans", "zh_Hant"):
        for code, name in Locale.parse(language).territories.items():
            if code in countries():
                names[_plain(name)] = names[_plain(_short(name))] = names[code.casefold()] = code
    return names | {_plain(name): code for name, code in _ALSO.items()}


_SAR = re.compile(" SAR China$|^中[国國]|特别行政[区區]$|特別行政區$")
_FOLD = str.maketrans({"'": "", "\u2019": "", "臺": "台"})


def _short(name: str) -> str:
    """As everybody writes it: Hong Kong, not "Hong Kong SAR China"."""
    return _SAR.sub("", name)


def _plain(name: str) -> str:
    """Without case, accents, width and punctuation."""
    folded = unicodedata.normalize("NFKD", name).casefold().translate(_FOLD)
    kept = "".join(c if c.isalnum() else " " for c in folded if not unicodedata.combining(c))
    return " ".join(kept.split())
