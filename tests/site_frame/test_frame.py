"""What a reader meets around every body."""

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from dangan.errors import EnvironmentProblem
from dangan.site.build_files import build_script
from dangan.site.cache import Cache
from dangan.site.frame import FrameOrder
from dangan.site.shell import frame_for
from tests.site_frame.conftest import KEY, build, options, pages

pytestmark = pytest.mark.draws_frames

LATER = {"assets/dangan.css", "assets/dangan.js"}
"""Files that the bodies bring with them."""


class Links(HTMLParser):
    """Every address that a page points to or loads, and the text of its elements by class."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [(tag, value) for name, value in attrs if name in ("href", "src", "srcset", "action") and value]


def links(path: Path) -> list[tuple[str, str]]:
    parser = Links()
    parser.feed(path.read_text("utf-8"))
    return parser.found


def html(site: Path) -> Iterator[Path]:
    return (path for path in sorted(site.rglob("*.html")) if path.name != "404.html")


def test_nothing_points_to_another_host_or_above_the_site(site: Path) -> None:
    found = [(path, *link) for path in site.rglob("*.html") for link in links(path)]
    assert len(found) > 100
    for path, tag, address in found:
        parts = urlsplit(address)
        assert not parts.scheme, (path, tag, address)
        assert not parts.netloc, (path, tag, address)
        assert not address.startswith("/"), (path, tag, address)


def test_every_link_leads_to_a_file_that_is_spelt_out(site: Path) -> None:
    made = {page.address for page in pages("en")}
    for path in html(site):
        for _, address in links(path):
            place = unquote(urlsplit(address).path)
            if not place:
                continue
            assert not place.endswith("/")
            aim = (path.parent / place).resolve().relative_to(site.resolve()).as_posix()
            tab = re.fullmatch(r"(en|zh)/(competitors|products|team|search)/index\.html", aim)
            assert (site / aim).is_file() or aim in LATER or tab, (path, address)
    assert made


def test_the_style_of_the_theme_asks_nobody_else(site: Path) -> None:
    for path in (*site.rglob("*.css"), *site.rglob("*.js")):
        text = path.read_text("utf-8")
        assert not re.search(r"(url\(|@import|fetch\(|import\()\s*['\"]?(https?:)?//", text), path
    assert not list((site / "assets").rglob("bundle*"))


def test_the_tab_of_the_section_is_marked(site: Path) -> None:
    def marked(address: str) -> list[str]:
        text = (site / address).read_text("utf-8")
        tabs = text.split('class="d-tabs"')[1].split("</nav>")[0]
        return re.findall(r'aria-current="true">([^<]+)<', tabs)

    assert marked("en/index.html") == ["Home"]
    assert marked("en/customers/index.html") == marked("en/customers/fengxing/index.html") == ["Customers"]
    assert marked("zh/customers/fengxing/index.html") == ["客户"]
    assert marked("en/changes/index.html") == []
    assert marked("en/about.html") == ["Guide"]


def test_titles_and_names_are_escaped_once(site: Path) -> None:
    text = (site / "en/customers/fengxing/index.html").read_text("utf-8")
    assert "<title>A &lt;b&gt; &amp; &#x27;c&#x27; - Hailan &amp; Sons</title>" in text
    assert '<meta name="description" content="says &quot;so&quot;">' in text
    guide = (site / "en/guide/visits.html").read_text("utf-8")
    assert "<title>Visits &amp; notes - Hailan &amp; Sons</title>" in guide
    assert 'content="How to &amp; why"' in guide
    assert "&amp;amp;" not in text + guide


def test_the_language_link_leads_to_the_same_page(site: Path) -> None:
    def other(address: str) -> str:
        text = (site / address).read_text("utf-8")
        found = re.search(r'class="d-tool d-lang" href="([^"]+)" lang="(zh|en)" hreflang="\2"', text)
        assert found
        return ((site / address).parent / found[1]).resolve().relative_to(site.resolve()).as_posix()

    assert other("en/customers/fengxing/index.html") == "zh/customers/fengxing/index.html"
    assert other("zh/about.html") == "en/about.html"
    assert other("en/guide/visits.html") == "zh/index.html", "not written in Chinese: its home page instead"


def test_only_one_file_knows_the_commit_and_the_day(archive: Path) -> None:
    build(archive, archive / "a", "1111111111")
    build(archive, archive / "b", "2222222222")
    differing = [
        path.relative_to(archive / "a").as_posix()
        for path in sorted((archive / "a").rglob("*"))
        if path.is_file() and path.read_bytes() != (archive / "b" / path.relative_to(archive / "a")).read_bytes()
    ]
    assert differing == ["assets/build.js"]
    script = build_script(options(archive, archive), "4f2c91ab77").decode()
    said = json.loads(script.removeprefix("window.danganBuild = "))
    assert said["words"]["en"] == "Internal · for 2026-11-21, from 4f2c91ab"
    assert json.loads(build_script(options(archive, archive), None)[21:])["words"]["zh"] == "内部 · 截至 2026-11-21"


def test_one_language_offers_no_other(order_of: Callable[..., FrameOrder], tmp_path: Path) -> None:
    alone = frame_for(replace(order_of("en"), languages=("en",), elsewhere=()), Cache(tmp_path, KEY))
    text = alone.finish(pages("en")[0]).decode()
    assert "hreflang" not in text


def test_a_link_to_nowhere_in_a_guide_is_said_each_time(
    order_of: Callable[..., FrameOrder], archive: Path, tmp_path: Path
) -> None:
    (archive / "docs/en/about.md").write_text("# About\n\n[gone](nowhere.md)\n")
    first, second = (frame_for(order_of(), Cache(tmp_path, KEY)).warnings for _ in range(2))
    assert first == second
    assert [said for said in first if "nowhere.md" in said]


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ("site_name: x\ntheme: {name: mkdocs}\n", "theme must be material"),
        ("site_name: x\ntheme: {name: material}\nplugins: [no-such]\n", "no-such"),
    ],
)
def test_settings_that_cannot_be_meant_are_refused(
    order_of: Callable[..., FrameOrder], archive: Path, tmp_path: Path, settings: str, said: str
) -> None:
    (archive / "mkdocs.yml").write_text(settings)
    with pytest.raises(EnvironmentProblem, match=said):
        frame_for(order_of(), Cache(tmp_path, KEY))


def test_a_template_of_the_team_that_is_wrong_is_refused(
    order_of: Callable[..., FrameOrder], archive: Path, tmp_path: Path
) -> None:
    (archive / "site_templates/theme/partials").mkdir(parents=True)
    (archive / "site_templates/theme/partials/footer.html").write_text("{% if %}")
    with pytest.raises(EnvironmentProblem, match="frame"):
        frame_for(order_of(), Cache(tmp_path, KEY))


def test_the_archives_own_settings_and_plugins_act_on_guides(
    order_of: Callable[..., FrameOrder], archive: Path, tmp_path: Path
) -> None:
    (archive / "hooks").mkdir()
    (archive / "hooks/shout.py").write_text("def on_page_markdown(markdown, **_):\n    return markdown.upper()\n")
    (archive / "mkdocs.yml").write_text(
        "site_name: x\ntheme: {name: material, features: [navigation.instant]}\nhooks: [hooks/shout.py]\n"
    )
    frame = frame_for(order_of(), Cache(tmp_path, KEY))
    text = (frame.folder / "en/guide/visits.html").read_text("utf-8")
    assert "VISITS &amp; NOTES" in text
    assert "search" not in " ".join(frame.files())


@pytest.mark.parametrize(
    "where", ["https://evil.example/x", "//evil.example/x", "/\\\\evil.example/x", "\\t//evil.example/x"]
)
@pytest.mark.parametrize("setting", ["extra_javascript", "extra_css"])
def test_what_pages_would_load_from_elsewhere_is_left_out_and_named(
    order_of: Callable[..., FrameOrder], archive: Path, tmp_path: Path, where: str, setting: str
) -> None:
    (archive / "mkdocs.yml").write_text(f'site_name: x\ntheme: {{name: material}}\n{setting}: ["{where}", own/x]\n')
    frame = frame_for(order_of(), Cache(tmp_path, KEY))
    text = frame.finish(pages("en")[0]).decode()
    assert "evil.example" not in text
    assert "own/x" in text
    assert [said for said in frame.warnings if "evil.example" in said and setting in said]


def test_a_guide_includes_no_file_of_a_customer(
    order_of: Callable[..., FrameOrder], archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (archive / "customers/good").mkdir(parents=True)
    (archive / "customers/good/personal.md").write_text("very private")
    (archive / "docs/en/part.md").write_text("a part")
    (archive / "docs/en/about.md").write_text('--8<-- "customers/good/personal.md"\n\n--8<-- "part.md"\n')
    (archive / "mkdocs.yml").write_text(
        "site_name: x\ntheme: {name: material}\nmarkdown_extensions: [{pymdownx.snippets: {base_path: [., ../..]}}]\n"
    )
    monkeypatch.chdir(archive)
    text = (frame_for(order_of(), Cache(tmp_path, KEY)).folder / "en/about.html").read_text("utf-8")
    assert "very private" not in text
    assert "a part" in text
