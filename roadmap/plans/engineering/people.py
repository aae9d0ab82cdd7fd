"""People in the plan: teams, skills with their load week by week, and where work changes hands."""

from __future__ import annotations

from roadmap.plans.plan_part import Part, PlanDay
from roadmap.supply.feature import Phase


class WeekLoad(Part):
    """People of one skill in one week."""

    monday: PlanDay
    available: int
    """Person-days of those who have the skill, less leave, days off and what they spend on work of another skill."""
    used: int
    """Person-days planned."""


class SkillLine(Part):
    """One skill and its load week by week."""

    id: str
    people: int
    """The most people at once, those included who have other skills too."""
    shared: int = 0
    """How many people with this skill have another one; each of them is counted under both."""
    reserved: float
    """The share of their time kept for support and defects, on average; work takes that much longer."""
    weeks: list[WeekLoad]


class TeamLine(Part):
    """One team."""

    id: str
    name: str
    skill: str
    people: int
    """People in it at the end of the plan, joiners included."""


class HandOver(Part):
    """A work item whose people change while it runs."""

    feature: str
    phase: Phase
    day: PlanDay
    """The first day of the new people."""
    leaves: list[str]
    """People who stop."""
    joins: list[str]
    """People who go on."""
