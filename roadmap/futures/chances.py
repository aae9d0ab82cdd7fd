"""The chances of a plan: what came out of playing it, kept beside it as a file of its own.

Days are ISO days, amounts thousands of the currency, chances shares of the runs. P50, P80 and P90 are the day by which,
or the amount that at least, it comes in so many of 100 runs; None is a day after the plan's end.
"""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from requirements.gate import Gate
from roadmap.plans.mark import CHANCES_KIND
from roadmap.plans.plan_part import Part, PlanDay

DOTS = 20
"""Futures that a person is shown."""
Share = float
"""A share of the runs."""


class DayRange(Part):
    """Days by which something comes; None after the plan's end."""

    p50: PlanDay | None
    p80: PlanDay | None
    p90: PlanDay | None


class FeatureChance(Part):
    """A feature that lands."""

    id: str
    release: str
    """The release it lands in as planned."""
    chance: Share
    """How often it lands there, or in an earlier one."""
    error: float
    """The standard error of that chance."""
    verified: DayRange
    """By when its work is verified."""
    releases: dict[str, Share]
    """How often it lands in each release."""
    promise: str | None
    """The first release it makes with the confidence of the policy."""


class ReleaseChance(Part):
    """What a release holds as planned."""

    id: str
    contents: list[str]
    """Its features, the surest first."""
    above: int
    """How many of them come with the confidence of the policy: the cut line lies behind these."""
    whole: Share
    """How often all of them come."""


class Decider(Part):
    """Something on the chain that decided when a gate was ready, and in what share of the runs: work of a feature, of
    the support of a deal, or a person who was not free."""

    kind: Literal["feature", "support", "person"]
    id: str
    phase: str | None = None
    """The phase of the work."""
    share: Share


class TripwireChance(Part):
    """Work that must be done by a day, or else the gate has what it needs by the planned release only so often."""

    feature: str
    phase: str
    by: PlanDay
    chance: Share


class GateChance(Part):
    """A gate of a deal that the plan serves and for which a release must come."""

    deal: str
    gate: Gate
    day: PlanDay
    """The day of the gate, where it does not move."""
    release: str
    """The release that it waits for as planned."""
    chance: Share
    """How often all that it needs can be used by the day of the gate, wherever that has moved."""
    error: float
    """The standard error of that chance."""
    ready: DayRange
    """By when the customer can use it."""
    promise: str | None
    """The first release that brings all of it with the confidence of the policy."""
    promised: PlanDay | None
    """The day on which the customer can use that release."""
    on_release: Share
    """How often the planned release, or an earlier one, brings all of it."""
    tripwires: list[TripwireChance] = []
    """What must be done by when for that, the earliest first."""
    dots: list[str | None] = Field(min_length=DOTS, max_length=DOTS)
    """The releases that it waits for in twenty futures, in order; None behind the last."""
    late: int = Field(ge=0, le=DOTS)
    """How many of the twenty are late."""
    decides: list[Decider] = []
    """What decided when it was ready, the most frequent first."""


class Amounts(Part):
    """An amount as a distribution: at least so much in 90, 80, 50 and 10 of 100 runs."""

    mean: int
    p90: int
    p80: int
    p50: int
    p10: int


class RevenueChance(Part):
    """Revenue of the planning period, of the deals in hand or of one part of them."""

    name: str
    """The segment or quarter; empty for all."""
    target: int | None
    """What is wanted; None for a quarter, of which nothing is said."""
    amounts: Amounts
    chance: Share | None
    """How often the target is reached."""
    error: float | None
    """The standard error of that chance."""


class RevenuePart(Part):
    """The revenue of all deals in hand, and its parts."""

    total: RevenueChance
    with_placeholders: RevenueChance
    """The same with the deals that are still to be found, if they are found."""
    curve: list[int]
    """The revenue that is reached in 0, 2, 4 up to 100 of 100 runs at most."""
    segments: list[RevenueChance]
    quarters: list[RevenueChance]
    """By the quarter in which deals are signed, or decided where no day of signing is stated."""


class LoadChance(Part):
    """The people of one skill whom the work holds in one month, on average over its working days."""

    skill: str
    month: PlanDay
    planned: float
    """As planned, every deal won."""
    p50: float
    p90: float
    there: float
    """How many there are."""


class Removal(Part):
    """What would be gained if one uncertainty were gone."""

    kind: Literal["skill", "feature", "illness", "gates"]
    id: str
    days: float
    """Working days by which what the gates of deals wait for comes sooner at P80, on average by what the deals are
    worth."""
    money: int
    """Expected revenue that at least comes in 80 of 100 runs, more than now."""


class Chances(Part):
    """What playing a plan many times came to."""

    kind: Literal["roadmap-chances"] = CHANCES_KIND
    schema_version: Literal[1] = 1
    """Counts up when a reader of the old form could go wrong."""
    plan: str
    """The digest of the plan that was played."""
    product: str
    """Version of roadmap."""
    name: str
    as_of: PlanDay
    currency: str
    runs: int
    seed: int
    confidence: float
    """What the policy asks of a promise."""
    default_ranges: int
    """Pieces of work whose effort is one number, played with the range of the policy."""
    stated_ranges: int
    """Pieces of work that state a range."""
    learned_spreads: dict[str, tuple[int, int]] = {}
    """By segment the working days earlier and later by which its gates move, where the history of deals taught them."""
    features: list[FeatureChance]
    releases: list[ReleaseChance]
    gates: list[GateChance]
    revenue: RevenuePart
    load: list[LoadChance]
    removals: list[Removal]
    """The largest first."""
