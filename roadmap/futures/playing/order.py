"""The order of play: every start and every end of a leg after all that it waits for, those planned first first."""

from __future__ import annotations

import heapq
import itertools
from collections import defaultdict
from dataclasses import dataclass

from roadmap.futures.network import Network, Tie


@dataclass(frozen=True, slots=True)
class Moment:
    """A moment of play: a leg starts (and ends, if `ends`), or ends later than it could work (`starts` False)."""

    leg: int
    starts: bool
    ends: bool


@dataclass(frozen=True, slots=True)
class Ties:
    """What the legs of a network wait for. `before` are links to the start of a leg, `until` links to its end, each
    from a leg by its position; `previous` the legs that the same people do right before."""

    before: dict[int, list[Tie]]
    until: dict[int, list[Tie]]
    previous: dict[int, list[int]]


def ties_of(network: Network) -> Ties:
    """What each leg waits for."""
    first, last = dict[int, int](), dict[int, int]()
    before, until = defaultdict[int, list[Tie]](list), defaultdict[int, list[Tie]](list)
    for number, leg in enumerate(network.legs):
        if leg.job in last:
            before[number].append(Tie(last[leg.job], number))
        first.setdefault(leg.job, number)
        last[leg.job] = number
    for link in network.links:
        if link.first not in first or link.then not in first:
            continue
        origin = (first if link.from_start else last)[link.first]
        target = (last if link.to_end else first)[link.then]
        tied = Tie(origin, target, link.lag, link.from_start, link.to_end)
        (until if link.to_end else before)[target].append(tied)
    return Ties(dict(before), dict(until), _previous(network))


def _previous(network: Network) -> dict[int, list[int]]:
    """For each leg the legs right before it in the orders of its people."""
    mine = defaultdict[int, list[tuple[int, int, int]]](list)
    for number, leg in enumerate(network.legs):
        for who in {who for line in leg.lines for who in line.seats}:
            mine[who].append((leg.begin, leg.end, number))
    found = defaultdict[int, list[int]](list)
    for legs in mine.values():
        legs.sort()
        for (_, _, one), (_, _, then) in itertools.pairwise(legs):
            found[then].append(one)
    return dict(found)


def order_of(network: Network, ties: Ties) -> tuple[Moment, ...]:
    """The steps of play in an order in which each comes after what it waits for (Kahn 1962), early ones first."""
    split = set(ties.until)
    waits, follow = defaultdict[tuple[int, bool], int](int), defaultdict[tuple[int, bool], list[tuple[int, bool]]](list)

    def tie(one: tuple[int, bool], then: tuple[int, bool]) -> None:
        waits[then] += 1
        follow[one].append(then)

    def end(leg: int) -> tuple[int, bool]:
        return leg, leg not in split  # the end of a leg that is one step is that step

    for number in split:
        tie((number, True), (number, False))
    for links in (*ties.before.values(), *ties.until.values()):
        for link in links:
            tie((link.first, True) if link.from_start else end(link.first), (link.then, not link.to_end))
    for number, others in ties.previous.items():
        for other in others:
            tie(end(other), (number, True))
    return _sorted(network, split, waits, follow)


def _sorted(
    network: Network,
    split: set[int],
    waits: dict[tuple[int, bool], int],
    follow: dict[tuple[int, bool], list[tuple[int, bool]]],
) -> tuple[Moment, ...]:
    every = [(number, True) for number in range(len(network.legs))] + [(number, False) for number in split]

    def rank(step: tuple[int, bool]) -> tuple[int, int, int, bool]:
        leg = network.legs[step[0]]
        return (leg.begin if step[1] else leg.end), leg.end, step[0], step[1]

    ready = [(rank(step), step) for step in every if not waits.get(step)]
    heapq.heapify(ready)
    found = []
    while ready:
        _, (leg, starts) = heapq.heappop(ready)
        found.append(Moment(leg, starts, not starts or leg not in split))
        for then in follow.get((leg, starts), ()):
            waits[then] -= 1
            if not waits[then]:
                heapq.heappush(ready, (rank(then), then))
    if len(found) < len(every):
        raise ValueError("the order of a plan runs in a circle")
    return tuple(found)
