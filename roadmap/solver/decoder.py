"""The constructive decoder: from an order of deals to a schedule, in milliseconds and without a solver.

Deals are taken in order; what a deal still needs is inserted as early as it fits; the deal stays if it pays for the
features and releases it adds, else all of it is undone. What is pinned comes first.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from roadmap.problem import Item, Problem
from roadmap.schedule import Placement, Schedule
from roadmap.solver.timetable import Timetable
from roadmap.solver.valuation import NEVER, Valuation
from roadmap.solver.windows import Windows

Wait = tuple[int, int]
"""Another item and a lag."""


@dataclass(slots=True)
class Genes:
    """What the order search varies: the order of required features and of deals, which features take their cheapest
    crew instead of the quickest, and by how much a deal's list of alternatives is rotated."""

    required: list[int]
    deals: list[int]
    thrifty: list[bool]
    rotation: list[int]

    def copy(self) -> Genes:
        """The same genes, to be varied apart."""
        return Genes(self.required[:], self.deals[:], self.thrifty[:], self.rotation[:])


@dataclass(slots=True)
class Built:
    """A plan under construction: `ready` is the first release each feature could land in, `landings` where it does land
    given the releases cut so far."""

    table: Timetable
    ready: list[int]
    landings: list[int]
    cut: list[bool]
    placed: list[int] = field(default_factory=list)


class Decoder:
    """Turns genes into schedules for one problem."""

    def __init__(self, problem: Problem, windows: Windows, *, valuation: Valuation) -> None:
        self.problem, self.windows, self.valuation = problem, windows, valuation
        self._waits: list[list[Wait]] = [[] for _ in problem.items]
        self._followers: list[list[Wait]] = [[] for _ in problem.items]
        for wait in problem.precedences:
            self._waits[wait.then].append((wait.first, wait.lag))
            self._followers[wait.first].append((wait.then, wait.lag))
        self._quick = [self._modes(position, quick=True) for position in range(len(problem.items))]
        self._cheap = [self._modes(position, quick=False) for position in range(len(problem.items))]
        self._rising = _rising(problem)
        needed = {f for p, feature in enumerate(problem.features) if feature.planned for f in windows.closure[p]}
        self.required = sorted(needed)
        self._reserved = [
            i for f in self.required for i in problem.features[f].items if problem.items[i].start is not None
        ]

    def _modes(self, position: int, *, quick: bool) -> list[tuple[int, int, int]]:
        item = self.problem.items[position]
        found = [(item.modes[m].crew, item.modes[m].days, m) for m in self.windows.modes[position]]
        return sorted(found, key=lambda mode: (mode[1], mode[0]) if quick else (mode[0] * mode[1], mode[1]))

    def effort(self, deal: int) -> int:
        """Person-days of everything a deal's first level needs at its cheapest, as if nothing were built yet."""
        needed: set[int] = set()
        for features, _ in self.valuation.levels[deal][0] if self.valuation.levels[deal] else ():
            needed.update(*(self.windows.closure[f] for f in features[:1]))
        items = (i for f in needed for i in self.problem.features[f].items)
        return sum(min((crew * days for crew, days, _ in self._cheap[i]), default=0) for i in items)

    def decode(self, genes: Genes) -> Built | None:
        """Build the plan that the genes describe; None when what is pinned does not fit in this order."""
        problem = self.problem
        built = Built(
            table=Timetable(problem),
            ready=[NEVER] * len(problem.features),
            landings=[NEVER] * len(problem.features),
            cut=[release.fixed for release in problem.releases],
        )
        if not self._reserve(built):
            return None
        for feature in genes.required:
            if not self._insert(built, feature, genes):
                return None
        if genes.required:
            self._open_for(built, genes.required)
        for pinned in (True, None):
            for deal in genes.deals:
                if problem.deals[deal].served is pinned and not self._serve(built, deal, genes) and pinned:
                    return None
        return built

    def schedule(self, built: Built) -> Schedule:
        """The schedule of a plan that was built."""
        table = built.table
        return Schedule(
            tuple(
                None
                if landing == NEVER
                else Placement(
                    landing,
                    tuple(table.starts[i] for i in feature.items),
                    tuple(table.modes[i] for i in feature.items),
                )
                for feature, landing in zip(self.problem.features, built.landings, strict=True)
            )
        )

    def _reserve(self, built: Built) -> bool:
        """Hold the places of required work whose start is fixed, before anything else can take them."""
        for position in self._reserved:
            item = self.problem.items[position]
            start = item.start if item.start is not None else item.earliest
            if not self._put_within(built, position, self._quick[position], (start, start), item):
                return False
        return True

    def _put_within(
        self, built: Built, position: int, modes: list[tuple[int, int, int]], span: tuple[int, int], item: Item
    ) -> bool:
        """Place an item with its first start in `span` (both ends included), by the earliest end; for a tie the first mode."""
        best: tuple[int, int, int, int] | None = None
        latest = self.windows.latest[position]
        for crew, days, mode in modes:
            start = built.table.fit(item.skill, span[0], crew, days, min(span[1], latest - days))
            if start >= 0 and (best is None or start + days < best[0]):
                best = (start + days, start, days, mode)
        if best is None:
            return False
        built.table.put(position, *best[1:])
        return True

    def _insert(self, built: Built, feature: int, genes: Genes) -> bool:
        """Place a feature and everything it comes after, each unless it is placed already."""
        return all(
            built.ready[other] != NEVER or self._place(built, other, thrifty=genes.thrifty[other])
            for other in self.windows.closure[feature]
        )

    def _place(self, built: Built, feature: int, *, thrifty: bool) -> bool:
        if not self.windows.open(feature):
            return False
        table, previous = built.table, 0
        for position in self.problem.features[feature].items:
            if table.starts[position] < 0:
                if not self._place_item(built, position, previous, thrifty=thrifty):
                    return False
            elif table.starts[position] < self._begin(built, position, previous):
                return False
            previous = table.ends[position]
        ready = self._ready(built, feature)
        if ready == NEVER:
            return False
        built.ready[feature] = ready
        built.placed.append(feature)
        if self.problem.features[feature].release is not None:
            self._cut(built, ready)
        built.landings[feature] = self._landing(built, feature)
        return True

    def _begin(self, built: Built, position: int, previous: int) -> int:
        begin = max(self.windows.earliest[position], previous)
        for first, lag in self._waits[position]:
            if built.table.ends[first] >= 0:
                begin = max(begin, built.table.ends[first] + lag)
        return begin

    def _place_item(self, built: Built, position: int, previous: int, *, thrifty: bool) -> bool:
        item, begin = self.problem.items[position], self._begin(built, position, previous)
        limit = self.problem.horizon if item.start is None else item.start
        modes = self._cheap[position] if thrifty else self._quick[position]
        if self._followers[position]:
            limit, modes = self._before_followers(built, position, limit, modes)
        if thrifty:
            return any(self._put_within(built, position, [mode], (begin, limit), item) for mode in modes)
        return self._put_within(built, position, modes, (begin, limit), item)

    def _before_followers(
        self, built: Built, position: int, limit: int, modes: list[tuple[int, int, int]]
    ) -> tuple[int, list[tuple[int, int, int]]]:
        """Where something placed already waits for this item: keep modes short enough and start early enough."""
        starts = built.table.starts
        end = min((starts[o] - lag for o, lag in self._followers[position] if starts[o] >= 0), default=None)
        if end is None:
            return limit, modes
        longest = [mode for mode in modes if mode[1] <= end]
        shortest = min((mode[1] for mode in longest), default=0)
        kept = [mode for mode in longest if mode[1] == shortest]
        return min(limit, end - shortest), kept

    def _ready(self, built: Built, feature: int) -> int:
        """The first release whose limits the placed items keep, not before what the feature comes after."""
        work, ends, releases = self.problem.features[feature], built.table.ends, self.problem.releases
        frozen = max((ends[i] for i in work.items if self.problem.items[i].by_freeze), default=0)
        shipped = max((ends[i] for i in work.items if not self.problem.items[i].by_freeze), default=0)
        first = max((built.ready[other] for other in work.after), default=0)
        for r in range(max(first, self.windows.first_release[feature]), self.windows.last_release[feature] + 1):
            fits = frozen <= releases[r].freeze and shipped <= releases[r].ship
            if fits and (self._rising[r] if work.release is None else r == work.release):
                return r
        return NEVER

    def _landing(self, built: Built, feature: int) -> int:
        """Where a feature lands: its pinned release, else the first one cut from its ready release on."""
        ready = built.ready[feature]
        if ready == NEVER or self.problem.features[feature].release is not None:
            return ready
        return next((r for r in range(ready, len(built.cut)) if built.cut[r] and self._rising[r]), NEVER)

    def _cut(self, built: Built, release: int) -> None:
        if not built.cut[release]:
            built.cut[release] = True
            for feature in built.placed:
                built.landings[feature] = self._landing(built, feature)

    def _open_for(self, built: Built, features: Iterable[int]) -> None:
        """Cut a release for features that must land and cannot yet: the latest any of them needs."""
        waiting = [f for f in features if built.landings[f] == NEVER]
        if waiting:
            self._cut(built, max(built.ready[f] for f in waiting))

    def _serve(self, built: Built, deal: int, genes: Genes) -> bool:
        """Insert what a deal needs, level by level and then challenge by challenge, as far as each step pays."""
        stays = False
        for position, demands in enumerate(self.valuation.levels[deal]):
            must = position == 0 and self.problem.deals[deal].served is True
            if self._step(built, deal, demands, genes, must=must):
                stays = True
            elif self.valuation.reached(deal, built.landings) <= position:
                break
        if stays:
            for demand in self.valuation.challenges[deal]:
                self._step(built, deal, [demand], genes, must=False)
        return stays

    def _step(
        self, built: Built, deal: int, demands: list[tuple[tuple[int, ...], int]], genes: Genes, *, must: bool
    ) -> bool:
        """Meet some demands of a deal; undone, and False, unless the deal then earns more than the step costs."""
        before = self.valuation.earned(deal, built.landings)
        mark, placed = len(built.table.trail), len(built.placed)
        cut, landings = built.cut[:], built.landings[:]
        needed = [self._meet(built, demand, genes, genes.rotation[deal]) for demand in demands]
        if all(feature >= 0 for feature in needed):
            price = self._price(built, placed, cut)
            gain = self.valuation.earned(deal, built.landings) - before
            release = max((built.ready[f] for f in needed), default=-1)
            if release >= 0 and not built.cut[release]:
                gain = self._try_cut(built, deal, release, gain + before, must=must) - before
                price = self._price(built, placed, cut)
            reached = self.valuation.reached(deal, built.landings)
            if gain > price or (must and reached):
                self._settle_leftovers(built, placed)
                return True
        self._undo(built, mark, placed, cut, landings)
        return False

    def _settle_leftovers(self, built: Built, placed: int) -> None:
        self._open_for(built, built.placed[placed:])

    def _try_cut(self, built: Built, deal: int, release: int, earned: int, *, must: bool) -> int:
        """Cut one more release if the deal earns more by it than it costs; what the deal then earns."""
        cut, landings = built.cut[:], built.landings[:]
        self._cut(built, release)
        more = self.valuation.earned(deal, built.landings)
        waiting = NEVER in (landings[f] for f in built.placed)
        if must or waiting or more - earned > self.problem.releases[release].cost:
            return more
        built.cut[:], built.landings[:] = cut, landings
        return earned

    def _price(self, built: Built, placed: int, cut: list[bool]) -> int:
        features, releases = self.problem.features, self.problem.releases
        opened = sum(releases[r].cost for r, was in enumerate(cut) if built.cut[r] and not was)
        return opened + sum(features[f].cost for f in built.placed[placed:])

    def _meet(self, built: Built, demand: tuple[tuple[int, ...], int], genes: Genes, rotation: int) -> int:
        """The feature that meets a demand: the one ready first if any is, else one that is inserted; -1 if none can."""
        features, last = demand
        ready = min(((built.ready[f], f) for f in features), default=(NEVER, -1))
        if ready[0] <= last:
            return ready[1]
        candidates = [f for f in features if built.ready[f] == NEVER and self.windows.first_release[f] <= last]
        turn = rotation % len(candidates) if candidates else 0
        for feature in candidates[turn:] + candidates[:turn]:
            mark, placed = len(built.table.trail), len(built.placed)
            cut, landings = built.cut[:], built.landings[:]
            if self._insert(built, feature, genes) and built.ready[feature] <= last:
                return feature
            self._undo(built, mark, placed, cut, landings)
        return -1

    def _undo(self, built: Built, mark: int, placed: int, cut: list[bool], landings: list[int]) -> None:
        built.table.undo(mark)
        for feature in built.placed[placed:]:
            built.ready[feature] = NEVER
        del built.placed[placed:]
        built.cut[:], built.landings[:] = cut, landings


def _rising(problem: Problem) -> list[bool]:
    """Whether each release freezes no earlier than those before it; only such releases are landed in unless pinned."""
    latest = -1
    rising = []
    for release in problem.releases:
        rising.append(release.freeze >= latest)
        latest = max(latest, release.freeze)
    return rising
