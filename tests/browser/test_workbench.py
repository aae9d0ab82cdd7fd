"""The workbench in a real browser: it follows the files, says when it is gone, and comes back by itself."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from roadmap.web.settings import ServeSettings
from roadmap.web.workbench_process import server, taken_address
from tests.browser.conftest import Watched
from tests.browser.test_pages_in_a_browser import violations, widest
from tests.cli.rivals_folder import RIVALS, rivals_folder
from tests.operations.doors import copied
from tests.plan_files import plan_text
from tests.sample_plan import sample_plan

OWN = ("/", "/files", "/files/roadmap.yaml", "/compare", "/nowhere", "/edit", "/edit/deals.d", "/new/deals", "/edits")
"""Pages that only the workbench has; those of the plan are looked at as pages of the site."""
PAGES = (*OWN, "/roadmap", "/deals", "/deals/acme", "/timeline", "/history", "/api")


@contextmanager
def served(folder: Path, port: int = 0, **settings: object) -> Iterator[str]:
    """A workbench in a thread of this process, for as long as it is needed; gives its address."""
    listening = taken_address("127.0.0.1", port)
    ready = threading.Event()
    made = ServeSettings(folder, folder / "plan.json", language="en", **settings)  # type: ignore[arg-type]
    running = server(made, ready.set)
    thread = threading.Thread(target=running.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    assert ready.wait(20)
    try:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    finally:
        running.should_exit = True
        thread.join(20)
        listening.close()


@pytest.fixture(scope="session")
def planned(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small company with the best plan; nobody writes to it."""
    return rivals_folder(tmp_path_factory.mktemp("planned") / "rivals").parent


@pytest.fixture
def company(planned: Path, tmp_path: Path) -> Path:
    """A copy of it that may be written to."""
    return copied(planned, tmp_path / "rivals")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A small company with a plan of many kinds of things."""
    (tmp_path / "roadmap.yaml").write_text(RIVALS, encoding="utf-8")
    (tmp_path / "plan.json").write_text(plan_text(sample_plan()), encoding="utf-8")
    (tmp_path / "other.json").write_text(plan_text(sample_plan()), encoding="utf-8")
    return tmp_path


@pytest.fixture
def desk(watched: Watched) -> Page:
    """A page whose console and requests are watched, by a test that ends with `quiet`."""
    return watched.page


def quiet(watched: Watched, address: str) -> None:
    """Nothing was said on the console, and nothing asked of anybody else."""
    assert watched.messages == []
    assert [url for url in watched.requests if not url.startswith(address)] == []


def test_pages_fit_and_axe_finds_nothing(watched: Watched, folder: Path) -> None:
    with served(folder) as address:
        for width, language, scheme in ((1400, "en", "light"), (390, "zh", "dark")):
            watched.page.set_viewport_size({"width": width, "height": 900})
            watched.page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
            for name in PAGES:
                watched.page.goto(f"{address}{name}?lang={language}")
                assert widest(watched.page) == width, name
                if name in OWN:
                    assert violations(watched.page) == [], name
        told = [message for message in watched.messages if "404" not in message]  # of /nowhere
        assert told == []
        assert [url for url in watched.requests if not url.startswith(address)] == []


def test_what_an_editor_writes_is_shown_without_a_reload(watched: Watched, folder: Path, desk: Page) -> None:
    file = folder / "roadmap.yaml"
    with served(folder) as address:
        desk.goto(address)
        desk.evaluate("window.kept = true")
        expect(desk.locator("#state")).to_contain_text("no faults")
        file.write_text(RIVALS.replace("skill: code, people", "skil: code, people"), encoding="utf-8")
        expect(desk.locator("#state")).to_contain_text("error")
        expect(desk.locator("#findings")).to_contain_text("skil")
        file.write_text(RIVALS, encoding="utf-8")
        expect(desk.locator("#state")).to_contain_text("no faults")
        assert desk.evaluate("window.kept")
        quiet(watched, address)


def test_a_page_of_the_plan_follows_the_plan(watched: Watched, folder: Path, desk: Page) -> None:
    with served(folder) as address:
        desk.goto(f"{address}/deals/acme")
        expect(desk.locator("h1")).to_contain_text("Acme")
        plan = sample_plan()
        deals = [plan.deals[0].model_copy(update={"customer": "Zenith"}), *plan.deals[1:]]
        (folder / "next").write_text(plan_text(plan.model_copy(update={"deals": deals})), encoding="utf-8")
        (folder / "next").replace(folder / "plan.json")  # as `roadmap plan` does: a half of it is no plan
        expect(desk.locator("h1")).to_contain_text("Zenith")
        quiet(watched, address)


def test_a_page_says_when_the_workbench_is_gone_and_recovers(folder: Path, desk: Page) -> None:
    with served(folder) as address:
        desk.goto(address)
        expect(desk.locator("#gone")).to_be_hidden()
    expect(desk.locator("#gone")).to_be_visible()
    file = folder / "roadmap.yaml"
    file.write_text(RIVALS.replace("skill: code, people", "skil: code, people"), encoding="utf-8")
    with served(folder, int(address.rpartition(":")[2])):
        expect(desk.locator("#gone")).to_be_hidden(timeout=20_000)
        expect(desk.locator("#state")).to_contain_text("error")


def drag(page: Page, gate: Locator, days: int) -> None:
    """Drag a gate with the mouse by so many days of the calendar."""
    lane = gate.locator("xpath=ancestor::*[local-name()='gate-lane']")
    gate.wait_for()
    page.locator("gate-lane:defined").first.wait_for()  # from then on its rows hear the pointer
    box, held = lane.bounding_box(), gate.bounding_box()
    assert box is not None
    assert held is not None
    wide = box["width"] / int(lane.get_attribute("data-days") or 1)
    at = held["x"] + held["width"] / 2, held["y"] + held["height"] / 2
    page.mouse.move(*at)
    page.mouse.down()
    page.mouse.move(at[0] + days * wide / 2, at[1], steps=4)
    page.mouse.move(at[0] + days * wide, at[1], steps=4)


def test_a_meeting_by_mouse_and_keyboard_in_two_browsers(
    watched: Watched, company: Path, context: BrowserContext
) -> None:
    """Deal d of the rivals can only be served in R2, on 2 February: 12 working days after its gate."""
    desk, lines = watched.page, company / "meetings" / "q3.yaml"
    with served(company) as address:
        desk.goto(f"{address}/meeting/q3")
        gate = desk.locator("#gate-d-design_in")
        drag(desk, gate, 10)
        expect(desk.locator("#dragging")).to_be_visible()
        assert desk.inner_text("#dragging").startswith("2026-01-2")
        desk.mouse.up()
        expect(desk.locator("#chips li")).to_have_count(1)
        expect(desk.locator("#panel .how-far")).to_contain_text("proved", timeout=60_000)
        first = desk.inner_text("#panel")

        other = context.new_page()
        other.goto(f"{address}/meeting/q3")
        expect(other.locator("#chips li")).to_have_count(1)
        other.locator("#gate-e-design_in").focus()
        for _press in range(3):
            other.keyboard.press("ArrowRight")
        assert other.inner_text("#dragging").startswith("2026-01-21")
        other.keyboard.press("Enter")
        expect(desk.locator("#chips li")).to_have_count(2)
        assert "deals.e.gates.design_in: 2026-01-21" in lines.read_text()

        desk.locator("h1").first.focus()
        desk.keyboard.press("Control+z")
        expect(other.locator("#chips li")).to_have_count(1)
        expect(desk.locator("#panel .how-far")).to_contain_text("proved", timeout=60_000)
        assert desk.inner_text("#panel") == first
        assert violations(desk) == []
        quiet(watched, address)


def test_a_meeting_by_touch(browser: Browser, company: Path) -> None:
    context = browser.new_context(has_touch=True, is_mobile=True, viewport={"width": 390, "height": 800})
    page, lines = context.new_page(), company / "meetings" / "q5.yaml"
    with served(company) as address:
        page.goto(f"{address}/meeting/q5")
        page.locator("gate-lane:defined").first.wait_for()
        page.locator("button[value=off]").first.tap()
        expect(page.locator("#chips li")).to_have_count(1)
        gate, finger = page.locator("#gate-e-design_in"), context.new_cdp_session(page)
        gate.scroll_into_view_if_needed()
        held = gate.bounding_box()
        assert held is not None
        at = held["x"] + held["width"] / 2, held["y"] + held["height"] / 2
        for kind, moved in (("touchStart", 0), ("touchMove", 20), ("touchMove", 40), ("touchMove", 60)):
            finger.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [{"x": at[0] + moved, "y": at[1]}]})
        expect(page.locator("#dragging")).to_be_visible()
        finger.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
        expect(page.locator("#chips li")).to_have_count(2)
        assert "deals.e.gates.design_in" in lines.read_text()
    context.close()


def test_an_agenda_is_ranked_beside_and_ticked_by_a_click(watched: Watched, company: Path) -> None:
    """Of the rivals only whether e is won is worth knowing: 10 minutes."""
    page = watched.page
    with served(company) as address:
        page.goto(f"{address}/agenda")
        expect(page.locator("#agenda-head")).to_contain_text("ranked", timeout=120_000)
        expect(page.locator("#agenda-questions h3")).to_have_text(["Will E (e) be won?"])
        assert violations(page) == []
        page.get_by_role("link", name="won", exact=True).click()
        expect(page.locator("#agenda-ticked li")).to_contain_text("Will E (e) be won?: won")
        quiet(watched, address)


def test_a_meeting_without_a_script_and_on_a_phone(browser: Browser, company: Path) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 800}, locale="zh-CN")
    page = context.new_page()
    with served(company) as address:
        page.goto(f"{address}/meeting/q4?lang=zh")
        page.locator("table.rows a", has_text="K").first.click()
        page.locator("#chosen button[value=off]").click()
        expect(page.locator("#chips li")).to_have_count(1)
        assert page.evaluate("document.documentElement.scrollWidth") == 390
        page.locator("#chips .steps button").first.click()
        expect(page.locator("#chips li")).to_have_count(0)
    context.close()


def test_a_file_is_edited_with_its_findings_in_the_gutter(watched: Watched, company: Path, desk: Page) -> None:
    file = company / "roadmap.yaml"
    before = file.read_text()
    with served(company) as address:
        desk.goto(f"{address}/files/roadmap.yaml?edit=1#L3")
        editor = desk.locator(".editor .cm-content")
        expect(editor).to_be_focused()
        expect(desk.locator("#editor-state")).to_contain_text("no faults")
        desk.keyboard.press("Control+Home")
        desk.keyboard.type("x: 1\n")
        expect(desk.locator(".editor .cm-lint-marker-error")).to_have_count(1)
        expect(desk.locator("#editor-state")).to_contain_text("error")
        assert file.read_text() == before
        assert violations(desk) == []
        for key in ("Control+Home", "Shift+ArrowDown", "Delete"):
            desk.keyboard.press(key)
        desk.keyboard.type("# one more line")
        desk.keyboard.press("Enter")
        desk.keyboard.press("Control+s")
        expect(desk.locator("#editor-state")).to_contain_text("Saved.")
        assert file.read_text() == f"# one more line\n{before}"
        file.write_text(before, encoding="utf-8")
        desk.keyboard.type("# later")
        desk.locator("form.edit button").click()
        expect(desk.locator("h2", has_text="somebody else changed this file")).to_be_visible()
        assert file.read_text() == before
        told = [message for message in watched.messages if "409" not in message]
        assert told == []
        assert [url for url in watched.requests if not url.startswith(address)] == []


def test_a_file_is_edited_without_a_script(browser: Browser, company: Path) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 800})
    page = context.new_page()
    with served(company) as address:
        page.goto(f"{address}/files/roadmap.yaml?edit=1")
        text = page.locator("#whole-text").input_value()
        page.locator("#whole-text").fill("# one more line\n" + text)
        page.locator("form.edit button").click()
        expect(page.locator("h2", has_text="Saved")).to_be_visible()
    context.close()
    assert (company / "roadmap.yaml").read_text().startswith("# one more line\n")
