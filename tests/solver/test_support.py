"""Support work: what a deal itself brings, which lands in no release and has windows of its own (rule 6)."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from benchmarks.soak import agreement
from benchmarks.soak.brute import best_of_all
from benchmarks.soak.solving import answer
from roadmap.audit import broken_rules, value
from roadmap.problem import Deal, Demand, Feature, Item, Level, Problem, Release
from roadmap.schedule import NOWHERE, Placement, Schedule, Status
from roadmap.solver import course
from roadmap.solver.construct.decoder import Decoder, Genes
from roadmap.solver.construct.restart import restart, wish_of
from roadmap.solver.repair.neighbourhoods import Neighbourhoods
from roadmap.solver.repair.part import fit_in, part_of
from roadmap.solver.valuation import NEVER, Valuation, landings_of
from roadmap.solver.windows import find_windows
from roadmap.tuning import TUNING
from tests.problems import item, problem
from tests.solver.problems import supported_problem
from tests.solver.searching import search_for

RELEASE = Release(freeze=8, ship=10, cost=1, fixed=False)


def supported(
    *pieces: Item, people: int = 1, horizon: int = 20, served: bool | None = None, releases: bool = True
) -> Problem:
    """One deal worth 10 that brings these pieces of feature 0, and needs nothing else."""
    brought = Feature(tuple(range(len(pieces))), (), 0, lands=False)
    only = Deal((Level(10, (Demand((0,), horizon),)),), served=served)
    question = problem(list(pieces), features=[brought], people=people, horizon=horizon, deals=[only])
    return replace(question, releases=(RELEASE,) if releases else ())


def best(question: Problem) -> tuple[Status, int | None]:
    """What the search proves, and the value; every schedule on the way is audited."""
    ending, _ = search_for(question)
    return ending.proof.status, ending.proof.value


@pytest.fixture(autouse=True)
def _few_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(course, "TUNING", replace(TUNING, order_item_steps=3))


@pytest.mark.parametrize(("days", "value"), [(4, 10), (5, 10), (6, 0)])
def test_a_deal_is_served_if_its_support_work_fits_into_its_window(days: int, value: int) -> None:
    # The window [3, 8) has 5 slots.
    assert best(supported(item(0, days, earliest=3, latest=8))) == (Status.OPTIMAL, value)


@pytest.mark.parametrize(("people", "value"), [(1, 0), (2, 10)])
def test_pieces_take_people_like_any_other_work(people: int, value: int) -> None:
    # Two pieces of 3 slots within the same 5 slots: one person has time for one of them.
    pieces = [item(0, 3, earliest=3, latest=8) for _ in range(2)]
    assert best(supported(*pieces, people=people)) == (Status.OPTIMAL, value)


@pytest.mark.parametrize("second", [0, 3, 10])
def test_pieces_run_in_any_order(second: int) -> None:
    # The second piece of the deal lies before, beside or after the first.
    pieces = [item(0, 3, earliest=3, latest=6), item(0, 3, earliest=second, latest=second + 3)]
    assert best(supported(*pieces, people=2)) == (Status.OPTIMAL, 10)


def test_support_work_needs_no_release_and_cuts_none() -> None:
    # The release costs 1 and freezes in slot 8; the work ends in slot 15.
    assert best(supported(item(0, 3, earliest=12, latest=15))) == (Status.OPTIMAL, 10)
    assert best(supported(item(0, 3, earliest=12, latest=15), releases=False)) == (Status.OPTIMAL, 10)


@pytest.mark.parametrize(("days", "status"), [(5, Status.OPTIMAL), (6, Status.INFEASIBLE)])
def test_a_deal_pinned_to_be_served_needs_its_support_work(days: int, status: Status) -> None:
    assert best(supported(item(0, days, earliest=3, latest=8), served=True))[0] is status


def test_a_deal_pinned_out_brings_no_work() -> None:
    _, found = search_for(supported(item(0, 3, earliest=3, latest=8), served=False))
    assert found == Schedule((None,))


def test_support_competes_with_features_for_the_same_people() -> None:
    # One person; deal 0 brings 4 slots within [0, 6), deal 1 (worth 7) needs a feature of 4 slots by the freeze at 8.
    # 4 + 4 = 8 slots: both fit. With a window of [3, 7) the feature has [0, 3) and [7, 8) left: only one of them does.
    def question(earliest: int, latest: int) -> Problem:
        brought = item(0, 4, earliest=earliest, latest=latest)
        features = [Feature((0,), (), 0, lands=False), Feature((1,), (), 0)]
        deals = [Deal((Level(10, (Demand((0,), 20),)),)), Deal((Level(7, (Demand((1,), 10),)),))]
        return replace(problem([brought, item(1, 4)], features=features, deals=deals), releases=(RELEASE,))

    assert best(question(0, 6)) == (Status.OPTIMAL, 16)  # 10 + 7 - 1 for the release
    assert best(question(3, 7)) == (Status.OPTIMAL, 10)


@pytest.mark.parametrize("seed", range(60))
def test_the_search_finds_and_proves_the_best_of_all_schedules(seed: int) -> None:
    question = supported_problem(seed, features=2, horizon=5)
    most, found = best_of_all(question), answer(question)
    assert found.broken == []
    if most is None:
        assert found.status is Status.INFEASIBLE
    else:
        assert (found.status, found.value, found.bound) == (Status.OPTIMAL, most, most)


@pytest.mark.parametrize("seed", range(3000, 3030))
def test_larger_problems_are_planned_without_breaking_a_rule(seed: int) -> None:
    question = supported_problem(seed, features=8, horizon=16)
    found = answer(question)
    assert found.broken == []
    assert found.proved


@pytest.mark.parametrize("seed", range(40))
def test_model_and_audit_agree_on_mutated_plans(seed: int) -> None:
    chance = random.Random(seed)
    question = supported_problem(seed, features=3, horizon=8)
    plan = answer(question).schedule
    if plan is None:
        return
    plans = [plan, *(agreement.mutated(question, plan, chance) for _ in range(8))]
    assert [agreement.disagreement(question, one, number) for number, one in enumerate(plans)] == [[]] * len(plans)


def test_windows_close_what_cannot_be_done_or_is_of_no_use() -> None:
    fits, tight = item(0, 5, earliest=3, latest=8), item(0, 6, earliest=3, latest=8)
    assert [find_windows(supported(piece)).open(0) for piece in (fits, tight)] == [True, False]
    unasked = replace(supported(fits), deals=())
    assert not find_windows(unasked).open(0)
    windows = find_windows(supported(fits))
    assert (windows.first_release, windows.last_release) == ((NOWHERE,), (NOWHERE,))
    assert (windows.earliest, windows.latest) == ((3,), (8,))


def test_a_deal_that_cannot_be_served_leaves_no_support_work_behind() -> None:
    # The deal brings a piece that fits and needs feature 1, which does not fit before the freeze.
    features = [Feature((0,), (), 0, lands=False), Feature((1,), (), 0)]
    deals = [Deal((Level(10, (Demand((0,), 20), Demand((1,), 10))),))]
    question = replace(problem([item(0, 2), item(1, 9)], features=features, deals=deals), releases=(RELEASE,))
    windows, valuation = find_windows(question), Valuation(question)
    decoder = Decoder(question, windows, valuation=valuation)
    built = decoder.decode(Genes([], [0], [False, False], [0], [0]))
    assert built is not None
    assert decoder.schedule(built) == Schedule((None, None))


def test_landings_of_support_work_count_before_all_releases_and_cost_none() -> None:
    question = supported(item(0, 3, earliest=3, latest=8))
    placed = Schedule((Placement(NOWHERE, (3,), (0,)),))
    valuation = Valuation(question)
    assert landings_of(placed) == [NOWHERE]
    assert (valuation.total([NOWHERE]), valuation.total([NEVER])) == (10, 0)


def test_a_part_meets_demands_for_support_work_outside_it() -> None:
    # Feature 1 alone is free; the deal's support work stays where it is and counts.
    features = [Feature((0,), (), 0, lands=False), Feature((1,), (), 0)]
    deals = [Deal((Level(10, (Demand((0,), 20), Demand((1,), 10))),))]
    question = replace(problem([item(0, 2), item(1, 3)], features=features, deals=deals), releases=(RELEASE,))
    whole = Schedule((Placement(NOWHERE, (0,), (0,)), None))
    part = part_of(question, whole, [1])
    assert part.problem.deals[0].levels[0].demands == (Demand((0,), 10),)
    assert part.problem.capacity[0][:3] == (0, 0, 1)
    both = fit_in(part, question, whole, Schedule((Placement(0, (2,), (0,)),)))
    assert both == Schedule((Placement(NOWHERE, (0,), (0,)), Placement(0, (2,), (0,))))
    freed = part_of(question, whole, [0])
    assert not freed.problem.features[0].lands


@pytest.mark.parametrize("seed", range(25))
def test_a_plan_with_support_work_is_begun_again_as_it_was(seed: int) -> None:
    question = supported_problem(seed, features=4, horizon=12)
    found = answer(question)
    if found.schedule is None:
        return
    again = restart(question, [wish_of(placement) for placement in found.schedule.placements])
    assert again is not None
    assert broken_rules(question, again) == ()
    assert value(question, again) == found.value


def test_a_restart_without_the_old_support_work_finds_a_place_for_it() -> None:
    question = supported(item(0, 3, earliest=3, latest=8))
    assert restart(question, [None]) == Schedule((Placement(NOWHERE, (3,), (0,)),))


def test_draws_free_the_support_work_of_deals_that_could_be_gained() -> None:
    # Deal 0 needs feature 1 and brings feature 0; nothing is scheduled. Feature 2 is there so that not all is freed.
    features = [Feature((0,), (), 0, lands=False), *(Feature((n,), (), 0) for n in (1, 2, 3, 4))]
    deals = [Deal((Level(10, (Demand((0,), 20), Demand((1,), 10))),))]
    deals += [Deal((Level(1, (Demand((n,), 10),)),)) for n in (2, 3, 4)]
    question = problem([item(n, 2) for n in range(5)], features=features, deals=deals, releases=[RELEASE])
    nothing = Schedule((None,) * 5)
    for seed in range(10):
        draws = Neighbourhoods(question, find_windows(question), valuation=Valuation(question), seed=seed)
        free = draws.draw(nothing, 2)
        assert 1 not in free or 0 in free
