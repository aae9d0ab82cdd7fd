"""The timeline as a workbook, read again by another library."""

from __future__ import annotations

import dataclasses
import io
import zipfile
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from roadmap.operations.telling.timeline import timeline
from roadmap.outputs.editions.workbook import write_workbook
from roadmap.outputs.writing.files import write_whole
from roadmap.outputs.writing.kinds import FileKind, NotOurs
from roadmap.views.editions.edition import EditionCell, EditionColumn, EditionTable
from roadmap.views.editions.timelines.timeline_sheets import EditionBook
from tests.outputs.test_sales_timeline import NASTY
from tests.sample_plan import empty_plan, sample_plan


def opened(content: bytes) -> Workbook:
    return load_workbook(io.BytesIO(content))


def book_of(*texts: str, names: tuple[str, ...] = ("All",)) -> bytes:
    """A workbook with these texts in the first sheet, one a row, and a sheet for each name."""
    rows = tuple((EditionCell(text),) for text in texts)
    tables = tuple(EditionTable("t", name, "", (EditionColumn("Text"),), rows) for name in names)
    return write_workbook(EditionBook("Title", date(2026, 2, 2), "", (("Legal", "=1+1"),), tables))


def test_there_is_a_sheet_of_all_and_one_for_each_segment() -> None:
    book = opened(timeline(sample_plan()).xlsx())
    assert book.sheetnames == ["All", "Independent software vendors", "Internet and cloud", "About"]
    rows = [sheet.max_row - 1 for sheet in book.worksheets]
    assert rows[:3] == [6, 4, 2]  # six gates: Acme 2, Beijing 1, Harbour 1 are ISVs; Delta 2 is a cloud


def test_there_is_a_sheet_for_each_owner_where_there_are_several() -> None:
    plan = sample_plan()
    owners = dict(zip([deal.id for deal in plan.deals], ["Zhao Min", "李娜", "Zhao Min", "李娜"], strict=True))
    deals = [deal.model_copy(update={"owner": owners[deal.id]}) for deal in plan.deals]
    book = opened(timeline(plan.model_copy(update={"deals": deals})).xlsx())
    assert book.sheetnames[-3:-1] == ["Zhao Min", "李娜"]
    owner_column = next(cell.column for cell in book["李娜"][1] if cell.value == "Owner")
    assert {row[owner_column - 1].value for row in book["李娜"].iter_rows(min_row=2)} == {"李娜"}


def test_cells_are_days_and_numbers_the_header_stays_and_can_be_filtered() -> None:
    sheet = opened(timeline(sample_plan()).xlsx())["All"]
    first = {str(head.value): cell for head, cell in zip(sheet[1], sheet[2], strict=True)}
    assert str(first["Gate day"].value) == "2026-03-02 00:00:00"
    assert first["Gate day"].number_format == "yyyy-mm-dd"
    assert (first["Contract value (thousand CNY)"].value, first["Slack (working days)"].value) == (1000, 40)
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A2", sheet.dimensions)
    assert first["Standing of the deal"].value == "● Secured"
    assert (
        first["Standing of the deal"].fill.bgColor.rgb or first["Standing of the deal"].fill.fgColor.rgb == "FFE3F3EA"
    )


def test_columns_that_no_row_fills_are_left_out_until_a_plan_is_compared_with() -> None:
    heads = [cell.value for cell in opened(timeline(sample_plan()).xlsx())["All"][1]]
    since = [cell.value for cell in opened(timeline(sample_plan(), since=sample_plan()).xlsx())["All"][1]]
    assert "Change" not in heads
    assert since[: len(heads)] == heads
    assert {"Change", "Promised before for", "Moved by (calendar days)"} <= set(since)


@pytest.mark.parametrize("text", [*NASTY, '=HYPERLINK("x";"go")', "{=1}", "'=1"])
def test_no_text_is_a_formula_and_stays_text_when_it_is_edited(text: str) -> None:
    content = book_of(text)
    cell = opened(content)["All"]["A2"]
    assert cell.data_type == "s"
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert not [name for name in archive.namelist() if b"<f>" in archive.read(name)]
    assert cell.quotePrefix or not any(text.strip().lstrip("\u200b\ufeff").startswith(one) for one in "=+-@")


def test_what_no_spreadsheet_can_hold_is_left_out_of_a_text() -> None:
    value = opened(book_of("a\x00b\x07c\u202ed\ufffee" + "x" * 40_000))["All"]["A2"].value
    assert value == "abcde" + "x" * 31_995  # 32,000 characters are kept of those that are left


def test_names_of_sheets_are_those_that_spreadsheets_take_and_none_is_there_twice() -> None:
    names = ("ISV", "isv", "a/b:c*d?e[f]g\\h", "x" * 40, "x" * 41, "History", "'", "")
    book = opened(book_of("t", names=names))
    found = book.sheetnames[:-1]
    assert found == ["ISV", "isv (2)", "a b c d e f g h", "x" * 31, "x" * 27 + " (2)", "History -", "-", "- (2)"]
    assert max(map(len, book.sheetnames)) <= 31


def test_the_same_plan_gives_the_same_bytes_and_no_deal_gives_an_empty_sheet() -> None:
    assert timeline(sample_plan()).xlsx() == timeline(sample_plan()).xlsx()
    assert opened(timeline(empty_plan()).xlsx())["All"].max_row == 1


def test_a_workbook_replaces_one_of_ours_and_no_other(tmp_path: Path) -> None:
    ours, other = tmp_path / "ours.xlsx", tmp_path / "other.xlsx"
    write_whole(ours, book_of("a"), kind=FileKind.WORKBOOK)
    write_whole(ours, book_of("b"), kind=FileKind.WORKBOOK)
    assert opened(ours.read_bytes())["All"]["A2"].value == "b"
    foreign = Workbook()
    foreign.save(other)
    with pytest.raises(NotOurs):
        write_whole(other, book_of("a"), kind=FileKind.WORKBOOK)
    (tmp_path / "broken.xlsx").write_bytes(b"PK\x03\x04 no archive")
    with pytest.raises(NotOurs):
        write_whole(tmp_path / "broken.xlsx", book_of("a"), kind=FileKind.WORKBOOK)


def test_what_moved_is_told_gate_by_gate() -> None:
    plan = sample_plan()
    acme = plan.deals[0]
    later = [one.model_copy(update={"day": date(2026, 5, 15)}) if one.release else one for one in acme.promises]
    moved = acme.model_copy(update={"promises": later})
    now = plan.model_copy(update={"deals": [moved, *plan.deals[1:]]})
    told = {gate.key: gate for gate in timeline(now, since=plan).gates}
    assert (told["acme/design_in"].change, told["acme/design_in"].moved_days) == ("later", 7)  # 8 May to 15 May
    assert told["acme/design_in"].before_day == date(2026, 5, 8)
    assert {gate.change for key, gate in told.items() if key != "acme/design_in"} == {"same"}
    back = {gate.key: gate.change for gate in timeline(plan, since=now).gates}
    assert back["acme/design_in"] == "earlier"
    without = now.model_copy(update={"deals": [acme.model_copy(update={"promises": []}), *plan.deals[1:]]})
    assert {g.change for g in timeline(without, since=plan).gates if g.deal == "acme"} == {"withdrawn"}
    assert {g.change for g in timeline(plan, since=without).gates if g.deal == "acme"} == {"promised"}
    assert {g.change for g in timeline(plan, since=empty_plan()).gates} == {"new"}


def test_only_what_was_asked_for_is_told() -> None:
    plan = sample_plan()
    assert {gate.deal for gate in timeline(plan, deal="acme").gates} == {"acme"}
    assert {gate.owner for gate in timeline(plan, owner="Zhao Min").gates} == {"Zhao Min"}
    assert {gate.segment for gate in timeline(plan, segment="cloud").gates} == {"Internet and cloud"}
    assert timeline(plan, segment="Internet and cloud").gates == timeline(plan, segment="cloud").gates
    assert {gate.release for gate in timeline(plan, release="R3").gates} == {"R3"}
    whole, part = timeline(plan).ics(), timeline(plan, deal="acme").ics()
    assert (whole.count(b"BEGIN:VEVENT"), part.count(b"BEGIN:VEVENT")) == (6, 2)


def test_gates_of_other_owners_are_not_cancelled_in_the_calendar_of_one() -> None:
    plan = sample_plan()
    own = timeline(plan, owner="Zhao Min")
    followed = dataclasses.replace(own, before=(plan,)).ics()
    assert b"CANCELLED" not in followed
    assert followed.count(b"BEGIN:VEVENT") == 2
