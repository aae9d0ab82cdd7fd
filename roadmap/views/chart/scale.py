"""The time scale of a chart: days to places, in percent of its width."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from requirements.chinese import places
from requirements.language import _, is_chinese
from roadmap.editions.seen import Seen
from roadmap.plans.document import Plan
from roadmap.views.formats import month

FEW_MONTHS = 15
WEEK_STEPS = ((1, 13), (2, 26), (4, 60), (13, 170), (26, 10_000))
"""Which work weeks have a label, by the most weeks of a scale."""
LABEL_WIDTH = 1.2
"""Width of one character of a label in percent of the narrowest chart that is shown."""
MONTH_WIDTH = 1.0
"""The same for the names of months, which stand close together."""
LABEL_GAP = 1.0


@dataclass(frozen=True, slots=True)
class Tick:
    """A month on the scale: where it begins, and its name (empty where there is no room for one)."""

    at: str
    label: str
    year: str
    """The year in two digits, at the first month shown of it; else empty."""
    year_before: str = ""
    """The same where the language writes the year before the month, in two digits."""


@dataclass(frozen=True, slots=True)
class Scale:
    """Whole months from `first` to `last`, both included."""

    first: date
    last: date

    def share(self, day: date) -> float:
        """Where a day begins, in percent, cut at the ends of the scale."""
        length = (self.last - self.first).days + 1
        return 100 * min(max((day - self.first).days / length, 0), 1)

    def at(self, day: date) -> str:
        """Where a day begins."""
        return f"{self.share(day):.2f}%"

    def end(self, day: date) -> str:
        """Where a day ends."""
        return self.at(day + timedelta(days=1))

    def width(self, first: date, last: date) -> str:
        """How wide a period is, both days included."""
        return f"{self.share(last + timedelta(days=1)) - self.share(first):.2f}%"


def scale_of(plan: Plan | Seen) -> Scale:
    """The scale of a plan: the whole months from its start to its horizon."""
    return Scale(plan.start.replace(day=1), following_month(plan.horizon) - timedelta(days=1))


def following_month(day: date) -> date:
    """The first day of the next month."""
    return (day.replace(day=1) + timedelta(days=32)).replace(day=1)


def months(first: date, last: date) -> list[date]:
    """The first days of the months from one day to another, both months included."""
    days = [first.replace(day=1)]
    while (day := following_month(days[-1])) <= last:
        days.append(day)
    return days


def ticks(scale: Scale) -> tuple[Tick, ...]:
    """The months of a scale; on a long one only the first month of each quarter has a name."""
    every = months(scale.first, scale.last)
    named = every if len(every) <= FEW_MONTHS else [day for day in every if day.month % 3 == 1]
    years = {day.year: day for day in reversed(named)}
    found, free = [], 0.0
    for day in every:
        tick = _tick(scale.at(day), day, is_named=day in named, is_first=years.get(day.year) == day)
        shown = next(
            (one for one in (tick, Tick(tick.at, tick.label, "")) if _has_room(scale.share(day), one, free)), None
        )
        found.append(shown or Tick(tick.at, "", ""))
        free = free if shown is None else scale.share(day) + _width(shown)
    return tuple(found)


def _has_room(share: float, tick: Tick, free: float) -> bool:
    """Whether the name of a month neither covers the one before it, which ends at `free`, nor reaches out."""
    return share >= free and share + _width(tick) <= 100


def _width(tick: Tick) -> float:
    return MONTH_WIDTH * places(f"{tick.year_before} {tick.label} {tick.year}".strip())


def _tick(at: str, day: date, *, is_named: bool, is_first: bool) -> Tick:
    label = month(day) if is_named else ""
    if not is_first:
        return Tick(at, label, "")
    if is_chinese():
        return Tick(at, label, "", year_before=f"{day.year % 100:02} 年")
    return Tick(at, label, f"’{day.year % 100:02}")


def week_ticks(scale: Scale) -> tuple[Tick, ...]:
    """Some work weeks of a scale, numbered after ISO 8601, each at its Monday: every second, fourth or eighth; none
    whose name would reach out of the chart."""
    weeks = (scale.last - scale.first).days // 7
    step = next((step for step, most in WEEK_STEPS if weeks <= most), WEEK_STEPS[-1][0])
    monday = scale.first + timedelta(days=-scale.first.weekday() % 7)
    found, free = [], 0.0
    while monday <= scale.last:
        number, share = monday.isocalendar().week, scale.share(monday)
        label = _("WW{week:02}").format(week=number)
        if number % step == 1 % step and share >= free and anchor(share, label) == "start":
            found.append(Tick(scale.at(monday), label, ""))
            free = share + LABEL_WIDTH * len(label)
        monday += timedelta(days=7)
    return tuple(found)


def anchor(share: float, label: str, *, each: float = LABEL_WIDTH) -> str:
    """Which end of a label stands at a place, so that the label stays inside the chart: its start, or its end.

    `each` is the width of one character in percent.
    """
    return "end" if share + each * len(label) > 100 else "start"


def lanes(labels: list[tuple[float, str]]) -> list[int]:
    """The lane of each label, so that none covers another. Each stands at a place in percent; they come in order."""
    ends: list[float] = []
    chosen = []
    for at, label in labels:
        width = LABEL_WIDTH * len(label) + LABEL_GAP
        start = at - width if anchor(at, label) == "end" else at
        lane = next((n for n, end in enumerate(ends) if end <= start), len(ends))
        ends[lane : lane + 1] = [start + width]
        chosen.append(lane)
    return chosen


def lanes_of(periods: Sequence[tuple[date, date]]) -> list[int]:
    """The lane of each period, both days included, so that no two in one lane share a day: the first that is free."""
    last: list[date] = []
    chosen = [0] * len(periods)
    for place in sorted(range(len(periods)), key=periods.__getitem__):
        begin, end = periods[place]
        lane = next((n for n, day in enumerate(last) if day < begin), len(last))
        last[lane : lane + 1] = [end]
        chosen[place] = lane
    return chosen
