"""Picking the values of one field out of the rows of a file: by column, always the same, or empty."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from requirements.finding import Finding, Place
from requirements.language import _
from requirements.reading.cells.doubt import Doubt, is_blank, plain
from requirements.reading.tables.columns import unguarded
from requirements.reading.tables.csv_reader import Row
from roadmap.importing.mapping import FieldSource
from roadmap.importing.sheets.headings import Headed

ColumnReader = Callable[[Sequence[str], FieldSource], Iterable[str | Doubt | None]]
"""Reads the cells of one column that hold something, all together."""


@dataclass(frozen=True, slots=True)
class Picking:
    """The rows of a file of which something is picked; what is in doubt is added to `findings`."""

    headed: Headed
    rows: Sequence[Row]
    file: str
    findings: list[Finding]

    def read(self, source: FieldSource | None, read: ColumnReader) -> list[str | None]:
        """The value of a field for each row; None where it has none, or where it is in doubt."""
        if source is None:
            return [None] * len(self.rows)
        if source.always is not None:
            return [source.always] * len(self.rows)
        positions = [at for heading in source.column for at in self.headed.positions(heading)]
        texts = [
            next((unguarded(row.cells[at]) for at in positions if not is_blank(row.cells[at])), None)
            for row in self.rows
        ]
        holding = [at for at, text in enumerate(texts) if text is not None]
        found: list[str | None] = [source.empty] * len(texts)
        for at, value in zip(holding, read([str(texts[at]) for at in holding], source), strict=True):
            if isinstance(value, Doubt):
                place = Place(self.file, *self.rows[at].marks[positions[0]])
                self.findings.append(Finding(value.code, place, value.message, value.hint))
            found[at] = None if isinstance(value, Doubt) else value
        return found


def words_of(
    texts: Sequence[str], source: FieldSource, *, read: Callable[[str], str | None], hint: str
) -> Iterator[str | Doubt | None]:
    """Texts of a closed list: by the mapping, else as `read` knows them; a doubt with this hint where nobody does."""
    named = {plain(key).casefold(): value for key, value in source.values.items()}
    for text in texts:
        word = named.get(plain(text).casefold()) or read(text)
        if word is None and source.otherwise in ("finding", "question"):
            message = _("{column}: the mapping does not say what '{text}' means")
            yield Doubt("import-value", message.format(column=", ".join(source.column), text=text[:40]), hint)
        else:
            yield word or (source.otherwise if word is None else None)
