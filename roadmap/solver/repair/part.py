"""A part of a problem: some features free, all others as a schedule has them. It is a problem of its own, and smaller.

What is scheduled outside the part takes its people away, keeps its releases cut at no further cost, meets demands, and
bounds the items of the part that it waits for or that wait for it. What is not scheduled outside stays so.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from roadmap.problem import Challenge, Deal, Demand, Feature, Item, Level, Problem
from roadmap.schedule import Placement, Schedule, runs_of


@dataclass(frozen=True, slots=True)
class ProblemPart:
    """A smaller problem, the schedule it begins with, and `free`: which features its first features are in the whole.

    Its further features stand for scheduled ones outside that free ones come after; they have no items.
    """

    problem: Problem
    schedule: Schedule
    free: tuple[int, ...]


def part_of(problem: Problem, schedule: Schedule, free: Iterable[int]) -> ProblemPart:
    """The part of a problem in which only some features may change, and those that are tied to them by a start or an
    end. Any of its schedules fits into the whole."""
    return _Cut(problem, schedule, sorted(_tied(problem, schedule, set(free)))).part()


def _tied(problem: Problem, schedule: Schedule, free: set[int]) -> set[int]:
    """Some features and those scheduled whose starts or ends theirs wait for, or which wait for those: limits of one
    item alone do not say what such a wait asks for."""
    pairs = [
        (problem.items[wait.first].feature, problem.items[wait.then].feature)
        for wait in problem.precedences
        if not wait.is_plain
    ]
    found = set(free)
    while more := {
        other
        for pair in pairs
        for one, other in (pair, pair[::-1])
        if one in found and other not in found and schedule.placements[other] is not None
    }:
        found |= more
    return found


def fit_in(part: ProblemPart, problem: Problem, schedule: Schedule, inner: Schedule) -> Schedule | None:
    """The schedule of the whole with a schedule of the part in its place; None if a feature would then land too early.

    That can only happen where releases ship on the same day.
    """
    placements = list(schedule.placements)
    for position, feature in enumerate(part.free):
        placements[feature] = inner.placements[position]
    for position, placement in enumerate(placements):
        for other in problem.features[position].after if placement is not None else ():
            first = placements[other]
            if first is None or (placement is not None and first.release > placement.release):
                return None
    return Schedule(tuple(placements))


class _Cut:
    """The work of cutting a part out of a problem."""

    def __init__(self, problem: Problem, schedule: Schedule, free: list[int]) -> None:
        self.problem, self.schedule, self.free = problem, schedule, free
        self.outside = {
            f: placement
            for f, placement in enumerate(schedule.placements)
            if placement is not None and f not in set(free)
        }
        stubs = {other for f in free for other in problem.features[f].after if other in self.outside}
        self.stubs = sorted(stubs)
        self.features = {f: position for position, f in enumerate([*free, *self.stubs])}
        own = [item for f in free for item in problem.features[f].items]
        self.items = {item: position for position, item in enumerate(own)}
        self.runs = {run.item: run for f, placement in self.outside.items() for run in runs_of(problem, f, placement)}
        self.ships = {
            f: problem.releases[placement.release].ship if problem.features[f].lands else 0
            for f, placement in self.outside.items()
        }

    def part(self) -> ProblemPart:
        """The part."""
        problem = self.problem
        used = {placement.release for placement in self.outside.values()}
        inner = replace(
            problem,
            capacity=self._left(problem.capacity, pausing=False),
            absent=self._left(problem.absent, pausing=True),
            items=self._items(),
            features=tuple([self._feature(f) for f in self.free] + [self._stub(f) for f in self.stubs]),
            precedences=tuple(
                replace(wait, first=self.items[wait.first], then=self.items[wait.then])
                for wait in problem.precedences
                if wait.first in self.items and wait.then in self.items
            ),
            releases=tuple(
                replace(release, fixed=True, cost=0) if r in used or release.fixed else release
                for r, release in enumerate(problem.releases)
            ),
            deals=(*self._held(), *self._deals()),
        )
        placements = [self.schedule.placements[f] for f in self.free]
        placements += [Placement(self.outside[f].release, (), ()) for f in self.stubs]
        return ProblemPart(inner, Schedule(tuple(placements)), tuple(self.free))

    def _left(self, rows: tuple[tuple[int, ...], ...], *, pausing: bool) -> tuple[tuple[int, ...], ...]:
        """What the seats outside that work, or those that pause, leave of some rows of people."""
        left = [list(people) for people in rows]
        for run in self.runs.values() if left else ():
            for slot, pool, working, away in run.taken():
                left[pool][slot] -= away if pausing else working
        return tuple(tuple(people) for people in left)

    def _items(self) -> tuple[Item, ...]:
        items = [
            replace(self.problem.items[i], feature=self.features[self.problem.items[i].feature]) for i in self.items
        ]
        for wait in self.problem.precedences:
            if wait.then in self.items and wait.first in self.runs:
                position = self.items[wait.then]
                earliest = max(items[position].earliest, self.runs[wait.first].end + wait.lag)
                items[position] = replace(items[position], earliest=earliest)
            if wait.first in self.items and wait.then in self.runs:
                position = self.items[wait.first]
                latest = min(items[position].latest, self.runs[wait.then].start - wait.lag)
                items[position] = replace(items[position], latest=latest)
        return tuple(items)

    def _feature(self, position: int) -> Feature:
        """A free feature; one that comes after something which is not scheduled outside cannot be scheduled either."""
        feature = self.problem.features[position]
        return replace(
            feature,
            items=tuple(self.items[item] for item in feature.items),
            after=tuple(self.features[other] for other in feature.after if other in self.features),
            planned=feature.planned if all(other in self.features for other in feature.after) else False,
        )

    def _stub(self, position: int) -> Feature:
        return Feature(items=(), after=(), cost=0, planned=True, release=self.outside[position].release)

    def _held(self) -> list[Deal]:
        """What scheduled features outside come after must land no later than they do: deals of no value, but pinned."""
        free, needed = set(self.free), dict[int, int]()
        for f in self.outside:
            for other in self.problem.features[f].after:
                if other in free:
                    needed[other] = min(self.ships[f], needed.get(other, self.ships[f]))
        return [Deal((Level(0, (Demand((self.features[f],), latest),)),), served=True) for f, latest in needed.items()]

    def _deals(self) -> list[Deal]:
        """The deals that ask for a free feature, without the demands that are met outside."""
        free = set(self.free)
        found = []
        for deal in self.problem.deals:
            demands = [d for level in deal.levels for d in level.demands] + [c.demand for c in deal.challenges]
            if any(not free.isdisjoint(demand.features) for demand in demands):
                levels = tuple(Level(level.value, self._open(level.demands)) for level in deal.levels)
                challenges = tuple(
                    Challenge(demand, challenge.penalties)
                    for challenge in deal.challenges
                    for demand in self._open((challenge.demand,))
                )
                found.append(Deal(levels, challenges, deal.served))
        return found

    def _open(self, demands: tuple[Demand, ...]) -> tuple[Demand, ...]:
        """The demands that nothing outside meets, with their free features."""
        free = set(self.free)
        return tuple(
            Demand(tuple(self.features[f] for f in demand.features if f in free), demand.latest)
            for demand in demands
            if not any(self.ships.get(f, demand.latest + 1) <= demand.latest for f in demand.features)
        )
