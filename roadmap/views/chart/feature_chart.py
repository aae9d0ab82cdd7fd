"""The timeline of features: one row each, grouped by team, with releases, freeze days and the plan's day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from requirements.language import _, enumerated
from roadmap.plans.document import FeatureLine, Plan, ReleaseLine
from roadmap.plans.engineering.work import WorkLine, WorkStatus
from roadmap.supply.feature import Phase
from roadmap.views.chart.grouping import Grouping, dearest_features, group_features
from roadmap.views.chart.pauses import pause_words, pieces_of
from roadmap.views.chart.scale import Scale, Tick, anchor, lanes, lanes_of, scale_of, ticks, week_ticks
from roadmap.views.formats import figure, long_day, short_day, short_table_day, short_table_span, span
from roadmap.views.horizons import Horizon, horizon_badge, horizon_of_feature, promised_deals
from roadmap.views.lookup import Lookup
from roadmap.views.waits import late_words, skill_words
from roadmap.views.words import Badge, feature_remark, phase_word, slack_badge, work_badge

LANE_HEIGHT = 18
FIRST_LANE = 48
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
class Reserve:
    """The days to spare before the freeze: where they begin and end on the scale."""

    from_at: str
    to_at: str


@dataclass(frozen=True, slots=True)
class WaitMark:
    """A feature that another one waits for: where its work ends on the scale, and its name."""

    at: str
    anchor: str
    title: str


@dataclass(frozen=True, slots=True)
class ChartRow:
    """One feature."""

    id: str
    """By what the row is led to; empty for a second row of the same feature."""
    feature: str
    name: str
    remark: str
    to_come: bool
    """Whether only deals that nobody has yet count on it."""
    horizon: Badge
    release: str
    verified: str
    slack: Badge
    """The working days to the freeze, with their sign and tone."""
    days: str
    deals: str
    """How many deals in hand count on it."""
    holds: str
    """What the plan keeps of these deals."""
    bars: tuple[Bar, ...]
    reserve: Reserve | None
    lands_at: str
    """Where its release ships; empty where the plan does not hold that release."""
    lands_title: str
    waits: tuple[WaitMark, ...]


@dataclass(frozen=True, slots=True)
class ChartGroup:
    """The features of one team, release, capability or deal, the earliest landing first."""

    name: str
    remark: str
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
    weeks: tuple[Tick, ...]
    """Some work weeks: those that have room for a label."""
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
    note: str
    """What is left out; empty if nothing is."""
    horizons: tuple[Badge, ...]
    """How firm features can be."""
    groups: tuple[ChartGroup, ...]


def build_chart(plan: Plan, lookup: Lookup, *, by: Grouping = Grouping.TEAM, most: int | None = None) -> ChartView:
    """Draw the features of a plan, grouped by team, or otherwise; of more than `most` those that hold most money."""
    scale, shown = scale_of(plan), dearest_features(plan, most)
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
        horizons=tuple(horizon_badge(horizon) for horizon in Horizon),
        groups=_groups(plan, lookup, scale, by, shown),
        note=_note(plan, shown),
        weeks=week_ticks(scale),
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


def _groups(plan: Plan, lookup: Lookup, scale: Scale, by: Grouping, shown: frozenset[str]) -> tuple[ChartGroup, ...]:
    drawing = _Drawing(plan, lookup, scale, promised_deals(plan))
    known: set[str] = set()
    groups = []
    for group in group_features(plan, lookup, by):
        rows = []
        for line in sorted((one for one in group.features if one.id in shown), key=lambda line: _order(line, lookup)):
            rows.append(drawing.row(line, is_first=line.id not in known))
            known.add(line.id)
        if rows:
            groups.append(ChartGroup(group.name, group.remark, tuple(rows)))
    return tuple(groups)


def _note(plan: Plan, shown: frozenset[str]) -> str:
    more = len(plan.features) - len(shown)
    text = _(
        "The features on which the most money depends are shown. {n} more are in the site that `roadmap site` writes."
    )
    return text.format(n=more) if more else ""


def _order(feature: FeatureLine, lookup: Lookup) -> tuple[date, date, str]:
    release = lookup.releases.get(feature.release)
    return (release.ship if release else feature.verified, feature.verified, feature.id)


@dataclass(frozen=True, slots=True)
class _Drawing:
    """What every row is drawn from."""

    plan: Plan
    lookup: Lookup
    scale: Scale
    promised: frozenset[str]

    def row(self, feature: FeatureLine, *, is_first: bool) -> ChartRow:
        """The row of a feature; only its first one on a page can be led to."""
        release, scale = self.lookup.releases.get(feature.release), self.scale
        first, last = _extent(feature)
        deals = [self.lookup.deals[key] for key in feature.deals if key in self.lookup.deals]
        known = [deal for deal in deals if not deal.placeholder]
        return ChartRow(
            id=feature.id if is_first else "",
            feature=feature.id,
            name=feature.name,
            remark=feature_remark(feature),
            to_come=feature.for_placeholders_only,
            horizon=horizon_badge(horizon_of_feature(feature, self.promised)),
            release=feature.release,
            verified=short_table_day(feature.verified),
            slack=slack_badge(feature.slack, safe=self.plan.safe_slack),
            days=short_table_span(first, last),
            deals=str(len(known)),
            holds=figure(sum(deal.kept for deal in known)),
            bars=_bars_of(feature, scale),
            reserve=_reserve(feature, release, scale),
            lands_at=scale.at(release.ship) if release else "",
            lands_title=_("Lands in {release}, shipped on {day}").format(
                release=feature.release, day=long_day(release.ship) if release else "–"
            ),
            waits=tuple(
                self._wait(self.lookup.features[line.feature])
                for line in feature.after
                if line.feature in self.lookup.features
            ),
        )

    def _wait(self, earlier: FeatureLine) -> WaitMark:
        """A feature that a row waits for, at the end of its work."""
        _first, last = _extent(earlier)
        at = self.scale.share(last)
        return WaitMark(f"{at:.2f}%", anchor(at, earlier.name), _("after {feature}").format(feature=earlier.name))


def _reserve(feature: FeatureLine, release: ReleaseLine | None, scale: Scale) -> Reserve | None:
    """The days between the end of the work and the freeze, if there are any."""
    if release is None or feature.slack <= 0 or not feature.work:
        return None
    return Reserve(scale.end(feature.verified), scale.end(release.freeze))


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
