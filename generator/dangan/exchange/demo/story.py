"""What the sample does not tell of its own past: earlier values, a claim refused, folders moved, two slips."""

from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

from dangan.source.node import Pointer

_FX, _SHARES, _PART = "fengxing/", ("supplier_policy", "suppliers"), ("supplied_parts",)
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
    (f"{_FX}profile.yaml", ("industry_state",), date(2026, 8, 20), "欧洲经销商库存偏高，进口商压着补单。"),
    (
        f"{_FX}competitors.yaml",
        ("dongji", "history"),
        date(2026, 10, 9),
        "2022 年底由葛副总引入，2023 年 5 月试单，12 月转批量。",
    ),
    ("kuaitu/trade.yaml", ("habits", "terms"), date(2026, 11, 16), "开票后 60 天电汇"),
    ("yuanpu/operations.yaml", (*_PART, 0, "maker_qualification"), date(2025, 10, 30), "ISO 9001；有 UL 认可证"),
    (
        "yuanpu/operations.yaml",
        (*_PART, 0, "maker_qualification"),
        date(2026, 10, 8),
        "ISO 9001；有 UL 认可证；我方 2025 年 10 月审核 58 分，不合格，园朴坚持用",
    ),
    ("yuanpu/operations.yaml", (*_PART, 1, "notes"), date(2026, 8, 13), "模具归园朴，修模费谁出协议里没写。"),
    ("competitors/henglu.yaml", ("background",), date(2025, 6, 30), "2020 年由做快递柜的团队创办。"),
    ("competitors/dongji.yaml", ("known_level",), date(2026, 5, 27), 2),
    ("competitors/beixin.yaml", ("known_level",), date(2026, 4, 14), 1),
)
"""The end of a path, a place in it, the day on which its value became the next one told here or that of today, and
what it was until then."""

DAYS: tuple[tuple[str, Pointer, date], ...] = (
    (f"{_FX}personal.yaml", ("cai-shilin",), date(2026, 5, 18)),
    ("ind-0417/personal.yaml", ("ind-0417-owner",), date(2026, 5, 20)),
    (f"{_FX}competitors.yaml", ("ruichu",), date(2026, 6, 30)),
    ("kuaitu/competitors.yaml", ("henglu",), date(2026, 7, 31)),
)
"""Parts whose day only a reader finds in them: the end of a path, the part, since when it is known."""

MOVED_ON = date(2025, 9, 16)
"""Until then every customer had a folder at the top; from then on those of a province lie together."""
MOVED_BY = "deng-lan"
MOVED = (
    "客户文件夹按省份归拢",
    ("- 浙江、湖南的客户移到各省文件夹下，内容未动", "", "原因：客户多了，各办事处只看自己那一格"),
)


class Gone(NamedTuple):
    """A dossier that somebody opened a second time, until its tombstone came."""

    tombstone: str
    opened: date
    by: str
    files: Mapping[str, str]
    title: str
    lines: tuple[str, ...]


_TWICE = "customers/wuhan-kuaitu/"
GONE = Gone(
    "tombstones/wuhan-kuaitu.yaml",
    date(2024, 12, 16),
    "luo-qi",
    {
        f"{_TWICE}profile.yaml": (
            "id: wuhan-kuaitu\nnames:\n  zh: 快途仓储（武汉）\nentity: organisation\nstage: prospect\n"
            "custodian: luo-qi\nsummary: 武汉的仓储设备公司，有 AGV，想换锂电。\n"
            "location:\n  country: CN\n  region: 湖北\n  city: 武汉\n"
        ),
        f"{_TWICE}log/2024-12-13-phone.md": (
            "---\ntitle: 名片上的电话\ndate: 2024-12-13\nmedium: phone\ncolleagues:\n  - luo-qi\n---\n"
            "展会上给名片的人接的。问 AGV 电池一套多少钱，要先看报价单。没说公司多大。\n"
        ),
    },
    "快途仓储（武汉）：建档",
    ("- 基本情况", "- 联系记录：名片上的电话"),
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
