"""Pictures of the main pages: widths x colour schemes x languages, with an index, into an ignored folder.

python -m tests.browser.shots [OUT] [ONLY ...]
"""

import html
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser

from tests.browser.chromium import chromium
from tests.browser.pages import LANGUAGES, ROOT, SCHEMES, WIDTHS, build_sample, main_pages

HEIGHTS = {390: 844, 1440: 900}


def shoot(browser: Browser, site: Path, out: Path, only: set[str]) -> list[str]:
    """One picture per page, width, scheme and language; returns their names."""
    taken = []
    for lang in LANGUAGES:
        for width in WIDTHS:
            for scheme in SCHEMES:
                context = browser.new_context(
                    viewport={"width": width, "height": HEIGHTS[width]},
                    color_scheme="dark" if scheme == "dark" else "light",
                    locale="zh-CN" if lang == "zh" else "en-GB",
                    reduced_motion="reduce",
                )
                page = context.new_page()
                for name, address in main_pages(site, lang).items():
                    if only and name not in only:
                        continue
                    page.goto((site / address).as_uri())
                    picture = f"{name}-{width}-{scheme}-{lang}.png"
                    page.screenshot(path=out / picture, full_page=True)
                    taken.append(picture)
                context.close()
    return taken


def write_index(out: Path, pictures: list[str]) -> None:
    figures = "\n".join(map(_figure, sorted(pictures)))
    style = "body{font:14px sans-serif;display:flex;flex-wrap:wrap;gap:1rem}img{height:24rem;border:1px solid #999}"
    (out / "index.html").write_text(f"<!doctype html><title>Shots</title><style>{style}</style>{figures}", "utf-8")


def _figure(name: str) -> str:
    shown = html.escape(name)
    return f'<figure><a href="{shown}"><img loading="lazy" src="{shown}"></a><figcaption>{shown}</figcaption></figure>'


def main() -> None:
    out = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "shots"
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch, chromium() as browser:
        pictures = shoot(browser, build_sample(Path(scratch) / "site"), out, set(sys.argv[2:]))
    write_index(out, pictures)
    sys.stdout.write(f"{len(pictures)} pictures in {out}\n")


if __name__ == "__main__":
    main()
