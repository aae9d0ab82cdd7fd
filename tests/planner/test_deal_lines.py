"""Deals of a plan: readiness, slack, status and promises, with lead times and curves computed by hand."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from requirements.gate import Gate
from roadmap.plans.deals import DealStatus, GateStatus
from roadmap.plans.document import Plan
from tests.planner.plans import deal_of, plan_of
from tests.projects import SEGMENT, capability, deal, feature

CAPABILITIES = {"api": capability(), "tool": capability(), "old": capability(ready="ga")}
PATIENT = SEGMENT | {"lateness": [{"days": 0, "keeps": 1}, {"days": 10, "keeps": "40%"}]}


def plan(gate: str, *needs: str, lead_time: int = 0, built: bool = True, **more: Any) -> Plan:
    """Feature f provides api as ga in R1, which ships on Friday 16 January; the deal needs things at design-in."""
    fields = {"gates": {"design_in": gate}, "needs": {"design_in": list(needs)}, "lead_time": lead_time} | more
    return plan_of(
        (0, [0]) if built else None,
        segments={"isv": PATIENT},
        capabilities=CAPABILITIES,
        features={"f": feature()},
        deals={"d": deal(**fields)},
    )


# Ready on Friday 16 January; slack counts working days to the gate; 10 or more is safe; 100 is expected.
@pytest.mark.parametrize(
    ("gate", "slack", "status", "kept"),
    [
        ("2026-01-30", 10, DealStatus.SECURED, 100),
        ("2026-01-29", 9, DealStatus.AT_RISK, 100),
        ("2026-01-16", 0, DealStatus.AT_RISK, 100),
        ("2026-01-15", -1, DealStatus.LATE, 40),
        ("2026-01-05", -9, DealStatus.LATE, 40),
    ],
)
def test_slack_decides_how_a_deal_stands(gate: str, slack: int, status: DealStatus, kept: int) -> None:
    line = deal_of(plan(gate, "api"))
    assert (line.gates[0].slack, line.status, line.kept) == (slack, status, kept)
    assert (line.gates[0].ready, line.release) == (date(2026, 1, 16), "R1")


def test_a_deal_later_than_its_curve_is_not_served_and_gets_no_promise() -> None:
    line = deal_of(plan("2026-01-15", "api", lead_time=10))
    assert (line.status, line.kept, line.release, line.promises) == (DealStatus.GIVEN_UP, 0, None, [])
    # Ready is Friday 16 plus ten working days; what is missing by the gate is named.
    assert (line.gates[0].ready, line.gates[0].slack, line.gates[0].missing) == (date(2026, 1, 30), -11, ["api"])


# Ready on Friday 16 + 10 = 30 January, two working days before signing; but design-in is 11 days late.
def test_no_gate_of_a_deal_that_is_given_up_is_promised_whatever_is_ready() -> None:
    gates = {"design_in": "2026-01-15", "signing": "2026-02-03"}
    line = deal_of(plan("", "api", lead_time=10, gates=gates))
    assert [gate.slack for gate in line.gates] == [-11, 2]
    assert [gate.status for gate in line.gates] == [GateStatus.NOT_PROMISED, GateStatus.NOT_PROMISED]
    assert (line.status, line.promises) == (DealStatus.GIVEN_UP, [])


def test_what_never_lands_misses_the_gate() -> None:
    line = deal_of(plan("2026-01-30", "api | tool", built=False))
    assert line.gates[0].model_dump() == {
        "gate": Gate.DESIGN_IN,
        "day": date(2026, 1, 30),
        "ready": None,
        "slack": None,
        "status": GateStatus.NOT_PROMISED,
        "release": None,
        "missing": ["api | tool"],
    }
    assert line.status is DealStatus.GIVEN_UP


def test_the_lead_time_is_part_of_ready() -> None:
    line = deal_of(plan("2026-01-30", "api", lead_time=3))
    assert (line.gates[0].ready, line.gates[0].slack) == (date(2026, 1, 21), 7)


def test_what_was_there_before_is_ready_and_never_at_risk() -> None:
    line = deal_of(plan("2026-01-06", "old", built=False))
    assert (line.status, line.release, line.needs[0].capability) == (DealStatus.SECURED, None, "old")
    assert (line.gates[0].ready, line.gates[0].slack) == (date(2026, 1, 5), 1)
    assert line.promises[0].confidence == "firm"


def test_of_alternatives_the_one_that_is_there_names_itself() -> None:
    line = deal_of(plan("2026-01-30", "tool | api"))
    assert (line.needs[0].capability, line.needs[0].feature, line.needs[0].any_of) == ("api", "f", ["tool", "api"])


def test_of_alternatives_the_one_that_was_there_before_names_itself() -> None:
    line = deal_of(plan("2026-01-30", "api | old", built=False))
    assert (line.needs[0].capability, line.needs[0].feature, line.needs[0].any_of) == ("old", None, ["api", "old"])


def test_later_gates_count_what_earlier_gates_need() -> None:
    gates = {"design_in": "2026-01-15", "signing": "2026-01-30"}
    line = deal_of(plan("", "api", gates=gates))
    assert [gate.slack for gate in line.gates] == [-1, 10]
    assert [promise.confidence for promise in line.promises] == ["late", "firm"]


# An unmet challenge of 30 % leaves 70 of 100; it is missing nothing that breaks the deal.
def test_an_unmet_challenge_takes_its_drop_and_nothing_else() -> None:
    line = deal_of(plan("2026-01-30", "api", "tool -30%"))
    assert (line.kept, line.status, line.gates[0].missing) == (70, DealStatus.SECURED, [])
    assert [(need.met, need.drop) for need in line.needs] == [(True, 0.0), (False, 0.3)]


def test_a_deal_that_needs_nothing_is_secured() -> None:
    line = deal_of(plan("2026-01-30", built=False))
    assert (line.status, line.kept) == (DealStatus.SECURED, 100)


def test_passed_gates_are_left_out() -> None:
    gates = {"evaluation": "2026-01-02", "design_in": "2026-01-30"}
    line = deal_of(plan("", gates=gates, needs={"evaluation": ["tool"], "design_in": ["api"]}, stage="design_in"))
    assert [gate.gate for gate in line.gates] == [Gate.DESIGN_IN]
    assert [need.any_of for need in line.needs] == [["api"]]


def test_the_headline_adds_up() -> None:
    head = plan("2026-01-29", "api").headline
    assert (head.target, head.open_value, head.open_expected) == (1000, 200, 100)
    assert (head.secured, head.at_risk, head.given_up, head.value) == (0, 100, 0, 100)
