"""The load of each skill, month by month."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from requirements.language import _
from roadmap.plans.document import Plan
from roadmap.plans.engineering.people import SkillLine
from roadmap.views.chart.scale import months
from roadmap.views.formats import month_heading, percent

STEPS = (0.01, 0.4, 0.6, 0.8, 0.95)
"""The shares of load at which the heat map changes its shade."""
TO_THURSDAY = timedelta(days=3)


@dataclass(frozen=True, slots=True)
class LoadCell:
    """One skill in one month: its load as a share, the person-days behind it, a shade from 0 to 5, a sign if full."""

    share: str
    days: str
    shade: str
    sign: str


@dataclass(frozen=True, slots=True)
class LoadRow:
    """One skill."""

    skill: str
    people: str
    shared: str
    """How many of the people have another skill too; empty for none."""
    reserved: str
    cells: tuple[LoadCell, ...]
    whole: LoadCell


@dataclass(frozen=True, slots=True)
class LoadView:
    """The heat map; `months` heads its columns."""

    months: tuple[str, ...]
    rows: tuple[LoadRow, ...]


def build_load(plan: Plan) -> LoadView:
    """Sum the weeks of each skill by month; a week belongs to the month that holds its Thursday."""
    every = sorted({_month_of(week.monday) for skill in plan.skills for week in skill.weeks})
    columns = months(every[0], every[-1]) if every else []
    return LoadView(
        months=tuple(month_heading(day, at) for at, day in enumerate(columns)),
        rows=tuple(_row(skill, columns) for skill in plan.skills),
    )


def _month_of(monday: date) -> date:
    return (monday + TO_THURSDAY).replace(day=1)


def _row(skill: SkillLine, columns: list[date]) -> LoadRow:
    used, available = dict.fromkeys(columns, 0), dict.fromkeys(columns, 0)
    for week in skill.weeks:
        used[_month_of(week.monday)] += week.used
        available[_month_of(week.monday)] += week.available
    return LoadRow(
        skill=skill.id,
        people=str(skill.people),
        shared=_("{count} also with other skills").format(count=skill.shared) if skill.shared else "",
        reserved=percent(skill.reserved),
        cells=tuple(_cell(used[day], available[day]) for day in columns),
        whole=_cell(sum(used.values()), sum(available.values())),
    )


def _cell(used: int, available: int) -> LoadCell:
    if available == 0:
        return LoadCell("–", _("nobody") if used == 0 else str(used), "0", "" if used == 0 else "▲")
    shade = sum(used / available >= step for step in STEPS)
    return LoadCell(percent(used, available), f"{used}/{available}", str(shade), "▲" if shade == len(STEPS) else "")
