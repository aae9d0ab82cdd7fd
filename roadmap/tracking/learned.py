"""What was learned: estimates and rates against what happened."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from roadmap.folder.project import Project
from roadmap.plans.document import Plan
from roadmap.tracking.calibration import LearnedRange, learned_range
from roadmap.tracking.estimates import Spent, spent_work
from roadmap.tracking.history.gate_moves import LearnedSpread, spreads_of
from roadmap.tracking.history.past import PastDeal, decided_elsewhere
from roadmap.tracking.history.past_rates import LostAt, ReachedStage, lost_at, reached_stages
from roadmap.tracking.rates import Rate, StageStep, rates_of, steps_of
from roadmap.tracking.ratios import Ratio, ratios_by


@dataclass(frozen=True, slots=True)
class Learned:
    """Finished work with its estimates, by phase, by skill and altogether; rates of segments; and what became of deals
    since the baseline (empty without one)."""

    work: tuple[Spent, ...]
    overall: tuple[Ratio, ...]
    phases: tuple[Ratio, ...]
    skills: tuple[Ratio, ...]
    rates: tuple[Rate, ...]
    steps: tuple[StageStep, ...]
    range: LearnedRange | None = None
    """The range of estimates that all finished work suggests; None where nothing is finished."""
    spreads: tuple[LearnedSpread, ...] = ()
    """How far customers moved their gates, by the history of deals and since the baseline, by segment."""
    reached: tuple[ReachedStage, ...] = ()
    """How many deals were won that came to a stage, by segment, as the history tells."""
    lost_at: LostAt | None = None
    """At which gates deals are lost, as the history tells; None where it tells of too few."""


def learn(project: Project, baseline: Plan | None, *, past: Sequence[PastDeal] = ()) -> Learned:
    """What progress, the stages of deals and their history (`past`) say about the estimates and rates of a project."""
    work = spent_work(project)
    stages = {} if baseline is None else {deal.id: deal.stage for deal in baseline.deals if not deal.placeholder}
    return Learned(
        work=work,
        overall=ratios_by(work, lambda _: "all"),
        phases=ratios_by(work, lambda piece: piece.phase.value),
        skills=ratios_by(work, lambda piece: piece.skill),
        rates=rates_of(project.market, stages, past=decided_elsewhere(past)),
        steps=() if baseline is None else steps_of(project.market, stages),
        range=learned_range(work, project.header.policy.uncertainty.effort),
        spreads=spreads_of(project, baseline, past=past),
        reached=reached_stages(past),
        lost_at=lost_at(past, project.header.policy.uncertainty.lost_at),
    )
