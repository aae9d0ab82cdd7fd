"""Support cases of the plan: what each piece takes, when it is done, and by whom."""

from __future__ import annotations

from datetime import date
from typing import Any

from requirements.support import CasePhase
from roadmap.audit import broken_rules, value
from roadmap.indexing import index_project
from roadmap.planner.build import build_plan
from roadmap.planner.options import Options
from roadmap.plans.document import Plan
from roadmap.plans.support import CaseLine
from roadmap.schedule import NOWHERE, Placement, Proof, Schedule, Status, Stopped
from tests.planner.plans import TRAIN
from tests.projects import SEGMENT, deal, project

TEAMS = {
    "core": {"name": "Core", "skill": "code", "people": 1},
    "fae": {"name": "Field", "skill": "fae", "people": 2},
}
BEFORE = {"phase": "evaluation", "gate": "evaluation", "skill": "fae", "effort": 3, "spread": 10}
AFTER = {"phase": "acceptance", "gate": "evaluation", "skill": "fae", "effort": 2, "spread": 5, "after": True}


def planned(*starts: int, works: tuple[dict[str, Any], ...] = (BEFORE,), count: int = 1, **fields: Any) -> Plan:
    """The plan of one deal that brings cases of these works; its pieces at these starts, none for an unserved deal.

    The evaluation is on Friday 2026-01-23, slot 14: work before it lies in [5, 15), work after it in [15, 20).
    """
    kinds, teams = [{"name": "Case", "count": count, "work": list(works)}], fields.pop("teams", TEAMS)
    made = project(
        segments={"isv": SEGMENT | {"support": kinds}},
        deals={"d": deal(gates={"evaluation": "2026-01-23"}, **fields)},
        teams=teams,
        releases={"R1": TRAIN},
    )
    indexed = index_project(made)
    placement = Placement(NOWHERE, starts, (0,) * len(starts)) if starts else None
    schedule = Schedule((placement,) if indexed.names.support else ())
    assert broken_rules(indexed.problem, schedule) == ()
    worth = value(indexed.problem, schedule)
    proof = Proof(Status.BEST_FOUND, Stopped.TIME, worth, worth)
    return build_plan(made, indexed, schedule, proof=proof, options=Options(), solver="0")


def days(line: CaseLine) -> tuple[str, str, str, str, str | None, str | None]:
    """Window, customary days and planned days of a piece, as months and days."""
    window = [line.earliest, line.latest, line.customary_first, line.customary_last]
    first, last = (None if day is None else f"{day:%m-%d}" for day in (line.first, line.last))
    one, two, three, four = (f"{day:%m-%d}" for day in window)
    return one, two, three, four, first, last


def test_a_piece_states_its_window_its_customary_days_and_its_planned_days() -> None:
    (line,) = planned(6).support
    # Slot 5 is Monday 12, slot 14 Friday 23. Nobody plans: slots 12 to 14. Planned: slots 6 to 8.
    assert days(line) == ("01-12", "01-23", "01-21", "01-23", "01-13", "01-15")
    assert (line.deal, line.case, line.number, line.phase) == ("d", "Case", 1, CasePhase.EVALUATION)
    assert (line.skill, line.crew, line.effort, line.days) == ("fae", 1, 3, 3)


def test_work_after_a_gate_is_customarily_done_right_after_it() -> None:
    (line,) = planned(17, works=(AFTER,)).support
    # Slot 15 is Monday 26, slot 19 Friday 30; nobody plans: slots 15 and 16; planned: 17 and 18.
    assert days(line) == ("01-26", "01-30", "01-26", "01-27", "01-28", "01-29")


def test_the_cases_of_an_unserved_deal_are_listed_without_days() -> None:
    (line,) = planned().support
    assert (line.first, line.last, line.people) == (None, None, [])
    assert line.customary_first == date(2026, 1, 21)
    assert planned().deals[0].kept == 0
    assert planned(6).deals[0].kept == 100  # 200 at a win rate of 1/2


def test_people_are_named_and_do_one_thing_at_a_time() -> None:
    # Two cases at once need both FAE; the third follows.
    lines = planned(5, 5, 8, count=3).support
    assert [line.number for line in lines] == [1, 2, 3]
    assert {tuple(line.people) for line in lines[:2]} == {("fae-1",), ("fae-2",)}
    assert len(lines[2].people) == 1


def test_a_share_kept_for_other_things_makes_a_piece_longer() -> None:
    reserved = TEAMS | {"fae": {"name": "Field", "skill": "fae", "people": 2, "reserved": "25%"}}
    (line,) = planned(5, teams=reserved).support
    assert (line.effort, line.days) == (3, 4)  # 3 / 0.75


def test_work_of_cases_counts_in_the_load_of_their_skill() -> None:
    plan = planned(5, 5, count=2)
    weeks = next(skill for skill in plan.skills if skill.id == "fae").weeks
    # 2 people x 3 days in the week from 12 January.
    assert [week.used for week in weeks[:3]] == [0, 6, 0]


def test_a_deal_without_cases_has_no_lines() -> None:
    assert planned(cases=0).support == []
