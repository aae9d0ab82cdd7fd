"""A sheet: rows of texts, whatever file they came from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from requirements.finding import Finding
from requirements.reading.tables.csv_reader import Row

MOST_ROWS = 20_000
"""Rows that are read unless a mapping says `rows`."""
MOST_ROWS_EVER = 100_000
LARGEST = 64 * 1024 * 1024
"""Bytes of a text file."""


Span = tuple[int, int, int, int]
"""A block of cells: first line and column, last line and column, all from 1 and included."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """The rows of one sheet that are not blank, in order.

    `even` tells that every row was written with as many cells as the others; in workbooks rows end at their last cell.
    `merged` are the blocks of cells that were made one, and `faults` what is wrong with single cells, by line and
    column: it counts only if something is read from there.
    """

    rows: list[Row]
    even: bool = True
    merged: tuple[Span, ...] = ()
    faults: Mapping[tuple[int, int], Finding] = field(default_factory=dict)
