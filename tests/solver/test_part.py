"""Parts of problems: whatever is planned in a part fits the whole, and is worth the same difference."""

from __future__ import annotations

import random

from roadmap.audit import broken_rules, value
from roadmap.problem import Challenge, Deal, Demand, Feature, Level, Precedence, Problem, Release
from roadmap.schedule import Schedule
from roadmap.solver.construct.decoder import Decoder, Genes
from roadmap.solver.local.compiled import recreating
from roadmap.solver.local.ruin import Allowance, Ruiner
from roadmap.solver.repair.part import fit_in, part_of
from roadmap.solver.valuation import Valuation
from roadmap.solver.windows import find_windows
from tests.problems import item, problem, schedule
from tests.solver.problems import crowded_problem, random_problem
from tests.solver.searching import board_for


def _poor_plan(question: Problem) -> Schedule | None:
    """A valid plan that takes the deals worth least first; None if that does not hold the pins."""
    windows, valuation = find_windows(question), Valuation(question)
    decoder = Decoder(question, windows, valuation=valuation)
    order = sorted(
        range(len(question.deals)), key=lambda deal: sum(level.value for level in question.deals[deal].levels)
    )
    zeros = [0] * len(order)
    plan = decoder.decode(Genes(list(decoder.required), order, [True] * len(question.features), zeros, zeros))
    schedule = None if plan is None else decoder.schedule(plan)
    return None if schedule is None or broken_rules(question, schedule) else schedule


def _check(seed: int, *, crowded: bool) -> bool:
    """Plan a random part of a planned problem; whether anything changed."""
    chance = random.Random(seed)
    question = crowded_problem(seed, features=16, deals=20, horizon=40) if crowded else random_problem(seed, features=5)
    whole = _poor_plan(question)
    if whole is None:
        return False
    part = part_of(question, whole, chance.sample(range(len(question.features)), len(question.features) // 2))
    assert broken_rules(part.problem, part.schedule) == ()
    inner = board_for(part.problem)
    inner.offer(part.schedule, "start")
    decoder = Decoder(part.problem, inner.windows, valuation=inner.valuation)
    Ruiner(inner, decoder, seed=seed, machine=recreating).search(Allowance(60, lambda: 1.0))
    assert inner.schedule is not None
    fitted = fit_in(part, question, whole, inner.schedule)
    assert fitted is not None
    assert broken_rules(question, fitted) == ()
    gained = value(part.problem, inner.schedule) - value(part.problem, part.schedule)
    assert value(question, fitted) - value(question, whole) == gained
    return fitted != whole


def test_a_plan_of_a_part_fits_the_whole_and_gains_there_what_it_gains_in_the_part() -> None:
    for seed in range(60):  # with pins, challenges and prices, but so small that the first plan is mostly the best
        _check(seed, crowded=False)
    assert sum(_check(seed, crowded=True) for seed in range(12)) >= 3


def test_people_at_work_outside_are_not_there() -> None:
    # One person; feature 0 works in slots [2, 4) and stays there.
    part = part_of(problem([item(0), item(1)]), schedule((0, [2]), None), [1])
    assert part.problem.capacity[0][:6] == (1, 1, 0, 0, 1, 1)


def test_items_wait_for_work_outside_and_work_outside_for_them() -> None:
    waits = [Precedence(first=0, then=1, lag=1), Precedence(first=1, then=2, lag=1)]
    chain = problem([item(0), item(1), item(2)], precedences=waits, people=3)
    part = part_of(chain, schedule((0, [0]), None, (0, [6])), [1])
    # After slot 2 plus a lag of 1, and done a slot before slot 6.
    assert (part.problem.items[0].earliest, part.problem.items[0].latest) == (3, 5)


def test_what_scheduled_work_outside_comes_after_must_land_in_time() -> None:
    features = [Feature((0,), (), 0), Feature((1,), (0,), 0)]
    trains = [Release(8, 10, 0, fixed=False), Release(18, 20, 0, fixed=False)]
    chain = problem([item(0), item(1)], features=features, releases=trains)
    part = part_of(chain, schedule((0, [0]), (0, [2])), [0])
    assert part.problem.deals == (Deal((Level(0, (Demand((0,), 10),)),), served=True),)


def test_what_comes_after_something_unscheduled_outside_cannot_be_built() -> None:
    features = [Feature((0,), (), 0), Feature((1,), (0,), 0)]
    part = part_of(problem([item(0), item(1)], features=features), schedule(None, None), [1])
    assert part.problem.features[0].planned is False


def test_demands_met_outside_are_gone_and_releases_used_outside_are_free() -> None:
    challenge = Challenge(Demand((0,), 10), (3,))
    unmet = Challenge(Demand((1,), 10), (2,))
    asking = Deal((Level(9, (Demand((0, 1), 10), Demand((1,), 10))),), (challenge, unmet))
    elsewhere = Deal((Level(5, (Demand((0,), 10),)),))
    question = problem([item(0), item(1)], deals=[asking, elsewhere], releases=[Release(8, 10, 7, fixed=False)])
    part = part_of(question, schedule((0, [0]), None), [1])
    assert part.problem.deals == (Deal((Level(9, (Demand((0,), 10),)),), (Challenge(Demand((0,), 10), (2,)),)),)
    assert part.problem.releases == (Release(8, 10, 0, fixed=True),)


def test_a_plan_that_would_land_before_what_it_comes_after_does_not_fit() -> None:
    # Both releases ship on the same day, so the part cannot tell them apart by ship days.
    features = [Feature((0,), (), 0), Feature((1,), (0,), 0)]
    trains = [Release(8, 10, 0, fixed=False), Release(9, 10, 0, fixed=False)]
    chain = problem([item(0), item(1)], features=features, releases=trains)
    whole = schedule((0, [0]), (0, [2]))
    part = part_of(chain, whole, [0])
    assert fit_in(part, chain, whole, schedule((1, [0]))) is None
    assert fit_in(part, chain, whole, Schedule((None,))) is None
    assert fit_in(part, chain, whole, schedule((0, [0]))) == whole
