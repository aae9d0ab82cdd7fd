"""Dates and slots: the boundaries that every other module relies on."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadmap.calendar import Calendar, build_calendar

FRIDAY, SATURDAY, SUNDAY, MONDAY, TUESDAY = (date(2026, 6, day) for day in (5, 6, 7, 8, 9))
JUNE = build_calendar(date(2026, 6, 1), date(2026, 6, 30))  # 1 June 2026 is a Monday; 22 working days


def test_weekends_are_off_without_a_country() -> None:
    assert [day.day for day in JUNE.working[:7]] == [1, 2, 3, 4, 5, 8, 9]
    assert len(JUNE.working) == 22
    assert not JUNE.is_working(SATURDAY)


def test_days_outside_the_calendar_are_not_worked() -> None:
    assert not JUNE.is_working(date(2026, 5, 29))
    assert not JUNE.is_working(date(2026, 7, 1))


def test_both_ends_belong_to_the_calendar() -> None:
    assert build_calendar(MONDAY, MONDAY).working == (MONDAY,)
    assert build_calendar(TUESDAY, MONDAY).working == ()
    assert build_calendar(TUESDAY, MONDAY, country="CN").working == ()


def test_a_calendar_with_every_day_off_has_no_working_day() -> None:
    calendar = build_calendar(MONDAY, TUESDAY, days_off=[MONDAY, TUESDAY])
    assert calendar.working == ()
    assert calendar.next_working(MONDAY) is None


def test_the_next_working_day_is_the_day_itself_or_the_one_after_the_weekend() -> None:
    assert JUNE.next_working(FRIDAY) == FRIDAY
    assert JUNE.next_working(SATURDAY) == MONDAY
    assert JUNE.next_working(date(2026, 7, 1)) is None


def test_a_day_off_has_the_slot_of_the_next_working_day() -> None:
    assert JUNE.slot(FRIDAY, FRIDAY) == 0
    assert JUNE.slot(SATURDAY, FRIDAY) == 1
    assert JUNE.slot(MONDAY, FRIDAY) == 1
    assert JUNE.slot(date(2026, 6, 4), FRIDAY) == -1


def test_slot_zero_is_the_first_working_day_at_or_after_the_origin() -> None:
    assert JUNE.day(0, SATURDAY) == MONDAY
    assert JUNE.slot(MONDAY, SATURDAY) == 0
    assert JUNE.slot(SATURDAY, SATURDAY) == 0
    assert JUNE.day(-1, SATURDAY) == FRIDAY


def test_a_limit_is_the_exclusive_end_and_includes_the_day_itself() -> None:
    # Work in slots [0, 2) from Friday fills Friday and Monday, so it is done by the end of Monday.
    assert JUNE.limit(MONDAY, FRIDAY) == 2
    assert JUNE.limit(FRIDAY, FRIDAY) == 1
    assert JUNE.limit(SUNDAY, FRIDAY) == 1  # nothing is worked on the weekend
    assert JUNE.limit(date(2026, 6, 4), FRIDAY) == 0  # the day before: no work fits
    assert JUNE.limit(date(2026, 6, 3), FRIDAY) == -1


def test_a_limit_on_a_worked_day_is_its_slot_plus_one_and_on_a_day_off_its_slot() -> None:
    assert JUNE.limit(MONDAY, FRIDAY) == JUNE.slot(MONDAY, FRIDAY) + 1
    assert JUNE.limit(SUNDAY, FRIDAY) == JUNE.slot(SUNDAY, FRIDAY)


@pytest.mark.parametrize("slot", [-1, 22])
def test_a_slot_outside_the_calendar_is_an_index_error(slot: int) -> None:
    with pytest.raises(IndexError):
        JUNE.day(slot, date(2026, 6, 1))


def test_adding_working_days_skips_weekends_both_ways() -> None:
    assert JUNE.add(FRIDAY, 0) == FRIDAY
    assert JUNE.add(FRIDAY, 1) == MONDAY
    assert JUNE.add(MONDAY, -1) == FRIDAY
    assert JUNE.add(SATURDAY, 1) == MONDAY  # from a day off the count begins at the last day worked
    assert JUNE.add(SATURDAY, 0) == FRIDAY


def test_adding_stays_within_the_calendar() -> None:
    assert JUNE.add(FRIDAY, 1000) == date(2026, 6, 30)
    assert JUNE.add(FRIDAY, -1000) == date(2026, 6, 1)


def test_days_between_counts_the_first_day_and_not_the_last() -> None:
    assert JUNE.days_between(FRIDAY, FRIDAY) == 0
    assert JUNE.days_between(FRIDAY, MONDAY) == 1
    assert JUNE.days_between(FRIDAY, TUESDAY) == 2
    assert JUNE.days_between(SATURDAY, MONDAY) == 0
    assert JUNE.days_between(TUESDAY, FRIDAY) == -2


YEAR = build_calendar(date(2026, 1, 1), date(2026, 12, 31), country="CN")
days = st.dates(YEAR.first, YEAR.last)


@given(origin=days, day=st.sampled_from(YEAR.working))
def test_the_day_of_a_slot_and_the_slot_of_a_working_day_are_inverse(origin: date, day: date) -> None:
    assert YEAR.day(YEAR.slot(day, origin), origin) == day


@given(origin=days, day=days)
def test_the_slot_of_any_day_is_that_of_the_next_working_day(origin: date, day: date) -> None:
    worked = YEAR.next_working(day)
    if worked is not None:
        assert YEAR.day(YEAR.slot(day, origin), origin) == worked


@given(first=days, last=days)
def test_a_limit_is_the_slot_of_the_day_after(first: date, last: date) -> None:
    assert YEAR.limit(last, first) == YEAR.slot(last + timedelta(days=1), first)


@given(first=days, last=days)
def test_days_between_counts_what_is_worked(first: date, last: date) -> None:
    counted = sum(YEAR.is_working(first + timedelta(days=n)) for n in range(max((last - first).days, 0)))
    assert max(YEAR.days_between(first, last), 0) == counted
    assert YEAR.days_between(first, last) == -YEAR.days_between(last, first)


@given(day=st.sampled_from(YEAR.working[60:-60]), count=st.integers(-50, 50))
def test_adding_moves_by_as_many_working_days(day: date, count: int) -> None:
    assert YEAR.days_between(day, YEAR.add(day, count)) == count


@given(
    off=st.sets(days, max_size=10),
    on=st.sets(days, max_size=10),
)
def test_every_override_holds(off: set[date], on: set[date]) -> None:
    calendar = build_calendar(YEAR.first, YEAR.last, days_off=off, working_days=on)
    assert all(calendar.is_working(day) for day in on)
    assert not any(calendar.is_working(day) for day in off - on)
    untouched = [day for day in calendar.working if day not in off | on]
    assert all(day.weekday() < 5 for day in untouched)
    assert isinstance(calendar, Calendar)
