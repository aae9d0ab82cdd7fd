"""Stage history from a CRM: rows become lines about the deals of the folder, and of others whose segment is told."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from requirements.finding import Finding, Place
from requirements.gate import Gate
from requirements.language import _, ngettext
from requirements.reading.cells.doubt import Doubt, plain
from requirements.reading.tables.columns import Cells
from requirements.reading.tables.deal_table import GATES
from roadmap.importing.company_words import word_of
from roadmap.importing.file_form import days_of
from roadmap.importing.history.history_mapping import HistoryMapping
from roadmap.importing.lines.tracked import TrackedRows
from roadmap.importing.mapping import FieldSource
from roadmap.importing.picking import Picking
from roadmap.importing.row_references import longer, refs_of
from roadmap.importing.sheets.headings import Headed
from roadmap.importing.surroundings import Surroundings

BEFORE = ":before"
"""What follows the reference of a row whose line says what was before it."""
_SHORT = 15
_WHAT = {
    "stage": "stage",
    "stagename": "stage",
    "dealstage": "stage",
    "阶段": "stage",
    "销售阶段": "stage",
    "商机阶段": "stage",
    "closedate": "signing",
    "closingdate": "signing",
    "预计成交日期": "signing",
    "预计签约日期": "signing",
    "结单日期": "signing",
}


def read_what(text: str) -> str | None:
    """`stage` or the gate that a CRM's name of a field means; None for every other field."""
    word = plain(text).casefold().replace(" ", "").replace("_", "").replace("-", "")
    return _WHAT.get(word) or next((gate for gate in GATES if gate.replace("_", "") == word), None)


def convert_history(headed: Headed, mapping: HistoryMapping, around: Surroundings, *, file: str) -> TrackedRows:
    """The lines of a file by reference, by deal and in the order of their days. Rows of deals that nobody knows and
    whose segment is not told are counted and left out; so are rows about other fields."""
    made = TrackedRows()
    columns = _Columns(headed, mapping, around, file, made)
    lines: list[tuple[str, Cells]] = []
    strangers = others = 0
    for at, ref in enumerate(refs_of(headed.rows, headed, mapping)):
        if isinstance(ref, Doubt):
            made.findings.append(Finding(ref.code, Place(file, headed.rows[at].line), ref.message, ref.hint))
        elif columns.deal[at] is None or columns.day[at] is None:
            columns.tell_missing(at)
        elif not columns.is_known(at) and columns.segment[at] is None:
            strangers += 1
        elif (now := columns.line(at)) is None:
            others += 1
        else:
            before = columns.line_before(at)
            lines += [(ref + BEFORE, before)] if before else []
            lines.append((ref, now))
    made.rows = {ref: cells | {"ref": (ref, cells["deal"][1])} for ref, cells in _in_order(lines)}
    made.notes += _told(strangers, others)
    return made


def _told(strangers: int, others: int) -> Iterator[str]:
    if strangers:
        note = ngettext(
            "{count} row is about a deal that is not in the folder, and its segment is not told.",
            "{count} rows are about deals that are not in the folder, and their segments are not told.",
            strangers,
        )
        yield note.format(count=strangers)
    if others:
        note = ngettext(
            "{count} row is about something other than a stage or a gate.",
            "{count} rows are about something other than a stage or a gate.",
            others,
        )
        yield note.format(count=others)


def _in_order(lines: list[tuple[str, Cells]]) -> list[tuple[str, Cells]]:
    """By deal, then by day; of one day as the file has them, or turned round where it has the last day first."""
    days = [cells["day"][0] for _ref, cells in lines]
    falls = sum(second < first for first, second in pairwise(days))
    rises = sum(second > first for first, second in pairwise(days))
    if falls > rises:
        lines = [(ref, cells) for ref, cells in reversed(lines)]
    return sorted(lines, key=lambda line: (line[1]["deal"][0], line[1]["day"][0], not line[0].endswith(BEFORE)))


class _Columns:
    """The columns of a file, each read as one."""

    def __init__(
        self, headed: Headed, mapping: HistoryMapping, around: Surroundings, file: str, made: TrackedRows
    ) -> None:
        self._headed, self._mapping, self._around, self._file, self._made = headed, mapping, around, file, made
        self._picking = Picking(headed, headed.rows, file, made.findings)
        self._there = frozenset(around.deals.values())
        fields = mapping.fields
        self.deal = self._picking.read(fields.deal, self._deals)
        self.day = self._picking.read(fields.day, self._days)
        self.segment = self._picking.read(fields.segment, self._words("segment"))
        self._stage = self._picking.read(fields.stage, self._words("stage"))
        self._before = self._picking.read(fields.stage_before, self._words("stage"))
        self._gates = {gate.value: self._picking.read(source, self._days) for gate, source in fields.gates.items()}
        what = self._picking.read(fields.what, _what)
        self._new = self._changed(what, fields.new)
        self._old = self._changed(what, fields.old)

    def is_known(self, at: int) -> bool:
        """Whether the folder has the deal of a row."""
        return self.deal[at] in self._there

    def line(self, at: int) -> Cells | None:
        """What is told of the deal from the day of the row on; None where that is nothing."""
        told = {"stage": self._stage[at]} | {gate: column[at] for gate, column in self._gates.items()}
        return self._made_of(at, {**told, **self._new.get(at, {})})

    def line_before(self, at: int) -> Cells | None:
        """What is told of the deal before that day."""
        return self._made_of(at, {"stage": self._before[at], **self._old.get(at, {})})

    def tell_missing(self, at: int) -> None:
        """Tell which cell a row lacks, unless something was told of it already."""
        row = self._headed.rows[at]
        if any(one.place.line == row.line for one in self._made.findings):
            return
        name = "deal" if self.deal[at] is None else "day"
        message = _("the field {field} is missing").format(field=name)
        self._made.findings.append(Finding("missing-field", Place(self._file, row.line), message))

    def _made_of(self, at: int, told: Mapping[str, str | None]) -> Cells | None:
        if not any(told.values()):
            return None
        where = {"deal": self.deal[at], "day": self.day[at], "segment": None if self.is_known(at) else self.segment[at]}
        mark = self._headed.rows[at].marks[0]
        return {name: (text, mark) for name, text in (where | dict(told)).items() if text}

    def _changed(self, what: Sequence[str | None], source: FieldSource | None) -> dict[int, dict[str, str | None]]:
        """What changed, by row: the stage as a word, a gate as a day."""
        found: dict[int, dict[str, str | None]] = {}
        for name in ("stage", *GATES):
            rows = [at for at, word in enumerate(what) if word == name]
            if not rows or source is None:
                continue
            part = Picking(self._headed, [self._headed.rows[at] for at in rows], self._file, self._made.findings)
            read = part.read(source, self._words("stage") if name == "stage" else self._days)
            found |= {at: {name: text} for at, text in zip(rows, read, strict=True)}
        return found

    def _deals(self, texts: Sequence[str], source: FieldSource) -> Iterator[str | None]:
        named = {plain(key).casefold(): value for key, value in source.values.items()}
        deals = self._around.deals
        for text in map(plain, texts):
            long = longer(text) if len(text) == _SHORT and text.isascii() and text.isalnum() else text
            yield named.get(text.casefold()) or deals.get(text) or deals.get(long) or long

    def _words(self, column: str) -> _Words:
        return _Words(column, self._around)

    def _days(self, texts: Sequence[str], _source: FieldSource) -> list[str | Doubt]:
        return days_of(texts, self._mapping.form)


class _Words:
    """Reads a column of stages or of segments by the mapping and the folder."""

    def __init__(self, column: str, around: Surroundings) -> None:
        self._column, self._around = column, around

    def __call__(self, texts: Sequence[str], source: FieldSource) -> Iterator[str | Doubt | None]:
        for text in texts:
            yield word_of(self._column, text, source, self._around.known)


def _what(texts: Sequence[str], source: FieldSource) -> Iterator[str | None]:
    named = {plain(key).casefold(): value for key, value in source.values.items()}
    for text in texts:
        word = named[plain(text).casefold()] if plain(text).casefold() in named else read_what(text)
        yield word if word in ("stage", *(gate.value for gate in Gate)) else None
