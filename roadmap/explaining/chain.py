"""The chain of work and waiting behind a feature: who waits for whom, for how long, and for whose people.

It is walked backwards from the last work that had to be verified: each piece began when the piece it waited for ended,
or later, when its people were free. What the others did with those people meanwhile is what the wait was for.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from roadmap.explaining.present import Present
from roadmap.indexing.floors import floor_of
from roadmap.indexing.waiting import wait_days
from roadmap.problem import Problem
from roadmap.schedule import Schedule, runs_of


@dataclass(frozen=True, slots=True)
class Holder:
    """Who had the people while a piece of work waited: a feature, the served deals that count on it, person-days."""

    feature: str
    deals: tuple[str, ...]
    days: int


@dataclass(frozen=True, slots=True)
class ChainStep:
    """One piece of work of the chain, from its first to its last day, both included.

    It could have begun on `ready`: after the work `after` (None: from the start of the plan) and `lag` more days; for
    `waited` working days it had no people of one of `skills` (empty: nothing it takes was short); `holders` had them.
    Of its `days`, nobody works on it on `idle`, because all of its people are away. `floor` is the day before which it
    may not begin, where it is that for which it waited.
    """

    feature: str
    phase: str
    first: date
    last: date
    days: int
    after: str | None
    lag: int
    ready: date
    waited: int
    skills: tuple[str, ...]
    holders: tuple[Holder, ...]
    idle: int = 0
    floor: date | None = None
    wait: bool = False
    """Whether nobody works on it: it is a wait."""
    late: bool = False
    """Whether it is to run as late as it goes."""


@dataclass(frozen=True, slots=True)
class _Walk:
    """What the walk looks things up in, by the position of each scheduled item: its start, end and chosen crews, when
    all of it pauses, and how many work by pool and slot."""

    present: Present
    problem: Problem
    begin: dict[int, int]
    end: dict[int, int]
    crews: dict[int, tuple[tuple[int, int], ...]]
    idle: dict[int, set[int]]
    working: dict[int, dict[tuple[int, int], int]]


def chain_of(present: Present, feature: str) -> tuple[ChainStep, ...]:
    """The chain behind a feature that is built, in the order of time; empty where all its work is done."""
    walk = _walk(present)
    position = present.indexed.names.position(feature)
    item = _last_work(walk, position, present.schedule)
    steps: list[ChainStep] = []
    while item is not None:
        before, ready, lag = _ready(walk, item)
        if walk.end[item] > walk.begin[item]:
            steps.append(_step(walk, item, before, ready, lag))
        item = before
    return tuple(reversed(steps))


def _walk(present: Present) -> _Walk:
    problem = present.indexed.problem
    walk = _Walk(present, problem, {}, {}, {}, {}, {})
    for feature, placement in enumerate(present.schedule.placements):
        if placement is None:
            continue
        for run in runs_of(problem, feature, placement):
            walk.begin[run.item], walk.end[run.item], walk.crews[run.item] = run.start, run.end, run.mode.crews
            walk.idle[run.item] = {slot for slot, s in run.pauses if sum(run.mode.missing(s)) == run.mode.crew}
            for slot, pool, working, _pausing in run.taken():
                walk.working.setdefault(run.item, {})[pool, slot] = working
    return walk


def _last_work(walk: _Walk, feature: int, schedule: Schedule) -> int | None:
    """Of the feature and all it lands after, the piece that must be verified and ends last."""
    rest, seen = [feature], set[int]()
    while rest:
        other = rest.pop()
        if other not in seen and schedule.placements[other] is not None:
            seen.add(other)
            rest += walk.problem.features[other].after
    items = [item for other in seen for item in walk.problem.features[other].items]
    frozen = [item for item in items if walk.problem.items[item].by_freeze]
    return max(frozen or items, key=lambda item: (walk.end[item], walk.begin[item], item), default=None)


def _ready(walk: _Walk, item: int) -> tuple[int | None, int, int]:
    """The piece that ends last before an item may begin, the slot from which it may, and the lag in between."""
    work = walk.problem.items[item]
    own = walk.problem.features[work.feature].items
    before = [(walk.end[other], other, 0) for other in own[: own.index(item)][-1:]]
    length = walk.end[item] - walk.begin[item]
    before += [
        (
            wait.ready(walk.begin[wait.first], walk.end[wait.first]) - (length if wait.to_end else 0),
            wait.first,
            wait.lag,
        )
        for wait in walk.problem.precedences
        if wait.then == item and wait.first in walk.end
    ]
    ready, first, lag = max(before, default=(0, -1, 0))
    start = max(work.earliest, work.ends_from - length, 0)
    return (None, start, 0) if first < 0 or ready < start else (first, ready, lag)


def _step(walk: _Walk, item: int, before: int | None, ready: int, lag: int) -> ChainStep:
    names, begin, end = walk.present.indexed.names, walk.begin[item], walk.end[item]
    late = walk.problem.items[item].late  # it does not wait for people, it chose its day
    pool = _short(walk, item, ready) if begin > ready and not late else None
    first, last = _days(walk, item)
    floor = _floor(walk, item) if before is None else 0
    return ChainStep(
        feature=walk.present.name(walk.problem.items[item].feature),
        phase=phase_of(walk.present, item),
        first=first,
        last=last,
        days=end - begin,
        after=None if before is None else walk.present.name(walk.problem.items[before].feature),
        lag=lag,
        ready=names.day(ready),
        waited=0 if late else max(0, begin - ready),
        skills=() if pool is None else names.pools[pool].skills,
        holders=() if pool is None else tuple(_holders(walk, item, pool, (ready, begin))),
        idle=len(walk.idle[item]),
        wait=not walk.crews[item],
        late=bool(late),
        floor=names.day(floor) if 0 < floor == ready else None,
    )


def _days(walk: _Walk, item: int) -> tuple[date, date]:
    """The first and the last day of an item; those of a wait may be days off."""
    names, feature = walk.present.indexed.names, walk.problem.items[item].feature
    if feature < len(names.features) and not walk.crews[item]:
        return wait_days(walk.present.project, names.features[feature], names.lines[item], walk.begin[item])
    return names.day(walk.begin[item]), names.day(walk.end[item] - 1)


def _floor(walk: _Walk, item: int) -> int:
    """The slot before which an item may not begin, by what the input says; 0 if it says nothing."""
    names, feature = walk.present.indexed.names, walk.problem.items[item].feature
    if feature >= len(names.features):
        return 0
    project = walk.present.project
    return floor_of(project.engineering.features[names.features[feature]], names.lines[item], project)


def phase_of(present: Present, item: int) -> str:
    """The phase of a work item; empty for support."""
    names, feature = present.indexed.names, present.indexed.problem.items[item].feature
    if feature >= len(names.features):
        return ""
    return str(present.project.engineering.features[names.features[feature]].work[names.lines[item]].phase)


def _short(walk: _Walk, item: int, ready: int) -> int | None:
    """The pool of which there was too little most often while the item waited; None if none ever was."""
    counts = Counter[int]()
    for pool, amount in walk.crews[item]:
        used = [0] * walk.problem.horizon
        for other, crews in walk.crews.items():
            taken = 0 if other == item else dict(crews).get(pool, 0)
            for slot in range(walk.begin[other], walk.end[other]) if taken else ():
                used[slot] += walk.working[other][pool, slot]
        there = walk.problem.capacity[pool]
        counts[pool] = sum(used[slot] + amount > there[slot] for slot in range(ready, walk.end[item]))
    pool, short = max(counts.items(), key=lambda pair: (pair[1], -pair[0]), default=(-1, 0))
    return pool if short else None


def _holders(walk: _Walk, item: int, pool: int, span: tuple[int, int]) -> Iterator[Holder]:
    """Who took of a pool within slots [first, end), those who took most first."""
    days = Counter[int]()
    for other, crews in walk.crews.items():
        shared = min(span[1], walk.end[other]) - max(span[0], walk.begin[other])
        taken = dict(crews).get(pool, 0)
        if other != item and taken and shared > 0:
            days[walk.problem.items[other].feature] += taken * shared
    own = walk.problem.items[item].feature
    for feature, count in sorted(days.items(), key=lambda pair: (-pair[1], pair[0])):
        if feature != own:
            yield Holder(walk.present.name(feature), walk.present.deals_of(feature), count)
