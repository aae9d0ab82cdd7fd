"""Deals of the plan document: needs, gates and promises.

Amounts are in thousands of the currency; days are ISO days; slack is in working days.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Literal

from requirements.amounts.money import ExactAmount
from requirements.gate import Gate, Importance, Maturity, Stage
from roadmap.plans.causes import Cause
from roadmap.plans.plan_part import Part, PlanDay


class GateStatus(StrEnum):
    """How a deal stands at a gate."""

    MET = "met"
    AT_RISK = "at_risk"
    LATE = "late"
    NOT_PROMISED = "not_promised"


class DealStatus(StrEnum):
    """How a deal stands: all gates met with safe slack; met with less; some late but worth something; not served."""

    SECURED = "secured"
    AT_RISK = "at_risk"
    LATE = "late"
    GIVEN_UP = "given_up"


class NeedLine(Part):
    """One need of a deal and what meets it."""

    gate: Gate
    """The gate by which it is needed."""
    any_of: list[str]
    """Capabilities of which one is enough."""
    maturity: Maturity
    """How finished it must be."""
    importance: Importance
    """What happens to the deal without it."""
    drop: float
    """For a challenge: the share of the win probability lost without it."""
    capability: str | None
    """The alternative that is there first; None if none lands."""
    feature: str | None
    """The feature that provides it; None if none lands or it was there before the plan."""
    release: str | None
    """The release that brings it; None if none lands or it was there before the plan."""
    ready: PlanDay | None
    """The day the customer can use it: ship day plus lead time. None if it never lands; the plan's first day if it was
    there before."""
    met: bool
    """Ready by the gate."""


class GateLine(Part):
    """One gate of a deal."""

    gate: Gate
    day: PlanDay
    """The day on which the deal needs something."""
    ready: PlanDay | None
    """The day on which the last breaker need up to this gate is ready; None if one never is."""
    slack: int | None
    """Working days from ready to the gate; negative when late; None if never ready."""
    status: GateStatus
    """met: with safe slack, or there before the plan; at_risk: with less; late: after the gate; not_promised: the deal
    is not served, whatever is ready by then."""
    release: str | None
    """The release that makes it ready; None if everything was there before or something never lands."""
    missing: list[str]
    """What is not ready by the gate, as ids; alternatives joined by " | "."""


class Promise(Part):
    """What sales may tell a deal about one gate."""

    gate: Gate
    release: str | None
    """The release the customer will use; None if no release is needed."""
    day: PlanDay
    """The day the customer can use it."""
    confidence: Literal["firm", "tight", "late"]
    """firm: safe slack before the gate; tight: less; late: after the gate."""


class DealLine(Part):
    """One open deal: what it is worth, how it stands and what it may be promised."""

    id: str
    name: str
    customer: str
    """Who buys. Restricted."""
    segment: str
    stage: Stage
    owner: str | None
    situation: str | None
    value: ExactAmount
    """Contract value, exact to the currency's own unit. Restricted."""
    win_probability: float
    """The chance to win if every need is met in time. Restricted."""
    expected: int
    """Value x win probability."""
    kept: int
    """What the plan keeps of that."""
    status: DealStatus
    """How it stands over all gates."""
    release: str | None
    """The one release that holds everything the deal is served with; None if none is needed or it is not served."""
    gates: list[GateLine]
    """Gates its stage has not passed."""
    needs: list[NeedLine]
    promises: list[Promise]
    """Empty for a deal that is not served, and for a placeholder."""
    causes: list[Cause] = []
    """Why it is not served, or not in time, the first cause first: one for each need that stands in the way, or one for
    the deal as a whole. Empty for a deal that is served in time."""
    placeholder: bool = False
    """Whether it is a deal that nobody has yet, made from what the forecast still has to find."""
    stands_for: int = 1
    """How many customers it stands for; more than one only for a placeholder."""
    ref: str | None = None
    """What another system calls it, such as the number in a CRM."""
    link: str | None = None
    """Where it stands there, as a web address."""
    fields: dict[str, str] = {}
    """Further fields of the company's own, by name. Restricted."""

    @property
    def promised_days(self) -> dict[PlanDay, list[Gate]]:
        """The gates by the day that is promised for them; this is how promises are counted, each day once.

        What needs no release (it was there before the plan) is no promise that anybody could break, and left out.
        """
        days: dict[PlanDay, list[Gate]] = {}
        for promise in self.promises:
            if promise.release is not None:
                days.setdefault(promise.day, []).append(promise.gate)
        return days
