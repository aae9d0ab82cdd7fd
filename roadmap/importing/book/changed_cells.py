"""What was changed in a workbook of the input, as changes to the paths of a folder."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from requirements.finding import Finding, Place
from requirements.language import _
from requirements.reading.nodes import Document
from roadmap.folder.texts.collected import LISTED
from roadmap.importing.book.folder_rows import (
    LEAVE,
    PROGRESS,
    SETTINGS,
    WORK,
    BookRow,
    BookSheet,
    book_sheets,
    shape_of,
)
from roadmap.importing.book.reading_book import ReadBook, SheetLine
from roadmap.importing.book.texts import canonical, node_of_text, text_of
from roadmap.supply.feature import Phase

_PHASES = [phase.value for phase in Phase]


@dataclass(frozen=True, slots=True)
class BookChange:
    """One change: what the path says from now on; with `removed`, nothing."""

    path: str
    value: Any
    removed: bool = False


class BookComparison:
    """A workbook compared with the folder as it is now. What both changed is a finding, and nothing is chosen."""

    def __init__(self, book: ReadBook, documents: Sequence[Document], file: str) -> None:
        self._book, self._file = book, file
        self._sheets = {sheet.key: sheet for sheet in book_sheets(documents)}
        self._now: dict[str, BookRow] = {row.path: row for sheet in self._sheets.values() for row in sheet.rows}
        self.findings: list[Finding] = []

    def run(self) -> list[BookChange]:
        """The changes in an order in which they can be made: cells, then rows that are gone from the last, then new
        rows."""
        changes, gone, added = [], [], []
        for key, lines in self._book.lines.items():
            sheet = self._sheets[key]
            for line in lines:
                if line.path:
                    changes += list(self._cells(sheet, line))
            gone += list(self._gone(sheet, lines))
            added += list(self._added(sheet, [line for line in lines if not line.path]))
        return [*self._with_work([*changes, *sorted(gone, key=_backwards, reverse=True)]), *added]

    def _cells(self, sheet: BookSheet, line: SheetLine) -> Iterator[BookChange]:
        """The cells of a row that are not as they were written."""
        was, now = self._book.base[line.path], self._now.get(line.path)
        for column in sorted({*line.cells, *was}):
            new, old = line.cells.get(column, ""), was.get(column, "")
            if new == old:
                continue
            there = "" if now is None else canonical(now.cells.get(column, ""))
            node = None if now is None else now.nodes.get(column)
            value = node_of_text(new, node, shape_of(sheet.key, column)) if new else None
            if there in (new, canonical(text_of(value))):
                continue
            if now is None or there != old:
                self._note(
                    "workbook-conflict",
                    line,
                    _("{path} was changed both here and in the folder").format(path=line.path),
                    _("Export the workbook again, and change it there."),
                )
            elif column in _FIXED.get(sheet.key, ("id",)):
                self._note(
                    "workbook-key",
                    line,
                    _("an entry is not renamed or moved by editing this cell"),
                    _("Delete the row, and add a new one with an empty key."),
                )
            else:
                path = line.path if sheet.key == SETTINGS else f"{line.path}.{column}"
                yield BookChange(path, value, removed=not new)

    def _gone(self, sheet: BookSheet, lines: Sequence[SheetLine]) -> Iterator[BookChange]:
        """The rows that were there when the workbook was written, and are deleted."""
        there = {line.path for line in lines}
        for row in sheet.rows:
            was = self._book.base.get(row.path)
            if was is None or row.path in there:
                continue
            if was == {column: canonical(text) for column, text in row.cells.items()}:
                shipped = sheet.key == PROGRESS and row.path.count(".") == 1
                yield BookChange(f"{row.path}.shipped" if shipped else row.path, None, removed=True)
            else:
                message = _("the row of {path} was deleted here, and changed in the folder").format(path=row.path)
                self.findings.append(
                    Finding(
                        "workbook-conflict",
                        Place(self._file),
                        message,
                        _("Export the workbook again, and change it there."),
                    )
                )

    def _added(self, sheet: BookSheet, lines: Sequence[SheetLine]) -> Iterator[BookChange]:
        for line in lines if sheet.key != WORK else ():
            entry = self._entry(sheet.key, line)
            if sheet.key == "features" and (work := self._new_work().get(line.cells.get("id", ""))):
                entry["work"] = sorted(work, key=_rank)
            if sheet.key == SETTINGS:
                path = line.cells.get("setting", "")
                yield BookChange(path, node_of_text(line.cells.get("value", ""), None, "scalar"))
            elif sheet.key == PROGRESS:
                yield from self._progress(line, entry)
            elif sheet.key in LISTED:
                yield BookChange(f"{sheet.key}.+", entry)
            elif line.cells.get("id"):
                yield BookChange(f"{sheet.key}.{line.cells['id']}", entry)
            else:
                self._note("missing-field", line, _("the field {field} is missing").format(field="id"), "")

    def _entry(self, key: str, line: SheetLine) -> dict[str, Any]:
        """What a new row says, as a mapping."""
        entry: dict[str, Any] = {}
        for column, text in line.cells.items():
            if column in _FIXED.get(key, ("id",)) and not (key == LEAVE and column == "person"):
                continue
            name, _dot, rest = column.partition(".")
            value = node_of_text(text, None, shape_of(key, column))
            if rest:
                entry.setdefault(name, {})[rest] = value
            else:
                entry[name] = value
        return entry

    def _new_work(self) -> dict[str, list[dict[str, Any]]]:
        """The new work items by feature; a finding for each that belongs to none."""
        new: dict[str, list[dict[str, Any]]] = {}
        for line in self._book.lines.get(WORK, ()):
            feature = line.cells.get("feature", "")
            if line.path:
                continue
            if f"features.{feature}" in self._now or self._is_new("features", feature):
                new.setdefault(feature, []).append(self._entry(WORK, line))
            else:
                message = _("there is no feature {name}").format(name=feature[:64])
                self._note("unknown-reference", line, message, _("Name a feature by its id."))
        return new

    def _is_new(self, key: str, name: str) -> bool:
        return any(line.cells.get("id") == name for line in self._book.lines.get(key, ()) if not line.path)

    def _with_work(self, changes: list[BookChange]) -> Iterator[BookChange]:
        """The changes, where new work items of a feature make one of all that is said of its work: each stands behind
        those of its phase."""
        new = {feature: items for feature, items in self._new_work().items() if f"features.{feature}" in self._now}
        for change in changes:
            if not any(change.path.startswith(f"features.{feature}.work.") for feature in new):
                yield change
        for feature, added in new.items():
            start = f"features.{feature}.work."
            items = {path: dict(row.nodes) for path, row in self._now.items() if path.startswith(start)}
            for change in (one for one in changes if one.path.startswith(start)):
                path, _dot, column = change.path.removeprefix(start).partition(".")
                if not column:
                    items.pop(change.path, None)
                elif change.removed:
                    items[start + path].pop(column, None)
                else:
                    items[start + path][column] = change.value
            whole = sorted([*items.values(), *added], key=_rank)
            yield BookChange(start.removesuffix("."), whole)

    def _progress(self, line: SheetLine, entry: Mapping[str, Any]) -> Iterator[BookChange]:
        feature, phase = line.cells.get("feature", ""), line.cells.get("phase", "")
        shipped = line.cells.get("shipped")
        told = {key: value for key, value in entry.items() if key != "shipped"}
        known = {path for path in self._now if path == f"progress.{feature}" or path.startswith(f"progress.{feature}.")}
        if not feature or not (phase or shipped):
            self._note(
                "missing-field",
                line,
                _("the field {field} is missing").format(field="feature" if not feature else "phase"),
                "",
            )
        elif not known:
            parts = {"items": {phase: [told]}} if phase else {}
            yield BookChange(f"progress.{feature}", parts | ({"shipped": shipped} if shipped else {}))
        elif phase:
            more = any(path.startswith(f"progress.{feature}.items.{phase}.") for path in known)
            yield BookChange(f"progress.{feature}.items.{phase}" + (".+" if more else ""), told if more else [told])
        else:
            yield BookChange(f"progress.{feature}.shipped", shipped)

    def _note(self, code: str, line: SheetLine, message: str, hint: str) -> None:
        self.findings.append(Finding(code, Place(self._file, line.line), message, hint))


_FIXED: Mapping[str, tuple[str, ...]] = {
    WORK: ("feature",),
    PROGRESS: ("feature", "phase"),
    LEAVE: (),
    SETTINGS: ("setting",),
    **{key: () for key in LISTED if key != LEAVE},
}
"""Columns that say which entry a row is about, by sheet; of all others it is the id."""


def _rank(item: Mapping[str, Any]) -> int:
    """Where the phase of a work item comes."""
    phase = str(item.get("phase", ""))
    return _PHASES.index(phase) if phase in _PHASES else len(_PHASES)


def _backwards(change: BookChange) -> tuple[str, int]:
    """By what rows are removed: members of one list from the last."""
    head, _dot, last = change.path.rpartition(".")
    return (head, int(last)) if last.isdigit() else (change.path, 0)
