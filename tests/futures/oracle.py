"""A plain event simulator: one run, day after day, without tables and without numpy."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from roadmap.futures.network import Leg, Network, Role


class Oracle:
    """Plays a network one run at a time; `floors` are the planned starts of legs that could begin sooner."""

    def __init__(self, network: Network, planned: Sequence[int]) -> None:
        self.network = network
        self.legs_of: dict[int, list[int]] = defaultdict(list)
        for number, leg in enumerate(network.legs):
            self.legs_of[leg.job].append(number)
        self.queues: dict[int, list[int]] = defaultdict(list)
        order = sorted(range(len(network.legs)), key=lambda n: (network.legs[n].begin, network.legs[n].end, n))
        for number in order:
            for who in people_of(network.legs[number]):
                self.queues[who].append(number)
        self.floors = [0] * len(network.legs)
        self.floors = [
            leg.begin if self._could_begin(number, planned) < leg.begin else self._stated(number)
            for number, leg in enumerate(network.legs)
        ]

    def _stated(self, number: int) -> int:
        leg = self.network.legs[number]
        return self.network.jobs[leg.job].floor if leg.first else 0

    def _could_begin(self, number: int, planned: Sequence[int]) -> int:
        """The first day on which a leg could begin if all else goes as planned."""
        starts = {n: leg.begin for n, leg in enumerate(self.network.legs)}
        ends = {n: leg.end for n, leg in enumerate(self.network.legs)}
        needs = self._needs(planned, [0] * len(planned))
        # a leg ends once its lines have worked, even if its people are away until the planned hand-over
        for n, leg in enumerate(self.network.legs):
            if not leg.last:
                ends[n] = self._worked_by(n, leg.begin, needs[n])
        return next(
            day
            for day in range(self._stated(number), self.network.horizon + 2)
            if self._may_begin(number, day, starts, ends, needs)
        )

    def _worked_by(self, number: int, begin: int, need: list[int]) -> int:
        left, day = list(need), begin
        while any(days > 0 for days in left):
            left = [days - self._at_work(seats.seats, day) for days, seats in
                    zip(left, self.network.legs[number].lines, strict=True)]  # fmt: skip
            day += 1
        return day

    def _needs(self, days: Sequence[int], lost: Sequence[int]) -> list[list[int]]:
        found = []
        for leg in self.network.legs:
            own = []
            for line in leg.lines:
                whole = line.heads * days[leg.job] + lost[leg.job]
                upto = -(-line.upto * whole // line.total)
                own.append(upto - -(-line.before * whole // line.total))
            found.append(own)
        return found

    def _at_work(self, seats: tuple[int, ...], day: int) -> int:
        hands = self.network.hands
        return sum(any(a <= day < b for a, b in hands[who].works) for who in seats) if day < self.network.horizon else 0

    def _may_begin(
        self, number: int, day: int, starts: dict[int, int], ends: dict[int, int], needs: list[list[int]]
    ) -> bool:
        network, leg = self.network, self.network.legs[number]
        mine = self.legs_of[leg.job]
        if day < self.floors[number] or (mine.index(number) and not _by(ends, mine[mine.index(number) - 1], day)):
            return False
        for link in network.links:
            if link.to_end or link.then != leg.job or not leg.first:
                continue
            others = self.legs_of[link.first]
            at = starts.get(others[0]) if link.from_start else ends.get(others[-1])
            if others and (at is None or at + link.lag > day):
                return False
        for who in people_of(leg):
            before = self.queues[who][: self.queues[who].index(number)]
            if any(not _by(ends, other, day) for other in before if not self._is_dropped(other, needs)):
                return False
        seats = [who for line in leg.lines for who in line.seats]
        if not leg.first or not seats:
            return True
        return bool(self._at_work(tuple(seats), day)) and all(network.hands[who].since <= day for who in seats)

    def _is_dropped(self, number: int, needs: list[list[int]]) -> bool:
        """Support that falls away holds nobody."""
        leg = self.network.legs[number]
        return self.network.jobs[leg.job].role is Role.SUPPORT and not any(needs[number])

    def play(self, days: Sequence[int], lost: Sequence[int]) -> tuple[list[int], list[int]]:
        """The starts and ends of all legs; one slot beyond the horizon for what does not happen within it."""
        needs, starts, ends = self._needs(days, lost), dict[int, int](), dict[int, int]()
        left = {number: list(own) for number, own in enumerate(needs)}
        for day in range(self.network.horizon + 1):
            moved = True
            while moved:  # what takes no time lets others begin on the same day
                moved = False
                for number in range(len(self.network.legs)):
                    if number not in starts and self._may_begin(number, day, starts, ends, needs):
                        starts[number], moved = day, True
                    if number in starts and number not in ends and self._is_over(number, day, days, starts, ends, left):
                        ends[number], moved = day, True
            for number in starts.keys() - ends.keys():
                for line, seats in enumerate(self.network.legs[number].lines):
                    left[number][line] -= self._at_work(seats.seats, day)
        never, count = self.network.horizon + 1, range(len(self.network.legs))
        return [starts.get(n, never) for n in count], [ends.get(n, never) for n in count]

    def _is_over(
        self, number: int, day: int, days: Sequence[int], starts: dict[int, int], ends: dict[int, int],
        left: dict[int, list[int]],
    ) -> bool:  # fmt: skip
        leg = self.network.legs[number]
        job = self.network.jobs[leg.job]
        if any(work > 0 for work in left[number]):
            return False
        if not leg.lines:
            begun = starts[number]
            over = job.until[begun] if job.until else begun + days[leg.job]
            if day < over:
                return False
        for link in self.network.links if leg.last else ():
            if link.to_end and link.then == leg.job:
                others = self.legs_of[link.first]
                at = starts.get(others[0]) if link.from_start else ends.get(others[-1])
                if at is None or at + link.lag > day:
                    return False
        return True


def _by(ends: dict[int, int], number: int, day: int) -> bool:
    return number in ends and ends[number] <= day


def people_of(leg: Leg) -> set[int]:
    """The people on the seats of a leg."""
    return {who for line in leg.lines for who in line.seats}
