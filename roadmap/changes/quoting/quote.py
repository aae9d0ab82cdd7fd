"""The answer to "can we promise this deal, and when?": what a quote says. Amounts are in thousands of the currency."""

from __future__ import annotations

from datetime import date
from typing import Literal

from requirements.gate import Gate
from roadmap.changes.scenarios.side_by_side import MovedPromise, ValueDifference
from roadmap.plans.plan_part import Part


class GateQuote(Part):
    """One gate of the new deal: when it was wished for, and when it can be promised without harm to what is kept."""

    gate: Gate
    wished: date
    earliest: date | None
    """The first day on which the deal can have all it cannot do without; None if no such plan was found."""
    release: str | None
    """The release that brings it; None if everything is there already, or nothing was found."""
    not_before: date | None
    """No plan can promise it before this day, that is proved; None if it is proved that no release brings it."""
    slack: int | None
    """Working days from the earliest day to the wished one; negative when it is later."""

    @property
    def proved(self) -> bool:
        """Whether no plan can promise it sooner."""
        return self.earliest == self.not_before


class DisplacedDeal(Part):
    """A deal that is worth less to the plan when the new one is taken as it is wished."""

    deal: str
    before: int
    """What the present plan keeps of it."""
    after: int
    """What the plan with the new deal keeps of it."""
    moved: list[MovedPromise]
    """Its promises that move or go."""


class TakenDeal(Part):
    """The deal taken at its wished days, every need in time: what that needs and what it costs the others."""

    possible: Literal["yes", "no", "open"]
    """yes: a plan with it was found; no: proved that there is none; open: none was found."""
    earns: int
    """What the plan keeps of the new deal; 0 where there is no such plan."""
    difference: ValueDifference | None
    """By how much the plan with it is worth more than the present one; None where there is no such plan."""
    displaced: list[DisplacedDeal]
    """The deals that lose by it, those that lose most first."""
    features: list[str]
    """Features that are built only with it."""
    releases: list[str]
    """Releases that are used only with it."""


class Quote(Part):
    """A quote for one new deal beside a plan."""

    deal: str
    name: str
    currency: str
    plan: str
    """The file of the plan that it was compared with."""
    keeps: Literal["promises", "deals"]
    """What an earliest day must not harm: the published promises, or where nothing is published what the present plan
    gives each deal."""
    kept: int
    """How many of them there are."""
    gates: list[GateQuote]
    cases: Literal["none", "fit", "open", "never"]
    """Whether there are people for the support cases that the deal brings, beside all that is kept, without whom it
    cannot be promised. none: it brings none; open: no room was found for them; never: proved that they cannot be
    done."""
    taken: TakenDeal
    seconds: float
    """Seconds given to the search after the first answer; 0 for the first answer."""
