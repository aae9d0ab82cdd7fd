"""Several meetings at once: each gets its answers, and two can be laid side by side."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from fastapi.testclient import TestClient

from roadmap.operations.session.session_answers import AnswerStep, MovedDeal
from tests.web.conftest import HERE, browser
from tests.web.told_session import Told

JSON = {"accept": "application/json", "origin": HERE}


def make(client: TestClient, meeting: str, **fields: str) -> None:
    assert client.post(f"/meeting/{meeting}/gestures", data=fields, headers=JSON).status_code == 200


def panel_of(client: TestClient, meeting: str) -> dict[str, Any]:
    found: dict[str, Any] = client.get(f"/meeting/{meeting}.json").json()["panel"]
    return found


def test_two_meetings_at_once_both_get_their_answers_and_prices(table: TestClient, session: Told) -> None:
    make(table, "one", gesture="off", deal="d")
    make(table, "one", gesture="off", deal="e")
    make(table, "two", gesture="must", deal="d")  # ends the question of the first before it has an answer
    assert panel_of(table, "one")["state"]["word"] == "counting"
    assert len(session.asked) == 3
    session.say(AnswerStep.PROVED, 200)  # of two; its only line needs no price of its own
    assert panel_of(table, "two")["value"].endswith("200\xa0k")
    assert len(session.asked) == 4
    session.say(AnswerStep.OPEN, 40)  # of one; then its two prices are asked
    assert panel_of(table, "one")["value"].endswith("40\xa0k")
    make(table, "two", gesture="off", deal="e")  # in between somebody at the other table asks
    session.say(AnswerStep.OPEN, 30)
    while any(one["price"] == "…" for one in table.get("/meeting/one.json").json()["chips"]):
        before = len(session.asked)
        session.say(AnswerStep.OPEN, 60)
        assert len(session.asked) > before or before < 12
    prices = [one["price"] for one in table.get("/meeting/one.json").json()["chips"]]
    assert prices == ["−CNY\xa020\xa0k", "−CNY\xa020\xa0k"]  # 40 less 60, either way


def test_meetings_side_by_side(table: TestClient, session: Told) -> None:
    make(table, "one", gesture="off", deal="d")
    make(table, "one", gesture="people", count="1", skill="code", day="")
    make(table, "two", gesture="must", deal="d")
    make(table, "two", gesture="feature", feature="b", release="R2")
    session.say(AnswerStep.OPEN, 300)
    make(table, "one", gesture="people", count="1", skill="code", day="")
    asked = len(session.asked)
    laid = table.get("/meeting/one/beside.json?other=two").json()
    assert len(session.asked) == asked  # what somebody waits for is not ended by who compares
    assert laid["only_first"] == ["2 more people: code"]
    assert laid["only_second"] == ["B lands in R2"]
    assert laid["differing"] == [["K is given up", "K must be served"]]
    assert laid["second"]["panel"]["value"] == "CNY\xa0300\xa0k"
    page = table.get("/meeting/one/beside?other=two").text
    assert all(text in page for text in ("Only one", "Only two", "Each in its own way"))
    assert table.get("/meeting/one/beside?other=three").status_code == 404
    assert "no other meeting" not in table.get("/meeting/one/beside").text


def test_minutes_of_a_kept_meeting_tell_what_it_came_to(table: TestClient, session: Told, folder: Path) -> None:
    make(table, "q3", gesture="off", deal="d")
    make(table, "q3", gesture="people", count="1", skill="code", day="")
    session.say(AnswerStep.OPEN, 150, lost=(MovedDeal("d", "D", 100, None),), tell=("d",))
    for value in (250, 140):  # the prices of the two lines: without one, without the other
        session.say(AnswerStep.OPEN, value)
    before = table.get("/meeting/q3.json").json()
    assert table.post("/meeting/q3/keep", headers=JSON).status_code == 200
    other = browser(folder)  # also after the workbench was started again
    other.app.state.bench.room._start = lambda: session  # type: ignore[attr-defined]
    for client in (table, other):
        after = client.get("/meeting/q3.json").json()
        assert after["panel"] == before["panel"]
        assert after["chips"] == before["chips"]
        assert "Deals lost" in client.get("/meeting/q3/minutes").text
    scenario = folder / "meetings" / "q3.yaml"
    scenario.write_text(scenario.read_text().replace("+1:code", "+2:code"), encoding="utf-8")
    assert other.get("/meeting/q3.json").json()["panel"]["value"] == "–"  # that is another meeting


def test_the_panel_says_how_sure_the_target_is_with_the_plan_that_was_found(table: TestClient, session: Told) -> None:
    make(table, "q3", gesture="off", deal="d")
    session.say(AnswerStep.REPAIRED)
    assert panel_of(table, "q3")["chance"] == ""
    session.say(AnswerStep.OPEN, chance=0.25, base_chance=0.5)
    assert panel_of(table, "q3")["chance"] == "25%, instead of 50%"
