"""The sales timeline: each gate of each deal, with what is there by then. Values, for exporters to write."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from requirements.gate import Gate, Stage
from roadmap.plan.deals import DealLine, GateLine, GateStatus
from roadmap.plan.document import Plan
from roadmap.views.lookup import Lookup, in_hand, look_up


@dataclass(frozen=True, slots=True)
class TimelineGate:
    """One gate of one deal. Holds customer names, for the internal audience only; no values, no win probabilities."""

    deal: str
    name: str
    customer: str
    segment: str
    owner: str | None
    stage: Stage
    gate: Gate
    gate_day: date
    release: str | None
    """The release that makes it ready; None if everything was there before or something never lands."""
    ready_day: date | None
    """None if something never lands."""
    slack_days: int | None
    """Working days from ready to the gate; negative when late; None if something never lands."""
    status: GateStatus
    confidence: Literal["firm", "tight", "late"] | None
    """How sure the promise is; None where nothing is promised."""
    missing: tuple[str, ...]
    """What is not ready by the gate, by name."""


@dataclass(frozen=True, slots=True)
class TimelineView:
    """The sales timeline of a plan, by gate day, for the internal audience. Days are dates; nothing is formatted."""

    audience: Literal["internal"]
    name: str
    as_of: date
    gates: tuple[TimelineGate, ...]


def build_timeline(plan: Plan) -> TimelineView:
    """List every gate of every open deal in hand: by gate day, then customer, deal and the order of the gates."""
    lookup = look_up(plan)
    pairs = [(deal, line) for deal in in_hand(plan) for line in deal.gates]
    pairs.sort(key=lambda pair: (pair[1].day, pair[0].customer, pair[0].id, pair[1].gate.rank))
    gates = tuple(_gate(deal, line, lookup) for deal, line in pairs)
    return TimelineView(audience="internal", name=plan.name, as_of=plan.as_of, gates=gates)


def _gate(deal: DealLine, line: GateLine, lookup: Lookup) -> TimelineGate:
    promise = next((item for item in deal.promises if item.gate is line.gate), None)
    return TimelineGate(
        deal=deal.id,
        name=deal.name,
        customer=deal.customer,
        segment=lookup.segment(deal.segment),
        owner=deal.owner,
        stage=deal.stage,
        gate=line.gate,
        gate_day=line.day,
        release=line.release,
        ready_day=line.ready,
        slack_days=line.slack,
        status=line.status,
        confidence=promise.confidence if promise else None,
        missing=tuple(lookup.missing(ids) for ids in line.missing),
    )
