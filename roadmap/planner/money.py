"""The money of the plan: headline, segments and proof. Amounts are in thousands of the currency."""

from __future__ import annotations

from dataclasses import replace

from roadmap.audit.value import cut_releases
from roadmap.plan.deals import DealLine, DealStatus
from roadmap.plan.money import Headline, PlanProof, SegmentLine
from roadmap.planner.draft import Draft
from roadmap.planner.promises import moved_prices
from roadmap.schedule import Proof


def headline(draft: Draft, deals: list[DealLine]) -> Headline:
    """The totals; `value` is added up here from the lines of the plan, apart from the audit's own count."""
    problem = draft.indexed.problem
    releases = sum(problem.releases[r].cost for r in cut_releases(problem, draft.schedule))
    pairs = zip(problem.features, draft.schedule.placements, strict=True)
    features = sum(feature.cost for feature, placement in pairs if placement is not None)
    in_hand = [deal for deal in deals if not deal.placeholder]
    placeholders = [deal for deal in deals if deal.placeholder]
    secured, at_risk = _kept(in_hand)
    to_come = sum(deal.kept for deal in placeholders)
    expected = sum(deal.expected for deal in in_hand)
    moved = sum(moved_prices(draft).values())
    return Headline(
        target=sum(segment.target for segment in draft.project.market.segments.values()),
        open_value=sum(deal.value for deal in in_hand),
        open_expected=expected,
        secured=secured,
        at_risk=at_risk,
        lost=expected - secured - at_risk,
        release_cost=releases,
        feature_cost=features,
        moved_promises=moved,
        placeholders=sum(deal.stands_for for deal in placeholders),
        placeholders_expected=sum(deal.expected for deal in placeholders),
        placeholders_kept=to_come,
        value=secured + at_risk + to_come - releases - features - moved,
    )


def _kept(deals: list[DealLine]) -> tuple[int, int]:
    """What secured deals keep, and what deals at risk and late ones keep."""
    secured = sum(deal.kept for deal in deals if deal.status is DealStatus.SECURED)
    return secured, sum(deal.kept for deal in deals) - secured


def segment_lines(draft: Draft, deals: list[DealLine]) -> list[SegmentLine]:
    """Every segment in the order of the files."""
    lines = []
    for key, segment in draft.project.market.segments.items():
        own = [deal for deal in deals if deal.segment == key and not deal.placeholder]
        secured, at_risk = _kept(own)
        expected = sum(deal.expected for deal in own)
        lines.append(
            SegmentLine(
                id=key,
                name=segment.name,
                target=segment.target,
                deals=len(own),
                open_expected=expected,
                secured=secured,
                at_risk=at_risk,
                lost=expected - secured - at_risk,
            )
        )
    return lines


def gap_of(value: int | None, bound: int | None) -> float | None:
    """(bound - value) / |value|, to six places; 0 when equal, None when either is unknown or the value is 0."""
    if value is None or bound is None:
        return None
    if bound <= value:
        return 0.0
    return round((bound - value) / abs(value), 6) if value else None


def without_owed(proof: Proof, owed: int) -> Proof:
    """The proof of a plan from that of its problem, which is worth the price of all published promises more."""
    value, bound = (None if amount is None else amount - owed for amount in (proof.value, proof.bound))
    return replace(proof, value=value, bound=bound)


def proof_line(proof: Proof) -> PlanProof:
    """The proof as the plan states it."""
    if proof.value is None:
        raise ValueError("a plan without a value cannot be stated")
    return PlanProof(
        status=proof.status,
        stopped=proof.stopped,
        value=proof.value,
        bound=proof.bound,
        gap=gap_of(proof.value, proof.bound),
    )
