"""What somebody who never saw the product finds on the first screen, and in how many clicks."""

from __future__ import annotations

from playwright.sync_api import Page

from tests.browser.conftest import Watched, Written

SCREEN = {"width": 1400, "height": 900}
IN_SIGHT = "(element) => element.getBoundingClientRect().bottom <= window.innerHeight"


def in_sight(page: Page, selector: str) -> str:
    """The text of what is in sight without scrolling."""
    found = page.locator(selector).first
    assert found.evaluate(IN_SIGHT), selector
    return found.inner_text().replace("\u00a0", " ")


def test_whether_the_target_is_covered_is_the_first_sentence(watched: Watched, written: Written) -> None:
    watched.page.set_viewport_size(SCREEN)  # type: ignore[arg-type]
    page = watched.open(written.site / "index.html")
    assert in_sight(page, ".statement").startswith("The plan secures CNY 500 k, 25% of the target.")
    assert "At risk" in in_sight(page, ".parts")


def test_what_is_lost_most_and_why_is_on_the_first_screen(watched: Watched, written: Written) -> None:
    watched.page.set_viewport_size(SCREEN)  # type: ignore[arg-type]
    page = watched.open(written.site / "index.html")
    row = in_sight(page, "table.losses tbody tr")
    assert "Delta Cloud" in row
    assert "KServe or SMI: no feature provides it." in row


def test_when_a_deal_gets_a_capability_takes_two_clicks_and_its_name(watched: Watched, written: Written) -> None:
    watched.page.set_viewport_size(SCREEN)  # type: ignore[arg-type]
    page = watched.open(written.site / "index.html")
    page.click("nav.sections a[href='find.html']")
    page.fill("input[name=text]", "acme")
    page.click("#found a")
    row = in_sight(page, "#needs tr:has-text('Triton')")
    assert "R2" in row
    assert "2026" in row
