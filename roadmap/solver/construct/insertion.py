"""Inserting features into a plan under construction, each as early as it fits, undoable."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from roadmap.pausing import Fit
from roadmap.problem import Problem
from roadmap.schedule import NOWHERE, Schedule, runs_of
from roadmap.solver.construct.timetable import Crews, Timetable
from roadmap.solver.construct.waits import Waits
from roadmap.solver.landings import done, takes
from roadmap.solver.valuation import NEVER
from roadmap.solver.windows import Windows, rising_releases, shortest

Starts = tuple[int, int]
"""The first and the last start, both included."""


@dataclass(slots=True)
class Built:
    """A plan under construction: `ready` is the first release each feature could land in, `landings` where it does land
    given the releases cut so far."""

    table: Timetable
    ready: list[int]
    landings: list[int]
    cut: list[bool]
    placed: list[int] = field(default_factory=list)

    def copy(self) -> Built:
        """The same plan, to be changed apart; marks of the one mean nothing to the other."""
        return Built(self.table.copy(), self.ready[:], self.landings[:], self.cut[:], self.placed[:])


ModeRow = tuple[Crews, int, int]
"""A mode as what it takes of each pool, slots, and its position among the modes of its item."""
Mark = tuple[int, int, list[bool], list[int]]
"""A state to go back to: length of the trail, number of placed features, releases cut, landings."""


class Inserter:
    """Places features of one problem; every method that fails leaves changes that `undo` takes back."""

    def __init__(self, problem: Problem, windows: Windows) -> None:
        self.problem, self.windows = problem, windows
        self._waits = Waits(problem)
        self._quick = [self._modes(position, quick=True) for position in range(len(problem.items))]
        self._cheap = [self._modes(position, quick=False) for position in range(len(problem.items))]
        self._deadlines: dict[tuple[int, int], dict[int, int]] = {}
        self.rising = rising_releases(problem)
        needed = {f for p, feature in enumerate(problem.features) if feature.planned for f in windows.closure[p]}
        self.required = sorted(needed)
        self.kept = needed
        self.dependents: list[list[int]] = [[] for _ in problem.features]
        for position, feature in enumerate(problem.features):
            for other in feature.after:
                self.dependents[other].append(position)
        self._reserved = [
            i for f in self.required for i in problem.features[f].items if problem.items[i].start is not None
        ]

    def _modes(self, position: int, *, quick: bool) -> list[ModeRow]:
        modes = self.problem.items[position].modes
        found = sorted(
            self.windows.modes[position],
            key=lambda m: (modes[m].days, modes[m].crew) if quick else (modes[m].crew * modes[m].days, modes[m].days),
        )
        return [(modes[m].crews, modes[m].days, m) for m in found]

    def begin(self) -> Built | None:
        """An empty plan in which required work with a fixed start holds its place; None if that does not fit."""
        problem = self.problem
        never = [NEVER] * len(problem.features)
        built = Built(Timetable(problem), never[:], never, [release.fixed for release in problem.releases])
        return built if self._reserve(built) else None

    def rebuild(self, schedule: Schedule) -> Built:
        """A valid schedule as a plan under construction."""
        problem = self.problem
        never = [NEVER] * len(problem.features)
        built = Built(Timetable(problem), never[:], never, [release.fixed for release in problem.releases])
        for feature, placement in enumerate(schedule.placements):
            if placement is None:
                continue
            for run in runs_of(problem, feature, placement):
                built.table.put(run.item, run.start, run.choice, run.pauses)
            built.ready[feature] = built.landings[feature] = placement.release
            if placement.release != NOWHERE:
                built.cut[placement.release] = True
            built.placed.append(feature)
        built.table.trail.clear()
        return built

    def remove(self, built: Built, feature: int) -> None:
        """Take a feature out, and first all that comes after it; required ones stay. Marks made before lose meaning."""
        if built.ready[feature] == NEVER or feature in self.kept:
            return
        for other in self.dependents[feature]:
            self.remove(built, other)
        self.lift(built, feature)

    def lift(self, built: Built, feature: int) -> None:
        """Take a feature out alone: what comes after it stays, and needs it back no later than it was."""
        for item in self.problem.features[feature].items:
            built.table.lift(item)
        built.ready[feature] = built.landings[feature] = NEVER
        built.placed.remove(feature)

    def close_idle(self, built: Built) -> None:
        """Stop cutting releases in which nothing lands any more."""
        used = set(built.landings)
        built.cut[:] = [release.fixed or r in used for r, release in enumerate(self.problem.releases)]

    def mark(self, built: Built) -> Mark:
        """The state of a plan, to go back to with `undo`."""
        return len(built.table.trail), len(built.placed), built.cut[:], built.landings[:]

    def effort(self, features: Iterable[int]) -> int:
        """Person-days of some features, each item in its cheapest mode."""
        items = (i for f in features for i in self.problem.features[f].items)
        modes = (self.problem.items[i].modes[m] for i in items for _, _, m in self._cheap[i][:1])
        return sum(mode.crew * mode.days for mode in modes)

    def _reserve(self, built: Built) -> bool:
        """Hold the places of required work whose start is fixed, before anything else can take them."""
        for position in self._reserved:
            item = self.problem.items[position]
            start = item.start if item.start is not None else item.earliest
            if not self._put_within(
                built, position, self._quick[position], (start, start), self.windows.latest[position]
            ):
                return False
        return True

    def _put_within(
        self, built: Built, position: int, modes: list[ModeRow], span: Starts, latest: int, *, least: int = 0
    ) -> bool:
        """Place an item, starting within `span`, ending in [`least`, `latest`], in the mode that ends first."""
        best: tuple[Fit, int] | None = None
        for _crews, _days, mode in modes:
            found = built.table.find(position, mode, *span, latest, earliest_end=least)
            if found is not None and (best is None or found.end < best[0].end):
                best = found, mode
        if best is None:
            return False
        built.table.put(position, best[0].start, best[1], best[0].pauses)
        return True

    def _put_loosely(self, built: Built, position: int, modes: list[ModeRow], span: Starts, latest: int) -> bool:
        """Place an item as `_put_within` does, but where it leaves most people free, in the first mode that fits; with
        pauses, as early as it fits, where it has to."""
        for crews, days, mode in modes:
            start = built.table.fit_loosely(crews, span[0], days, min(span[1], latest - days))
            if start >= 0:
                built.table.put(position, start, mode)
                return True
        return self.problem.items[position].pauses and self._put_within(built, position, modes, span, latest)

    def insert(self, built: Built, feature: int, thrifty: Sequence[bool], last: int) -> bool:
        """Place a feature, and everything it comes after, to land by release `last`; what is placed already stays.

        Thrifty features take the cheapest crew that keeps the latest ends that this leaves each of their items.
        """
        latest = self._latest_ends(feature, last)
        return all(
            built.ready[other] != NEVER or self._place(built, other, latest, thrifty=thrifty[other])
            for other in self.windows.closure[feature]
        )

    def _latest_ends(self, feature: int, last: int) -> dict[int, int]:
        """Latest ends of the items of a feature, and of all it comes after, for it to land by a release."""
        known = self._deadlines.get((feature, last))
        if known is None:
            known = self._deadlines[feature, last] = self._find_latest_ends(feature, last)
        return known

    def _find_latest_ends(self, feature: int, last: int) -> dict[int, int]:
        problem, windows = self.problem, self.windows
        freeze = max((release.freeze for release in problem.releases[: last + 1]), default=0)
        ship = max((release.ship for release in problem.releases[: last + 1]), default=0)
        begins: dict[int, int] = {}
        ends: dict[int, int] = {}
        for other in reversed(windows.closure[feature]):
            if not problem.features[other].lands:
                ends |= {position: windows.latest[position] for position in problem.features[other].items}
                continue
            after = problem.horizon
            for position in reversed(problem.features[other].items):
                item = problem.items[position]
                known = [w for w in self._waits.after[position] if w.then in begins]
                waiting = (w.room(begins[w.then], ends[w.then]) for w in known if not w.from_start)
                limit = freeze if item.by_freeze else ship
                ends[position] = min([windows.latest[position], limit, after, *waiting])
                starting = (w.room(begins[w.then], ends[w.then]) for w in known if w.from_start)
                after = min([ends[position] - shortest(item, windows.modes[position]), *starting])
                begins[position] = after
        return ends

    def _place(self, built: Built, feature: int, latest: dict[int, int], *, thrifty: bool) -> bool:
        if not self.windows.open(feature):
            return False
        table, previous = built.table, 0
        for position in self.problem.features[feature].items:
            if table.starts[position] < 0:
                if not self._place_item(built, position, previous, latest[position], thrifty=thrifty):
                    return False
            elif not self._is_in_time(built, position, previous):
                return False
            previous = table.ends[position] if self.problem.features[feature].lands else 0
        ready = self._ready(built, feature)
        if ready == NEVER:
            return False
        built.ready[feature] = ready
        built.placed.append(feature)
        if self.problem.features[feature].release is not None:
            self.cut(built, ready)
        built.landings[feature] = self._landing(built, feature)
        return True

    def _begin(self, built: Built, position: int, previous: int) -> tuple[int, int]:
        """The slot from which an item may start, and the one in which it may end, for what it waits for."""
        begin, least = self._waits.earliest(position, built.table)
        return max(self.windows.earliest[position], previous, begin), least

    def _is_in_time(self, built: Built, position: int, previous: int) -> bool:
        """Whether an item that is placed already keeps what it waits for."""
        begin, least = self._begin(built, position, previous)
        return built.table.starts[position] >= begin and built.table.ends[position] >= least

    def _place_item(self, built: Built, position: int, previous: int, latest: int, *, thrifty: bool) -> bool:
        item, (begin, least) = self.problem.items[position], self._begin(built, position, previous)
        limit = self.problem.horizon if item.start is None else item.start
        modes = self._cheap[position] if thrifty else self._quick[position]
        if self._waits.after[position]:
            limit, modes, latest = self._before_followers(built, position, limit, modes, latest)
        if not self.problem.features[item.feature].lands:
            return self._put_loosely(built, position, modes, (begin, limit), latest)
        if thrifty:
            span = begin, limit
            return any(self._put_within(built, position, [mode], span, latest, least=least) for mode in modes)
        return self._put_within(built, position, modes, (begin, limit), latest, least=least)

    def _before_followers(
        self, built: Built, position: int, limit: int, modes: list[ModeRow], latest: int
    ) -> tuple[int, list[ModeRow], int]:
        """Where something placed already waits for this item: keep modes short enough, start and end early enough."""
        last, end = self._waits.latest(position, built.table, NEVER)
        limit = min(limit, last)
        if end == NEVER:
            return limit, modes, latest
        longest = [mode for mode in modes if mode[1] <= end]
        shortest = min((mode[1] for mode in longest), default=0)
        kept = [mode for mode in longest if mode[1] == shortest]
        return min(limit, end - shortest), kept, min(latest, end)

    def _ready(self, built: Built, feature: int) -> int:
        """The first release whose limits the placed items keep, not before what the feature comes after."""
        if not self.problem.features[feature].lands:
            return NOWHERE
        work, ended = self.problem.features[feature], done(self.problem, feature, built.table.ends)
        first = max((built.ready[other] for other in work.after), default=0)
        for r in range(max(first, self.windows.first_release[feature]), self.windows.last_release[feature] + 1):
            if takes(self.problem, feature, r, ended) and (self.rising[r] or work.release is not None):
                return r
        return NEVER

    def _landing(self, built: Built, feature: int) -> int:
        """Where a feature lands: its pinned release, else the first one cut from its ready release on."""
        ready = built.ready[feature]
        if ready in (NEVER, NOWHERE) or self.problem.features[feature].release is not None:
            return ready
        return next((r for r in range(ready, len(built.cut)) if built.cut[r] and self.rising[r]), NEVER)

    def cut(self, built: Built, release: int) -> None:
        """Cut a release; what was placed lands in it if that is earlier."""
        if not built.cut[release]:
            built.cut[release] = True
            for feature in built.placed:
                built.landings[feature] = self._landing(built, feature)

    def open_for(self, built: Built, features: Iterable[int]) -> None:
        """Cut a release for features that must land and cannot yet: the latest any of them needs."""
        waiting = [f for f in features if built.landings[f] == NEVER]
        if waiting:
            self.cut(built, max(built.ready[f] for f in waiting))

    def undo(self, built: Built, mark: Mark) -> None:
        """Go back to a mark."""
        size, placed, cut, landings = mark
        built.table.undo(size)
        for feature in built.placed[placed:]:
            built.ready[feature] = NEVER
        del built.placed[placed:]
        built.cut[:], built.landings[:] = cut, landings
