"""What pages of the site are made of: facts, tables and links between things of the plan."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from roadmap.views.chart.feature_chart import ChartView
from roadmap.views.words import Badge


class Thing(StrEnum):
    """What has a page of its own; the value is the folder of these pages."""

    DEAL = "deals"
    RELEASE = "releases"
    FEATURE = "features"
    CAPABILITY = "capabilities"
    TEAM = "teams"
    OWNER = "owners"


@dataclass(frozen=True, slots=True)
class ThingLink:
    """A thing of the plan, by its id; owners by their name."""

    thing: Thing
    id: str


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table or one value of a fact: a text that may lead to a thing, with a sign and its tone before it
    and a remark below it."""

    text: str
    link: ThingLink | None = None
    badge: Badge | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """The head of a column; numbers stand at the right."""

    name: str
    number: bool = False


@dataclass(frozen=True, slots=True)
class SiteRow:
    """One row; `marks` are what it can be found by: owner, segment, status, team and quarter."""

    cells: tuple[Cell, ...]
    marks: str = ""


@dataclass(frozen=True, slots=True)
class SiteTable:
    """A table with its caption; the first column heads its rows."""

    id: str
    caption: str
    columns: tuple[Column, ...]
    rows: tuple[SiteRow, ...]
    note: str = ""

    def without(self, name: str) -> SiteTable:
        """The table without a column, which says the same in each row."""
        at = [column.name for column in self.columns].index(name)
        rows = (SiteRow((*row.cells[:at], *row.cells[at + 1 :]), row.marks) for row in self.rows)
        return SiteTable(self.id, self.caption, (*self.columns[:at], *self.columns[at + 1 :]), tuple(rows), self.note)


@dataclass(frozen=True, slots=True)
class ThingFact:
    """A name and one or more values."""

    name: str
    values: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class ThingPage:
    """The page of one thing: what it is, how it stands, what is known of it, and what hangs together with it."""

    link: ThingLink
    kind: str
    """What it is: a deal, a release."""
    title: str
    subtitle: str
    badge: Badge | None
    facts: tuple[ThingFact, ...]
    lines: tuple[str, ...]
    """Sentences about it, such as why it is late and what would help."""
    tables: tuple[SiteTable, ...]
    address: str = ""
    """Where people look it up outside, a web address; empty for none."""
    chart: ChartView | None = None


def web_address(text: str | None) -> str:
    """An address of the web that a page may lead to; empty for anything else."""
    return text if text and text.startswith(("https://", "http://")) else ""


@dataclass(frozen=True, slots=True)
class FilterChoice:
    """One value by which rows can be found, with the mark that they carry."""

    mark: str
    name: str


@dataclass(frozen=True, slots=True)
class SiteFilter:
    """A list of values of which one is chosen."""

    id: str
    name: str
    choices: tuple[FilterChoice, ...]


@dataclass(frozen=True, slots=True)
class ListPage:
    """One page of a list: the rows that stand on it, the pages of the list, and the filters that act on the page."""

    title: str
    statement: str
    table: SiteTable
    filters: tuple[SiteFilter, ...]
    counted: str
    """How many rows are shown, with `{n}` in place of the number: a script fills it in."""
    file: str
    pages: tuple[tuple[str, str, bool], ...]
    """File, name and whether it is this one, for each page of the list; empty where there is only one."""
