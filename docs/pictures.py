"""The pictures of real pages in README and in these documents: `python -m docs.pictures PLAN.json`, with Chromium and
Pillow installed. They are taken in both languages."""

from __future__ import annotations

import io
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

import roadmap
from requirements.language import speak
from roadmap.plan.document import Plan
from roadmap.plan.file import read_plan
from tests.browser.chromium import CHROMIUM

PICTURES = Path(__file__).parent / "pictures"
SCREEN = (1400, 1000)
LANGUAGES = {"en": "en", "zh-CN": "zh_CN"}
COLOURS = 256
"""Colours of a picture: pages have few, and a third of the bytes are enough for them."""


def take(plan_file: Path) -> Iterator[Path]:
    """Write the pictures of a plan: the two-minute page, the timeline, a deal, and the page of its customer."""
    PICTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        for name, language in LANGUAGES.items():
            speak(language)
            for part, page in _written(plan_file, Path(folder) / name).items():
                yield _taken(browser, page, PICTURES / f"{part}.{name}.png")
        browser.close()


def _written(plan_file: Path, folder: Path) -> dict[str, Path]:
    """The pages of which pictures are taken."""
    found = roadmap.site(plan_file)
    found.save(folder / "site")
    deal = _shown_deal(read_plan(plan_file))
    customer = folder / "customer.html"
    customer.write_text(roadmap.render(plan_file, audience="customer", deal=deal), encoding="utf-8")
    pages = {"summary": "index.html", "timeline": "timeline.html", "deal": f"deals/{deal}.html"}
    return {part: folder / "site" / name for part, name in pages.items()} | {"customer": customer}


def _shown_deal(plan: Plan) -> str:
    """The deal in hand that is promised most releases, the dearest of several."""
    in_hand = [deal for deal in plan.deals if not deal.placeholder]
    return max(in_hand, key=lambda deal: (len({one.release for one in deal.promises}), deal.expected)).id


def _taken(browser: Browser, page_file: Path, target: Path) -> Path:
    width, height = SCREEN
    page = browser.new_page(viewport={"width": width, "height": height})
    page.goto(page_file.as_uri())
    picture = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    picture.quantize(COLOURS, method=Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE).save(target, optimize=True)
    page.close()
    return target


if __name__ == "__main__":
    for taken in take(Path(sys.argv[1])):
        sys.stdout.write(f"{taken.name} {taken.stat().st_size}\n")
