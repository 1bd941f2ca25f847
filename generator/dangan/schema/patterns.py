"""The part of regular expressions that editors, our validator and its oracle read alike."""

import re
from collections.abc import Callable
from functools import lru_cache

import jsonschema_rs

from dangan.diagnostics import Text

_FORBIDDEN = (
    (re.compile(r"\\[dDwWsSpPbBAZz]"), Text("write the class out, such as [0-9]", "请把字符类写全，例如 [0-9]")),
    (re.compile(r"\\[1-9]|\\k"), Text("no references back to a group", "不能引用前面的分组")),
    (re.compile(r"\(\?(?!:)"), Text("no look-around, flags or named groups", "不能用环视、标志或命名分组")),
    (re.compile(r"[*+?}][+]"), Text("no possessive repeats", "不能用占有式重复")),
    (re.compile(r"\[\[|\[\^?\[:|&&|--|~~|\|\|"), Text("no sets inside sets", "字符集里不能再套字符集")),
    (
        re.compile(r"\\[^\\^$.*+?()\[\]{}|/nrt-]"),
        Text("this escape is read differently elsewhere", "这种转义各处解释不同"),
    ),
)
_ESCAPED = re.compile(r"\\\\")


def fault(pattern: str) -> Text | None:
    """Why the pattern is outside the common part, or None."""
    plain = _ESCAPED.sub("", pattern)
    for forbidden, reason in _FORBIDDEN:
        if forbidden.search(plain):
            return reason
    if "$" in plain and not plain.endswith("$"):
        return Text("$ stands only at the end", "$ 只能在末尾")
    try:
        re.compile(pattern)
        matcher(pattern)
    except re.error as error:
        return Text(f"it cannot be read ({error.msg})", f"无法解析（{error.msg}）")
    except (ValueError, jsonschema_rs.ValidationError):
        return Text("our validator cannot use it (too large?)", "校验程序无法使用（可能过大）")
    return None


@lru_cache(maxsize=256)
def matcher(pattern: str) -> Callable[[str], bool]:
    """Whether a text fits, by the engine that validates: its time grows with the text, whatever the pattern.

    Raises jsonschema_rs.ValidationError for a pattern that it cannot take.
    """
    return jsonschema_rs.Draft202012Validator({"type": "string", "pattern": pattern}).is_valid
