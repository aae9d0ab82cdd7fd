"""Slipping: a plan that is late as a whole keeps its order, and moves by as little as it needs.

What no longer begins when it was to begin takes the place of what comes after it, which takes the place of what comes
after that. So all work is placed anew, item by item in the order in which it was to begin, each as early as its people
and what it waits for allow: serial schedule generation (Kolisch 1996) with the stored begin as the priority.
"""

from __future__ import annotations

import heapq
from collections.abc import Sequence

from roadmap.schedule import NOWHERE, Pauses, Schedule
from roadmap.solver.construct.insertion import Built
from roadmap.solver.construct.restart import Restarter, Span, Wish
from roadmap.solver.construct.waits import Waits
from roadmap.solver.valuation import NEVER
from roadmap.tuning import TUNING


class Slipper:
    """Places wished work anew in the order in which it was to begin, in plans of one problem."""

    def __init__(self, restarter: Restarter) -> None:
        self.problem, self.windows = restarter.problem, restarter.windows
        self._restarter, self._inserter = restarter, restarter.decoder.inserter
        self._valuation = restarter.decoder.valuation
        self._waits = Waits(self.problem, own=True)

    def slip(self, wishes: Sequence[Wish | None], *, early: bool, further: bool = True) -> Schedule | None:
        """A valid schedule in which the wished work comes in the wished order; None where that does not hold all pins.

        Nothing begins before its wished start; with `early`, everything begins as early as the order allows. Work that
        no deal has any use for once it has slipped is left out, and with `further` what then fits and pays comes to it.
        """
        left_out: set[int] = set()
        best: tuple[int, Schedule] | None = None
        for _round in range(TUNING.slipping_rounds):
            built = self._decode(wishes, left_out, early=early)
            if built is None:
                break
            useless = self._useless(built)
            schedule = self._restarter.finish(built, further=further)
            worth = -1 if schedule is None else self._valuation.total(built.landings)
            if schedule is not None and (best is None or worth > best[0]):
                best = worth, schedule
            if not useless:
                break
            left_out |= useless
        return None if best is None else best[1]

    def _decode(self, wishes: Sequence[Wish | None], left_out: set[int], *, early: bool) -> Built | None:
        """Everything that finds a place in the wished order; None if something that must be built does not."""
        built = self._inserter.begin()
        if built is None:
            return None
        dead = {f for f in range(len(wishes)) if f in left_out or not self._is_wanted(f, wishes[f])}
        dead |= {f for f in range(len(wishes)) if not dead.isdisjoint(self.windows.closure[f])}
        for item in self._in_order(wishes, dead):
            feature = self.problem.items[item].feature
            if feature not in dead and not self._put(built, item, wishes[feature], early=early):
                dead |= self._lift(built, feature)
        for feature in self._restarter.order:
            if feature not in dead and not self._land(built, feature, wishes[feature]):
                dead |= self._lift(built, feature)
        built.table.trail.clear()
        return None if not dead.isdisjoint(self._inserter.required) else built

    def _is_wanted(self, feature: int, wish: Wish | None) -> bool:
        """Whether a feature takes part: it must be built, or it was and can still be of use."""
        if not self.windows.open(feature):
            return False
        count = len(self.problem.features[feature].items)
        known = wish is not None and len(wish.starts) == count == len(wish.modes)
        return known or feature in self._inserter.kept

    def _in_order(self, wishes: Sequence[Wish | None], dead: set[int]) -> list[int]:
        """The items that take part by their wished start, but none before what it waits for."""
        problem, starts = self.problem, dict[int, int]()
        for feature, work in enumerate(problem.features):
            for number, item in enumerate(work.items if feature not in dead else ()):
                start = _begin(wishes[feature], number)
                starts[item] = self.windows.earliest[item] if start is None else start
        open_ = {item: sum(wait.first in starts for wait in self._waits.before[item]) for item in starts}
        waiting = [(start, item) for item, start in starts.items() if not open_[item]]
        heapq.heapify(waiting)
        ordered = []
        while waiting:
            _start, item = heapq.heappop(waiting)
            ordered.append(item)
            for then in (wait.then for wait in self._waits.after[item]):
                if then in starts:
                    open_[then] -= 1
                    if not open_[then]:
                        heapq.heappush(waiting, (starts[then], then))
        return ordered

    def _put(self, built: Built, item: int, wish: Wish | None, *, early: bool) -> bool:
        """Place an item as early as it goes, in its wished mode or else in the one that then ends first; what holds a
        reserved place stays there."""
        work, table = self.problem.items[item], built.table
        begin, least = self._waits.earliest(item, table)
        begin = max(work.earliest, begin)
        if table.starts[item] >= 0:
            return table.starts[item] >= begin and table.ends[item] >= least
        start, mode, pauses = _wished(wish, self.problem.features[work.feature].items.index(item))
        end = min(work.latest, self.windows.latest[item])
        if start is not None and not early and mode is not None and not work.modes[mode].is_milestone:
            span = begin, self.problem.horizon, least, end
            if pauses and self._restarter.holds(built, item, (start, mode, pauses), span=span):
                table.put(item, start, mode, pauses)
                return True
            begin = max(begin, start)
        return self._put_within(built, item, mode, (begin, self.problem.horizon, least, end))

    def _put_within(self, built: Built, item: int, wished: int | None, span: Span) -> bool:
        """Place an item as early as a span allows, in one mode if that fits, else in the one that ends first."""
        work, table, (begin, last, least, end) = self.problem.items[item], built.table, span
        if work.start is not None:
            begin, last = max(begin, work.start), min(last, work.start)
        known = wished is not None and wished < len(work.modes)
        for modes in ((wished,) if known and wished is not None else (), self.windows.modes[item]):
            found = [(table.find(item, mode, begin, last, end, earliest_end=least), mode) for mode in modes]
            fits = [(fit, mode) for fit, mode in found if fit is not None]
            if fits:
                fit, mode = min(fits, key=lambda one: (one[0].end, one[1]))
                table.put(item, fit.start, mode, fit.pauses)
                return True
        return False

    def _land(self, built: Built, feature: int, wish: Wish | None) -> bool:
        """Land a feature that is placed where it was to land, or in the first release after that which holds it."""
        if any(built.ready[other] == NEVER for other in self.problem.features[feature].after):
            return False
        release = self._restarter.landing(built, feature, None if wish is None else wish.release)
        if release is None:
            return False
        built.ready[feature] = built.landings[feature] = release
        built.placed.append(feature)
        if release != NOWHERE:
            self._inserter.cut(built, release)
        return True

    def _lift(self, built: Built, feature: int) -> set[int]:
        """Take a feature and all that comes after it out again; which these are."""
        closure = self.windows.closure
        gone = {other for other in range(len(closure)) if feature in closure[other]}
        for other in gone:
            for item in self.problem.features[other].items:
                if built.table.starts[item] >= 0:
                    built.table.lift(item)
        return gone

    def _useless(self, built: Built) -> set[int]:
        """The features that are built for no deal: none of what it earns depends on them."""
        landings, valuation = built.landings, self._valuation
        used = set(self._inserter.kept) | {f for f, work in enumerate(self.problem.features) if work.cost < 0}
        for deal in range(len(self.problem.deals)):
            levels = valuation.taken(deal, landings)[0]
            demands = [demand for level in valuation.levels[deal][:levels] for demand in level]
            for features, last in [*demands, *(valuation.challenges[deal] if levels else ())]:
                used.update(f for f in features if landings[f] <= last)
        needed = {other for f in used for other in self.windows.closure[f]}
        return {f for f in built.placed if f not in needed}


def _begin(wish: Wish | None, number: int) -> int | None:
    """When an item of a feature was to begin, which may lie before slot 0; None if that is not known."""
    if wish is None:
        return None
    return (wish.begins or wish.starts)[number]


def _wished(wish: Wish | None, number: int) -> tuple[int | None, int | None, Pauses]:
    """Where an item of a feature was: start, mode and pauses, as far as they are known."""
    if wish is None:
        return None, None, ()
    return wish.starts[number], wish.modes[number], wish.pauses[number] if wish.pauses else ()
