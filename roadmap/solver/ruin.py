"""Ruin and recreate: take part of the best plan out, serve the lost deals again in a shaken order, keep what pays.

Source: Schrimpf et al., "Record breaking optimization results using the ruin and recreate principle" (2000); the mix of
small and large ruins and the annealed acceptance follow Christiaens and Vanden Berghe, "Slack induction by string
removals" (2020). Deals that were just taken out often come last, or else the same plan would come back.
"""

from __future__ import annotations

import math
import random
from collections.abc import Callable
from dataclasses import dataclass

from roadmap.solver.board import Board
from roadmap.solver.decoder import Decoder, Genes
from roadmap.solver.insertion import Built
from roadmap.solver.valuation import NEVER, most_earned

LARGEST_RUIN = 0.5
"""The largest share of the plan that one ruin takes out; sizes are drawn evenly on a logarithmic scale."""
HEAT = 0.004
"""The first temperature as a share of the value; it falls to nothing over the search."""
LAST_COMES = 0.4
"""How often the deals that were just taken out come last."""
TRIED_AT_LEAST = 12
TRIED_FOR_EACH = 4
"""Lost deals that are tried again besides those just ruined: so many, and so many for each feature taken out.

All others would mostly fail as they failed before."""


STALE = 20
"""The search ends after so many steps, times deals and features, without a better plan."""


@dataclass(frozen=True, slots=True)
class Span:
    """How long to search: at most so many steps, and while `left` gives a positive share of the time (1 at first)."""

    steps: int
    left: Callable[[], float]


class Ruiner:
    """Searches around the board's best schedule for one problem."""

    def __init__(self, board: Board, decoder: Decoder, *, seed: int) -> None:
        self.board, self.decoder = board, decoder
        self._chance = random.Random(seed)  # noqa: S311 - repeatable search, no secrets
        deals = board.problem.deals
        self._most = [most_earned(deal) for deal in deals]
        self._effort = [decoder.effort(deal) + 1 for deal in range(len(deals))]
        self._askers = self._deals_by_feature()
        self._pools = [item.pools for item in board.problem.items]
        self._pinned = [position for position, deal in enumerate(deals) if deal.served]
        self._gate = [min((d.latest for level in deal.levels for d in level.demands), default=0) for deal in deals]

    def search(self, span: Span) -> None:
        """Ruin and recreate, from the board's best schedule; better schedules go to the board."""
        board = self.board
        if board.schedule is None or board.value is None or not board.problem.deals:
            return
        now, worth = self.decoder.inserter.rebuild(board.schedule), board.value
        earned = [board.valuation.earned(deal, now.landings) for deal in range(len(self._most))]
        improved, patience = 0, STALE * (len(self._most) + len(board.problem.features) + 10)
        for step in range(span.steps):
            left = min(span.left(), 1 - step / span.steps)
            if left <= 0 or board.over() or step - improved > patience:
                return
            tried = now.copy()
            self._ruin(tried, earned)
            taken = len(now.placed) - len(tried.placed)
            if not self._recreate(tried, earned, self._earned(tried, now, earned), taken):
                continue
            gained = self._earned(tried, now, earned)
            value = sum(gained) - board.valuation.price(tried.landings)
            if value > board.value:
                improved = step
                board.offer(self.decoder.schedule(tried), "ruin and recreate")
            heat = HEAT * abs(worth) * left + 1e-9
            if value >= worth or self._chance.random() < math.exp((value - worth) / heat):
                now, worth, earned = tried, value, gained

    def _deals_by_feature(self) -> list[set[int]]:
        """The deals that ask for each feature."""
        valuation = self.board.valuation
        askers: list[set[int]] = [set() for _ in self.board.problem.features]
        for deal, levels in enumerate(valuation.levels):
            for demands in (*levels, valuation.challenges[deal]):
                for features, _ in demands:
                    for feature in features:
                        askers[feature].add(deal)
        return askers

    def _earned(self, built: Built, before: Built, earned: list[int]) -> list[int]:
        """What each deal earns, counted again only where a landing is not what it was before."""
        pairs = zip(built.landings, before.landings, strict=True)
        changed = [feature for feature, (new, old) in enumerate(pairs) if new != old]
        counted = earned[:]
        for deal in set().union(*(self._askers[feature] for feature in changed)):
            counted[deal] = self.board.valuation.earned(deal, built.landings)
        return counted

    def _ruin(self, built: Built, earned: list[int]) -> None:
        """Take out a share of the plan: around a pool and a day, what some deals need, or at random."""
        if not built.placed:
            return
        size = max(1, round(len(built.placed) ** self._chance.random() * LARGEST_RUIN))
        kind = self._chance.random()
        if kind < 0.45:
            ruined = self._around(built, size)
        elif kind < 0.95:
            ruined = self._needed_by_some(built, earned, size)
        else:
            ruined = self._chance.sample(built.placed, min(size, len(built.placed)))
        for feature in ruined:
            self.decoder.inserter.remove(built, feature)
        self.decoder.inserter.close_idle(built)

    def _around(self, built: Built, size: int) -> list[int]:
        """The features at work nearest to the middle of a placed item, that take from the same pools."""
        problem, table = self.board.problem, built.table
        items = problem.features[self._chance.choice(built.placed)].items
        if not items:
            return []
        centre = self._chance.choice(items)
        pools, middle = self._pools[centre], table.starts[centre] + table.ends[centre]
        found = []
        for feature in built.placed:
            distances = [
                abs(table.starts[i] + table.ends[i] - middle)
                for i in problem.features[feature].items
                if not pools.isdisjoint(self._pools[i])
            ]
            if distances:
                found.append((min(distances) + 30 * self._chance.random(), feature))
        return [feature for _, feature in sorted(found)[:size]]

    def _needed_by_some(self, built: Built, earned: list[int], size: int) -> list[int]:
        """What some served deals need and no other does, deals that earn little for their effort first."""
        served = [deal for deal, amount in enumerate(earned) if amount > 0]
        served.sort(key=lambda deal: earned[deal] / self._effort[deal] * self._chance.random())
        levels = self.board.valuation.levels
        share = max(1, round(len(served) * size / max(1, len(built.placed))))
        wanted = {f for deal in served[:share] for level in levels[deal] for features, _ in level for f in features}
        others = {f for deal in served[share:] for level in levels[deal] for features, _ in level for f in features}
        closure = self.board.windows.closure
        kept = {other for f in others for other in closure[f]}
        return sorted({o for f in wanted for o in closure[f] if o not in kept and built.ready[o] != NEVER})

    def _recreate(self, built: Built, before: list[int], after: list[int], taken: int) -> bool:
        """Serve deals that earn less than they could, in a shaken order, after so many features were taken out.

        Deals that are pinned to be served come first; False if one of them cannot be.
        """
        ruined = [deal for deal, amount in enumerate(after) if amount < before[deal]]
        others = [deal for deal, amount in enumerate(after) if before[deal] == amount < self._most[deal]]
        tries = TRIED_AT_LEAST + TRIED_FOR_EACH * taken
        lost = ruined + self._chance.sample(others, min(len(others), tries))
        self._shake(lost)
        if self._chance.random() < LAST_COMES:
            lost.sort(key=lambda deal: before[deal] > after[deal])
        thrift = self._chance.choice((0.0, 0.0, 0.25, 0.5))
        features, deals = len(self.board.problem.features), len(self._most)
        genes = Genes(
            required=[],
            deals=lost,
            thrifty=[self._chance.random() < thrift for _ in range(features)],
            rotation=[self._chance.randrange(4) if self._chance.random() < 0.1 else 0 for _ in range(deals)],
            patience=[0] * deals,
        )
        reached = self.board.valuation.reached
        for deal in self._pinned:
            if not reached(deal, built.landings) and not self.decoder.serve(built, deal, genes):
                return False
        for deal in lost:
            self.decoder.serve(built, deal, genes)
        return True

    def _shake(self, lost: list[int]) -> None:
        """By worth for effort, by worth, or by gate, each shaken."""
        chance, kind = self._chance, self._chance.random()
        if kind < 0.5:
            lost.sort(key=lambda deal: -self._most[deal] / self._effort[deal] * (0.5 + chance.random()))
        elif kind < 0.8:
            lost.sort(key=lambda deal: -self._most[deal] * (0.5 + chance.random()))
        else:
            lost.sort(key=lambda deal: self._gate[deal] * (0.5 + chance.random()))
