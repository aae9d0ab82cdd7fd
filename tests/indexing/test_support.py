"""Support cases in slots: which pieces lie within the plan, where, and how much of them."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from requirements.amounts.halves import Halves
from roadmap.indexing import Indexed, index_project
from roadmap.indexing.deals.support import Piece, support_pieces
from roadmap.problem import Demand, Feature
from tests.projects import SEGMENT, capability, deal, feature, project

HORIZON = 60
"""Slots of the test project: Monday 2026-01-05 is slot 0, Friday 2026-03-27 slot 59."""


def pieces(gates: dict[str, str], *works: dict[str, Any], as_of: str = "2026-01-05", **fields: Any) -> list[Piece]:
    """The pieces of one deal with these gates, in a segment with one kind of case, `count` (1) of it."""
    full = [{"phase": "evaluation", "gate": "evaluation", "skill": "code"} | work for work in works]
    kinds = [{"name": "Case", "count": fields.pop("count", 1), "work": full}]
    made = project(
        header={"as_of": as_of},
        segments={"isv": SEGMENT | {"support": kinds}},
        deals={"d": deal(gates=gates, **fields)},
    )
    horizon = made.calendar.limit(made.header.horizon, made.as_of)
    return list(support_pieces(made, origin=made.as_of, horizon=horizon).get("d", ()))


def spans(found: list[Piece]) -> list[tuple[int, int, Halves]]:
    """Earliest, latest and person-days of each piece."""
    return [(piece.earliest, piece.latest, piece.effort) for piece in found]


def test_work_before_a_gate_ends_by_the_end_of_its_day() -> None:
    # Friday 2026-01-23 is the 15th working day, slot 14: by its end is before slot 15, and 15 - 10 = 5.
    assert spans(pieces({"evaluation": "2026-01-23"}, {"effort": 4, "spread": 10})) == [(5, 15, 4)]


def test_work_after_a_gate_begins_the_day_after() -> None:
    assert spans(pieces({"evaluation": "2026-01-23"}, {"effort": 4, "spread": 10, "after": True})) == [(15, 25, 4)]


def test_a_gate_on_a_day_off_counts_to_the_working_day_before() -> None:
    # Sunday 2026-01-25: nobody works on it or on Saturday, so work ends by Friday's end.
    assert spans(pieces({"evaluation": "2026-01-25"}, {"effort": 4, "spread": 10})) == [(5, 15, 4)]


@pytest.mark.parametrize(
    ("gate", "expected"),
    [
        # The spread is 10 days, the work 4 person-days.
        ("2026-01-16", [(0, 10, 4)]),  # slots 0 to 10: just within
        ("2026-01-15", [(0, 9, 4)]),  # 9 of 10 days are left: 4 x 9 / 10 = 3.6, so 4
        ("2026-01-09", [(0, 5, 2)]),  # 5 of 10 days: 2
        ("2026-01-05", [(0, 1, 1)]),  # 1 of 10 days: 0.4, so 1
        ("2026-01-02", []),  # all of it lies in the past
    ],
)
def test_what_lies_in_the_past_is_done(gate: str, expected: list[tuple[int, int, int]]) -> None:
    assert spans(pieces({"evaluation": gate}, {"effort": 4, "spread": 10})) == expected


@pytest.mark.parametrize(
    ("gate", "expected"),
    [
        ("2026-03-27", [(50, 60, 4)]),  # the last day of the plan
        ("2026-04-03", [(55, 60, 2)]),  # 5 of 10 days lie within
        ("2026-04-10", []),
    ],
)
def test_what_lies_after_the_horizon_is_left_to_the_next_plan(gate: str, expected: list[tuple[int, int, int]]) -> None:
    assert spans(pieces({"evaluation": gate}, {"effort": 4, "spread": 10})) == expected


def test_slots_count_from_the_as_of_day() -> None:
    # As of Monday 2026-01-19 (slot 10 from the start), Friday 2026-01-23 is slot 4.
    found = pieces({"evaluation": "2026-01-23"}, {"effort": 4, "spread": 10}, as_of="2026-01-19")
    assert spans(found) == [(0, 5, 2)]  # half of the spread is past


def test_a_deal_brings_no_work_for_gates_it_lacks_or_has_passed() -> None:
    late = {"phase": "acceptance", "gate": "acceptance", "effort": 4, "spread": 10}
    both = ({"effort": 4, "spread": 10}, late)
    assert spans(pieces({"evaluation": "2026-01-23"}, *both)) == [(5, 15, 4)]
    gates = {"evaluation": "2026-01-23", "acceptance": "2026-02-20"}
    # 2026-02-20 is the 35th working day. A signed deal has its evaluation behind it.
    assert spans(pieces(gates, *both)) == [(5, 15, 4), (25, 35, 4)]
    assert spans(pieces(gates, *both, stage="won")) == [(25, 35, 4)]
    assert pieces(gates, *both, stage="lost") == []


def test_each_case_brings_each_piece() -> None:
    two = ({"effort": 4, "spread": 10}, {"effort": 2, "spread": 5})
    found = pieces({"evaluation": "2026-01-23"}, *two, count=2)
    assert [(piece.case, piece.number, piece.effort) for piece in found] == [
        ("Case", 1, 4),
        ("Case", 1, 2),
        ("Case", 2, 4),
        ("Case", 2, 2),
    ]
    assert pieces({"evaluation": "2026-01-23"}, *two, cases=0) == []


def test_a_market_without_templates_has_no_pieces() -> None:
    made = project(deals={"d": deal(gates={"evaluation": "2026-01-23"})})
    assert support_pieces(made, origin=date(2026, 1, 5), horizon=HORIZON) == {"d": ()}


def indexed_support(**entities: Any) -> Indexed:
    """The problem of a deal that brings two cases of 4 person-days within the slots [5, 15)."""
    work = {"phase": "evaluation", "gate": "evaluation", "skill": "code", "effort": 4, "spread": 10}
    segment = SEGMENT | {"support": [{"name": "Case", "count": 2, "work": [work | entities.pop("work", {})]}]}
    gates = {"evaluation": "2026-01-23", "design_in": "2026-02-06"}
    more = {"segments": {"isv": segment}, "deals": {"d": deal(gates=gates), "e": deal(gates=gates, cases=0)}}
    return index_project(project(**(more | entities)))


def test_a_deal_demands_its_support_work_which_lands_in_no_release() -> None:
    indexed = indexed_support()
    problem, names = indexed.problem, indexed.names
    assert names.support == ("d",)
    assert problem.features == (Feature(items=(0, 1), after=(), cost=0, lands=False),)
    assert [(item.earliest, item.latest, item.modes[0].days) for item in problem.items] == [(5, 15, 4), (5, 15, 4)]
    assert names.lines == (0, 1)
    first, second = problem.deals
    assert first.levels[0].demands == (Demand((0,), HORIZON),)
    assert all(level.demands == () for level in (*first.levels[1:], *second.levels))


def test_support_features_come_behind_those_that_have_an_id() -> None:
    indexed = indexed_support(features={"f": feature(), "g": feature()}, capabilities={"api": capability()})
    assert indexed.names.features == ("f", "g")
    assert [one.lands for one in indexed.problem.features] == [True, True, False]
    assert indexed.problem.deals[0].levels[0].demands == (Demand((2,), HORIZON),)


def test_what_people_keep_for_other_things_makes_a_piece_longer_up_to_its_window() -> None:
    def days(reserved: str, effort: int) -> int:
        teams = {"core": {"name": "Core", "skill": "code", "people": 1, "reserved": reserved}}
        return indexed_support(teams=teams, work={"effort": effort}).problem.items[0].modes[0].days

    assert days("0%", 4) == 4
    assert days("50%", 4) == 8  # 4 / 0.5
    assert days("50%", 6) == 10  # 12 would be too long for the 10 slots; the check of the folder warns


def test_two_people_on_a_piece_lose_a_little_to_each_other() -> None:
    teams = {"core": {"name": "Core", "skill": "code", "people": 2}}
    item = indexed_support(teams=teams, work={"crew": 2, "effort": 10}).problem.items[0]
    assert [(mode.crew, mode.days) for mode in item.modes] == [(2, 6)]  # 10 x 1.08 / 2 = 5.4


EVALUATION = {"evaluation": "2026-01-23"}  # the 15th working day
TEN = {"effort": 4, "spread": 10}  # slots 5 to 14


@pytest.mark.parametrize(
    ("told", "left"),
    [
        ([], [(0, 8, 4), (0, 8, 4)]),  # as of slot 7: 8 of 10 days are left, and 3.2 days up to a whole one
        ([{"case": "case", "done": "2026-01-13"}], []),
        ([{"case": "Case", "number": 2, "done": "2026-01-13"}], [(0, 8, 4)]),
        ([{"case": "Case", "number": 1, "remaining": 2.5}], [(0, 8, Fraction(5, 2)), (0, 8, 4)]),
        ([{"case": "Case", "skill": "other", "done": "2026-01-13"}], [(0, 8, 4), (0, 8, 4)]),
    ],
)
def test_what_is_told_of_a_case_is_what_is_left_of_it(told: list[dict[str, Any]], left: list[Any]) -> None:
    assert spans(pieces(EVALUATION, TEN, as_of="2026-01-14", count=2, support_progress=told)) == left


def test_a_case_that_runs_beyond_its_days_is_done_whenever_somebody_has_time() -> None:
    after = {"effort": 4, "spread": 10, "after": True}  # slots 15 to 24, which are over on 9 February
    told = [{"case": "Case", "started": "2026-02-02", "remaining": 3}]
    found = pieces(EVALUATION, after, as_of="2026-02-09", support_progress=told)
    assert (spans(found), found[0].started) == ([(0, 35, 3)], date(2026, 2, 2))
    assert spans(pieces(EVALUATION, after, as_of="2026-02-09")) == []
