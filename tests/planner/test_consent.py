"""Consent: where the policy asks for it, no plan moves a published promise that nobody agreed to move."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roadmap.audit import broken_rules, consent, value
from roadmap.folder.project import Project
from roadmap.indexing import index_project
from roadmap.planner.build import build_plan
from roadmap.planner.causes.consent import agreements, hopeless_promises, moved_without_consent, not_held
from roadmap.planner.options import Options
from roadmap.planner.stored.replan import replan
from roadmap.policy.decisions import RecordedDecision
from roadmap.schedule import Placement, Proof, Schedule, Status, Stopped
from tests.planner.plans import plan_made
from tests.planner.published import R1, promised, published
from tests.projects import capability, deal, feature

REQUIRED = {"policy": {"promises": {"per_week": "1%", "most": "1%"}, "consent": "required"}}
FREE = {"policy": {"promises": {"per_week": "1%", "most": "1%"}}}
SHIPS = (10, 20, 50)
"""The working days by whose end R1, R2 and R3 ship."""
FIRST, SECOND = date(2026, 1, 16), date(2026, 1, 30)
PLACES = [None, *(Placement(release, (start,), (0,)) for release in range(3) for start in (0, 5, 10))]
SHIPPED = {"R1": "2026-01-16", "R2": "2026-01-30"}
EVERY = [Schedule(pair) for pair in product(PLACES, PLACES)]


def yes(deal: str, day: date) -> RecordedDecision:
    return RecordedDecision(what=f"promises.{deal}.{day}", who="Sales", when=date(2026, 1, 5), because="agreed")


def two(
    *promises: Any,
    header: dict[str, Any] | None = None,
    worth: int = 120,
    segment: dict[str, Any] | None = None,
    **more: Any,
) -> Project:
    """Two features of five days for one person: R1 has room for one of them, R2 for both.

    `d` was promised R1 with `api`; `e` wants R1 for `smi`, keeps nothing later, and brings half of `worth`.
    """
    curve = [{"days": 0, "keeps": 1}]
    usual = {"name": "S", "target": 0, "win_rate": "1/2", "lead_rate": "1/2", "lead_time": 0, "lateness": curve}
    return promised(
        *promises,
        segments={"isv": segment or usual},
        header=header or REQUIRED,
        capabilities={"api": capability(), "smi": capability()},
        features={"f": feature(), "g": feature(provides={"smi": "ga"})},
        deals={
            "d": deal(value=2000, gates={"design_in": "2026-03-27"}, needs={"design_in": ["api"]}),
            "e": deal(value=worth, gates={"design_in": "2026-01-16"}, needs={"design_in": ["smi"]}),
        },
        **more,
    )


def worth(made: Project) -> int | None:
    found = replan(made, None, seconds=60, workers=1)
    assert found.proof.status in (Status.OPTIMAL, Status.INFEASIBLE)
    return None if found.plan is None else found.plan.proof.value


def test_a_promise_that_would_move_for_its_price_is_kept() -> None:
    assert worth(two(header=FREE)) == 1000 + 60 - 10  # e in R1 for 60, and the promise moves for 1 % of 1,000
    assert worth(two()) == 1000


def test_a_decision_lets_it_move() -> None:
    assert worth(replace(two(), decisions=(yes("d", FIRST),))) == 1050


def test_a_decision_about_another_day_or_deal_does_not() -> None:
    assert worth(replace(two(), decisions=(yes("d", SECOND), yes("e", FIRST)))) == 1000


def test_a_promise_whose_day_is_past_is_free() -> None:
    made = two(header=REQUIRED | {"as_of": "2026-01-19"})
    assert [priced.held for priced in index_project(made).promises] == [False]
    assert hopeless_promises(made) == ()


def test_a_promise_that_shipped_late_is_free() -> None:
    made = two(published(SECOND), header=REQUIRED | {"as_of": "2026-01-26"}, progress={"f": {"shipped": "R1"}})
    assert index_project(made).promises == ()  # shipped on 16 January, before the promised day: nothing can break it
    late = two(
        published(date(2026, 1, 14)), header=REQUIRED | {"as_of": "2026-01-19"}, progress={"f": {"shipped": "R1"}}
    )
    assert [priced.held for priced in index_project(late).promises] == [False]


def test_a_promise_that_no_plan_can_keep_is_named_and_let_go() -> None:
    made = two(published(date(2026, 1, 9)))  # a week before the first release ships
    [hopeless] = hopeless_promises(made)
    assert (hopeless.deal, hopeless.day) == ("d", date(2026, 1, 9))
    freed = replace(made, freed=frozenset({(hopeless.deal, hopeless.day)}))
    assert worth(freed) == 1050  # it moves two weeks or one for the same price
    assert worth(made) is None


def test_a_deal_that_is_pinned_out_breaks_its_promise_and_that_is_named() -> None:
    made = two(pins=[{"deal": "d", "served": False}])
    assert [one.deal for one in hopeless_promises(made)] == ["d"]
    assert [priced.held for priced in index_project(made).promises] == [False]


def test_where_moving_is_free_of_charge_consent_still_counts() -> None:
    header = {"policy": {"promises": {"per_week": "0"}, "consent": "required"}}
    assert worth(two(header=header)) == 1000
    assert index_project(two(header=header)).owed == 0


def test_the_plan_says_which_promises_it_had_to_keep() -> None:
    held = plan_made(two(), (0, [0]), None)
    assert [line.held for line in held.promises] == [True]
    assert not_held(held) == frozenset()
    free = plan_made(two(header=FREE), (0, [0]), None)
    assert not_held(free) == {("d", FIRST)}


def test_the_documents_alone_tell_what_moved() -> None:
    free = two(header=FREE)
    assert free.baseline is not None
    moved, kept, broken = (
        plan_made(free, (1, [5]), (0, [0])),
        plan_made(free, (0, [0]), None),
        plan_made(free, None, None),
    )
    told = [list(moved_without_consent(plan, free.baseline, frozenset())) for plan in (moved, kept, broken)]
    assert [[one.deal for one in found] for found in told] == [["d"], [], ["d"]]
    assert list(moved_without_consent(moved, free.baseline, frozenset({("d", FIRST)}))) == []


def ships_by(schedule: Schedule, feature: int, day: date, made: Project) -> bool:
    placement = schedule.placements[feature]
    limit = made.calendar.limit(day, made.as_of)
    return placement is not None and SHIPS[placement.release] <= limit


DAYS = st.sampled_from([date(2026, 1, 9), FIRST, date(2026, 1, 29), SECOND, date(2026, 3, 13)])


@settings(max_examples=25)
@given(DAYS, st.none() | DAYS, st.booleans(), st.booleans(), st.integers(0, 3000))
def test_the_best_plan_with_consent_is_the_best_of_all_that_keep_the_promises(
    first: date, second: date | None, agreed: bool, agreed_too: bool, amount: int
) -> None:
    promises = [published(first)] + ([] if second is None else [published(second, promised="smi", key="e")])
    decided = [("d", first)] * agreed + [("e", second)] * (agreed_too and second is not None)
    decisions = [yes(deal, day) for deal, day in decided if day is not None]
    stated = two(*promises, worth=amount)
    stated = replace(stated, decisions=tuple(decisions))
    made = replace(stated, freed=frozenset((one.deal, one.day) for one in hopeless_promises(stated)))
    free = index_project(two(*promises, header=FREE, worth=amount))
    valid = [schedule for schedule in EVERY if not broken_rules(free.problem, schedule)]
    asked = {(one.deal, one.day) for one in promises} - stated.agreed
    number = {"d": 0, "e": 1}

    def keeps(schedule: Schedule, key: str, day: date) -> bool:
        return ships_by(schedule, number[key], day, made) and (key == "d" or ships_by(schedule, 1, FIRST, made))

    possible = {one for one in asked if any(keeps(schedule, *one) for schedule in valid)}
    assert made.freed == asked - possible  # alone, none of the others can be kept
    held = [s for s in valid if all(keeps(s, *one) for one in possible)]
    best = max((value(free.problem, s) - free.owed for s in held), default=None)
    assert worth(made) == best
    indexed = index_project(made)
    twin = agreements(made, indexed)
    for schedule in valid:
        accepted = not broken_rules(indexed.problem, schedule)
        assert (schedule in held) == accepted == (not list(consent.check(indexed.problem, schedule, twin)))


def test_what_shipped_too_late_for_a_promise_that_is_not_yet_due_is_named_and_let_go() -> None:
    # f shipped on 30 January; d takes ten working days, to 13 February, and was promised 6 February
    late = {"name": "S", "target": 0, "win_rate": "1/2", "lead_rate": "1/2", "lead_time": 10}
    made = promised(
        published(date(2026, 2, 6)),
        header=REQUIRED | {"as_of": "2026-02-02"},
        segments={"isv": late},
        progress={"f": {"shipped": "R2"}},
    )
    assert [priced.held for priced in index_project(made).promises] == [False]
    assert [(one.deal, one.day) for one in hopeless_promises(made)] == [("d", date(2026, 2, 6))]
    assert made.baseline is not None
    told = moved_without_consent(plan_made(made), made.baseline, made.agreed)
    assert [one.deal for one in told] == ["d"]
    assert hopeless_promises(replace(made, decisions=(yes("d", date(2026, 2, 6)),))) == ()


@settings(max_examples=25)
@given(
    DAYS, st.booleans(), st.sampled_from([0, 5]), st.sampled_from(["", "R1", "R2"]),
    st.sampled_from(["2026-01-05", "2026-01-19", "2026-02-02"]), st.booleans(), st.booleans(),
)  # fmt: skip
def test_what_publishing_refuses_is_named_by_the_check_whatever_the_facts(
    first: date, agreed: bool, lead: int, shipped: str, as_of: str, other: bool, out: bool
) -> None:
    """Of a plan that keeps the rules publishing refuses no moved promise but those that the check named; of a plan that
    breaks the rule of consent it refuses one at least."""
    facts: dict[str, Any] = {
        "segment": {"name": "S", "target": 0, "win_rate": "1/2", "lead_rate": "1/2", "lead_time": lead},
        "progress": {"f": {"shipped": shipped}} if shipped and SHIPPED[shipped] < as_of else {},
        "pins": [{"deal": "d", "served": False}] if out else [],
    }
    promises = [published(day) for day in dict.fromkeys([first, SECOND] if other else [first])]
    stated = two(*promises, header=REQUIRED | {"as_of": as_of}, **facts)
    stated = replace(stated, decisions=(yes("d", first), yes("d", first)) if agreed else ())  # said twice
    made = replace(stated, freed=frozenset((one.deal, one.day) for one in hopeless_promises(stated)))
    free = two(*promises, header=FREE | {"as_of": as_of}, **facts)
    held, loose = index_project(made).problem, index_project(free)
    assert made.baseline is not None
    for placements in product(PLACES[::2], repeat=len(loose.problem.features)):
        schedule = Schedule(placements)
        if broken_rules(loose.problem, schedule):
            continue
        worth = value(loose.problem, schedule)
        proof = Proof(Status.BEST_FOUND, Stopped.TIME, worth, worth + 10)
        plan = build_plan(free, loose, schedule, proof=proof, options=Options(), solver="0")
        refused = {(one.deal, one.day) for one in moved_without_consent(plan, made.baseline, made.agreed)}
        assert bool(refused - made.freed) == bool(broken_rules(held, schedule))


@pytest.mark.parametrize(
    ("what", "said"),
    [
        ("promises.d", "expected promises.DEAL.DAY"),
        ("promises.d.2026-02-30", "expected promises.DEAL.DAY"),
        ("whatever", "expected a path"),
    ],
)
def test_a_decision_names_something(what: str, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        RecordedDecision(what=what, who="S", when=date(2026, 1, 5), because="b")


@pytest.mark.parametrize("deal", ["d", "acme.2026", "a.b-c_d", "2026-01-16".join("xy")])
def test_a_decision_names_the_promise_to_any_deal(deal: str) -> None:
    assert yes(deal, FIRST).promise == (deal, FIRST)


def test_a_decision_about_something_else_frees_nothing() -> None:
    other = RecordedDecision(what="deals.d.gates.design_in", who="S", when=date(2026, 1, 5), because="b")
    assert other.promise is None
    assert R1["ship"] == "2026-01-16"
