"""Pages as sheets of paper: printed by the browser, upright and lying, in both languages."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

from benchmarks.pages import repeated
from requirements.language import speak
from roadmap.operations.following.compare import compare
from roadmap.operations.telling.render import render
from roadmap.plans.document import Plan
from tests.browser.conftest import Watched
from tests.browser.sheets import Sheet, sheets_of
from tests.sample_plan import sample_plan

HEADS = """() => [...document.querySelectorAll("h1, h2, h3, caption, thead tr:last-child")]
  .map((head) => head.innerText.replace(/\\s+/g, "")).filter((text) => text.length > 2)"""
FOOT = re.compile(r"\d+/\d+$")
"""The line at the foot of a sheet ends with its number."""
SIGNS = 40
"""So many signs of a head are compared: it may go on in a second line."""


@pytest.fixture(scope="module")
def plan() -> Plan:
    """A plan whose tables are longer than a sheet."""
    return repeated(sample_plan(), deals=90, features=60)


def printed(page: Page, *, lying: bool) -> list[Sheet]:
    """The sheets that the browser makes of a page."""
    return sheets_of(page.pdf(format="A4", landscape=lying))


def faults(page: Page, sheets: list[Sheet]) -> list[str]:
    """Heads that end a sheet, and sheets that hold a single row."""
    heads = {head[:SIGNS] for head in page.evaluate(HEADS)}
    found = []
    for number, sheet in enumerate(sheets, start=1):
        lines = [line for line in sheet.lines if not FOOT.search(line)]
        rows = [line for line in lines if line[:SIGNS] not in heads]
        if lines and lines[-1][:SIGNS] in heads:
            found.append(f"sheet {number} ends with the head {lines[-1]}")
        if len(rows) < 2:
            found.append(f"sheet {number} holds {rows} alone")
    return found


def internal(plan: Plan) -> str:
    return render(plan)


def in_chinese(plan: Plan) -> str:
    speak("zh_CN")
    try:
        return render(plan)
    finally:
        speak("en")


def for_sales(plan: Plan) -> str:
    return render(plan, audience="sales")


def for_engineering(plan: Plan) -> str:
    return render(plan, audience="engineering")


def comparison(plan: Plan) -> str:
    other = plan.model_copy(update={"deals": plan.deals[5:], "features": plan.features[3:]})
    return compare(plan, other).page()


CASES = [
    (internal, False),
    (internal, True),
    (in_chinese, True),
    (for_sales, False),
    (for_engineering, True),
    (comparison, False),
]
"""Pages, and whether their sheets lie."""


@pytest.mark.parametrize(
    ("made", "lying"), CASES, ids=lambda one: getattr(one, "__name__", "lying" if one else "upright")
)
def test_no_sheet_ends_with_a_heading_and_none_holds_a_single_row(
    watched: Watched, tmp_path: Path, plan: Plan, made: Callable[[Plan], str], *, lying: bool
) -> None:
    file = tmp_path / "page.html"
    file.write_text(made(plan), encoding="utf-8")
    page = watched.open(file)
    sheets = printed(page, lying=lying)
    assert len(sheets) > 1
    assert {(sheet.width > sheet.height) for sheet in sheets} == {lying}
    assert faults(page, sheets) == []


def test_a_head_at_the_foot_of_a_sheet_would_be_found(watched: Watched, tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    file.write_text(
        "<!doctype html><p>one<p>two<h2>Deals</h2><p style='break-before: page'>three<p>four"
        "<table style='break-before: page'><caption>Gates</caption><tr><td>alone</table>",
        encoding="utf-8",
    )
    page = watched.open(file)
    assert faults(page, printed(page, lying=False)) == [
        "sheet 1 ends with the head Deals",
        "sheet 3 holds ['alone'] alone",
    ]
