"""Demand: what each deal is worth, and what must ship by when for it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from functools import lru_cache

from requirements.deal import Deal as DealInput
from requirements.deal import Need, gates_ahead
from requirements.gate import Gate, Importance, Maturity
from roadmap.folder.project import Project
from roadmap.problem import Challenge, Deal, Demand, Level
from roadmap.supply.feature import Feature


def ready_maturity(project: Project, capability: str) -> Maturity | None:
    """The maturity a capability has before anything is planned: stated, or by features that have shipped."""
    levels = [project.market.capabilities[capability].ready]
    for key, progress in project.engineering.progress.items():
        release = project.engineering.releases.get(progress.shipped or "")
        if release is not None and release.ship < project.as_of:
            levels.append(project.engineering.features[key].provides.get(capability))
    return max((level for level in levels if level is not None), key=lambda level: level.rank, default=None)


def needed_maturity(need: Need, gate: Gate, project: Project) -> Maturity:
    """The maturity of a need: its own, or the policy's for the gate."""
    return need.maturity or project.header.policy.maturity[gate]


def ready_alternative(need: Need, gate: Gate, project: Project) -> str | None:
    """The first alternative of the need that is there before anything is planned; None if none is."""
    wanted = needed_maturity(need, gate, project).rank
    for capability in need.any_of:
        level = ready_maturity(project, capability)
        if level is not None and level.rank >= wanted:
            return capability
    return None


def stated_alternative(need: Need, gate: Gate, project: Project) -> str | None:
    """The first alternative of the need that the input states as ready, whenever that was; None if none is."""
    wanted = needed_maturity(need, gate, project).rank
    for capability in need.any_of:
        level = project.market.capabilities[capability].ready
        if level is not None and level.rank >= wanted:
            return capability
    return None


def shipped_day(need: Need, gate: Gate, project: Project) -> date | None:
    """The first working day on which a release before the `as_of` day shipped what meets a need; None if none did.

    What shipped late stays late: it is there from that day, and not from before.
    """
    maturity, releases = needed_maturity(need, gate, project), project.engineering.releases
    able = {key for capability in need.any_of for key in providers(project, capability, maturity)}
    days = [
        releases[progress.shipped].ship
        for key, progress in project.engineering.progress.items()
        if key in able and progress.shipped in releases and releases[progress.shipped].ship < project.as_of
    ]
    return min((project.calendar.next_working(day) or day for day in days), default=None)


def providers(project: Project, capability: str, maturity: Maturity) -> tuple[str, ...]:
    """The features that provide a capability at least at a maturity, in the order of the files."""
    able = _by_capability(_Same(project.engineering.features)).get(capability, ())
    return tuple(key for key, rank in able if rank >= maturity.rank)


class _Same:
    """A mapping that is equal to itself only, so that what follows from it is worked out once."""

    def __init__(self, features: Mapping[str, Feature]) -> None:
        self.features = features

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and self.features is other.features

    def __hash__(self) -> int:
        return id(self.features)


@lru_cache(maxsize=4)
def _by_capability(same: _Same) -> dict[str, list[tuple[str, int]]]:
    """By capability the features that provide it, each with the rank of the maturity."""
    found: dict[str, list[tuple[str, int]]] = {}
    for key, feature in same.features.items():
        for capability, maturity in feature.provides.items():
            found.setdefault(capability, []).append((key, maturity.rank))
    return found


def index_deals(project: Project, features: dict[str, int], origin: date) -> tuple[tuple[Deal, ...], tuple[str, ...]]:
    """The open deals in the order of the files, with their ids."""
    open_deals = project.market.open_deals()
    return tuple(_deal(deal, project, features, origin) for deal in open_deals.values()), tuple(open_deals)


def _deal(deal: DealInput, project: Project, features: dict[str, int], origin: date) -> Deal:
    worth = deal.value * project.market.win_probability(deal)
    steps = sorted(project.market.segments[deal.segment].lateness, key=lambda step: -step.days)
    levels: list[Level] = []
    earned = 0
    for step in steps:
        total = round(worth * step.keeps)
        demands = _demands(deal, project, features, origin=origin, late=step.days)
        levels.append(Level(value=total - earned, demands=demands))
        earned = total
    challenges = []
    for gate, need in needs_of(deal, Importance.CHALLENGE, project):
        demand = demand_of(need, gate, deal, project, features, origin=origin, late=0)
        if _was_met(need, gate, demand, project, origin):
            continue
        challenges.append(Challenge(demand=demand, penalties=_penalties(levels, need.drop)))
    return Deal(levels=tuple(levels), challenges=tuple(challenges))


def _penalties(levels: list[Level], drop: Fraction) -> tuple[int, ...]:
    return tuple(round(level.value * drop) for level in levels)


def needs_of(deal: DealInput, importance: Importance, project: Project) -> list[tuple[Gate, Need]]:
    """The needs of one importance by the gates ahead, those left out that are stated as ready."""
    return [
        (gate, need)
        for gate in gates_ahead(deal)
        for need in deal.needs.get(gate, [])
        if need.importance is importance and stated_alternative(need, gate, project) is None
    ]


def _demands(
    deal: DealInput, project: Project, features: dict[str, int], *, origin: date, late: int
) -> tuple[Demand, ...]:
    """The deal's breaker needs that no release of the past met in time; of needs that the same features meet only the
    most urgent remains."""
    latest: dict[tuple[int, ...], int] = {}
    for gate, need in needs_of(deal, Importance.BREAKER, project):
        demand = demand_of(need, gate, deal, project, features, origin=origin, late=late)
        if _was_met(need, gate, demand, project, origin):
            continue
        latest[demand.features] = min(demand.latest, latest.get(demand.features, demand.latest))
    return tuple(Demand(features=key, latest=limit) for key, limit in latest.items())


def _was_met(need: Need, gate: Gate, demand: Demand, project: Project, origin: date) -> bool:
    """Whether a release before the `as_of` day shipped what is needed by the limit of a demand."""
    day = shipped_day(need, gate, project)
    return day is not None and project.calendar.limit(day, origin) <= demand.latest


def demand_of(
    need: Need, gate: Gate, deal: DealInput, project: Project, features: dict[str, int], *, origin: date, late: int
) -> Demand:
    """What meets a need, by the positions of `features`, and by when.

    A release must ship `lead time` working days before the gate, or up to `late` days after that.
    """
    maturity = needed_maturity(need, gate, project)
    able = {features[f] for c in need.any_of for f in providers(project, c, maturity) if f in features}
    latest = project.calendar.limit(deal.gates[gate], origin) - project.market.lead_time(deal) + late
    return Demand(features=tuple(sorted(able)), latest=latest)
