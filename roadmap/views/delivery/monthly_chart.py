"""The chart of the load page: people at work on cases in each month, if nothing is planned and as planned."""

from __future__ import annotations

from dataclasses import dataclass

from requirements.language import labelled
from roadmap.views.delivery.figures import Figures, Load
from roadmap.views.delivery.pieces import LoadScenario, Placing
from roadmap.views.delivery.written_amounts import people
from roadmap.views.formats import month

HEIGHT = 190
"""Height of the tallest column in pixels."""
TOP, FOOT = 24, 26
MARGIN, WIDTH, GAP = 0.1, 0.36, 0.04
"""Space before the first column, width of a column, and space between two, by the width of a month."""
NOTHING = 0.05
"""People too few to draw."""


@dataclass(frozen=True, slots=True)
class LoadColumn:
    """One column: where it stands (percent), how high it is (pixels), and its label (empty but at a peak)."""

    x: str
    y: str
    width: str
    height: str
    kind: str
    label: str
    label_x: str
    label_y: str
    title: str


@dataclass(frozen=True, slots=True)
class ColumnsView:
    """The chart: its months with the place of their name, its columns and the line of the average."""

    height: str
    base: str
    months: tuple[tuple[str, str], ...]
    columns: tuple[LoadColumn, ...]
    average_y: str
    average: str


def build_columns(figures: Figures) -> ColumnsView:
    """Draw all cases: if nothing is planned, and as planned with those of deals that are not served on top."""
    before = figures.outlook(Placing.UNPLANNED, LoadScenario.EVERYTHING).whole
    after = figures.outlook(Placing.PLANNED, LoadScenario.EVERYTHING).whole
    served = figures.outlook(Placing.PLANNED, LoadScenario.SERVED).whole
    top = max(before.highest, after.highest) or 1.0
    step = 100 / len(figures.calendar.months)
    columns = []
    for at in range(len(figures.calendar.months)):
        place = _Place(step * (at + MARGIN), step * WIDTH, HEIGHT / top)
        columns.append(_column(before, at, "unplanned", place))
        place = _Place(step * (at + MARGIN + WIDTH + GAP), step * WIDTH, HEIGHT / top)
        columns.append(_column(served, at, "planned", place))
        rest = after.months[at].people - served.months[at].people
        if rest > NOTHING:
            columns.append(_rest(after, at, rest, place))
    return ColumnsView(
        height=str(TOP + HEIGHT + FOOT),
        base=str(TOP + HEIGHT),
        months=tuple((f"{step * (at + 0.5):.2f}%", month(day)) for at, day in enumerate(figures.calendar.months)),
        columns=tuple(columns),
        average_y=f"{TOP + HEIGHT - HEIGHT * before.average / top:.1f}",
        average=people(before.average),
    )


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a column begins and how wide it is, in percent; pixels for one person."""

    x: float
    width: float
    scale: float


def _column(load: Load, at: int, kind: str, place: _Place) -> LoadColumn:
    """A column from the ground; the one of the peak has a label."""
    is_peak = at == load.peak and load.person_days > 0
    return _drawn(0.0, load.months[at].people, load, at, kind=kind, place=place, label=is_peak)


def _rest(load: Load, at: int, rest: float, place: _Place) -> LoadColumn:
    """What stands on top of a column."""
    return _drawn(load.months[at].people - rest, rest, load, at, kind="given-up", place=place, label=False)


def _drawn(floor: float, size: float, load: Load, at: int, *, kind: str, place: _Place, label: bool) -> LoadColumn:
    top = TOP + HEIGHT - place.scale * (floor + size)
    return LoadColumn(
        x=f"{place.x:.2f}%",
        y=f"{top:.1f}",
        width=f"{place.width:.2f}%",
        height=f"{place.scale * size:.1f}",
        kind=kind,
        label=people(size) if label else "",
        label_x=f"{place.x + place.width / 2:.2f}%",
        label_y=f"{top - 5:.1f}",
        title=labelled(month(load.months[at].month), people(size)),
    )
