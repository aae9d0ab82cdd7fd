"""Crews of mixed speed: their paces add up where the work is said to be divisible. Solved by hand."""

from __future__ import annotations

from typing import Any

import pytest

from roadmap.indexing import index_project
from tests.planner.small_plans import PAUSING, asked, days, lines, person, planned


def people(*shares: str) -> dict[str, Any]:
    return {f"p{n}": person(skills={"code": share}) for n, share in enumerate(shares)}


def last_day(shares: tuple[str, ...], work: dict[str, Any], **policy: Any) -> int:
    """The day of March 2026 on which the only piece of work ends that begins on Monday 2 March."""
    ((first, last),) = days(planned(asked(people(*shares), {"skill": "code"} | work, policy=PAUSING | policy)))
    assert first == 2
    return last


@pytest.mark.parametrize(
    ("shares", "effort", "alike", "divisible"),
    [
        (("100%", "50%"), 6, 9, 5),  # at the slowest's pace 1 a day, 6 days; together 1.5 a day, 4 days
        (("50%", "50%"), 5, 6, 6),  # two at 50 % are one in any case
        (("100%", "100%"), 6, 4, 4),  # nothing to add up
        (("100%", "25%"), 5, 13, 5),  # 0.5 a day, 10 days; 1.25 a day, 4 days
    ],
)
def test_paces_add_up_where_the_work_is_divisible(
    shares: tuple[str, ...], effort: float, alike: int, divisible: int
) -> None:
    work = {"effort": effort, "crew": 2}
    assert last_day(shares, work) == alike
    assert last_day(shares, work | {"divisible": True}) == divisible


def test_one_who_is_fast_is_taken_alone_where_a_slow_one_only_costs_a_loss() -> None:
    # 4 days alone; with somebody at 10 %: 4 x 1.2 / 1.1 = 4.4, 5 days.
    assert last_day(("100%", "10%"), {"effort": 4, "crew": [1, 2], "divisible": True}, crew_loss="20%") == 5


def test_whoever_is_away_makes_it_up() -> None:
    # 1.5 a day of 6: four days of each; the slow one misses Wednesday 4 and works on Friday 6 instead.
    away = {"p0": person(skills={"code": "100%"}), "p1": person((4, 4), skills={"code": "50%"})}
    work = {"skill": "code", "effort": 6, "crew": 2, "divisible": True}
    (line,) = lines(plan := planned(asked(away, work, policy=PAUSING)))
    assert days(plan) == [(2, 6)]
    assert [pause.people for pause in line.pauses] == [["p1"]]


def test_running_work_that_is_divisible_goes_on_at_all_paces() -> None:
    progress = {"f0": {"items": {"build": {"started": "2026-02-27", "remaining": 6, "crew": 2}}}}
    work = {"skill": "code", "effort": 9, "crew": 2}
    for divisible, last in ((False, 9), (True, 5)):  # 6 days at 1 a day, 4 days at 1.5
        made = asked(people("100%", "50%"), work | {"divisible": divisible}, policy=PAUSING, progress=progress)
        assert lines(planned(made))[0].last.day == last


def test_crews_of_two_speeds_do_not_explode() -> None:
    made = asked(
        people(*(f"{n}%" for n in range(10, 100, 7))),
        {"skill": "code", "effort": 60, "crew": [1, 6], "divisible": True},
        policy=PAUSING,
    )
    (item,) = index_project(made).problem.items
    assert len(item.modes) <= 6 * 13 + 40  # crews of one speed, and the quickest of two
