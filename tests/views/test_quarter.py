from __future__ import annotations

from datetime import date

import pytest

from requirements.errors import RoadmapError
from roadmap.views.quarterly.quarter import (
    Quarter,
    QuarterFault,
    choose_quarter,
    coming_quarter,
    quarter_of,
    read_quarter,
)
from tests.sample_plan import sample_plan


@pytest.mark.parametrize("text", ["2026Q2", "2026q2", "2026-Q2", " 2026Q2 "])
def test_a_quarter_is_read_in_its_usual_forms(text: str) -> None:
    assert read_quarter(text) == Quarter(2026, 2)


@pytest.mark.parametrize(
    "text", ["", "2026", "Q2", "2026Q5", "2026Q0", "26Q2", "2026Q2x", "２０２６Q2", "0000Q1", "9999Q1"]
)
def test_anything_else_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(QuarterFault, match="2026Q2") as caught:
        read_quarter(text)
    assert isinstance(caught.value, RoadmapError)
    assert isinstance(caught.value, ValueError)


def test_a_quarter_holds_its_first_and_last_day_and_no_other() -> None:
    quarter = Quarter(2026, 4)
    assert (quarter.first, quarter.last) == (date(2026, 10, 1), date(2026, 12, 31))
    assert quarter.holds(date(2026, 10, 1))
    assert quarter.holds(date(2026, 12, 31))
    assert not quarter.holds(date(2026, 9, 30))
    assert not quarter.holds(date(2027, 1, 1))
    assert str(quarter.following) == "2027Q1"


@pytest.mark.parametrize(("month", "number"), [(1, 1), (3, 1), (4, 2), (9, 3), (12, 4)])
def test_every_month_is_in_its_quarter(month: int, number: int) -> None:
    assert quarter_of(date(2026, month, 15)) == Quarter(2026, number)


@pytest.mark.parametrize(
    ("as_of", "quarter"),
    [
        (date(2026, 4, 30), "2026Q2"),  # still its first month: one plans for what has just begun
        (date(2026, 5, 1), "2026Q3"),
        (date(2026, 6, 30), "2026Q3"),
        (date(2026, 11, 2), "2026Q4"),  # the next one is beyond the horizon
    ],
)
def test_the_coming_quarter_is_the_present_one_only_in_its_first_month(as_of: date, quarter: str) -> None:
    assert str(coming_quarter(as_of, date(2026, 12, 31))) == quarter


def test_a_quarter_the_plan_does_not_reach_is_refused() -> None:
    plan = sample_plan()  # 5 January to 30 June 2026
    assert choose_quarter(plan, "2026Q1") == Quarter(2026, 1)
    assert choose_quarter(plan, "2026Q2") == Quarter(2026, 2)
    with pytest.raises(QuarterFault, match=r"covers 2026Q1 to 2026Q2\. It does not contain 2026Q3"):
        choose_quarter(plan, "2026Q3")
    with pytest.raises(QuarterFault, match="2025Q4"):
        choose_quarter(plan, "2025Q4")


def test_the_quarter_may_be_left_out() -> None:
    assert choose_quarter(sample_plan(), None) == Quarter(2026, 2)  # as of 2 February
