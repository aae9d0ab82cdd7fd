"""The timeline of features: one row each, grouped by team, with releases, freeze days and the plan's day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from requirements.language import _, enumerated
from roadmap.editions.seen import Seen
from roadmap.plans.document import FeatureLine, Plan, ReleaseLine
from roadmap.plans.engineering.work import WorkLine, WorkStatus
from roadmap.supply.feature import Phase
from roadmap.views.chart.axis import ChartAxis, axis_of
from roadmap.views.chart.grouping import Grouping, dearest_features, group_features
from roadmap.views.chart.pauses import pause_words, pieces_of
from roadmap.views.chart.scale import Scale, anchor, lanes_of, scale_of
from roadmap.views.chart.told import EVERYTHING, ChartTold
from roadmap.views.formats import figure, long_day, short_table_day, short_table_span, span
from roadmap.views.horizons import Horizon, horizon_badge, horizon_of_feature, promised_deals
from roadmap.views.lookup import Lookup
from roadmap.views.reasons.waits import late_words, skill_words
from roadmap.views.words import Badge, feature_remark, phase_word, slack_badge, variant_word, work_badge

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
    """What the plan keeps of these deals; empty for readers who see no money."""
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
class ChartView(ChartAxis):
    """The chart: its scale, its flags and its rows."""

    legend: tuple[Shape, ...]
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
    money: bool = True
    """Whether its rows say what deals keep."""


def build_chart(
    plan: Plan | Seen,
    lookup: Lookup,
    *,
    by: Grouping = Grouping.TEAM,
    most: int | None = None,
    told: ChartTold = EVERYTHING,
) -> ChartView:
    """Draw the features of a plan, grouped by team, or otherwise; of more than `most` those that hold most money, or,
    where money is not told, those that are verified first."""
    scale, shown = scale_of(plan), dearest_features(plan, most, told)
    horizons = [one for one in Horizon if told.forecast or one is not Horizon.EXPLORING]
    return ChartView(
        **axis_of(plan, scale),
        legend=(*(Shape(phase.value, phase_word(phase)) for phase in Phase), Shape(DONE, _("Done"))),
        to_come=told.forecast and any(line.for_placeholders_only for line in plan.features),
        pauses=any(pause.whole for line in plan.features for item in line.work for pause in item.pauses),
        waits=any(item.wait for line in plan.features for item in line.work),
        horizons=tuple(map(horizon_badge, horizons)),
        groups=_groups(_Drawing(plan, lookup, scale, promised_deals(plan), told), by, shown),
        note=_note(plan, shown, told),
        money=told.money,
    )


def _groups(drawing: _Drawing, by: Grouping, shown: frozenset[str]) -> tuple[ChartGroup, ...]:
    lookup = drawing.lookup
    known: set[str] = set()
    groups = []
    for group in group_features(drawing.plan, lookup, by, drawing.told):
        rows = []
        for line in sorted((one for one in group.features if one.id in shown), key=lambda line: _order(line, lookup)):
            rows.append(drawing.row(line, is_first=line.id not in known))
            known.add(line.id)
        if rows:
            groups.append(ChartGroup(group.name, group.remark, tuple(rows)))
    return tuple(groups)


def _note(plan: Plan | Seen, shown: frozenset[str], told: ChartTold) -> str:
    more = len(plan.features) - len(shown)
    if not more:
        return ""
    if not told.money:
        text = _("The features that are verified first are shown. {n} more are in the site that `roadmap site` writes.")
        return text.format(n=more)
    text = _(
        "The features on which the most money depends are shown. {n} more are in the site that `roadmap site` writes."
    )
    return text.format(n=more)


def _order(feature: FeatureLine, lookup: Lookup) -> tuple[date, date, str]:
    release = lookup.releases.get(feature.release)
    return (release.ship if release else feature.verified, feature.verified, feature.id)


@dataclass(frozen=True, slots=True)
class _Drawing:
    """What every row is drawn from."""

    plan: Plan | Seen
    lookup: Lookup
    scale: Scale
    promised: frozenset[str]
    told: ChartTold

    def row(self, feature: FeatureLine, *, is_first: bool) -> ChartRow:
        """The row of a feature; only its first one on a page can be led to."""
        release, scale = self.lookup.releases.get(feature.release), self.scale
        first, last = _extent(feature)
        deals = [self.lookup.deals[key] for key in feature.deals if key in self.lookup.deals]
        known = [deal for deal in deals if not (self.told.forecast and deal.placeholder)]
        to_come = self.told.forecast and feature.for_placeholders_only
        return ChartRow(
            id=feature.id if is_first else "",
            feature=feature.id,
            name=feature.name,
            remark=feature_remark(feature) if self.told.forecast else variant_word(feature.variant),
            to_come=to_come,
            horizon=horizon_badge(horizon_of_feature(feature.deals, self.promised, to_come=to_come)),
            release=feature.release,
            verified=short_table_day(feature.verified),
            slack=slack_badge(feature.slack, safe=self.plan.safe_slack),
            days=short_table_span(first, last),
            deals=str(len(known)),
            holds=figure(sum(deal.kept for deal in known)) if self.told.money else "",
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
