"""Prices of people: a bound whatever the prices are, exact costs of what lands, rows that every schedule keeps."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from types import ModuleType

import numpy as np
import pytest

from roadmap.audit import broken_rules
from roadmap.problem import Deal, Demand, Feature, Item, Level, Mode, Precedence, Problem
from roadmap.schedule import NOWHERE, Placement, Schedule
from roadmap.solver.board import Board
from roadmap.solver.bound.bound_limits import Limits
from roadmap.solver.bound.master import Master
from roadmap.solver.bound.priced.priced_chains import UNIT, Chains, Prices
from roadmap.solver.bound.priced.priced_relaxation import PricedRelaxation, row_of
from roadmap.solver.bound.prover import Prover
from roadmap.solver.bound.proving import prove_bound
from roadmap.solver.cpsat.full_model import add_row, build_model
from roadmap.solver.cpsat.shared_rows import LearnedRows, Rows
from roadmap.solver.local.compiled import chains as compiled_chains
from roadmap.solver.local.compiled.chain_layout import IMPOSSIBLE
from roadmap.solver.outcome import Search
from tests.solver.problems import all_placements, crowded_problem, random_problem, simple_problem, supported_problem
from tests.solver.searching import board_for, search_for
from tests.solver.test_brute_force import best_value

ONE = Search(20, workers=1, reproducible=True, deterministic_time=1.0)


def pricing_of(board: Board) -> PricedRelaxation:
    return PricedRelaxation(board.problem, board.windows, valuation=board.valuation, machine=compiled_chains)


def random_prices(chains: Chains, seed: int) -> Prices:
    chance = np.random.default_rng(seed)
    free = chains.free(0.0)
    return Prices(chance.uniform(0, 3, free.people.shape), chance.uniform(0, 2, free.waits.shape))


@pytest.mark.parametrize("seed", range(40))
@pytest.mark.parametrize("make", [random_problem, supported_problem])
def test_no_step_of_the_prices_bounds_below_the_best(make: Callable[[int], Problem], seed: int) -> None:
    problem = make(seed)
    best = best_value(problem)
    pricing = pricing_of(board_for(problem))
    for _ in range(40):
        pricing.step(float(best or 0))
        assert pricing.bound is not None
        assert best is None or pricing.bound >= best


def test_prices_share_too_few_people_among_what_wants_them() -> None:
    # One person, three features of 2 days, 4 days: two fit. Each deal brings 10, the release costs 1: 19. Prices in
    # parts of a thousand, whole releases in shares, so a little more is left.
    problem = simple_problem(days=(2, 2, 2), horizon=4)
    pricing = pricing_of(board_for(problem))
    while pricing.steps < 400 and pricing.step(19.0):
        pass
    assert best_value(problem) == 19
    assert pricing.bound is not None
    assert 19 <= pricing.bound <= 20


def test_a_crew_cannot_start_where_people_are_short() -> None:
    # Two people but on days 2 and 3 one: a crew of two for 3 days fits from day 4 on only, so by the freeze on day 6 it
    # cannot land, whatever is paid.
    base = simple_problem(people=2, days=(3,), horizon=6)
    items = tuple(replace(item, modes=(Mode(((0, 2),), 3),)) for item in base.items)
    problem = replace(base, items=items, capacity=((2, 2, 1, 1, 2, 2),))
    board = board_for(problem)
    chains = Chains(problem, board.windows, machine=compiled_chains)
    assert not chains.features or (chains.cheapest(chains.free(1.0)) >= IMPOSSIBLE).all()


@pytest.mark.parametrize("seed", range(25))
def test_the_cheapest_way_costs_what_the_cheapest_of_all_ways_costs(seed: int) -> None:
    problem = supported_problem(seed, pins=False)
    windows = board_for(problem).windows
    chains = Chains(problem, windows, machine=compiled_chains)
    people = random_prices(chains, seed).people
    prices = Prices(people, chains.free(0.0).waits)
    whole = np.rint(people * UNIT).astype(int)
    costs = chains.cheapest(prices)
    for number, (feature, release) in enumerate(chains.landings):
        alone = replace(problem, precedences=(), deals=())
        ways = [
            sum(
                int(whole[pool, start : start + mode.days].sum()) * amount
                for item, start, mode in _modes(problem, feature, placement)
                for pool, amount in mode.crews
            )
            for placement in all_placements(problem, problem.features[feature])
            if placement is not None
            and placement.release == release
            and _valid(alone, feature, placement)
            and all(
                start >= windows.earliest[item] and start + mode.days <= windows.latest[item]
                for item, start, mode in _modes(problem, feature, placement)
            )
        ]
        assert costs[number] == min(ways, default=IMPOSSIBLE)


def _modes(problem: Problem, feature: int, placement: Placement) -> list[tuple[int, int, Mode]]:
    items = problem.features[feature].items
    return [
        (item, start, problem.items[item].modes[mode])
        for item, start, mode in zip(items, placement.starts, placement.modes, strict=True)
    ]


def _valid(problem: Problem, feature: int, placement: Placement) -> bool:
    """Whether the placement alone breaks no rule of its own; what it comes after is left out of account."""
    features = tuple(replace(f, after=(), planned=None) for f in problem.features)
    placements = tuple(placement if f == feature else None for f in range(len(features)))
    return not broken_rules(replace(problem, features=features), Schedule(placements))


@pytest.mark.parametrize("seed", range(25))
def test_a_schedule_keeps_the_row_of_any_prices(seed: int) -> None:
    problem = supported_problem(seed, pins=False)
    _, schedule = search_for(problem)
    board = board_for(problem)
    chains = Chains(problem, board.windows, machine=compiled_chains)
    landed = [[1000 * f + r for r in range(len(problem.releases))] for f in range(len(problem.features))]
    assert schedule is not None
    true = {
        1000 * f + r
        for f, placement in enumerate(schedule.placements)
        if placement is not None
        for r in range(len(problem.releases))
        if placement.release == NOWHERE or r >= placement.release
    }
    for draw in range(10):
        variables, amounts, limit = row_of(chains, random_prices(chains, 100 * seed + draw), landed=landed)
        assert sum(amount for name, amount in zip(variables, amounts, strict=True) if name in true) <= limit


def test_who_waits_pays_for_having_started_and_who_is_waited_for_earns_for_having_ended() -> None:
    # Item 1 waits for item 0; each takes a day, of four. The price of waiting is 5 on day 1 only: item 0 earns it when
    # it has ended by then (on day 0), item 1 pays it when it starts on day 1 and not when it starts later.
    items = tuple(Item(n, (Mode(((0, 1),), 1),), True, 0, 4) for n in range(2))
    problem = replace(
        simple_problem(people=2, days=(1, 1), horizon=4),
        items=items,
        features=(Feature((0,), (), 0), Feature((1,), (0,), 0)),
        precedences=(Precedence(0, 1, 0),),
        deals=(Deal((Level(10, (Demand((1,), 4),)),)),),
    )
    chains = Chains(problem, board_for(problem).windows, machine=compiled_chains)
    free = chains.free(0.0)
    assert free.waits.shape == (1, 4)
    prices = Prices(free.people, np.array([[0.0, 5.0, 0.0, 0.0]]))
    assert chains.cheapest(prices).tolist() == [-5 * UNIT, 0]
    uses = chains.place(prices, np.array([0, 1]))
    # Item 0 has ended by day 1; item 1 starts on day 2 as early as it costs nothing: 1 on day 1, 0 from day 2 on.
    assert uses.waits.tolist() == [[0, 1, 0, 0]]
    assert uses.people.tolist() == [[1, 0, 1, 0]]


def test_the_prover_begins_with_prices_where_the_machine_is_there(monkeypatch: pytest.MonkeyPatch) -> None:
    board = board_for(crowded_problem())
    told: list[str] = []
    limit = board.limit

    def note(bound: int, found_by: str, *, solve: object | None = None) -> None:
        told.append(found_by)
        limit(bound, found_by, solve=solve)

    monkeypatch.setattr(board, "limit", note)

    def machine() -> ModuleType:
        return compiled_chains

    prover = Prover(board, ONE, limits=Limits(board, 2.0), learned=LearnedRows(machine))
    rows = len(prover.master.relaxation._rows)
    prover._price()
    assert set(told) == {"prices"}
    assert len(prover.master.relaxation._rows) > rows
    before = board.bound
    prover._price()  # only once
    assert set(told) == {"prices"}
    prover.run()
    assert board.bound is not None
    assert before is not None
    assert board.bound <= before


def test_prices_bound_below_what_all_deals_bring_and_above_the_best_found() -> None:
    problem = crowded_problem()
    board = board_for(problem)
    search_for(problem, Search(20, workers=1, reproducible=True, deterministic_time=0.5))
    pricing = pricing_of(board)
    bounds: list[int] = []
    for _ in range(150):
        pricing.step(0.0)
        bounds.append(pricing.bound or 0)
    assert bounds == sorted(bounds, reverse=True)
    assert bounds[-1] < bounds[0]


def test_the_master_gets_prices_as_rows_that_cut_its_relaxation() -> None:
    board = board_for(crowded_problem())
    master = Master(board)
    before = master.relaxation.solve(10)
    pricing = pricing_of(board)
    for _ in range(100):
        pricing.step(0.0)
    master.add(row_of(pricing.chains, pricing.best.prices, landed=master.landed))
    after = master.relaxation.solve(10)
    assert before is not None
    assert after is not None
    assert pricing.bound is not None
    assert after.bound <= before.bound


def test_prices_that_were_kept_become_rows_of_the_full_model() -> None:
    board = board_for(crowded_problem())
    learned = LearnedRows(lambda: compiled_chains)
    model = build_model(board.problem, board.windows, valuation=board.valuation)
    rows = Rows(learned, model, add=partial(add_row, model))
    before = len(model.cp.proto.constraints)
    assert rows.take() == 0
    assert len(model.cp.proto.constraints) == before
    prove_bound(board, ONE, units=0.5, learned=learned)
    added = rows.take()
    assert added == len(learned.facts) > 1
    assert rows.take() == 0  # only once
    assert len(model.cp.proto.constraints) == before + added
