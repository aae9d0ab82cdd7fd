"""Reshaping: schedules of a padded problem as schedules of the problem itself, and the other way round."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from roadmap.audit import broken_rules, value
from roadmap.planner.levelling import levelled
from roadmap.problem import Problem
from roadmap.schedule import Schedule
from roadmap.solver.construct.delaying import delayed
from roadmap.solver.construct.restart import Restarter, wish_of
from roadmap.solver.construct.slipping import Slipper


class Reshaper:
    """Puts schedules of problems of the same shape into one of them."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self._restarter = Restarter(problem)
        self._slipper = Slipper(self._restarter)

    def nearest(self, schedule: Schedule) -> Schedule | None:
        """The valid schedule near to one of another length of work that is worth the most; None where none is found."""
        wishes = [wish_of(placement) for placement in schedule.placements]
        found = [self._restarter.restart(wishes), *(self._slipper.slip(wishes, early=early) for early in (False, True))]
        return max(self._valid(found), key=lambda one: value(self.problem, one), default=None)

    def best_near(self, schedules: Iterable[Schedule]) -> Schedule | None:
        """The nearest to each of some schedules, of which the one that is worth the most; None where none is found."""
        found = (self.nearest(schedule) for schedule in schedules)
        return max((one for one in found if one is not None), key=lambda one: value(self.problem, one), default=None)

    def settled(self, schedule: Schedule) -> list[Schedule]:
        """A schedule of longer work in this problem, each piece of work as early as its order allows, so that all room
        lies before the freeze: as it is, and with what else fits and pays."""
        wishes = [wish_of(placement) for placement in schedule.placements]
        found = [self._slipper.slip(wishes, early=True, further=further) for further in (False, True)]
        return list(dict.fromkeys(finished(self.problem, one) for one in self._valid(found)))

    def _valid(self, found: Sequence[Schedule | None]) -> Iterator[Schedule]:
        return (one for one in found if one is not None and not broken_rules(self.problem, one))


def finished(problem: Problem, schedule: Schedule) -> Schedule:
    """A valid schedule as it is written: the load levelled, and late what prefers to be late."""
    return delayed(problem, levelled(problem, schedule))
