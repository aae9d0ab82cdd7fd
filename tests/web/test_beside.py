"""Agenda and trades in the workbench: told from what a process beside found; a tick is an address, a yes a line."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from roadmap.explaining.asking.change import Change
from roadmap.explaining.meeting.branching import BranchTable
from roadmap.explaining.meeting.meeting_questions import Answered, MeetingBranch, MeetingQuestion
from roadmap.explaining.meeting.ranking import fitted
from roadmap.explaining.trading import MovedCommitment, Party, Trade
from roadmap.operations.beside.messages import (
    ToldAgenda,
    ToldFailure,
    ToldTrades,
)
from roadmap.operations.meeting.kept_agenda import keep_agenda
from roadmap.planner.stored.replan import Difference
from roadmap.plans.deals import DealStatus
from tests.outputs.reading_html import read_html
from tests.plan_files import plan_text
from tests.sample_plan import sample_plan
from tests.web.conftest import HERE, browser
from tests.web.told_beside import Beside
from tests.web.told_session import Told

JSON = {"accept": "application/json", "origin": HERE}
HALF = Fraction(1, 2)


@pytest.fixture
def beside(client: TestClient) -> Beside:
    return stood_in(client)


def stood_in(client: TestClient) -> Beside:
    """Who answers beside at a workbench of these tests."""
    found: Beside = client.app.state.bench.beside  # type: ignore[attr-defined]
    return found


def question(key: str, gain: int, minutes: int = 10) -> BranchTable:
    branches = MeetingBranch("won", HALF), MeetingBranch("lost", HALF)
    asked = MeetingQuestion(f"win:{key}", "win", key, branches, minutes, "Li Lei")
    return BranchTable(asked, ((gain * 2, 0), (0, gain * 2)), ({}, {}), date(2026, 1, 16))


def told(*tables: BranchTable, answered: tuple[Answered, ...] = ()) -> ToldAgenda:
    return ToldAgenda(tuple(fitted(tables, minutes=60)), answered, 0)


def test_a_page_never_waits_and_says_how_far_it_is(client: TestClient, beside: Beside) -> None:
    shown = client.get("/agenda.json").json()
    assert shown["is_counting"]
    assert shown["state"]["word"] == "3 of 8 questions planned"
    page = client.get("/agenda").text
    assert '<noscript><meta http-equiv="refresh"' in page
    assert beside.asked[0] == beside.asked[1]


def test_ticking_is_an_address_and_until_the_rest_is_ranked_it_stands_in_its_order(
    client: TestClient, beside: Beside
) -> None:
    beside.answers[()] = told(question("d", 50), question("e", 40))
    shown = client.get("/agenda.json").json()
    assert [one["id"] for one in shown["agenda"]["chosen"]] == ["win:d", "win:e"]
    ticked = client.get(shown["ticks"]["win:d=lost"].replace("/agenda?", "/agenda.json?")).json()
    assert ticked["is_counting"]
    assert [one["id"] for one in ticked["agenda"]["chosen"]] == ["win:e"]
    assert [one["text"] for one in ticked["ticked"]] == ["Will D (d) be won?: lost"]
    assert ticked["ticked"][0]["without"] == "/agenda?minutes=60"

    first = question("d", 50).question
    beside.answers[(("win:d", "lost"),)] = told(question("e", 0), answered=((first, first.branches[1]),))
    ranked = client.get("/agenda.json?answer=win:d%3Dlost").json()
    assert not ranked["is_counting"]
    assert ranked["agenda"]["chosen"] == []
    assert [one["text"] for one in ranked["ticked"]] == ["Will D (d) be won?: lost"]


def test_an_agenda_that_lies_beside_the_plan_is_shown_at_once(folder: Path) -> None:
    keep_agenda(told(question("d", 50)), client_plan(folder), folder / "plan.json")
    client = browser(folder)
    beside = stood_in(client)
    shown = client.get("/agenda.json").json()
    assert ([one["id"] for one in shown["agenda"]["chosen"]], shown["is_counting"]) == (["win:d"], False)
    assert beside.asked == []
    assert client.get("/agenda.json?answer=win:d%3Dlost").json()["is_counting"]  # of other answers it says nothing
    (folder / "plan.json").write_text(plan_text(sample_plan()), encoding="utf-8")
    assert browser(folder).get("/agenda.json").json()["is_counting"]  # nor of another plan


def test_the_minutes_choose_without_asking_again(client: TestClient, beside: Beside) -> None:
    beside.answers[()] = told(question("d", 50, 10), question("e", 40, 10))
    shown = client.get("/agenda.json?minutes=10").json()
    assert [one["id"] for one in shown["agenda"]["chosen"]] == ["win:d"]
    assert [one["id"] for one in shown["agenda"]["others"]] == ["win:e"]
    assert len(set(beside.asked)) == 1


@pytest.mark.parametrize(
    "asked",
    ["minutes=0", "minutes=9999", "answer=x", "answer==won", "answer=win:d%3D", "&".join(["answer=a%3Db"] * 41)],
)
def test_what_is_no_answer_is_refused_in_a_sentence(client: TestClient, beside: Beside, asked: str) -> None:
    assert client.get(f"/agenda.json?{asked}").status_code == 422
    assert beside.asked == []


@pytest.mark.parametrize("address", ["/agenda?minutes=soon", "/trades?all=perhaps", "/meeting/q3/beside.json"])
def test_a_value_of_another_kind_is_refused_in_a_sentence(client: TestClient, address: str) -> None:
    refused = client.get(address)
    assert refused.status_code == 422
    assert "Expected another value for" in refused.text


def test_why_there_is_no_agenda_is_shown(client: TestClient, beside: Beside) -> None:
    beside.answers[()] = ToldFailure(("the folder is not what the plan was made from <b>",))
    page = client.get("/agenda").text
    assert "was made from &lt;b&gt;" in page
    assert "refresh" not in page
    file = client.app.state.bench.settings.folder / "roadmap.yaml"  # type: ignore[attr-defined]
    file.write_text(file.read_text(encoding="utf-8") + "# mended\n", encoding="utf-8")
    client.app.state.bench.folder.refresh()  # type: ignore[attr-defined]
    assert client.get("/agenda.json").json()["is_counting"]  # after a change it is tried anew


@pytest.fixture
def poorer(folder: Path) -> Path:
    """The same folder with a plan that gives d up."""
    plan = client_plan(folder)
    lines = [
        line.model_copy(update={"status": DealStatus.GIVEN_UP, "kept": 0}) if line.id == "d" else line
        for line in plan.deals
    ]
    (folder / "plan.json").write_text(plan_text(plan.model_copy(update={"deals": lines})), encoding="utf-8")
    return folder


def client_plan(folder: Path) -> Any:
    return browser(folder).app.state.bench.folder.current().plan.plan  # type: ignore[attr-defined]


def trade(kind: str = "gate", moved: tuple[MovedCommitment, ...] = ()) -> Trade:
    change = Change(kind, "d", amount=3, served="d")  # type: ignore[arg-type]
    return Trade("d", change, Difference(5, 1, None), 9, (("e", 4),), (), moved, (Party("owner", "e"),), ())


def test_a_yes_is_a_line_of_decisions_and_can_be_taken_back(poorer: Path) -> None:
    client = browser(poorer)
    beside = stood_in(client)
    day = date(2026, 1, 16)
    promises = (MovedCommitment("e", day, None, agreed=False), MovedCommitment("e", date(2026, 2, 2), day, agreed=True))
    beside.answers["d"] = ToldTrades(("d",), (trade(moved=promises),), {"d": ()})
    page = client.get("/trades/d")
    assert page.status_code == 200
    hidden = {one.attributes["name"]: one.attributes["value"] for one in read_html(page.text).all("input")
              if one.attributes.get("type") == "hidden"}  # fmt: skip
    assert hidden["what"] == "promises.e.2026-01-16 deals.d.gates"  # what is agreed already is not asked again
    sent = {**hidden, "who": "李雷, Wang", "because": 'later: "fine" # really'}
    done = client.post("/trades/d/accept", data=sent, headers=JSON)
    assert done.status_code == 200
    text = (poorer / "decisions.yaml").read_text(encoding="utf-8")
    assert "what: promises.e.2026-01-16" in text
    project = client.app.state.bench.folder.checked().project  # type: ignore[attr-defined]
    assert [(one.what, one.who, one.because) for one in project.decisions] == [
        ("promises.e.2026-01-16", "李雷, Wang", 'later: "fine" # really'),
        ("deals.d.gates", "李雷, Wang", 'later: "fine" # really'),
    ]
    assert "decisions.yaml" in client.get(done.json()["address"]).text
    client.post(f"/edits/{done.json()['number']}/undo", headers=JSON)
    assert "promises" not in (poorer / "decisions.yaml").read_text(encoding="utf-8")


def test_a_trade_is_tried_in_a_meeting(poorer: Path) -> None:
    client = browser(poorer)
    client.app.state.bench.room._start = Told  # type: ignore[attr-defined]
    stood_in(client).answers["d"] = ToldTrades(("d",), (trade(),), {"d": ()})
    offer = client.get("/trades/d.json").json()["offers"][0]
    assert 'action="/trades/d/try"' in client.get("/trades/d?meeting=q3").text
    assert 'href="/trades/d"' in client.get("/deals/d").text
    sent = {"trade": offer["key"], "meeting": "Q3 planning"}
    done = client.post("/trades/d/try", data=sent, headers=JSON)
    assert done.json()["address"] == "/meeting/Q3-planning?deal=d#chosen"
    told = client.get("/meeting/Q3-planning.json").json()
    chips = [one["text"].replace("\u00a0", " ") for one in told["chips"]]
    assert chips == ["K must be served", "K: Design-in on 21 Jan 2026"]  # three working days after 16 January
    assert 'href="/trades/d?meeting=Q3-planning"' in client.get("/meeting/Q3-planning?deal=d").text
    assert client.post("/trades/d/try", data={**sent, "trade": "0" * 12}, headers=JSON).status_code == 409
    assert client.post("/trades/d/try", data={**sent, "meeting": "a/b"}, headers=JSON).status_code == 422
    assert client.post("/trades/e/try", data=sent, headers=JSON).status_code == 404


@pytest.mark.parametrize(
    "sent",
    [
        {},
        {"what": "deals.d.gates", "who": "", "because": "x"},
        {"what": "deals.d.gates", "who": "Li", "because": ""},
        {"what": "", "who": "Li", "because": "x"},
        {"what": "../../etc", "who": "Li", "because": "x"},
        {"what": "promises.d.soon", "who": "Li", "because": "x"},
    ],
)
def test_half_a_yes_is_refused_and_nothing_is_written(poorer: Path, sent: dict[str, str]) -> None:
    refused = browser(poorer).post("/trades/d/accept", data=sent, headers=JSON)
    assert refused.status_code == 422
    assert not (poorer / "decisions.yaml").exists()


def test_only_deals_that_are_given_up_are_traded(poorer: Path) -> None:
    client = browser(poorer)
    stood_in(client)
    assert [one["id"] for one in client.get("/trades.json").json()] == ["d"]
    assert client.get("/trades/e").status_code == 404
    assert client.post("/trades/e/accept", data={"what": "deals.e"}, headers=JSON).status_code == 404
    reading = browser(poorer, read_only=True)
    stood_in(reading).answers["d"] = ToldTrades(("d",), (trade(),), {"d": ()})
    assert "<form" not in reading.get("/trades/d").text
    assert reading.post("/trades/d/accept", data={"what": "deals.d"}, headers=JSON).status_code == 403


def test_looking_for_all_asks_for_each_and_tells_the_best(poorer: Path) -> None:
    client = browser(poorer)
    beside = stood_in(client)
    client.get("/trades")
    assert beside.asked == []
    beside.answers["d"] = ToldTrades(("d",), (trade(), trade("drop_need")), {"d": ()})
    assert "+CNY" in client.get("/trades?all=1").text
    assert len(beside.asked) == 1
