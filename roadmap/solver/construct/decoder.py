"""The constructive decoder: from an order of deals to a schedule, in milliseconds and without a solver.

Deals are taken in order; what a deal still needs is inserted as early as it fits; the deal stays if it pays for the
features and releases it adds, else all of it is undone. What is pinned comes first.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from roadmap.problem import Problem
from roadmap.schedule import Schedule, placement
from roadmap.solver.construct.insertion import Built, Inserter, Mark
from roadmap.solver.valuation import NEVER, Valuation
from roadmap.solver.windows import Windows

Ready = tuple[tuple[int, ...], int]
"""A demand: its features, and the last release that meets it."""


@dataclass(slots=True)
class Genes:
    """What the order search varies: the order of required features and of deals, which features take their cheapest
    crew instead of the quickest, by how much a deal's list of alternatives is rotated, and how many of a deal's best
    levels are not even tried."""

    required: list[int]
    deals: list[int]
    thrifty: list[bool]
    rotation: list[int]
    patience: list[int]

    def copy(self) -> Genes:
        """The same genes, to be varied apart."""
        return Genes(self.required[:], self.deals[:], self.thrifty[:], self.rotation[:], self.patience[:])


class Decoder:
    """Turns genes into schedules for one problem."""

    def __init__(self, problem: Problem, windows: Windows, *, valuation: Valuation) -> None:
        self.problem, self.windows, self.valuation = problem, windows, valuation
        self.inserter = Inserter(problem, windows)
        self.required = self.inserter.required
        self._all_quick = [False] * len(problem.features)
        self.targets = [self._targets_of(deal) for deal in range(len(problem.deals))]
        self.dear = [self.inserter.effort([f]) + feature.cost for f, feature in enumerate(problem.features)]

    def _targets_of(self, deal: int) -> list[list[Ready]]:
        """What to meet for each level, the highest first, without levels that ask the same as a higher one."""
        targets: list[list[Ready]] = []
        wanted: dict[tuple[int, ...], int] = {}
        for demands in self.valuation.levels[deal]:
            for features, last in demands:
                wanted[features] = min(last, wanted.get(features, last))
            target = sorted(wanted.items(), key=self._slack)
            if targets and targets[0] == target:
                continue
            targets.insert(0, target)
        return targets

    def _slack(self, demand: Ready) -> int:
        """Releases between the first in which a demand could be met and the last that meets it."""
        features, last = demand
        return last - min((self.windows.first_release[f] for f in features), default=0)

    def effort(self, deal: int) -> int:
        """Person-days of everything a deal's first level needs at its cheapest, as if nothing were built yet."""
        needed: set[int] = set()
        for features, _ in self.valuation.levels[deal][0] if self.valuation.levels[deal] else ():
            needed.update(*(self.windows.closure[f] for f in features[:1]))
        return self.inserter.effort(needed)

    def decode(self, genes: Genes) -> Built | None:
        """Build the plan that the genes describe; None when what is pinned does not fit in this order."""
        problem = self.problem
        built = self.inserter.begin()
        if built is None:
            return None
        for feature in genes.required:
            if not self.inserter.insert(built, feature, genes.thrifty, len(problem.releases) - 1):
                return None
        if genes.required:
            self.inserter.open_for(built, genes.required)
        for pinned in (True, None):
            for deal in genes.deals:
                if problem.deals[deal].served is pinned and not self.serve(built, deal, genes) and pinned:
                    return None
        return built

    def _missing(self, built: Built, feature: int) -> int:
        """How dear it is to add a feature and what it comes after: person-days (a thousand each) and costs."""
        return sum(self.dear[other] for other in self.windows.closure[feature] if built.ready[other] == NEVER)

    def schedule(self, built: Built) -> Schedule:
        """The schedule of a plan that was built."""
        table = built.table
        return Schedule(
            tuple(
                None
                if landing == NEVER
                else placement(
                    landing,
                    [table.starts[i] for i in feature.items],
                    [table.modes[i] for i in feature.items],
                    [table.pauses[i] for i in feature.items],
                )
                for feature, landing in zip(self.problem.features, built.landings, strict=True)
            )
        )

    def serve(self, built: Built, deal: int, genes: Genes) -> bool:
        """Insert what a deal needs for the best level that fits and pays, then what its challenges need."""
        targets = self.targets[deal]
        patience = min(genes.patience[deal], len(targets) - 1)
        for number, demands in enumerate(targets[max(0, patience) :], start=max(0, patience)):
            must = number == len(targets) - 1 and self.problem.deals[deal].served is True
            if self._step(built, deal, demands, genes, must=must):
                for demand in self.valuation.challenges[deal]:
                    self._step(built, deal, [demand], genes, must=False)
                return True
        return False

    def _step(self, built: Built, deal: int, demands: list[Ready], genes: Genes, *, must: bool) -> bool:
        """Meet some demands of a deal, if need be with the quickest crews; False if that fails or does not pay."""
        first = self.windows.first_release
        for features, last in demands:
            if all(min(first[f], built.ready[f]) > last for f in features):
                return False
        crews = (genes.thrifty, self._all_quick) if True in genes.thrifty else (self._all_quick,)
        return any(self._try_step(built, deal, demands, thrifty, genes.rotation[deal], must=must) for thrifty in crews)

    def _try_step(
        self, built: Built, deal: int, demands: list[Ready], thrifty: Sequence[bool], rotation: int, *, must: bool
    ) -> bool:
        """Meet some demands of a deal; undone, and False, unless the deal then earns more than the step costs."""
        before = self.valuation.earned(deal, built.landings)
        mark = self.inserter.mark(built)
        needed = self._meet_all(built, demands, thrifty, rotation)
        if needed is not None:
            price = self._price(built, mark)
            gain = self.valuation.earned(deal, built.landings) - before
            release = max((built.ready[f] for f in needed), default=-1)
            if release >= 0 and not built.cut[release]:
                gain = self._try_cut(built, deal, release, gain + before, must=must) - before
                price = self._price(built, mark)
            if not self._pays(deal, built, gain - price, must=must) and self._cut_each(built, demands, needed):
                gain = self.valuation.earned(deal, built.landings) - before
                price = self._price(built, mark)
            if self._pays(deal, built, gain - price, must=must):
                self.inserter.open_for(built, built.placed[mark[1] :])
                return True
        self.inserter.undo(built, mark)
        return False

    def _pays(self, deal: int, built: Built, gain: int, *, must: bool) -> bool:
        """Whether a step gains something, or serves a deal that must be served."""
        return gain > 0 or (must and self.valuation.reached(deal, built.landings) > 0)

    def _cut_each(self, built: Built, demands: list[Ready], needed: list[int]) -> bool:
        """Cut for each demand that is not met in time the release that its feature is ready for; whether any was."""
        cut = False
        for (_, last), feature in zip(demands, needed, strict=True):
            if built.landings[feature] > last:
                self.inserter.cut(built, built.ready[feature])
                cut = True
        return cut

    def _try_cut(self, built: Built, deal: int, release: int, earned: int, *, must: bool) -> int:
        """Cut one more release if the deal earns more by it than it costs; what the deal then earns."""
        cut, landings = built.cut[:], built.landings[:]
        self.inserter.cut(built, release)
        more = self.valuation.earned(deal, built.landings)
        waiting = NEVER in (landings[f] for f in built.placed)
        if must or waiting or more - earned > self.problem.releases[release].cost:
            return more
        built.cut[:], built.landings[:] = cut, landings
        return earned

    def _price(self, built: Built, mark: Mark) -> int:
        """What the features and releases cost that were added since the mark."""
        _, placed, cut, _ = mark
        features, releases = self.problem.features, self.problem.releases
        opened = sum(releases[r].cost for r, was in enumerate(cut) if built.cut[r] and not was)
        return opened + sum(features[f].cost for f in built.placed[placed:])

    def _meet_all(self, built: Built, demands: list[Ready], thrifty: Sequence[bool], rotation: int) -> list[int] | None:
        """The features that meet the demands, inserted where they were missing; None as soon as one cannot be met."""
        needed = []
        for demand in demands:
            feature = self._meet(built, demand, thrifty, rotation)
            if feature < 0:
                return None
            needed.append(feature)
        return needed

    def _meet(self, built: Built, demand: Ready, thrifty: Sequence[bool], rotation: int) -> int:
        """The feature that meets a demand: the one ready first if any is, else one that is inserted; -1 if none can."""
        features, last = demand
        ready = min(((built.ready[f], f) for f in features), default=(NEVER, -1))
        if ready[0] <= last:
            return ready[1]
        candidates = [f for f in features if built.ready[f] == NEVER and self.windows.first_release[f] <= last]
        if len(candidates) > 1:
            candidates.sort(key=lambda f: (self._missing(built, f), f))
            turn = rotation % len(candidates)
            candidates = candidates[turn:] + candidates[:turn]
        for feature in candidates:
            mark = self.inserter.mark(built)
            if self.inserter.insert(built, feature, thrifty, last) and built.ready[feature] <= last:
                return feature
            self.inserter.undo(built, mark)
        return -1
