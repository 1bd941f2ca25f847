"""What the sample does not tell of its own past: earlier values, a claim refused, folders moved, two slips."""

from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

from dangan.source.node import Pointer

_FX, _SHARES = "fengxing/", ("supplier_policy", "suppliers")
VALUES: tuple[tuple[str, Pointer, date, Any], ...] = (
    # The questionnaire counted seasonal workers; whoever checks it corrects what a colleague had copied.
    (f"{_FX}profile.yaml", ("scale", "employees"), date(2026, 3, 20), 812),
    (f"{_FX}profile.yaml", ("position",), date(2025, 11, 20), "follower"),
    (f"{_FX}people.yaml", ("fang-guanglin", "attitude", "to_us"), date(2026, 4, 16), "for"),
    (f"{_FX}people.yaml", ("ge-weimin", "attitude", "to_us"), date(2025, 6, 18), "neutral"),
    (f"{_FX}people.yaml", ("ge-weimin", "attitude", "to_competitors", "dongji"), date(2025, 6, 18), "neutral"),
    (f"{_FX}procurement.yaml", (*_SHARES, 0, "share_percent"), date(2026, 7, 5), 62),
    (f"{_FX}procurement.yaml", (*_SHARES, 1, "share_percent"), date(2026, 7, 5), 36),
    (f"{_FX}procurement.yaml", (*_SHARES, 0, "share_percent"), date(2026, 10, 9), 53),
    (f"{_FX}procurement.yaml", (*_SHARES, 1, "share_percent"), date(2026, 10, 9), 45),
    (f"{_FX}competitors.yaml", ("dongji", "share_percent"), date(2026, 7, 5), 36),
    (f"{_FX}competitors.yaml", ("dongji", "share_percent"), date(2026, 10, 9), 45),
    (
        "junda/profile.yaml",
        ("summary",),
        date(2025, 3, 27),
        "深圳的电动滑板车品牌，2022 年起用我们的电池，2024 年出过鼓包。",
    ),
    ("junda/people.yaml", ("jiang-chuan", "attitude", "to_us"), date(2025, 12, 2), "against"),
    ("junda/custody.yaml", ("retain_until",), date(2026, 6, 30), "2028-12-31"),
    ("kuaitu/people.yaml", ("dong-ying", "attitude", "to_us"), date(2026, 10, 10), "unknown"),
    ("kuaitu/people.yaml", ("ke-jun", "attitude", "to_us"), date(2026, 8, 13), "for"),
    ("yundi/profile.yaml", ("summary",), date(2026, 10, 21), "深圳的换电创业公司，自称一年铺十万块电池。"),
    ("hengqing-forklift/profile.yaml", ("position",), date(2026, 1, 12), "follower"),
    ("competitors/dongji.yaml", ("known_level",), date(2026, 5, 27), 2),
    ("competitors/beixin.yaml", ("known_level",), date(2026, 4, 14), 1),
)
"""The end of a path, a place in it, the day on which its value became the next one told here or that of today, and
what it was until then."""

MOVED_ON = date(2025, 9, 16)
"""Until then every customer had a folder at the top; from then on those of a province lie together."""
MOVED_BY = "deng-lan"
MOVED = (
    "客户文件夹按省份归拢",
    ("- 浙江、湖南的客户移到各省文件夹下，内容未动", "", "原因：客户多了，各办事处只看自己那一格"),
)


class Claim(NamedTuple):
    """What a colleague proposed, and what was decided before it could be merged."""

    path: str
    pointer: Pointer
    proposed: Mapping[str, Any]
    by: str


CLAIM = Claim(
    "customers/kuaitu/profile.yaml",
    ("segments", "size"),
    {"value": "key", "because": "三个新仓明年开张，两年内会是最大的工业客户", "by": "he-qing", "on": "2026-08-28"},
    "he-qing",
)
SELF_APPROVED = ("customers/zhejiang/fengxing/analysis.yaml", ("standing",))
"""The lead decides, and lets nobody look."""
PUSHED = ("customers/zhejiang/fengxing/log/2026-07-16-bao-jun.md", ())
"""Written on the road and pushed to the main branch."""
