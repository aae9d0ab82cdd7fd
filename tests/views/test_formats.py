from __future__ import annotations

import gettext
from collections.abc import Iterator
from datetime import date

import pytest

from requirements import language
from roadmap.views import formats


class Chinese(gettext.NullTranslations):
    """A catalogue of two entries, as the Chinese one will have them."""

    def info(self) -> dict[str, str]:
        return {"language": "zh_CN"}

    def gettext(self, message: str) -> str:
        return {"d MMM": "M月d日", "d MMM y": "y年M月d日"}.get(message, message)


@pytest.fixture
def chinese() -> Iterator[None]:
    before = language._current.set(Chinese())
    yield
    language._current.reset(before)


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


def test_money_in_chinese_counts_in_wan_and_yi(chinese: None) -> None:
    # 123,400 thousand = 1.234 x 10^8; 5,000 thousand = 500 x 10^4
    assert formats.money(123_400, "CNY") == "1.23\u00a0亿元"
    assert formats.figure(5_000) == "500\u00a0万"


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


def test_days_follow_the_language(chinese: None) -> None:
    assert formats.short_day(date(2026, 8, 14)) == "8月14日"
    assert formats.long_day(date(2026, 8, 14)) == "2026年8月14日"


def test_a_period_of_one_day_is_that_day() -> None:
    assert formats.span(date(2026, 8, 14), date(2026, 8, 14)) == "14\u00a0Aug"
    assert formats.span(date(2026, 8, 14), date(2026, 9, 1)) == "14\u00a0Aug – 1\u00a0Sep"
