"""The picture of the real page in README: `python -m docs.pictures PLAN.json`, with Chromium installed."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

import roadmap
from tests.browser.chromium import CHROMIUM

DOCS = Path(__file__).parent
SCREEN = (1400, 1000)


def take(plan_file: Path) -> Path:
    """Write the picture of a plan's two-minute page."""
    found = roadmap.site(plan_file)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        found.save(Path(folder) / "site")
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        taken = _take(browser, Path(folder) / "site" / "index.html", DOCS / "roadmap.png")
        browser.close()
    return taken


def _take(browser: Browser, page_file: Path, target: Path) -> Path:
    width, height = SCREEN
    page = browser.new_page(viewport={"width": width, "height": height})
    page.goto(page_file.as_uri())
    page.screenshot(path=target)
    page.close()
    return target


if __name__ == "__main__":
    picture = take(Path(sys.argv[1]))
    sys.stdout.write(f"{picture.name} {picture.stat().st_size}\n")
