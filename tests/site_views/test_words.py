"""Every word that a template or a view asks for is there in both languages, and no other."""

import json
import re
from pathlib import Path

from dangan.analysis.battles import ENDS
from dangan.analysis.influence import COLUMNS, ROWS
from dangan.analysis.timeline import LANES
from dangan.layout import packaged_root
from dangan.review.codes import FINDINGS
from dangan.review.known import Known
from dangan.site.audited import GRADES, Ground

TEMPLATES = packaged_root() / "site_templates"
TABLE = json.loads((TEMPLATES / "words.json").read_text(encoding="utf-8"))
VIEWS = Path(__file__).parents[2] / "generator" / "dangan" / "site"
BUILT = {
    *(f"stance_{stance}" for stance in COLUMNS),
    *(f"weight_{row}" for row in ROWS),
    *(f"lane_{lane}" for lane in LANES),
    *(f"trend_{way}" for way in ("up", "down")),
    *(f"price_{way}" for way in ("below", "above", "level")),
    *(f"they_are_{how}" for how in ("stronger", "level", "weaker")),
    *(f"{word}_{how}" for word in ("battle", "battles") for how in ENDS),
    "severity_error",
    "severity_warning",
    "severity_info",
    "duration.years",
    "duration.months",
    "duration.days",
}
BUILT |= {f"grade_{name}{end}" for name in GRADES for end in ("", "_is")} | {"grade_not_means", "grade_trusted_means"}
BUILT |= {f"found_{code.name.replace('-', '_')}" for code in FINDINGS} | {f"author_{known.word}" for known in Known}
BUILT |= {f"audit_{ground}" for ground in Ground if ground is not Ground.JUDGED}
BUILT |= {f"note_{name}" for name in ("date", "medium", "people", "more", "prose")}
BUILT |= {f"filter_{name}" for name in ("stage", "size", "industry", "region", "custodian", "competitor")}


def asked() -> set[str]:
    own = [p for folder in ("charts", "pages", "sections", "widgets") for p in (TEMPLATES / folder).glob("*.j2")]
    found = {key for p in own for key in re.findall(r"\btn?\([\"']([a-z_0-9.]+)[\"']", p.read_text(encoding="utf-8"))}
    sources = [p.read_text(encoding="utf-8") for p in VIEWS.rglob("*.py")]
    found |= {key for text in sources for key in re.findall(r"words(?:\.count)?\(\s*\"([a-z_0-9]+)\"", text)}
    found |= {key for text in sources for key in re.findall(r"\{words\('([a-z_]+)'\)", text)}
    found |= {key for text in sources for key in re.findall(r"\blabel\(\"([a-z_0-9]+)\"\)", text)}
    return found | BUILT


def test_every_word_is_there_and_used() -> None:
    singular = {key for key in TABLE if key.endswith(".one")}
    assert set(TABLE) - singular == asked() - {"severity_"}


def test_both_languages_say_the_same_values() -> None:
    for key, wording in TABLE.items():
        marks = [set(re.findall(r"\{(\w+)\}", wording.get(lang, ""))) for lang in ("en", "zh")]
        assert key.endswith(".one") or marks[0] == marks[1], key
        assert wording["en"]
        assert key.endswith(".one") or wording["zh"]
