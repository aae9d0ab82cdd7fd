"""Beginning again from a plan that was made before: what is still valid stays, what is not moves or goes.

Needs no solver: a few milliseconds on small problems, a few hundred on large ones.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from roadmap.pausing import is_sound
from roadmap.problem import Problem
from roadmap.schedule import NOWHERE, Pauses, Placement, Schedule, end_of
from roadmap.solver.construct.decoder import Decoder, Genes
from roadmap.solver.construct.insertion import Built
from roadmap.solver.construct.room import make_room
from roadmap.solver.construct.waits import Waits
from roadmap.solver.landings import done, takes
from roadmap.solver.valuation import NEVER, Valuation, most_earned
from roadmap.solver.windows import find_windows

Span = tuple[int, int, int, int]
"""The first and the last start, and the first and the last end, all included."""


@dataclass(frozen=True, slots=True)
class Wish:
    """Where a feature was: the release it landed in, start and mode of each of its items, in their order.

    None where nothing is known: the release is then the first one whose limits the work keeps, the start as early as it
    goes, the mode the one that ends first.
    """

    release: int | None
    starts: tuple[int | None, ...]
    modes: tuple[int | None, ...]
    pauses: tuple[Pauses, ...] = ()
    """The pauses of each item, where any is known to pause."""
    begins: tuple[int | None, ...] = ()
    """When each item was to begin where that lies before slot 0 for any of them; `starts` has 0 for these."""


def wish_of(placement: Placement | None) -> Wish | None:
    """A placement as a wish; None for a feature that was not scheduled."""
    return None if placement is None else Wish(placement.release, placement.starts, placement.modes, placement.pauses)


def restart(problem: Problem, wishes: Sequence[Wish | None]) -> Schedule | None:
    """A valid schedule that is as near to the wishes (one for each feature) as what is pinned allows.

    Work stays where it was if that is still valid; else it moves to the first later start that fits; else its feature
    is built in another way or not at all. Deals that earn less than they could are then served where that pays, so that
    the result may hold more than was wished. None when what is pinned finds no place this way, which proves nothing.
    """
    return Restarter(problem).restart(wishes)


class Restarter:
    """Puts wished work back, piece by piece, into plans of one problem."""

    def __init__(self, problem: Problem) -> None:
        self.problem, self.windows = problem, find_windows(problem)
        self.decoder = Decoder(problem, self.windows, valuation=Valuation(problem))
        closures = (other for feature in range(len(problem.features)) for other in self.windows.closure[feature])
        self.order = tuple(dict.fromkeys(closures))
        """The features, each after what it comes after."""
        self._waits = Waits(problem)
        self._quick = [False] * len(problem.features)

    def restart(self, wishes: Sequence[Wish | None], *, further: bool = True) -> Schedule | None:
        """See `restart`; without `further` no deal is served that the wishes do not serve, unless it is pinned."""
        built = self._attempt(wishes)
        if built is None:
            return None
        if further:
            self._serve(built, self._lacking(built))
        return self._closed(built)

    def finish(self, built: Built, *, further: bool = True) -> Schedule | None:
        """What was built, with what is pinned and, with `further`, whatever else fits and pays; None if a pin finds no
        place."""
        if not self._hold_pins(built):
            return None
        if further:
            self._serve(built, self._lacking(built))
        return self._closed(built)

    def _closed(self, built: Built) -> Schedule:
        """The schedule of what was built, without releases in which nothing lands."""
        self.decoder.inserter.close_idle(built)
        return self.decoder.schedule(built)

    def resume(self, schedule: Schedule) -> Schedule | None:
        """Restart from a schedule of this problem, or of one of its shape: what is valid stays, and whatever else fits
        and pays comes to it."""
        return self.restart([wish_of(placement) for placement in schedule.placements])

    def _attempt(self, wishes: Sequence[Wish | None]) -> Built | None:
        """The plan with the wishes put back and all pins held: after the rest, or where that leaves one out, the better
        of making room for it and of holding pins before the rest."""
        plain = self.decoder.inserter.begin()
        if plain is None:
            return None
        self.put_all_back(plain, wishes, set(range(len(wishes))))
        unserved = self._unserved(plain)
        if self._hold_pins(plain):
            return plain
        found = [self._with_room(plain, wishes), self._pins_first(unserved, wishes)]
        return max((built for built in found if built is not None), key=self._value, default=None)

    def _value(self, built: Built) -> int:
        """What a plan is worth once releases in which nothing lands are not cut."""
        return self.decoder.valuation.total(built.landings)

    def _with_room(self, built: Built, wishes: Sequence[Wish | None]) -> Built | None:
        """A plan in which as little as possible gives way to the deals that it leaves out though they are pinned."""
        if any(built.ready[feature] == NEVER for feature in self.decoder.required):
            return None

        def put_back(again: Built) -> None:
            self.put_all_back(again, wishes, set(range(len(wishes))))

        for deal in self._unserved(built):
            room = make_room(self.decoder, built, deal, put_back=put_back)
            if room is None:
                return None
            built = room
        return None if self._unserved(built) else built

    def _pins_first(self, unserved: Sequence[int], wishes: Sequence[Wish | None]) -> Built | None:
        """The plan with those pins before the rest that the wishes do not hold, or else all of them before the rest."""
        everything, required = set(range(len(wishes))), set(self.decoder.required)
        pinned = [deal for deal, line in enumerate(self.problem.deals) if line.served]
        for first, helped in ((unserved, True), (unserved, False), (pinned, False)):
            built = self.decoder.inserter.begin()
            if built is None:
                return None
            self.put_all_back(built, wishes, required | (self._in_time(first, wishes) if helped else set()))
            if not self._build_required(built) or self._serve(built, first) < len(first):
                continue
            self.put_all_back(built, wishes, everything)
            if self._hold_pins(built):
                return built
        return None

    def _in_time(self, deals: Sequence[int], wishes: Sequence[Wish | None]) -> set[int]:
        """What some deals need, and what that comes after, as far as it was to land early enough for all of them."""
        latest: dict[int, int] = {}
        for features, last in (
            demand for deal in deals for level in self.decoder.valuation.levels[deal] for demand in level
        ):
            for feature in {other for f in features for other in self.windows.closure[f]}:
                latest[feature] = min(last, latest.get(feature, last))
        early = set()
        for feature, last in latest.items():
            wish = wishes[feature]
            if wish is not None and wish.release is not None and wish.release <= last:
                early.add(feature)
        return early

    def put_all_back(self, built: Built, wishes: Sequence[Wish | None], features: set[int]) -> None:
        """First everything that can stay exactly where it was, then what must move."""
        for exactly in (True, False):
            for feature in self.order:
                wish = wishes[feature]
                if wish is not None and feature in features and built.ready[feature] == NEVER:
                    self.put_back(built, feature, wish, exactly=exactly)

    def put_back(self, built: Built, feature: int, wish: Wish, *, exactly: bool) -> bool:
        """Place one feature as wished, or later if not `exactly`; whether it found a place. What it comes after must
        be there already."""
        work, mark = self.problem.features[feature], len(built.table.trail)
        shaped = len(wish.starts) == len(work.items) == len(wish.modes)
        if not shaped or not self.windows.open(feature) or any(built.ready[other] == NEVER for other in work.after):
            return False
        previous = 0
        pauses = wish.pauses or ((),) * len(work.items)
        for item, start, mode, paused in zip(work.items, wish.starts, wish.modes, pauses, strict=True):
            if not self._put_item(built, item, previous, (start, mode, paused), exactly=exactly):
                built.table.undo(mark)
                return False
            previous = built.table.ends[item] if work.lands else 0
        release = self.landing(built, feature, wish.release, exactly=exactly)
        if release is None:
            built.table.undo(mark)
            return False
        built.ready[feature] = built.landings[feature] = release
        built.placed.append(feature)
        if release != NOWHERE:
            self.decoder.inserter.cut(built, release)
        return True

    def _put_item(
        self, built: Built, item: int, previous: int, wished: tuple[int | None, int | None, Pauses], *, exactly: bool
    ) -> bool:
        """Place one item; what holds a reserved place stays there."""
        work, table = self.problem.items[item], built.table
        begin, least = self._waits.earliest(item, table)
        begin = max(work.earliest, previous, begin)
        if table.starts[item] >= 0:
            return table.starts[item] >= begin and table.ends[item] >= least
        start, mode, pauses = wished
        if work.start is not None or mode is None or not 0 <= mode < len(work.modes) or work.modes[mode].is_milestone:
            start = work.start
        latest, end = self._waits.latest(item, table, self.problem.horizon)
        span = begin, latest, least, min(work.latest, end)
        if pauses and start is not None and mode is not None and self.holds(built, item, wished, span=span):
            table.put(item, start, mode, pauses)
            return True
        for number in self._modes(item, mode):
            first = begin if start is None else max(begin, start)
            last = latest if work.start is None else min(latest, work.start)
            if exactly and start is not None:
                last = min(last, start)
            found = table.find(item, number, first, last, span[-1], earliest_end=least)
            if found is not None:
                table.put(item, found.start, number, found.pauses)
                return True
        return False

    def holds(self, built: Built, item: int, wished: tuple[int | None, int | None, Pauses], *, span: Span) -> bool:
        """Whether an item that pauses can run exactly as wished, within a span."""
        work, (start, mode, pauses) = self.problem.items[item], wished
        if start is None or mode is None or work.start not in (None, start) or not work.pauses:
            return False
        chosen = work.modes[mode] if 0 <= mode < len(work.modes) else None
        if chosen is None or not is_sound(chosen, start, pauses, pause=self.problem.longest_pause):
            return False
        first, latest, least, last = span
        fits = first <= start <= latest and least <= end_of(chosen, start, pauses) <= last
        return fits and built.table.holds(item, mode, start, pauses)

    def _modes(self, item: int, wished: int | None) -> list[int]:
        """The wished mode, or where none is known those of use, the quickest first."""
        modes = self.problem.items[item].modes
        if wished is not None and 0 <= wished < len(modes):
            return [wished]
        return sorted(self.windows.modes[item], key=lambda mode: modes[mode].days)

    def landing(self, built: Built, feature: int, wished: int | None, *, exactly: bool = False) -> int | None:
        """Where a feature lands whose items are placed: in the wished release or, if not `exactly`, in the first one
        after it that holds the work; None if in none."""
        work, ended = self.problem.features[feature], done(self.problem, feature, built.table.ends)
        if not work.lands:
            return NOWHERE
        first = max([self.windows.first_release[feature], *(built.landings[other] for other in work.after)])
        last = self.windows.last_release[feature]
        begin = first if wished is None else max(first, wished)
        if work.release is not None:
            begin, last = first, work.release
        elif exactly and wished is not None:
            last = min(last, wished)
        fits = (r for r in range(begin, last + 1) if takes(self.problem, feature, r, ended))
        return next(fits, None)

    def _build_required(self, built: Built) -> bool:
        """Build what must be built; whether all of it found a place."""
        inserter, last = self.decoder.inserter, len(self.problem.releases) - 1
        for feature in self.decoder.required:
            if built.ready[feature] == NEVER and not inserter.insert(built, feature, self._quick, last):
                return False
        inserter.open_for(built, self.decoder.required)
        return True

    def _hold_pins(self, built: Built) -> bool:
        """Build what must be built and serve who must be served; whether all of it found a place."""
        if not self._build_required(built):
            return False
        unserved = self._unserved(built)
        return self._serve(built, unserved) == len(unserved)

    def _unserved(self, built: Built) -> list[int]:
        """The deals that are pinned to be served and are not."""
        reached = self.decoder.valuation.reached
        return [d for d, deal in enumerate(self.problem.deals) if deal.served and not reached(d, built.landings)]

    def _lacking(self, built: Built) -> list[int]:
        """The deals that earn less than they could, those that lack most first."""
        valuation, deals = self.decoder.valuation, self.problem.deals
        missing = [most_earned(line) - valuation.earned(deal, built.landings) for deal, line in enumerate(deals)]
        return sorted((deal for deal, amount in enumerate(missing) if amount > 0), key=lambda deal: -missing[deal])

    def _serve(self, built: Built, deals: Sequence[int]) -> int:
        """Serve deals in an order; how many of them were."""
        count = len(self.problem.deals)
        genes = Genes([], list(deals), self._quick, [0] * count, [0] * count)
        return sum(self.decoder.serve(built, deal, genes) for deal in deals)
