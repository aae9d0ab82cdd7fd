"""The world: what the folder says about how sure things are, for the jobs and deals of a plan."""

from __future__ import annotations

from roadmap.explaining.present import Present
from roadmap.explaining.spreads import gates_spread
from roadmap.folder.project import Project
from roadmap.futures.network import Network
from roadmap.futures.playing.draws import DealChance, Shares, World


def world_of(present: Present, network: Network) -> World:
    """Ranges, shared errors, spreads of gates and chances to win, as the folder says them."""
    common = present.project.header.policy.uncertainty.common
    return World(
        jobs=network.jobs,
        deals=tuple(_deal(key, present.project) for key in present.indexed.names.deals),
        shares=Shares(float(common.company), float(common.skill), float(common.feature)),
        sick_days=present.project.header.policy.uncertainty.sick_days,
    )


def _deal(key: str, project: Project) -> DealChance:
    """The gates of a deal move by its segment's spread, or the policy's; more where nobody named their days."""
    earlier, later = gates_spread(key, project)
    market = project.market
    return DealChance(earlier, later, float(market.win_probability(market.deal(key))))
