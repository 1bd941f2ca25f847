"""Rep-written prose comes out dead."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dangan.site.markdown import prose
from tests.site_views.support import parsed

ATTACKS = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](java\nscript:alert(1))",
    "[x](&#106;avascript:alert(1))",
    "[x](vbscript:x)",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "![x](https://elsewhere.example/pixel.png)",
    "![x](data:image/svg+xml,<svg onload=alert(1)>)",
    '<https://a.example/"onmouseover=alert(1)>',
    "<javascript:alert(1)>",
    "[x]: javascript:alert(1)\n\n[x]",
    "<a href='javascript:alert(1)'>x</a>",
    "<iframe src=https://elsewhere.example></iframe>",
    "<style>body{display:none}</style>",
    "<form action=https://elsewhere.example><input></form>",
    "`</code><script>alert(1)</script>`",
    "```\n</code></pre><script>alert(1)</script>\n```",
    "| a |\n|---|\n| <script>alert(1)</script> |",
    "<!-- --><script>alert(1)</script>",
    "<math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
    "{{ 7 * 7 }} {% include 'x' %}",
)
LIVE = re.compile(r"<(script|img|svg|iframe|style|form|input|math)\b|\bon\w+=", re.IGNORECASE)


def assert_dead(html: str) -> None:
    checker = parsed(html)
    for tag, attributes in checker.tags:
        assert tag not in ("script", "img", "svg", "iframe", "style", "form", "input", "math", "base", "object")
        assert not any(name.startswith("on") or name in ("style", "src") for name in attributes)
        href = attributes.get("href", "")
        assert not href or href.startswith(("http://", "https://", "mailto:"))


@pytest.mark.parametrize("attack", ATTACKS)
def test_attacks_come_out_dead(attack: str) -> None:
    assert_dead(str(prose(attack)))


@given(st.lists(st.sampled_from([*ATTACKS, "\n", "\n\n", "> ", "- ", "# ", "*", "`", "[", "]("]), max_size=8))
def test_no_mixture_comes_alive(parts: list[str]) -> None:
    assert_dead(str(prose("".join(parts))))


def test_template_marks_stay_text() -> None:
    assert "{{ 7 * 7 }}" in prose("{{ 7 * 7 }}")


def test_what_a_rep_needs_is_kept() -> None:
    html = prose("Asked for **30 days**.\n\n- one\n- two\n\n[sheet](https://a.example/x)")
    assert "<strong>30 days</strong>" in html
    assert "<li>one</li>" in html
    assert 'href="https://a.example/x" rel="noopener nofollow"' in html


def test_headings_stand_below_those_of_the_page() -> None:
    assert re.findall(r"<h(\d)>", prose("# a\n\n## b\n\n### c\n\n###### d")) == ["4", "5", "6", "6"]


@pytest.mark.parametrize("where", ["//evil.example/a", "/\\evil.example", "/a", "../../index.html", "a.md", "#a", "?a"])
def test_a_link_that_depends_on_where_the_page_lies_is_text(where: str) -> None:
    assert "href" not in prose(f"[x]({where})")


def test_a_table_is_not_filled_up_to_megabytes() -> None:
    wide = "|a" * 63 + "\n" + "|-" * 63 + "\n" + "x\n" * 1050
    assert len(prose(f"{wide}\n" * 8)) < 100_000
    assert "<table>" in prose("|a|b|\n|-|-|\n" + "|1|2|\n" * 500)
    assert "<table>" in prose("Text\n---\n" * 6_000 + "\n|a|b|\n|-|-|\n|1|2|\n")


def test_an_address_that_is_led_to_again_and_again_does_not_fill_the_page() -> None:
    """Some kilobytes would become hundreds of megabytes."""
    bomb = f"[a]: http://x/{'b' * 2_000} '{'t' * 2_000}'\n\n" + "[a] " * 4_000
    assert len(prose(bomb)) < 3 * len(bomb)
    assert "<a " not in prose(bomb)
    assert prose("[a]: http://x.de/\n\n" + "[a] " * 300).count('<a href="http://x.de/"') == 300
    assert '<a href="http://y.de/"' in prose(f"{bomb} [c](http://y.de/)")
