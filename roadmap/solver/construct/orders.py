"""Search over the order in which the decoder takes the deals, and over its other choices.

Late acceptance (Burke and Bykov 2017): a change is kept if the plan is worth no less than some steps ago
(`order_memory`).
"""

from __future__ import annotations

import random
from collections.abc import Callable

from roadmap.problem import Problem
from roadmap.solver.board import Board
from roadmap.solver.construct.decoder import Decoder, Genes
from roadmap.solver.valuation import most_earned
from roadmap.tuning import TUNING


def first_plan(board: Board, *, decoder: Decoder, orders: int | None = None) -> Genes:
    """Build plans from a few natural orders (or from so many of them), offer the best, and return its genes."""
    best: tuple[int, Genes] | None = None
    for genes in _natural(board.problem, decoder)[:orders]:
        value = _attempt(board, genes, decoder, "first order")
        if value is not None and (best is None or value > best[0]):
            best = (value, genes)
        if board.over():
            break
    return best[1] if best else next(iter(_natural(board.problem, decoder)))


def search_orders(
    board: Board,
    genes: Genes,
    *,
    decoder: Decoder,
    seed: int,
    iterations: int,
    until: float,
    enough: Callable[[], bool] = lambda: False,
) -> None:
    """Vary the genes, at most `iterations` times and until the board's clock leaves `until` seconds, or it is said to
    be `enough`."""
    chance = random.Random(seed)  # noqa: S311 - repeatable search, no secrets
    value = _attempt(board, genes, decoder, "order search")
    worth = -(1 << 60) if value is None else value
    memory = [worth] * TUNING.order_memory
    best, improved = worth, 0
    stale = TUNING.order_stale * (len(genes.deals) + len(genes.thrifty) + 10)
    for step in range(iterations):
        if board.over() or board.left() <= until or step - improved > stale or enough():
            return
        tried = _varied(genes, chance)
        found = _attempt(board, tried, decoder, "order search")
        if found is not None and (found >= worth or found >= memory[step % TUNING.order_memory]):
            genes, worth = tried, found
            if worth > best:
                best, improved = worth, step
        memory[step % TUNING.order_memory] = worth


def _attempt(board: Board, genes: Genes, decoder: Decoder, found_by: str) -> int | None:
    """Decode, offer to the board what looks better than its best, and return the value; None if pins do not fit."""
    built = decoder.decode(genes)
    if built is None:
        return None
    value = board.valuation.total(built.landings)
    if board.value is None or value > board.value:
        board.offer(decoder.schedule(built), found_by)
    return value


def _natural(problem: Problem, decoder: Decoder) -> list[Genes]:
    deals = range(len(problem.deals))
    worth = [most_earned(deal) for deal in problem.deals]
    effort = [decoder.effort(deal) + 1 for deal in deals]
    gate = [
        max(0, min((d.latest for level in deal.levels for d in level.demands), default=0)) for deal in problem.deals
    ]
    keys = [
        [-worth[d] / effort[d] for d in deals],
        [-worth[d] for d in deals],
        [gate[d] for d in deals],
        [-worth[d] / effort[d] / (gate[d] + 1) for d in deals],
    ]
    genes = []
    for thrifty in (False, True):
        for key in keys:
            order = sorted(deals, key=lambda d, key=key: (key[d], d))  # type: ignore[misc]
            flags = [thrifty] * len(problem.features)
            genes.append(Genes(list(decoder.required), order, flags, [0] * len(deals), [0] * len(deals)))
    return genes


def _varied(genes: Genes, chance: random.Random) -> Genes:
    varied = genes.copy()
    for _ in range(chance.choice((1, 1, 1, 2, 3))):
        kind, shares = chance.random(), TUNING.order_kinds
        if kind < shares[0] and varied.thrifty:
            feature = chance.randrange(len(varied.thrifty))
            varied.thrifty[feature] = not varied.thrifty[feature]
        elif kind < shares[1] and varied.rotation:
            varied.rotation[chance.randrange(len(varied.rotation))] += 1
        elif kind < shares[2] and varied.patience:
            varied.patience[chance.randrange(len(varied.patience))] = chance.choice((0, 0, 1, 2))
        elif kind < shares[3] and len(varied.required) > 1:
            _move(varied.required, chance, length=1)
        elif len(varied.deals) > 1:
            _reorder(varied.deals, chance)
    return varied


def _reorder(order: list[int], chance: random.Random) -> None:
    kind = chance.random()
    if kind < TUNING.order_move_share:
        _move(order, chance, length=1)
    elif kind < TUNING.order_swap_share:
        a, b = chance.randrange(len(order)), chance.randrange(len(order))
        order[a], order[b] = order[b], order[a]
    else:
        _move(order, chance, length=chance.randint(2, max(2, min(6, len(order) // 2))))


def _move(order: list[int], chance: random.Random, *, length: int) -> None:
    start = chance.randrange(len(order) - length + 1)
    block = order[start : start + length]
    del order[start : start + length]
    place = chance.randrange(len(order) + 1)
    order[place:place] = block
