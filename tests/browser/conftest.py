"""One browser for all tests of the pages: Debian's Chromium, without a window, driven by playwright.

Where there is no Chromium the tests are skipped with that reason, unless ROADMAP_BROWSER=required.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Dialog, Page, Request, sync_playwright

from requirements.language import speak
from roadmap.operations.telling.site import site
from roadmap.outputs.html import render_page
from roadmap.plans.document import Plan
from roadmap.plans.engineering.waiting_for import AfterLine
from roadmap.supply.dependency import WaitFor
from roadmap.views.roadmap.roadmap_page import build_page
from tests.browser.chromium import CHROMIUM, IS_REQUIRED
from tests.outputs.poison import PAYLOADS, poisoned
from tests.sample_plan import sample_plan


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The browser, started once."""
    if CHROMIUM is None:
        if IS_REQUIRED:
            pytest.fail("ROADMAP_BROWSER=required, and there is no Chromium (apt-get install chromium)")
        pytest.skip("there is no Chromium: apt-get install chromium, or name one by ROADMAP_CHROMIUM")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield started
        started.close()


@dataclass
class Watched:
    """A page and what it did: requests that left the disk, and what the console said, faults of the policy included."""

    page: Page
    requests: list[str] = field(default_factory=list)
    messages: list[str] = field(default_factory=list)

    def open(self, file: Path, fragment: str = "") -> Page:
        """Open a file."""
        self.page.goto(file.as_uri() + fragment)
        return self.page

    @property
    def is_quiet(self) -> bool:
        """Whether nothing was asked of a network and nothing said on the console."""
        return not self.requests and not self.messages

    def refuse(self, dialog: Dialog) -> None:
        """Remember a dialogue, which no page opens."""
        self.messages.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def note(self, request: Request) -> None:
        """Remember a request for anything that is no file and no data."""
        if not request.url.startswith(("file:", "data:")):
            self.requests.append(request.url)


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A window without a past."""
    made = browser.new_context()
    yield made
    made.close()


@pytest.fixture
def watched(context: BrowserContext) -> Watched:
    """A page that is watched."""
    found = Watched(context.new_page())
    found.page.on("request", found.note)
    found.page.on("console", lambda message: found.messages.append(message.text))
    found.page.on("pageerror", lambda error: found.messages.append(str(error)))
    found.page.on("dialog", found.refuse)
    return found


@dataclass(frozen=True)
class Written:
    """Pages on the disk: the one page in both languages, its poisoned twin, and two sites."""

    page: Path
    chinese: Path
    nasty: Path
    site: Path
    nasty_site: Path


def plan_with_a_wait() -> Plan:
    """The sample plan, in which the Triton backend waits for the Python API."""
    plan = sample_plan()
    first, second, *rest = plan.features
    waiting = second.model_copy(update={"after": [AfterLine(feature=first.id, wait_for=WaitFor.FINISH)]})
    return plan.model_copy(update={"features": [first, waiting, *rest]})


@pytest.fixture(scope="session")
def written(tmp_path_factory: pytest.TempPathFactory) -> Written:
    """All pages of the sample plan, written once."""
    folder = tmp_path_factory.mktemp("pages")
    made = Written(folder / "page.html", folder / "zh.html", folder / "nasty.html", folder / "site", folder / "nasty")
    plan = plan_with_a_wait()
    nasty = poisoned(sample_plan(), "".join(PAYLOADS))
    made.page.write_text(render_page(build_page(plan, quarter=None)), encoding="utf-8")
    made.nasty.write_text(render_page(build_page(nasty, quarter=None)), encoding="utf-8")
    site(plan).save(made.site)
    site(nasty).save(made.nasty_site)
    speak("zh_CN")
    try:
        made.chinese.write_text(render_page(build_page(plan, quarter=None)), encoding="utf-8")
    finally:
        speak("en")
    return made
