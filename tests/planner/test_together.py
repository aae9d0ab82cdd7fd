"""Work that takes people of several skills at once, in days and names: examples that were solved by hand."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from roadmap.indexing import index_project
from roadmap.plans.engineering.work import WorkStatus
from roadmap.tracking.as_planned import progress_as_planned
from tests.planner.small_plans import PAUSING, asked, days, lines, person, planned

PAIR = {"skills": {"compiler": 1, "field": 1}, "effort": 10}
"""Ten person-days of two people: five days of both."""


def ann(*spans: tuple[int, int], **fields: Any) -> dict[str, Any]:
    return person(*spans, **({"skills": {"compiler": "100%"}} | fields))


def flo(*spans: tuple[int, int], **fields: Any) -> dict[str, Any]:
    return person(*spans, **({"skills": {"field": "100%"}} | fields))


def test_people_of_two_skills_work_on_the_same_days() -> None:
    plan = planned(asked({"ann": ann(), "flo": flo()}, PAIR, policy=PAUSING))
    (line,) = lines(plan)
    assert days(plan) == [(2, 6)]
    assert (line.skill, line.skills, line.crew, sorted(line.people)) == (
        "compiler + field",
        {"compiler": 1, "field": 1},
        2,
        ["ann", "flo"],
    )


def test_both_are_taken_for_the_whole_time() -> None:
    # Each is alone in their skill, so one day of either comes before or after the five days of both.
    alone = [{"skill": "compiler", "effort": 1}, {"skill": "field", "effort": 1}]
    plan = planned(asked({"ann": ann(), "flo": flo()}, PAIR, *alone, policy=PAUSING))
    assert len({(line.first, line.last) for line in lines(plan)}) == 2
    assert max(line.last.day for line in lines(plan)) == 9  # Friday 6 March and one day


def test_somebody_who_knows_both_is_one_of_the_two_only() -> None:
    both = {"compiler": "100%", "field": "100%"}
    alone = asked({"zoe": person(skills=both)}, PAIR, policy=PAUSING)
    (item,) = index_project(alone).problem.items
    rows = index_project(alone).problem.capacity
    assert any(amount > max(rows[pool]) for mode in item.modes for pool, amount in mode.crews)
    plan = planned(asked({"zoe": person(skills=both), "ann": ann()}, PAIR, policy=PAUSING))
    assert (days(plan), sorted(lines(plan)[0].people)) == ([(2, 6)], ["ann", "zoe"])


def test_all_go_at_the_pace_of_the_slowest() -> None:
    # 5 days each; she knows it at 50 %, so both take 10 days.
    plan = planned(asked({"ann": ann(), "flo": flo(skills={"field": "50%"})}, PAIR, policy=PAUSING))
    assert days(plan) == [(2, 13)]


def test_there_are_no_more_modes_than_paces() -> None:
    people = {
        f"{skill[0]}{n}": person(skills={skill: f"{10 * n}%"}) for skill in ("compiler", "field") for n in range(1, 10)
    }
    made = asked(people, PAIR, policy=PAUSING)
    (item,) = index_project(made).problem.items
    assert len(item.modes) <= 9
    assert min(mode.days for mode in item.modes) == 6  # 5 days at 90 %
    assert max(mode.days for mode in item.modes) == 50  # 5 days at 10 %


def test_each_further_person_costs_the_loss_of_a_crew() -> None:
    # 10 person-days x (1 + 10 % x 2) by three people: 4 days.
    work = {"skills": {"compiler": 2, "field": 1}, "effort": 10}
    people = {"ann": ann(), "abe": ann(), "flo": flo()}
    assert days(planned(asked(people, work, policy=PAUSING | {"crew_loss": "10%"}))) == [(2, 5)]


def test_one_skill_under_skills_is_a_crew() -> None:
    people = {"ann": ann(), "abe": ann()}
    (listed,) = index_project(asked(people, {"skills": {"compiler": 2}, "effort": 10}, policy=PAUSING)).problem.items
    (plain,) = index_project(
        asked(people, {"skill": "compiler", "crew": 2, "effort": 10}, policy=PAUSING)
    ).problem.items
    assert listed == plain


@pytest.mark.parametrize(("remaining", "last"), [(10, 6), (4, 3), (2.5, 3)])
def test_running_work_goes_on_with_people_of_both_skills(remaining: float, last: int) -> None:
    # They share what remains: 5, 2 or 1.25 days each.
    progress = {"f0": {"items": {"build": {"started": "2026-02-27", "remaining": remaining}}}}
    plan = planned(asked({"ann": ann(), "flo": flo()}, PAIR, policy=PAUSING, progress=progress))
    (line,) = lines(plan)
    assert (line.status, line.last.day, sorted(line.people)) == (WorkStatus.STARTED, last, ["ann", "flo"])


def test_running_work_lets_those_go_on_who_are_there() -> None:
    # Five days each from Monday 2 March: she is away on Wednesday and makes it up on Monday 9; he stays.
    progress = {"f0": {"items": {"build": {"started": "2026-02-27", "remaining": 10}}}}
    made = asked({"ann": ann(), "flo": flo((4, 4))}, PAIR, policy=PAUSING, progress=progress)
    (line,) = lines(planned(made))
    assert (line.last.day, [pause.people for pause in line.pauses]) == (9, [["flo"]])
    (going,) = index_project(made).staff.going
    assert [(begin, end, skill) for (_, begin, end), skill in zip(going.stints, going.skills, strict=True)] == [
        (0, 6, "compiler"),
        (0, 2, "field"),
        (3, 6, "field"),
    ]


def test_what_is_told_as_planned_is_planned_the_same_again() -> None:
    # Of 5 days of both, Monday and Tuesday are done on Wednesday 4 March: 3 days of both are left, 6 person-days.
    people = {"ann": ann(), "flo": flo()}
    made = asked(people, PAIR, policy=PAUSING)
    told = progress_as_planned(planned(made), made, date(2026, 3, 4))
    assert told["f0"]["items"]["build"][0]["remaining"] == 6
    again = planned(asked(people, PAIR, policy=PAUSING, progress=told, header={"as_of": "2026-03-04"}))
    assert days(again) == [(2, 6)]


def test_who_is_there_goes_on_and_who_was_away_makes_it_up() -> None:
    # Five days each: she is away on Wednesday 4 and works on Monday 9 instead; he stays until then.
    (line,) = lines(plan := planned(asked({"ann": ann(), "flo": flo((4, 4))}, PAIR, policy=PAUSING)))
    assert days(plan) == [(2, 9)]
    assert [(pause.first.day, pause.people, pause.whole) for pause in line.pauses] == [(4, ["flo"], False)]


def test_different_days_of_leave_cost_no_more_than_the_most_of_one() -> None:
    # He misses Tuesday, she Wednesday and Thursday: her five days end on Tuesday 10, and his lie within.
    plan = planned(asked({"ann": ann((3, 3)), "flo": flo((4, 5))}, PAIR, policy=PAUSING))
    assert days(plan) == [(2, 10)]


def test_a_day_on_which_both_are_away_is_a_pause_of_all() -> None:
    (line,) = lines(plan := planned(asked({"ann": ann((4, 4)), "flo": flo((4, 5))}, PAIR, policy=PAUSING)))
    assert days(plan) == [(2, 10)]
    assert [(pause.first.day, pause.people, pause.whole) for pause in line.pauses] == [
        (4, ["ann", "flo"], True),
        (5, ["flo"], False),
    ]


def test_nobody_pauses_where_another_of_the_skill_takes_over() -> None:
    people = {"ann": ann(), "flo": flo((4, 4)), "fay": flo((2, 2))}
    plan = planned(asked(people, PAIR, policy=PAUSING))
    assert days(plan) == [(2, 6)]
    assert lines(plan)[0].pauses == []


@pytest.mark.parametrize(("compilers", "span"), [(1, (2, 4)), (4, (2, 4)), (7, (2, 4)), (8, (4, 5))])
def test_large_crews_of_several_skills_work_at_one_go(compilers: int, span: tuple[int, int]) -> None:
    # Two days of all; she is away on Tuesday 3. Seven and one can pause in 8 x 2 ways, eight and one in more than 16:
    # they begin behind it.
    work = {"skills": {"compiler": compilers, "field": 1}, "effort": 2 * (compilers + 1)}
    people = {f"a{n}": ann() for n in range(compilers)} | {"flo": flo((3, 3))}
    assert days(planned(asked(people, work, policy=PAUSING))) == [span]


def test_two_resources_of_taskjuggler_end_on_its_day() -> None:
    # As `allocate dev1, dev2` with `effort 10d` and a day of leave of dev2 in TaskJuggler: 2 + 2 + 1 + 2 + 2 + 1 of 10
    # person-days from Monday 2 March on end on Monday 9.
    assert days(planned(asked({"dev1": ann(), "dev2": flo((4, 4))}, PAIR, policy=PAUSING))) == [(2, 9)]


def test_what_is_told_as_planned_is_the_share_of_the_slowest() -> None:
    # Ten days of both at her 50 %: two are done on Wednesday 4 March. He could do his eight in four, and waits for her:
    # what is left is 8 days at 50 %, 4 person-days each.
    people = {"ann": ann(), "flo": flo(skills={"field": "50%"})}
    made = asked(people, PAIR, policy=PAUSING)
    told = progress_as_planned(planned(made), made, date(2026, 3, 4))
    assert told["f0"]["items"]["build"][0]["remaining"] == 8
    again = planned(asked(people, PAIR, policy=PAUSING, progress=told, header={"as_of": "2026-03-04"}))
    assert days(again) == [(2, 13)]
