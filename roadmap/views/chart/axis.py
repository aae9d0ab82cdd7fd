"""The axis of a chart: months, work weeks, today, and releases as flags."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from requirements.language import _
from roadmap.editions.seen import Seen
from roadmap.plans.document import Plan
from roadmap.views.chart.scale import Scale, Tick, anchor, lanes, ticks, week_ticks
from roadmap.views.formats import long_day, short_day

LANE_HEIGHT = 18
FIRST_LANE = 48


@dataclass(frozen=True, slots=True)
class Flag:
    """A release on the scale: its freeze and ship day, and its label with the height at which it stands (pixels);
    `freeze_at` is empty for readers who are not told of freezes."""

    id: str
    freeze_at: str
    ship_at: str
    y: str
    anchor: str
    title: str


@dataclass(frozen=True, slots=True)
class ChartAxis:
    """What stands above the rows of a chart, and the lines that run through them."""

    months: tuple[Tick, ...]
    weeks: tuple[Tick, ...]
    """Some work weeks: those that have room for a label."""
    flags: tuple[Flag, ...]
    today_at: str
    today_anchor: str
    today: str
    head_height: str


def axis_of(plan: Plan | Seen, scale: Scale, *, freezes: bool = True) -> dict[str, Any]:
    """The fields of `ChartAxis` for a plan, or for a plan as an audience sees it, which may not know of freezes."""
    flags, height = _flags(plan.releases, scale, freezes=freezes)
    today = _("Today, {day}").format(day=short_day(plan.as_of))
    return {
        "months": ticks(scale),
        "weeks": week_ticks(scale),
        "flags": flags,
        "today_at": scale.at(plan.as_of),
        "today_anchor": anchor(scale.share(plan.as_of), today),
        "today": today,
        "head_height": str(height),
    }


def _flags(releases: Iterable[Any], scale: Scale, *, freezes: bool) -> tuple[tuple[Flag, ...], int]:
    used = sorted((line for line in releases if line.used), key=lambda line: (line.ship, line.id))
    rows = lanes([(scale.share(line.ship), line.id) for line in used])
    flags = tuple(
        Flag(
            id=line.id,
            freeze_at=scale.at(line.freeze) if freezes else "",
            ship_at=scale.at(line.ship),
            y=str(FIRST_LANE + LANE_HEIGHT * (row + 1) - 4),
            anchor=anchor(scale.share(line.ship), line.id),
            title=_flag_title(line, freezes=freezes),
        )
        for line, row in zip(used, rows, strict=True)
    )
    return flags, FIRST_LANE + LANE_HEIGHT * (max(rows, default=0) + 1) + 4


def _flag_title(line: Any, *, freezes: bool) -> str:
    if not freezes:
        return _("{release}: ships on {day}").format(release=line.id, day=long_day(line.ship))
    return _("{release}: freeze on {freeze}, ship on {ship}").format(
        release=line.id, freeze=long_day(line.freeze), ship=long_day(line.ship)
    )
