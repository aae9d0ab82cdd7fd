"""The pages as people have them: in a real browser, at three widths, in light, dark and print, in both languages."""

from __future__ import annotations

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Browser, Page

from tests.browser.conftest import Watched, Written

WIDTHS = (1400, 1024, 390)
A4_LANDSCAPE = {"width": 1039, "height": 707}
"""A sheet less its margins of 11 and 12 mm, at 96 points an inch."""
SITE_PAGES = (
    "index.html",
    "find.html",
    "deals.html",
    "timeline-by-release.html",
    "deals/acme.html",
    "features/triton.html",
    "releases/R2.html",
    "capabilities/triton.html",
    "teams/serving.html",
)


def widest(page: Page) -> int:
    """How wide the page is, in pixels: more than its window where it scrolls sideways."""
    width: int = page.evaluate("document.documentElement.scrollWidth")
    return width


def violations(page: Page) -> list[str]:
    """What axe finds: the rule, and where."""
    found = Axe().run(page).response["violations"]
    return [f"{one['id']}: {node['html'][:200]}" for one in found for node in one["nodes"]]


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", ["page", "chinese"])
def test_the_page_never_scrolls_sideways(watched: Watched, written: Written, name: str, width: int) -> None:
    watched.page.set_viewport_size({"width": width, "height": 900})
    page = watched.open(getattr(written, name))
    assert widest(page) == width
    assert watched.is_quiet


@pytest.mark.parametrize("width", WIDTHS)
def test_pages_of_the_site_never_scroll_sideways(watched: Watched, written: Written, width: int) -> None:
    watched.page.set_viewport_size({"width": width, "height": 900})
    found = {name: widest(watched.open(written.site / name)) for name in SITE_PAGES}
    assert found == dict.fromkeys(SITE_PAGES, width)
    assert watched.is_quiet


@pytest.mark.parametrize(("scheme", "width"), [("light", 1400), ("dark", 390)])
def test_axe_finds_nothing_on_the_page(watched: Watched, written: Written, scheme: str, width: int) -> None:
    watched.page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    watched.page.set_viewport_size({"width": width, "height": 900})
    assert violations(watched.open(written.page)) == []


@pytest.mark.parametrize("name", SITE_PAGES)
def test_axe_finds_nothing_on_pages_of_the_site(watched: Watched, written: Written, name: str) -> None:
    assert violations(watched.open(written.site / name)) == []


def test_the_two_minute_page_is_one_screen_and_one_sheet(watched: Watched, written: Written) -> None:
    bottom = "document.getElementById('summary').getBoundingClientRect().bottom + window.scrollY"
    watched.page.set_viewport_size({"width": 1400, "height": 1000})
    for file in (written.page, written.chinese):
        page = watched.open(file)
        assert page.evaluate(bottom) <= 1000
        page.emulate_media(media="print")
        page.set_viewport_size(A4_LANDSCAPE)  # type: ignore[arg-type]
        assert page.evaluate(bottom) <= A4_LANDSCAPE["height"]
        page.emulate_media(media="screen")
        page.set_viewport_size({"width": 1400, "height": 1000})


def test_the_navigation_stays_in_sight(watched: Watched, written: Written) -> None:
    watched.page.set_viewport_size({"width": 1400, "height": 700})
    page = watched.open(written.page)
    page.emulate_media(reduced_motion="reduce")
    page.click("nav.sections a[href='#versions']")
    page.wait_for_timeout(300)
    assert page.evaluate("window.scrollY") > 700
    top = page.evaluate("document.querySelector('nav.sections').getBoundingClientRect().top")
    assert -1 <= top <= 1
    heading = page.evaluate("document.getElementById('versions-h').getBoundingClientRect().top")
    assert heading > page.evaluate("document.querySelector('nav.sections').getBoundingClientRect().bottom")


def test_what_a_feature_waits_for_is_shown_when_its_row_has_the_focus(watched: Watched, written: Written) -> None:
    page = watched.open(written.site / "timeline.html")
    mark = page.locator("tr:has(.waits)").first
    assert mark.locator(".waits").first.evaluate("node => getComputedStyle(node).visibility") == "hidden"
    mark.locator("th a").first.focus()
    assert mark.locator(".waits").first.evaluate("node => getComputedStyle(node).visibility") == "visible"


@pytest.mark.parametrize("name", ["nasty.html", "nasty/index.html", "nasty/find.html", "nasty/deals.html"])
def test_nasty_texts_run_nothing(watched: Watched, written: Written, name: str) -> None:
    page = watched.open(written.page.parent / name, "#text=script" if "find" in name else "")
    assert page.evaluate("document.querySelectorAll('img, iframe, object').length") == 0
    assert "<script>alert(1)</script>" in page.inner_text("body")
    assert watched.is_quiet


def test_nasty_things_have_pages_that_run_nothing(watched: Watched, written: Written) -> None:
    for folder in ("deals", "features", "owners", "releases"):
        for file in sorted((written.nasty_site / folder).glob("*.html"))[:2]:
            page = watched.open(file)
            assert page.evaluate("document.scripts.length") == 0
    assert watched.is_quiet


def shown(page: Page) -> list[str]:
    """The first cells of the rows that are not hidden."""
    return [row.inner_text().split("\n")[0] for row in page.locator("table.listed tbody tr:visible th").all()]


def test_filters_and_text_hide_rows_and_the_address_keeps_them(watched: Watched, written: Written) -> None:
    page = watched.open(written.site / "deals.html")
    every = shown(page)
    assert len(every) == 4
    page.select_option("select[name=status]", "t-given_up")
    assert shown(page) == ["Delta Cloud"]
    assert page.inner_text("#shown") == "1 shown"
    page.select_option("select[name=status]", "")
    page.fill("input[name=text]", "ACME")
    assert [name for name in every if "Acme" in name] == shown(page)
    other = page.url
    assert other.endswith("#text=ACME")
    page.goto("about:blank")
    page.goto(other)
    assert shown(page) == [name for name in every if "Acme" in name]
    assert watched.is_quiet


def test_searching_leads_to_a_page(watched: Watched, written: Written) -> None:
    page = watched.open(written.site / "find.html")
    assert page.locator("#found li").count() == 0
    page.fill("input[name=text]", "triton backend")
    names = page.locator("#found a").all_inner_texts()
    assert names
    assert all("triton" in name.lower() for name in names)
    page.locator("#found a").first.click()
    assert "riton" in page.inner_text("h1")
    assert watched.is_quiet


def test_pages_are_read_without_scripts(browser: Browser, written: Written) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((written.site / "deals.html").as_uri())
    assert page.locator("table.listed tbody tr").count() == 4
    assert not page.locator("#filters").is_visible()
    page.goto((written.site / "find.html").as_uri())
    assert page.locator("#without a").count() >= 5
    context.close()


def test_text_is_not_cut_off(watched: Watched, written: Written) -> None:
    """No label of the two-minute page is wider than its place."""
    for width in WIDTHS:
        watched.page.set_viewport_size({"width": width, "height": 1000})
        for file in (written.page, written.chinese):
            page = watched.open(file)
            cut = page.evaluate(
                "[...document.querySelectorAll('#summary *')].filter(node => node.scrollWidth > node.clientWidth + 1 &&"
                " getComputedStyle(node).overflowX === 'hidden' && node.clientWidth && !node.closest('.sr, .quiet-h'))"
                ".map(node => node.outerHTML.slice(0, 120))"
            )
            assert cut == []


def test_headings_stay_with_their_tables_in_print(watched: Watched, written: Written, tmp_path: Path) -> None:
    page = watched.open(written.page)
    page.emulate_media(media="print")
    breaks = page.evaluate(
        "[...document.querySelectorAll('h2, h3, caption')].filter(node => getComputedStyle(node).display !== 'none')"
        ".map(node => getComputedStyle(node).breakAfter)"
    )
    assert set(breaks) == {"avoid"}
    page.pdf(path=tmp_path / "page.pdf", prefer_css_page_size=True)
    assert (tmp_path / "page.pdf").read_bytes().startswith(b"%PDF")
