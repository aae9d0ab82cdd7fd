"""Columns of a sheet: a heading and what each row says in it, from which a table of typed cells is made."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

from roadmap.views.editions.edition import EditionCell, EditionColumn, EditionTable, Scalar
from roadmap.views.words import Badge

Line_contra = TypeVar("Line_contra", contravariant=True)
Said = Scalar | Badge


@dataclass(frozen=True, slots=True)
class SheetColumn(Generic[Line_contra]):
    """A heading, and what a line says below it: a text, a number, a day, a standing, or nothing."""

    heading: str
    of: Callable[[Line_contra], Said]


def sheet_of(
    key: str, heading: str, lines: Iterable[Line_contra], columns: Sequence[SheetColumn[Line_contra]]
) -> EditionTable:
    """The sheet of some lines in their order; columns in which no line says anything are left out."""
    rows = [[column.of(line) for column in columns] for line in lines]
    said = [at for at in range(len(columns)) if any(row[at] not in (None, "") for row in rows)] or list(
        range(len(columns))
    )
    heads = tuple(
        EditionColumn(columns[at].heading, number=any(isinstance(row[at], int | float) for row in rows)) for at in said
    )
    return EditionTable(key, heading, "", heads, tuple(tuple(_cell(row[at]) for at in said) for row in rows))


def _cell(said: Said) -> EditionCell:
    if isinstance(said, Badge):
        return EditionCell(said.word, badge=said)
    if isinstance(said, int | float | date):
        return EditionCell(str(said), said)
    return EditionCell(said or "")
