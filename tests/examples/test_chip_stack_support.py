"""The support cases of the chip company: over 80 customers, over 200 cases, a peak of three times the average."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import replace
from fractions import Fraction

import pytest

from roadmap.folder.project import Project
from roadmap.indexing import Indexed, index_project
from roadmap.planner.levelling import levelled
from roadmap.problem import Problem
from roadmap.schedule import NOWHERE, Placement, Schedule
from tests.examples.shipped import example


@pytest.fixture
def project() -> Project:
    return example("chip-stack")


@pytest.fixture
def indexed(project: Project) -> Indexed:
    return index_project(project)


def named(project: Project, indexed: Indexed) -> list[int]:
    """The positions of the features that stand for the support work of deals in hand, placeholders left out."""
    ids, first = indexed.names.support, len(indexed.names.features)
    return [first + number for number, deal in enumerate(ids) if deal not in project.market.placeholders]


def right_before_the_gates(problem: Problem, chosen: list[int]) -> Schedule:
    """The schedule if nobody planned: each piece as late as it may be, whether or not there are people for it."""
    placements: list[Placement | None] = [None] * len(problem.features)
    for feature in chosen:
        items = [problem.items[item] for item in problem.features[feature].items]
        starts = tuple(item.latest - item.modes[0].days for item in items)
        placements[feature] = Placement(NOWHERE, starts, (0,) * len(items))
    return Schedule(tuple(placements))


def spread(problem: Problem, schedule: Schedule) -> Schedule:
    """The same pieces spread within their windows, as if there were people enough."""
    enough = replace(problem, capacity=tuple((1000,) * problem.horizon for _ in problem.capacity))
    return levelled(enough, schedule)


def peak(indexed: Indexed, schedule: Schedule) -> Fraction:
    """The most people at work on cases in any month, as a multiple of the average over the year."""
    problem, busy, days = indexed.problem, Counter[int](), Counter[int]()
    for slot in range(problem.horizon):
        days[indexed.names.day(slot).month] += 1
    for feature, placement in zip(problem.features, schedule.placements, strict=True):
        for item, start in zip(feature.items if placement else (), placement.starts if placement else (), strict=True):
            mode = problem.items[item].modes[0]
            for slot in range(start, start + mode.days):
                busy[indexed.names.day(slot).month] += mode.crew
    average = Fraction(sum(busy.values()), problem.horizon)
    return max(Fraction(busy[month], days[month]) for month in days) / average


def test_83_customers_bring_236_cases(project: Project, indexed: Indexed) -> None:
    # 70 ISV x 3 + 8 internet x 2 + 5 large x 2 = 210 + 16 + 10.
    cases: dict[str, set[tuple[str, int]]] = defaultdict(set)
    for deal, pieces in indexed.support.items():
        if deal not in project.market.placeholders:
            cases[project.market.deals[deal].segment] |= {(f"{deal} {piece.case}", piece.number) for piece in pieces}
    assert {segment: len(found) for segment, found in cases.items()} == {"isv": 210, "internet": 16, "large": 10}
    assert len(named(project, indexed)) == 83


def test_four_roles_carry_them_all_of_whom_exist(project: Project, indexed: Indexed) -> None:
    roles = {piece.work.skill for pieces in indexed.support.values() for piece in pieces}
    assert roles == {"pre-sales", "field", "applications", "quality"}
    assert all(indexed.staff.most(role) >= 8 for role in roles)


def test_unplanned_the_peak_is_three_times_the_average(project: Project, indexed: Indexed) -> None:
    unplanned = right_before_the_gates(indexed.problem, named(project, indexed))
    assert Fraction(28, 10) <= peak(indexed, unplanned) <= Fraction(32, 10)


def test_spread_over_the_weeks_before_the_gates_the_peak_is_less_than_twice_the_average(
    project: Project, indexed: Indexed
) -> None:
    unplanned = right_before_the_gates(indexed.problem, named(project, indexed))
    assert peak(indexed, spread(indexed.problem, unplanned)) < 2


def test_all_cases_fit_only_if_they_are_spread(project: Project, indexed: Indexed) -> None:
    unplanned = right_before_the_gates(indexed.problem, named(project, indexed))
    level = spread(indexed.problem, unplanned)
    june = next(slot for slot in range(indexed.problem.horizon) if indexed.names.day(slot).month == 6)
    pool = indexed.names.skills.index("field")

    def most(schedule: Schedule) -> int:
        busy = Counter[int]()
        for feature, placement in zip(indexed.problem.features, schedule.placements, strict=True):
            for number, item in enumerate(feature.items if placement else ()):
                assert placement is not None
                mode = indexed.problem.items[item].modes[0]
                if dict(mode.crews).get(pool):
                    busy.update(range(placement.starts[number], placement.starts[number] + mode.days))
        return max(busy.values())

    assert most(level) <= indexed.problem.capacity[pool][june] < most(unplanned)
