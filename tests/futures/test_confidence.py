"""Plans with a wanted confidence, on companies small enough to be worked out by hand."""

from __future__ import annotations

from pathlib import Path
from threading import Event

import pytest

import roadmap
from roadmap.audit import broken_rules, value
from roadmap.errors import UsageFault
from roadmap.explaining.present import Present, present_of
from roadmap.folder.load import load_project
from roadmap.futures.confidence.bisecting import bisection_of, short_groups
from roadmap.futures.confidence.padding import GATES, Padder, Padding, quantile_of
from roadmap.futures.confidence.reaching import Reacher, SureSearch, fresh_seed
from roadmap.futures.confidence.reshaping import Reshaper
from roadmap.futures.confidence.search_clock import SearchClock
from roadmap.futures.confidence.staircase import staircase_of
from roadmap.futures.confidence.weighing import weighed
from roadmap.operations.searching.confident import make_confident
from roadmap.planner import Options
from roadmap.planner.stored.recount import what_differs
from roadmap.planner.stored.replan import replan
from roadmap.plans.document import Plan
from tests.futures.random_plans import random_plan
from tests.plan_files import plan_text

TWO = """\
name: Two
start: 2026-01-05
horizon: 2026-06-26
segments:
  isv: {name: ISV, target: 300, win_rate: 1, lead_rate: 1, lead_time: 0}
profiles:
  either: {name: Takes either, needs: {design_in: [api | c]}}
capabilities:
  api: {name: API, kind: serving}
  c: {name: C, kind: serving}
deals:
  d:
    {name: D, customer: K, segment: isv, stage: opportunity, value: 400,
     gates: {design_in: 2026-01-19}, needs: {design_in: [api]}}
  e:
    {name: E, customer: L, segment: isv, stage: opportunity, value: 300,
     gates: {design_in: 2026-01-19}, needs: {design_in: [c]}}
teams:
  core: {name: Core, skill: code, people: 1}
features:
  a: {name: A, team: core, provides: {api: ga}, work: [{phase: build, skill: code, effort: 6}]}
  b: {name: B, team: core, provides: {c: ga}, work: [{phase: build, skill: code, effort: 3}]}
releases:
  R1: {freeze: 2026-01-15, ship: 2026-01-16}
policy: {uncertainty: {gates: 0 days, sick_days: 0, common: {company: 0%, skill: 0%, feature: 0%}}}
"""
"""Two deals, one person, and nine days until the freeze, which the work for both takes if all goes as planned.

The person does b and then a: what is late for both together is late for a. Alone, a has 9 days for a likely 6, and
b has 9 for a likely 3, more than the 4.8 it takes at most.
"""


def planned(folder: Path, text: str) -> Present:
    """A folder with its best plan."""
    folder.mkdir()
    (folder / "roadmap.yaml").write_text(text, encoding="utf-8")
    project = load_project(folder, encoding=None, as_of=None).project
    assert project is not None
    plan = replan(project, None, seconds=60).plan
    assert plan is not None
    (folder / "plan.json").write_text(plan_text(plan), encoding="utf-8")
    return present_of(plan, project)


@pytest.fixture(scope="module")
def present(tmp_path_factory: pytest.TempPathFactory) -> Present:
    return planned(tmp_path_factory.mktemp("sure") / "two", TWO)


def surer(present: Present) -> Plan:
    """The plan with 80 %; searches end by their proof."""
    options = Options(seconds=20.0, workers=1, confidence=0.8, reproducible=True)
    return make_confident(present.plan, present.project, options, seconds=20.0, stop=Event())


@pytest.fixture(scope="module")
def sure(present: Present) -> Plan:
    return surer(present)


def test_the_plan_that_is_worth_most_serves_both_and_is_sure_of_neither(present: Present) -> None:
    # The freeze is the end of slot 8: 3 + 6 days fit exactly, and the ranges are 2.4 to 4.8 and 4.8 to 9.6 days.
    found = weighed(present, present.schedule, runs=4000, seed=3)
    assert found.value == 700
    assert len(found.chances) == 2
    assert min(found.chances.values()) < 0.5


def test_with_a_confidence_the_dearer_deal_comes_first_and_the_other_where_time_is_left(
    present: Present, sure: Plan
) -> None:
    part, begins = sure.confidence, {line.id: line.work[0].first for line in sure.features}
    assert part is not None
    assert [(deal.deal, deal.reached) for deal in part.deals] == [("d", True), ("e", False)]
    assert begins["a"] < begins["b"]
    assert (sure.headline.value, part.value_without, part.cost) == (700, 700, 0)
    assert part.assured >= 400 > part.assured_without


def test_the_chance_that_a_plan_states_is_that_of_the_work_to_be_small_enough(sure: Plan) -> None:
    # a takes 4.8 to 9.6 days, most likely 6: beta with parameters 2 and 4. Up to 9 days, y = 4.2 / 4.8 = 7/8:
    # y^2 (10 - 20 y + 15 y^2 - 4 y^3).
    part = sure.confidence
    assert part is not None
    y = 7 / 8
    assert part.deals[0].chance == pytest.approx(
        y**2 * (10 - 20 * y + 15 * y**2 - 4 * y**3), abs=4 * part.deals[0].error
    )


def test_a_simulation_of_the_plan_with_the_stated_seed_gives_the_stated_chances(present: Present, sure: Plan) -> None:
    part, stored = sure.confidence, present_of(sure, present.project)
    assert part is not None
    again = weighed(stored, stored.schedule, runs=part.runs, seed=part.seed)
    assert [round(chance, 4) for chance in again.chances.values()] == [deal.chance for deal in part.deals]
    assert part.seed == fresh_seed(0) != 0


def test_a_plan_with_a_confidence_follows_from_its_work_and_the_true_input(present: Present, sure: Plan) -> None:
    assert what_differs(sure, present.project) == ()
    assert [line.effort for feature in sure.features for line in feature.work] == [6, 3]


def test_where_the_plan_is_sure_as_it_is_nothing_is_given_up(tmp_path: Path) -> None:
    text = TWO.replace("effort: 6", "effort: 3")  # 2.4 to 4.8 days twice in nine days
    present = planned(tmp_path / "easy", text)
    plan = surer(present)
    assert plan.confidence is not None
    assert plan.confidence.cost == 0
    assert [deal.reached for deal in plan.confidence.deals] == [True, True]


def test_work_is_padded_to_the_quantile_of_its_own_range_and_sure_work_not_at_all(present: Present) -> None:
    padder = Padder(present)
    padded = padder.padded(Padding({("build", "code"): 0.9}, {}))
    # 90 % of a beta distribution with parameters 2 and 4 lie below 0.584: 4.8 + 4.8 x 0.584 = 7.6 days, and half that.
    assert quantile_of((0.8, 1.0, 1.6), 0.9) == pytest.approx(0.8 + 0.8 * 0.584, abs=0.002)
    assert [item.modes[0].days for item in padded.items] == [8, 4]
    assert padder.padded(Padding({}, {})) == present.indexed.problem


def test_a_buffer_makes_the_last_work_before_the_freeze_longer(present: Present) -> None:
    padded = Padder(present).padded(Padding({}, {1: 4}))
    assert [item.modes[0].days for item in padded.items] == [6, 7]


@pytest.mark.parametrize("seed", range(6))
def test_a_plan_with_more_room_is_a_plan_of_the_input_itself(seed: int) -> None:
    present = random_plan(seed)
    padder, problem = Padder(present), present.indexed.problem
    padded = padder.padded(Padding({**dict.fromkeys(padder.groups, 0.9), GATES: 0.9}, {}))
    near = Reshaper(padded).nearest(present.schedule)
    if near is None:
        return  # what is pinned has no room for longer work
    assert not broken_rules(padded, near)
    settled = Reshaper(problem).settled(near)
    assert settled
    for schedule in settled:
        assert not broken_rules(problem, schedule)
        assert value(problem, schedule) >= value(padded, near)


def test_a_group_that_decides_a_short_deal_is_planned_surer_and_the_others_less_sure(present: Present) -> None:
    found = weighed(present, present.schedule, runs=1000, seed=0, trace=True)
    short = short_groups(found, [0, 1], 0.8)
    assert short == {("build", "code")}
    open_ = bisection_of([("build", "code"), ("verify", "code")], 0.8)
    assert open_.spans["build", "code"] == pytest.approx((0.8, 0.98))
    assert bisection_of([("build", "code")], 0.5).spans[GATES] == pytest.approx((0.5, 0.95))
    after = open_.after(short).sure
    assert after["build", "code"] > open_.sure["build", "code"] > after["verify", "code"]


def test_of_the_plans_of_a_pool_the_surest_is_taken_where_no_time_is_left(present: Present) -> None:
    reacher = Reacher(present, 0.8, SureSearch(0.0, 1, 0))
    assert reacher.reach().schedule == present.schedule


def test_a_confidence_that_is_no_share_is_refused(present: Present, tmp_path: Path) -> None:
    with pytest.raises(UsageFault, match="confidence is 80"):
        roadmap.plan(tmp_path, Options(confidence=80))


def test_the_price_of_confidence_is_a_staircase_that_never_rises(present: Present) -> None:
    # With 90 % the dearer deal can be counted on, which holds in 0.94 of the futures if its work comes first.
    steps = staircase_of(present, SureSearch(20.0, 1, 0, reproducible=True))
    assert [step.confidence for step in steps] == [None, 0.5, 0.7, 0.8, 0.9]
    amounts = [step.assured for step in steps]
    assert amounts == sorted(amounts, reverse=True)
    assert (amounts[0], amounts[-1]) == (700, 400)
    assert [(step.value, step.cost) for step in steps] == [(700, 0)] * 5
    assert (steps[-1].reached, steps[-1].count) == (1, 2)


def test_by_effort_a_search_ends_when_the_processor_time_is_used_and_when_it_is_stopped() -> None:
    clock, stop = SearchClock(by_effort=True), Event()
    with clock.lasting(0.02, stop) as (most, over):
        assert most > 0.02  # the clock on the wall is no limit
        while not over.is_set():
            sum(range(10_000))
    stop.set()
    with clock.lasting(1000.0, stop) as (_most, over):
        assert over.wait(10)
    with SearchClock(by_effort=False).lasting(3.0, stop) as told:
        assert told == (3.0, stop)
