"""The meeting: a gesture is a line of the scenario, the panel has one shape, keeping shows its difference first."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from requirements.finding import Finding, Place
from requirements.gate import Gate
from roadmap.changes.scenarios.side_by_side import MovedPromise
from roadmap.operations.session.session_answers import AnswerStep, MovedDeal, PeakWeek, SessionAnswer
from tests.outputs.poison import PAYLOADS
from tests.outputs.reading_html import read_html
from tests.web.conftest import HERE, browser
from tests.web.told_session import Told

AT = "/meeting/q3"
JSON = {"accept": "application/json", "origin": HERE}


def do(client: TestClient, what: str, **fields: str) -> Any:
    """Send a form of the meeting, as the script does."""
    return client.post(f"{AT}/{what}", data=fields, headers=JSON)


def panel(client: TestClient) -> dict[str, Any]:
    found: dict[str, Any] = client.get(f"{AT}.json").json()["panel"]
    return found


@pytest.mark.parametrize(
    ("fields", "line", "chip"),
    [
        ({"gesture": "gate", "deal": "d", "gate": "design_in", "day": "2026-02-02"},
         "  deals.d.gates.design_in: 2026-02-02", "K: Design-in on 2 Feb 2026"),
        ({"gesture": "off", "deal": "d"}, "  - {deal: d, served: false}", "K is given up"),
        ({"gesture": "must", "deal": "d"}, "  - {deal: d, served: true}", "K must be served"),
        ({"gesture": "people", "count": "+2", "skill": "code", "day": "2026-02-02"},
         "  - +2:code@2026-02-02", "2 more people from 2026-02-02: code"),
        ({"gesture": "people", "count": "-1", "skill": "code", "day": ""}, "  - -1:code", "1 person fewer: code"),
        ({"gesture": "feature", "feature": "b", "release": "R2"}, "  - {feature: b, release: R2}", "B lands in R2"),
        ({"gesture": "feature", "feature": "b", "release": ""}, "  - {feature: b, planned: false}", "B is not built"),
        ({"gesture": "need", "deal": "d", "gate": "design_in", "need": "api", "capability": ""},
         "  - deals.d.needs.design_in.api", "K: Design-in without API"),
        ({"gesture": "need", "deal": "d", "gate": "design_in", "need": "api", "capability": "c"},
         '  deals.d.needs.design_in.api: "c : ga"', "K: Design-in with C instead of API"),
    ],
)  # fmt: skip
def test_a_gesture_is_one_line_and_one_chip(
    table: TestClient, folder: Path, session: Told, fields: dict[str, str], line: str, chip: str
) -> None:
    before = (folder / "roadmap.yaml").read_bytes()
    assert do(table, "gestures", **fields).status_code == 200
    text = (folder / "meetings" / "q3.yaml").read_text()
    assert line in text.split("\n")
    assert [one["text"].replace("\xa0", " ") for one in table.get(f"{AT}.json").json()["chips"]] == [chip]
    assert len(session.asked) == 1
    assert (folder / "roadmap.yaml").read_bytes() == before


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"gesture": "fly"},
        {"gesture": "off", "deal": "nobody"},
        {"gesture": "gate", "deal": "d", "gate": "lunch", "day": "2026-02-02"},
        {"gesture": "gate", "deal": "d", "gate": "design_in", "day": "soon"},
        {"gesture": "gate", "deal": "d", "gate": "design_in", "day": "2026-02-30"},
        {"gesture": "gate", "deal": "d", "gate": "design_in", "day": "20260202"},
        {"gesture": "people", "count": "0", "skill": "code", "day": ""},
        {"gesture": "people", "count": "1e3", "skill": "code", "day": ""},
        {"gesture": "people", "count": "2", "skill": "code@x\nset:", "day": ""},
        {"gesture": "feature", "feature": "b", "release": "R9"},
        {"gesture": "need", "deal": "d", "gate": "design_in", "need": "c", "capability": ""},
        {"gesture": "need", "deal": "d", "gate": "design_in", "need": "api", "capability": "x: {y}"},
    ],
)
def test_what_is_no_gesture_is_refused_in_a_sentence(table: TestClient, folder: Path, fields: dict[str, str]) -> None:
    refused = do(table, "gestures", **fields)
    assert refused.status_code == 422
    assert refused.json()["error"].startswith("Expected ")
    assert not (folder / "meetings" / "q3.yaml").exists()


def test_the_panel_has_one_shape_at_every_step(table: TestClient, session: Told) -> None:
    shapes = [panel(table).keys()]
    do(table, "gestures", gesture="off", deal="d")
    shapes.append(panel(table).keys())
    moved = MovedPromise(deal="e", gate=Gate.DESIGN_IN, before=date(2026, 1, 16), after=date(2026, 2, 2), days=17)
    week = PeakWeek(date(2026, 1, 5), 5)
    more: dict[str, Any] = {"lost": (MovedDeal("d", "D", 100, None),), "moved": (moved,), "tell": ("d",), "peak": week}
    seen = []
    for step in (AnswerStep.REPAIRED, AnswerStep.BETTER, AnswerStep.PROVED):
        session.say(step, **more)
        shapes.append(panel(table).keys())
        seen.append(panel(table))
    assert all(shape == shapes[0] for shape in shapes)
    assert [one["is_waiting"] for one in seen] == [True, True, False]
    assert seen[0]["difference"].replace("\xa0", " ") == "CNY 150 k less"
    assert [(one["customer"], one["amount"].replace("\xa0", " ")) for one in seen[0]["lost"]] == [("K", "−CNY 100 k")]
    assert seen[0]["moved"][0]["days"] == "+17"
    assert seen[0]["tell"] == ["K"]
    rows = [row.text for row in read_html(table.get(AT).text).all("dt")]
    wanted = ["Plan value", "Deals gained", "Deals lost", "Promises moved", "Tell", "Most people"]
    assert [row for row in rows if row in wanted] == wanted


def test_rows_stand_where_they_stood_whatever_is_answered(table: TestClient, session: Told) -> None:
    def rows() -> list[str]:
        lanes = [one.attributes.get("id", "") for one in read_html(table.get(AT).text).all("td")]
        return [name for name in lanes if name.startswith("lane-")]

    before = rows()
    do(table, "gestures", gesture="off", deal="d")
    session.say(AnswerStep.REPAIRED, gained=(MovedDeal("e", "E", None, 200),), lost=(MovedDeal("d", "D", 100, None),))
    assert rows() == before
    assert "gained" in table.get(f"{AT}.json").json()["marks"]["e"]


def test_every_chip_gets_its_price(table: TestClient, session: Told) -> None:
    do(table, "gestures", gesture="off", deal="d")
    session.say(AnswerStep.REPAIRED, 150)
    do(table, "gestures", gesture="off", deal="e")
    session.say(AnswerStep.REPAIRED, 40)
    assert [one["price"] for one in table.get(f"{AT}.json").json()["chips"]][1].endswith("110\xa0k")
    session.say(AnswerStep.OPEN, 40)  # only now what is missing is asked: what there is without d
    assert len(session.asked) == 3
    session.say(AnswerStep.OPEN, 60)
    prices = [one["price"].replace("\xa0", " ") for one in table.get(f"{AT}.json").json()["chips"]]
    assert prices == ["−CNY 20 k", "−CNY 110 k"]  # 40 - 60 for d, 40 - 150 for e


def test_the_only_chip_says_what_the_answer_says(table: TestClient, session: Told) -> None:
    do(table, "gestures", gesture="off", deal="d")
    session.say(AnswerStep.REPAIRED, 150)
    session.say(AnswerStep.BETTER, 240)
    assert table.get(f"{AT}.json").json()["chips"][0]["price"] == "−CNY\xa010\xa0k"


def test_an_answer_to_an_older_question_is_dropped(table: TestClient, session: Told) -> None:
    do(table, "gestures", gesture="off", deal="d")
    _changes, hear = session.asked[-1]
    do(table, "gestures", gesture="must", deal="d")
    hear(SessionAnswer(1, AnswerStep.OPEN, (), "CNY", 1, 2))
    assert panel(table)["value"] == "–"
    session.say(AnswerStep.OPEN, 7)
    assert panel(table)["value"].replace("\xa0", " ") == "CNY 7 k"


def test_faults_are_told_and_priced_no_more(table: TestClient, session: Told) -> None:
    do(table, "gestures", gesture="off", deal="d")
    wrong = Finding("gate-order", Place("roadmap.yaml", 3), "wrong", "")
    session.asked[-1][1](SessionAnswer(1, AnswerStep.FAULTY, (), findings=(wrong,)))
    assert "gate-order" in table.get(AT).text
    assert table.get(f"{AT}.json").json()["chips"][0]["price"] == "–"


def test_steps_are_undone_and_made_again_from_any_browser(table: TestClient, session: Told) -> None:
    do(table, "gestures", gesture="off", deal="d")
    do(table, "notes", text="Ask Li")
    for what, chips, notes in (("undo", 1, 0), ("undo", 0, 0), ("redo", 1, 0), ("redo", 1, 1), ("redo", 1, 1)):
        assert do(table, what).status_code == 200
        told = table.get(f"{AT}.json").json()
        assert (len(told["chips"]), len(told["notes"])) == (chips, notes), what
    line = table.get(f"{AT}.json").json()["chips"][0]["id"]
    assert do(table, f"lines/{line}/remove").status_code == 200
    assert table.get(f"{AT}.json").json()["chips"] == []
    assert do(table, f"lines/{line}/remove").status_code == 409


def test_a_meeting_stands_after_the_workbench_was_killed(table: TestClient, folder: Path) -> None:
    do(table, "gestures", gesture="off", deal="d")
    do(table, "decisions", text="Give K up", who="Wang Lei", because="too late")
    other = browser(folder)
    other.app.state.bench.room._start = Told  # type: ignore[attr-defined]
    told = other.get(f"{AT}.json").json()
    assert [one["text"] for one in told["chips"]] == ["K is given up"]
    assert told["decisions"][0]["text"] == "Give K up · too late"
    assert "Wang Lei" in told["decisions"][0]["who"]
    assert other.get("/meeting.json").json() == ["q3"]


def test_what_a_meeting_writes_does_not_age_the_folder(table: TestClient) -> None:
    bench = table.app.state.bench  # type: ignore[attr-defined]
    before = bench.folder.refresh().stamp
    do(table, "gestures", gesture="off", deal="d")
    after = bench.folder.refresh()
    assert after.stamp == before
    assert list(after.meetings) == ["q3"]


def test_keeping_shows_the_difference_first_and_can_be_undone(table: TestClient, folder: Path) -> None:
    file = folder / "roadmap.yaml"
    before = file.read_bytes()
    do(table, "gestures", gesture="gate", deal="d", gate="design_in", day="2026-02-02")
    shown = table.get(f"{AT}/keep").text
    assert "-     gates: {design_in: 2026-01-16}" in shown
    assert "+     gates: {design_in: 2026-02-02}" in shown
    assert file.read_bytes() == before
    kept = do(table, "keep")
    assert kept.status_code == 200
    assert b"2026-02-02}, needs: {design_in: [api]}" in file.read_bytes()
    assert "Kept on" in table.get(AT).text
    assert do(table, "gestures", gesture="off", deal="d").status_code == 422
    assert do(table, "keep").status_code == 422
    assert table.post(f"/edits/{kept.json()['number']}/undo", headers=JSON).status_code == 200
    assert file.read_bytes() == before


def test_minutes_hold_decisions_consequences_and_whom_to_tell(table: TestClient, session: Told) -> None:
    do(table, "gestures", gesture="off", deal="d")
    do(table, "decisions", text="Give K up", who="Wang Lei")
    do(table, "notes", text="Ask Li again")
    session.say(AnswerStep.OPEN, lost=(MovedDeal("d", "D", 100, None),), tell=("d",))
    page = table.get(f"{AT}/minutes").text
    assert 'data-meeting="q3"' in page  # an open page follows the answer
    cells = [one.text.strip() for one in read_html(page).all("td")]
    assert cells == ["–", "given up"]  # nobody is responsible for K
    assert all(text in page for text in ("Give K up", "Wang Lei", "Ask Li again", "K is given up", "Deals lost"))


def test_nasty_texts_stay_texts_at_the_table(table: TestClient) -> None:
    nasty = "".join(PAYLOADS)
    assert do(table, "notes", text=nasty).status_code == 200
    assert do(table, "decisions", text=nasty, who=nasty).status_code == 200
    for address in (AT, f"{AT}/minutes"):
        page = table.get(address).text
        assert "<script>alert" not in page
        assert not {element.tag for element in read_html(page).elements} & {"img", "iframe", "object"}


def test_a_meeting_needs_a_plan(folder: Path) -> None:
    (folder / "plan.json").unlink()
    client = browser(folder)
    assert "There is no plan yet" in client.get(AT, headers={"accept": "text/html"}).text
    answer = client.get(f"{AT}.json")
    assert answer.status_code == 409
    assert "needs a plan" in answer.text


@pytest.fixture
def real(folder: Path) -> Iterator[TestClient]:
    """A table with a real session, whose child ends with the test."""
    made = browser(folder)
    yield made
    made.app.state.bench.end()  # type: ignore[attr-defined]


def test_a_real_session_answers_up_to_the_proof(real: TestClient) -> None:
    """Of the rivals, worth 250, e earns 200 and d what is left; without e, d is served: 100."""
    do(real, "gestures", gesture="off", deal="e")
    until = time.monotonic() + 60
    while (told := panel(real))["is_waiting"] and time.monotonic() < until:
        time.sleep(0.05)
    assert told["state"]["word"] == "proved: no plan is better"
    assert [one["id"] for one in told["lost"]] == ["e"]
