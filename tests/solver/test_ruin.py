"""Ruin and recreate: every plan it offers is valid and worth what it claims, pins hold, and it ends."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from roadmap.problem import Deal, Demand, Feature, Level, Problem, Release
from roadmap.schedule import Schedule
from roadmap.solver.construct.decoder import Decoder
from roadmap.solver.construct.orders import first_plan
from roadmap.solver.local import ruin
from roadmap.solver.local.compiled import layout, recreating, ruining
from roadmap.solver.local.compiled.layout import LEAST
from roadmap.solver.local.packing import Packed
from roadmap.solver.local.ruin import Allowance, Meeting, Ruiner, eased_pool
from roadmap.solver.valuation import dear_from
from roadmap.tuning import TUNING
from tests.problems import item, problem, schedule
from tests.solver.problems import crowded_problem, random_problem
from tests.solver.searching import board_for

WHOLE = Allowance(200, lambda: 1.0)


@pytest.mark.parametrize("in_focus", [False, True])
@pytest.mark.parametrize("seed", range(40))
def test_plans_of_random_problems_stay_valid(seed: int, in_focus: bool) -> None:
    # `board_for` audits every plan that is offered and counts its value again.
    question = random_problem(seed, features=4, horizon=9)
    board = board_for(question)
    decoder = Decoder(question, board.windows, valuation=board.valuation)
    first_plan(board, decoder=decoder)
    focus = seed % len(question.capacity) if in_focus else None
    Ruiner(board, decoder, seed=seed, machine=recreating, focus=focus).search(WHOLE)


def test_more_ruins_are_around_the_pool_in_focus() -> None:
    items = [item(feature, 1, skill=min(feature, 1)) for feature in range(8)]
    question = replace(problem(items), capacity=((8,) * 20, (8,) * 20))
    board = board_for(question)
    decoder = Decoder(question, board.windows, valuation=board.valuation)
    packed = Packed(question, board.windows, valuation=board.valuation, decoder=decoder)
    placed = np.zeros(8, dtype=np.int64)
    plan = packed.plan(schedule(*[(0, [0])] * 8))
    assert plan is not None
    count = ruining.list_placed(packed.problem, plan, placed)
    shares = []
    for focus in (-1, 0):
        packed.problem[layout.FOCUS] = focus
        recreating.sow(1)
        drawn = [packed.problem[ruining.centre(packed.problem, plan, placed, count) + layout.POOL] for _ in range(400)]
        shares.append(drawn.count(0) / len(drawn))
    assert 0.05 < shares[0] < 0.25, "one item in eight is of the first pool"
    assert shares[1] > 0.35


def test_the_pool_with_more_people_is_in_focus() -> None:
    before = replace(problem([item(0)], horizon=2), capacity=((2, 2), (1, 1), (1, 1)))
    assert eased_pool(before, before) is None
    assert eased_pool(before, replace(before, capacity=((2, 1), (1, 1), (1, 1)))) is None
    assert eased_pool(before, replace(before, capacity=((2, 1), (1, 2), (3, 1)))) == 1
    assert eased_pool(before, replace(before, capacity=((2, 2), (1, 1)))) is None


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_crowded_plan_becomes_better(seed: int) -> None:
    question = crowded_problem(seed)
    board = board_for(question)
    decoder = Decoder(question, board.windows, valuation=board.valuation)
    first_plan(board, decoder=decoder)
    before = board.value
    Ruiner(board, decoder, seed=seed, machine=recreating).search(WHOLE)
    assert before is not None
    assert board.value is not None
    assert board.value > before


def test_the_same_seed_gives_the_same_plan() -> None:
    question = crowded_problem(4)
    found = []
    for _ in range(2):
        board = board_for(question)
        decoder = Decoder(question, board.windows, valuation=board.valuation)
        first_plan(board, decoder=decoder)
        Ruiner(board, decoder, seed=7, machine=recreating).search(WHOLE)
        found.append(board.schedule)
    assert found[0] == found[1]


@pytest.mark.parametrize(
    ("span", "share"), [(Allowance(20, lambda: 1.0), 0.006), (Allowance(20, lambda: 1.0, heat=0.001), 0.001)]
)
def test_a_search_begins_as_hot_as_it_is_asked_to(
    span: Allowance, share: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    board, heats = board_for(crowded_problem(1)), list[float]()
    decoder = Decoder(board.problem, board.windows, valuation=board.valuation)
    first_plan(board, decoder=decoder)
    before, search = board.value, recreating.search

    def searched(*args: Any) -> Any:
        heats.append(args[-1])
        return search(*args)

    monkeypatch.setattr(recreating, "search", searched)
    Ruiner(board, decoder, seed=1, machine=recreating).search(span)
    assert before is not None
    # one run of all 20 steps, while the whole time is left
    assert heats == [pytest.approx(share * before)]


def test_the_dearest_deals_bring_most_of_what_all_could() -> None:
    assert dear_from([], 0.8) == 0
    assert dear_from([5], 0.8) == 5
    assert dear_from([1, 50, 9, 30, 10], 0.8) == 30
    assert dear_from([1, 50, 9, 30, 10], 0.5) == 50
    assert dear_from([1, 1, 1, 1, 1], 0.8) == 1


def fenced_problem() -> Problem:
    """One person for three deals of two slots each; all fit, and one is worth less than a fifth of all."""
    works = [item(n, days=2) for n in range(3)]
    return problem(works, deals=[Deal((Level(value, (Demand((f,), 10),)),)) for f, value in enumerate((50, 40, 9))])


def test_deals_that_are_not_dear_wait_but_fill_what_is_offered() -> None:
    board = board_for(fenced_problem())
    board.offer(schedule(None, None, None), "start")
    decoder = Decoder(board.problem, board.windows, valuation=board.valuation)
    Ruiner(board, decoder, seed=1, machine=recreating).search(Allowance(TUNING.ruin_first_steps, lambda: 1.0))
    assert board.value == 99


def fenced_search(monkeypatch: pytest.MonkeyPatch) -> tuple[Ruiner, list[int]]:
    """A search of the fenced problem from nothing, and where it notes what the dearest deals of each chunk are."""
    board, leasts, search = board_for(fenced_problem()), list[int](), recreating.search
    board.offer(schedule(None, None, None), "start")
    decoder = Decoder(board.problem, board.windows, valuation=board.valuation)

    def searched(question: Any, *args: Any) -> Any:
        leasts.append(int(question[LEAST]))
        return search(question, *args)

    monkeypatch.setattr(recreating, "search", searched)
    return Ruiner(board, decoder, seed=1, machine=recreating), leasts


def test_after_a_share_of_the_time_all_deals_are_tried(monkeypatch: pytest.MonkeyPatch) -> None:
    ruiner, leasts = fenced_search(monkeypatch)
    lefts = iter([1.0, 0.5, 0.1])
    ruiner.search(Allowance(1 << 40, lambda: next(lefts, 0.0)))
    assert leasts == [40, 40, 0]


def test_a_search_that_stalls_with_the_dearest_deals_goes_on_with_all(monkeypatch: pytest.MonkeyPatch) -> None:
    ruiner, leasts = fenced_search(monkeypatch)
    monkeypatch.setattr(ruin, "TUNING", replace(TUNING, ruin_stale=5))
    ruiner.search(Allowance(1 << 40, lambda: 1.0))
    assert set(leasts) == {40, 0}
    assert leasts == sorted(leasts, reverse=True)


def test_a_greedy_mistake_is_undone() -> None:
    # One person, 8 slots. Deal 0 is worth 5 and fills them all; deals 1 and 2 are worth 4 each and take 4 slots each.
    works = [item(0, days=8), item(1, days=4), item(2, days=4)]
    deals = [Deal((Level(value, (Demand((f,), 10),)),)) for f, value in enumerate((5, 4, 4))]
    question = problem(works, deals=deals)
    board = board_for(question)
    board.offer(schedule((0, [0]), None, None), "start")
    decoder = Decoder(question, board.windows, valuation=board.valuation)
    Ruiner(board, decoder, seed=1, machine=recreating).search(WHOLE)
    assert board.value == 8


def test_required_features_are_never_taken_out() -> None:
    works = [item(0, days=4), item(1, days=4), item(2, days=4)]
    features = [Feature((0,), (), 0), Feature((1,), (0,), 0, planned=True), Feature((2,), (), 0)]
    deals = [Deal((Level(4, (Demand((2,), 10),)),))]
    question = problem(works, features=features, deals=deals, releases=[Release(8, 10, 0, fixed=False)])
    board = board_for(question)
    board.offer(schedule((0, [0]), (0, [4]), None), "start")
    decoder = Decoder(question, board.windows, valuation=board.valuation)
    Ruiner(board, decoder, seed=1, machine=recreating).search(WHOLE)
    assert board.schedule == schedule((0, [0]), (0, [4]), None)


@pytest.mark.parametrize("span", [Allowance(10, lambda: 0.0), Allowance(0, lambda: 1.0)])
def test_without_time_or_steps_nothing_is_tried(span: Allowance) -> None:
    board = board_for(crowded_problem(1))
    decoder = Decoder(board.problem, board.windows, valuation=board.valuation)
    first_plan(board, decoder=decoder)
    before = board.schedule
    Ruiner(board, decoder, seed=1, machine=recreating).search(span)
    assert board.schedule is before


def test_without_a_plan_or_without_deals_there_is_nothing_to_do() -> None:
    board = board_for(problem([item(0)]))
    ruiner = Ruiner(board, Decoder(board.problem, board.windows, valuation=board.valuation), seed=1, machine=recreating)
    ruiner.search(WHOLE)
    assert board.schedule is None
    board.offer(schedule(None), "start")
    ruiner.search(WHOLE)
    assert board.schedule == schedule(None)


def test_at_a_meeting_the_search_that_is_behind_gets_the_plan_of_the_one_ahead() -> None:
    meeting = Meeting()
    good, bad = np.array([1, 2]), np.array([3, 4])
    assert meeting.ahead(1, 10, good) is None
    ahead = meeting.ahead(2, 5, bad)
    assert ahead is not None
    assert ahead.tolist() == [1, 2]
    good[0] = 9  # what was left is a copy
    assert meeting.ahead(2, 5, bad).tolist() == [1, 2]  # type: ignore[union-attr]
    assert meeting.ahead(2, 11, bad) is None
    assert meeting.ahead(1, 10, good).tolist() == [3, 4]  # type: ignore[union-attr]


def test_a_search_that_meets_one_ahead_goes_on_from_its_plan(monkeypatch: pytest.MonkeyPatch) -> None:
    question = crowded_problem(2)
    board = board_for(question)
    decoder = Decoder(question, board.windows, valuation=board.valuation)
    first_plan(board, decoder=decoder)
    behind = Ruiner(board, decoder, seed=2, machine=recreating)
    first = board.value
    Ruiner(board, decoder, seed=1, machine=recreating).search(WHOLE)
    assert board.schedule is not None
    assert board.value is not None
    assert first is not None
    assert board.value > first
    meeting = Meeting()
    plan = behind._packed.plan(board.schedule)
    assert plan is not None
    meeting.ahead(1, board.value, plan)
    board.schedule, begun_from = Schedule((None,) * len(question.features)), list[int]()

    def search(*arguments: Any) -> tuple[int, int]:
        begun_from.append(arguments[5])
        return recreating.search(*arguments)

    monkeypatch.setattr(behind, "_machine", SimpleNamespace(**vars(recreating) | {"search": search}))
    shares = iter([0.95, 0.5, 0.0])
    behind.search_beside(Allowance(1 << 60, lambda: next(shares)), meeting=meeting)
    assert begun_from == [0, board.value]
