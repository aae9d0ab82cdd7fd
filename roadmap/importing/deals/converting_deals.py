"""Converting: rows of a sheet become deals as a table has them, each cell in the form that files of a folder take."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from sys import intern

from requirements.amounts.money import OWN_UNIT
from requirements.finding import Finding, Place
from requirements.language import _, ngettext
from requirements.reading.cells.amounts import unit_of_heading
from requirements.reading.cells.canonical import Forms, amounts_as_text, as_text, days_as_text, shares_as_text
from requirements.reading.cells.days import order_of
from requirements.reading.cells.doubt import Doubt, is_blank
from requirements.reading.cells.numbers import Decimals
from requirements.reading.nodes import Mark
from requirements.reading.tables.columns import Cells, unguarded
from requirements.reading.tables.csv_reader import Row
from requirements.reading.tables.deal_table import GATES, SHARES, Known
from roadmap.importing.company_words import LISTS, WORDS, list_text, meant_texts, word_of
from roadmap.importing.deals.closed_deals import ClosedDeals
from roadmap.importing.deals.deriving import AddWorkdays, Deriving
from roadmap.importing.mapping import Currency, FieldSource, Import
from roadmap.importing.mapping import Mapping as ImportMapping
from roadmap.importing.row_references import refs_of
from roadmap.importing.sheets.headings import Headed


@dataclass(frozen=True, slots=True)
class Entry:
    """One deal of the file: its reference, what it says by column of a table of deals, and where it stands."""

    ref: str
    cells: Cells
    mark: Mark


@dataclass(slots=True)
class Converted:
    """The deals of a file in its order, what is wrong with its cells, what is worth saying about how they were read,
    and the headings of the columns that went nowhere."""

    entries: list[Entry] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    dropped: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Picked:
    """A field, its source, the columns of the sheet that it is made from and their headings."""

    column: str
    source: FieldSource
    positions: list[int]
    heading: str


def sources(mapping: Import) -> Iterator[tuple[str, FieldSource, tuple[str | int, ...]]]:
    """The columns of the table that a mapping fills, with their sources and their paths in the mapping."""
    fields = getattr(mapping, "fields", None)
    for name in getattr(type(fields), "model_fields", ()):
        stated = getattr(fields, name)
        if isinstance(stated, FieldSource):
            yield name, stated, ("fields", name)
        elif isinstance(stated, dict):
            for key, source in stated.items():
                column = {"gates": str(key), "needs": f"needs_{key}", "fields": f"fields.{key}"}[name]
                yield column, source, ("fields", name, str(key))
    yield from mapping.further()


class Converting:
    """The conversion of one file; `wrong` names columns of the mapping that the file lacks."""

    def __init__(self, headed: Headed, mapping: ImportMapping, *, file: str, known: Known, add: AddWorkdays) -> None:
        self._headed, self._mapping, self._file, self._known, self._add = headed, mapping, file, known, add
        self._made = Converted()
        self._picked = [
            _Picked(
                column, source, [at for text in source.column for at in headed.positions(text)], " ".join(source.column)
            )
            for column, source, _path in sources(mapping)
        ]
        if mapping.drop_others:
            self._made.dropped = [picked.heading for picked in self._others() if not self._is_used(picked)]
        else:
            self._picked += [picked for picked in self._others() if not self._is_used(picked)]

    def run(self) -> Converted:
        """The deals of all rows. Rows of one deal are joined by `merging`."""
        rows = self._headed.rows
        cells: list[Cells] = [{} for _row in rows]
        for picked in self._picked:
            for row, into, found in zip(rows, cells, self._column(picked, rows), strict=True):
                if found is not None:
                    into[picked.column] = (found, row.marks[picked.positions[0]] if picked.positions else row.marks[0])
        deriving = Deriving({one.column: one.source for one in self._picked if one.column in GATES}, self._add)
        closed = ClosedDeals()
        for into in cells:
            deriving.derive(into)
            closed.settle(into)
        self._made.notes += [*deriving.notes(), *closed.notes()]
        self._say_order()
        for row, into, ref in zip(rows, cells, refs_of(rows, self._headed, self._mapping), strict=True):
            if isinstance(ref, Doubt):
                self._made.findings.append(Finding(ref.code, Place(self._file, row.line), ref.message, ref.hint))
            else:
                for column, (text, mark) in into.items():
                    into[column] = intern(text), mark  # the same text of many rows is kept once
                self._made.entries.append(Entry(ref, into, row.marks[0]))
        return self._made

    def _say_order(self) -> None:
        """Say in which order days were read, where the mapping does not state it and the file shows it."""
        order = None if self._mapping.form.dates else order_of(self._day_texts())
        if order is not None:
            note = _(
                "Days with the year at the end were read as {order}, because some of them have only this meaning. "
                "State `dates: {order}` to make this explicit."
            )
            self._made.notes.append(note.format(order=order.value))

    def _others(self) -> Iterator[_Picked]:
        taken = {at for picked in self._picked for at in picked.positions}
        for at, heading in enumerate(self._headed.headings):
            if at not in taken and heading:
                yield _Picked(f"fields.{heading}", FieldSource(column=[heading]), [at], heading)

    def _is_used(self, picked: _Picked) -> bool:
        """Whether a column that is no field says something about one: it is the key, or a currency."""
        named = [one.source.currency.column for one in self._picked if isinstance(one.source.currency, Currency)]
        return any(picked.positions[0] in self._headed.positions(heading) for heading in [*self._mapping.key, *named])

    def _column(self, picked: _Picked, rows: Sequence[Row]) -> list[str | None]:
        """What each row says in one column of the table."""
        texts = [self._text(picked, row) for row in rows]
        holding = [at for at, text in enumerate(texts) if text is not None]
        read = self._read(picked, [str(texts[at]) for at in holding], [rows[at] for at in holding])
        found: list[str | None] = [picked.source.empty] * len(rows)
        for at, text in zip(holding, read, strict=True):
            if isinstance(text, Doubt):
                mark = rows[at].marks[picked.positions[0]] if picked.positions else rows[at].marks[0]
                self._made.findings.append(Finding(text.code, Place(self._file, *mark), text.message, text.hint))
                found[at] = ""
            else:
                found[at] = text
        return found

    def _text(self, picked: _Picked, row: Row) -> str | None:
        """The text of a row in the columns of a field; None if it is empty."""
        if picked.source.always is not None:
            return picked.source.always
        texts = [unguarded(row.cells[at]) for at in picked.positions if not is_blank(row.cells[at])]
        if len(picked.source.column) == 1 and len(set(texts)) > 1 and not _is_list(picked.column):
            self._twice(picked, row)
        if _is_list(picked.column):
            return "\n".join(texts) if texts else None
        return texts[0] if texts else None

    def _twice(self, picked: _Picked, row: Row) -> None:
        """Note that a heading stands above two columns that do not agree."""
        message = _("the file has {count} columns with the heading {heading}, and their values differ in this row")
        hint = _("Rename one of the columns, or name another column in the mapping.")
        text = message.format(count=len(picked.positions), heading=picked.heading)
        place = Place(self._file, *row.marks[picked.positions[1]])
        self._made.findings.append(Finding("duplicate-key", place, text, hint))

    def _read(self, picked: _Picked, texts: list[str], rows: list[Row]) -> list[str | Doubt | None]:
        column, source = picked.column, picked.source
        if source.always is not None:
            return list(texts)
        if column in (*GATES, *SHARES, "value"):
            return self._quantities(picked, meant_texts(texts, source), rows)
        if column in WORDS or (source.values and column not in LISTS and not column.startswith("needs_")):
            return [word_of(column, text, source, self._known) for text in texts]
        if column in LISTS or column.startswith("needs_"):
            return [list_text(column, text, source, self._known) for text in texts]
        return list(texts)

    def _quantities(self, picked: _Picked, texts: list[str | None], rows: list[Row]) -> list[str | Doubt | None]:
        """Days, shares or amounts, each column read as one; None for a text that the mapping says is empty."""
        said = [(text, row) for text, row in zip(texts, rows, strict=True) if text is not None]
        read = iter(self._read_quantities(picked, [text for text, _row in said], [row for _text, row in said]))
        found = [None if text is None else next(read) for text in texts]
        is_empty = picked.source.otherwise == "empty"
        return [None if is_empty and isinstance(one, Doubt) else one for one in found]

    def _read_quantities(self, picked: _Picked, texts: list[str], rows: list[Row]) -> list[str | Doubt]:
        if picked.column in GATES:
            return days_as_text(texts, self._forms(picked))
        if picked.column in SHARES:
            percent = picked.source.percent or "%" in picked.heading or "％" in picked.heading
            return shares_as_text(texts, percent=percent)
        return list(self._amounts(picked, texts, rows))

    def _forms(self, picked: _Picked) -> Forms:
        form = self._mapping.form
        chinese = any("\u4e00" <= sign <= "\u9fff" for sign in picked.heading)
        return Forms(
            order=form.dates or order_of(self._day_texts()),
            zone=form.zone,
            looked=True,
            decimals=form.numbers,
            usual=Decimals.POINT if chinese else None,
        )

    def _day_texts(self) -> Iterator[str]:
        """All cells of days: one program writes them all in one order."""
        for picked in self._picked:
            if picked.column in GATES:
                yield from (row.cells[at] for row in self._headed.rows for at in picked.positions)

    def _amounts(self, picked: _Picked, texts: list[str], rows: list[Row]) -> Iterator[str | Doubt]:
        unit, headed = unit_of_heading(picked.heading)
        named = picked.source.currency
        stated: list[str | None] = [named if isinstance(named, str) else headed] * len(rows)
        if isinstance(named, Currency):
            beside = self._headed.positions(named.column)
            stated = [next((row.cells[at].strip().upper() for at in beside if row.cells[at]), headed) for row in rows]
        amounts = amounts_as_text(
            texts,
            unit=picked.source.unit or unit or 1,
            currency=self._known.currency,
            forms=self._forms(picked),
            rates={**self._known.rates, **self._mapping.rates},
            stated=stated,
        )
        yield from self._rounded(amounts)

    def _rounded(self, amounts: Sequence[str | Doubt]) -> Iterator[str | Doubt]:
        """The amounts to the currency's own unit; how many were rounded to it is said, and how many are no whole
        thousands, which is what sums count."""
        rounded = parted = 0
        for amount in amounts:
            if isinstance(amount, Doubt):
                yield amount
                continue
            exact = Decimal(amount).quantize(OWN_UNIT, ROUND_HALF_UP)
            rounded += exact != Decimal(amount)
            parted += exact != exact.to_integral_value()
            yield as_text(exact)
        if rounded:
            note = ngettext(
                "{count} amount was rounded to the unit of the currency.",
                "{count} amounts were rounded to the unit of the currency.",
                rounded,
            )
            self._made.notes.append(note.format(count=rounded))
        if parted:
            note = ngettext(
                "{count} amount is not in whole thousands. It is kept exactly. The search and all sums count "
                "thousands.",
                "{count} amounts are not in whole thousands. They are kept exactly. The search and all sums count "
                "thousands.",
                parted,
            )
            self._made.notes.append(note.format(count=parted))


def _is_list(column: str) -> bool:
    """Whether a field takes several values, from one column or from many."""
    return column in LISTS or column.startswith("needs_")


def convert(headed: Headed, mapping: ImportMapping, *, file: str, known: Known, add: AddWorkdays) -> Converted:
    """The deals in a sheet, by a mapping whose columns are all there. `add` counts working days."""
    return Converting(headed, mapping, file=file, known=known, add=add).run()
