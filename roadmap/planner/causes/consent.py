"""Consent: what the rule asks of a plan, as the checker is told it, and whether a plan that is there keeps to it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from requirements.deal import gates_ahead
from requirements.gate import Gate, Importance
from roadmap.audit.consent import Agreement
from roadmap.folder.baseline import Baseline, Published
from roadmap.folder.project import Project
from roadmap.indexing import Indexed, index_project
from roadmap.indexing.deals.consent import is_held
from roadmap.indexing.deals.demand import needed_maturity, providers, ready_alternative
from roadmap.planner.causes.shortage import shortage_of
from roadmap.plans.deals import DealLine, DealStatus
from roadmap.plans.document import Plan
from roadmap.policy.decisions import Consent
from roadmap.problem import Problem


def agreements(project: Project, indexed: Indexed) -> tuple[Agreement, ...]:
    """What each promise that is held asks for: its needs that are still to come, by the promised day less the time that
    the customer takes."""
    held = [priced.published for priced in indexed.promises if priced.held]
    return tuple(_agreement(published, project, indexed) for published in held)


def _agreement(published: Published, project: Project, indexed: Indexed) -> Agreement:
    names, deal = indexed.names, project.market.open_deals()[published.deal]
    needs = [
        tuple(
            position
            for name in need.any_of
            for key in providers(project, name, needed_maturity(need, gate, project))
            if key in names.features
            for position in [names.position(key)]
        )
        for gate in gates_ahead(deal)
        if gate.rank <= published.gates[-1].rank
        for need in deal.needs.get(gate, [])
        if need.importance is Importance.BREAKER and published.promised.intersection(need.any_of)
        if ready_alternative(need, gate, project) is None
    ]
    latest = project.calendar.limit(published.day, names.origin) - project.market.lead_time(deal)
    return Agreement(names.deal_position(published.deal), tuple(needs), latest)


def hopeless_promises(project: Project) -> tuple[Published, ...]:
    """The promises that consent would keep and that no plan can keep, each by itself: their deal is pinned out, some of
    it has shipped too late, or a plain count shows that nothing can be there in time. What only a search can tell is
    not among them."""
    policy = project.header.policy
    if project.baseline is None or policy.consent is not Consent.REQUIRED:
        return ()
    unpinned = replace(project, pins=(), void=frozenset(), freed=frozenset())
    free = index_project(unpinned)
    out = {pin.deal for pin in project.pins if pin.served is False}
    return tuple(
        priced.published
        for number, priced in enumerate(free.promises)
        if is_held(priced.published, unpinned)
        if not priced.held or priced.published.deal in out or shortage_of(_alone(free, number)) is not None
    )


def _alone(free: Indexed, number: int) -> Problem:
    """The problem in which one promise must be kept, and nothing else."""
    problem, kept = free.problem, len(free.names.deals) + number
    features = tuple(replace(feature, planned=None, release=None) for feature in problem.features)
    deals = tuple(
        deal if position == kept or deal.served is not True else replace(deal, served=None)
        for position, deal in enumerate(problem.deals)
    )
    return replace(problem, features=features, deals=deals)


def not_held(plan: Plan) -> frozenset[tuple[str, date]]:
    """The promises that a plan was free to move, by deal and day."""
    return frozenset((line.deal, line.day) for line in plan.promises if not line.held)


def moved_without_consent(plan: Plan, baseline: Baseline, agreed: frozenset[tuple[str, date]]) -> Iterator[Published]:
    """The published promises that a plan moves to a later day or breaks although nobody agreed to that.

    It reads the two documents alone. Promises of closed deals, of gates that are behind, of needs that the deal no
    longer has, and for days that are past are overtaken by facts; and what was there in time before the plan was made
    is kept, whatever becomes of the deal.
    """
    deals = {line.id: line for line in plan.deals}
    past = frozenset(line.id for line in plan.releases if line.past)
    for published in baseline.promises:
        line = deals.get(published.deal)
        if line is None or published.day < plan.as_of or (published.deal, published.day) in agreed:
            continue
        gates = [gate.gate for gate in line.gates if gate.gate in published.gates]
        if gates and _is_worse(published, line, gates, past):
            yield published


def _is_worse(published: Published, line: DealLine, gates: list[Gate], past: frozenset[str]) -> bool:
    last = max(gate.rank for gate in gates)
    needs = [
        need
        for need in line.needs
        if need.importance is Importance.BREAKER
        and need.gate.rank <= last
        and published.promised.intersection(need.any_of)
    ]
    if not needs:
        return False
    is_there = all(need.ready is not None and (need.feature is None or need.release in past) for need in needs)
    given_up = line.status is DealStatus.GIVEN_UP and not is_there
    return given_up or any(need.ready is None or need.ready > published.day for need in needs)
