"""Work that pauses, in days and names: the examples that were solved by hand, and those of other planners."""

from __future__ import annotations

from datetime import date
from typing import Any

from roadmap.plans.document import Plan
from tests.planner.small_plans import AT_ONE_GO, PAUSING, asked, code, days, leave, lines, person, planned
from tests.projects import SEGMENT, deal, project


def both(people: dict[str, Any], *work: dict[str, Any], **more: Any) -> tuple[Plan, Plan]:
    """The plan with pauses, and the one at one go."""
    return planned(asked(people, *work, policy=PAUSING, **more)), planned(
        asked(people, *work, policy=AT_ONE_GO, **more)
    )


def paused(plan: Plan) -> list[tuple[int, int, list[str], bool]]:
    pauses = [pause for line in lines(plan) for pause in line.pauses]
    return [(pause.first.day, pause.last.day, pause.people, pause.whole) for pause in pauses]


def test_a_day_of_leave_in_the_middle_makes_the_work_a_day_longer() -> None:
    plan, before = both({"ann": person((12, 12))}, code(10))
    assert (days(plan), paused(plan)) == ([(2, 16)], [(12, 12, ["ann"], True)])
    assert days(before) == [(13, 26)]


def test_who_is_off_every_friday_builds_what_takes_ten_days() -> None:
    plan, before = both({"ann": person(*((n, n) for n in (6, 13, 20, 27)), last="2026-03-31")}, code(10))
    assert (days(plan), paused(plan)) == ([(2, 17)], [(6, 6, ["ann"], True), (13, 13, ["ann"], True)])
    assert before.features == []


def test_who_pauses_is_the_planner_s_choice_and_one_of_three_ends_later() -> None:
    people = {"ann": person((4, 4)), "bob": person(), "cy": person()}
    plan, _ = both(people, code(5), code(5), code(5))
    assert sorted(days(plan)) == [(2, 6), (2, 6), (2, 9)]
    assert [pause[:2] for pause in paused(plan)] == [(4, 4)]


def test_nobody_pauses_where_a_third_person_can_take_over() -> None:
    plan, before = both({"ann": person((4, 4)), "bob": person(), "cy": person()}, code(5), code(5))
    assert days(plan) == days(before) == [(2, 6), (2, 6)]
    assert paused(plan) == []


def test_those_of_a_crew_who_are_there_go_on() -> None:
    # 2 + 2 + 1 + 1 + 2 + 2 of 10: one is missing on Wednesday 4, the other on Thursday 5.
    plan, before = both({"ann": person((4, 4)), "bob": person((5, 5))}, code(10, 2))
    assert days(plan) == [(2, 9)]
    assert paused(plan) == [(4, 4, ["ann"], False), (5, 5, ["bob"], False)]
    assert days(before) == [(6, 12)]


def test_work_does_not_begin_with_a_pause() -> None:
    plan, before = both({"ann": person((2, 3))}, code(5))
    assert days(plan) == days(before) == [(4, 10)]


def test_work_that_is_done_before_the_leave_does_not_pause() -> None:
    assert days(both({"ann": person((6, 12))}, code(4))[0]) == [(2, 5)]
    plan, before = both({"ann": person((6, 12))}, code(5))
    assert (days(plan), paused(plan)) == ([(2, 13)], [(6, 12, ["ann"], True)])
    assert days(before) == [(13, 19)]


def test_leave_of_ten_days_is_a_pause_and_one_of_twelve_is_not() -> None:
    plan, before = both({"ann": person((5, 18))}, code(5))
    assert (days(plan), days(before)) == ([(2, 20)], [(19, 25)])
    plan, before = both({"ann": person((5, 20))}, code(5))
    assert days(plan) == days(before) == [(23, 27)]


def test_a_successor_takes_over_and_nobody_waits_for_one() -> None:
    gone = {"ann": person(last="2026-03-05"), "bob": person(first="2026-03-09")}
    plan, before = both(gone, code(6))
    assert days(plan) == days(before) == [(9, 16)]
    met = {"ann": person(last="2026-03-05"), "bob": person(first="2026-03-06")}
    plan, before = both(met, code(6))
    assert days(plan) == days(before) == [(2, 9)]
    assert [line.people for line in lines(plan)] == [["ann", "bob"]]


def test_running_work_waits_for_its_people_too() -> None:
    # Five days are left on Monday 2; away until Wednesday 4: the 5th, 6th, 9th, 10th and 11th.
    progress = {"f0": {"items": {"build": {"started": "2026-02-23", "remaining": 5}}}}
    plan, _ = both({"ann": person((2, 4))}, code(10), progress=progress, header={"as_of": "2026-03-02"})
    (line,) = lines(plan)
    assert (line.first, line.last) == (date(2026, 2, 23), date(2026, 3, 11))
    assert paused(plan) == [(2, 4, ["ann"], True)]


def test_only_work_whose_own_people_are_away_pauses() -> None:
    # X knows a and b, Y only a. X is away on Wednesday 4: B, of b, pauses; A never does for B's sake.
    people = {"x": person((4, 4), skills={"a": 1, "b": 1}), "y": person(skills={"a": 1})}
    plan, before = both(people, {"skill": "a", "effort": 5}, {"skill": "b", "effort": 5})
    assert (days(plan), paused(plan)) == ([(2, 6), (2, 9)], [(4, 4, ["x"], True)])
    assert days(before) == [(2, 6), (5, 11)]
    # X knows only a, Y both: nobody of b is away, so B does not pause to let Y do A.
    people = {"x": person((4, 4), skills={"a": 1}), "y": person(skills={"a": 1, "b": 1})}
    plan, _ = both(people, {"skill": "b", "effort": 5}, {"skill": "a", "effort": 5})
    assert (days(plan), paused(plan)) == ([(2, 6), (2, 9)], [(4, 4, ["x"], True)])


def test_slower_people_pause_for_their_own_days() -> None:
    # At 50 % ten days for 5: from Monday 2 to Friday 13, and one more for the leave on the 4th.
    plan, _ = both({"ann": person((4, 4), skills={"a": "50%"})}, {"skill": "a", "effort": 5})
    assert days(plan) == [(2, 16)]


def test_taskjuggler_s_leaves_end_on_its_day() -> None:
    # TaskJuggler, test suite, Scheduler/Correct/Leaves.tjp: 20 days from Monday 12 March 2012, off on Wednesday 14 and
    # from the 19th to the 25th, end on Monday 16 April, 35 days later. Here from Monday 2 March 2026: to 6 April.
    plan = planned(asked({"r1": person((4, 4), (9, 15))}, code(20), policy=PAUSING))
    (line,) = lines(plan)
    assert (line.first, line.last) == (date(2026, 3, 2), date(2026, 4, 6))


def test_pyjobshop_s_job_over_breaks_ends_on_its_day() -> None:
    # PyJobShop, test_task_allow_breaks: 3 slots of work with breaks in [1, 3) and [4, 5): from 0 to 6.
    plan, _ = both({"m": person((3, 4), (6, 6))}, code(3))
    assert days(plan) == [(2, 9)]  # the slots 0, 3 and 5: Monday 2, Thursday 5 and Monday 9


def test_a_week_without_fridays_is_as_if_every_friday_were_leave() -> None:
    plan, before = both({"ann": person(week=[1, 1, 1, 1, 0])}, code(10))
    assert (days(plan), paused(plan)) == ([(2, 17)], [(6, 6, ["ann"], True), (13, 13, ["ann"], True)])
    assert before.features == []


def test_half_days_make_somebody_slower_on_the_days_they_work() -> None:
    # Half of each day: ten days for five. Four whole days and a half one: 4.5 of 5, so 5 days of work take six.
    assert days(both({"ann": person(week="50%")}, code(5))[0]) == [(2, 13)]
    assert days(both({"ann": person(week=[1, 1, 1, 1, 0.5])}, code(5))[0]) == [(2, 9)]


def test_one_day_a_week_is_enough_for_work_to_be_built() -> None:
    # Mondays only: 2, 9, 16, 23 and 30 March.
    assert days(both({"ann": person(week=[1, 0, 0, 0, 0])}, code(5))[0]) == [(2, 30)]


def test_a_case_pauses_only_where_it_has_no_room_at_one_go() -> None:
    # The gate is Friday 20 March, the window the 15 working days before, 2 to 20 March; Wednesday 11 is leave. Seven
    # days are left before it and seven after it: eight days pause, five do not.
    for effort, pauses in ((8, [(11, 11, ["ann"], True)]), (5, [])):
        work = [{"phase": "evaluation", "gate": "design_in", "skill": "code", "effort": effort, "spread": 15}]
        made = project(
            header={"start": "2026-03-02", "horizon": "2026-05-29", "policy": PAUSING},
            segments={"isv": SEGMENT | {"support": [{"name": "Case", "count": 1, "work": work}]}},
            teams={"core": {"name": "Core", "skill": "code"}},
            people={"ann": person((11, 11))},
            deals={"d": deal(gates={"design_in": "2026-03-20"}, needs={"design_in": []})},
            releases={"R": {"freeze": "2026-05-29", "ship": "2026-05-29"}},
        )
        (line,) = planned(made).support
        assert line.first is not None
        assert [(p.first.day, p.last.day, p.people, p.whole) for p in line.pauses] == pauses


def test_two_who_share_a_week_are_a_crew_of_two_of_whom_one_works() -> None:
    # Ten person-days, one on each day from Monday 2 to Friday 13; one of them alone would be slower.
    people = {"ann": person(week=[1, 1, 1, 0, 0]), "bob": person(week=[0, 0, 0, 1, 1])}
    for crew in (2, [1, 2]):
        plan = planned(asked(people, {"skill": "code", "effort": 10, "crew": crew}, policy=PAUSING))
        assert days(plan) == [(2, 13)]
        assert {pause.whole for line in lines(plan) for pause in line.pauses} <= {False}


def halves(*days: int) -> dict[str, Any]:
    """Somebody who is away for half of these days of March 2026."""
    return person() | {"leave": [entry | {"half": True} for day in days for entry in leave((day, day))]}


def test_half_a_day_of_leave_makes_whole_days_of_work_a_day_longer() -> None:
    # 4.5 of 5 days are done on Friday 6 March: the last half day is on Monday 9.
    (plan, at_one_go) = both({"a": halves(4)}, code(5))
    assert days(plan) == [(2, 9)]
    assert days(at_one_go) == [(5, 11)]
    assert paused(plan) == [(4, 4, ["a"], True)]


def test_two_half_days_are_one() -> None:
    # 10 days of work and two half days off: 11 days.
    assert days(both({"a": halves(4, 10)}, code(10))[0]) == [(2, 16)]
    assert days(both({"a": halves(4, 4)}, code(10))[0]) == [(2, 16)]
    assert days(both({"a": person((4, 4))}, code(10))[0]) == [(2, 16)]


def test_ten_half_days_in_a_row_are_five() -> None:
    # Half of every day from Monday 2 to Friday 13 March: five days of work end on Friday 13.
    leave_of_two_weeks = {"first": "2026-03-02", "last": "2026-03-13", "half": True}
    assert days(both({"a": {"name": "N", "team": "core", "leave": [leave_of_two_weeks]}}, code(5))[0]) == [(3, 13)]


def test_half_a_day_within_leave_of_whole_days_is_part_of_it() -> None:
    away = {"name": "N", "team": "core", "leave": [*leave((4, 5)), *halves(5)["leave"], *halves(10)["leave"]]}
    # Away on 4 and 5, and on the 10th as the first of the half days that count: 10 days end on Wednesday 18.
    assert days(both({"a": away}, code(10))[0]) == [(2, 18)]
