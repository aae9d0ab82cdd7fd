"""The working days of a country, against a second source and by hand."""

from __future__ import annotations

from datetime import date, timedelta

import chinese_calendar
import pytest

from roadmap.calendar import build_calendar


def test_every_day_of_china_from_2024_to_2026_agrees_with_chinesecalendar() -> None:
    calendar = build_calendar(date(2024, 1, 1), date(2026, 12, 31), country="CN")
    days = [date(2024, 1, 1) + timedelta(days=count) for count in range(366 + 365 + 365)]
    assert days[-1] == date(2026, 12, 31)
    assert [day for day in days if calendar.is_working(day) != chinese_calendar.is_workday(day)] == []


def test_a_make_up_saturday_is_worked_and_its_monday_is_not() -> None:
    # Spring Festival 2026: Monday 23 February is off, Saturday 28 February is worked instead.
    calendar = build_calendar(date(2026, 2, 1), date(2026, 3, 31), country="CN")
    assert date(2026, 2, 28).weekday() == 5
    assert calendar.is_working(date(2026, 2, 28))
    assert not calendar.is_working(date(2026, 2, 23))
    assert calendar.next_working(date(2026, 2, 14)) == date(2026, 2, 14)  # a worked Saturday before the festival
    assert calendar.next_working(date(2026, 2, 15)) == date(2026, 2, 24)


def test_a_make_up_day_in_the_year_before_its_holiday_is_known() -> None:
    # Saturday 29 December 2018 was worked for Monday 31 December 2018, part of New Year 2019.
    calendar = build_calendar(date(2018, 12, 24), date(2018, 12, 31), country="CN")
    assert calendar.is_working(date(2018, 12, 29))
    assert not calendar.is_working(date(2018, 12, 31))


def test_years_without_published_make_up_days_are_provisional() -> None:
    assert build_calendar(date(2024, 1, 1), date(2026, 12, 31), country="CN").provisional == ()
    # Far enough ahead to hold when the package learns of further years.
    assert build_calendar(date(2090, 5, 1), date(2092, 2, 1), country="CN").provisional == (2090, 2091, 2092)


def test_a_year_with_hand_stated_working_days_is_not_provisional() -> None:
    calendar = build_calendar(date(2090, 1, 1), date(2091, 12, 31), country="CN", working_days=[date(2090, 1, 7)])
    assert calendar.provisional == (2091,)


@pytest.mark.parametrize("country", [None, "US", "DE", "BG"])
def test_countries_that_exchange_no_weekends_are_never_provisional(country: str | None) -> None:
    assert build_calendar(date(2090, 1, 1), date(2090, 12, 31), country=country).provisional == ()


def test_a_weekend_of_friday_and_saturday_is_respected() -> None:
    # Saudi Arabia: Sunday 11 January 2026 is worked, Friday 9 and Saturday 10 are not.
    calendar = build_calendar(date(2026, 1, 8), date(2026, 1, 11), country="SA")
    assert calendar.working == (date(2026, 1, 8), date(2026, 1, 11))


def test_a_country_whose_holidays_build_on_another_is_found() -> None:
    # American Samoa keeps the holidays of the United States: 4 July 2025 is a Friday.
    calendar = build_calendar(date(2025, 7, 3), date(2025, 7, 7), country="AS")
    assert calendar.working == (date(2025, 7, 3), date(2025, 7, 7))


@pytest.mark.parametrize("country", ["XX", "", "cn", "../x"])
def test_an_unknown_country_is_a_lookup_error(country: str) -> None:
    with pytest.raises(LookupError):
        build_calendar(date(2026, 1, 1), date(2026, 12, 31), country=country)


def test_working_days_win_over_days_off_which_win_over_the_country() -> None:
    saturday, holiday, plain = date(2026, 1, 10), date(2026, 1, 1), date(2026, 1, 6)
    calendar = build_calendar(
        date(2026, 1, 1),
        date(2026, 1, 11),
        country="CN",
        days_off=[plain, holiday, saturday, date(2026, 1, 4)],  # 4 January 2026 is a make-up Sunday
        working_days=[holiday, saturday],
    )
    assert calendar.is_working(holiday)
    assert calendar.is_working(saturday)
    assert not calendar.is_working(plain)
    assert not calendar.is_working(date(2026, 1, 4))


def test_overrides_outside_the_calendar_change_nothing() -> None:
    first, last = date(2026, 6, 1), date(2026, 6, 7)
    stated = build_calendar(first, last, days_off=[date(2026, 6, 8)], working_days=[date(2026, 5, 31)])
    assert stated.working == build_calendar(first, last).working
    assert len(stated.working) == 5


def test_fifteen_years_can_be_built() -> None:
    calendar = build_calendar(date(2026, 1, 1), date(2040, 12, 31), country="CN")
    assert {day.year for day in calendar.working} == set(range(2026, 2041))
    assert calendar.working == tuple(sorted(set(calendar.working)))
