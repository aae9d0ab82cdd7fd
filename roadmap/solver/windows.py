"""Presolve: what can still happen, and what can still be of use, before any search.

Windows keep at least one best schedule: a feature that can only land after the last demand it could meet is of no use
and is never scheduled, unless it is pinned.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from roadmap.pausing import Fit, Free, first_fit
from roadmap.problem import Crews, Item, Mode, Precedence, Problem
from roadmap.schedule import NOWHERE
from roadmap.solver.landings import done, takes
from roadmap.solver.valuation import Valuation


@dataclass(frozen=True, slots=True)
class Windows:
    """By item: earliest start, latest end (exclusive), usable modes. By feature: first and last useful release.

    `closure[f]` is f and everything that must be scheduled with it, each after what it needs. A feature with
    first_release > last_release is never scheduled. For support work, which lands in no release, both are NOWHERE where
    it can be done and is of use.
    """

    earliest: tuple[int, ...]
    latest: tuple[int, ...]
    modes: tuple[tuple[int, ...], ...]
    first_release: tuple[int, ...]
    last_release: tuple[int, ...]
    closure: tuple[tuple[int, ...], ...]

    def open(self, feature: int) -> bool:
        """Whether the feature can be scheduled to any use."""
        return self.first_release[feature] <= self.last_release[feature]


def find_windows(problem: Problem) -> Windows:
    """The windows of a problem."""
    closure = tuple(_closure(problem, feature) for feature in range(len(problem.features)))
    people = _People(problem)
    modes = tuple(_usable(problem, item, people) for item in problem.items)
    heads = _heads(problem, modes, _certain(problem, closure), people)
    last = _last_releases(problem, Valuation(problem), closure)
    first = _first_releases(problem, modes, heads, closure)
    tails = _tails(problem, modes, first, last)
    return Windows(tuple(heads), tuple(tails), modes, tuple(first), tuple(last), closure)


def earliest_ends(problem: Problem, windows: Windows) -> tuple[int, ...]:
    """The first slot by which each item can have ended, whatever its crew; beyond the horizon where it never can."""
    people = _People(problem)
    return tuple(
        min((people.first_end(first, item, item.modes[mode]) for mode in modes), default=problem.horizon + 1)
        for item, first, modes in zip(problem.items, windows.earliest, windows.modes, strict=True)
    )


def rising_releases(problem: Problem) -> list[bool]:
    """Whether each release freezes no earlier than those before it; only such releases are landed in unless pinned."""
    latest = -1
    rising = []
    for release in problem.releases:
        rising.append(release.freeze >= latest)
        latest = max(latest, release.freeze)
    return rising


def shortest(item: Item, modes: tuple[int, ...]) -> int:
    """The fewest slots an item takes in one of the modes; 0 if there are none."""
    return min((item.modes[mode].days for mode in modes), default=0)


def _closure(problem: Problem, feature: int) -> tuple[int, ...]:
    found: dict[int, None] = {}
    stack = [(feature, False)]
    seen = set()
    while stack:
        node, done = stack.pop()
        if done:
            found[node] = None
        elif node not in seen:
            seen.add(node)
            stack.append((node, True))
            stack.extend((other, False) for other in problem.features[node].after if other not in seen)
    return tuple(found)


def _usable(problem: Problem, item: Item, people: _People) -> tuple[int, ...]:
    """Modes that fit the people at all, without one that is longer than another of no larger crew."""
    begin = item.earliest if item.start is None else item.start
    if begin < item.earliest:
        return ()
    fits = []
    for position, mode in enumerate(item.modes):
        start = people.first_fit(begin, item, mode)
        end = people.first_end(begin, item, mode)
        if end <= min(item.latest, problem.horizon) and item.start in (None, start):
            fits.append(position)
    return tuple(
        mode
        for mode in fits
        if not any(
            no_more(item.modes[o], item.modes[mode]) and (o < mode or not no_more(item.modes[mode], item.modes[o]))
            for o in fits
            if o != mode
        )
    )


def no_more(one: Mode, other: Mode) -> bool:
    """Whether one mode takes no more of any pool than another, and no longer."""
    amounts = dict(other.crews)
    if one.days > other.days or (other.can_pause and not one.can_pause):
        return False
    return all(amount <= amounts.get(pool, 0) for pool, amount in one.crews)


class _People:
    """From when on the bare capacity of a problem lets a crew work; where it is short is worked out once per crew.

    For what may pause that is where it would run if it were alone: nothing starts or ends earlier beside other work.
    Who of several lines pauses is a choice there, too, and so it is where it would run at one go with all people held.
    """

    def __init__(self, problem: Problem) -> None:
        self._problem = problem
        self._short: dict[tuple[Crews, bool], list[int]] = {}
        self._bare: dict[tuple[int, ...], Free] = {}
        self._fits: dict[tuple[Mode, int], Fit | None] = {}

    def first_end(self, begin: int, item: Item, mode: Mode) -> int:
        """The first end of a mode that starts at or after `begin`; past the horizon if there is none."""
        if mode.can_pause and self.may_pause(item) and not mode.lines:
            fit = self._alone(begin, mode)
            return self._problem.horizon + 1 if fit is None else fit.end
        return mode.end(self.first_fit(begin, item, mode))

    def may_pause(self, item: Item) -> bool:
        """Whether an item may pause, if its mode can."""
        return bool(self._problem.absent) and item.pauses

    def _alone(self, begin: int, mode: Mode) -> Fit | None:
        """Where a mode that pauses would run from `begin` on with all people to itself."""
        if (mode, begin) not in self._fits:
            problem, pools = self._problem, tuple(pool for pool, _ in mode.crews)
            if pools not in self._bare:
                there = [min(people) for people in zip(*(problem.capacity[p] for p in pools), strict=True)]
                away = [min(people) for people in zip(*(problem.absent[p] for p in pools), strict=True)]
                self._bare[pools] = Free(0, there, away)
            horizon, pause = problem.horizon, problem.longest_pause
            fit = first_fit(mode, self._bare[pools], begin=begin, last=horizon, end=horizon, pause=pause)
            self._fits[mode, begin] = fit
        return self._fits[mode, begin]

    def first_fit(self, begin: int, item: Item, mode: Mode) -> int:
        """The first start at or after `begin` at which a mode fits; past the horizon if there is none."""
        may_pause = mode.can_pause and self.may_pause(item)
        if may_pause and not mode.lines:
            fit = self._alone(begin, mode)
            return self._problem.horizon + 1 if fit is None else fit.start
        short, start = self._short_of(mode.crews, held=may_pause), begin
        place = bisect_left(short, start)
        while start + mode.days <= self._problem.horizon:
            end = bisect_left(short, start + mode.days, place)
            if end == place:
                return start
            start, place = short[end - 1] + 1, end
        return self._problem.horizon + 1

    def _short_of(self, crews: Crews, *, held: bool) -> list[int]:
        """The slots in which there are too few people for a crew, in order; `held` counts those who are away, too."""
        if (crews, held) not in self._short:
            rows = self._problem.held if held else self._problem.capacity
            needs = [(rows[pool], amount) for pool, amount in crews]
            slots = range(self._problem.horizon)
            self._short[crews, held] = [slot for slot in slots if any(row[slot] < amount for row, amount in needs)]
        return self._short[crews, held]


def _certain(problem: Problem, closure: tuple[tuple[int, ...], ...]) -> list[Precedence]:
    """Precedences that hold whenever the feature of `then` is scheduled."""
    ordered = [feature.items for feature in problem.features if feature.lands]
    certain = [Precedence(a, b, 0) for items in ordered for a, b in pairwise(items)]
    for wait in problem.precedences:
        feature, other = problem.items[wait.then].feature, problem.items[wait.first].feature
        if other in closure[feature] or problem.features[other].planned:
            certain.append(wait)
    return certain


def _heads(
    problem: Problem, modes: tuple[tuple[int, ...], ...], certain: list[Precedence], people: _People
) -> list[int]:
    """Earliest starts; beyond the horizon for items that cannot be done."""
    end = problem.horizon + 1
    heads = [_head(problem, position, usable, people) for position, usable in enumerate(modes)]
    changed = True
    while changed:
        changed = False
        for wait in certain:
            first, then = wait.first, wait.then
            ready = wait.ready(heads[first], _first_end(problem.items[first], modes[first], heads[first]))
            if wait.to_end:
                ready -= _longest(problem, then, modes[then])
            if heads[then] < min(end, ready):
                heads[then] = min(end, _delayed(problem.items[then], modes[then], min(end, ready), people))
                changed = True
    return heads


def _head(problem: Problem, position: int, modes: tuple[int, ...], people: _People) -> int:
    """The first start that an item's own limits and its people leave it; beyond the horizon if there is none."""
    item, end = problem.items[position], problem.horizon + 1
    begin = item.earliest if item.start is None else item.start
    if item.start is None and item.ends_from:
        begin = max(begin, item.ends_from - _longest(problem, position, modes))
    return min(end, _delayed(item, modes, begin, people)) if modes else end


def _first_end(item: Item, modes: tuple[int, ...], start: int) -> int:
    """The first slot in which an item can end that starts then or later, its people aside."""
    return max(item.ends_from, min((item.modes[mode].end(start) for mode in modes), default=start))


def _longest(problem: Problem, position: int, modes: tuple[int, ...]) -> int:
    """The most slots that an item can take in one of its modes."""
    item = problem.items[position]
    pause = problem.longest_pause if item.pauses else 0
    return max((item.modes[mode].longest(pause) for mode in modes), default=0)


def _delayed(item: Item, modes: tuple[int, ...], ready: int, people: _People) -> int:
    """The first start of an item from `ready` on that its people allow in some mode."""
    return min((people.first_fit(ready, item, item.modes[mode]) for mode in modes), default=ready)


def _first_releases(
    problem: Problem,
    modes: tuple[tuple[int, ...], ...],
    heads: list[int],
    closure: tuple[tuple[int, ...], ...],
) -> list[int]:
    own = []
    rows = zip(problem.items, modes, heads, strict=True)
    ended = [_first_end(item, usable, head) for item, usable, head in rows]
    for position, feature in enumerate(problem.features):
        ready = done(problem, position, ended)
        fits: Iterator[int] = (r for r in range(len(problem.releases)) if takes(problem, position, r, ready))
        late = any(heads[i] > problem.horizon for i in feature.items) or feature.planned is False
        if not feature.lands:
            late |= any(ended[i] > problem.items[i].latest for i in feature.items)
            fits = iter((NOWHERE,))
        own.append(len(problem.releases) if late else next(fits, len(problem.releases)))
    return [max(own[other] for other in closure[f]) for f in range(len(problem.features))]


def _last_releases(problem: Problem, valuation: Valuation, closure: tuple[tuple[int, ...], ...]) -> list[int]:
    """The last release in which each feature is of use; one before the first, or before NOWHERE, if it never is."""
    end = len(problem.releases) - 1
    useless = [-1 if feature.lands else NOWHERE - 1 for feature in problem.features]
    pairs = zip(problem.features, useless, strict=True)
    useful = [end if feature.planned or feature.begun or feature.cost < 0 else never for feature, never in pairs]
    for deal, (levels, challenges) in enumerate(zip(valuation.levels, valuation.challenges, strict=True)):
        if problem.deals[deal].served is False:
            continue
        for features, last in [*(demand for level in levels for demand in level), *challenges]:
            for feature in features:
                useful[feature] = max(useful[feature], last)
    latest = list(useful)
    for feature in range(len(problem.features)):
        for other in closure[feature]:
            latest[other] = max(latest[other], useful[feature])
    pinned = [feature.release if feature.lands else NOWHERE for feature in problem.features]
    return [use if pin is None else min(use, pin) for use, pin in zip(latest, pinned, strict=True)]


def _tails(problem: Problem, modes: tuple[tuple[int, ...], ...], first: list[int], last: list[int]) -> list[int]:
    """Latest ends: the item's own, the latest useful release's limits, and room for the items after it."""
    tails = [min(item.latest, problem.horizon) for item in problem.items]
    for position, feature in enumerate(problem.features):
        useful = problem.releases[max(0, first[position]) : last[position] + 1]
        freeze = max((release.freeze for release in useful), default=0) if feature.lands else problem.horizon
        ship = max((release.ship for release in useful), default=0) if feature.lands else problem.horizon
        after = problem.horizon
        for item in reversed(feature.items):
            work = problem.items[item]
            tails[item] = min(tails[item], freeze if work.by_freeze else ship, after)
            if work.start is not None:
                tails[item] = min(tails[item], work.start + _longest(problem, item, modes[item]))
            after = tails[item] - shortest(work, modes[item]) if feature.lands else problem.horizon
    return tails
