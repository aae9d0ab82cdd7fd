"""Exports as people mutilate them: each is imported right or asked about, and never wrong in silence."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from requirements.deal import Deal
from requirements.errors import InputFault
from requirements.gate import Gate
from roadmap.folder.load import load_project
from tests.importing.imports import Company

HEADINGS = ["编号", "名称", "客户", "行业", "阶段", "金额(万元)", "送测日期", "签约日期"]
DEALS = [  # reference, name, ten thousands, evaluation, signing
    ("2026-001", "One", 120, date(2026, 3, 5), date(2026, 8, 5)),
    ("2026-002", "Two", 1_300, date(2026, 4, 21), date(2026, 9, 7)),
    ("2026-003", "Three", 368, date(2026, 5, 6), date(2026, 10, 13)),
    ("2026-004", "Four", 90, date(2026, 6, 18), date(2026, 11, 30)),
]
Rows = list[list[str]]
WIDE = str.maketrans("0123456789", "０１２３４５６７８９")
AMOUNTS: list[Callable[[int], str]] = [
    str,
    lambda n: f"{n}万",
    lambda n: f"¥{n * 10_000:,}",
    lambda n: f"{n}.00 万元",
    lambda n: f"{n:,}",
    lambda n: f"{n / 10_000}亿",
    lambda n: f"{n * 10}k",
    lambda n: f"{n:,}.00".replace(",", " "),
    lambda n: f"{n}.5",
]
DAY_FORMS: list[Callable[[date], str]] = [
    lambda day: f"{day.year}/{day.month}/{day.day}",
    lambda day: f"{day.year}年{day.month}月{day.day}日",
    lambda day: f"{day.year}.{day.month}.{day.day}",
    lambda day: f"{day:%Y%m%d}",
    date.isoformat,
    lambda day: f"{day.day}/{day.month}/{day.year}",
    lambda day: f"{day.month}/{day.day}/{day.year}",
    lambda day: f"{day:%d/%b/%y}",
    lambda day: f"{day.day}.{day.month}.{day.year}",
    lambda _day: "待定",
    lambda day: str((day - date(1899, 12, 30)).days),
]


def rows(amount: Callable[[int], str] = str, day: Callable[[date], str] = date.isoformat) -> Rows:
    """The sheet with amounts and days in a form."""
    return [HEADINGS] + [
        [ref, name, f"客户{ref[-1]}", "ISV", "商机", amount(worth), day(first), day(last)]
        for ref, name, worth, first, last in DEALS
    ]


def text(sheet: Rows, delimiter: str = ",") -> str:
    file = io.StringIO()
    csv.writer(file, delimiter=delimiter, lineterminator="\r\n").writerows(sheet)
    return file.getvalue()


def wide(*cells: str) -> list[str]:
    """A row with these cells, as long as the others."""
    return [*cells, *[""] * (len(HEADINGS) - len(cells))]


def swapped(sheet: Rows) -> Rows:
    return [[*row[4:], *row[:4]] for row in sheet]


MUTILATED: dict[str, Callable[[], str | bytes]] = {
    "a title above": lambda: text([wide("销售部 2026 年商机表"), wide("", "制表：李娜"), *rows()]),
    "blank rows everywhere": lambda: text([wide(), *(line for row in rows() for line in (row, wide()))]),
    "lines without cells": lambda: text(rows()).replace("\r\n", "\r\n\r\n"),
    "a total below": lambda: text([*rows(), wide("合计", "", "", "", "", "1878")]),
    "a total with its word elsewhere": lambda: text([*rows(), wide("", "总计：", "", "", "", "1878")]),
    "notes below": lambda: text([*rows(), wide(), wide("制表：李娜"), wide("机密，请勿外传")]),
    "a short footer": lambda: text(rows()) + '"Total"\r\n"Copyright (c) 2000-2026"\r\n',
    "subtotals between": lambda: text([*rows()[:3], wide("", "小计", "", "", "", "1420"), *rows()[3:]]),
    "two rows of headings": lambda: text(
        [[*HEADINGS[:6], "日期", ""], [*[""] * 6, "送测日期", "签约日期"], *rows()[1:]]
    ),
    "headings in other letters": lambda: text(
        [["编号 ", "名称", " 客户", "行业", "阶段", "金额（万元）", "送测日期", "签约日期"], *rows()[1:]]
    ),
    "columns in another order": lambda: text(swapped(rows())),
    "columns nobody asked for": lambda: text([[*row, "x,y", '"'] for row in rows()]),
    "empty columns at the end": lambda: text([[*row, "", ""] for row in rows()]),
    "semicolons": lambda: text(rows(), ";"),
    "tabs": lambda: text(rows(), "\t"),
    "a line that names the separator": lambda: "sep=;\r\n" + text(rows(), ";"),
    "Chinese bytes": lambda: text(rows()).encode("gb18030"),
    "two bytes a sign": lambda: text(rows()).encode("utf-16"),
    "a mark of byte order": lambda: text(rows()).encode("utf-8-sig"),
    "cells with line ends": lambda: text([HEADINGS, *([row[0], f"{row[1]}\n", *row[2:]] for row in rows()[1:])]),
    "mixed amounts": lambda: text([HEADINGS, *(
        [*row[:5], form(int(row[5])), *row[6:]]
        for row, form in zip(rows()[1:], AMOUNTS[:4], strict=True)
    )]),
    "mixed days": lambda: text([HEADINGS, *(
        [*row[:6], *(form(date.fromisoformat(day)) for day in row[6:])]
        for row, form in zip(rows()[1:], DAY_FORMS[:4], strict=True)
    )]),
    "days of Britain": lambda: text(rows(day=lambda day: f"{day.day}/{day.month}/{day.year}")),
    "days of America": lambda: text(rows(day=lambda day: f"{day.month}/{day.day}/{day.year} 12:00:00 AM")),
    "full-width digits": lambda: text(rows(amount=lambda n: str(n).translate(WIDE))),
    "grouped amounts": lambda: text(rows(amount=lambda n: f"{n:,}")),
    "rows in another order": lambda: text([HEADINGS, *reversed(rows()[1:])]),
}  # fmt: skip
ASKED: dict[str, tuple[Callable[[], str | bytes], str]] = {
    "days in doubt": (lambda: text([HEADINGS, [*rows()[1][:6], "3/5/2026", ""]]), "ambiguous-day"),
    "days as numbers": (lambda: text(rows(day=lambda day: str((day - date(1899, 12, 30)).days))), "excel-serial"),
    "two deals of one number": (lambda: text([*rows(), [*rows()[1][:5], "7", "", ""]]), "duplicate-id"),
    "a row without its number": (lambda: text([*rows()[:2], ["", *rows()[2][1:]], *rows()[3:]]), "missing-field"),
    "a row that broke": (lambda: text(rows()).replace("Two,", "Two\r\n", 1), "csv-ragged"),
    "a quote that was not closed": (lambda: text(rows()).replace("Two", '"Two', 1), "csv-quote"),
    "a heading that was renamed": (lambda: text(rows()).replace("阶段", "进展"), "import-column"),
    "a heading that stands twice": (
        lambda: text([[*HEADINGS, "名称"], *([*row, row[1] + "!"] for row in rows()[1:])]), "duplicate-key"),
    "yuan in a column of ten thousands": (lambda: text(rows(amount=lambda n: f"¥{n}")), "ambiguous-number"),
    "bytes of another continent": (
        lambda: text(rows()).replace("One", "Zo\u00e9").encode("gb18030").replace(b"Zo", b"\xff\xff"), "encoding"),
    "errors of a spreadsheet": (lambda: text(rows()).replace("120", "#REF!", 1), "not-a-number"),
}  # fmt: skip


def brought(folder: Path, content: str | bytes) -> list[Deal]:
    company = Company(folder)
    company.bring(content)
    project = load_project(company.folder).project
    assert project is not None
    return list(project.market.deals.values())


def is_right(deals: list[Deal]) -> bool:
    told = [(deal.ref, deal.name, deal.value, deal.gates[Gate.EVALUATION], deal.gates[Gate.SIGNING]) for deal in deals]
    return told == [(ref, name, worth * 10, first, last) for ref, name, worth, first, last in DEALS]


@pytest.mark.parametrize("name", MUTILATED)
def test_mutilated_exports_are_imported_right(tmp_path: Path, name: str) -> None:
    assert is_right(brought(tmp_path / "c", MUTILATED[name]()))


@pytest.mark.parametrize("name", ASKED)
def test_what_nobody_can_know_is_asked(tmp_path: Path, name: str) -> None:
    make, code = ASKED[name]
    with pytest.raises(InputFault) as refused:
        brought(tmp_path / "c", make())
    assert code in {finding.code for finding in refused.value.findings}


@settings(max_examples=40)
@given(seed=st.randoms(use_true_random=False), before=st.integers(0, 2), after=st.integers(0, 2))
def test_sheets_of_mixed_forms_are_right_or_asked_about(
    tmp_path_factory: pytest.TempPathFactory, seed: object, before: int, after: int
) -> None:
    assert hasattr(seed, "choice")
    amounts, days = [seed.choice(AMOUNTS) for _deal in DEALS], [seed.choice(DAY_FORMS) for _deal in DEALS]
    sheet = [wide("表")] * before + [HEADINGS]
    for row, amount, day in zip(rows()[1:], amounts, days, strict=True):
        sheet.append([*row[:5], amount(int(row[5])), *(day(date.fromisoformat(cell)) for cell in row[6:])])
    sheet += [wide("合计", "", "", "", "", "1")] * after
    company = Company(tmp_path_factory.mktemp("mixed") / "c")
    try:
        imported = company.bring(text(sheet))
    except InputFault:
        return
    project = load_project(company.folder).project
    assert project is not None
    said = any("`dates:" in note for note in imported.notes)  # the order that some days show was said
    for deal, (_ref, _name, worth, first, last), amount, day in zip(
        project.market.deals.values(), DEALS, amounts, days, strict=True
    ):
        assert deal.value in (worth * 10, worth * 10 + 5 * (amount(1) == "1.5"))
        gates = {} if day(first) == "待定" else {Gate.EVALUATION: first, Gate.SIGNING: last}
        assert deal.gates == gates or said
