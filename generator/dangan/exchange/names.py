"""Names of companies: ids from them, their language, and when two are the same."""

import re
import unicodedata

from pypinyin import lazy_pinyin

from dangan.diagnostics.script import HAN, has_han
from dangan.model.ids import LONGEST

_NOT_ID = re.compile(r"[^a-z0-9]+")
_WORD = re.compile(r"[^\W_]+")
_SPECIAL = str.maketrans({"ß": "ss", "æ": "ae", "ø": "o", "œ": "oe", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"})
_FORMS_LATIN = frozenset((
    "ab", "ag", "aktiengesellschaft", "as", "asa", "berhad", "bhd", "bv", "co", "company", "corp", "corporation",
    "gmbh", "group", "holding", "holdings", "inc", "incorporated", "kg", "kgaa", "limited", "llc", "llp", "ltd", "nv",
    "oy", "oyj", "plc", "pte", "pty", "sa", "sarl", "se", "spa", "srl", "the",
))  # fmt: skip
_FORMS_HAN = re.compile("股份有限公司|有限责任公司|有限公司|公司|集团|集團|股份|控股")
_SHARE_CLASS = re.compile(r"\bclass [a-z]\b")


def language_of(name: str) -> str:
    """Guessed by script: `zh` where there is a Han character, else `en`."""
    return "zh" if has_han(name) else "en"


def slug(text: str, longest: int | None = LONGEST) -> str:
    """An id from Latin text: accents go, anything else becomes a hyphen. "" where nothing is left."""
    folded = unicodedata.normalize("NFKD", text.lower().translate(_SPECIAL))
    plain = "".join(c for c in folded if not unicodedata.combining(c))
    made = _NOT_ID.sub("-", plain.replace("'", "").replace("\u2019", "").replace("&", " and ")).strip("-")
    return shortened(made, longest) if longest else made


def pinyin_slug(text: str, longest: int | None = LONGEST) -> str:
    """An id from any text; Chinese by its pinyin, syllables joined word by word."""
    spoken = _HAN_RUN.sub(lambda run: f" {''.join(lazy_pinyin(run.group(), errors='ignore'))} ", text)
    return slug(spoken, longest)


def person_slug(name: str) -> str:
    """An id of a colleague; of a Chinese name family and given name apart, as in chen-li."""
    plain = name.replace(" ", "")
    if _CHINESE_NAME.fullmatch(plain):
        return slug(" ".join(map(pinyin_slug, (plain[0], plain[1:]))))
    return pinyin_slug(name)


def legal_form_gone(name: str) -> str:
    """Without Ltd., GmbH, 有限公司 and the like, as long as something is left."""
    words = _FORMS_HAN.sub(" ", name).split()
    while len(words) > 1 and words[-1].strip(".,()").casefold() in _FORMS_LATIN:
        words.pop()
    return " ".join(words).rstrip(" ,")


def normalised(name: str) -> str:
    """What is left of a company's name for comparing: no case, width, punctuation, legal form or share class."""
    folded = unicodedata.normalize("NFKC", name).casefold()
    words = _WORD.findall(_FORMS_HAN.sub(" ", _SHARE_CLASS.sub(" ", folded)))
    return " ".join(word for word in words if word not in _FORMS_LATIN) or " ".join(_WORD.findall(folded))


def shortened(text: str, longest: int) -> str:
    """A slug of at most `longest` characters, ending with a whole word where there is one."""
    if len(text) <= longest:
        return text
    head, hyphen, _rest = text[: longest + 1].rpartition("-")
    return head if hyphen else text[:longest]


_CHINESE_NAME = re.compile(f"(?:{HAN.pattern}){{2,4}}")
_HAN_RUN = re.compile(f"(?:{HAN.pattern})+")
