"""In which script a text is written."""

import re

HAN = re.compile(r"[\u2e80-\u2fdf\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
"""A Han character or a part of one; neither kana nor punctuation."""


def has_han(text: str) -> bool:
    return HAN.search(text) is not None
