"""A sheet: rows of texts, whatever file they came from."""

from __future__ import annotations

from dataclasses import dataclass, field

from requirements.reading.csv_reader import Row

MOST_ROWS = 20_000
"""Rows that are read unless a mapping says `rows`."""
MOST_ROWS_EVER = 100_000
LARGEST = 64 * 1024 * 1024
"""Bytes of a text file."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """The rows of one sheet that are not blank, in order.

    `even` tells that every row was written with as many cells as the others; in workbooks rows end at their last cell.
    `merged` are the lines and columns of merged cells, first and last of each, all included;

    """

    rows: list[Row]
    even: bool = True
    merged: tuple[tuple[int, int, int, int], ...] = field(default=())
