"""The sales timeline: each gate of each deal, with what may be promised for it. Values, for exporters to write."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date
from enum import StrEnum
from typing import Literal

from requirements.amounts.halves import number_of
from requirements.gate import Gate, Stage
from requirements.language import in_clauses
from roadmap.futures.chances import Chances
from roadmap.plans.baseline import PromiseLine
from roadmap.plans.deals import DealLine, DealStatus, GateLine, GateStatus
from roadmap.plans.document import Plan
from roadmap.policy.editions import Audience
from roadmap.views.futures.sure import SureGate, sure_gates
from roadmap.views.lookup import Lookup, in_hand, look_up
from roadmap.views.roadmap.reach import reasons


@dataclass(frozen=True, slots=True)
class TimelineGate:
    """One gate of one deal. Holds customer names and contract values, for the internal audience only; no win
    probabilities."""

    key: str
    """`deal/gate`: the same in every plan, whatever is renamed or moved."""
    deal: str
    name: str
    customer: str
    segment: str
    owner: str | None
    stage: Stage
    value: int | float
    """Contract value, in thousands of the currency."""
    currency: str
    deal_status: DealStatus
    """How the whole deal stands."""
    cause: str | None
    """Why it is late or given up; None where it is neither."""
    gate: Gate
    gate_day: date
    status: GateStatus
    """How the deal stands at this gate; not_promised at every gate of a deal that is given up."""
    promised_day: date | None
    """The day that may be told to the customer; None where nothing is promised."""
    confidence: Literal["firm", "tight", "late"] | None
    """How sure the promise is; None where nothing is promised."""
    published_day: date | None
    """The day that was promised by the published plan; None where nothing was, or nothing can break it any more."""
    published_release: str | None
    release: str | None
    """The release that makes it ready; None if everything was there before or nothing is promised."""
    ready_day: date | None
    """None if nothing is promised."""
    slack_days: int | None
    """Working days from ready to the gate; negative when late; None if nothing is promised."""
    missing: tuple[str, ...]
    """What is not ready by the gate, by name."""
    late_of_20: int | None = None
    """In how many of twenty futures the gate is late; None where the plan was not simulated, or nothing is waited
    for."""
    sure_day: date | None = None
    """The day by which the customer can use what it needs in 16 of 20 futures; None, too, where that lies after the
    plan's end."""
    sure_release: str | None = None
    """The first release that is sure enough to promise; None, too, where none is."""
    change: str | None = None
    """What became of the promise since an earlier plan (`PromiseChange`); None where no plan is compared with."""
    before_day: date | None = None
    """The day that the earlier plan promised."""
    before_release: str | None = None
    moved_days: int | None = None
    """Calendar days from that day to the promised one; negative where it became earlier."""
    fields: Mapping[str, str] = field(default_factory=dict)
    """What the company says of its deal in fields of its own, by name."""


OWN = "fields."
"""How a column of a company's own begins."""
COLUMNS = tuple(one.name for one in fields(TimelineGate) if one.name != "fields")
"""All that can be told of a gate, in order."""


class PromiseChange(StrEnum):
    """What became of the promise for a gate since an earlier plan."""

    NEW = "new"
    """The earlier plan did not have this gate ahead."""
    SAME = "same"
    LATER = "later"
    EARLIER = "earlier"
    PROMISED = "promised"
    """Nothing was promised, and now something is."""
    WITHDRAWN = "withdrawn"
    """Something was promised, and now nothing is."""


@dataclass(frozen=True, slots=True)
class TimelineView:
    """The timeline of a plan, by gate day, for one audience. Days are dates; nothing is formatted."""

    audience: Audience
    name: str
    as_of: date
    gates: tuple[TimelineGate, ...]
    columns: tuple[str, ...] = COLUMNS
    """What is told of a gate; all else is blank."""

    @property
    def rows(self) -> tuple[TimelineGate, ...]:
        """What exporters write, a line each."""
        return self.gates


def build_timeline(plan: Plan, chances: Chances | None = None) -> TimelineView:
    """List every gate of every open deal in hand: by gate day, then customer, deal and the order of the gates.

    `chances` are what lies beside the plan; those of another plan, or of an earlier state of it, are not told.
    """
    lookup, sure = look_up(plan), sure_gates(plan, chances)
    published = {(line.deal, gate): line for line in plan.promises for gate in line.gates}
    pairs = [(deal, line) for deal in in_hand(plan) for line in deal.gates]
    pairs.sort(key=lambda pair: (pair[1].day, pair[0].customer, pair[0].id, pair[1].gate.rank))
    gates = tuple(
        _gate(
            deal, line, lookup, currency=plan.currency, published=published.get((deal.id, line.gate)),
            sure=sure.get((deal.id, line.gate)),
        )
        for deal, line in pairs
    )  # fmt: skip
    own = sorted({name for deal, _line in pairs for name in deal.fields})
    columns = (*COLUMNS, *(f"{OWN}{name}" for name in own))
    return TimelineView(audience=Audience.INTERNAL, name=plan.name, as_of=plan.as_of, gates=gates, columns=columns)


def compared(view: TimelineView, before: TimelineView) -> TimelineView:
    """The timeline with what became of each promise since an earlier plan."""
    known = {gate.key: gate for gate in before.gates}
    return replace(view, gates=tuple(_compared(gate, known.get(gate.key)) for gate in view.gates))


def _compared(gate: TimelineGate, before: TimelineGate | None) -> TimelineGate:
    if before is None:
        return replace(gate, change=PromiseChange.NEW.value)
    now, then = gate.promised_day, before.promised_day
    days = (now - then).days if now is not None and then is not None else None
    return replace(
        gate,
        change=_change(now, then, days).value,
        before_day=then,
        before_release=before.release if then is not None else None,
        moved_days=days,
    )


def _change(now: date | None, then: date | None, days: int | None) -> PromiseChange:
    if days is None:
        unchanged = now is None and then is None
        return PromiseChange.SAME if unchanged else PromiseChange.PROMISED if now else PromiseChange.WITHDRAWN
    return PromiseChange.LATER if days > 0 else PromiseChange.EARLIER if days < 0 else PromiseChange.SAME


def _gate(
    deal: DealLine, line: GateLine, lookup: Lookup, *, currency: str, published: PromiseLine | None,
    sure: SureGate | None,
) -> TimelineGate:  # fmt: skip
    promise = next((item for item in deal.promises if item.gate is line.gate), None)
    return TimelineGate(
        key=f"{deal.id}/{line.gate}",
        deal=deal.id,
        name=deal.name,
        customer=deal.customer,
        segment=lookup.segment(deal.segment),
        owner=deal.owner,
        stage=deal.stage,
        value=number_of(deal.value),
        currency=currency,
        deal_status=deal.status,
        cause=_cause(deal, lookup),
        gate=line.gate,
        gate_day=line.day,
        status=line.status if promise else GateStatus.NOT_PROMISED,
        promised_day=promise.day if promise else None,
        confidence=promise.confidence if promise else None,
        published_day=published.day if published else None,
        published_release=published.release if published else None,
        release=line.release if promise else None,
        ready_day=line.ready if promise else None,
        slack_days=line.slack if promise else None,
        missing=tuple(lookup.missing(ids) for ids in line.missing),
        late_of_20=sure.late if sure else None,
        sure_day=sure.ready if sure else None,
        sure_release=sure.promise if sure else None,
        fields=deal.fields,
    )


def _cause(deal: DealLine, lookup: Lookup) -> str | None:
    """Why a deal is late or given up, in words."""
    if deal.status in (DealStatus.SECURED, DealStatus.AT_RISK):
        return None
    return in_clauses(reasons(deal, lookup)) or None
