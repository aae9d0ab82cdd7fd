"""The timeline of promises as a chart: a row for each deal, with its gates, what is promised for them and the days
between; for readers who see dates and promises, and no work."""

from __future__ import annotations

from dataclasses import dataclass

from roadmap.views.chart.axis import ChartAxis
from roadmap.views.words import Badge

OUTLINES = {
    "gate": "M-4.5 0 A4.5 4.5 0 1 0 4.5 0 A4.5 4.5 0 1 0 -4.5 0Z",
    "promise": "M0 -6 L6 0 L0 6 L-6 0Z",
    "beyond": "M-9 -6 L0 0 L-9 6Z",
    "missed": "M-4 -4 L4 4 M4 -4 L-4 4",
}
"""The outlines of marks in pixels: a circle, a diamond, an arrow to the right and a cross."""


@dataclass(frozen=True, slots=True)
class GateMark:
    """A gate or a promise on the scale. `shape` is gate, promise, beyond (a promise for a day after the
    scale) or missed; `tone` how the deal stands there."""

    at: str
    shape: str
    tone: str
    title: str

    @property
    def kind(self) -> str:
        """Its class in the style sheet."""
        return f"promise {self.tone}" if self.shape in ("promise", "beyond") else self.shape

    @property
    def path(self) -> str:
        """Its outline around the place where it stands."""
        return OUTLINES[self.shape]


@dataclass(frozen=True, slots=True)
class GateSpan:
    """The days between a promise and its gate: to spare, or late."""

    from_at: str
    to_at: str
    tone: str


@dataclass(frozen=True, slots=True)
class DrawnDeal:
    """One deal."""

    deal: str
    customer: str
    name: str
    standing: Badge
    next_gate: str
    """The gate that comes next, else the last one."""
    next_day: str
    promised: str
    """The day that is promised for it, and the release."""
    spans: tuple[GateSpan, ...]
    marks: tuple[GateMark, ...]


@dataclass(frozen=True, slots=True)
class DrawnGroup:
    """The deals of one owner, segment or release, those first whose gates come first."""

    name: str
    remark: str
    rows: tuple[DrawnDeal, ...]


@dataclass(frozen=True, slots=True)
class GateChart(ChartAxis):
    """The chart: its scale, its flags and its rows."""

    legend: tuple[Badge, ...]
    """How a promise can stand."""
    groups: tuple[DrawnGroup, ...]
    note: str = ""
    """What is left out; empty if nothing is."""
