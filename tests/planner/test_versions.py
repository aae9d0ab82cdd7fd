"""Who runs which release, and what one release fewer would mean, on schedules given by hand.

R1 ships on Friday 16 January 2026 and R2 on Friday 13 February; the plan ends on 27 March. Customers of the segment
`isv` take a release into use on its ship day.
"""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from roadmap.audit import value
from roadmap.indexing import index_project
from roadmap.planner.draft import Draft
from roadmap.planner.lines.engineering.version_lines import versions
from roadmap.plans.document import Plan
from roadmap.plans.engineering.versions import VersionLine
from roadmap.schedule import Placement, Schedule
from tests.planner.plans import TRAIN, plan_of
from tests.projects import capability, deal, feature, project

TRAINS: dict[str, Any] = {"R1": TRAIN | {"cost": 4}, "R2": {"freeze": "2026-02-11", "ship": "2026-02-13", "cost": 6}}
TWO: dict[str, Any] = {
    "capabilities": {"api": capability(), "late": capability()},
    "features": {"f": feature(), "g": feature(provides={"late": "ga"}, cost=3)},
    "releases": TRAINS,
}
"""Feature f provides `api` in R1, feature g provides `late` in R2; five days each, one after the other."""
LANDINGS = ((0, [0]), (1, [5]))


def field(*, policy: dict[str, Any] | None = None, deals: dict[str, Any] | None = None, **more: Any) -> Plan:
    head = {"header": {"policy": {"versions": policy or {}}}}
    return plan_of(*LANDINGS, **(TWO | head | {"deals": deals or {}} | more))


def stays(plan: Plan, key: str = "d") -> list[tuple[str | None, str, str]]:
    (line,) = [line for line in plan.versions.deals if line.deal == key]
    return [(stay.release, str(stay.first), str(stay.last)) for stay in line.stays]


def version(plan: Plan, release: str | None) -> VersionLine:
    (line,) = [line for line in plan.versions.lines if line.release == release]
    return line


STEPS = deal(
    gates={"evaluation": "2026-01-30", "design_in": "2026-02-27"},
    needs={"evaluation": ["api"], "design_in": ["late"]},
)


def test_a_new_customer_starts_at_its_first_gate_and_moves_when_the_next_release_is_ready() -> None:
    # Evaluation on 30 January needs R1; design-in needs R2, which can be used from 13 February.
    plan = field(deals={"d": STEPS})
    assert stays(plan) == [("R1", "2026-01-30", "2026-02-12"), ("R2", "2026-02-13", "2026-03-27")]
    assert plan.deals[0].release == "R2"


def test_a_customer_that_evaluates_already_runs_what_was_there_before() -> None:
    plan = field(deals={"d": STEPS | {"stage": "evaluation"}})
    assert stays(plan)[:2] == [(None, "2026-01-05", "2026-01-15"), ("R1", "2026-01-16", "2026-02-12")]
    assert [line.release for line in plan.versions.lines] == [None, "R1", "R2"]


def test_after_its_last_gate_a_customer_stays_where_it_is() -> None:
    plan = field(deals={"d": deal(gates={"acceptance": "2026-01-30"}, needs={"acceptance": ["api: ga"]}), "e": STEPS})
    assert stays(plan) == [("R1", "2026-01-30", "2026-03-27")]
    assert [line.behind for line in plan.versions.deals] == [1, 0]  # R2 is cut after R1, for the other deal


def test_a_customer_whose_first_gate_is_late_starts_when_it_is_ready() -> None:
    # R2 is ready on 13 February, a week after the gate.
    late = deal(gates={"design_in": "2026-02-06"}, needs={"design_in": ["late"]})
    assert stays(field(deals={"d": late})) == [("R2", "2026-02-13", "2026-03-27")]


def test_a_deal_that_is_not_served_is_not_in_the_field() -> None:
    lost = deal(gates={"design_in": "2026-02-06"}, needs={"design_in": ["late : proven"]})
    assert field(deals={"d": lost}).versions.deals == []
    assert field().versions.at_once == 0


def test_a_customer_whose_gate_lies_after_the_plan_runs_nothing_in_it() -> None:
    far = deal(gates={"evaluation": "2026-04-30"}, needs={"evaluation": ["api"]})
    plan = field(deals={"d": far})
    assert stays(plan) == []
    assert plan.versions.deals[0].behind == 0
    assert version(plan, "R1").first is None


def test_by_policy_a_customer_takes_the_newest_release_it_can_use() -> None:
    # At its gate on 20 February the customer needs R1, and R2 has been out for a week.
    later = deal(gates={"evaluation": "2026-02-20"}, needs={"evaluation": ["api"]})
    assert stays(field(deals={"d": later})) == [("R1", "2026-02-20", "2026-03-27")]
    assert stays(field(deals={"d": later}, policy={"take": "newest"})) == [("R2", "2026-02-20", "2026-03-27")]


def test_a_challenge_that_is_met_moves_a_customer_too_and_one_that_is_not_does_not() -> None:
    needs = {"design_in": ["api", "late -20%"]}
    for day, release in (("2026-02-27", "R2"), ("2026-02-06", "R1")):
        plan = field(deals={"d": deal(gates={"design_in": day}, needs=needs)})
        assert stays(plan)[-1][0] == plan.deals[0].release == release


def test_versions_are_counted_by_month_and_at_their_peak() -> None:
    # d runs what was there, then R1 from 16 January, then R2; e runs R1 from 20 February.
    other = deal(gates={"evaluation": "2026-02-20"}, needs={"evaluation": ["api"]})
    plan = field(deals={"d": STEPS | {"stage": "evaluation"}, "e": other}, policy={"most": 1})
    assert [(str(m.month), m.at_once, [(u.release, u.deals) for u in m.uses]) for m in plan.versions.months] == [
        ("2026-01-01", 1, [("R1", 1)]),
        ("2026-02-01", 2, [("R1", 1), ("R2", 1)]),
        ("2026-03-01", 2, [("R1", 1), ("R2", 1)]),
    ]
    assert (plan.versions.at_once, plan.versions.peak, plan.versions.holds) == (2, date(2026, 2, 20), False)
    assert field(deals={"d": STEPS}, policy={"most": 1}).versions.holds is True
    assert field(deals={"d": STEPS}).versions.holds is None


def test_a_version_names_the_deals_it_serves_and_the_most_customers_at_once() -> None:
    line = version(field(deals={"d": STEPS, "e": STEPS}), "R1")
    assert (line.serves, line.most, line.first, line.last) == ([], 2, date(2026, 1, 30), date(2026, 2, 12))
    assert version(field(deals={"d": STEPS, "e": STEPS}), "R2").serves == ["d", "e"]


@pytest.mark.parametrize(
    ("ship", "months", "until"), [("2026-01-16", 1, "2026-02-16"), ("2026-01-30", 1, "2026-02-28")]
)
def test_support_ends_so_many_months_after_the_ship_day(ship: str, months: int, until: str) -> None:
    trains = TRAINS | {"R1": {"freeze": "2026-01-14", "ship": ship}}
    stays_on_it = deal(gates={"acceptance": "2026-01-30"}, needs={"acceptance": ["api: ga"]})
    plan = field(deals={"d": stays_on_it, "e": STEPS}, policy={"support_months": months}, releases=trains)
    line = version(plan, "R1")
    assert str(line.supported_until) == until
    assert line.stranded == ["d"]  # it runs R1 to the end; e has moved on 13 February
    assert version(field(deals={"d": stays_on_it}), "R1").supported_until is None


SOON = deal(gates={"design_in": "2026-02-06"}, needs={"design_in": ["api"]})


def test_without_a_release_its_content_comes_with_the_next_one_and_what_that_costs_is_counted() -> None:
    # R2 is ready five working days after design-in on 6 February: half of the expected 100 remains. R1 costs 4.
    plan = field(deals={"d": SOON, "e": STEPS})
    less = version(plan, "R1").without
    assert less is not None
    assert (less.content_goes_to, less.possible, less.saved) == ("R2", True, 4)
    # e's evaluation on 30 January is ten working days late, too: of its 100, 50 remain.
    assert [(one.deal, one.lost) for one in less.deals] == [("d", 50), ("e", 50)]
    assert [(gate.gate, gate.ready, gate.status) for gate in less.deals[0].gates] == [
        ("design_in", date(2026, 2, 13), "late")
    ]
    assert less.lost == 100


def test_what_is_said_of_one_release_fewer_is_what_that_schedule_is_worth() -> None:
    deals = {"d": SOON, "e": STEPS, "h": deal(gates={"design_in": "2026-03-02"}, needs={"design_in": ["late -30%"]})}
    plan = field(deals=deals)
    problem = index_project(project(**TWO, deals=deals)).problem
    first, second = (Placement(release, tuple(starts), (0,)) for release, starts in LANDINGS)
    for key, placements in (
        ("R1", (Placement(1, first.starts, (0,)), second)),  # f lands in R2
        ("R2", (first, None)),  # g is not built
    ):
        less = version(plan, key).without
        assert less is not None
        assert value(problem, Schedule(placements)) == plan.headline.value + less.saved - less.lost


def test_without_the_last_release_its_content_is_not_built() -> None:
    less = version(field(deals={"d": STEPS}), "R2").without
    assert less is not None
    # The release costs 6 and the feature 3; the deal loses all of its expected 100.
    assert (less.content_goes_to, less.saved, less.lost) == (None, 9, 100)
    assert [(gate.gate, gate.ready, gate.status) for gate in less.deals[0].gates] == [
        ("evaluation", date(2026, 1, 16), "not_promised"),  # what it needs is there; the deal is given up
        ("design_in", None, "not_promised"),
    ]


def test_a_challenge_that_is_no_longer_met_costs_without_a_late_gate() -> None:
    plan = field(deals={"d": deal(gates={"design_in": "2026-02-06"}, needs={"design_in": ["api -20%"]}), "e": STEPS})
    less = version(plan, "R1").without
    assert less is not None
    assert [(one.deal, one.lost, len(one.gates)) for one in less.deals] == [("e", 50, 1), ("d", 20, 0)]


@pytest.mark.parametrize(
    "pin", [{"feature": "f", "release": "R1"}, {"deal": "d", "served": True}, {"feature": "g", "planned": True}]
)
def test_pins_may_forbid_to_do_without_a_release(pin: dict[str, Any]) -> None:
    # d is lost if f comes with R2 on 13 February: the curve ends twenty working days after 9 January.
    early = deal(gates={"evaluation": "2026-01-09"}, needs={"evaluation": ["api"]})
    plan = field(deals={"d": early, "e": STEPS}, pins=[pin])
    less = version(plan, "R2" if "planned" in pin else "R1").without
    assert less is not None
    assert not less.possible


def test_placeholders_run_nothing_and_lose_like_others() -> None:
    plan = field(deals={"d": SOON, "e": STEPS})
    made = project(**TWO, deals={"d": SOON, "e": STEPS})
    placed = tuple(Placement(release, tuple(starts), (0,)) for release, starts in LANDINGS)
    lines = [line.model_copy(update={"placeholder": line.id == "e"}) for line in plan.deals]
    found = versions(Draft(made, index_project(made), Schedule(placed)), lines, plan.releases)
    assert [line.deal for line in found.deals] == ["d"]
    assert found.lines[0].without == version(plan, "R1").without


def test_a_fixed_release_is_cut_anyway() -> None:
    trains = {"R1": TRAINS["R1"] | {"fixed": True}, "R2": TRAINS["R2"]}
    assert version(field(deals={"d": STEPS}, releases=trains), "R1").without is None
