"""Versions of the plan document: which customer runs which release from when to when, and what each release is worth.

Releases are trains on one line: each holds all that the earlier ones held, so a deal is served by one release, the
newest it needs anything from. A customer is *in the field* from the day it first runs something: today where it
evaluates already, else the first gate ahead (or the day that gate is ready, where it is late). It moves to another
release when a gate needs one, on the day the release is ready for it: ship day plus the customer's lead time. After its
last gate it stays where it is. Amounts are in thousands of the currency; first and last days are both included.
"""

from __future__ import annotations

from requirements.gate import Gate
from roadmap.plans.deals import GateStatus
from roadmap.plans.plan_part import Part, PlanDay


class Stay(Part):
    """One release that a customer runs, and from when to when."""

    release: str | None
    """The release; None for what was there before the plan."""
    first: PlanDay
    last: PlanDay
    """The horizon for the last one: nothing in the plan ends it."""
    gate: Gate | None
    """The gate for which it is taken; None if the customer ran it when the plan begins."""


class FieldLine(Part):
    """One served deal and the releases it runs."""

    deal: str
    stays: list[Stay]
    """In the order of time, without gaps; empty where it runs nothing within the plan."""
    behind: int
    """Releases that are used after the last one it runs, and ship within the plan."""


class LaterGate(Part):
    """A gate that is no longer met in time."""

    gate: Gate
    day: PlanDay
    ready: PlanDay | None
    """None if it is never ready."""
    status: GateStatus


class LosingDeal(Part):
    """A deal that keeps less, or meets a gate later."""

    deal: str
    lost: int
    """What it keeps less, with the price of published promises that move."""
    gates: list[LaterGate]
    """Gates that become late or not promised, or later than they were."""


class Without(Part):
    """The plan without one release, everything else unchanged: its content goes to the next release that is used.

    An estimate, not a plan: planning again without the release can only be better, so `saved - lost` is the least that
    one release fewer is worth.
    """

    content_goes_to: str | None
    """The next release that is used; None if there is none, and then what lands here is not built."""
    possible: bool
    """Whether nothing forbids it: a pin, started work, or a deal that is pinned to be served."""
    saved: int
    """The cost of the release and of features that are not built."""
    lost: int
    """What deals keep less."""
    deals: list[LosingDeal]
    """The one that loses most comes first; placeholders are among them."""


class VersionLine(Part):
    """One version in the field: a release that is used, or what was there before the plan."""

    release: str | None
    """None for what was there before the plan."""
    cost: int
    """Cost of using it; 0 for what was there before."""
    first: PlanDay | None
    """The first day a customer runs it; None if nobody does."""
    last: PlanDay | None
    """The last day a customer runs it within the plan."""
    supported_until: PlanDay | None
    """The last day of support by the policy; None: until its last customer runs a later one."""
    most: int
    """The most customers on it at once."""
    serves: list[str]
    """Deals that it serves: it holds everything they need."""
    stranded: list[str]
    """Deals that run it after its support has ended."""
    without: Without | None
    """What one release fewer would mean; None for a fixed or past release and for what was there before."""


class VersionUse(Part):
    """How many customers run a version at the end of a month."""

    release: str | None
    deals: int


class VersionMonth(Part):
    """One month in the field."""

    month: PlanDay
    """Its first day."""
    at_once: int
    """The most versions that customers run on any one day of it."""
    uses: list[VersionUse]
    """Versions that anybody runs on its last day (the horizon in the last month), the oldest first."""


class Versions(Part):
    """The field as the plan leaves it."""

    most: int | None = None
    """Versions that may be in the field at once, by the policy; None if it says nothing."""
    at_once: int = 0
    """The most versions in the field on any one day of the plan."""
    peak: PlanDay | None = None
    """The first such day; None if no customer runs anything."""
    holds: bool | None = None
    """Whether there are never more than the policy allows; None if it says nothing."""
    lines: list[VersionLine] = []
    """What was there before the plan if anybody runs it, then the releases that are used and not past, by ship day."""
    deals: list[FieldLine] = []
    """Served deals in the order of the files."""
    months: list[VersionMonth] = []
    """From the `as_of` day to the horizon."""
