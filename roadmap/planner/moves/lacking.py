"""Lacking: how many people of each skill the open deals would take, day by day, before anything is scheduled.

Work is spread evenly over the days in which it can be of use. People are counted in hundredths.
"""

from __future__ import annotations

from fractions import Fraction
from itertools import accumulate

from roadmap.folder.project import Project
from roadmap.indexing import Indexed
from roadmap.problem import Demand, Problem
from roadmap.solver.windows import find_windows

HEAD = 100
"""One person."""

Rows = dict[str, list[int]]
"""People by skill and slot, in hundredths."""


def wanted(project: Project, indexed: Indexed, *, weighted: bool) -> Rows:
    """What the support cases of all open deals and the features they need would take of each skill.

    `weighted`: each deal counts with its win probability, and a feature with that of the likeliest deal that needs it;
    else in full, as the plan must have people for what it serves. One of several features that meet a need counts with
    its share of them.
    """
    problem = indexed.problem
    windows = find_windows(problem)
    weights = _weights(project, indexed, windows.closure, weighted=weighted)
    changes = {skill: [Fraction(0)] * (problem.horizon + 1) for skill in indexed.staff.skills}
    for position, item in enumerate(problem.items):
        modes = [mode for mode in item.modes if mode.crews and mode.days]
        begin, end = max(0, windows.earliest[position]), min(problem.horizon, windows.latest[position])
        if modes and begin < end and weights[item.feature]:
            least = min(modes, key=lambda mode: mode.crew * mode.days)
            for line in least.lines or (least.crews,):
                change = changes[indexed.staff.asked(line)[0]]
                taken = max(amount for _, amount in line) * least.days
                a_day = weights[item.feature] * taken * HEAD / (end - begin)
                change[begin] += a_day
                change[end] -= a_day
    return {skill: [round(people) for people in accumulate(change[:-1])] for skill, change in changes.items()}


def on_hand(indexed: Indexed) -> Rows:
    """Who is there, each counted for what they do first."""
    rows = {skill: [0] * indexed.problem.horizon for skill in indexed.staff.skills}
    for worker in indexed.staff.workers:
        for begin, end in worker.present:
            row = rows[next(iter(worker.skills))]
            for slot in range(begin, end):
                row[slot] += HEAD
    return rows


def _weights(
    project: Project, indexed: Indexed, closure: tuple[tuple[int, ...], ...], *, weighted: bool
) -> list[Fraction]:
    """How much the work of each feature counts, from 0 to 1."""
    problem = indexed.problem
    found = [Fraction(bool(feature.planned)) for feature in problem.features]
    for key, deal in zip(indexed.names.deals, indexed.deals, strict=True):
        weight = project.market.win_probability(project.market.deal(key)) if weighted else Fraction(1)
        demands = [demand for level in deal.levels for demand in level.demands]
        for demand in [*demands, *(challenge.demand for challenge in deal.challenges)]:
            _raise(found, demand, weight, closure, problem)
    return found


def _raise(
    found: list[Fraction], demand: Demand, weight: Fraction, closure: tuple[tuple[int, ...], ...], problem: Problem
) -> None:
    able = [feature for feature in demand.features if problem.features[feature].planned is not False]
    for feature in able:
        for needed in closure[feature]:
            found[needed] = max(found[needed], weight / len(able))
