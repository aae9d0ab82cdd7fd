"""The money of the plan: headline, segments and proof. Amounts are in thousands of the currency."""

from __future__ import annotations

from dataclasses import replace

from roadmap.audit.value import cut_releases
from roadmap.planner.draft import Draft
from roadmap.planner.lines.funnel_lines import STANDING
from roadmap.planner.lines.promise_lines import moved_prices
from roadmap.plans.deals import DealLine
from roadmap.plans.revenue.funnel import CoverageLine, Funnel
from roadmap.plans.revenue.money import Headline, PlanProof, SegmentLine
from roadmap.schedule import Proof


def headline(draft: Draft, deals: list[DealLine], coverage: CoverageLine) -> Headline:
    """The totals; `value` is added up here from the lines of the plan, apart from the audit's own count.

    `coverage` is what the plan does for the targets, over all segments.
    """
    problem = draft.indexed.problem
    releases = sum(problem.releases[r].cost for r in cut_releases(problem, draft.schedule))
    pairs = zip(problem.features, draft.schedule.placements, strict=True)
    features = sum(feature.cost for feature, placement in pairs if placement is not None)
    in_hand = [deal for deal in deals if not deal.placeholder]
    placeholders = [deal for deal in deals if deal.placeholder]
    kept = sum(deal.kept for deal in in_hand)
    to_come = sum(deal.kept for deal in placeholders)
    moved = sum(moved_prices(draft).values())
    return Headline(
        target=coverage.target,
        open_value=round(sum(deal.value for deal in in_hand)),
        open_expected=sum(deal.expected for deal in in_hand),
        **_revenue(coverage),
        **_contract_value(in_hand),
        release_cost=releases,
        feature_cost=features,
        moved_promises=moved,
        placeholders=sum(deal.stands_for for deal in placeholders),
        placeholders_expected=sum(deal.expected for deal in placeholders),
        placeholders_kept=to_come,
        placeholders_revenue=coverage.placeholders,
        value=kept + to_come - releases - features - moved,
    )


def _revenue(coverage: CoverageLine) -> dict[str, int]:
    """Revenue of the period, by how the deals stand."""
    return {word: getattr(coverage, word) for word in (*STANDING, "given_up")}


def _contract_value(deals: list[DealLine]) -> dict[str, int]:
    """Expected contract value, by how the deals stand."""
    kept = {f"{word}_value": sum(deal.kept for deal in deals if deal.status == word) for word in STANDING}
    return kept | {"given_up_value": sum(deal.expected - deal.kept for deal in deals)}


def segment_lines(draft: Draft, deals: list[DealLine], funnel: Funnel) -> list[SegmentLine]:
    """Every segment in the order of the files; `funnel` is the forecast with what the plan covers of it."""
    covered = {line.id: line.coverage for line in funnel.segments if line.coverage is not None}
    return [
        _segment_line(key, segment.name, [d for d in deals if d.segment == key and not d.placeholder], covered[key])
        for key, segment in draft.project.market.segments.items()
    ]


def _segment_line(key: str, name: str, own: list[DealLine], coverage: CoverageLine) -> SegmentLine:
    return SegmentLine(
        id=key,
        name=name,
        target=coverage.target,
        deals=len(own),
        open_expected=sum(deal.expected for deal in own),
        **_revenue(coverage),
        **_contract_value(own),
    )


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
