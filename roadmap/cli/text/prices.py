"""Prices for people, in lines for a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from requirements.chinese import places
from roadmap.cli.terminal.text_columns import left, right
from roadmap.views.answers.prices import PriceCell, PricesView, PriceTable

GAP = 3
"""Places between two columns."""


def prices_text(view: PricesView) -> Iterator[str]:
    """What the plan is worth, each table under its heading, and what the signs mean."""
    yield view.statement
    for table in view.tables:
        yield ""
        yield f"{table.heading}:"
        yield from table_text(table)
    if view.footnotes:
        yield ""
        yield from view.footnotes


def table_text(table: PriceTable) -> Iterator[str]:
    """A table in lines: the heading of its columns, each row, the deals it falls on, then the notes."""
    label = max((places(row.label) for row in table.rows), default=0)
    cells = [[cell_text(row.cells[column]) for row in table.rows] for column in range(len(table.columns))]
    widths = [max(map(places, (head, *texts))) for head, texts in zip(table.columns, cells, strict=True)]
    if table.rows and any(table.columns):
        yield _line("", table.columns, label, widths)
    for row in table.rows:
        yield _line(row.label, tuple(cell_text(cell) for cell in row.cells), label, widths)
        yield from (f"    {deals}" for deals in row.deals)
    yield from (f"  {note}" for note in table.notes)


def cell_text(cell: PriceCell) -> str:
    """A price with its interval in brackets."""
    return f"{cell.found} ({cell.between})" if cell.between else cell.found


def _line(label: str, cells: tuple[str, ...], label_width: int, widths: list[int]) -> str:
    text = "".join(" " * GAP + right(cell, width) for cell, width in zip(cells, widths, strict=True))
    return f"  {left(label, label_width)}{text}".rstrip()
