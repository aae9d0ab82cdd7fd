"""What an exported file of deals says of the company: its customers, what they need, and how often they buy."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from itertools import combinations

from requirements.catalogue import catalogue_capabilities
from requirements.gate import Stage
from requirements.reading.cells.amounts import Money, read_amounts, unit_of_heading
from requirements.reading.cells.days import order_of, read_day
from requirements.reading.cells.doubt import plain
from requirements.reading.cells.needs import CapabilityNames, need_names, split_needs
from requirements.reading.cells.numbers import Decimals
from requirements.reading.reference_ids import id_of_ref
from requirements.reading.tables.deal_table import GATES, NEEDS, Known
from roadmap.importing.sheets.headings import Headed
from roadmap.importing.suggesting.looks import Looked, chosen
from roadmap.importing.suggesting.presets import preset_of, stage_of

ENOUGH = 8
"""Closed deals of a segment from which its win rate is taken."""
_THOUSAND = 1000
_WON = (Stage.WON, Stage.DELIVERY, Stage.ACCEPTED, Stage.PAID)


@dataclass(slots=True)
class SegmentSeen:
    """A kind of customers in a file. Amounts are in thousands."""

    key: str
    name: str
    deals: int = 0
    open_value: int = 0
    """The sum of what its open deals are worth; 0 where no unit is known."""
    won: int = 0
    lost: int = 0

    @property
    def win_rate(self) -> tuple[int, int] | None:
        """Deals that were won, of those that were won or lost; None where there are too few to tell."""
        closed = self.won + self.lost
        return (self.won, closed) if closed >= ENOUGH and self.won else None


@dataclass(frozen=True, slots=True)
class CompanySeen:
    """A company as a file of its deals shows it."""

    segments: tuple[SegmentSeen, ...]
    known: tuple[str, ...]
    """Capabilities of the catalogue that deals need, the most frequent first."""
    own: Mapping[str, str] = field(default_factory=dict)
    """Ids and names of what they need and the catalogue does not know, the most frequent first. Spellings that differ
    in case, blanks and dashes alone are one."""
    alike: tuple[tuple[str, str], ...] = ()
    """Names of those that may be the same thing: the words of the first are all among the words of the second."""
    days: tuple[date, ...] = ()
    """The first and the last day of a gate, or nothing."""


def company_in(headed: Headed) -> CompanySeen:
    """Read the segments, the needs and the days of a table of deals.

    Without a column of segments all deals are of one, `customers`. Where the file says how deals ended, segments have
    what was won and lost.
    """
    _name, preset = preset_of([*headed.headings, *headed.lower])
    sheet = Looked(headed, preset, Known(), chosen(headed))
    needs = Counter(need for column in NEEDS if column in sheet.positions for need in _needs(sheet, column))
    shipped = catalogue_capabilities().items()
    synonyms = ((key, word) for key, entry in shipped for word in entry.synonyms)
    names = CapabilityNames.of(((key, entry.name) for key, entry in shipped), synonyms)
    ids = {need: names.find(need) for need, _ in needs.most_common()}
    own: dict[str, str] = {}
    for need, known in ids.items():
        if known is None and CapabilityNames.of(own.items()).find(need) is None:
            own[id_of_ref(need, "c").lower()] = need
    days = sorted(day for gate in GATES if gate in sheet.positions for day in _days(sheet, gate))
    return CompanySeen(
        segments=tuple(_segments(sheet)),
        known=tuple(dict.fromkeys(key for key in ids.values() if key is not None)),
        own=own,
        alike=tuple(_alike(list(own.values()))),
        days=tuple(days[:1] + days[-1:]),
    )


def _alike(names: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The pairs of names of which one has all words of the other; Chinese beside Latin letters is a word of its own."""
    words = {name: frozenset(re.findall(r"[a-z0-9]+|[\u4e00-\u9fff]+", plain(name).casefold())) for name in names}
    for one, other in combinations(sorted(names, key=lambda name: (len(words[name]), names.index(name))), 2):
        if words[one] and words[one] <= words[other]:
            yield one, other


def _needs(sheet: Looked, column: str) -> Iterator[str]:
    """The texts of needs, without maturity and weight."""
    for cell in sheet.cells(column):
        for part in split_needs(cell):
            yield from need_names(part)


def _days(sheet: Looked, gate: str) -> Iterator[date]:
    cells = sheet.cells(gate)
    order = order_of(cells)
    yield from (day for cell in cells if isinstance(day := read_day(cell, order=order), date))


def _segments(sheet: Looked) -> list[SegmentSeen]:
    rows = sheet.headed.rows
    segment, stage = sheet.positions.get("segment"), sheet.positions.get("stage")
    amounts = _amounts(sheet)
    found: dict[str, SegmentSeen] = {}
    for row, amount in zip(rows, amounts, strict=True):
        name = "" if segment is None else plain(row.cells[segment])
        seen = found.setdefault(name, SegmentSeen(id_of_ref(name, "s") if name else "customers", name or "Customers"))
        text = "" if stage is None else row.cells[stage]
        told = stage_of(text, sheet.preset)
        now = None if told is None else Stage(told)
        seen.deals += 1
        seen.won += now in _WON
        seen.lost += now is Stage.LOST
        seen.open_value += amount if now not in (*_WON, Stage.LOST) else 0
    return sorted(found.values(), key=lambda seen: (-seen.deals, seen.key))


def _amounts(sheet: Looked) -> list[int]:
    """What each deal is worth, in thousands; 0 where the file does not say it beyond doubt."""
    rows = sheet.headed.rows
    if "value" not in sheet.positions:
        return [0] * len(rows)
    at, (unit, _currency) = sheet.positions["value"], unit_of_heading(sheet.heading("value"))
    unit = unit or sheet.preset.unit
    cells = [row.cells[at] for row in rows]
    read = read_amounts(cells, unit=unit or 1, usual=Decimals.POINT)
    sure = [one.amount if isinstance(one, Money) and (unit or not _bare(cell)) else Decimal(0)
            for one, cell in zip(read, cells, strict=True)]  # fmt: skip
    return [int(amount / _THOUSAND) for amount in sure]


def _bare(cell: str) -> bool:
    return cell.strip()[-1:].isdigit()
