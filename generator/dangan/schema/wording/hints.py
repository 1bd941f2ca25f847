"""Hints that several wordings share."""

from collections.abc import Iterable

from dangan.diagnostics import Text

_SHOWN = 8


def ordinary_colon(name: str) -> Text:
    return Text(
        f"The colon is a full-width one (：). Write `{name}: ` with an ordinary colon and a space.",
        f"冒号是全角的（：）。请写成 `{name}: `，用半角冒号加一个空格。",
    )


def write(word: str) -> Text:
    return Text(f"Write {word}", f"请写成 {word}")


def fields(names: Iterable[str]) -> Text | None:
    """The fields that may stand in a place."""
    known = list(names)
    if not known:
        return None
    shown = ", ".join(f"`{name}`" for name in known[:_SHOWN])
    more = len(known) > _SHOWN
    return Text(
        f"Fields here: {shown}{' and others' if more else ''}.", f"这里的字段有：{shown}{' 等' if more else ''}。"
    )
