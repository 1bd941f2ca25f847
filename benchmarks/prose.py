"""Sentences that nobody said, all different: who, what about, what came of it, when, how many."""

import re
from random import Random

from benchmarks.sample import HAN
from benchmarks.words import SAID_EN, SAID_ZH, SUBJECTS_EN, SUBJECTS_ZH, WHO_EN, WHO_ZH

CLOSING = frozenset("。！？”.!?")
_HAN = re.compile(f"[{HAN}]")


def is_chinese(text: str) -> bool:
    return bool(_HAN.search(text))


def sentence(random: Random, *, chinese: bool) -> str:
    """Without the mark at its end; no character in it means anything to YAML or Markdown."""
    month, number, pick = 1 + random.randrange(12), 2 + random.randrange(400), random.choice
    if chinese:
        return pick(
            (
                f"{pick(WHO_ZH)}又问了{pick(SUBJECTS_ZH)}，{pick(SAID_ZH)}",
                f"{month} 月谈过{pick(SUBJECTS_ZH)}，{pick(WHO_ZH)}{pick(SAID_ZH)}",
                f"{pick(SUBJECTS_ZH)}牵涉 {number} 台，{pick(WHO_ZH)}{pick(SAID_ZH)}",
                f"{pick(SUBJECTS_ZH)}的事，{pick(WHO_ZH)}{pick(SAID_ZH)}，记到第 {number} 条",
            )
        )
    what = pick(SAID_EN).format(pick(SUBJECTS_EN))
    return pick((f"{pick(WHO_EN)} {what}", f"In month {month}, {pick(WHO_EN).lower()} {what}, {number} pieces"))


def filed(serial: str, *, chinese: bool) -> str:
    """A half sentence that no other customer has."""
    return f"见回访单 {serial}" if chinese else f"see call sheet {serial}"


def joined(parts: list[str], before: str, *, chinese: bool) -> str:
    """Sentences as they follow a text that ends in `before`."""
    closed = before in CLOSING
    stop, between = ("。", "") if chinese else (".", " ")
    lead = between if closed else "；" if chinese else "; "
    text = f"{stop}{between}".join(parts)
    return lead + (text + stop if closed else text[0].lower() + text[1:])
