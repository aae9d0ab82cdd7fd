"""The response in the customer's own workbook: its cells, formats and other sheets stay as they are."""

from __future__ import annotations

import io
from collections.abc import Mapping
from copy import copy
from typing import Any

from requirements.errors import InputFault
from requirements.finding import Finding, Place
from requirements.language import _
from roadmap.outputs.editions.workbook import MARK_PROPERTY, clean
from roadmap.outputs.writing.kinds import PRODUCT
from roadmap.responding.requirement_list import RequirementList
from roadmap.views.editions.response import ResponseLine, headings

ADDED_WIDTHS = (16.0, 48.0)
"""Widths of columns that are added."""


def write_response(content: bytes, file: str, asked: RequirementList, lines: Mapping[int, ResponseLine]) -> bytes:
    """The workbook with the response to each line: in the columns that the list has for it, else in two more.

    Only cells of the response are written, as text. InputFault where the workbook cannot be opened for writing.
    """
    book = _opened(content, file)
    sheet: Any = book[asked.sheet] if asked.sheet is not None else _visible(book)
    columns = _columns(asked)
    for name, column, width in zip(headings(), columns, ADDED_WIDTHS, strict=True):
        if column > asked.width:
            _put(sheet, asked.headings, column, name, like=asked.width)
            letter = sheet.cell(asked.headings, column).column_letter
            sheet.column_dimensions[letter].width = width
    for line, response in lines.items():
        for column, text in zip(columns, (response.response, response.explanation), strict=True):
            _put(sheet, line, column, text, like=asked.requirement)
    _mark(book)
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def _opened(content: bytes, file: str) -> Any:
    from openpyxl import load_workbook  # noqa: PLC0415 - takes a while, and only responses need it

    try:
        return load_workbook(io.BytesIO(content))
    except Exception as error:
        message = _("the workbook cannot be opened for writing")
        hint = _("Open it in a spreadsheet program, save it as .xlsx and try again.")
        raise InputFault([Finding("workbook-file", Place(file), message, hint)]) from error


def _visible(book: Any) -> Any:
    """The sheet that was read: the only visible one that is not empty."""
    visible: list[Any] = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"] or list(book.worksheets)
    return next((sheet for sheet in visible if any(_filled(sheet))), visible[0])


def _filled(sheet: Any) -> Any:
    return (cell for row in sheet.iter_rows(values_only=True) for cell in row if cell is not None)


def _columns(asked: RequirementList) -> tuple[int, int]:
    """The columns of the response and its explanation; new ones stand right of the table."""
    response = asked.response or asked.width + 1
    explanation = asked.explanation or max(asked.width, response) + 1
    return response, explanation


def _put(sheet: Any, line: int, column: int, text: str, *, like: int) -> None:
    """Write a text into a cell; an empty one takes over the looks of its row. A part of a merged cell is left alone."""
    from openpyxl.cell.cell import MergedCell  # noqa: PLC0415

    cell = sheet.cell(line, column)
    if isinstance(cell, MergedCell) or not text:
        return
    model = sheet.cell(line, like)
    if not cell.has_style and model.has_style:
        cell._style = copy(model._style)  # noqa: SLF001 - the way of the library
        cell.number_format = "General"
    cell.value = clean(text)
    cell.data_type = "s"


def _mark(book: Any) -> None:
    """Let the workbook be known as ours, so that it may be replaced by the next response."""
    from openpyxl.packaging.custom import StringProperty  # noqa: PLC0415

    if MARK_PROPERTY not in book.custom_doc_props.names:
        book.custom_doc_props.append(StringProperty(name=MARK_PROPERTY, value=PRODUCT))
