"""Work that does not change hands (`hand_over: never`): examples that were solved by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest

from roadmap.audit.naming import check
from roadmap.indexing import index_project
from roadmap.planner.moves.lacking import wanted
from roadmap.planner.naming.staffing import as_integers, staff_project
from roadmap.schedule import Placement, Schedule
from tests.planner.small_plans import PAUSING, asked, code, days, lines, person, planned

STAYS = {"hand_over": "never"}


def test_a_successor_does_not_go_on_with_it() -> None:
    # X's last day is Thursday 5 March, Y's first Friday 6: free, 2 to 9 March by hand-over; never, Y from 6 on alone.
    people = {"x": person(last="2026-03-05"), "y": person(first="2026-03-06")}
    assert days(planned(asked(people, code(6), policy=PAUSING))) == [(2, 9)]
    (line,) = lines(plan := planned(asked(people, code(6) | STAYS, policy=PAUSING)))
    assert (days(plan), line.people) == ([(6, 13)], ["y"])


def test_it_waits_for_its_person_where_another_of_the_skill_could_go_on() -> None:
    # X is away on Wednesday 4, Y begins that day: free, Y goes on; never, X does it with a pause until Monday 9.
    people = {"x": person((4, 4)), "y": person(first="2026-03-04")}
    assert days(planned(asked(people, code(5), policy=PAUSING))) == [(2, 6)]
    (line,) = lines(plan := planned(asked(people, code(5) | STAYS, policy=PAUSING)))
    assert days(plan) == [(2, 9)]
    assert (line.people, [pause.first.day for pause in line.pauses]) == (["x"], [4])


def test_whoever_is_quickest_by_their_own_leave_does_it() -> None:
    people = {"x": person((3, 6)), "y": person((10, 10))}
    (line,) = lines(plan := planned(asked(people, code(5) | STAYS, policy=PAUSING)))
    assert (days(plan), line.people) == ([(2, 6)], ["y"])


def test_people_who_are_alike_are_one_alternative() -> None:
    counted = {"teams": {"core": {"name": "Core", "skill": "code", "people": 20}}}
    made = asked({}, code(5) | STAYS, policy=PAUSING, **counted)
    assert len(index_project(made).problem.items[0].modes) == 1
    named = asked({f"p{n}": person((n, n)) for n in (3, 4, 5)}, code(5) | STAYS, policy=PAUSING)
    assert len(index_project(named).problem.items[0].modes) == 3


def test_a_crew_stays_together() -> None:
    # X is always there, Y from Wednesday 4 on, Z until Thursday 5: four days of X and Z, but not six.
    people = {"x": person(), "y": person(first="2026-03-04"), "z": person(last="2026-03-05")}
    assert days(planned(asked(people, code(8, 2) | STAYS, policy=PAUSING))) == [(2, 5)]
    assert days(planned(asked(people, code(12, 2), policy=PAUSING))) == [(2, 9)]
    (line,) = lines(plan := planned(asked(people, code(12, 2) | STAYS, policy=PAUSING)))
    assert (days(plan), sorted(line.people)) == ([(4, 11)], ["x", "y"])


def test_people_of_several_skills_stay_together() -> None:
    people = {
        "ann": person(skills={"compiler": "100%"}, last="2026-03-04"),
        "abe": person(skills={"compiler": "100%"}, first="2026-03-05"),
        "flo": person(skills={"field": "100%"}),
    }
    work = {"skills": {"compiler": 1, "field": 1}, "effort": 10}
    assert days(planned(asked(people, work, policy=PAUSING))) == [(2, 6)]
    assert days(planned(asked(people, work | STAYS, policy=PAUSING))) == [(5, 11)]


def test_who_is_taken_for_it_is_not_there_for_other_work() -> None:
    # Only X is there long enough for the long one; nobody does two things at once (`planned` checks it).
    people = {"x": person(), "y": person(last="2026-03-13")}
    plan = planned(asked(people, code(15) | STAYS, code(5), code(5), policy=PAUSING))
    assert lines(plan)[0].people == ["x"]
    assert plan.hand_overs == []


@pytest.mark.parametrize("stays", [False, True])
def test_running_work_goes_on_with_others_only_when_its_people_are_gone(*, stays: bool) -> None:
    told = {"f0": {"items": {"build": {"started": "2026-02-27", "remaining": 5, "people": ["x"]}}}}
    work = code(9) | (STAYS if stays else {})
    away = {"x": person((3, 4)), "y": person()}
    (line,) = lines(planned(asked(away, work, policy=PAUSING, progress=told)))
    assert (line.last.day, line.people) == ((10, ["x"]) if stays else (6, ["x", "y"]))
    gone = {"x": person(last="2026-03-03"), "y": person()}
    (line,) = lines(planned(asked(gone, work, policy=PAUSING, progress=told)))
    assert (line.last.day, line.people) == (6, ["x", "y"])


def test_a_naming_that_hands_it_over_is_not_valid() -> None:
    made = asked({"x": person(), "y": person()}, code(4) | STAYS, policy=PAUSING)
    indexed, schedule = index_project(made), Schedule((Placement(0, (0,), (0,)),))
    hands, (post,) = as_integers(indexed, staff_project(made, indexed, schedule))
    assert list(check(indexed.problem, schedule, hands, [post])) == []
    broken = replace(post, stints=((0, 0, 2), (1, 2, 4)))
    assert list(check(indexed.problem, schedule, hands, [broken])) == ["item 0 changes hands and must not"]
    assert list(check(indexed.problem, schedule, hands, [replace(broken, stays=False)])) == []


@pytest.mark.parametrize(
    ("costs", "expected", "people"),
    [
        ("free", (2, 9), ["x", "y"]),
        ("costs 0 days", (2, 9), ["x", "y"]),
        ("costs 1 day", (2, 10), ["x", "y"]),  # 7 days: X to Thursday 5, then Y
        ("costs 5 days", (6, 13), ["y"]),  # 11 days from 2 to 16 March, and Y alone is sooner
        ("never", (6, 13), ["y"]),
    ],
)
def test_a_change_of_hands_costs_days_or_is_avoided(costs: str, expected: tuple[int, int], people: list[str]) -> None:
    # 6 days; X's last day is Thursday 5 March, Y's first Friday 6.
    both = {"x": person(last="2026-03-05"), "y": person(first="2026-03-06")}
    (line,) = lines(plan := planned(asked(both, code(6) | {"hand_over": costs}, policy=PAUSING)))
    assert (days(plan), line.people) == ([expected], people)


def test_a_persistent_resource_of_taskjuggler_ends_on_its_day() -> None:
    # `allocate dev1 { alternative dev2 persistent }` with `effort 5d` in TaskJuggler 3.7.1, dev1 on leave on 4 and 5
    # March and dev2 on 2 and 3: it ends on Tuesday 10 March, and without `persistent` on Friday 6.
    both = {"dev1": person((4, 5)), "dev2": person((2, 3))}
    assert [line.last.day for line in lines(planned(asked(both, code(5) | STAYS, policy=PAUSING)))] == [10]
    assert [line.last.day for line in lines(planned(asked(both, code(5), policy=PAUSING)))] == [6]


def test_a_skill_that_lacks_people_is_counted_for_work_that_stays() -> None:
    # What second lines are chosen by: 5 and 2 x 5 person-days, spread over the 60 or so days of the plan.
    both = {"x": person(skills={"compiler": "100%"}), "y": person(skills={"field": "100%"}), "z": person()}
    work = [code(5) | STAYS, {"skills": {"compiler": 1, "field": 1}, "effort": 10} | STAYS]
    made = asked(both, *work, policy=PAUSING)
    rows = wanted(made, index_project(made), weighted=False)
    assert {skill: bool(sum(people)) for skill, people in rows.items()} == {
        "code": True,
        "compiler": True,
        "field": True,
    }


def test_more_crews_than_are_looked_at_are_told_and_the_bound_is_that_of_all() -> None:
    # Two of nine people who are all different: 36 crews.
    nine = {f"p{n}": person((n, n)) for n in (2, 3, 4, 5, 6, 9, 10, 11, 12)}
    made = asked(nine, code(8, 2) | STAYS, policy=PAUSING)
    staff = index_project(made).staff
    assert staff.narrowed
    assert len(index_project(made).problem.items[0].modes) == 30
    assert [len(item.modes) for item in index_project(made, loose=True).problem.items] == [1]
    few = asked(dict(list(nine.items())[:6]), code(8, 2) | STAYS, policy=PAUSING)
    assert not index_project(few).staff.narrowed
