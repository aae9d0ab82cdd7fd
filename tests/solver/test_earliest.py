"""One thing as early as possible: which problems are so, and that the shortest schedule is found and proved."""

from __future__ import annotations

import random
import threading
import time
from dataclasses import replace
from itertools import product

import pytest

from roadmap.audit import broken_rules, value
from roadmap.problem import Deal, Demand, Feature, Item, Level, Mode, Precedence, Problem, Release
from roadmap.schedule import Placement, Schedule, Status
from roadmap.solver.board import Board
from roadmap.solver.course import run_phases
from roadmap.solver.errors import SolverDisagreement
from roadmap.solver.outcome import Search
from roadmap.solver.special.activities import search_lists
from roadmap.solver.special.earliest import finish_early
from roadmap.solver.special.goal import as_schedule, work_of, worth
from roadmap.solver.special.shortest import shorten


def network(seed: int, *, tasks: int = 4, horizon: int = 9) -> Problem:
    """Tasks that take two pools, some after others; a last one of no length comes after all. A level for each day."""
    chance = random.Random(seed)
    days = [chance.randint(0, 3) for _ in range(tasks)]
    crews = [tuple((pool, chance.randint(1, 2)) for pool in range(2) if chance.random() < 0.7) for _ in range(tasks)]
    waits = [
        Precedence(a, b, chance.choice((0, 0, 1))) for b in range(tasks) for a in range(b) if chance.random() < 0.3
    ]
    items = [Item(n, (Mode(crews[n] if days[n] else (), days[n]),), True, 0, horizon) for n in range(tasks)]
    ends = [Precedence(n, tasks, 0) for n in range(tasks)]
    return Problem(
        horizon=horizon,
        capacity=((2,) * horizon, tuple(chance.choice((1, 2, 2)) for _ in range(horizon))),
        items=(*items, Item(tasks, (Mode((), 0),), True, 0, horizon)),
        features=(*(Feature((n,), (), 0) for n in range(tasks)), Feature((tasks,), tuple(range(tasks)), 0)),
        precedences=(*waits, *ends),
        releases=tuple(Release(day, day, 0, fixed=True) for day in range(horizon + 1)),
        deals=(Deal(tuple(Level(1, (Demand((tasks,), day),)) for day in range(horizon, -1, -1))),),
    )


def board_of(problem: Problem, seconds: float = 20.0) -> Board:
    now = time.monotonic()
    return Board(problem, began=now, deadline=now + seconds, tell=lambda _news: None)


def best_value(problem: Problem) -> int:
    """Tries all starts; everything lands in the first release that freezes when all is done."""
    best = 0
    spans = [range(problem.horizon - item.modes[0].days + 1) for item in problem.items[:-1]]
    for starts in product(*spans):
        pairs = zip(starts, problem.items, strict=False)
        end = max((start + item.modes[0].days for start, item in pairs), default=0)
        placements = tuple(Placement(end, (start,), (0,)) for start in (*starts, end))
        schedule = Schedule(placements)
        if problem.horizon + 1 - end > best and not broken_rules(problem, schedule):
            best = value(problem, schedule)
    return best


@pytest.mark.parametrize("seed", range(12))
def test_the_shortest_schedule_is_found_and_proved(seed: int) -> None:
    problem = network(seed, tasks=3, horizon=8)
    board = board_of(problem)
    ending = run_phases(board, Search(20.0, workers=1))
    assert ending.proof.status is Status.OPTIMAL
    assert board.value == best_value(problem)
    assert board.schedule is not None
    assert broken_rules(problem, board.schedule) == ()


@pytest.mark.parametrize("seed", range(20))
def test_schedules_of_lists_keep_all_rules(seed: int) -> None:
    problem = network(seed, tasks=12, horizon=60)
    board = board_of(problem, 0.4)
    work = work_of(problem, board.windows)
    assert work is not None
    starts = search_lists(board, work, Search(0.4, seed=seed))
    assert starts is not None
    assert broken_rules(problem, as_schedule(work, starts)) == ()
    assert board.value is not None


def test_worth_is_what_the_levels_from_a_day_on_give() -> None:
    # Ten days, a level for each of the days 0 to 10: ending at 7 keeps the levels of 7, 8, 9 and 10.
    problem = network(1, horizon=10)
    board = board_of(problem)
    work = work_of(problem, board.windows)
    assert work is not None
    assert [worth(work, board.valuation, end) for end in (0, 7, 10, 11)] == [11, 4, 1, 0]


def _with_deal(problem: Problem, **fields: object) -> Problem:
    return replace(problem, deals=(replace(problem.deals[0], **fields),))  # type: ignore[arg-type]


BASE = network(3)


@pytest.mark.parametrize(
    "problem",
    [
        replace(BASE, deals=BASE.deals * 2),
        replace(BASE, features=(replace(BASE.features[0], cost=1), *BASE.features[1:])),
        replace(BASE, releases=(replace(BASE.releases[0], cost=1, fixed=False), *BASE.releases[1:])),
        replace(BASE, items=(replace(BASE.items[0], latest=5), *BASE.items[1:])),
        replace(BASE, items=(replace(BASE.items[0], by_freeze=False), *BASE.items[1:])),
        replace(BASE, precedences=(*BASE.precedences, Precedence(0, 3, -1))),
        _with_deal(BASE, served=False),
        _with_deal(BASE, levels=(*BASE.deals[0].levels, Level(1, (Demand((0,), 0),)))),
    ],
)
def test_other_problems_are_left_to_the_other_parts(problem: Problem) -> None:
    board = board_of(problem)
    assert work_of(problem, board.windows) is None
    assert not finish_early(board, Search(60.0, workers=1))


def test_items_of_a_feature_run_one_after_the_other() -> None:
    items = (Item(0, (Mode(((0, 1),), 2),), True, 0, 9), Item(0, (Mode(((0, 1),), 3),), True, 0, 9))
    releases = tuple(Release(day, day, 0, fixed=True) for day in range(10))
    levels = tuple(Level(1, (Demand((0,), day),)) for day in range(9, -1, -1))
    problem = Problem(9, ((2,) * 9,), items, (Feature((0, 1), (), 0),), (), releases, (Deal(levels),))
    board = board_of(problem)
    run_phases(board, Search(20.0, workers=1))
    # Five days one after the other, of nine: the levels of the days 5 to 9.
    assert (board.value, board.bound) == (5, 5)


def test_a_stop_ends_the_search() -> None:
    problem = network(5, tasks=40, horizon=200)
    board = board_of(problem, 60.0)
    threading.Timer(0.3, board.stop.set).start()
    began = time.monotonic()
    finish_early(board, Search(60.0, workers=1))
    assert board.schedule is not None
    assert time.monotonic() - began < 30


def test_a_schedule_that_cannot_be_is_noticed() -> None:
    problem = network(6)
    board = board_of(problem)
    work = work_of(problem, board.windows)
    assert work is not None
    with pytest.raises(SolverDisagreement):
        shorten(board, replace(work, problem=replace(problem, capacity=((0,) * 9,) * 2)), [0] * 5, Search(5.0))


def test_work_that_does_not_fit_before_the_last_release_is_left_to_the_other_parts() -> None:
    # Two tasks of three days one after the other, and five days.
    items = tuple(Item(n, (Mode(((0, 1),), 3),), True, 0, 5) for n in range(2))
    features = (Feature((0,), (), 0), Feature((1,), (0,), 0))
    releases = tuple(Release(day, day, 0, fixed=True) for day in range(6))
    levels = tuple(Level(1, (Demand((1,), day),)) for day in range(5, -1, -1))
    problem = Problem(5, ((1,) * 5,), items, features, (Precedence(0, 1, 0),), releases, (Deal(levels),))
    board = board_of(problem)
    assert not finish_early(board, Search(5.0))
    assert board.schedule is None


@pytest.mark.parametrize("workers", [1, 4])
def test_the_same_settings_give_the_same_schedule_where_work_and_not_time_is_limited(workers: int) -> None:
    problem = network(7, tasks=25, horizon=80)
    found = []
    for _ in range(2):
        board = board_of(problem, 60.0)
        finish_early(board, Search(2.0, workers=workers, reproducible=True))
        found.append(board.schedule)
    assert found[0] is not None
    assert found[0] == found[1]
