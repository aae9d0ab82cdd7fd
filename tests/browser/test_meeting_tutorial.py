"""The tutorial of the meeting, done in a browser: what it sets in bold is what the page says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from roadmap.cli.commands.starting.init import start_folder
from roadmap.folder.load import load_project
from roadmap.planner.stored.replan import replan
from tests.browser.conftest import Watched
from tests.browser.test_workbench import drag, quiet, served
from tests.plan_files import plan_text

TUTORIAL = Path(__file__).parents[2] / "docs" / "planning-meeting.md"
PROVED = "proved: no plan is better"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the first plan, with its best plan."""
    directory = tmp_path_factory.mktemp("tutorial") / "my-plan"
    start_folder(directory, "first-plan")
    project = load_project(directory).project
    assert project is not None
    plan = replan(project, None, seconds=60).plan
    assert plan is not None
    (directory / "plan.json").write_text(plan_text(plan), encoding="utf-8")
    return directory


class Told:
    """What the tutorial sets in bold, in its order."""

    def __init__(self) -> None:
        text = re.sub(r"\n(> )?", " ", TUTORIAL.read_text(encoding="utf-8"))
        self._left = re.findall(r"\*\*(.+?)\*\*", text)

    def next(self) -> str:
        """The next text."""
        return str(self._left.pop(0))

    def seen(self, page: Page, place: str) -> None:
        """The next text is what the page says at a place."""
        expect(page.locator(place).first).to_contain_text(self.next().strip("+ "), timeout=60_000)

    @property
    def is_over(self) -> bool:
        """Whether nothing is left."""
        return not self._left


def answered(page: Page, chips: int) -> None:
    """Wait until there are so many chips and the last word about them."""
    expect(page.locator("#chips li")).to_have_count(chips)
    expect(page.locator("#panel .how-far")).to_contain_text(PROVED, timeout=60_000)


def test_the_tutorial_of_the_meeting(watched: Watched, folder: Path) -> None:
    page, told = watched.page, Told()
    page.set_viewport_size({"width": 1400, "height": 1000})
    with served(folder) as address:
        page.goto(f"{address}/meeting")
        page.fill("input[name=name]", "q3-planning")
        page.click("button.first")
        drag(page, page.locator("#gate-north-harbour-design_in"), -28)
        told.seen(page, "#dragging")
        page.mouse.up()
        told.seen(page, "#chips")
        told.seen(page, "#panel")
        told.seen(page, "#panel")
        told.seen(page, "#mark-north-harbour")

        page.fill("input[name=day][value='2026-01-05']", "2026-02-02")
        page.get_by_role("button", name="Add or take").click()
        answered(page, 2)
        for place in ("#panel", "#chips", "#panel"):
            told.seen(page, place)

        page.locator("tr", has_text="绿廊交通软件").get_by_role("button", name="Without").click()
        answered(page, 3)
        told.seen(page, "#panel")
        page.get_by_role("button", name="Undo").click()
        answered(page, 2)
        told.seen(page, "#panel")
        _decide_and_keep(page, told, folder, address)
        quiet(watched, address)
    assert told.is_over


def _decide_and_keep(page: Page, told: Told, folder: Path, address: str) -> None:
    form = page.locator("form[action$=decisions]")
    decision, who, why = told.next(), told.next(), told.next()
    for name, text in (("text", decision), ("who", who), ("because", why)):
        form.locator(f"input[name={name}]").fill(text)
    form.get_by_role("button").click()
    expect(page.locator("#written")).to_contain_text(decision)
    assert why in (folder / "meetings" / "q3-planning.yaml").read_text(encoding="utf-8")

    page.get_by_role("link", name="Keep").click()
    told.seen(page, "pre")
    page.get_by_role("button", name="Keep").click()
    told.seen(page, "h1")
    page.goto(address)
    expect(page.locator("#plan")).to_contain_text("The folder has changed since")
    page.goto(f"{address}/meeting/q3-planning/minutes")
    expect(page.locator("main")).to_contain_text(decision)
    expect(page.locator("main")).to_contain_text(who)
    expect(page.locator("#panel .how-far")).to_contain_text(PROVED)  # what it came to outlives the keeping
