"""What is too little where lines clash, in numbers that anyone can add up: people in a span of days, or days for work.

Only plain counts are made here: a clash that no count shows has no shortage to tell, only the proof by search.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import accumulate, groupby
from typing import NamedTuple

from roadmap.problem import Item, Problem
from roadmap.solver.bare import bare
from roadmap.solver.windows import Windows, earliest_ends, find_windows, shortest


@dataclass(frozen=True, slots=True)
class TooFewPeople:
    """In slots [first, end) work needs more person-days of a pool than there are. `features` are those that need it."""

    pool: int
    first: int
    end: int
    needed: int
    available: int
    features: tuple[int, ...]

    @property
    def missing(self) -> int:
        """Person-days that are too few."""
        return self.needed - self.available


@dataclass(frozen=True, slots=True)
class TooFewDays:
    """A piece of work of a feature takes `needed` slots at least and must end by slot `end`.

    Without that limit it can begin in slot `first`, after what it waits for, and end by slot `ends` at the earliest;
    both are None where the people for it are not there for so long before the plan is over.
    """

    item: int
    feature: int
    first: int | None
    end: int
    needed: int
    ends: int | None


@dataclass(frozen=True, slots=True)
class NotThen:
    """Work of a feature is to begin in slot `start`, and cannot: for what it waits for, or because its people are not
    there on all of its days. From then on it can in slot `first`; where that comes before `start`, it cannot from
    then on, and slot `first` is the first in which it can. `first` is None where it cannot at all within the plan."""

    item: int
    feature: int
    start: int
    first: int | None


@dataclass(frozen=True, slots=True)
class LandsLater:
    """A feature must land in release `last` or before, and can in none before `first` (None: in none at all).

    `after` is the feature behind it that lands so late; itself where that is its own work.
    """

    feature: int
    after: int
    first: int | None
    last: int


@dataclass(frozen=True, slots=True)
class NothingInTime:
    """A deal needs one of `features` (none: nothing provides it), and none can be out by its limit `latest`."""

    deal: int
    features: tuple[int, ...]
    latest: int


Shortage = TooFewPeople | TooFewDays | NotThen | LandsLater | NothingInTime


def shortage_of(problem: Problem) -> Shortage | None:
    """The plainest count that shows why a problem has no schedule; None if no count does."""
    question = bare(problem)
    windows = find_windows(question)
    required = _required(question, windows)
    return (
        next(_late_deals(question, windows), None)
        or next(_wrong_starts(question, required), None)
        or _late_work(question, windows, required)
        or next(_late_landings(question, windows, required), None)
        or _most_crowded(question, windows, required)
    )


def _required(problem: Problem, windows: Windows) -> tuple[int, ...]:
    """Features that every schedule has: held ones, the only ones that a served deal can use, and what they need."""
    found = {f for f, feature in enumerate(problem.features) if feature.planned}
    for deal in problem.deals:
        for level in deal.levels[:1] if deal.served else ():
            found.update(demand.features[0] for demand in level.demands if len(demand.features) == 1)
    return tuple(sorted({other for f in found for other in windows.closure[f]}))


def _wrong_starts(problem: Problem, required: tuple[int, ...]) -> Iterator[NotThen]:
    """Work that is held to a start at which it cannot begin."""
    if all(problem.items[position].start is None for f in required for position in problem.features[f].items):
        return
    free = _without_limits(problem)
    windows = find_windows(free)
    for feature in required:
        for position in problem.features[feature].items:
            item = free.items[position]
            if item.start is None or (windows.modes[position] and windows.earliest[position] <= item.start):
                continue
            later = _first_start(free, position, max(item.earliest, item.start))
            first = _first_start(free, position, item.earliest) if later is None else later
            yield NotThen(position, feature, item.start, first)


def _first_start(problem: Problem, position: int, earliest: int) -> int | None:
    """The first slot from `earliest` on in which an item can begin that nothing holds to a start; None if in none."""
    items = list(problem.items)
    items[position] = replace(items[position], start=None, earliest=earliest)
    first = find_windows(replace(problem, items=tuple(items))).earliest[position]
    return first if first < problem.horizon else None


def _late_work(problem: Problem, windows: Windows, required: tuple[int, ...]) -> TooFewDays | None:
    """The work that cannot be done by its limit; of several pieces one that cannot at all, or could be done last."""
    if not any(_seems_late(problem, windows, item) for f in required for item in problem.features[f].items):
        return None
    free = _without_limits(problem)
    known = find_windows(free)
    ends = earliest_ends(free, known)
    late: list[tuple[tuple[bool, bool, int], TooFewDays]] = []
    for feature in required:
        for position in problem.features[feature].items:
            item = problem.items[position]
            latest = _latest(problem, windows, item)
            if ends[position] > latest:
                needed = min((mode.days for mode in item.modes), default=0)
                never = ends[position] > problem.horizon
                first, end = (None, None) if never else (known.earliest[position], ends[position])
                weight = (never, not known.modes[position], end or 0)
                late.append((weight, TooFewDays(position, feature, first, latest, needed, end)))
    return max(late, key=lambda one: one[0])[1] if late else None


def _seems_late(problem: Problem, windows: Windows, position: int) -> bool:
    """Whether no way to do an item ends by its limit."""
    item, modes = problem.items[position], windows.modes[position]
    return not modes or windows.earliest[position] + shortest(item, modes) > _latest(problem, windows, item)


def _latest(problem: Problem, windows: Windows, item: Item) -> int:
    """The slot by which an item must end."""
    latest = min(item.latest, problem.horizon)
    return min(latest, _limit(problem, windows, item)) if problem.features[item.feature].lands else latest


def _without_limits(problem: Problem) -> Problem:
    """The problem in which all work may end as late as the plan does."""
    items = tuple(replace(item, latest=max(item.latest, problem.horizon)) for item in problem.items)
    return replace(problem, items=items)


def _late_landings(problem: Problem, windows: Windows, required: tuple[int, ...]) -> Iterator[LandsLater]:
    for feature in required:
        first, last = windows.first_release[feature], windows.last_release[feature]
        if problem.features[feature].lands and first > last:
            after = max(windows.closure[feature], key=windows.first_release.__getitem__)  # the first of equals
            yield LandsLater(feature, after, first if first < len(problem.releases) else None, last)


def _limit(problem: Problem, windows: Windows, item: Item) -> int:
    """The loosest freeze or ship day of the releases that the item's feature may land in."""
    pinned, last = problem.features[item.feature].release, windows.last_release[item.feature]
    allowed = problem.releases[: last + 1] if pinned is None else problem.releases[pinned : pinned + 1]
    return max((release.freeze if item.by_freeze else release.ship for release in allowed), default=0)


def _late_deals(problem: Problem, windows: Windows) -> Iterator[NothingInTime]:
    for deal, asked in enumerate(problem.deals):
        for level in asked.levels[:1] if asked.served else ():
            for demand in level.demands:
                if not any(_in_time(problem, windows, feature, demand.latest) for feature in demand.features):
                    yield NothingInTime(deal, demand.features, demand.latest)


def _in_time(problem: Problem, windows: Windows, feature: int, latest: int) -> bool:
    if not problem.features[feature].lands:
        return True
    first = windows.first_release[feature]
    return first < len(problem.releases) and problem.releases[first].ship <= latest


def _most_crowded(problem: Problem, windows: Windows, required: tuple[int, ...]) -> TooFewPeople | None:
    """Where the work that must be done between two slots exceeds the people in them by most."""
    worst: TooFewPeople | None = None
    items = [position for feature in required for position in problem.features[feature].items]
    for pool, people in enumerate(problem.capacity):
        spans = [
            WorkSpan(windows.earliest[i], min(windows.latest[i], problem.horizon), least, problem.items[i].feature)
            for i in items
            if (least := _least(problem.items[i], pool))
            and windows.earliest[i] < min(windows.latest[i], problem.horizon)
        ]
        before = [0, *accumulate(people)]
        for end in {span.end for span in spans}:
            found = _crowded_before(pool, end, [span for span in spans if span.end <= end], before)
            if found is not None and (worst is None or found.missing > worst.missing):
                worst = found
    return worst


class WorkSpan(NamedTuple):
    """Work of a feature that must be done within slots [first, end), and takes so many person-days of a pool."""

    first: int
    end: int
    least: int
    feature: int


def _crowded_before(pool: int, end: int, spans: list[WorkSpan], before: list[int]) -> TooFewPeople | None:
    """The first slot from which the work that must be done by `end` exceeds the people by most.

    `before[slot]` counts the person-days before a slot.
    """
    needed, worst, features = 0, 0, set[int]()
    found: TooFewPeople | None = None
    for first, group in groupby(sorted(spans, reverse=True), key=lambda span: span.first):
        for span in group:
            needed += span.least
            features.add(span.feature)
        available = max(0, before[end] - before[min(first, end)])
        if needed - available > worst:
            worst = needed - available
            found = TooFewPeople(pool, first, end, needed, available, tuple(sorted(features)))
    return found


def _least(item: Item, pool: int) -> int:
    """The fewest person-days that an item takes of a pool, whichever way it is done."""
    return min((dict(mode.crews).get(pool, 0) * mode.days for mode in item.modes), default=0)
