"""Target models of the plan document: what the agreed list of models gets of the people who adapt models.

Person-days on hand are what people have in a quarter, leave and days off taken away. Work is counted net, without the
share that people keep for support and defects; that share is counted apart. So on_hand = listed + ad_hoc + other +
reserved + free, but for rounding. Amounts are in thousands of the currency; first and last days are both included.
"""

from __future__ import annotations

from enum import StrEnum

from roadmap.plans.plan_part import Part, PlanDay


class ShareStatus(StrEnum):
    """Whether the agreed list gets its share, and why not."""

    HOLDS = "holds"
    TAKEN = "taken"
    IDLE = "idle"


class ModelState(StrEnum):
    """Where an agreed model is in the plan."""

    READY = "ready"
    PLANNED = "planned"
    LEFT_OUT = "left_out"


class ModelQuarter(Part):
    """Person-days of the people who adapt models, in one quarter or over the plan."""

    first: PlanDay
    last: PlanDay
    on_hand: int
    """What there is of people who have one of the counted skills first."""
    listed: int
    """Work on models of the agreed list."""
    ad_hoc: int
    """Work on models outside it."""
    other: int
    """Other features, and support cases."""
    reserved: int
    """Kept for support and defects."""
    free: int
    """Nothing is planned for it."""
    wanted: int
    """What the list is to get at least, rounded up."""
    status: ShareStatus
    """holds: the list gets its share; taken: it does not, because the rest takes more than is left beside that share;
    idle: it does not, though nothing else takes it."""


class TargetModelLine(Part):
    """One model of the agreed list."""

    capability: str
    name: str
    state: ModelState
    """ready: there before the plan, and nothing more lands; planned: it lands; left_out: it does neither."""
    release: str | None
    """The release in which it lands first."""
    features: list[str]
    """The features that provide it: those that are built, or if none is, those that could be."""
    person_days: int
    """Person-days of these skills that they take; if none is built, that the cheapest one would take."""
    deals: list[str]
    """Open deals that could use it and do not have what they need in time."""
    given_up: int
    """What the plan gives up of those deals."""


class AdHocLine(Part):
    """One feature that provides models outside the agreed list, and is built."""

    feature: str
    name: str
    release: str
    person_days: int
    """Person-days of these skills that it takes within the plan."""
    deals: list[str]
    """Served deals that count on it."""
    kept: int
    """What the plan keeps of those deals."""


class TargetModelsPart(Part):
    """The agreed list, quarter by quarter, and what is built beside it."""

    share: float
    """The share that the list is to get."""
    skills: list[str]
    """The skills that are counted."""
    total: ModelQuarter
    """From the `as_of` day to the horizon."""
    quarters: list[ModelQuarter]
    """Each calendar quarter, cut at the ends of the plan."""
    listed: list[TargetModelLine]
    """In the order of the list."""
    ad_hoc: list[AdHocLine]
    """The largest first."""
