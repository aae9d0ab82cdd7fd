"""Work items in the plan: when each runs, who does it, and when it pauses.

Days are ISO days; first and last days are both included.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from requirements.fields import PersonDays
from roadmap.plans.engineering.pauses import PauseLine
from roadmap.plans.engineering.stints import StintLine
from roadmap.plans.engineering.waiting_for import OverlapLine
from roadmap.plans.plan_part import Part, PlanDay
from roadmap.supply.feature import Phase


class WorkStatus(StrEnum):
    """Where a work item is on the `as_of` day."""

    DONE = "done"
    STARTED = "started"
    PLANNED = "planned"


class WaitLine(Part):
    """How long a wait with nobody working lasts."""

    days: int
    """So many days."""
    calendar: bool
    """Whether they are calendar days; else working days."""


class WorkLine(Part):
    """One work item of a feature."""

    phase: Phase
    name: str | None
    skill: str
    """The skill it takes; several are joined, as in `compiler + field`. Empty for a wait."""
    skills: dict[str, int] = {}
    """Where it takes several skills, how many people of each."""
    crew: int
    """The number of people who work at the same time."""
    divisible: bool = False
    """Whether people who are not equally fast add up."""
    effort: PersonDays
    """Planned person-days (of running work: what remains)."""
    first: PlanDay
    last: PlanDay
    """Both included; for a milestone, last is the day it is reached."""
    status: WorkStatus
    resumes: PlanDay | None = None
    """Of work that has begun and waits for what comes before it (`policy: out_of_sequence: wait`), the day on which it
    goes on; None of all other work."""
    people: list[str]
    """Ids of the people who do it, or TEAM-N for people counted by number; empty for a milestone and finished work."""
    assumed: bool = False
    """Whether nothing is recorded of it and it is taken as done, because work behind it is."""
    stints: list[StintLine] = []
    """Who does it when, where people change or it takes several skills at once; otherwise, and of what is running,
    all of `people` do it from its first day to its last."""
    pauses: list[PauseLine] = []
    """When people of it are away, from the `as_of` day on, in the order of time."""
    wait: WaitLine | None = None
    """How long it waits, where nobody works on it. Its first and last day may then be days off."""
    late: bool = False
    """Whether it is to run as late as it goes (`prefer: late`), and has not begun."""
    overlap: OverlapLine | None = None
    """How it runs beside the item before; None where it runs after it."""
    ref: str | None = None
    """What a tracker calls it."""
    link: str | None = None
    """Where it stands there, as a web address."""

    @property
    def begins(self) -> date:
        """The first day on which it takes people, if it is planned: it goes on, or begins."""
        return self.resumes or self.first

    @property
    def people_by_skill(self) -> dict[str, int]:
        """How many people of each skill it takes at once."""
        return self.skills or ({} if self.wait is not None else {self.skill: self.crew})
