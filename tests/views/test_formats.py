from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from fractions import Fraction

import pytest

from requirements import language
from roadmap.views import formats


@contextmanager
def in_chinese() -> Iterator[None]:
    before = language._current.get()
    language.speak("zh_CN")
    yield
    language._current.set(before)


@pytest.fixture
def chinese() -> Iterator[None]:
    with in_chinese():
        yield


def plain(text: str) -> str:
    return text.replace(formats.FIRM, " ")


@pytest.mark.parametrize(
    ("units", "english", "chinese"),
    [
        (0, "CNY 0", "0 元"),
        (450, "CNY 450", "450 元"),
        (2_400_000, "CNY 2.4 M", "240 万元"),
        (1_234_000, "CNY 1.234 M", "123.4 万元"),
        (1_234_567, "CNY 1,234,567", "123.4567 万元"),
        (36_000, "CNY 36 k", "3.6 万元"),
        (2_000_000_001, "CNY 2,000,000,001", "200,000.0001 万元"),
        (120_000_000, "CNY 120 M", "1.2 亿元"),
    ],
)
def test_amounts_of_deals_are_never_rounded(units: int, english: str, chinese: str) -> None:
    assert plain(formats.exact_money(Fraction(units, 1000), "CNY")) == english
    with in_chinese():
        assert plain(formats.exact_money(Fraction(units, 1000), "CNY")) == chinese


@pytest.mark.parametrize(
    ("thousands", "text"),
    [
        (0, "CNY 0"),
        (850, "CNY 850 k"),
        (1_250, "CNY 1.2 M"),
        (200_000, "CNY 200 M"),
        (123_400, "CNY 123.4 M"),
        (5_883_000, "CNY 5.9 bn"),
        (-1_500, "CNY −1.5 M"),
    ],
)
def test_money_names_its_currency_and_stays_short(thousands: int, text: str) -> None:
    assert formats.money(thousands, "CNY").replace(formats.FIRM, " ") == text


@pytest.mark.parametrize(
    ("thousands", "text"),
    [
        (0, "0"),
        (9, "9,000"),
        (10, "1 万"),  # ten thousand are one 万
        (5_000, "500 万"),
        (12_000, "1,200 万"),
        (99_990, "9,999 万"),
        (100_000, "1 亿"),  # 10^8
        (123_400, "1.23 亿"),
        (12_345_600, "123.5 亿"),
        (-1_500, "−150 万"),
    ],
)
def test_an_amount_in_chinese_has_one_unit_and_few_digits(chinese: None, thousands: int, text: str) -> None:
    assert plain(formats.figure(thousands)) == text


def test_money_in_chinese_names_the_currency_behind_the_amount(chinese: None) -> None:
    assert [plain(formats.money(123_400, unit)) for unit in ("CNY", "USD")] == ["1.23 亿元", "1.23 亿美元"]
    assert plain(formats.money(5, "CNY")) == "5,000 元"


def test_a_figure_leaves_the_currency_to_the_heading() -> None:
    assert formats.figure(80_300) == f"80.3{formats.FIRM}M"


@pytest.mark.parametrize(
    ("part", "whole", "text"), [(1, 2, "50%"), (0.031, 1, "3.1%"), (0, 5, "0%"), (1, 0, "–"), (-1, 20, "−5%")]
)
def test_a_share_has_a_decimal_only_below_ten_percent(part: float, whole: float, text: str) -> None:
    assert formats.percent(part, whole) == text


@pytest.mark.parametrize(("days", "text"), [(12, "+12 d"), (0, "0 d"), (-5, "−5 d")])
def test_slack_shows_its_sign(days: int, text: str) -> None:
    assert formats.working_days(days).replace(formats.FIRM, " ") == text


def test_days_are_written_day_first_and_never_broken_over_lines() -> None:
    assert formats.short_day(date(2026, 8, 14)) == "14\u00a0Aug"
    assert formats.long_day(date(2026, 8, 14)) == "14\u00a0Aug\u00a02026"
    assert formats.month(date(2026, 8, 14)) == "Aug"


def test_days_follow_the_language_and_the_place(chinese: None) -> None:
    day = date(2026, 8, 14)
    assert plain(formats.short_day(day)) == "8 月 14 日"
    assert plain(formats.long_day(day)) == "2026 年 8 月 14 日"
    assert (formats.short_table_day(day), formats.table_day(day)) == ("2026-08-14", "2026-08-14")
    assert plain(formats.span(day, date(2026, 9, 1))) == "8 月 14 日至 9 月 1 日"
    assert formats.table_span(day, date(2026, 9, 1)) == "2026-08-14 – 2026-09-01"
    assert [plain(formats.month_heading(date(2026, number, 1), number)) for number in (1, 2)] == [
        "2026 年 1 月",
        "2 月",
    ]
    assert plain(formats.quarter_of_year(day)) == "2026 年第三季度"


def test_english_writes_days_alike_in_tables_and_sentences() -> None:
    day = date(2026, 8, 14)
    assert (formats.short_table_day(day), formats.table_day(day)) == (formats.short_day(day), formats.long_day(day))
    assert plain(formats.quarter_of_year(day)) == "Q3 2026"


def test_a_period_of_one_day_is_that_day() -> None:
    assert formats.span(date(2026, 8, 14), date(2026, 8, 14)) == "14\u00a0Aug"
    assert formats.span(date(2026, 8, 14), date(2026, 9, 1)) == "14\u00a0Aug – 1\u00a0Sep"
