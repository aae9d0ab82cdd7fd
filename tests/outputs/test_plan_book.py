"""The workbook of a whole plan: every line of the plan is in it, typed, and nothing in it is a formula."""

from __future__ import annotations

import io
from datetime import datetime

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from requirements.language import speak
from roadmap.operations.telling.export import export
from roadmap.views.books.input_words import column_word, sheet_word
from tests.outputs.poison import PAYLOADS, poisoned
from tests.sample_plan import sample_plan

PLAN = sample_plan()


def sheets(plan: object = PLAN) -> dict[str, Worksheet]:
    book = load_workbook(io.BytesIO(export(plan, "workbook")))  # type: ignore[call-overload]
    return {sheet.title: sheet for sheet in book.worksheets}


def test_every_line_of_the_plan_is_a_row() -> None:
    rows = {name: sheet.max_row - 1 for name, sheet in sheets().items()}
    assert rows["Deals"] == len(PLAN.deals)
    assert rows["Gates"] == sum(len(deal.gates) for deal in PLAN.deals)
    assert rows["Needs"] == sum(len(deal.needs) for deal in PLAN.deals)
    assert rows["Features"] == len(PLAN.features)
    assert rows["Work"] == sum(len(feature.work) for feature in PLAN.features)
    assert rows["Releases"] == len(PLAN.releases)
    assert rows["Capabilities"] == len(PLAN.capabilities)
    assert rows["Not planned"] == len(PLAN.unplanned)


def test_days_and_amounts_are_typed_and_the_header_stays_with_its_filter() -> None:
    for sheet in list(sheets().values())[:-1]:
        assert sheet.freeze_panes == "A2"
        assert sheet.auto_filter.ref == sheet.dimensions
    work = sheets()["Work"]
    heads = [cell.value for cell in work[1]]
    first, days = (work[2][heads.index(name)].value for name in ("First day", "Person-days"))
    assert isinstance(first, datetime)
    assert isinstance(days, int | float)


@pytest.mark.parametrize("payload", [*PAYLOADS, "=1+1", "+cmd|' /C calc'!A0", "@SUM(A1)"])
def test_no_text_becomes_a_formula_and_no_row_is_lost(payload: str) -> None:
    found = sheets(poisoned(PLAN, payload))
    assert [sheet.max_row for sheet in found.values()] == [sheet.max_row for sheet in sheets().values()]
    cells = [cell for sheet in found.values() for row in sheet.iter_rows() for cell in row]
    assert not [cell.coordinate for cell in cells if cell.data_type == "f"]


def test_the_headings_are_in_the_language_in_force() -> None:
    speak("zh_CN")
    try:
        assert {"商机", "节点", "需求", "研发项", "版本"} <= set(sheets())
    finally:
        speak("en")


def test_the_dates_and_the_people_of_a_workbook_are_headed_as_such_in_chinese() -> None:
    """Of `From` and `To`, which also name the skills of a move, and of `People`, which also is their number."""
    speak("zh_CN")
    try:
        words = [column_word(name) for name in ("first", "last", "started", "done")]
        assert [*words, sheet_word("people")] == ["开始", "结束", "开始日期", "完成日期", "人员"]
    finally:
        speak("en")
