"""What a deal may be answered to each of its needs: never more than is promised inside."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from requirements.gate import Gate, Maturity
from roadmap.plans.deals import DealLine, DealStatus, NeedLine
from roadmap.plans.document import CapabilityLine, Plan


class AnswerState(StrEnum):
    """How far a need is met."""

    AVAILABLE = "available"
    """It is there today."""
    PROMISED = "promised"
    """It is promised, with a release and a day."""
    PLANNED = "planned"
    """The plan brings it, and no day is promised for it."""
    PARTLY = "partly"
    """A less finished form is there today, and the plan brings no more to this deal."""
    OPEN = "open"
    """Nothing may be said of it."""
    UNSTATED = "unstated"
    """The plan brings it, and the deal does not say that it needs it: nothing is promised, and somebody must ask."""


@dataclass(frozen=True, slots=True)
class NeedAnswer:
    """What may be said to one need of a deal."""

    gate: Gate
    any_of: tuple[str, ...]
    """The capabilities that were asked for, any one of which is enough."""
    capability: str | None
    """The one that the answer is about; None where nothing may be said."""
    maturity: Maturity
    """How finished it is asked to be."""
    state: AnswerState
    now: Maturity | None
    """How finished one of these capabilities is today, where that is less than asked; None: it is not there at all, or
    as finished as asked."""
    release: str | None
    """The release that is promised, or in which it is there; None where no release is needed or none is promised."""
    day: date | None
    """The day that is promised."""
    public_names: tuple[str, ...] = ()
    """What customers may call the feature that brings it."""


def answers_of(plan: Plan, deal: DealLine) -> tuple[NeedAnswer, ...]:
    """The answer to each need of a deal, in the order of its needs."""
    capabilities = {line.id: line for line in plan.capabilities}
    shipped = {line.id for line in plan.releases if line.ship <= plan.as_of}
    names = {line.id: line.public_name for line in plan.features if line.public_name is not None}
    return tuple(_answer(need, deal, capabilities, shipped, names) for need in deal.needs)


def answer_to(plan: Plan, deal: DealLine, capability: str) -> NeedAnswer:
    """What a deal may be answered that asks for a capability, whether it states the need or not.

    Of several needs for it, the one for its most finished form counts; what the deal does not state is answered by what
    is there today.
    """
    own = [one for one in answers_of(plan, deal) if capability in one.any_of]
    if own:
        return max(own, key=lambda one: (one.maturity.rank, one.gate.rank))
    line = next(one for one in plan.capabilities if one.id == capability)
    state = AnswerState.UNSTATED if line.lands else AnswerState.OPEN
    if line.ready is not None:
        state = AnswerState.AVAILABLE if line.ready.rank >= Maturity.GA.rank else AnswerState.PARTLY
    return NeedAnswer(
        gate=Gate.DESIGN_IN,
        any_of=(capability,),
        capability=capability,
        maturity=Maturity.GA,
        state=state,
        now=line.ready if state is AnswerState.PARTLY else None,
        release=None,
        day=None,
    )


def states(deal: DealLine, capability: str) -> bool:
    """Whether a deal says that it needs a capability."""
    return any(capability in need.any_of for need in deal.needs)


def _answer(
    need: NeedLine,
    deal: DealLine,
    capabilities: dict[str, CapabilityLine],
    shipped: set[str],
    names: dict[str, str],
) -> NeedAnswer:
    state, release, day = _state(need, deal, shipped)
    now = None if state is AnswerState.AVAILABLE else _today(need, capabilities)
    if state is AnswerState.OPEN and now is not None:
        state = AnswerState.PARTLY
    told = state is not AnswerState.OPEN
    return NeedAnswer(
        gate=need.gate,
        any_of=tuple(need.any_of),
        capability=need.capability if told else None,
        maturity=need.maturity,
        state=state,
        now=now,
        release=release,
        day=day,
        public_names=(names[need.feature],) if told and need.feature in names else (),
    )


def _state(need: NeedLine, deal: DealLine, shipped: set[str]) -> tuple[AnswerState, str | None, date | None]:
    """How far a need is met, with the release and day that are promised for it."""
    if need.ready is not None and (need.release is None or need.release in shipped):
        return AnswerState.AVAILABLE, need.release, None
    if need.ready is None or deal.status is DealStatus.GIVEN_UP:
        return AnswerState.OPEN, None, None
    promise = next((one for one in deal.promises if one.gate is need.gate), None)
    if promise is None or promise.release is None or need.ready > promise.day:
        return AnswerState.PLANNED, None, None
    return AnswerState.PROMISED, promise.release, promise.day


def _today(need: NeedLine, capabilities: dict[str, CapabilityLine]) -> Maturity | None:
    """The most finished form that any of the capabilities has today."""
    ready = [capabilities[key].ready for key in need.any_of if key in capabilities]
    return max((level for level in ready if level is not None), key=lambda level: level.rank, default=None)
