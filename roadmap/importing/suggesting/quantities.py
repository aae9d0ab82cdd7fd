"""Suggesting fields of deals that hold a name, an amount or days; with a question for what cannot be read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from requirements.gate import Gate
from requirements.language import _, enumerated
from requirements.reading.cells.amounts import Money, read_amounts, unit_of_heading
from requirements.reading.cells.days import order_of, read_day
from requirements.reading.cells.doubt import Doubt
from requirements.reading.cells.numbers import Decimals
from requirements.reading.tables.deal_table import GATES
from roadmap.importing.suggesting.likely_columns import ASK
from roadmap.importing.suggesting.looks import Looked, quoted

_REQUIRED = ("name", "customer", "stage", "value")
_MOST_UNREAD = 20
"""Cells of a column that cannot be read and are asked about one by one; more of them are no days, or no amounts."""


def plain_field(sheet: Looked, column: str) -> Iterator[str]:
    """The line of a field that is one column; with a question where no column is, or cells are empty."""
    if column == "name" and column not in sheet.positions and "ref" in sheet.positions:
        yield f"name: {quoted(sheet.heading('ref'))}  # " + _("No column holds a name, so the reference is used.")
    elif column not in sheet.positions:
        yield f"{column}: {{always: {ASK}}}  # " + _("No column was recognised. Name the column.")
    elif empty := empty_of(sheet, column):
        yield f"{column}: {{column: {quoted(sheet.heading(column))}{empty}}}  # " + blank_of(sheet, column)
    else:
        yield f"{column}: {quoted(sheet.heading(column))}"


def empty_of(sheet: Looked, column: str) -> str:
    """The question what an empty cell means, for a field that every deal must have."""
    return f", empty: {ASK}" if column in _REQUIRED and len(sheet.cells(column)) < len(sheet.headed.rows) else ""


def blank_of(sheet: Looked, column: str) -> str:
    """In how many rows a cell is empty."""
    count = len(sheet.headed.rows) - len(sheet.cells(column))
    return _("The cell is empty in {count} of {rows} rows. Which value should be used there?").format(
        count=count, rows=len(sheet.headed.rows)
    )


def value_field(sheet: Looked) -> Iterator[str]:
    """The line of the amount: its column, unit and currency."""
    if "value" not in sheet.positions:
        yield from plain_field(sheet, "value")
        return
    heading = sheet.heading("value")
    parts, note = [f"column: {quoted(heading)}"], ""
    stated, currency = unit_of_heading(heading)
    amounts = read_amounts(sheet.cells("value"), unit=stated or 1, usual=Decimals.POINT)
    bare = [one.amount for one in amounts if isinstance(one, Money)]
    if stated is None and currency is None and any(text.strip()[-1:].isdigit() for text in sheet.cells("value")):
        unit = sheet.preset.unit
        middle = f"{sorted(bare)[len(bare) // 2]:f}" if bare else "?"
        parts.append(f"unit: {unit or ASK}")
        note = (
            ""
            if unit
            else "  # "
            + _("What is the unit of a number without a unit: 1, k, 万 or m? The median is {n}.").format(n=middle)
        )
    if (at := sheet.currency()) is not None:
        parts.append(f"currency: {{column: {quoted(sheet.title(at))}}}")
    elif currency is None and _names_some(amounts, sheet):
        parts.append(f"currency: {ASK}")
        told = _("Some amounts are in {names}. In which currency are the amounts without one?")
        note += ("" if "#" in note else "  # ") + told.format(names=enumerated(sheet.currencies()))
    if unread := _unread_amounts(amounts, sheet.cells("value")):
        parts.append(f"values: {{{', '.join(f'{quoted(text)}: {ASK}' for text in unread)}}}")
        note += ("" if "#" in note else "  # ") + _("Write an amount, such as 120万, for each text that is none.")
    empty = empty_of(sheet, "value")
    yield f"value: {{{', '.join(parts)}{empty}}}{note}" + ("  # " + blank_of(sheet, "value") if empty else "")


def _names_some(amounts: Iterable[Money | Doubt], sheet: Looked) -> bool:
    """Whether some amounts name a currency that is not the folder's, and others name none."""
    nameless = any(isinstance(one, Money) and one.currency is None and one.amount for one in amounts)
    return nameless and any(code != sheet.known.currency for code in sheet.currencies())


def gate_fields(sheet: Looked) -> Iterator[str]:
    """The days by gate; one that needs name and no column holds is a question."""
    there = [gate for gate in GATES if gate in sheet.positions]
    counted = [gate for gate in GATES if gate not in there and f"needs_{gate}" in sheet.positions]
    if there:
        yield "gates:"
        for gate in there:
            if not (unread := _unread_days(sheet, gate)):
                yield f"  {gate}: {quoted(sheet.heading(gate))}"
                continue
            yield f"  {gate}:"
            yield f"    column: {quoted(sheet.heading(gate))}"
            yield "    values:  # " + _("Write the day, such as 2026-08-31. Leave the value empty if nothing is known.")
            yield from (f"      {quoted(text)}: {ASK}" for text in unread)
        for gate in counted:
            note = _(
                "No column holds the day of this gate. State the distance from another gate, such as -60 workdays."
            )
            yield f"  {gate}: {{from: {there[-1]}, add: {ASK}}}  # {note}"
    if Gate.DESIGN_IN not in [*there, *counted]:
        yield "  # " + _("No column holds the day of the design-in. To count it from another gate, use this line:")
        yield "  # design_in: {from: signing, add: -60 workdays}"


def _unread_amounts(amounts: Iterable[Money | Doubt], cells: Iterable[str]) -> list[str]:
    """The amounts that are none, each text once."""
    pairs = zip(amounts, cells, strict=True)
    return _few(cell for one, cell in pairs if isinstance(one, Doubt) and one.code in ("not-a-number", "out-of-range"))


def _unread_days(sheet: Looked, gate: str) -> list[str]:
    """The days of a gate that are none, each text once."""
    cells = sheet.cells(gate)
    order = order_of(cells)
    doubts = ((read_day(cell, order=order), cell) for cell in cells)
    return _few(cell for one, cell in doubts if isinstance(one, Doubt) and one.code in ("not-a-day", "no-such-day"))


def _few(texts: Iterable[str]) -> list[str]:
    """The texts, each once; nothing where there are too many to be asked."""
    once = list(dict.fromkeys(texts))
    return once if len(once) <= _MOST_UNREAD else []
