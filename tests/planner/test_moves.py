"""Moves to second lines, from the folder to the plan. Plans are first plans, made without a solver."""

from __future__ import annotations

import random
import threading
import time
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from roadmap.folder.project import Project
from roadmap.indexing import index_project
from roadmap.planner import Options, make_plan
from roadmap.planner.lines.engineering.move_lines import moves_as_integers
from roadmap.planner.moves.chosen import choose_moves, moves_of, with_moves, with_moves_of
from roadmap.planner.moves.lacking import on_hand, wanted
from roadmap.planner.moves.late import with_late_moves
from roadmap.planner.moves.paying import leaner, worth_of
from roadmap.planner.stored import beginning
from roadmap.planner.stored.beginning import Stored, begin_with
from roadmap.plans.document import Plan
from roadmap.plans.engineering.moves import same_moves
from roadmap.problem import Problem
from roadmap.schedule import Proof, Schedule, Status, Stopped
from roadmap.solver.board import Board
from roadmap.solver.construct.decoder import Decoder
from roadmap.solver.construct.orders import first_plan
from roadmap.solver.outcome import Outcome, Search
from roadmap.supply.second_line import SecondLine
from tests.projects import deal, feature, project

MOVES = {"notice": 5, "least_weeks": 2, "training_days": 3}
LINE: dict[str, Any] = {"skill": "fae", "proficiency": "80%", "training": "course"}
COURSE = feature(
    {"phase": "build", "skill": "fae", "effort": 2}, {"phase": "enable", "skill": "fae", "effort": 3}, team="field"
)
CASE = {
    "name": "Case",
    "work": [{"phase": "evaluation", "gate": "evaluation", "skill": "fae", "effort": 10, "spread": 15}],
}
GATE = "2026-03-06"
"""Friday, slot 44: cases lie in the 15 slots from 30 to 44."""


def folder(*, line: dict[str, Any] | None = None, **more: Any) -> Project:
    """Two AE with nothing to do, one FAE, and three deals of 100 that take an FAE for ten days before a gate."""
    lines = [LINE | (line or {})]
    header = {"policy": {"moves": MOVES}} | more.pop("header", {})
    sections: dict[str, Any] = {
        "header": header,
        "teams": {
            "apps": {"name": "AE", "skill": "ae", "people": 2, "second_lines": lines},
            "field": {"name": "FAE", "skill": "fae", "people": 1},
        },
        "capabilities": {"api": {"name": "Course", "kind": "knowledge"}},
        "features": {"course": COURSE},
        "releases": {"R1": {"freeze": "2026-03-20", "ship": "2026-03-27"}},
        "deals": {f"d{n}": deal(gates={"evaluation": GATE}, support=[CASE]) for n in range(3)},
    }
    return project(**(sections | more))


def first(problem: Problem, _search: Search, **_unheard: object) -> Outcome:
    """A search that ends with the first plan."""
    board = Board(problem, began=time.monotonic(), deadline=time.monotonic() + 60, tell=lambda _: None)
    if not any(feature.planned for feature in problem.features):
        board.offer(Schedule((None,) * len(problem.features)), "empty")
    first_plan(board, decoder=Decoder(problem, board.windows, valuation=board.valuation))
    return Outcome(board.schedule, Proof(Status.BEST_FOUND, Stopped.TIME, board.value, None), "first plan")


def planned(made: Project, start: Plan | None = None) -> Plan:
    plan = make_plan(
        made,
        Options(),
        observe=lambda _: None,
        save=lambda _: None,
        stop=threading.Event(),
        solver=first,
        start=start,
    ).plan
    assert plan is not None
    return plan


def test_a_deal_more_is_served_by_somebody_who_helps_out() -> None:
    plan = planned(folder())
    # Three cases of ten days in 15 slots are two FAE; one is there. An AE at 80 % takes 10 / 0.8 = 12.5, 13 days.
    # The second AE would have 20 % of a person to do, and stays.
    (move,) = plan.moves
    assert (move.person, move.own, move.skill, move.lacking, move.spare) == ("apps-1", "ae", "fae", 1, 2)
    # In the second line from slot 30, Monday 16 February, to the gate; three days of training before, notice before.
    assert (move.first, move.last) == (date(2026, 2, 16), date(2026, 3, 6))
    assert (move.away, move.agree) == (date(2026, 2, 11), date(2026, 2, 4))
    # The course takes 2 + 3 days of the FAE and must end before slot 27; it goes as early as it can.
    assert (move.training, move.trained) == ("course", date(2026, 1, 9))
    assert move.person_days == 13
    (carried,) = move.deals
    assert next(line.people for line in plan.support if line.deal == carried) == ["apps-1"]
    assert plan.headline.value == 200
    assert planned(replace(folder(), moves=())).headline.value == 100


def test_a_move_that_does_not_pay_is_not_made() -> None:
    # At 60 % ten days take 17, more than the 15 that there are.
    assert planned(folder(line={"proficiency": "60%"})).moves == []


def test_nobody_is_moved_without_second_lines_or_without_training() -> None:
    assert with_moves(folder(teams={"apps": {"name": "AE", "skill": "ae", "people": 2}})).moves == ()
    assert planned(folder(pins=[{"feature": "course", "planned": False}])).moves == []


def test_a_move_without_time_for_its_training_is_not_made() -> None:
    long = feature({"phase": "enable", "skill": "fae", "effort": 40}, team="field")
    # Trained from slot 40 on, with three days of training, an AE has 2 of 15 days left.
    assert planned(folder(features={"course": long})).moves == []


def test_who_was_trained_before_the_plan_leaves_without_training() -> None:
    done = {"started": "2025-12-01", "done": "2025-12-12"}
    (move,) = planned(folder(progress={"course": {"items": {"build": done, "enable": done}}})).moves
    assert (move.away, move.first, move.trained) == (date(2026, 2, 16), date(2026, 2, 16), None)


def test_what_is_wanted_is_spread_over_its_days_in_full_or_by_probability() -> None:
    made = folder()
    indexed = index_project(made)
    # Three cases of ten days over 15 slots: 30 / 15 = 2 people; by a win probability of 1/2 one.
    assert wanted(made, indexed, weighted=False)["fae"][29:46] == [0, *[200] * 15, 0]
    assert wanted(made, indexed, weighted=True)["fae"][29:46] == [0, *[100] * 15, 0]
    assert (set(on_hand(indexed)["ae"]), set(on_hand(indexed)["fae"])) == ({200}, {100})


def test_planning_again_keeps_what_was_agreed() -> None:
    plan = planned(folder())
    # On 5 February the notice of the move, the 4th, is past: there is no time for a new one to be agreed before the
    # 12th, and yet it stays as it was.
    done = {"started": "2026-01-05", "done": "2026-01-09"}
    later = folder(
        header={"as_of": "2026-02-05", "policy": {"moves": MOVES | {"notice": 20}}},
        progress={"course": {"items": {"build": done, "enable": done}}},
    )
    again = planned(later, plan)
    (move,) = again.moves
    assert (move.agreed, move.away, move.first, move.last) == (
        True,
        date(2026, 2, 11),
        date(2026, 2, 16),
        date(2026, 3, 6),
    )
    assert again.headline.value == 200
    assert planned(later).moves == []


def test_an_agreed_move_that_no_plan_can_hold_is_let_go() -> None:
    plan = planned(folder())
    # The course was not begun, and its five days do not fit before the 11th, when training was to begin.
    later = folder(header={"as_of": "2026-02-06", "policy": {"moves": MOVES}})
    (move,) = planned(later, plan).moves
    # Another one takes its place: the course on 6 to 12 February, five days of notice on the same, three of training.
    assert (move.agreed, move.away, move.first) == (False, date(2026, 2, 13), date(2026, 2, 18))


def test_a_move_whose_training_is_late_is_made_once_the_training_is_over() -> None:
    plan = planned(folder())
    # Nothing was begun: the course takes 6 to 12 February, which is time for notice; three days of training; then the
    # thirteen days to the gate that a case takes at 80 %.
    begun = begin_with(Stored(plan, "plan.json"), folder(header={"as_of": "2026-02-06", "policy": {"moves": MOVES}}))
    assert begun is not None
    (move,) = begun.project.moves or ()
    assert (move.agreed, move.away, move.first) == (False, date(2026, 2, 13), date(2026, 2, 18))
    assert (plan.headline.value, begun.worth) == (200, 200)


def test_a_plan_goes_on_without_a_move_that_would_be_too_short_once_people_are_trained() -> None:
    # From 13 February on the training is over on the 19th, and the move would begin on the 25th: 8 days of 10.
    begun = begin_with(
        Stored(planned(folder()), "plan.json"), folder(header={"as_of": "2026-02-13", "policy": {"moves": MOVES}})
    )
    assert begun is not None
    assert (begun.project.moves, begun.worth) == ((), 100)


@pytest.mark.parametrize("as_of", ["2026-01-12", "2026-02-02", "2026-02-06", "2026-02-13"])
def test_of_the_ways_to_go_on_with_moves_the_one_that_is_worth_most_is_taken_in_whatever_order_they_come(
    as_of: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    stored, later = Stored(planned(folder()), "plan.json"), folder(header={"as_of": as_of, "policy": {"moves": MOVES}})
    ways = list(with_late_moves(stored.plan, later))
    begun = [begin_with(stored, replace(way, moves=way.moves or ())) for way in ways]
    most = max(one.worth for one in begun if one is not None)
    for order in (ways, ways[::-1]):
        monkeypatch.setattr(beginning, "with_late_moves", lambda *_, order=order: order)
        found = begin_with(stored, later)
        assert found is not None
        assert found.worth == most


def test_moves_of_a_plan_are_read_back_as_far_as_people_and_lines_are_there() -> None:
    plan = planned(folder())
    assert moves_of(folder(), plan) == with_moves(folder()).moves
    assert with_moves_of(folder(), plan).moves == moves_of(folder(), plan)
    gone = folder(teams={"field": {"name": "FAE", "skill": "fae", "people": 1}})
    assert moves_of(gone, plan) == ()
    assert moves_of(folder(line={"skill": "qa"}), plan) == ()


def test_a_move_of_an_earlier_plan_that_breaks_the_rule_of_today_is_let_go() -> None:
    plan = planned(folder())
    longer = folder(header={"policy": {"moves": MOVES | {"least_weeks": 8}}})
    # Fifteen days were enough; now a move takes forty, of which the demand fills fifteen.
    assert planned(longer, plan).moves == []


@pytest.mark.parametrize("seed", range(12))
def test_plans_of_random_staff_keep_the_rule(seed: int) -> None:
    """The plan is checked move by move and person by person before it is saved."""
    chance = random.Random(seed)
    skills = ["ae", "fae", "qa"]
    teams = {}
    for skill in skills:
        others = chance.sample([other for other in skills if other != skill], chance.randint(0, 2))
        lines = [LINE | {"skill": other, "proficiency": f"{chance.randint(5, 10)}0%"} for other in others]
        teams[skill] = {"name": skill, "skill": skill, "people": chance.randint(1, 3), "second_lines": lines}
    cases = [
        {"phase": "evaluation", "gate": "evaluation", "skill": skill, "effort": chance.randint(3, 12), "spread": 15}
        for skill in skills
    ]
    days = ["2026-02-13", "2026-02-27", "2026-03-06", "2026-03-20"]
    deals = {
        f"d{n}": deal(
            gates={"evaluation": chance.choice(days)}, support=[{"name": "Case", "work": [chance.choice(cases)]}]
        )
        for n in range(10)
    }
    policy = {"notice": chance.randint(0, 10), "least_weeks": chance.randint(1, 3), "most_a_year": 2}
    course = feature({"phase": "enable", "skill": "fae", "effort": 3}, team="fae")
    made = folder(teams=teams, deals=deals, features={"course": course}, header={"policy": {"moves": policy}})
    plain = index_project(replace(made, moves=()))
    plan = planned(made)
    assert plan.headline.value >= planned(replace(made, moves=())).headline.value
    for weighted in (False, True):
        moves = choose_moves(made, plain, {"course": 3}, weighted=weighted)
        planned(replace(made, moves=moves))


def test_moves_from_one_skill_to_another_that_only_cost_are_left_out() -> None:
    made = folder()
    moves = with_moves(made).moves or ()
    worth = worth_of(made, moves)
    assert worth == 200
    # A field engineer who is an AE for the time of the cases serves nobody: without this move 100 more are earned.
    line = SecondLine.model_validate(LINE | {"skill": "ae"})
    away = replace(moves[0], person="field-1", own="fae", line=line)
    both = (*moves, away)
    assert worth_of(made, both) == 100
    assert leaner(made, both, 100) == moves
    # What was agreed stays, whatever it costs.
    agreed = (*moves, replace(away, agreed=True))
    assert leaner(made, agreed, 100) == agreed


def test_plans_with_the_same_moves_may_differ_in_what_is_done_there() -> None:
    (line,) = planned(folder()).moves
    assert same_moves([line], [line.model_copy(update={"person_days": 0, "deals": []})])
    assert not same_moves([line], [line.model_copy(update={"last": date(2026, 3, 13)})])
    assert not same_moves([line], [])


def test_a_training_that_no_plan_holds_counts_as_never_over() -> None:
    made = folder()
    moves = with_moves(made).moves
    moved = replace(made, moves=moves)
    indexed = index_project(moved)
    (one,), _rule = moves_as_integers(moved, indexed, Schedule((None,) * len(indexed.problem.features)))
    assert (one.trained, one.away) == (60, 27)
