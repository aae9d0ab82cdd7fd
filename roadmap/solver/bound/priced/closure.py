"""The choice that is left when people have prices: which deals to serve and what to land for them, by a minimum cut.

Landing by a release, serving a deal at a level and meeting a demand by one of its features are nodes, each with what
it brings; taking one obliges to take others. The best such choice is a closure of greatest weight (Picard, "Maximal
closure of a graph", 1976), found exactly as a minimum cut. A demand that several features can meet does not fit
in: it earns a bonus for every feature that meets it, which its level pays back once (a price on "at least one").
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from ortools.graph.python import max_flow

from roadmap.problem import Problem
from roadmap.solver.bound.priced.priced_chains import UNIT, Chains
from roadmap.solver.errors import SolverDisagreement
from roadmap.solver.local.compiled.chain_layout import IMPOSSIBLE
from roadmap.solver.valuation import Valuation

SOURCE, SINK = 0, 1

Integers = NDArray[np.int64]
Demand = tuple[tuple[int, ...], int]
"""Features, and the last release that meets the demand."""


@dataclass(frozen=True, slots=True)
class Choice:
    """The best choice: its worth in parts of UNIT, the landing of each feature of `Chains` (-1: none), by each demand
    with several features how many of them meet it more than its level needs (-1: one is lacking), and which of
    `Closure.levels` are reached."""

    worth: int
    landings: Integers
    more: Integers
    reached: NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Sides:
    """What is settled: levels of deals, by their places in `Closure.levels`, that are reached, and that are not."""

    reached: tuple[int, ...] = ()
    missed: tuple[int, ...] = ()


OPEN = Sides()
"""Nothing is settled."""


class Closure:
    """The graph of one problem; only its weights change from one choice to the next."""

    def __init__(self, problem: Problem, chains: Chains, *, valuation: Valuation) -> None:
        self._problem, self._chains = problem, chains
        self._last_of = {
            f: max(r for _, r in (chains.landings[n] for n in own)) for f, own in chains.of_feature.items()
        }
        self._nodes = 2 + len(chains.landings)
        self._arcs: list[tuple[int, int]] = []
        self._gains: dict[int, int] = {}
        self.options: list[list[int]] = []
        """By each demand that several features can meet: its level's node, then a node for each of the features."""
        self._level_nodes: list[int] = []
        self.constant = 0
        self._join_landings()
        for deal in range(len(problem.deals)):
            if problem.deals[deal].served is not False:
                self._add_deal(deal, valuation)
        self._require()
        self._build()

    def _node(self, feature: int, last: int) -> int | None:
        """The node of landing by a release, the last one that counts if that is earlier; None if it cannot."""
        own = self._chains.of_feature.get(feature)
        if own is None:
            return None
        first = self._chains.landings[own.start][1]
        release = min(last, self._last_of[feature])
        return 2 + own.start + release - first if release >= first else None

    def _join_landings(self) -> None:
        """Landing by a release obliges to landing by the next, and to landing what comes before."""
        for own in self._chains.of_feature.values():
            self._arcs.extend((2 + n, 3 + n) for n in own[:-1])
            for n in own:
                feature, release = self._chains.landings[n]
                nodes = (self._node(other, release) for other in self._problem.features[feature].after)
                self._arcs.extend((2 + n, node) for node in nodes if node is not None)

    def _add(self, gain: int) -> int:
        self._nodes += 1
        self._gains[self._nodes - 1] = gain
        return self._nodes - 1

    def _add_deal(self, deal: int, valuation: Valuation) -> None:
        """A node for each level that can be reached, obliged to the one before, and for what meets its challenges."""
        given, before = self._problem.deals[deal], None
        for position, demands in enumerate(valuation.levels[deal]):
            met = [self._meeting(demand) for demand in demands]
            if not all(met):
                return
            lost = sum(challenge.penalties[position] for challenge in given.challenges)
            level = self._add(given.levels[position].value - lost)
            self._level_nodes.append(level)
            if before is not None:
                self._arcs.append((level, before))
            for nodes in met:
                self._oblige(level, nodes)
            for challenge, demand in zip(given.challenges, valuation.challenges[deal], strict=True):
                nodes, penalty = self._meeting(demand), challenge.penalties[position]
                if penalty and nodes:
                    eased = self._add(penalty)
                    self._arcs.append((eased, level))
                    self._oblige(eased, nodes)
            before = level

    def _meeting(self, demand: Demand) -> list[int]:
        nodes = (self._node(feature, demand[1]) for feature in demand[0])
        return [node for node in nodes if node is not None]

    def _oblige(self, node: int, nodes: list[int]) -> None:
        """Taking `node` obliges to one of `nodes`."""
        if len(nodes) == 1:
            self._arcs.append((node, nodes[0]))
            return
        options = [self._add(0) for _ in nodes]
        self._arcs.extend((option, node) for option in options)
        self._arcs.extend(zip(options, nodes, strict=True))
        self.options.append([node, *options])

    def _require(self) -> None:
        """What must be scheduled is given a gain that pays for anything, and the gain is taken off again."""
        for feature, own in self._chains.of_feature.items():
            if self._problem.features[feature].planned:
                self._arcs.append((SOURCE, 2 + own[-1]))

    def _build(self) -> None:
        self._flow = max_flow.SimpleMaxFlow()
        self._own = np.arange(2, self._nodes)
        obliged = np.array(self._arcs, dtype=np.int64).reshape(-1, 2)
        tails = np.concatenate([obliged[:, 0], np.full(len(self._own), SOURCE), self._own])
        heads = np.concatenate([obliged[:, 1], self._own, np.full(len(self._own), SINK)])
        arcs = self._flow.add_arcs_with_capacity(tails, heads, np.zeros(len(tails), dtype=np.int64))
        count, own = len(obliged), len(self._own)
        self._obliging, self._from_source, self._to_sink = np.split(arcs, [count, count + own])
        self._weights = np.zeros(self._nodes, dtype=np.int64)
        for node, gain in self._gains.items():
            self._weights[node] = gain * UNIT
        self.levels = np.array(self._level_nodes, dtype=np.int64)
        """The nodes of the levels that can be reached, deal by deal."""
        self._much = 4 * UNIT * (1 + sum(abs(gain) for gain in self._gains.values()))
        self._level_of = np.array([options[0] for options in self.options], dtype=np.int64)
        counts = np.array([len(options) - 1 for options in self.options], dtype=np.int64)
        self._options = np.array([node for options in self.options for node in options[1:]], dtype=np.int64)
        self._demand_of = np.repeat(np.arange(len(counts)), counts)
        own_landings = list(self._chains.of_feature.values())
        self._ends = np.array([own.stop for own in own_landings], dtype=np.int64)
        self._feature_of = np.repeat(np.arange(len(own_landings)), [len(own) for own in own_landings])
        features = self._problem.features
        costs = [features[feature].cost * UNIT for feature in self._chains.features]
        self._costs = np.array(costs, dtype=np.int64)[self._feature_of]

    def worths(self) -> NDArray[np.float64]:
        """What the level of each demand with several features is worth, in thousands: the scale of its bonus."""
        return np.array([abs(self._gains[options[0]]) for options in self.options], dtype=float)

    def gains(self) -> NDArray[np.float64]:
        """What each of `levels` brings more than the level before, in thousands."""
        return np.array([self._gains[node] for node in self._level_nodes], dtype=float)

    def best(self, costs: Integers, bonus: NDArray[np.float64], sides: Sides = OPEN) -> Choice:
        """The best choice when landing n of `Chains.landings` costs `costs[n]` parts of UNIT and each demand with
        several features earns a bonus, in thousands, for each that meets it.

        Levels that `sides` settles earn, or cost, more than all the others together, and that is taken off again.
        """
        weights = self._weighted(costs, bonus)
        weights[self.levels[list(sides.reached)]] += self._much
        weights[self.levels[list(sides.missed)]] -= self._much
        gains, losses = np.maximum(weights, 0)[2:], np.maximum(-weights, 0)[2:]
        flow, total = self._flow, int(gains.sum())
        flow.set_arcs_capacity(self._obliging, np.full(len(self._obliging), total + int(losses.sum()) + 1))
        flow.set_arcs_capacity(self._from_source, gains)
        flow.set_arcs_capacity(self._to_sink, losses)
        if flow.solve(SOURCE, SINK) != flow.OPTIMAL:
            raise SolverDisagreement("a minimum cut was not found")
        taken = np.zeros(self._nodes, dtype=np.bool_)
        taken[flow.get_source_side_min_cut()] = True
        met = np.bincount(self._demand_of[taken[self._options]], minlength=len(self.options))
        worth = total - flow.optimal_flow() - self._much * len(sides.reached)
        return Choice(worth, self._landed(taken), met - taken[self._level_of], taken[self.levels])

    def _weighted(self, costs: Integers, bonus: NDArray[np.float64]) -> Integers:
        """What each node brings: a landing, what it costs less to land one release later instead."""
        weights = self._weights.copy()
        whole = np.rint(bonus * UNIT).astype(np.int64)
        np.subtract.at(weights, self._level_of, whole)
        weights[self._options] += whole[self._demand_of]
        mine = np.minimum(costs, IMPOSSIBLE >> 16) + self._costs
        later = np.append(mine[1:], 0)
        later[self._ends - 1] = 0
        weights[2 : 2 + len(mine)] = later - mine
        return weights

    def _landed(self, taken: NDArray[np.bool_]) -> Integers:
        """Landing by a release is landing by all later ones, so what is taken of a feature is its last ones."""
        landed = np.bincount(self._feature_of[taken[2 : 2 + len(self._feature_of)]], minlength=len(self._ends))
        return np.where(landed > 0, self._ends - landed, -1)
