"""Regrouping: people for whole seats, exactly, in ever larger groups around each seat that nobody is left for.

A group is the seats of a stretch of time around that seat which others tie to it; the people of all other seats stay.
The last group is everything that is tied to it at all: what is not found there does not exist. So few people change
their places, and as few seats as can be are left to be split.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from roadmap.planner.naming.whole_seats import Looks, LooksSpentError, Want, WholeSeats
from roadmap.tuning import TUNING


class Regrouping:
    """The people of whole seats. `able` is who could hold each seat from first to last, `times` its half-open interval,
    and `holders` who does in the beginning (-1: nobody)."""

    def __init__(self, able: Sequence[Sequence[int]], times: Sequence[tuple[int, int]], holders: Sequence[int]) -> None:
        self._able, self._times, self.holders = able, times, list(holders)
        self._tied = _tied(able, times)
        self._left, self._for_parts = Looks(TUNING.regroup_looks), Looks(TUNING.regroup_looks_parts)

    def search(self) -> list[int]:
        """Who sits where (-1: nobody) with as few seats left as were found. What nobody can hold whole is left."""
        for tied in self._tied:
            given_up = set[int]()
            while (seat := next((one for one in self._waiting(tied) if one not in given_up), None)) is not None:
                if not self._is_seated(seat, tied):
                    given_up.add(seat)
            if given_up and len(tied) <= TUNING.regroup_largest:
                self._settle(tied)
        return self.holders

    def _waiting(self, group: Sequence[int]) -> list[int]:
        return [seat for seat in group if self.holders[seat] < 0]

    def _is_seated(self, seat: int, tied: Sequence[int]) -> bool:
        """Look for people around a seat until somebody holds it; whether somebody does."""
        for group in self._groups(seat, tied):
            while self.holders[seat] < 0 and self._is_better(
                group, len(self._waiting(group)) - 1, self._for_parts, TUNING.regroup_share
            ):
                pass
            if self.holders[seat] >= 0:
                return True
        return False

    def _settle(self, tied: Sequence[int]) -> None:
        """Look for people for all that is tied together: all of it, or as much as can be, one seat more at a time."""
        if not self._is_better(tied, 0, self._left, TUNING.regroup_share_all):
            while self._is_better(tied, len(self._waiting(tied)) - 1, self._left, TUNING.regroup_share_all):
                pass

    def _groups(self, seat: int, tied: Sequence[int]) -> Iterator[list[int]]:
        """Ever larger groups around a seat, none of them all that is tied to it."""
        begin, end = self._times[seat]
        wider, size = 0, 0
        while True:
            low, high = begin - wider, end + wider
            group = [one for one in tied if self._times[one][0] < high and low < self._times[one][1]]
            if len(group) > TUNING.regroup_largest or len(group) == len(tied):
                return
            if len(group) > size:
                yield group
            size, wider = len(group), 2 * wider + 1

    def _is_better(self, group: Sequence[int], left_out: int, looks: Looks, share: float) -> bool:
        """Let all seats of a group but so many be held, if that is found with this share of the looks that are left."""
        mine = Looks(int(looks.left * share))
        if left_out < 0 or mine.left < TUNING.regroup_fewest:
            return False
        looks.left -= mine.left
        try:
            found = WholeSeats(self._wants(group), mine).search(left_out)
        except LooksSpentError:
            found = None
        looks.left += max(0, mine.left)
        if found is not None:
            for seat, who in zip(group, found, strict=True):
                self.holders[seat] = who
        return found is not None

    def _wants(self, group: Sequence[int]) -> list[Want]:
        """The seats of a group, with those who can hold them beside all that stays as it is."""
        inside, busy = set(group), dict[int, list[tuple[int, int]]]()
        for seat, who in enumerate(self.holders):
            if who >= 0 and seat not in inside:
                busy.setdefault(who, []).append(self._times[seat])
        wants = []
        for seat in group:
            begin, end = self._times[seat]
            free = (who for who in self._able[seat] if all(e <= begin or end <= b for b, e in busy.get(who, ())))
            wants.append(Want(begin, end, tuple(free)))
        return wants


def _tied(able: Sequence[Sequence[int]], times: Sequence[tuple[int, int]]) -> list[list[int]]:
    """The seats in groups of which none shares a person at a time with another; seats of nobody are in none."""
    root = list(range(len(able)))

    def top(seat: int) -> int:
        while root[seat] != seat:
            root[seat] = seat = root[root[seat]]
        return seat

    mine: dict[int, list[int]] = {}
    for seat in sorted(range(len(able)), key=lambda seat: times[seat]):
        for who in able[seat]:
            mine.setdefault(who, []).append(seat)
    for seats in mine.values():
        latest = seats[0]
        for before, seat in pairwise(seats):
            latest = max(latest, before, key=lambda one: times[one][1])
            if times[seat][0] < times[latest][1]:
                root[top(seat)] = top(latest)
    found: dict[int, list[int]] = {}
    for seat in range(len(able)):
        if able[seat]:
            found.setdefault(top(seat), []).append(seat)
    return list(found.values())
