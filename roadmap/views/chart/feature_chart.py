"""The timeline of features: one row each, grouped by team, with releases, freeze days and the plan's day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from requirements.language import _, enumerated
from roadmap.plan.document import FeatureLine, Plan, ReleaseLine
from roadmap.plan.work import WorkLine, WorkStatus
from roadmap.supply.feature import Phase
from roadmap.views.chart.pauses import pause_words, pieces_of
from roadmap.views.chart.scale import Scale, Tick, anchor, lanes, lanes_of, scale_of, ticks
from roadmap.views.formats import long_day, short_day, short_table_day, short_table_span, span, working_days
from roadmap.views.lookup import Lookup
from roadmap.views.waits import late_words, skill_words
from roadmap.views.words import feature_remark, phase_word, work_badge

LANE_HEIGHT = 18
FIRST_LANE = 34
BARS = 12
"""Height of the bars of a row in pixels."""
DONE = "done"


@dataclass(frozen=True, slots=True)
class Bar:
    """Some days of a work item on the scale, thin where nobody works in them; `shape` is its phase, or done. `y` and
    `height` in pixels from the middle of the row."""

    left: str
    width: str
    y: str
    height: str
    shape: str
    title: str


@dataclass(frozen=True, slots=True)
class Flag:
    """A release on the scale: its freeze and ship day, and its label with the height at which it stands (pixels)."""

    id: str
    freeze_at: str
    ship_at: str
    y: str
    anchor: str
    title: str


@dataclass(frozen=True, slots=True)
class ChartRow:
    """One feature."""

    id: str
    name: str
    remark: str
    to_come: bool
    """Whether only deals that nobody has yet count on it."""
    release: str
    verified: str
    slack: str
    days: str
    bars: tuple[Bar, ...]
    lands_at: str
    """Where its release ships; empty where the plan does not hold that release."""
    lands_title: str


@dataclass(frozen=True, slots=True)
class ChartGroup:
    """The features of one team, the earliest landing first."""

    team: str
    people: str
    features: str
    rows: tuple[ChartRow, ...]


@dataclass(frozen=True, slots=True)
class Shape:
    """How the bars of a phase look, and what it is called."""

    shape: str
    word: str


@dataclass(frozen=True, slots=True)
class ChartView:
    """The chart: its scale, its flags and its rows."""

    legend: tuple[Shape, ...]
    months: tuple[Tick, ...]
    flags: tuple[Flag, ...]
    today_at: str
    today_anchor: str
    today: str
    head_height: str
    to_come: bool
    """Whether some feature is built for deals that nobody has yet."""
    pauses: bool
    """Whether some work pauses."""
    waits: bool
    """Whether some of it is a wait with nobody working."""
    groups: tuple[ChartGroup, ...]


def build_chart(plan: Plan, lookup: Lookup) -> ChartView:
    """Draw the features of a plan."""
    scale = scale_of(plan)
    flags, height = _flags(plan.releases, scale)
    today = _("Today, {day}").format(day=short_day(plan.as_of))
    return ChartView(
        legend=(*(Shape(phase.value, phase_word(phase)) for phase in Phase), Shape(DONE, _("Done"))),
        months=ticks(scale),
        flags=flags,
        today_at=scale.at(plan.as_of),
        today_anchor=anchor(scale.share(plan.as_of), today),
        today=today,
        head_height=str(height),
        to_come=any(line.for_placeholders_only for line in plan.features),
        pauses=any(pause.whole for line in plan.features for item in line.work for pause in item.pauses),
        waits=any(item.wait for line in plan.features for item in line.work),
        groups=_groups(plan, lookup, scale),
    )


def _flags(releases: list[ReleaseLine], scale: Scale) -> tuple[tuple[Flag, ...], int]:
    used = sorted((line for line in releases if line.used), key=lambda line: (line.ship, line.id))
    rows = lanes([(scale.share(line.ship), line.id) for line in used])
    flags = tuple(
        Flag(
            id=line.id,
            freeze_at=scale.at(line.freeze),
            ship_at=scale.at(line.ship),
            y=str(FIRST_LANE + LANE_HEIGHT * (row + 1) - 4),
            anchor=anchor(scale.share(line.ship), line.id),
            title=_("{release}: freeze on {freeze}, ship on {ship}").format(
                release=line.id, freeze=long_day(line.freeze), ship=long_day(line.ship)
            ),
        )
        for line, row in zip(used, rows, strict=True)
    )
    return flags, FIRST_LANE + LANE_HEIGHT * (max(rows, default=0) + 1) + 4


def _groups(plan: Plan, lookup: Lookup, scale: Scale) -> tuple[ChartGroup, ...]:
    people = {team.id: str(team.people) for team in plan.teams}
    by_team: dict[str, list[FeatureLine]] = {team.id: [] for team in plan.teams}
    for feature in plan.features:
        by_team.setdefault(feature.team, []).append(feature)
    return tuple(
        ChartGroup(
            team=lookup.team(team),
            people=people.get(team, "–"),
            features=str(len(lines)),
            rows=tuple(_row(line, lookup, scale) for line in sorted(lines, key=lambda line: _order(line, lookup))),
        )
        for team, lines in by_team.items()
        if lines
    )


def _order(feature: FeatureLine, lookup: Lookup) -> tuple[date, date, str]:
    release = lookup.releases.get(feature.release)
    return (release.ship if release else feature.verified, feature.verified, feature.id)


def _row(feature: FeatureLine, lookup: Lookup, scale: Scale) -> ChartRow:
    release = lookup.releases.get(feature.release)
    first, last = _extent(feature)
    return ChartRow(
        id=feature.id,
        name=feature.name,
        remark=feature_remark(feature),
        to_come=feature.for_placeholders_only,
        release=feature.release,
        verified=short_table_day(feature.verified),
        slack=working_days(feature.slack),
        days=short_table_span(first, last),
        bars=_bars_of(feature, scale),
        lands_at=scale.at(release.ship) if release else "",
        lands_title=_("Lands in {release}, shipped on {day}").format(
            release=feature.release, day=long_day(release.ship) if release else "–"
        ),
    )


def _extent(feature: FeatureLine) -> tuple[date, date]:
    if not feature.work:
        return feature.verified, feature.verified
    return min(item.first for item in feature.work), max(item.last for item in feature.work)


def _bars_of(feature: FeatureLine, scale: Scale) -> tuple[Bar, ...]:
    """The bars of a feature; where work runs side by side, one lane below the other."""
    chosen = lanes_of([(item.first, item.last) for item in feature.work])
    count = max(chosen, default=0) + 1
    return tuple(
        bar
        for item, lane in zip(feature.work, chosen, strict=True)
        for bar in _bars(item, scale, middle=(lane - (count - 1) / 2) * BARS / count, high=BARS / count)
    )


def _bars(item: WorkLine, scale: Scale, *, middle: float, high: float) -> list[Bar]:
    title = _("{phase}, {skill}: {days} ({status})").format(
        phase=item.name or phase_word(item.phase),
        skill=skill_words(item),
        days=span(item.first, item.last),
        status=enumerated([work_badge(item.status).word, pause_words(item.pauses), late_words(item)]),
    )
    shape = DONE if item.status is WorkStatus.DONE else item.phase.value
    bars = []
    for first, last, idle in pieces_of(item):
        height = high / (4 if idle or item.wait is not None else 1)
        bars.append(
            Bar(scale.at(first), scale.width(first, last), f"{middle - height / 2:g}", f"{height:g}", shape, title)
        )
    return bars
