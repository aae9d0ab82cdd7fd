"""Whole seats, exactly: people for a group of seats of whom each keeps theirs from first to last, or the proof that
there are none.

Seats are given away in the order of their beginnings. All that matters of what was given away is until when each person
is busy, and people who can sit on the same seats from then on are alike; so a state that failed once is never tried
again, whoever is who in it (dynamic programming over time, depth first). Before a state is gone on from, the seats of
each later beginning are matched with those who are free by then (Hall 1935): most dead ends are seen so.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

State = tuple[int, tuple[tuple[int, int], ...], int]
"""A beginning, until when people are busy, by kind and in order, and how many seats may still be left out."""


class LooksSpentError(Exception):
    """The search was ended by its count."""


@dataclass(slots=True)
class Looks:
    """How many looks at a person are left, for all searches of one naming together."""

    left: int

    def spend(self, count: int) -> None:
        """Take so many away. LooksSpentError where none are left."""
        self.left -= count
        if self.left < 0:
            raise LooksSpentError


@dataclass(frozen=True, slots=True)
class Want:
    """A seat for the half-open interval [begin, end) and who can hold it whole."""

    begin: int
    end: int
    able: tuple[int, ...]


class WholeSeats:
    """The search for one group of seats; what else people do is taken from `able` already."""

    def __init__(self, wants: Sequence[Want], looks: Looks) -> None:
        order = sorted(
            range(len(wants)), key=lambda n: (wants[n].begin, len(wants[n].able), wants[n].able, -wants[n].end)
        )
        self._order, self._wants, self._looks = order, [wants[n] for n in order], looks
        begins = sorted({want.begin for want in wants})
        self._step = [begins.index(want.begin) for want in self._wants]
        self._first = [self._step.index(step) for step in range(len(begins))]
        self._kinds = self._kinds_from({who for want in wants for who in want.able})
        self._welcome = [self._by_need(seat) for seat in range(len(wants))]
        self._holder = [-1] * len(wants)
        self._until = dict.fromkeys(self._kinds[0], 0) if wants else {}
        self._failed: set[State] = set()

    def search(self, left_out: int) -> list[int] | None:
        """Who holds each seat, by the order of `wants`, if all but so many (-1) can be held; None where they cannot.

        LooksSpentError if that was not found out.
        """
        self._until = dict.fromkeys(self._until, 0)
        if not self._go_on(0, left_out):
            return None
        found = [-1] * len(self._order)
        for place, seat in enumerate(self._order):
            found[seat] = self._holder[place]
        return found

    def _kinds_from(self, people: set[int]) -> list[dict[int, int]]:
        """By step a number for each person, the same for those who can hold the same seats from its beginning on; 0 for
        those who can hold none of them."""
        kinds = [dict.fromkeys(people, 0)]
        for first, end in reversed(list(pairwise((*self._first, len(self._wants))))):
            mine: dict[int, list[int]] = {who: [] for who in people}
            for seat in range(first, end):
                for who in self._wants[seat].able:
                    mine[who].append(seat)
            known: dict[tuple[int, tuple[int, ...]], int] = {(0, ()): 0}
            after = kinds[-1]
            kinds.append({who: known.setdefault((after[who], tuple(mine[who])), len(known)) for who in people})
        return kinds[:0:-1]

    def _by_need(self, seat: int) -> tuple[int, ...]:
        """Who can hold a seat, those who are least asked for until it ends first."""
        want = self._wants[seat]
        asked = dict.fromkeys(want.able, 0.0)
        for other in self._wants[seat + 1 :]:
            if other.begin >= want.end:
                break
            for who in other.able:
                if who in asked:
                    asked[who] += 1 / len(other.able)
        return tuple(sorted(want.able, key=asked.__getitem__))

    def _go_on(self, seat: int, left_out: int) -> bool:
        """Give away all seats from one on."""
        if seat == len(self._wants):
            return True
        step = self._step[seat]
        state = self._state(step, left_out) if seat == self._first[step] else None
        if state in self._failed:
            return False
        if state is None or self._is_open(step, left_out):
            for who in self._choices(seat, left_out):
                before = self._until.get(who, 0)
                self._holder[seat] = who
                if who >= 0:
                    self._until[who] = self._wants[seat].end
                if self._go_on(seat + 1, left_out - (who < 0)):
                    return True
                if who >= 0:
                    self._until[who] = before
        if state is not None:
            self._failed.add(state)
        return False

    def _state(self, step: int, left_out: int) -> State:
        begin, kinds = self._wants[self._first[step]].begin, self._kinds[step]
        busy = sorted((kinds[who], until) for who, until in self._until.items() if until > begin and kinds[who])
        return step, tuple(busy), left_out

    def _choices(self, seat: int, left_out: int) -> list[int]:
        """Who could hold a seat, one of those who are alike, and -1 if it may be left out.

        Of seats that are alike only one order of their people is looked at.
        """
        step, want, people = self._step[seat], self._wants[seat], self._welcome[seat]
        self._looks.spend(len(people))
        nobody = [-1] if left_out else []
        if seat > self._first[step] and self._wants[seat - 1] == want:
            before = self._holder[seat - 1]
            people = people[people.index(before) + 1 :] if before >= 0 else ()
        alike: dict[int, int] = {}
        for who in people:
            if self._until[who] <= want.begin:
                alike.setdefault(self._kinds[step][who], who)
        return [*alike.values(), *nobody]

    def _is_open(self, step: int, left_out: int) -> bool:
        """Whether at each later beginning that somebody is busy till, all seats could have somebody, one by one."""
        latest = max(self._until.values(), default=0)
        for later in range(step, len(self._first)):
            begin = self._wants[self._first[later]].begin
            if begin >= latest and later > step:
                break
            end = self._first[later + 1] if later + 1 < len(self._first) else len(self._wants)
            taken: dict[int, int] = {}
            held = [seat for seat in range(self._first[step], end) if self._wants[seat].end > begin]
            if sum(not self._is_matched(seat, taken, set()) for seat in held) > left_out:
                return False
        return True

    def _is_matched(self, seat: int, taken: dict[int, int], seen: set[int]) -> bool:
        """Find somebody for a seat by an augmenting path."""
        begin, able = self._wants[seat].begin, self._wants[seat].able
        self._looks.spend(len(able))
        for who in able:
            if who not in seen and self._until[who] <= begin:
                seen.add(who)
                if who not in taken or self._is_matched(taken[who], taken, seen):
                    taken[who] = seat
                    return True
        return False
