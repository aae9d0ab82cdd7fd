"""An edition as a value: a few figures and tables of typed cells, from which pages, sheets and slides are written.

It holds what one audience may see and nothing else: its builders are given `roadmap.editions.seen.Seen`, and no plan.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from roadmap.policy.editions import Audience
from roadmap.views.chart.feature_chart import ChartView
from roadmap.views.chart.gate_chart import GateChart
from roadmap.views.futures.pictures import Curve
from roadmap.views.site.parts import Thing, ThingLink
from roadmap.views.words import Badge

Scalar = str | int | float | date | None


@dataclass(frozen=True, slots=True)
class EditionCell:
    """One cell: what people read, and the value behind it for sheets; a badge makes it a status."""

    text: str
    value: Scalar = None
    """A number or a day where it is one, else None."""
    badge: Badge | None = None
    remark: str = ""
    """A second line in small print."""
    link: ThingLink | None = None
    """The thing that it names, by the id that the audience knows; it has a page in the site of an edition."""


@dataclass(frozen=True, slots=True)
class EditionColumn:
    """The heading of a column, and whether it is one of numbers, which stand to the right."""

    name: str
    number: bool = False


@dataclass(frozen=True, slots=True)
class EditionTable:
    """A table with its heading; `key` is its address on a page and the name of its sheet for programs."""

    key: str
    heading: str
    note: str
    columns: tuple[EditionColumn, ...]
    rows: tuple[tuple[EditionCell, ...], ...]
    empty: str = ""
    """What is said where it has no rows; a table without rows and without this is left out."""
    lead: int = 0
    """So many cells at the beginning say what a row is about; on a page, rows about the same share them."""

    @property
    def spans(self) -> tuple[int, ...]:
        """For each row, how many rows share its lead from it on; 0 where it is shared with a row above."""
        found = [0] * len(self.rows)
        first = 0
        for at, row in enumerate(self.rows):
            if not self.lead or row[: self.lead] != self.rows[first][: self.lead]:
                first = at
            found[first] += 1
        return tuple(found)


@dataclass(frozen=True, slots=True)
class EditionFigure:
    """A figure with its name, a remark and a tone (good, risk, late, lost or plain)."""

    name: str
    amount: str
    remark: str = ""
    tone: str = "plain"
    part: float = 0.0
    """Its share of the bar, from 0 to 1; 0 for what is no part of it."""


@dataclass(frozen=True, slots=True)
class EditionLane:
    """One column of the picture: a period or a release, and what comes in it."""

    name: str
    remark: str
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EditionCurve:
    """The curve of revenue over many futures, in words and as a picture."""

    heading: str
    lines: tuple[str, ...]
    note: str
    picture: Curve


@dataclass(frozen=True, slots=True)
class EditionView:
    """A whole edition."""

    audience: Audience
    language: str
    eyebrow: str
    name: str
    statement: str
    notice: str
    company: str
    colour: str
    """The accent colour, as #rrggbb; empty for ours."""
    logo: str
    """The company's logo as a data address; empty without one."""
    meta: tuple[tuple[str, str], ...]
    """Recipient, day, expiry: names and values."""
    running: str
    """What stands at the foot of every printed page."""
    lanes: tuple[EditionLane, ...]
    figures: tuple[EditionFigure, ...]
    tables: tuple[EditionTable, ...]
    legal: tuple[str, ...]
    """The paragraphs of the legal text."""
    curve: EditionCurve | None = None
    """How often so much revenue is reached; None where that is not known, or not for the audience."""
    chart: ChartView | None = None
    """The timeline of features, for those who see them; None on pages without it."""
    gates: GateChart | None = None
    """The timeline of promises, for those who see no features; None on pages without it."""

    @property
    def slices(self) -> tuple[tuple[str, str, str], ...]:
        """The parts of the bar: tone, where each begins and how wide it is, in percent; none where there is no bar."""
        found, left = [], 0.0
        for one in self.figures:
            if one.part:
                found.append((one.tone, f"{100 * left:.2f}%", f"{100 * one.part:.2f}%"))
                left += one.part
        return tuple(found)


def text(words: str) -> EditionCell:
    """A cell of words."""
    return EditionCell(words)


def linked(words: str, thing: Thing, key: str | None) -> EditionCell:
    """A cell that names a thing; without an id it only says its words."""
    return EditionCell(words, link=None if key is None else ThingLink(thing, key))


def badge(mark: Badge, remark: str = "") -> EditionCell:
    """A cell that says how something stands."""
    return EditionCell(mark.word, badge=mark, remark=remark)


def kept(tables: tuple[EditionTable, ...]) -> tuple[EditionTable, ...]:
    """The tables that have something to say."""
    return tuple(table for table in tables if table.rows or table.empty)
