"""Each rule of the model alone where windows cut something: work without room, without a mode, and features that are
closed, which hide nothing of the others."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from roadmap.problem import Deal, Demand, Feature, Item, Level, Mode, Precedence, Problem, Release
from roadmap.schedule import Placement, Schedule
from roadmap.solver.cpsat.rules import capacity, coverage, crew, landing, pins, precedence, support
from tests.problems import item, problem, schedule
from tests.solver.rule_alone import Case, Rule, allowed, wide

RULES: list[Rule] = [precedence.add, capacity.add, crew.add, landing.add, coverage.add, support.add, pins.add]


def within(add: Rule, case: Case, **cut: Any) -> bool:
    return allowed(add, case, windows=replace(wide(case.problem), **cut))


@pytest.mark.parametrize(
    ("earliest", "latest", "placed", "right"),
    [(2, 5, True, True), (2, 4, True, False), (2, 4, False, True), (3, 6, False, True)],
)
def test_work_that_has_no_room_in_its_window_is_not_scheduled(
    earliest: int, latest: int, placed: bool, right: bool
) -> None:
    # Three slots of work: [2, 5) is just enough.
    case = Case(problem([item(0, 3)]), schedule((0, [2]) if placed else None))
    assert within(precedence.add, case, earliest=(earliest,), latest=(latest,)) is right


@pytest.mark.parametrize(("latest", "right"), [(5, True), (4, False)])
def test_the_room_of_work_is_that_of_its_shortest_way(latest: int, right: bool) -> None:
    ways = Item(0, (Mode(((0, 1),), 5), Mode(((0, 2),), 3)), True, 0, 20)
    case = Case(problem([ways]), Schedule((Placement(0, (2,), (1,)),)))
    assert within(precedence.add, case, earliest=(2,), latest=(latest,)) is right


@pytest.mark.parametrize(
    ("earliest", "latest", "right"), [(0, 3, True), (0, 2, False), (1, 4, True), (2, 6, True), (2, 5, False)]
)
def test_the_room_of_a_wait_is_how_long_it_lasts_from_there(earliest: int, latest: int, right: bool) -> None:
    # From slot 0 it ends in slot 3, from slot 1 in 4, from slot 2 in 6.
    wait = Item(0, (Mode((), 3, until=(3, 4, 6)),), True, 0, 20)
    case = Case(problem([wait]), schedule((0, [earliest])))
    assert within(precedence.add, case, earliest=(earliest,), latest=(latest,)) is right
    assert within(precedence.add, replace(case, schedule=schedule(None)), earliest=(earliest,), latest=(latest,))


def test_work_that_nobody_can_do_in_any_way_is_not_scheduled() -> None:
    milestones = problem([item(0, 0), item(1, 0)], features=[Feature((0,), (), 0), Feature((1,), (), 0)])
    for first, then, right in ((True, False, False), (False, True, True), (False, False, True), (True, True, False)):
        case = Case(milestones, schedule((0, [0]) if first else None, (0, [0]) if then else None))
        assert within(crew.add, case, modes=((), (0,))) is right


def test_a_closed_feature_hides_no_work_that_nobody_can_do() -> None:
    question = problem([item(0, 0), item(1, 0)])
    for placed, right in ((True, False), (False, True)):
        case = Case(question, schedule(None, (0, [0]) if placed else None))
        assert within(crew.add, case, modes=((0,), ()), first_release=(1, 0), last_release=(0, 0)) is right


BESIDE = {
    "precedence": (problem([item(0), item(1), item(1)], people=3), [2, 3], [2, 4]),
    "capacity": (problem([item(0), item(1), item(1)]), [2, 3], [2, 4]),
    "landing": (problem([item(0), item(1), item(1)], people=3), [2, 7], [2, 6]),
    "pins": (problem([item(0), item(1), item(1, start=4)], people=3), [2, 3], [2, 4]),
}
"""A feature that is closed beside one of two items, a schedule of those that breaks the rule, and one that keeps it."""


@pytest.mark.parametrize("rule", BESIDE)
def test_a_feature_that_is_closed_hides_nothing_of_the_others(rule: str) -> None:
    question, broken, kept = BESIDE[rule]
    add = {"precedence": precedence.add, "capacity": capacity.add, "landing": landing.add, "pins": pins.add}[rule]
    for starts, right in ((broken, False), (kept, True)):
        case = Case(question, schedule(None, (0, starts)))
        assert within(add, case, first_release=(1, 0), last_release=(0, 0)) is right
        swapped = replace(
            question,
            features=question.features[::-1],
            items=tuple(replace(i, feature=1 - i.feature) for i in question.items),
        )
        case = Case(swapped, schedule((0, starts), None))
        assert within(add, case, first_release=(0, 1), last_release=(0, 0)) is right


@pytest.mark.parametrize(("first", "then"), [(0, 1), (1, 0)])
def test_nothing_waits_for_or_is_waited_for_by_what_is_closed(first: int, then: int) -> None:
    question = problem([item(0), item(1)], precedences=[Precedence(first, then, 3)])
    case = Case(question, schedule(None, (0, [0])))
    assert within(precedence.add, case, first_release=(1, 0), last_release=(0, 0))


@pytest.mark.parametrize("add", RULES)
def test_a_model_of_nothing_is_allowed_and_so_is_nothing_of_a_model(add: Rule) -> None:
    assert allowed(add, Case(Problem(0, (), (), (), (), (), ()), Schedule(())))
    assert allowed(add, Case(problem([item(0), item(1)]), schedule(None, None)))


@pytest.mark.parametrize(("freeze", "ship", "by_freeze", "end"), [(0, 3, True, 0), (3, 0, False, 0), (1, 3, True, 1)])
def test_a_release_of_the_first_day_takes_what_takes_no_time(freeze: int, ship: int, by_freeze: bool, end: int) -> None:
    for days in (0, 1, 2):
        question = problem([item(0, days, by_freeze=by_freeze)], releases=[Release(freeze, ship, 0, fixed=True)])
        assert allowed(landing.add, Case(question, schedule((0, [0])))) is (days <= end)


@pytest.mark.parametrize("by_freeze", [True, False])
def test_work_of_one_kind_alone_keeps_its_own_limit(by_freeze: bool) -> None:
    # The freeze is in slot 4, the ship day in slot 6.
    question = problem([item(0, 3, by_freeze=by_freeze)], releases=[Release(4, 6, 0, fixed=True)])
    ends = [start + 3 for start in range(8) if allowed(landing.add, Case(question, schedule((0, [start]))))]
    assert max(ends) == (4 if by_freeze else 6)


@pytest.mark.parametrize(
    ("demand", "taken", "right"),
    [
        (Demand((), 10), True, False),
        (Demand((), 10), False, True),
        (Demand((0,), 10), True, True),
        (Demand((0,), 9), True, False),
        (Demand((1,), 10), True, False),
        (Demand((0, 1), 10), True, True),
    ],
)
def test_a_level_is_taken_where_something_that_meets_its_demand_ships_in_time(
    demand: Demand, taken: bool, right: bool
) -> None:
    question = problem([item(0), item(1)], deals=[Deal((Level(5, (demand,)),))])  # ships in slot 10
    case = Case(question, schedule((0, [0]), None), levels=((taken,),))
    assert allowed(coverage.add, case) is right
    assert allowed(support.add, case)  # which asks for support work alone


def test_a_level_takes_its_support_work_wherever_that_stands() -> None:
    features = [Feature((0,), (), 0, lands=False), Feature((1,), (), 0)]
    deal = Deal((Level(5, (Demand((1,), 10),)), Level(5, (Demand((0,), 10),))))
    question = problem([item(0), item(1)], features=features, deals=[deal])
    without = Case(question, schedule(None, (0, [0])), levels=((True, True),))
    assert allowed(coverage.add, without)  # which leaves support work to its own rule
    assert not allowed(support.add, without)
    assert allowed(support.add, replace(without, levels=((True, False),)))
    done = Schedule((Placement(-1, (0,), (0,)), Placement(0, (0,), (0,))))
    assert allowed(support.add, replace(without, schedule=done))
