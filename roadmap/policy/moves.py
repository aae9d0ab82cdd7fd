"""Moves: the rule by which people are switched to a second line."""

from __future__ import annotations

from requirements.fields import Crowd, Days, Weeks
from requirements.model import Model

WEEK = 5
"""Working days of a week."""


class MovePolicy(Model):
    """When people may be moved to a second line: agreed ahead, for some weeks at least, and not to and fro."""

    notice: Days = 10
    """Working days between agreeing on a move and the first day away from one's own work."""
    least_weeks: Weeks = 6
    """A move lasts at least so many weeks of five working days, and so does the time at home between two moves."""
    most_a_year: Crowd = 2
    """At most so many moves of one person begin in a calendar year."""
    training_days: Days = 5
    """Working days of training right before the first move of a person to a skill, if the training feature was not
    done before the plan begins."""
