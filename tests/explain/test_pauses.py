"""What is told of work that pauses: how long nobody works on it, and who is away in a week."""

from __future__ import annotations

from datetime import date

from roadmap.explaining.chain import chain_of
from roadmap.explaining.present import present_of
from roadmap.views.answers.explaining import step_line
from roadmap.views.answers.subjects import week_lines
from tests.planner.small_plans import PAUSING, asked, code, person, planned


def test_the_chain_says_for_how_long_nobody_works() -> None:
    made = asked({"ann": person((12, 12), (17, 17))}, code(10), policy=PAUSING)
    (step,) = chain_of(present_of(planned(made), made), "f0")
    assert (step.first, step.last, step.days, step.idle) == (date(2026, 3, 2), date(2026, 3, 16), 11, 1)
    assert step_line(step).endswith("f0 build: pauses for 1 working day while its people are away")


def test_work_that_goes_on_with_fewer_people_does_not_pause() -> None:
    made = asked({"ann": person((4, 4)), "bob": person((5, 5))}, code(10, 2), policy=PAUSING)
    (step,) = chain_of(present_of(planned(made), made), "f0")
    assert step.idle == 0


def test_a_week_names_who_is_away_in_it() -> None:
    plan = planned(asked({"ann": person((4, 4)), "bob": person((11, 11))}, code(14, 2), policy=PAUSING))
    (first,) = [line for line in week_lines(plan, date(2026, 3, 2)) if line.startswith("  f0")]
    assert first.replace("\u00a0", " ") == "  f0 Build: ann, bob; 4 Mar without ann"
