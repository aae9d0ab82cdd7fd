"""The pictures of real pages in README and in these documents: `python -m docs.pictures PLAN.json`, with Chromium and
Pillow installed. They are taken in both languages. `python -m docs.pictures DIR` takes those of a meeting over the
planned folder of the first plan."""

from __future__ import annotations

import io
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, expect, sync_playwright

import roadmap
from requirements.language import speak
from roadmap.plans.document import Plan
from roadmap.plans.plan_file import read_plan
from tests.browser.chromium import CHROMIUM
from tests.browser.test_workbench import served

PICTURES = Path(__file__).parent / "pictures"
SCREEN = (1400, 1000)
LANGUAGES = {"en": "en", "zh-CN": "zh_CN"}
GESTURES: tuple[dict[str, str | float | bool], ...] = (
    {"gesture": "gate", "deal": "north-harbour", "gate": "design_in", "day": "2026-05-15"},
    {"gesture": "people", "count": "1", "skill": "quality", "day": "2026-02-02"},
)
"""What is tried at the meeting that is shown."""
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


def take_meeting(folder: Path) -> Iterator[Path]:
    """Write the pictures of a meeting at which a gate was moved and somebody was added."""
    with served(folder) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": SCREEN[0], "height": 780})
        for fields in GESTURES:
            page.request.post(f"{address}/meeting/q3-planning/gestures", form=dict(fields))
        for name, language in LANGUAGES.items():
            page.goto(f"{address}/meeting/q3-planning?lang={language}")
            expect(page.locator("#panel .how-far .good")).to_be_visible(timeout=60_000)
            expect(page.locator("#chips")).not_to_contain_text("…", timeout=60_000)
            yield _saved(page, PICTURES / f"meeting.{name}.png")
        browser.close()


def _taken(browser: Browser, page_file: Path, target: Path) -> Path:
    width, height = SCREEN
    page = browser.new_page(viewport={"width": width, "height": height})
    page.goto(page_file.as_uri())
    return _saved(page, target)


def _saved(page: Page, target: Path) -> Path:
    picture = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    picture.quantize(COLOURS, method=Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE).save(target, optimize=True)
    return target


if __name__ == "__main__":
    asked = Path(sys.argv[1])
    for taken in take_meeting(asked) if asked.is_dir() else take(asked):
        sys.stdout.write(f"{taken.name} {taken.stat().st_size}\n")
