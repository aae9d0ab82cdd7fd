"""Every gesture of a meeting by the keyboard alone, and corrections of what was written down, in Chinese on a phone."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Watched
from tests.browser.test_pages_in_a_browser import violations, widest
from tests.browser.test_workbench import quiet, served
from tests.cli.rivals_folder import rivals_folder

MOST_TABS = 300


def tab_to(page: Page, wanted: Locator) -> None:
    """Press Tab until something has the focus."""
    for _press in range(MOST_TABS):
        if wanted.evaluate("one => document.activeElement === one"):
            return
        page.keyboard.press("Tab")
    pytest.fail(f"never reached by Tab: {wanted}")


def press(page: Page, wanted: Locator, *keys: str) -> None:
    """Go to something by Tab and press keys there."""
    tab_to(page, wanted)
    for key in keys:
        page.keyboard.press(key)


def chips(page: Page, *texts: str) -> None:
    """The chips say this, in this order."""
    expect(page.locator("#chips .chips li > span")).to_have_text(list(texts))


def test_every_gesture_by_the_keyboard_alone(watched: Watched, tmp_path: Path) -> None:
    company, page = rivals_folder(tmp_path / "rivals").parent, watched.page
    page.set_viewport_size({"width": 390, "height": 800})
    row = page.locator("tr:has(#gate-d-design_in)")
    with served(company) as address:
        page.goto(f"{address}/meeting/keys?lang=zh")
        page.locator("gate-lane:defined").first.wait_for()
        press(page, page.locator("#gate-e-design_in"), "ArrowRight", "ArrowRight", "ArrowRight", "Enter")
        gate = "L：导入改为 2026-01-21"
        chips(page, gate)
        press(page, row.locator("button[value=off]"), "Enter")
        chips(page, "放弃 K", gate)
        press(page, row.locator("button[value=must]"), "Space")
        served_d = "K 必须满足"
        chips(page, served_d, gate)
        press(page, page.locator("input[name=count]"), "Control+a", "2", "Enter")
        people = "从 2026-01-05 起增加 2 人：code"
        chips(page, people, served_d, gate)
        press(page, page.locator("select[name=feature]"), "ArrowDown")
        press(page, page.locator("select[name=release]"), "ArrowDown", "Tab", "Enter")
        pinned = "B 在 R2 落地"
        chips(page, people, served_d, pinned, gate)
        _needs(page, row, (people, served_d, pinned, gate))
        _corrections(page)
        assert widest(page) == 390
        assert violations(page) == []
        quiet(watched, address)
    text = (company / "meetings" / "keys.yaml").read_text(encoding="utf-8")
    assert 'deals.d.needs.design_in.api: "c : ga"' in text


def test_what_has_the_focus_keeps_it_while_others_change_the_meeting(watched: Watched, tmp_path: Path) -> None:
    company, page = rivals_folder(tmp_path / "rivals").parent, watched.page
    with served(company) as address:
        page.goto(f"{address}/meeting/keys?lang=zh")
        page.locator("gate-lane:defined").first.wait_for()
        write = page.locator("form[action$=notes] input[name=text]")
        press(page, write)
        page.keyboard.type("问李雷")
        page.keyboard.press("Enter")
        expect(page.locator("#written li")).to_have_count(1)
        press(page, page.locator("#note-1"), "Enter")
        remove = page.locator("#written button[formnovalidate]").first
        tab_to(page, remove)
        other = page.context.new_page()
        other.goto(page.url)
        other.locator("form[action$=notes] input[name=text]").fill("问韩梅")
        other.keyboard.press("Enter")
        expect(page.locator("#written li")).to_have_count(2)
        expect(remove).to_be_focused()
        page.keyboard.press("Enter")
        expect(page.locator("#written li")).to_have_count(1)
        expect(page.locator("#written li")).to_contain_text("问韩梅")


def _needs(page: Page, row: Locator, others: tuple[str, ...]) -> None:
    """A need of the first deal is met by something else, left out, and met by something else again."""
    press(page, row.locator("th a"), "Enter")
    page.locator("gate-lane:defined").first.wait_for()
    need = page.locator("#chosen select[name=capability]")
    assert need.locator("option").all_inner_texts() == ["无，去掉该需求", "C"]  # not what it needs already
    press(page, need, "ArrowDown", "Tab", "Enter")
    chips(page, *others, "K：导入用 C 代替 API")
    press(page, page.locator("#chosen select[name=capability]"), "Home", "Tab", "Enter")
    chips(page, "K：导入不要求 API", *others)
    page.keyboard.press("Control+z")
    chips(page, *others, "K：导入用 C 代替 API")


def _corrections(page: Page) -> None:
    """A note is written down, corrected and removed."""
    press(page, page.locator("form[action$=notes] input[name=text]"))
    page.keyboard.type("问李雷")
    page.keyboard.press("Enter")
    expect(page.locator("#written li")).to_contain_text("问李雷")
    press(page, page.locator("#note-1"), "Enter", "Tab", "Control+a")
    page.keyboard.type("问王蕾")
    page.keyboard.press("Enter")
    expect(page.locator("#written li")).to_contain_text("问王蕾")
    assert page.evaluate("document.activeElement.id") == "note-1"
    press(page, page.locator("#note-1"), "Enter")
    press(page, page.locator("#written button[formnovalidate]"), "Enter")
    expect(page.locator("#written li")).to_have_count(0)
