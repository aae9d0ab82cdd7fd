"""Naming: who sits where, so that as few seats as possible change hands.

A seat is one place in the crew of a work item; whoever sits there is one of those who can. Seats are given away whole,
where needed by moving others (whole seats too) to somebody else who can and is free: ejection chains, as in Glover
(1996). What cannot be given away whole is covered piece by piece by paths that change who sits where from one slot on;
such a path exists in every slot in which the capacity of all pools is kept (Berge, 1957; Hall, 1935). Where seats would
have to be split, people of groups of seats are looked for anew first; see `regrouping`.

Where a seat pauses, whoever sits there is away, and holds no other. That is a slot of another kind, which only people
who are away can fill: everything else is as it is with the slots at work.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from roadmap.planner.naming.exchange import Exchange
from roadmap.planner.naming.regrouping import Regrouping
from roadmap.tuning import TUNING


@dataclass(frozen=True, slots=True)
class Seat:
    """One place in the crew of an item for the half-open interval [begin, end).

    `able` are the positions of those who can sit there, the most welcome first; `pauses` the slots in which it pauses.
    `line` says for which of the skills of the item, by its position.
    """

    item: int
    begin: int
    end: int
    able: tuple[int, ...]
    pauses: tuple[int, ...] = ()
    line: int = 0

    @property
    def span(self) -> int:
        """Its slots as bits."""
        return _bits(self.begin, self.end)


@dataclass(frozen=True, slots=True)
class Stint:
    """Somebody, by position, on an item for the half-open interval [begin, end), days away included, in one of its
    lines."""

    who: int
    item: int
    begin: int
    end: int
    line: int = 0


Times = Sequence[Sequence[tuple[int, int]]]
"""Half-open intervals of each person, in order."""


def name_people(seats: Sequence[Seat], present: Times, away: Times = (), *, thorough: bool = True) -> tuple[Stint, ...]:
    """Who sits where. `present` is when each person is there, `away` when their work waits for them. Where a change of
    people remains, a `thorough` search looks for a way without it.

    Every slot of a seat is covered, if in every slot there are people enough for what is asked of them.
    """
    orders: tuple[Callable[[Seat], tuple[int, ...]], ...] = (
        lambda seat: (seat.begin, -seat.end, seat.item),
        lambda seat: (len(seat.able), seat.begin, seat.item),
        lambda seat: (seat.begin - seat.end, seat.item),
    )
    away = away or [()] * len(present)
    best: tuple[Stint, ...] = ()
    chosen = orders[0]
    for order in orders:
        stints = _Naming(sorted(seats, key=order), present, away).run()
        if not best or len(stints) < len(best):
            best, chosen = stints, order
        if len(best) <= len(seats):
            return best
    if not thorough:
        return best
    stints = _Naming(sorted(seats, key=chosen), present, away).run(regrouped=True)
    return min(best, stints, key=len)


def _bits(begin: int, end: int) -> int:
    return ((1 << (end - begin)) - 1) << begin


def _slots(intervals: Sequence[tuple[int, int]]) -> int:
    return sum(_bits(begin, end) for begin, end in intervals)


class _Naming:
    """One attempt, the seats in a given order. Whole slots of time are bits of an integer: first those at work, then,
    from `_pausing` on, those in which seats pause and people are away."""

    def __init__(self, seats: Sequence[Seat], present: Times, away: Times) -> None:
        self._seats = seats
        ends = [end for intervals in (*present, *away) for _, end in intervals]
        self._pausing = max((*ends, *(seat.end for seat in seats)), default=0)
        self._spans = [self._split(seat.span, sum(1 << slot for slot in seat.pauses)) for seat in seats]
        self._present = [
            self._split(_slots(there) | _slots(gone), _slots(gone)) for there, gone in zip(present, away, strict=True)
        ]
        self._free = list(self._present)
        self._held: list[dict[int, int]] = [{} for _ in present]
        self._by: list[dict[int, int]] = [{} for _ in seats]
        self._looks = 0
        self._done: list[tuple[bool, int, int, int]] = []

    def run(self, *, regrouped: bool = False) -> tuple[Stint, ...]:
        """Give all seats away; with `regrouped` after a search for people on whole seats."""
        split = [seat for seat in range(len(self._seats)) if not self._place(seat, TUNING.naming_depth, frozenset())]
        if regrouped and split:
            split = self._regroup()
        for seat in split:
            self._cover(seat)
        for seat in split:
            self._join(seat)
        return tuple(
            Stint(who, self._seats[seat].item, begin, end, self._seats[seat].line)
            for seat, by in enumerate(self._by)
            for who, slots in by.items()
            for begin, end in _runs((slots | slots >> self._pausing) & _bits(0, self._pausing))
        )

    def _regroup(self) -> list[int]:
        """Look for people on whole seats, so that fewer are left to be split; those that are."""
        able = [
            tuple(who for who in seat.able if self._present[who] & span == span)
            for seat, span in zip(self._seats, self._spans, strict=True)
        ]
        holders = [next(iter(by), -1) for by in self._by]
        found = Exchange(self._spans, able, self._present, holders).search()
        found = Regrouping(able, [(seat.begin, seat.end) for seat in self._seats], found).search()
        for seat, who in enumerate(holders):
            if who >= 0:
                self._take(seat, who, self._spans[seat])
        for seat, who in enumerate(found):
            if who >= 0:
                self._give(seat, who, self._spans[seat])
        return [seat for seat, who in enumerate(found) if who < 0]

    def _split(self, slots: int, pausing: int) -> int:
        """Slots of which some are of the other kind."""
        return slots & ~pausing | pausing << self._pausing

    def _give(self, seat: int, who: int, slots: int) -> None:
        self._done.append((True, seat, who, slots))
        self._free[who] &= ~slots
        self._held[who][seat] = self._held[who].get(seat, 0) | slots
        self._by[seat][who] = self._by[seat].get(who, 0) | slots

    def _take(self, seat: int, who: int, slots: int) -> None:
        self._done.append((False, seat, who, slots))
        self._free[who] |= slots
        for kept, key in ((self._held[who], seat), (self._by[seat], who)):
            kept[key] &= ~slots
            if not kept[key]:
                del kept[key]

    def _undo(self, mark: int) -> None:
        """Go back to when so much had been done."""
        while len(self._done) > mark:
            given, seat, who, slots = self._done.pop()
            (self._take if given else self._give)(seat, who, slots)
            self._done.pop()

    def _place(self, seat: int, depth: int, moved: frozenset[int]) -> bool:
        """Give a whole seat to somebody, if need be by moving others; nothing is changed where that fails."""
        span, able = self._spans[seat], self._seats[seat].able
        for who in able:
            if self._free[who] & span == span:
                self._give(seat, who, span)
                return True
        if not depth:
            return False
        for who in able:
            self._looks += 1
            if self._looks > TUNING.naming_patience:
                return False
            if who not in moved and self._present[who] & span == span and self._make_room(seat, who, depth, moved):
                return True
        return False

    def _make_room(self, seat: int, who: int, depth: int, moved: frozenset[int]) -> bool:
        """Give a whole seat to one person and what they did meanwhile, whole, to others; undone where that fails."""
        span = self._spans[seat]
        others = [other for other, slots in self._held[who].items() if slots & span]
        if len(others) > TUNING.naming_moved or any(self._held[who][other] != self._spans[other] for other in others):
            return False
        mark = len(self._done)
        for other in others:
            self._take(other, who, self._spans[other])
        self._give(seat, who, span)
        if all(self._place(other, depth - 1, moved | {who}) for other in others):
            return True
        self._undo(mark)
        return False

    def _cover(self, seat: int) -> None:
        """Cover a seat piece by piece, each as long as it goes."""
        last = -1
        for begin, end in sorted(_runs(self._spans[seat]), key=lambda run: run[0] % self._pausing):
            slot = begin
            while slot < end:
                path, until = self._path(seat, slot, last)
                if not path:
                    return
                slots, last = _bits(slot, until), path[0][1]
                for (_, before), (moved, _) in pairwise(path):
                    self._take(moved, before, slots)
                for moved, who in path:
                    self._give(moved, who, slots)
                slot = until

    def _path(self, seat: int, slot: int, last: int) -> tuple[list[tuple[int, int]], int]:
        """Who takes which seat from a slot on so that a further seat is covered, the fewest moves; and until when."""
        direct = [who for who in self._seats[seat].able if self._free[who] >> slot & 1]
        if direct:
            best = max(direct, key=lambda who: (self._until(self._free[who], seat, slot), who == last))
            return [(seat, best)], self._until(self._free[best], seat, slot)
        came: dict[int, tuple[int, int]] = {}
        queue = [seat]
        for now in queue:
            for who in self._seats[now].able:
                if who in came or not self._present[who] >> slot & 1:
                    continue
                came[who] = now, -1
                holding = next((s for s, held in self._held[who].items() if held >> slot & 1), None)
                if holding is None:
                    return self._walk(seat, who, slot, came)
                queue.append(holding)
                came[who] = now, holding
        return [], slot

    def _walk(
        self, seat: int, free: int, slot: int, came: dict[int, tuple[int, int]]
    ) -> tuple[list[tuple[int, int]], int]:
        """The path that ends with a free person, from its first seat on, and until when it can be taken."""
        now = came[free][0]
        path, until = [(now, free)], self._until(self._free[free], now, slot)
        while now != seat:
            who = next(w for w, (_, holding) in came.items() if holding == now)
            until = min(until, self._until(self._held[who][now], now, slot))
            now = came[who][0]
            path.append((now, who))
        return path[::-1], min(until, self._until(-1, seat, slot))

    def _until(self, slots: int, seat: int, slot: int) -> int:
        """Until when all slots from one on are in a set and of a seat."""
        missing = ~((slots & self._spans[seat]) >> slot)
        return slot + (missing & -missing).bit_length() - 1

    def _join(self, seat: int) -> None:
        """Give a seat that was covered piece by piece to one person after all, if that can be done now."""
        pieces = self._by[seat].copy()
        if len(pieces) < 2:
            return
        for who, slots in pieces.items():
            self._take(seat, who, slots)
        if not self._place(seat, 1, frozenset()):
            for who, slots in pieces.items():
                self._give(seat, who, slots)


def _runs(slots: int) -> list[tuple[int, int]]:
    """The runs of a set of slots as half-open intervals."""
    found, begin = [], 0
    while slots:
        skip = (slots & -slots).bit_length() - 1
        slots >>= skip
        length = (~slots & -~slots).bit_length() - 1
        found.append((begin + skip, begin + skip + length))
        slots >>= length
        begin += skip + length
    return found
