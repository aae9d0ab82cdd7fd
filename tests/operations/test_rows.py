"""Tables: typed rows, plain values, data frames and notebooks."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest

import roadmap
from requirements.finding import Severity
from roadmap.comparing import compare_plans
from roadmap.plans import typed_rows
from roadmap.plans.notebook import MOST_ROWS, html_table
from tests.cli.command import small_plan


@dataclass(frozen=True)
class Inner:
    day: date


@dataclass(frozen=True)
class Sample:
    id: str
    severity: Severity
    inner: Inner
    days: tuple[date, ...]


ROWS = roadmap.TypedRows(
    [
        Sample("a", Severity.HINT, Inner(date(2026, 1, 5)), (date(2026, 1, 6),)),
        Sample("b", Severity.ERROR, Inner(date(2026, 1, 7)), ()),
    ]
)


def test_rows_stay_typed_and_records_are_plain() -> None:
    assert ROWS[0].inner.day == date(2026, 1, 5)
    assert ROWS.columns == ("id", "severity", "inner", "days")
    assert ROWS.records()[0] == {
        "id": "a",
        "severity": "hint",
        "inner": {"day": date(2026, 1, 5)},
        "days": [date(2026, 1, 6)],
    }


def test_lines_of_a_plan_are_rows_too() -> None:
    plan = small_plan()
    deals = roadmap.TypedRows(plan.deals)
    assert [deals.records()[0][name] for name in ("id", "status", "kept")] == ["d", "secured", plan.deals[0].kept]
    assert roadmap.TypedRows([]).records() == []
    assert roadmap.TypedRows([]).columns == ()


def test_a_frame_is_made_by_pandas() -> None:
    pandas = pytest.importorskip("pandas")
    frame = ROWS.to_frame()
    assert isinstance(frame, pandas.DataFrame)
    assert list(frame.columns) == list(ROWS.columns)
    assert list(frame["severity"]) == ["hint", "error"]


def test_polars_is_taken_where_it_is_asked_for_or_the_only_one(monkeypatch: pytest.MonkeyPatch) -> None:
    def frame(records: list[dict[str, Any]], **options: Any) -> tuple[str, int]:
        return "polars", len(records)

    monkeypatch.setitem(sys.modules, "polars", SimpleNamespace(DataFrame=frame))
    monkeypatch.setattr(typed_rows, "find_spec", lambda name: name if name == "polars" else None)
    assert ROWS.to_frame() == ("polars", 2)
    assert ROWS.to_frame("polars") == ("polars", 2)
    with pytest.raises(roadmap.RoadmapError, match="pandas"):
        ROWS.to_frame("pandas")


def test_without_either_a_frame_is_an_error_that_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(typed_rows, "find_spec", lambda _name: None)
    with pytest.raises(roadmap.RoadmapError, match="pandas, polars"):
        ROWS.to_frame()


HOSTILE = "<script>alert('&')</script>"


def test_everything_is_escaped_in_a_notebook() -> None:
    plan = small_plan(customer=HOSTILE)
    renamed = plan.model_copy(update={"name": HOSTILE, "deals": []})
    shown = [
        plan._repr_html_(),
        renamed._repr_html_(),
        compare_plans(plan, renamed)._repr_html_(),
        roadmap.TypedRows([Sample(HOSTILE, Severity.HINT, Inner(date(2026, 1, 5)), ())])._repr_html_(),
        html_table(HOSTILE, (HOSTILE,), [(HOSTILE,)]),
    ]
    assert all("<script" not in page for page in shown)
    assert sum("&lt;script&gt;" in page for page in shown) >= 4
    assert all(page.startswith("<table>") and page.endswith("</table>") for page in shown)


def test_a_notebook_shows_the_first_rows_and_how_many_more_there_are() -> None:
    page = html_table("c", ("n",), [(number,) for number in range(MOST_ROWS + 5)])
    assert page.count("<tr>") == 1 + MOST_ROWS + 1  # the heading, the rows, and what is left
    assert "+5" in page


def test_a_plan_shows_what_it_is_worth_and_its_deals() -> None:
    plan = small_plan()
    page = plan._repr_html_()
    assert f">{plan.headline.value:,}<" in page
    assert ">d</td>" in page
