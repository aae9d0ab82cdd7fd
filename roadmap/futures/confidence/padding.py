"""Padding: the problem with longer work and earlier gates, so that a plan of it leaves room where it is needed.

Work of a group (a phase and a skill) lasts as long as it does in a given share of the futures, by its own range; so
work whose estimate is sure gets no room, and work that may double gets much. A plan of the padded problem, with the
work as long as it is likely to be, is a plan of the problem itself that has room behind its work.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from math import ceil

import numpy as np

from roadmap.explaining.present import Present
from roadmap.explaining.spreads import gates_spread
from roadmap.futures.building.jobs import job_of
from roadmap.futures.network import Job, Range
from roadmap.futures.playing.draws import TENTH
from roadmap.futures.playing.play import ROUNDED
from roadmap.futures.playing.shapes import GRID, normal_chance, table_of
from roadmap.problem import Deal, Demand, Item, Mode, Problem
from roadmap.schedule import Run

Group = tuple[str, str]
"""The phase and the skill of work; `GATES` for the days of gates."""
GATES: Group = ("", "")


@dataclass(frozen=True, slots=True)
class Padding:
    """How sure a padded plan is of each group: the share of the futures in which its work takes no longer. `buffers`
    are working days more for the last work of single features, by position."""

    sure: Mapping[Group, float]
    buffers: Mapping[int, int]


class Padder:
    """Pads the problem of one present plan."""

    def __init__(self, present: Present) -> None:
        self._present, self.problem = present, present.indexed.problem

    @cached_property
    def jobs(self) -> dict[int, tuple[Job, ...]]:
        """By item that can be padded, the job that each of its modes would be."""
        found = {}
        for position, feature in enumerate(self.problem.features):
            for item in feature.items:
                modes = self.problem.items[item].modes
                if self.problem.items[item].start is None and any(mode.days and mode.crews for mode in modes):
                    runs = [Run(item, 0, 0, mode, choice, ()) for choice, mode in enumerate(modes)]
                    found[item] = tuple(job_of(self._present, position, run) for run in runs)
        return found

    @cached_property
    def groups(self) -> dict[Group, tuple[int, ...]]:
        """The items of each group whose work is uncertain, the most uncertain groups first."""
        found: dict[Group, list[int]] = {}
        width = dict[Group, float]()
        for item, jobs in self.jobs.items():
            job = jobs[0]
            if job.spread[0] < job.spread[2]:
                group = job.phase, job.skill
                found.setdefault(group, []).append(item)
                width[group] = width.get(group, 0.0) + float(job.exact) * (job.spread[2] - job.spread[0])
        return {group: tuple(found[group]) for group in sorted(found, key=lambda one: (-width[one], one))}

    def padded(self, padding: Padding) -> Problem:
        """The problem in which the work takes as long as the padding says."""
        items = list(self.problem.items)
        for group, mine in self.groups.items():
            for item in mine:
                items[item] = self._padded(item, padding.sure.get(group, 0.0))
        for feature, days in padding.buffers.items():
            last = self._last(feature)
            if last is not None:
                items[last] = _longer(items[last], [mode.days + days for mode in items[last].modes])
        deals = tuple(self._earlier(number, deal, padding) for number, deal in enumerate(self.problem.deals))
        return replace(self.problem, items=tuple(items), deals=deals)

    def room(self, item: int, sure: float) -> float:
        """By which share of its likely length the padding makes an item longer."""
        return max(0.0, quantile_of(self.jobs[item][0].spread, sure) - 1.0)

    def _padded(self, item: int, sure: float) -> Item:
        """An item that lasts as long as it does in that share of the futures, and never less than as planned."""
        jobs, modes = self.jobs[item], self.problem.items[item].modes
        factor = 1.0 + self.room(item, sure)
        days = [
            max(mode.days, ceil(float(job.exact) * factor - ROUNDED) + job.extra)
            if mode.days and mode.crews
            else mode.days
            for job, mode in zip(jobs, modes, strict=True)
        ]
        return _longer(self.problem.items[item], days)

    def _last(self, feature: int) -> int | None:
        """The last item of a feature that ends by the freeze and can be padded."""
        mine = [item for item in self.problem.features[feature].items if item in self.jobs]
        return next((item for item in reversed(mine) if self.problem.items[item].by_freeze), None)

    def _earlier(self, number: int, deal: Deal, padding: Padding) -> Deal:
        """The deal with its gates on the day that they come no sooner than in that share of the futures."""
        sure, names = padding.sure.get(GATES, 0.0), self._present.indexed.names
        if sure <= 0.5 or number >= len(names.deals):
            return deal
        earlier, _ = gates_spread(names.deals[number], self._present.project)
        days = round(earlier * normal_quantile(sure) / TENTH)
        return deal if not days else _moved(deal, -days)


def _longer(item: Item, days: list[int]) -> Item:
    """An item whose modes take so many days, as far as its window holds them."""
    room = item.latest - item.earliest
    modes = tuple(_lasting(mode, more, room) for mode, more in zip(item.modes, days, strict=True))
    return replace(item, modes=modes)


def _lasting(mode: Mode, days: int, room: int) -> Mode:
    return mode if days <= mode.days else replace(mode, days=max(mode.days, min(days, room)))


def _moved(deal: Deal, days: int) -> Deal:
    def moved(demand: Demand) -> Demand:
        return replace(demand, latest=demand.latest + days)

    levels = tuple(replace(level, demands=tuple(map(moved, level.demands))) for level in deal.levels)
    challenges = tuple(replace(one, demand=moved(one.demand)) for one in deal.challenges)
    return replace(deal, levels=levels, challenges=challenges)


def quantile_of(spread: Range, sure: float) -> float:
    """The effort, as a share of what is planned, that is not exceeded in that share of the futures."""
    return float(np.interp(normal_quantile(sure), GRID, table_of(spread)))


def normal_quantile(sure: float) -> float:
    """The point that a normal variable does not exceed in that share."""
    return float(np.interp(sure, normal_chance(), GRID))


def group_of(job: Job) -> Group:
    """The group of a job."""
    return job.phase, job.skill
