from __future__ import annotations

from datetime import date, timedelta

import pytest

from requirements.chinese import places
from requirements.language import speak
from roadmap.views.chart.scale import (
    LABEL_WIDTH,
    MONTH_WIDTH,
    Scale,
    anchor,
    following_month,
    lanes,
    months,
    ticks,
    week_ticks,
)

# 100 days: 1 January to 10 April 2026
HUNDRED = Scale(date(2026, 1, 1), date(2026, 4, 10))


def test_a_day_begins_at_its_share_of_the_scale() -> None:
    assert HUNDRED.at(date(2026, 1, 1)) == "0.00%"
    assert HUNDRED.at(date(2026, 1, 31)) == "30.00%"
    assert HUNDRED.end(date(2026, 4, 10)) == "100.00%"


def test_a_period_includes_its_last_day() -> None:
    assert HUNDRED.width(date(2026, 1, 1), date(2026, 1, 1)) == "1.00%"
    assert HUNDRED.width(date(2026, 1, 1), date(2026, 1, 10)) == "10.00%"


def test_what_lies_outside_is_cut_at_the_edge() -> None:
    assert HUNDRED.at(date(2025, 12, 1)) == "0.00%"
    assert HUNDRED.at(date(2027, 1, 1)) == "100.00%"
    assert HUNDRED.width(date(2025, 12, 1), date(2026, 1, 5)) == "5.00%"


def test_months_include_both_ends() -> None:
    assert months(date(2026, 11, 30), date(2027, 1, 1)) == [date(2026, 11, 1), date(2026, 12, 1), date(2027, 1, 1)]


def test_a_short_scale_names_every_month_and_each_year_once() -> None:
    shown = ticks(Scale(date(2026, 11, 1), date(2027, 2, 28)))
    assert [(tick.label, tick.year) for tick in shown] == [("Nov", "’26"), ("Dec", ""), ("Jan", "’27"), ("Feb", "")]


def test_a_long_scale_names_the_first_month_of_each_quarter() -> None:
    shown = ticks(Scale(date(2026, 2, 1), date(2027, 5, 31)))  # 16 months
    assert [tick.label for tick in shown if tick.label] == ["Apr", "Jul", "Oct", "Jan", "Apr"]
    assert [tick.year for tick in shown if tick.year] == ["’26", "’27"]
    assert len(shown) == 16


def test_labels_that_would_overlap_get_lanes_of_their_own() -> None:
    assert lanes([]) == []
    assert lanes([(0, "R1"), (10, "R2"), (20, "R3")]) == [0, 0, 0]
    # ten characters are 12% wide and 1% apart: the second begins inside the first, the third right after it
    assert lanes([(0, "sdk-2026.1"), (5, "sdk-2026.2"), (13, "sdk-2026.3")]) == [0, 1, 0]


def test_a_label_near_the_edge_ends_at_its_place() -> None:
    # ten characters are 12% wide
    assert (anchor(88, "sdk-2026.1"), anchor(88.1, "sdk-2026.1")) == ("start", "end")
    assert anchor(70, "sdk-2026.1", each=3.1) == "end"
    assert lanes([(86, "sdk-2026.1"), (92, "sdk-2026.2")]) == [0, 1]


@pytest.mark.parametrize("language", ["en", "zh_CN"])
@pytest.mark.parametrize("first", [date(2026, month, 1) for month in (1, 4, 9, 12)])
@pytest.mark.parametrize("length", [100, 180, 365, 396, 550, 1200])
def test_no_name_on_an_axis_covers_another_or_reaches_out(language: str, first: date, length: int) -> None:
    scale = Scale(first, following_month(first + timedelta(days=length)) - timedelta(days=1))
    speak(language)
    try:
        axes = ((ticks(scale), MONTH_WIDTH), (week_ticks(scale), LABEL_WIDTH))
    finally:
        speak(None)
    for names, each in axes:
        free = 0.0
        for tick in names:
            if tick.label:
                begin, name = float(tick.at.rstrip("%")), f"{tick.year_before} {tick.label} {tick.year}".strip()
                assert begin >= free - 0.01
                free = begin + each * places(name)
        assert 0 < free <= 100.01
