"""Deals of the plan: when each need is ready, how each gate stands, what may be promised."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Literal

from requirements.deal import Deal, Need, gates_ahead
from requirements.gate import Gate, Importance
from roadmap.indexing.deals.demand import needed_maturity, stated_alternative
from roadmap.planner.draft import Draft
from roadmap.plans.causes import Cause
from roadmap.plans.deals import DealLine, DealStatus, GateLine, GateStatus, NeedLine, Promise

_COUNTED = ("win_probability", "gates", "needs")
"""What the plan says of a deal in another way than the input."""
TAKEN_OVER = tuple(name for name in DealLine.model_fields if name in Deal.model_fields and name not in _COUNTED)
"""What the plan says of a deal as the input does."""


def deal_lines(draft: Draft, causes: Mapping[str, list[Cause]] | None = None) -> list[DealLine]:
    """Every open deal in the order of the files, each with the causes why it is not served in time, where these are
    known."""
    known = causes or {}
    return [_deal_line(key, deal, draft, known.get(key, [])) for key, deal in draft.project.market.open_deals().items()]


def gate_lines(key: str, draft: Draft) -> list[GateLine]:
    """The gates of one open deal, in the order of the funnel."""
    deal = draft.project.market.deal(key)
    return _gate_lines(deal, _need_lines(deal, draft), draft, is_served=draft.served[key].levels > 0)


def _need_lines(deal: Deal, draft: Draft) -> list[NeedLine]:
    return [_need_line(need, gate, deal, draft) for gate in gates_ahead(deal) for need in deal.needs.get(gate, [])]


def _gate_lines(deal: Deal, needs: list[NeedLine], draft: Draft, *, is_served: bool) -> list[GateLine]:
    return [_gate_line(gate, deal.gates[gate], needs, draft, is_served=is_served) for gate in gates_ahead(deal)]


def _deal_line(key: str, deal: Deal, draft: Draft, causes: list[Cause]) -> DealLine:
    needs = _need_lines(deal, draft)
    served = draft.served[key]
    is_served = served.levels > 0
    gates = _gate_lines(deal, needs, draft, is_served=is_served)
    placeholder = draft.project.market.placeholders.get(key)
    probability = draft.project.market.win_probability(deal)
    return DealLine(
        **{name: getattr(deal, name) for name in TAKEN_OVER},
        id=key,
        win_probability=round(float(probability), 6),
        expected=round(deal.value * probability),
        kept=served.earned,
        status=_status(gates) if is_served else DealStatus.GIVEN_UP,
        release=_last_release(needs, draft) if is_served else None,
        gates=gates,
        needs=needs,
        promises=[p for gate in gates if (p := _promise(gate))] if is_served and placeholder is None else [],
        causes=causes,
        placeholder=placeholder is not None,
        stands_for=1 if placeholder is None else placeholder.stands_for,
    )


def _need_line(need: Need, gate: Gate, deal: Deal, draft: Draft) -> NeedLine:
    maturity = needed_maturity(need, gate, draft.project)
    capability = stated_alternative(need, gate, draft.project)
    feature = release = None
    ready: date | None = None
    if capability is not None:
        ready = min(draft.project.header.start, deal.gates[gate])
    else:
        options = [
            (ship, order, name, key)
            for order, name in enumerate(need.any_of)
            for ship, key, level in draft.bringers.get(name, [])
            if level.rank >= maturity.rank
        ]
        if options:
            ship, _, capability, feature = min(options)
            release = draft.landings[feature]
            ready = draft.project.calendar.add(ship, draft.project.market.lead_time(deal))
    return NeedLine(
        gate=gate,
        any_of=list(need.any_of),
        maturity=maturity,
        importance=need.importance,
        drop=round(float(need.drop), 6),
        capability=capability,
        feature=feature,
        release=release,
        ready=ready,
        met=ready is not None and ready <= deal.gates[gate],
    )


def _gate_line(gate: Gate, day: date, needs: list[NeedLine], draft: Draft, *, is_served: bool) -> GateLine:
    breakers = [n for n in needs if n.importance is Importance.BREAKER and n.gate.rank <= gate.rank]
    days = [need.ready for need in breakers]
    ready = None if None in days else max((d for d in days if d), default=min(draft.project.header.start, day))
    calendar, origin = draft.project.calendar, draft.indexed.names.origin
    slack = None if ready is None else calendar.limit(day, origin) - calendar.limit(ready, origin)
    last = max((n for n in breakers if n.release), key=lambda n: n.ready or day, default=None)
    release = last.release if ready is not None and last is not None else None
    is_planned = release is not None and not draft.is_past(release)
    return GateLine(
        gate=gate,
        day=day,
        ready=ready,
        slack=slack,
        status=_gate_status(
            slack if is_served else None, draft.project.header.policy.safe_slack, is_planned=is_planned
        ),
        release=release,
        missing=[" | ".join(n.any_of) for n in breakers if n.ready is None or n.ready > day],
    )


def _gate_status(slack: int | None, safe: int, *, is_planned: bool) -> GateStatus:
    if slack is None:
        return GateStatus.NOT_PROMISED
    if slack < 0:
        return GateStatus.LATE
    return GateStatus.AT_RISK if is_planned and slack < safe else GateStatus.MET


def _status(gates: list[GateLine]) -> DealStatus:
    statuses = {gate.status for gate in gates}
    if GateStatus.LATE in statuses:
        return DealStatus.LATE
    return DealStatus.AT_RISK if GateStatus.AT_RISK in statuses else DealStatus.SECURED


def _last_release(needs: list[NeedLine], draft: Draft) -> str | None:
    """The release that holds all the deal is served with: breakers, and the challenges that are met."""
    counted = [n for n in needs if n.release and (n.importance is Importance.BREAKER or n.met)]
    return max((n.release for n in counted if n.release), key=draft.ship_day, default=None)


def _promise(gate: GateLine) -> Promise | None:
    confidence: dict[GateStatus, Literal["firm", "tight", "late"]] = {
        GateStatus.MET: "firm",
        GateStatus.AT_RISK: "tight",
        GateStatus.LATE: "late",
    }
    if gate.ready is None or gate.status not in confidence:
        return None
    return Promise(gate=gate.gate, release=gate.release, day=gate.ready, confidence=confidence[gate.status])
