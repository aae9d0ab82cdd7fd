"""The problem of a project with obstacles taken away: pins, leave, days on which nobody of a skill is there yet."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import cached_property

from roadmap.folder.project import Project
from roadmap.indexing import Indexed, index_project
from roadmap.indexing.floors import without_floors
from roadmap.indexing.pins import hold, pins_in_force
from roadmap.problem import Problem


class Variants:
    """The same problem with less in its way; each variant is made when it is first asked for."""

    def __init__(self, project: Project, indexed: Indexed) -> None:
        self.project, self.indexed = project, indexed
        self._made: dict[object, Problem] = {}

    @cached_property
    def free(self) -> Indexed:
        """Without any pin."""
        if not self.project.pins:
            return self.indexed
        return index_project(replace(self.project, pins=(), void=frozenset()))

    def with_pins(self, positions: Iterable[int]) -> Problem:
        """With these pins only."""
        chosen = tuple(self.project.pins[position] for position in positions)
        return hold(self.free.problem, self.free.names, replace(self.project, pins=chosen, void=frozenset()))

    def without_pin(self, position: int) -> Problem:
        """Without one pin."""
        if position not in self._made:
            rest = (other for other, _pin in pins_in_force(self.project) if other != position)
            self._made[position] = self.with_pins(rest)
        return self._made[position]

    def always_there(self, problem: Problem, people: dict[int, int]) -> Problem:
        """The problem in which of each pool at least so many people are there on every day."""
        key = id(problem), tuple(people.items())
        if key not in self._made:
            rows = list(problem.capacity)
            for pool, count in people.items():
                rows[pool] = tuple(max(there, count) for there in rows[pool])
            self._made[key] = replace(problem, capacity=tuple(rows))
        return self._made[key]

    @cached_property
    def nobody_away(self) -> Problem:
        """Without leave, and all pins in force."""
        return index_project(self._without_leave(self.project)).problem

    @cached_property
    def nobody_away_free(self) -> Problem:
        """Without leave and without pins."""
        if not self.project.pins:
            return self.nobody_away
        return index_project(self._without_leave(replace(self.project, pins=(), void=frozenset()))).problem

    def away_in(self, problem: Problem, pools: frozenset[int], *, there: Problem) -> Problem:
        """The problem without any leave (`there`) with the leave of some pools as in the same one with it."""
        key = id(problem), pools
        if key not in self._made:
            nobody = (0,) * problem.horizon
            capacity = tuple(
                problem.capacity[pool] if pool in pools else row for pool, row in enumerate(there.capacity)
            )
            absent = tuple(row if pool in pools else nobody for pool, row in enumerate(problem.absent))
            self._made[key] = replace(there, capacity=capacity, absent=absent)
        return self._made[key]

    @cached_property
    def at_any_day(self) -> Problem:
        """Without days before which work may not begin, and all pins in force."""
        return index_project(without_floors(self.project)).problem

    @property
    def has_leave(self) -> bool:
        """Whether anybody is ever away."""
        return any(person.leave for person in self.project.engineering.people.values())

    @staticmethod
    def _without_leave(project: Project) -> Project:
        people = {key: person.model_copy(update={"leave": []}) for key, person in project.engineering.people.items()}
        return replace(project, engineering=replace(project.engineering, people=people))


def first_with(problem: Problem, pool: int, people: int) -> int:
    """The first slot in which so many people of a pool are there; the horizon if there is none."""
    row = problem.capacity[pool]
    return next((slot for slot, there in enumerate(row) if there >= people), problem.horizon)


def last_with(problem: Problem, pool: int, people: int) -> int:
    """The last slot in which so many people of a pool are there; -1 if there is none."""
    row = problem.capacity[pool]
    return next((slot for slot in reversed(range(len(row))) if row[slot] >= people), -1)
