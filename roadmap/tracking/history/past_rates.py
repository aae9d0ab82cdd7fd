"""What the history of deals says of chances: how many are won from a stage on, and where they are lost."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from requirements.gate import Gate, Stage
from roadmap.tracking.history.past import PastDeal
from roadmap.tracking.rates import FEWEST, PRIOR, share_between

REACHED = (Stage.LEAD, Stage.OPPORTUNITY, Stage.EVALUATION, Stage.DESIGN_IN)
"""The stages whose chance is counted: those before the deal is won."""


@dataclass(frozen=True, slots=True)
class ReachedStage:
    """Of the decided deals of a segment that came to a stage, how many were won; the true share lies between `least`
    and `most` with a confidence of 80 % (Wilson's interval)."""

    segment: str
    stage: Stage
    decided: int
    won: int
    least: float
    most: float


@dataclass(frozen=True, slots=True)
class LostAt:
    """At which gates deals were lost: how many of which the history tells, and the shares that follows, in percent and
    100 together. The stated shares count as ten deals."""

    deals: int
    counts: Mapping[Gate, int]
    suggested: Mapping[Gate, int]


def reached_stages(deals: Sequence[PastDeal]) -> tuple[ReachedStage, ...]:
    """The chances by segment and stage, in alphabetical order of the segments. Whoever was at a later stage only is not
    counted at an earlier one."""
    found = []
    for segment in sorted({deal.segment for deal in deals}):
        for stage in REACHED:
            decided = [
                deal for deal in deals if deal.segment == segment and stage in deal.stages and deal.won is not None
            ]
            won = sum(deal.won is True for deal in decided)
            if decided:
                least, most = share_between(won, len(decided))
                found.append(ReachedStage(segment, stage, len(decided), won, least, most))
    return tuple(found)


def lost_at(deals: Sequence[PastDeal], stated: Mapping[Gate, Fraction]) -> LostAt | None:
    """Where deals are lost; None below `FEWEST` deals.

    A CRM has no stage between the design-in and the signature, so these two share what was lost there as stated.
    """
    gates = [gate for deal in deals if (gate := deal.lost_at) is not None]
    if len(gates) < FEWEST:
        return None
    counts = {gate: float(gates.count(gate)) for gate in Gate}
    late = {gate: float(stated.get(gate, 0)) for gate in (Gate.DESIGN_IN, Gate.SIGNING)}
    if sum(late.values()):
        lost = counts[Gate.DESIGN_IN]
        counts |= {gate: lost * share / sum(late.values()) for gate, share in late.items()}
    shares = {
        gate: (counts[gate] + PRIOR * float(stated.get(gate, 0))) / (len(gates) + PRIOR)
        for gate in Gate
        if counts[gate] or stated.get(gate)
    }
    return LostAt(len(gates), {gate: gates.count(gate) for gate in Gate if gate in gates}, _percent(shares))


def _percent(shares: Mapping[Gate, float]) -> dict[Gate, int]:
    """The shares in whole percent that add up to 100: what is missing goes to the largest remainders."""
    whole = {gate: int(100 * share) for gate, share in shares.items()}
    by_rest = sorted(shares, key=lambda gate: whole[gate] - 100 * shares[gate])
    for gate in by_rest[: 100 - sum(whole.values())]:
        whole[gate] += 1
    return {gate: percent for gate, percent in whole.items() if percent}
