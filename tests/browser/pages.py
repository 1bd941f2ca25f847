"""The main pages of the sample archive's site: what tests open and pictures are taken of."""

from pathlib import Path

import dangan
from dangan.levels import Level
from dangan.project import Project
from tests.archive import TODAY

ROOT = Path(dangan.__file__).parents[2]
LANGUAGES = ("en", "zh")
WIDTHS = (390, 1440)
SCHEMES = ("light", "dark")


def build_sample(out: Path) -> Path:
    """The site of the sample archive for a fixed day, for the widest audience, so that every section is there."""
    Project.open(ROOT, today=TODAY).build(out, audience=Level.RESTRICTED)
    return out


def main_pages(site: Path, lang: str = "en") -> dict[str, str]:
    """Name of picture → address under the site, for one language: one page of every sort, the fullest of its sort."""
    found = {
        "home": f"{lang}/index.html",
        "customers": f"{lang}/customers/index.html",
        "competitors": f"{lang}/competitors/index.html",
        "products": f"{lang}/products/index.html",
        "team": f"{lang}/team/index.html",
        "checks": f"{lang}/guide/checks/index.html",
        "reference": f"{lang}/guide/reference/index.html",
        "reference-people": f"{lang}/guide/reference/people/index.html",
        "shapes": f"{lang}/guide/shapes/index.html",
        "requirements": f"{lang}/guide/requirements/index.html",
        "reports": f"{lang}/reports/index.html",
        "report-structure": f"{lang}/reports/customer-structure/index.html",
        "report-pipeline": f"{lang}/reports/pipeline/index.html",
        "report-completeness": f"{lang}/reports/completeness/index.html",
        "surveys": f"{lang}/surveys/index.html",
        "survey": f"{lang}/surveys/urban-bikes-2026/index.html",
        "rules": f"{lang}/rules/index.html",
        "changes": f"{lang}/changes/index.html",
        "search": f"{lang}/search/index.html",
        "audit": f"{lang}/audit/index.html",
        "history": f"{lang}/customers/fengxing/history/index.html",
        "handover": f"{lang}/customers/fengxing/handover/index.html",
        "tombstone": f"{lang}/customers/wuhan-kuaitu/tombstone/index.html",
        "guide": f"{lang}/guide/reps.html",
        "policy": f"{lang}/policy.html",
        "not-found": "404.html",
    }
    for sort in ("customers", "competitors", "products", "team"):
        held = [page for page in (site / lang / sort).glob("*/index.html") if not (page.parent / "tombstone").is_dir()]
        pages = sorted(held, key=lambda p: (-p.stat().st_size, p))
        found[f"{sort}-fullest"] = pages[0].relative_to(site).as_posix()
        if sort == "customers":
            found["customers-emptiest"] = pages[-1].relative_to(site).as_posix()
    return found
