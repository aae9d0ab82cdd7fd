"""Moves: the rule by which people are switched to a second line."""

from __future__ import annotations

from requirements.fields import Crowd, Days, Weeks
from requirements.model import Model

WEEK = 5
"""Working days of a week."""


class MovePolicy(Model):
    """The rules for moving people to a second line: a move needs notice, lasts a minimum time, and is not repeated
    too often."""

    notice: Days = 10
    """Working days between the agreement on a move and the first day of the move."""
    least_weeks: Weeks = 6
    """The minimum length of a move, in weeks of five working days. The time at home between two moves has the same
    minimum."""
    most_a_year: Crowd = 2
    """The largest number of moves of one person that can begin in a calendar year."""
    training_days: Days = 5
    """Working days of training directly before a person's first move to a skill, if the training feature was not
    done before the plan begins."""
