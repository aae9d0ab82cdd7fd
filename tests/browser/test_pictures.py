"""Pages as pictures, in both languages, compared with those that were looked at; ROADMAP_WRITE_GOLDEN=1 takes new ones.

Where the fonts of a machine set text otherwise than those the pictures were taken with, lines break elsewhere and no
picture says anything: the tests are skipped then, with that reason.
"""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page

from requirements.language import speak
from roadmap.operations.telling.render import render
from roadmap.operations.telling.site import site
from tests.browser.conftest import plan_with_a_wait
from tests.browser.pictures import likeness, small

GOLDEN = Path(__file__).parent / "golden"
FONTS = GOLDEN / "fonts.json"
SCREEN = {"width": 1400, "height": 1000}
PAGES = {
    "summary": "site/index.html",
    "timeline": "site/timeline.html",
    "deal": "site/deals/acme.html",
    "customer": "customer.html",
}
LANGUAGES = {"en": "en", "zh": "zh_CN"}
TEXTS = ("Roadmap, Design-in 1,234.5 M", "路线图：导入节点，2026 年第二季度")
WIDTHS = """(texts) => Object.fromEntries(texts.map((text) => {
  const measured = document.createElement("span");
  measured.textContent = text;
  measured.style.cssText = "position:absolute;white-space:nowrap;font-size:100px";
  document.body.append(measured);
  const width = measured.getBoundingClientRect().width;
  measured.remove();
  return [text, Math.round(width)];
}))"""
SAME_FONT = 0.01
"""By how much of its width a text may be longer in the same font."""


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The pages of the sample plan in both languages."""
    folder = tmp_path_factory.mktemp("pictures")
    for short, language in LANGUAGES.items():
        speak(language)
        try:
            plan = plan_with_a_wait()
            site(plan).save(folder / short / "site")
            customer = render(plan, audience="customer", deal="acme")
            (folder / short / "customer.html").write_text(customer, encoding="utf-8")
        finally:
            speak("en")
    return folder


@pytest.fixture(scope="module")
def page(browser: Browser, pages: Path) -> Page:
    """A window; the tests are skipped where its fonts are others."""
    context = browser.new_context(bypass_csp=True)  # so that the width of a text can be measured
    opened = context.new_page()
    opened.set_viewport_size(SCREEN)  # type: ignore[arg-type]
    opened.goto((pages / "zh" / "site" / "index.html").as_uri())
    here: dict[str, int] = opened.evaluate(WIDTHS, list(TEXTS))
    if os.environ.get("ROADMAP_WRITE_GOLDEN"):
        GOLDEN.mkdir(exist_ok=True)
        FONTS.write_text(json.dumps(here, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    kept: dict[str, int] = json.loads(FONTS.read_text(encoding="utf-8"))
    other = [text for text, width in kept.items() if abs(here[text] - width) > SAME_FONT * width]
    if other:
        pytest.skip(f"the fonts of this machine set {other[0]!r} otherwise than those of the pictures")
    return opened


def taken(page: Page, file: Path) -> Image.Image:
    page.goto(file.as_uri())
    return small(page.screenshot())


@pytest.mark.parametrize("language", list(LANGUAGES))
@pytest.mark.parametrize("name", list(PAGES))
def test_pages_look_as_they_did(page: Page, pages: Path, tmp_path: Path, name: str, language: str) -> None:
    picture = taken(page, pages / language / PAGES[name])
    golden = GOLDEN / f"{name}-{language}.png"
    if os.environ.get("ROADMAP_WRITE_GOLDEN"):
        picture.save(golden, optimize=True)
    found = likeness(picture, Image.open(golden))
    picture.save(tmp_path / golden.name)
    assert found.holds, f"{found.other:.1%} of the picture is other: compare {tmp_path / golden.name} with {golden}"


def test_other_pages_and_a_missing_block_are_seen_as_other() -> None:
    for one in PAGES:
        for other in PAGES:
            same = likeness(*(Image.open(GOLDEN / f"{name}-en.png") for name in (one, other)))
            assert same.holds == (one == other), (one, other)
    whole = Image.open(GOLDEN / "summary-en.png")
    without = whole.copy()
    without.paste(255, (0, 60, whole.width // 2, 90))
    assert not likeness(whole, without).holds
