"""Moves of the plan document: who works in a second line from when to when, after which training, and why.

Days are ISO days, first and last both included.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from roadmap.plans.plan_part import Part, PlanDay


class MoveLine(Part):
    """One stretch in which somebody works in a second line."""

    person: str
    """The id, or TEAM-N for people counted by number."""
    own: str
    """The skill they leave meanwhile."""
    skill: str
    """The skill to which people are moved."""
    proficiency: float
    """How well they know it; work takes them that much longer."""
    agree: PlanDay
    """The last day on which the move can be agreed: the notice before the first day away."""
    agreed: bool
    """Whether an earlier plan had it and that day is past, so that it stays."""
    away: PlanDay
    """The first day on which their own work is without them: the first of their training, or of the move."""
    first: PlanDay
    """The first day in the second line."""
    last: PlanDay
    """The last day in the second line."""
    training: str
    """The feature that trains them."""
    trained: PlanDay | None
    """The last day of its training work in this plan; None if it was done before."""
    lacking: float
    """People whom the second skill lacked in these days, on average, before this move."""
    spare: float
    """People whom their own skill had to spare in these days, on average, before this move."""
    person_days: int
    """Days of theirs that the plan uses in the second line."""
    deals: list[str]
    """Deals whose cases they carry in it."""
    features: list[str]
    """Features on which they work in it."""


def same_moves(one: Sequence[MoveLine], other: Sequence[MoveLine]) -> bool:
    """Whether two plans move the same people in the same days; what they do there may differ."""
    return _stretches(one) == _stretches(other)


def _stretches(moves: Sequence[MoveLine]) -> list[tuple[str, str, float, date, date, date]]:
    return [(line.person, line.skill, line.proficiency, line.away, line.first, line.last) for line in moves]
