"""Exchanging: a search for people on whole seats, so that as few seats as can be are left to be split.

A seat that nobody is left for is given to somebody who could take it, and what they had meanwhile is taken from them
and waits for others; whoever gave a seat up does not get it back for some steps. So it passes through worse states
for a while: partial colouring with a tabu list (Blöchliger and Zufferey 2008), on seats that are intervals.
"""

from __future__ import annotations

import random
from collections.abc import Sequence

from roadmap.tuning import TUNING


class Exchange:
    """The people of whole seats. `spans` and `present` are slots as bits, `able` who can sit on each seat, and
    `holders` who does in the beginning (-1: nobody)."""

    def __init__(
        self, spans: Sequence[int], able: Sequence[Sequence[int]], present: Sequence[int], holders: Sequence[int]
    ) -> None:
        self._spans, self.holders = spans, list(holders)
        self._able = [
            [who for who in people if present[who] & span == span] for people, span in zip(able, spans, strict=True)
        ]
        self._held: list[set[int]] = [set() for _ in present]
        self._free = list(present)
        for seat, who in enumerate(holders):
            if who >= 0:
                self._give(seat, who)
        self._chance = random.Random(len(spans))  # noqa: S311 - no secret
        self._left = min(TUNING.exchange_looks, TUNING.exchange_looks_each * len(spans) * len(present))

    def search(self) -> list[int]:
        """Who sits where (-1: nobody) with as few seats left as were found. What nobody can hold whole is left."""
        waiting = [seat for seat, who in enumerate(self.holders) if who < 0 and self._able[seat]]
        best, found, step = len(waiting), list(self.holders), 0
        kept: dict[tuple[int, int], int] = {}
        while waiting and self._left > 0:
            step += 1
            move = self._best_move(waiting, kept, step, best)
            if move is None:
                continue
            seat, who, others = move
            waiting.remove(seat)
            for other in others:
                self._take(other, who)
                kept[other, who] = step + self._chance.randrange(TUNING.exchange_longest) + 3 * len(waiting) // 5
            self._give(seat, who)
            waiting += others
            if len(waiting) < best:
                best, found = len(waiting), list(self.holders)
        return found

    def _best_move(
        self, waiting: Sequence[int], kept: dict[tuple[int, int], int], step: int, best: int
    ) -> tuple[int, int, list[int]] | None:
        """The seat, the person and what they give up, with the fewest seats given up; of equals any."""
        fewest, count, chosen = 1 << 30, 0, None
        for seat in waiting:
            span = self._spans[seat]
            for who in self._able[seat]:
                if self._free[who] & span == span:
                    return seat, who, []
                self._left -= 1 + len(self._held[who])
                others = [other for other in self._held[who] if self._spans[other] & span]
                is_kept = kept.get((seat, who), 0) >= step and len(waiting) - 1 + len(others) >= best
                if len(others) > fewest or is_kept:
                    continue
                count = count + 1 if len(others) == fewest else 1
                if self._chance.randrange(count) == 0:
                    chosen = seat, who, others
                fewest = len(others)
        return chosen

    def _give(self, seat: int, who: int) -> None:
        self.holders[seat] = who
        self._held[who].add(seat)
        self._free[who] &= ~self._spans[seat]

    def _take(self, seat: int, who: int) -> None:
        self.holders[seat] = -1
        self._held[who].discard(seat)
        self._free[who] |= self._spans[seat]
