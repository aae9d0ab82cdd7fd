from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from requirements.gate import Gate, Maturity
from roadmap.comparing import Comparison, compare_plans
from roadmap.comparing.comparison import ValuePart
from roadmap.comparing.pairs import DifferenceKind, Gain, Pair, PlanChange
from roadmap.comparing.reasons import _of_work, effort_to_begin
from roadmap.plans.deals import DealStatus
from roadmap.plans.document import Plan
from roadmap.plans.engineering.work import WorkStatus
from tests.compare.plans import R1, R1_DAY, R2, R2_DAY, a, b, plan
from tests.projects import capability, feature
from tests.sample_plan import sample_plan

BASE = plan()


def compare(after: Plan) -> Comparison:
    found = compare_plans(BASE, after)
    assert sum(cause.gain.amount for cause in found.accounts) == after.proof.value - BASE.proof.value
    return found


def test_a_plan_compared_with_itself_is_empty() -> None:
    for same in (BASE, sample_plan()):
        assert compare_plans(same, same) == Comparison()
        assert compare_plans(same, same).is_empty
        assert not compare_plans(same, same).misses


VARIANTS: list[dict[str, Any]] = [
    {"placements": ((1, [0]), (1, [5]))},
    {"placements": (None, (1, [5]))},
    {"placements": (None, None)},
    {"deals": {"a": a(value=1000), "b": b()}},
    {"deals": {"a": a(win_probability="1/3"), "b": b(), "c": b(name="C")}},
    {"deals": {"b": b()}},
    {"deals": {"a": a(stage="lost"), "b": b(stage="won")}},
    {"deals": {"a": a(gates={"design_in": "2026-01-23"}), "b": b()}, "placements": ((1, [0]), None)},
    {"deals": {"a": a(needs={"design_in": ["api", "smi"]}), "b": b(lead_time=3)}},
    {"deals": {"a": a(needs={"design_in": ["smi | api"]}), "b": b()}},
    {"releases": {"R1": R1, "R2": R2 | {"ship": "2026-02-06"}}},
    {"releases": {"R0": R1, "R2": R2 | {"cost": 30}}},
    {"features": {"f": feature(cost=7), "g": feature({"phase": "build", "skill": "code", "effort": 3})}},
    {"header": {"as_of": "2026-01-07", "policy": {"safe_slack": 3}}},
    {"pins": [{"feature": "g", "done_by": "2026-02-20"}]},
    {"teams": {"core": {"name": "Core", "skill": "code", "people": 3}}},
]


@settings(max_examples=60)
@given(st.sampled_from(VARIANTS), st.sampled_from(VARIANTS))
def test_comparing_the_other_way_round_is_the_mirror(one: dict[str, Any], two: dict[str, Any]) -> None:
    first, second = (
        plan(*v.get("placements", ()), **{k: x for k, x in v.items() if k != "placements"}) for v in (one, two)
    )
    there, back = compare_plans(first, second), compare_plans(second, first)
    assert there.turned() == back
    assert there == back.turned()
    assert there.is_empty == back.is_empty
    assert sum(cause.gain.amount for cause in there.accounts) == second.proof.value - first.proof.value
    if one == two:
        assert there.is_empty


def test_a_promise_that_moves_says_by_how_many_days_and_why() -> None:
    later = compare(plan((1, [0]), (1, [5])))
    [move] = later.promises
    assert (move.deal, move.gate, move.day, move.release) == (
        "a",
        Gate.DESIGN_IN,
        Pair(R1_DAY, R2_DAY),
        Pair("R1", "R2"),
    )
    assert (move.days, move.is_broken, later.misses) == (14, True, True)
    assert move.reasons == (PlanChange(DifferenceKind.LANDING, "f", Pair("R1", "R2")),)
    earlier = later.turned()
    assert (earlier.promises[0].days, earlier.misses) == (-14, False)


def test_a_release_that_ships_later_is_the_reason() -> None:
    found = compare(plan(releases={"R1": R1, "R2": R2 | {"ship": "2026-02-06"}}))
    [move] = found.promises
    assert move.reasons == (PlanChange(DifferenceKind.SHIP, "R2", Pair(R2_DAY, R2_DAY.replace(month=2, day=6))),)
    assert found.input == (PlanChange(DifferenceKind.SHIP, "R2", Pair(R2_DAY, R2_DAY.replace(month=2, day=6))),)


def test_a_longer_lead_time_is_the_reason() -> None:
    [move] = compare(plan(deals={"a": a(lead_time=5), "b": b()})).promises
    assert move.reasons == (PlanChange(DifferenceKind.LEAD_TIME, "a", Pair(0, 7)),)  # five working days are a week
    assert move.days == 7


def test_more_work_and_a_later_begin_are_reasons_below_the_landing() -> None:
    longer = feature({"phase": "build", "skill": "code", "effort": 9})
    found = compare(plan((1, [1]), (1, [10]), features={"f": longer, "g": feature(provides={"smi": "ga"})}))
    kinds = [(change.kind, change.subject) for change in found.promises[0].reasons]
    assert kinds == [(DifferenceKind.EFFORT, "f"), (DifferenceKind.LANDING, "f"), (DifferenceKind.BEGIN, "f")]


@pytest.mark.parametrize(("verified", "kinds"), [(R1_DAY, []), (R2_DAY, [DifferenceKind.END])])
def test_what_remains_of_running_work_is_no_estimate_that_changed(verified: date, kinds: list[DifferenceKind]) -> None:
    """Of five days three remain, and a week later one: as planned, or two weeks late."""
    line = next(one for one in BASE.features if one.id == "f")
    one, two = (
        line.model_copy(
            update={
                "work": [line.work[0].model_copy(update={"status": WorkStatus.STARTED, "effort": effort})],
                "verified": day,
            }
        )
        for effort, day in ((3, R1_DAY), (1, verified))
    )
    assert not effort_to_begin(one, two).differs
    assert [change.kind for change in _of_work("f", one, two)] == kinds


def test_what_a_feature_waits_for_is_a_reason_too() -> None:
    after = {"f": feature(after=["g"]), "g": feature(provides={"smi": "ga"})}
    found = compare_plans(
        plan((1, [5]), (0, [0]), features=after),
        plan((1, [5]), (1, [0]), features=after),
    )
    assert [move.deal for move in found.promises] == ["b"]
    late = compare_plans(
        plan((0, [3]), (0, [0]), features=short(after)), plan((1, [5]), (1, [0]), features=short(after))
    )
    reasons = {move.deal: [(c.kind, c.subject) for c in move.reasons] for move in late.promises}
    assert (DifferenceKind.LANDING, "g") in reasons["a"]


def short(features: dict[str, Any]) -> dict[str, Any]:
    """The same with work of three days, so that both fit into R1."""
    work = [{"phase": "build", "skill": "code", "effort": 3}]
    return {key: line | {"work": work} for key, line in features.items()}


def test_a_new_need_and_another_provider_are_reasons() -> None:
    wants = a(needs={"design_in": ["api", "smi"]})
    [move] = compare(plan(deals={"a": wants, "b": b()})).promises
    assert PlanChange(DifferenceKind.NEED, "a/smi", Pair(None, Maturity.GA)) in move.reasons
    other = {"f": feature(), "g": feature(provides={"smi": "ga"}), "h": feature()}
    moved, gone = compare(plan(None, (0, [0]), (1, [5]), features=other, deals={"a": a()})).promises
    assert (gone.deal, gone.is_closed) == ("b", True)
    assert PlanChange(DifferenceKind.PROVIDER, "api", Pair("f", "h")) in moved.reasons


def test_a_deal_that_is_no_longer_served_is_lost_and_its_promise_withdrawn() -> None:
    found = compare(plan(None, (1, [5])))
    [move] = found.promises
    assert (move.day, move.days, move.is_broken) == (Pair(R1_DAY, None), None, True)
    [change] = found.deals
    assert (change.deal, change.is_lost, change.is_won_back) == ("a", True, False)
    assert change.status == Pair(DealStatus.SECURED, DealStatus.GIVEN_UP)
    assert change.kept == Pair(1000, 0)
    assert found.misses
    assert found.turned().deals[0].is_won_back


def test_a_deal_that_is_closed_is_no_broken_promise() -> None:
    found = compare(plan(None, (1, [5]), deals={"a": a(stage="lost"), "b": b()}))
    [move] = found.promises
    assert (move.deal, move.gate_day.after, move.day, move.is_closed) == ("a", None, Pair(R1_DAY, None), True)
    assert (found.moved, found.broken, found.misses) == (0, 0, False)
    assert found.deals[0].status == Pair(DealStatus.SECURED, None)
    assert PlanChange(DifferenceKind.DEAL, "a", Pair(before=True, after=False)) in found.input


def test_a_deal_that_is_new_is_promised_something_and_no_promise_is_missed_by_it() -> None:
    new = {"c": b(name="C", gates={"design_in": "2026-01-20"})}  # R2 is ready ten days after that
    found = compare(plan((0, [0]), (1, [5]), deals={"a": a(), "b": b(), **new}))
    [move] = found.promises
    assert (move.deal, move.gate_day.before, move.day, move.is_opened) == ("c", None, Pair(None, R2_DAY), True)
    assert (move.is_late, found.moved, found.broken, found.misses) == (True, 1, 0, False)


def test_gates_that_only_one_plan_knows_are_told_and_are_part_of_the_input() -> None:
    more = {"evaluation": "2026-02-20", "design_in": "2026-03-27"}
    wider = plan(deals={"a": a(gates=more, needs={"evaluation": ["api: ga"]}), "b": b()})
    found = compare(wider)
    [move] = found.promises
    assert (move.deal, move.gate, move.day, move.is_opened) == ("a", Gate.EVALUATION, Pair(None, R1_DAY), True)
    days = [change for change in found.input if change.kind is DifferenceKind.GATE]
    assert days == [PlanChange(DifferenceKind.GATE, "a/evaluation", Pair(None, date(2026, 2, 20)))]
    [gone] = found.turned().promises
    assert (gone.is_closed, found.turned().moved, found.turned().misses) == (True, 0, False)


def test_what_has_shipped_is_no_moved_promise() -> None:
    ready = {"api": capability(ready="ga"), "smi": capability()}
    found = compare(plan(None, (1, [5]), capabilities=ready))
    assert found.promises == ()


def test_releases_tell_what_came_and_went() -> None:
    found = compare(plan((1, [0]), (1, [5])))
    one, two = found.releases
    assert (one.release, one.used, one.only) == ("R1", Pair(before=True, after=False), Pair(("f",), ()))
    assert (two.release, two.used, two.only) == ("R2", Pair(before=True, after=True), Pair((), ("f",)))
    assert [change.feature for change in found.features] == ["f"]


def test_the_value_is_taken_apart_to_the_last_thousand() -> None:
    found = compare(plan(deals={"a": a(value=1500), "c": b(name="C", value=61)}))
    # b (100) left and c (30) came; a is worth 250 less
    assert {cause.of: cause.gain.amount for cause in found.accounts} == {"deals": -70, "worth": -250}


def test_a_deal_served_worse_and_a_release_saved_are_two_accounts() -> None:
    found = compare(plan((0, [0]), None))
    assert found.accounts == (ValuePart("served", Gain(-100)), ValuePart("releases", Gain(10)))


@pytest.mark.parametrize(
    ("entities", "kinds"),
    [
        ({"deals": {"a": a(stage="evaluation", win_probability="1/2"), "b": b()}}, {DifferenceKind.STAGE}),
        ({"deals": {"a": a(win_probability="1/4"), "b": b()}}, {DifferenceKind.CHANCE}),
        ({"deals": {"a": a(gates={"design_in": "2026-03-20"}), "b": b()}}, {DifferenceKind.GATE}),
        ({"teams": {"core": {"name": "Core", "skill": "code", "people": 2}}}, {DifferenceKind.PEOPLE}),
        ({"header": {"policy": {"safe_slack": 9}}}, {DifferenceKind.SAFE_SLACK}),
        ({"pins": [{"feature": "f", "planned": True}]}, {DifferenceKind.PIN}),
        (
            {"segments": {"isv": {"name": "I", "target": 9, "win_rate": "1/2", "lead_rate": "1/2", "lead_time": 0}}},
            {DifferenceKind.TARGET},
        ),
        ({"features": {"f": feature(cost=5), "g": feature(provides={"smi": "ga"})}}, {DifferenceKind.COST}),
        (
            {"progress": {"f": {"items": {"build": {"started": "2026-01-05", "remaining": 5}}}}},
            {DifferenceKind.PROGRESS},
        ),
    ],
)
def test_each_change_of_the_input_that_plans_show_is_named(
    entities: dict[str, Any], kinds: set[DifferenceKind]
) -> None:
    held = ((0, []), (1, [5])) if "progress" in entities else ()  # running work is no part of the schedule
    assert {change.kind for change in compare(plan(*held, **entities)).input} == kinds


def test_plans_of_the_same_input_name_no_change_of_the_input() -> None:
    assert compare(plan((1, [0]), (1, [5]))).input == ()
