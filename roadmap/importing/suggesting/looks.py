"""What a file looks like: which of its columns are which fields, and what is in the others, masked."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from requirements.language import _
from requirements.reading.cells.amounts import CURRENCIES, Money, read_amounts, unit_of_heading
from requirements.reading.cells.doubt import is_blank
from requirements.reading.cells.stages import read_stage
from requirements.reading.tables.deal_table import Known
from roadmap.importing.sheets.headings import Headed, name_of
from roadmap.importing.suggesting.presets import Preset
from roadmap.importing.suggesting.synonyms import COLUMNS, column_for

_LOOKED_AT = 200
_CURRENCY = ("currency", "currencycode", "currency code", "currencyisocode", "币种", "货币", "币别")
"""What the column of the currencies is called, alone or behind the name of the column of amounts."""
_PLAIN = re.compile(r"[A-Za-z\u4e00-\u9fff][\w\u4e00-\u9fff ()（）%/.+-]*")
_WORDS = {"null", "true", "false", "yes", "no", "on", "off"}


@dataclass(slots=True)
class Looked:
    """What is known of the file: its table, its preset, and the columns by field, each with its cells that are not
    blank."""

    headed: Headed
    preset: Preset
    known: Known
    positions: dict[str, int] = field(default_factory=dict)

    def cells(self, column: str) -> list[str]:
        """The cells of a field that are not blank."""
        at = self.positions[column]
        return [row.cells[at] for row in self.headed.rows if not is_blank(row.cells[at])]

    def heading(self, column: str) -> str:
        """How the mapping names the column of a field."""
        return self.title(self.positions[column])

    def currency(self) -> int | None:
        """The column that holds the currency of each amount: named like it, or so that nothing else is meant."""
        if "value" not in self.positions:
            return None
        value, names = name_of(self.heading("value")), [name_of(text) for text in self.headed.lower]
        beside = {f"{value}{space}{word}" for word in _CURRENCY for space in ("", " ")}
        named = [at for at, name in enumerate(names) if name in beside]
        named += [at for at, name in enumerate(names) if name in _CURRENCY]
        others = (at for at in range(len(names)) if at not in self.positions.values() and self._are_currencies(at))
        return next(iter([*named, *others]), None)

    def _are_currencies(self, at: int) -> bool:
        """Whether a column holds codes of currencies and nothing else."""
        cells = {row.cells[at].strip() for row in self.headed.rows} - {""}
        return bool(cells) and all(code in CURRENCIES for code in cells)

    def currencies(self) -> list[str]:
        """The currencies of the amounts, as their cells and the column beside them say, the most frequent first."""
        if "value" not in self.positions:
            return []
        at = self.currency()
        beside = [] if at is None else [row.cells[at].strip().upper() for row in self.headed.rows]
        unit, headed = unit_of_heading(self.heading("value"))
        written = [one.currency for one in read_amounts(self.cells("value"), unit=unit or 1) if isinstance(one, Money)]
        known = Counter(code for code in [*beside, *written, headed] if code is not None and code in CURRENCIES)
        return [code for code, _count in known.most_common()]

    def title(self, at: int) -> str:
        """The heading of a column: its lower part where that is alone."""
        low = self.headed.lower[at]
        return low if self.headed.lower.count(low) == 1 else self.headed.headings[at]


def chosen(headed: Headed) -> dict[str, int]:
    """The column of each field: of several that would do the likeliest."""
    best: dict[str, tuple[int, int]] = {}
    for at, (whole, low) in enumerate(zip(headed.headings, headed.lower, strict=True)):
        meant = _twin(whole) or column_for(whole) or column_for(low)
        filled = not headed.rows or any(not is_blank(row.cells[at]) for row in headed.rows)
        if meant is not None and filled and (meant[1], at) < best.get(meant[0], (len(COLUMNS) * 99, 0)):
            best[meant[0]] = (meant[1], at)
    found = {column: at for column, (_rank, at) in best.items()}
    if "stage" not in found:
        like = [at for at in range(len(headed.headings)) if at not in found.values() and _holds_stages(headed, at)]
        found |= {"stage": like[0]} if len(like) == 1 else {}
    return found


def _holds_stages(headed: Headed, at: int) -> bool:
    """Whether most cells of a column are stages, and not all the same one."""
    read = [read_stage(row.cells[at]) for row in headed.rows if not is_blank(row.cells[at])]
    known = [stage for stage in read if stage is not None]
    return len(set(known)) > 1 and 3 * len(known) >= 2 * len(read)


def _twin(heading: str) -> tuple[str, int] | None:
    """The column that the readable twin of a reference means, such as `owner__r`: likelier than any other."""
    found = column_for(heading[:-3]) if heading.endswith("__r") else None
    return None if found is None else (found[0], -1)


def other_columns(sheet: Looked) -> Iterator[str]:
    """The columns that nothing is made of: how full they are, and what their cells look like, with every letter and
    digit masked."""
    taken = {*sheet.positions.values(), sheet.currency()}
    rows = sheet.headed.rows
    for at, heading in enumerate(sheet.headed.headings):
        if at in taken or not heading:
            continue
        cells = [row.cells[at] for row in rows if row.cells[at]]
        share = len(cells) * 100 // max(1, len(rows))
        looks = ", ".join(list(dict.fromkeys(map(masked, cells[:_LOOKED_AT])))[:3])
        yield _(
            "column not imported: {heading}; filled in {share}% of the rows; pattern of its values: {looks}"
        ).format(heading=quoted(heading), share=share, looks=looks or "-")


def masked(text: str) -> str:
    """What a text looks like, without what it says."""
    kinds = {"L": "x", "N": "9"}
    return "".join(
        "某"
        if "\u4e00" <= sign <= "\u9fff"
        else kinds.get(unicodedata.category(sign)[0], sign if sign.isprintable() else " ")
        for sign in text[:24]
    )


def quoted(text: str) -> str:
    """A text as YAML takes it, in quotes where it needs them."""
    if _PLAIN.fullmatch(text) and text.casefold() not in _WORDS and not text.endswith(" "):
        return text
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t") + '"'
