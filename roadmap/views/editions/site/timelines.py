"""The timeline in the site of an edition: of features for those who see them, else of promises."""

from __future__ import annotations

from collections.abc import Iterator

from roadmap.views.chart.feature_chart import ChartView, build_chart
from roadmap.views.chart.told import ChartTold
from roadmap.views.editions.site.edition_register import EditionRegister
from roadmap.views.editions.site.gate_timeline import gate_charts, gate_grouping_word
from roadmap.views.lookup import Lookup
from roadmap.views.site.parts import Thing
from roadmap.views.site.site_timeline import TimelinePage, in_parts, timeline_pages


def has_timeline(register: EditionRegister | None) -> bool:
    """Whether there is something to draw: features for those who see features, else gates."""
    if register is None:
        return False
    if register.tells("FeatureLine.id"):
        return bool(register.features)
    return any(deal.gates for deal in register.deals)


def timelines_of(register: EditionRegister | None) -> Iterator[TimelinePage]:
    """All pages of the timeline; none where there is nothing to draw."""
    if register is None or not has_timeline(register):
        return iter(())
    if register.features:
        return timeline_pages(register.plan, _lookup(register), _told(register))
    charts = dict(gate_charts(register))
    names = {grouping.value: gate_grouping_word(grouping) for grouping in charts}
    return in_parts({grouping.value: chart for grouping, chart in charts.items()}, names)


def feature_chart(register: EditionRegister, *, most: int) -> ChartView | None:
    """The timeline of at most so many features by team, for one page; None where nothing is built."""
    chart = build_chart(register.plan, _lookup(register), most=most, told=_told(register))
    return chart if chart.groups else None


def _told(register: EditionRegister) -> ChartTold:
    return ChartTold(money=register.tells("DealLine.kept"), forecast=register.tells("DealLine.placeholder"))


def _lookup(register: EditionRegister) -> Lookup:
    """What the audience sees, by its ids; placeholders are no part of it."""
    return Lookup(
        deals={line.id: line for line in register.deals},
        features={line.id: line for line in register.features},
        releases={line.id: line for line in register.releases},
        capability_names=dict(register.names[Thing.CAPABILITY]),
        segment_names=dict(register.segments),
        team_names=dict(register.names[Thing.TEAM]),
    )
