"""The cells of entries, column by column, in the forms of their fields."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

from requirements.finding import Finding, Place
from requirements.language import _
from requirements.reading.cells.amounts import unit_of_heading
from requirements.reading.cells.canonical import Forms, amounts_as_text, as_text, shares_as_text
from requirements.reading.cells.doubt import Doubt, plain
from requirements.reading.cells.needs import CapabilityNames, split_needs
from requirements.reading.cells.numbers import read_number
from requirements.reading.tables.columns import Cells
from requirements.reading.tables.csv_reader import Row
from roadmap.folder.texts.entities.entity_forms import WORDS, CellForm, word_of
from roadmap.importing.entries.mappings import EntryMapping, FeatureMapping, RowLevel
from roadmap.importing.file_form import days_of
from roadmap.importing.mapping import Currency, FieldSource
from roadmap.importing.picking import ColumnReader, words_of
from roadmap.importing.sheets.headings import Headed
from roadmap.importing.surroundings import Surroundings

if TYPE_CHECKING:
    from roadmap.importing.entries.converting_entries import EntryRow

Read = Iterable[str | Doubt | None]


class EntryCells:
    """Reads the columns of one file: by the mapping, and by what the folder calls things."""

    def __init__(self, mapping: EntryMapping, around: Surroundings, headed: Headed) -> None:
        self._mapping, self._around, self._headed = mapping, around, headed

    def reader(self, column: str) -> ColumnReader:
        """How the cells of a column are read."""
        own: Mapping[str, ColumnReader] = {
            "team": self._teams,
            "effort": self._efforts,
            "provides": self._provided,
            "level": self._level,
        }
        form = self._mapping.columns.forms.get(column, CellForm.PLAIN)
        by_form: Mapping[CellForm, ColumnReader] = {
            CellForm.WORD: self._words,
            CellForm.DAY: self._days,
            CellForm.AMOUNT: self._amounts,
            CellForm.SHARE: lambda texts, source: shares_as_text(texts, percent=source.percent),
        }
        return own.get(column) or by_form.get(form) or self._texts

    def _texts(self, texts: Sequence[str], source: FieldSource) -> Read:
        if not source.values:
            return list(texts)
        return words_of(texts, source, read=lambda _text: None, hint=_values_hint())

    def _words(self, texts: Sequence[str], source: FieldSource) -> Read:
        def read(text: str) -> str | None:
            return word_of(text) if word_of(text) in set(WORDS.values()) else None

        return words_of(texts, source, read=read, hint=_values_hint())

    def _level(self, texts: Sequence[str], source: FieldSource) -> Read:
        known = {level.value for level in RowLevel}
        return words_of(texts, source, read=lambda text: text if text in known else None, hint=_values_hint())

    def _teams(self, texts: Sequence[str], source: FieldSource) -> Read:
        return words_of(texts, source, read=self._around.teams.find, hint=_values_hint())

    def _days(self, texts: Sequence[str], _source: FieldSource) -> Read:
        return days_of(texts, self._mapping.form)

    def _amounts(self, texts: Sequence[str], source: FieldSource) -> Read:
        unit, headed = unit_of_heading(" ".join(source.column))
        currency = source.currency if isinstance(source.currency, str) else headed
        if isinstance(source.currency, Currency):
            currency = None
        read = amounts_as_text(
            texts,
            unit=source.unit or unit or 1,
            currency=self._around.known.currency,
            forms=Forms(decimals=self._mapping.form.numbers),
            rates={**self._around.known.rates, **self._mapping.rates},
            stated=[currency] * len(texts),
        )
        return [
            one if isinstance(one, Doubt) else f"{Decimal(one).quantize(Decimal(1), ROUND_HALF_UP):f}" for one in read
        ]

    def _efforts(self, texts: Sequence[str], _source: FieldSource) -> Read:
        """Person-days, to the half day; one number or a range."""
        times = self._mapping.times.per_day if isinstance(self._mapping, FeatureMapping) else 1
        for text in texts:
            read = [read_number(plain(part), self._mapping.form.numbers) for part in text.split("/")]
            doubt = next((one for one in read if isinstance(one, Doubt)), None)
            halves = [
                (one * 2 / times).quantize(Decimal(1), ROUND_HALF_UP) for one in read if not isinstance(one, Doubt)
            ]
            yield doubt or " / ".join(as_text(one / 2) for one in halves)

    def _provided(self, texts: Sequence[str], source: FieldSource) -> Read:
        """Capabilities with their maturity: by the mapping, by name, by id."""
        named = {plain(key).casefold(): value for key, value in source.values.items()}
        default = self._mapping.maturity if isinstance(self._mapping, FeatureMapping) else None
        names = self._around.known.capabilities
        for text in texts:
            is_one = plain(text).casefold() in named or names.find(text) is not None  # a name may hold a comma
            parts = [text] if is_one else _parts(text, source)
            found = [_one_provided(part, named, names, default) for part in parts]
            doubt = next((one for one in found if isinstance(one, Doubt)), None)
            yield doubt if doubt is not None else "; ".join(dict.fromkeys(filter(None, map(str, found)))) or None

    def freeze(self, cells: Cells, before_ship: int | None) -> None:
        """Count the freeze day of a release back from its ship day, where no cell states it."""
        if "freeze" not in cells and before_ship is not None and "ship" in cells:
            ship, mark = cells["ship"]
            cells["freeze"] = (self._around.add(date.fromisoformat(ship), -abs(before_ship)).isoformat(), mark)

    def twice(self, file: str, row: Row, first: Row) -> Finding:
        """The finding that a file holds an entry twice."""
        message = _("the file contains this entry twice, first in line {line}").format(line=first.line)
        hint = _("Delete one of the rows, or name more columns under `key` in the mapping.")
        return Finding("duplicate-id", Place(file, row.line), message, hint)

    def resolve(self, entries: Mapping[str, EntryRow], findings: list[Finding], file: str) -> None:
        """Put ids for what rows say they wait for, once every feature has its id."""
        ids = dict(self._around.features) | {
            name: entry.cells["id"][0] for ref, entry in entries.items() for name in (entry.cells["id"][0], ref)
        }
        for entry in entries.values():
            if "after" in entry.cells and isinstance(self._mapping, FeatureMapping):
                text, mark = entry.cells["after"]
                waits = list(_waits(split_needs(text), ids, self._mapping.fields.after))
                findings += [
                    Finding(one.code, Place(file, *mark), one.message, one.hint)
                    for one in waits
                    if isinstance(one, Doubt)
                ]
                entry.cells["after"] = ("; ".join(filter(None, (one for one in waits if isinstance(one, str)))), mark)


def _values_hint() -> str:
    return _("State under `values` what this text means, or with `else` for all other texts.")


def _parts(text: str, source: FieldSource) -> list[str]:
    return split_needs(text, None if source.split is None else source.split + "\n")


def _one_provided(
    part: str, named: Mapping[str, str | None], names: CapabilityNames, default: str | None
) -> str | Doubt | None:
    if plain(part).casefold() in named:
        part = named[plain(part).casefold()] or ""
        if not part:
            return None
    name, _colon, level = plain(part).partition(":")
    whole = names.find(part)
    key = whole or names.find(name)
    maturity = default if whole or not level else word_of(level.strip())
    if key is None:
        near = names.near(name)
        hint = _("Did you mean {name}?").format(name=near) if near else _values_hint()
        return Doubt("unknown-reference", _("there is no capability {name}").format(name=name[:64]), hint)
    if maturity is None:
        message = _("no maturity is stated for {name}").format(name=name[:64])
        return Doubt("missing-field", message, _("State it for all of them in the mapping: `maturity: ga`."))
    return f"{key}: {maturity}"


def _waits(parts: Collection[str], ids: Mapping[str, str], source: FieldSource | None) -> Iterator[str | Doubt]:
    for part in parts:
        whole = ids.get(part)
        name, sign, rest = part.partition(":") if ":" in part else part.partition("+")
        key = whole or ids.get(name.strip())
        if key is not None:
            yield key if whole or not sign else f"{key}{sign} {rest.strip()}"
        elif source is None or source.otherwise == "finding":
            message = _("there is no feature {name}").format(name=name.strip()[:64])
            yield Doubt("unknown-reference", message, _("Import it too, or state `else: empty` for `after`."))
