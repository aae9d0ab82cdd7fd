"""Causes of the plan document: why something is not as it was asked for. A kind and what it is about, never a sentence.

`roadmap.views.reasons.causes` words them, and says what would repair each. Days are ISO days; both ends are included.
"""

from __future__ import annotations

from enum import StrEnum

from roadmap.plans.plan_part import Part, PlanDay


class CauseKind(StrEnum):
    """What stands in the way."""

    PIN = "pin"
    """A pin: without it, it could be."""
    NOTHING_PROVIDES = "nothing_provides"
    """No feature provides what is needed."""
    NOBODY = "nobody"
    """Nobody has the skill, ever, or before some day; or never as many at once as the work takes."""
    AWAY = "away"
    """People are away: without their leave, it could be."""
    NOT_BEFORE = "not_before"
    """Work may not begin before a day: without that, it could be."""
    SUPPORT = "support"
    """The support cases of the deal have no people."""
    SUPPORT_TAKEN = "support_taken"
    """All that the deal needs lands in time, and in this plan others have the people for its support cases."""
    TOO_MUCH = "too_much"
    """It takes more person-days of a skill in some days than there are, whatever else is dropped."""
    TOO_LATE = "too_late"
    """It cannot be done by then, whatever else is dropped."""
    SHIPPED_LATE = "shipped_late"
    """It has shipped, after the day on which it was needed: a fact."""
    CANNOT_END = "cannot_end"
    """Work on it is running, and nobody is there who ends it within the plan."""
    NO_PLAN = "no_plan"
    """No plan can hold a pin, or serve the deal that it wants served: two solves agree, and no count shows why."""
    ALONE = "alone"
    """No plan serves the deal, or none serves it in time, with everything else dropped: two solves agree, and no count
    shows why."""
    OUTSIDE = "outside"
    """What a pin asks for lies outside the days of the plan."""
    OVERTAKEN = "overtaken"
    """Facts have overtaken a pin: what it asks for has happened otherwise, or cannot happen any more."""
    NO_NEED = "no_need"
    """No open deal needs it."""
    OTHER_VARIANT = "other_variant"
    """Another feature provides the same."""
    NOT_SERVED = "not_served"
    """The deals that need it are not served, for causes of their own."""
    NOT_WORTH_IT = "not_worth_it"
    """It would displace what is worth more: proved, or seen in a plan that was made with it."""
    NOT_FOUND = "not_found"
    """The search did not find a way, which proves nothing."""


class Cause(Part):
    """One cause. What does not belong to its kind is None, or empty."""

    kind: CauseKind
    any_of: list[str] = []
    """The capabilities of the need that it is about, any one of which is enough."""
    feature: str | None = None
    """The feature that it is about."""
    name: str | None = None
    """What people call the feature."""
    skill: str | None = None
    """The skill of which people are missing, or away."""
    until: PlanDay | None = None
    """nobody: the first day on which enough people are there; None: never."""
    since: PlanDay | None = None
    """nobody: the last day on which enough people are there, where they are from the beginning."""
    crew: int | None = None
    """nobody: the fewest people whom the work takes at once."""
    people: int | None = None
    """nobody: the most people who are ever there at once."""
    features: list[str] = []
    """too_much: the features whose work it is; support_taken: those that have the people; otherwise those any one of
    which would do."""
    deals: list[str] = []
    """not_worth_it: the deals that would lose, the dearest first; not_served: the deals that need it; too_much: those
    whose support it is; support_taken: those whose support has the people; otherwise the deal that it is about."""
    start: PlanDay | None = None
    """The day on which work is held to begin."""
    first: PlanDay | None = None
    """The first of the days in which there are too few people; or the first day on which work can begin; shipped_late:
    the day on which it shipped; not_before: the day before which the work may not begin."""
    last: PlanDay | None = None
    """The last of these days; or the day by which the work must be done."""
    needed: int | None = None
    """Person-days that are needed in these days; too_late: the fewest working days that the work takes."""
    available: int | None = None
    """Person-days that there are."""
    ends: PlanDay | None = None
    """The first day on which the work can be done."""
    earliest: str | None = None
    """The first release that it can land in; None: it fits in none."""
    latest: str | None = None
    """The last release that would do; None: none ships in time."""
    after: str | None = None
    """A feature that it comes after and that lands so late; None: its own work does."""
    pin: str | None = None
    """The pin, as its file says it."""
    place: str | None = None
    """Where that pin stands, as file:line:column."""
    in_time: bool = False
    """not_worth_it, not_found, alone: whether it is about being there in time, rather than at all."""
    loses: int | None = None
    """not_worth_it: how much less the best plan that was found with it is worth; None: not known."""
