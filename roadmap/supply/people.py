"""People and teams: who can work, on what, from when to when, and how much of their time is reserved."""

from __future__ import annotations

from fractions import Fraction

from pydantic import Field, model_validator

from requirements.fault import fault
from requirements.fields import Count, Day, Id, Model, Share, Text


class Leave(Model):
    """Days on which a person is away, both included."""

    first: Day
    """The first day away."""
    last: Day
    """The last day away."""

    @model_validator(mode="after")
    def _in_order(self) -> Leave:
        if self.first > self.last:
            raise fault("leave-order", "expected first <= last")
        return self


class Hire(Model):
    """People who join a team later, all with the team's skill."""

    first: Day
    """Their first day at work that counts."""
    people: Count
    """How many."""


class Team(Model):
    """A team; `people` is a shorthand for so many people of its skill who need no name."""

    name: Text
    """What people call it."""
    skill: Id
    """The skill of the people counted here."""
    people: Count = 0
    """How many people without an entry of their own under `people`."""
    reserved: Share = Fraction(0)
    """The share of their time that is kept for support and defects."""
    hires: list[Hire] = Field(default=[])
    """People who join later."""


class Person(Model):
    """A named person."""

    name: Text
    """What people call them."""
    team: Id
    """The team they belong to."""
    skill: Id | None = None
    """What they can do; left out, the team's skill."""
    first: Day | None = None
    """First day at work; left out, from the start."""
    last: Day | None = None
    """Last day at work; left out, to the end."""
    leave: list[Leave] = Field(default=[])
    """Days away."""
    reserved: Share | None = None
    """The share of their time kept for support and defects; left out, the team's."""
