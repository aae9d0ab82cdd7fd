"""How the timeline groups features: by team, by release, by capability or by deal."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from requirements.language import _, ngettext
from roadmap.editions.seen import Seen
from roadmap.plans.document import FeatureLine, Plan
from roadmap.views.chart.told import ChartTold
from roadmap.views.formats import figure, short_day
from roadmap.views.lookup import Lookup, in_hand

MOST_GROUPS = 40
"""Deals that have a group of their own: those of which the plan keeps most, or whose gates come first."""


class Grouping(StrEnum):
    """By what the rows of the timeline are put together."""

    TEAM = "team"
    RELEASE = "release"
    CAPABILITY = "capability"
    DEAL = "deal"


@dataclass(frozen=True, slots=True)
class FeatureGroup:
    """The features of one group, its name, and a remark on it."""

    name: str
    remark: str
    features: tuple[FeatureLine, ...]


def dearest_features(plan: Plan | Seen, most: int | None, told: ChartTold) -> frozenset[str]:
    """The features on which the most money of deals in hand rests, at most so many; all without a limit. For readers
    who see no money those that are verified first."""
    if most is None or len(plan.features) <= most:
        return frozenset(line.id for line in plan.features)
    if not told.money:
        return frozenset(line.id for line in sorted(plan.features, key=lambda line: (line.verified, line.id))[:most])
    kept = {deal.id: deal.kept for deal in in_hand(plan)}
    ranked = sorted(plan.features, key=lambda line: (-sum(kept.get(key, 0) for key in line.deals), line.id))
    return frozenset(line.id for line in ranked[:most])


def grouping_word(grouping: Grouping) -> str:
    """What a grouping is called."""
    return {
        Grouping.TEAM: _("By team"),
        Grouping.RELEASE: _("By release"),
        Grouping.CAPABILITY: _("By capability"),
        Grouping.DEAL: _("By deal"),
    }[grouping]


def group_features(plan: Plan | Seen, lookup: Lookup, grouping: Grouping, told: ChartTold) -> Iterator[FeatureGroup]:
    """The groups that have features, in the order of the plan; deals by what the plan keeps of them, and by their names
    where that is not told. A feature that provides several capabilities, or on which several deals count, stands in
    each of their groups."""
    groups = {
        Grouping.TEAM: _teams,
        Grouping.RELEASE: _releases,
        Grouping.CAPABILITY: _capabilities,
        Grouping.DEAL: _deals if told.money else _pseudonyms,
    }[grouping](plan, lookup)
    return (group for group in groups if group.features)


def _counted(features: list[FeatureLine]) -> str:
    return ngettext("{n} feature", "{n} features", len(features)).format(n=len(features))


def _teams(plan: Plan | Seen, lookup: Lookup) -> Iterator[FeatureGroup]:
    by_team: dict[str, list[FeatureLine]] = {team.id: [] for team in plan.teams}
    for feature in plan.features:
        by_team.setdefault(feature.team, []).append(feature)
    people = {team.id: team.people for team in plan.teams}
    for team, features in by_team.items():
        n = people.get(team, 0)
        text = ngettext("{n} person · {features}", "{n} people · {features}", n)
        yield FeatureGroup(lookup.team(team), text.format(n=n, features=_counted(features)), tuple(features))


def _releases(plan: Plan | Seen, lookup: Lookup) -> Iterator[FeatureGroup]:
    for release in sorted(plan.releases, key=lambda line: (line.ship, line.id)):
        features = [lookup.features[key] for key in release.features if key in lookup.features]
        text = _("ships {day} · {features}").format(day=short_day(release.ship), features=_counted(features))
        yield FeatureGroup(release.id, text, tuple(features))


def _capabilities(plan: Plan | Seen, lookup: Lookup) -> Iterator[FeatureGroup]:  # noqa: ARG001 - one shape for all groupings
    for capability in plan.capabilities:
        features = [line for line in plan.features if capability.id in line.provides]
        yield FeatureGroup(capability.name, _counted(features), tuple(features))


def _deals(plan: Plan | Seen, lookup: Lookup) -> Iterator[FeatureGroup]:
    deals = sorted((deal for deal in in_hand(plan) if deal.kept > 0), key=lambda deal: (-deal.kept, deal.id))
    for deal in deals[:MOST_GROUPS]:
        keys = dict.fromkeys(need.feature for need in deal.needs if need.feature)
        features = [lookup.features[key] for key in keys if key in lookup.features]
        text = _("{kept} kept · {features}").format(kept=figure(deal.kept), features=_counted(features))
        yield FeatureGroup(f"{deal.customer}, {deal.name}", text, tuple(features))


def _pseudonyms(plan: Plan | Seen, lookup: Lookup) -> Iterator[FeatureGroup]:  # noqa: ARG001 - one shape for all groupings
    """Deals by the names that readers know them by who may not know more of them: those whose gates come first."""
    deals = sorted(plan.deals, key=lambda deal: (min((gate.day for gate in deal.gates), default=date.max), deal.id))
    for deal in deals[:MOST_GROUPS]:
        features = [line for line in plan.features if deal.id in line.deals]
        yield FeatureGroup(deal.id, _counted(features), tuple(features))
