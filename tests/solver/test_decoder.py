"""The decoder, the order search and the post-pass: valid plans without a solver, and nothing in them for nothing."""

from __future__ import annotations

from dataclasses import replace

import pytest

from roadmap.audit import broken_rules, value
from roadmap.problem import Deal, Demand, Feature, Item, Level, Mode, Precedence, Problem, Release
from roadmap.schedule import Placement, Schedule
from roadmap.solver.construct.decoder import Decoder, Genes
from roadmap.solver.construct.orders import first_plan, search_orders
from roadmap.solver.construct.polish import Polisher
from roadmap.solver.valuation import Valuation
from roadmap.solver.windows import find_windows
from tests.problems import item, problem
from tests.solver.problems import random_problem, simple_problem
from tests.solver.searching import board_for


def _decoder(question: Problem) -> Decoder:
    return Decoder(question, find_windows(question), valuation=Valuation(question))


def _genes(question: Problem, order: list[int], *, thrifty: bool = False) -> Genes:
    zeros = [0] * len(question.deals)
    required = _decoder(question).required
    return Genes(list(required), order, [thrifty] * len(question.features), zeros[:], zeros[:])


def _polished(question: Problem, schedule: Schedule) -> Schedule:
    return Polisher(question, find_windows(question), valuation=Valuation(question)).polish(schedule)


@pytest.mark.parametrize(("order", "built"), [([0, 1], [True, False]), ([1, 0], [False, True])])
def test_the_deal_that_comes_first_gets_the_people(order: list[int], built: list[bool]) -> None:
    # One person, two features of 3 slots each, both needed by slot 4: only one fits.
    question = simple_problem(days=(3, 3), horizon=4)
    decoder = _decoder(question)
    plan = decoder.decode(_genes(question, order))
    assert plan is not None
    assert [placement is not None for placement in decoder.schedule(plan).placements] == built


def test_a_deal_that_earns_less_than_its_release_costs_is_left_out() -> None:
    question = simple_problem(days=(1,), value=1)  # the release costs 1 as well
    plan = _decoder(question).decode(_genes(question, [0]))
    assert plan is not None
    assert not plan.placed


def test_thrifty_features_take_the_cheaper_crew_when_that_is_in_time() -> None:
    base = simple_problem(people=2, days=(2,), horizon=6)
    work = Item(0, (Mode(((0, 1),), 6), Mode(((0, 2),), 4)), True, 0, 6)
    question = replace(base, items=(work,))
    decoder = _decoder(question)
    modes = []
    for thrifty in (False, True):
        plan = decoder.decode(_genes(question, [0], thrifty=thrifty))
        assert plan is not None
        modes.append(plan.table.modes)
    assert modes == [[1], [0]]


def test_work_that_something_placed_waits_for_is_put_before_it() -> None:
    # Feature 1 is pinned to start in slot 4 and waits for feature 0, if that is built: it must end by slot 4.
    features = [Feature((0,), (), 0), Feature((1,), (), 0, planned=True)]
    deal = Deal((Level(5, (Demand((0,), 10),)),))
    wait = [Precedence(first=0, then=1, lag=0)]
    items = [Item(0, (Mode(((0, 1),), 5), Mode(((0, 2),), 3)), True, 0, 20), item(1, 2, start=4)]
    question = problem(items, features=features, people=2, precedences=wait, deals=[deal])
    decoder = _decoder(question)
    plan = decoder.decode(_genes(question, [0]))
    assert plan is not None
    assert (plan.table.starts, plan.table.modes) == ([0, 4], [1, 0])


def test_pins_that_do_not_fit_give_no_plan() -> None:
    clash = [Feature((0,), (), 0, planned=True), Feature((1,), (), 0, planned=True)]
    started = problem([item(0, 4, start=0), item(1, 4, start=2)], features=clash)
    assert _decoder(started).decode(_genes(started, [])) is None
    late = problem([item(0, 4), item(1, 5)], features=clash)  # 9 slots before the freeze at 8
    assert _decoder(late).decode(_genes(late, [])) is None
    deal = Deal((Level(5, (Demand((), 10),)),), served=True)
    unserved = problem([item(0, 4)], deals=[deal])
    assert _decoder(unserved).decode(_genes(unserved, [0])) is None


def test_a_required_feature_lands_although_no_deal_needs_it() -> None:
    question = problem([item(0, 4)], features=[Feature((0,), (), 0, planned=True)])
    decoder = _decoder(question)
    plan = decoder.decode(_genes(question, []))
    assert plan is not None
    assert decoder.schedule(plan).placements == (Placement(0, (0,), (0,)),)


@pytest.mark.parametrize("seed", range(300))
def test_every_decoded_plan_keeps_the_rules_and_is_worth_what_it_claims(seed: int) -> None:
    question = random_problem(seed, features=6, horizon=12)
    board = board_for(question)  # audits whatever is offered
    decoder = Decoder(question, board.windows, valuation=board.valuation)
    genes = first_plan(board, decoder=decoder)
    search_orders(board, genes, decoder=decoder, seed=seed, iterations=40, until=0.0)


@pytest.mark.parametrize("seed", range(100))
def test_polishing_keeps_the_rules_and_never_loses_value(seed: int) -> None:
    question = random_problem(seed, features=6, horizon=12, pins=False)
    decoder = _decoder(question)
    plan = decoder.decode(_genes(question, list(range(len(question.deals)))))
    assert plan is not None
    schedule = decoder.schedule(plan)
    polished = _polished(question, schedule)
    assert broken_rules(question, polished) == ()
    assert value(question, polished) >= value(question, schedule)


def test_polishing_drops_what_earns_nothing_and_moves_the_rest_to_the_front() -> None:
    # Feature 1 is built for nobody; feature 0 could start at once and so land in the earlier release.
    question = simple_problem(people=1, days=(2, 2), gates=(6, 3), horizon=6)
    question = replace(question, deals=question.deals[:1])
    polished = _polished(question, Schedule((Placement(1, (4,), (0,)), Placement(1, (0,), (0,)))))
    assert polished.placements[1] is None
    assert polished.placements[0] is not None
    assert polished.placements[0].starts == (0,)


def test_polishing_merges_releases_when_no_deal_loses_by_it() -> None:
    # Both deals can wait for the release at 6; cutting the one at 3 too would cost 1 for nothing.
    question = replace(
        simple_problem(people=2, days=(2, 2), horizon=6),
        releases=(Release(3, 3, 1, fixed=False), Release(6, 6, 1, fixed=False)),
    )
    polished = _polished(question, Schedule((Placement(0, (0,), (0,)), Placement(1, (0,), (0,)))))
    assert {placement.release for placement in polished.placements if placement} in ({0}, {1})
    assert value(question, polished) == 19


def test_polishing_replaces_a_crew_that_another_beats() -> None:
    base = simple_problem(people=2, days=(2,), horizon=6)
    question = replace(base, items=(Item(0, (Mode(((0, 2),), 3), Mode(((0, 2),), 2)), True, 0, 6),))
    assert _polished(question, Schedule((Placement(0, (0,), (0,)),))).placements == (Placement(0, (0,), (1,)),)


def test_a_deal_that_needs_two_releases_has_both_cut() -> None:
    # the first feature is wanted by slot 10 and the second, done in slot 12, by slot 20: one release is not enough
    two = [Release(freeze=8, ship=10, cost=2, fixed=False), Release(freeze=18, ship=20, cost=3, fixed=False)]
    wanted = (Demand((0,), 10), Demand((1,), 20))
    for value_of_it, expected in ((10, [Placement(0, (0,), (0,)), Placement(1, (6,), (0,))]), (5, [None, None])):
        question = problem(
            [item(0, 6), item(1, 6)], horizon=30, releases=two, deals=[Deal((Level(value_of_it, wanted),))]
        )
        decoder = _decoder(question)
        plan = decoder.decode(_genes(question, [0]))
        assert plan is not None
        assert list(decoder.schedule(plan).placements) == expected
