"""Days as people write them: every form reads back to the same day, and what is two days is asked."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from requirements.reading.cells.canonical import Forms, days_as_text
from requirements.reading.cells.days import DayOrder, order_of, read_day
from requirements.reading.cells.doubt import Doubt, is_blank

SHANGHAI = ZoneInfo("Asia/Shanghai")
MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
HAN_MONTHS = ["一月", "二月", "三月", "四月", "五月", "六月", "七月", "八月", "九月", "十月", "十一月", "十二月"]
FULL_WIDTH = str.maketrans("0123456789-", "０１２３４５６７８９－")

FORMS: dict[str, Callable[[date], str]] = {
    "iso": date.isoformat,
    "slashes": lambda day: f"{day.year}/{day.month}/{day.day}",
    "dots": lambda day: f"{day.year}.{day.month}.{day.day}",
    "Chinese": lambda day: f"{day.year}年{day.month}月{day.day}日",
    "Chinese, spaced": lambda day: f"{day.year} 年 {day.month} 月 {day.day} 日",
    "compact": lambda day: f"{day:%Y%m%d}",
    "full width": lambda day: day.isoformat().translate(FULL_WIDTH),
    "named": lambda day: f"{day.day}/{MONTHS[day.month - 1]}/{day.year}",
    "named, short year": lambda day: f"{day.day:02}/{MONTHS[day.month - 1]}/{day:%y}",
    "named in Chinese": lambda day: f"{day.day}/{day.month}月/{day:%y}",
    "of a Chinese tracker": lambda day: f"{day.day:02}/{HAN_MONTHS[day.month - 1]}/{day:%y} 3:30 下午",
    "American": lambda day: f"{MONTHS[day.month - 1]} {day.day}, {day.year}",
    "with a clock": lambda day: f"{day.year}/{day.month}/{day.day} 0:00:00",
    "with half a clock": lambda day: f"{day.day:02}/{MONTHS[day.month - 1]}/{day:%y} 3:30 PM",
    "a weekday after it": lambda day: f"{day.isoformat()} 周三",
    "milliseconds": lambda day: str(int(datetime(day.year, day.month, day.day, tzinfo=SHANGHAI).timestamp() * 1000)),
    "a moment": lambda day: (
        datetime(day.year, day.month, day.day, tzinfo=SHANGHAI).astimezone(UTC).isoformat().replace("+00:00", "Z")
    ),
    "a moment of a tracker": lambda day: f"{day.isoformat()}T23:54:10.593+0800",
}
DAYS = st.dates(min_value=date(2001, 9, 10), max_value=date(2099, 12, 31))  # from here on 13 digits of milliseconds


@pytest.mark.parametrize("form", FORMS)
@given(day=DAYS)
def test_a_day_printed_in_any_form_reads_back(form: str, day: date) -> None:
    assert read_day(FORMS[form](day), zone=SHANGHAI) == day


@given(days=st.lists(DAYS, min_size=1, max_size=8), order=st.sampled_from(DayOrder))
def test_a_column_with_the_year_last_is_read_in_its_order_or_asked_about(days: list[date], order: DayOrder) -> None:
    form = "{0.day}/{0.month}/{0.year}" if order is DayOrder.DAY_FIRST else "{0.month}/{0.day}/{0.year}"
    texts = days_as_text([form.format(day) for day in days], Forms())
    for day, text in zip(days, texts, strict=True):
        assert text == day.isoformat() or (isinstance(text, Doubt) and text.code == "ambiguous-day")
    if any(day.day > 12 for day in days):
        assert texts == [day.isoformat() for day in days]
    stated = days_as_text([form.format(day) for day in days], Forms(order=order))
    assert stated == [day.isoformat() for day in days]


def test_columns_that_contradict_themselves_show_no_order() -> None:
    assert order_of(["13/5/2026", "5/13/2026", "3/1/2026"]) is None
    assert (order_of(["13/13/2026"]), order_of(["13/12/2026"])) == (None, DayOrder.DAY_FIRST)
    assert order_of(["13/5/2026 10:00", "3/1/2026"]) is DayOrder.DAY_FIRST


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("3/1/2017", "ambiguous-day"),
        ("3/1/17", "ambiguous-day"),
        ("30/4/17", "ambiguous-day"),  # 30 April 2017, or 17 April 2030
        ("2026-02-30", "no-such-day"),
        ("31/4/2026", "no-such-day"),
        ("45000", "excel-serial"),
        ("45000.0", "excel-serial"),
        ("60", "not-a-day"),
        ("0", "not-a-day"),
        ("2026-07", "not-a-day"),
        ("7月1日", "not-a-day"),
        ("Q3 2026", "not-a-day"),
        ("1899-01-01", "out-of-range"),
        ("1782777600000", "time-zone"),
        ("2026-06-30T16:00:00Z", "time-zone"),
    ],
)
def test_what_is_no_day_or_two_days_is_asked(text: str, code: str) -> None:
    found = read_day(text)
    assert isinstance(found, Doubt)
    assert found.code == code


def test_a_moment_is_the_day_of_its_zone() -> None:
    # 16:00 UTC is midnight in Shanghai, of the next day
    assert read_day("2026-06-30T16:00:00Z", zone=SHANGHAI) == date(2026, 7, 1)
    assert read_day("2018-05-14T23:54:10.593+0200", zone=SHANGHAI) == date(2018, 5, 15)
    assert read_day("1585929600000", zone=SHANGHAI) == date(2020, 4, 4)
    assert read_day("1585929600000", zone=ZoneInfo("UTC")) == date(2020, 4, 3)


@pytest.mark.parametrize("text", ["", " ", "待定", "TBD", "n/a", "N/A", "-", "——", "无"])
def test_words_for_nothing_are_blank(text: str) -> None:
    assert is_blank(text)


@pytest.mark.parametrize("text", ["0", "2026", "无锡", "Nanjing"])
def test_words_for_something_are_not_blank(text: str) -> None:
    assert not is_blank(text)
