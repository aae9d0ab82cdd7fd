"""Trades: what would serve a deal that is given up, what that costs whom, and who must agree."""

from __future__ import annotations

import contextlib
import math
import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import roadmap
from roadmap.explaining.asking.change import ALLOWING, Change, is_within
from roadmap.explaining.asking.questions import Answer, Question
from roadmap.explaining.asking.rounds import Asking
from roadmap.explaining.offers import ask_offers
from roadmap.explaining.trading import (
    MovedCommitment,
    Party,
    Trade,
    _moved,
    best_of,
    open_to_trade,
    together_with,
    tradable,
    trade_changes,
)
from roadmap.operations.meeting.trades import TradedPlan, trades
from roadmap.operations.searching import answerers
from roadmap.operations.sources.present import present_on
from roadmap.operations.sources.stored_plans import find_plan
from roadmap.planner.stored.replan import Difference
from roadmap.schedule import Schedule
from roadmap.views.answers.trades import moved_text, party_text
from tests.cli.command import answer, run
from tests.explain.executors import Here

FOLDER = """\
name: Two deals, one person
start: 2026-01-05
horizon: 2026-03-27
segments:
  isv: {name: ISV, target: 1000, win_rate: 1/2, lead_rate: 1/2, lead_time: 0, lateness: [{days: 0, keeps: 1}]}
capabilities:
  api: {name: API, kind: serving}
  tool: {name: Tool, kind: developer_tools}
teams:
  core: {name: Core team, skill: code, people: 1}
features:
  f: {name: F, team: core, provides: {api: ga}, work: [{phase: build, skill: code, effort: 5}]}
  g: {name: G, team: core, provides: {tool: ga}, work: [{phase: build, skill: code, effort: 5}]}
releases:
  R1: {freeze: 2026-01-14, ship: 2026-01-16}
  R2: {freeze: 2026-01-28, ship: 2026-01-30}
deals:
  d:
    {name: D, customer: C, segment: isv, stage: opportunity, value: 400, owner: Li Lei, gates: {design_in: 2026-01-16},
     needs: {design_in: [api]}}
  e:
    {name: E, customer: C2, segment: isv, stage: opportunity, value: 200, gates: {design_in: 2026-01-16},
     needs: {design_in: [tool]}}
"""
"""Eight days to the freeze of R1, and each feature takes five: d (200 expected) is served and e (100) is given up."""


@pytest.fixture(scope="module")
def planned(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("trades") / "company"
    folder.mkdir()
    (folder / "roadmap.yaml").write_text(FOLDER, encoding="utf-8")
    roadmap.plan(folder, roadmap.Options(seconds=20, workers=1), output=folder / "plan.json")
    return folder


@pytest.fixture(autouse=True)
def _here(monkeypatch: pytest.MonkeyPatch) -> None:
    @contextlib.contextmanager
    def open_here(**_: Any) -> Iterator[Here]:
        yield Here()

    monkeypatch.setattr(answerers, "open_pool", open_here)


@pytest.fixture(scope="module")
def found(planned: Path) -> TradedPlan:
    with pytest.MonkeyPatch.context() as patch:

        @contextlib.contextmanager
        def open_here(**_: Any) -> Iterator[Here]:
            yield Here()

        patch.setattr(answerers, "open_pool", open_here)
        return trades(planned, seconds=60)


def by_kind(found: TradedPlan, kind: str) -> Trade:
    return next(trade for trade in found.trades if trade.change.kind == kind)


def test_the_deal_that_is_given_up_has_trades_that_are_proved(found: TradedPlan) -> None:
    assert (found.deals, found.without, found.left) == (("e",), (), ())
    person = by_kind(found, "person")
    assert person.difference == Difference(100, 100, 100)  # both deals are served
    assert (person.gain, person.losers, person.moved) == (100, (), ())
    assert person.parties == (Party("team", "core", "Core team"),)


def test_a_later_gate_is_the_customers_to_give(found: TradedPlan) -> None:
    gate = by_kind(found, "gate")
    assert gate.difference == Difference(100, 100, 100)  # R2 is in time for a later gate
    assert gate.parties == (Party("customer", "e"), Party("owner", "e"))


def test_a_trade_that_is_worse_in_every_respect_is_not_told(found: TradedPlan) -> None:
    assert {trade.change.kind for trade in found.trades} == {"person", "gate", "drop_need", "nothing"}  # ask different
    person, swap = by_kind(found, "person"), by_kind(found, "nothing")
    dearer = replace(person, difference=Difference(90, 90, 90))
    more = replace(person, parties=(*person.parties, *swap.parties))
    assert best_of([dearer, swap, person, more]) == [person, swap]


def test_what_loses_more_than_the_deal_can_bring_is_counted_and_not_offered(tmp_path: Path) -> None:
    # d is worth 300 here: to serve e (100) in its place loses 200.
    (tmp_path / "roadmap.yaml").write_text(FOLDER.replace("value: 400", "value: 600"), encoding="utf-8")
    roadmap.plan(tmp_path, roadmap.Options(seconds=20, workers=1), output=tmp_path / "plan.json")
    dear = trades(tmp_path, seconds=60)
    assert {trade.change.kind for trade in dear.trades} == {"person", "gate", "drop_need"}
    rest = dear.view.deals[0].rest
    assert "to serve it cost more than the deal can bring" in rest
    assert "The cheapest is: serve the deal without any change, at the expense of other deals: −CNY\xa0200\xa0k" in rest
    assert rest.replace("\xa0", "") in dear.page().replace("\xa0", "").replace("&nbsp;", "")


def test_trades_of_deals_that_touch_nothing_of_one_another_go_together() -> None:
    one = Trade("a", Change("person", "x"), Difference(1, 1, 1), 1, (("b", 1),), (), (), ())
    other = replace(one, deal="c", change=Change("gate", "c"), losers=())
    rival = replace(one, deal="b", change=Change("gate", "b"), losers=())
    assert together_with(one, [one, other, rival]) == (1,)  # b gives for the first, and is served by the last


def test_a_plan_that_serves_all_leaves_nothing_to_trade(planned: Path, tmp_path: Path) -> None:
    (tmp_path / "roadmap.yaml").write_text(FOLDER.replace("people: 1", "people: 2"), encoding="utf-8")
    roadmap.plan(tmp_path, roadmap.Options(seconds=20, workers=1), output=tmp_path / "plan.json")
    assert trades(tmp_path, seconds=5).view.statement == "The plan gives up no deal that a trade could serve."
    with pytest.raises(roadmap.InputFault) as fault:
        trades(planned, deal="d", seconds=5)
    assert [finding.message for finding in fault.value.findings] == ["the deal d is not one that the plan gives up"]


PUBLISHED = FOLDER.replace("value: 200", "value: 900")
"""Now e (450) is worth more than d (200), to which R1 was promised."""


def test_promises_that_move_are_told_with_both_sides_where_consent_is_required(planned: Path, tmp_path: Path) -> None:
    (tmp_path / "roadmap.yaml").write_text(FOLDER, encoding="utf-8")
    (tmp_path / "plan.json").write_bytes((planned / "plan.json").read_bytes())
    roadmap.publish(tmp_path)
    text = PUBLISHED.replace("segments:", "policy: {consent: required}\nsegments:", 1)
    (tmp_path / "roadmap.yaml").write_text(text, encoding="utf-8")
    plan = roadmap.plan(tmp_path, roadmap.Options(seconds=20, workers=1), output=tmp_path / "plan.json").plan
    assert plan.proof.value == 200  # d keeps its promise
    found = trades(tmp_path, seconds=60)
    swap = by_kind(found, "nothing")
    assert swap.moved == (MovedCommitment("d", date(2026, 1, 16), None, agreed=False),)
    assert swap.difference.found == 450 - 200 - 20  # and 10 % of 200 for the promise
    assert set(swap.parties) == {Party("owner", "d", "Li Lei"), Party("customer", "d")}
    assert found.view.deals[0].trades


def test_what_the_plan_beside_moves_without_the_change_is_not_the_trades_doing(planned: Path, tmp_path: Path) -> None:
    (tmp_path / "roadmap.yaml").write_text(FOLDER, encoding="utf-8")
    (tmp_path / "plan.json").write_bytes((planned / "plan.json").read_bytes())
    roadmap.publish(tmp_path)
    roadmap.plan(tmp_path, roadmap.Options(seconds=20, workers=1), output=tmp_path / "plan.json")
    present = present_on(find_plan(tmp_path), None)
    swapped = Schedule((None, present.schedule.placements[0], *present.schedule.placements[2:]))  # e instead of d
    answer, broken = (
        Answer(Change(), swapped, 100, None, {}),
        MovedCommitment("d", date(2026, 1, 16), None, agreed=False),
    )
    assert list(_moved(present, answer, present.schedule)) == [broken]
    assert list(_moved(present, answer, swapped)) == []


def test_the_words(found: TradedPlan) -> None:
    assert party_text(Party("owner", "d", "Li Lei")) == "Li Lei, owner of d"
    assert party_text(Party("owner", "e")) == "the owner of e"
    assert party_text(Party("customer", "e")) == "the customer of e"
    moved = MovedCommitment("d", date(2026, 1, 16), date(2026, 1, 30), agreed=True)
    assert (
        moved_text(moved).replace("\u00a0", " ")
        == "the promise to d moves from 16 Jan 2026 to 30 Jan 2026 (a decision allows it)"
    )
    assert "Core team" in found.page()


def test_by_both_doors(planned: Path, found: TradedPlan) -> None:
    told = answer(run("trades", planned, "--time", "60", "--json"))
    assert [one["change"]["kind"] for one in told["trades"]] == [one.change.kind for one in found.trades]
    assert told["deals"] == ["e"]
    shown = run("trades", planned, "--time", "60", "--deal", "e").stdout
    assert "E (e): served in time, it brings CNY 100 k." in shown
    assert "must agree: the head of the team Core team" in shown


def test_what_is_open_to_trade_is_the_plan_itself_without_consent(planned: Path) -> None:
    present = present_on(find_plan(planned), None)
    assert open_to_trade(present) is present
    assert list(tradable(present)) == ["e"]


class Guessed(Here):
    """Says of every change what a test says, and remembers what was asked, for how long, and from which plan."""

    def __init__(self, values: dict[str, int | None], base: Schedule) -> None:
        super().__init__()
        self.asked: list[Question] = []
        self.values, self.base = values, base

    def submit(self, _fn: Any, /, *arguments: Any, **_named: Any) -> Any:
        question = arguments[-1]
        self.asked.append(question)
        worth = self.values.get(question.change.served, 0)
        found = Answer(question.change, None if worth is None else self.base, worth, None, {"d": 0, "e": 0}, spent=1.0)
        return super().submit(lambda: found)


def test_of_a_large_plan_each_deal_is_asked_about_before_any_is_looked_at_closely(planned: Path) -> None:
    present = present_on(find_plan(planned), None)
    of_e = trade_changes(present, "e")
    of_d = [replace(one, served="d", subject="d" if one.subject == "e" else one.subject) for one in of_e]
    changes = {"e": of_e, "d": of_d}
    asking = Asking(None, present, deadline=math.inf, stop=threading.Event(), effort=40.0)
    asking.large, asking.fits = True, False
    guessed = Guessed({"e": 0, "d": 150}, present.schedule)  # to serve d costs less of what it brings
    asking.through(guessed, warm=True, at_once=1)
    ask_offers(asking, present, changes)
    asked = [question for question in guessed.asked if question.change != Change()]
    assert [one.change for one in asked[:2]] == [Change(served="e"), Change(served="d")]
    assert [one.change.served for one in asked[2:5]] == ["d", "d", "d"]
    assert [one.change.kind for one in asked[2:5]] == ["gate", "gate", "drop_need"]
    assert all(one.start is present.schedule for one in asked[2:] if one.change.kind in ALLOWING)
    assert asked[-1].seconds > asked[2].seconds
    assert sum(1 for _question in guessed.asked) <= 41  # one second each of forty, and the one under way


def test_what_a_deal_costs_without_any_change_is_the_start_of_what_allows_more() -> None:
    swap = Change(served="d")
    for kind in ALLOWING:
        assert is_within(swap, Change(kind, "x", served="d"))  # type: ignore[arg-type]
        assert not is_within(swap, Change(kind, "x", served="e"))  # type: ignore[arg-type]
    assert not is_within(swap, Change("variant", "x", served="d"))  # that must be built
    assert not is_within(Change(), Change("gate", "x"))
