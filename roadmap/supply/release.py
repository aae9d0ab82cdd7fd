"""Releases: trains on one line, listed one by one or as a cadence."""

from __future__ import annotations

from pydantic import model_validator

from requirements.amounts.money import Amount
from requirements.fault import fault
from requirements.fields import Day, Days, Flag, Id, Text, WebAddress, Weeks
from requirements.model import Model


class Release(Model):
    """A release train. Features that are verified by its freeze day and enabled by its ship day land in it."""

    freeze: Day
    """Work must be verified by the end of this day. A day off moves to the next working day."""
    ship: Day
    """The day on which customers get the release. Enablement must be done by the end of this day. A day off moves
    to the next working day."""
    cost: Amount = 0
    """The cost of cutting the release (qualification and field support), in thousands."""
    fixed: Flag = False
    """true: the release is cut in any case; false: the planner decides."""
    ref: Text | None = None
    """What another system calls it, such as a number in a tracker; any text."""
    link: WebAddress | None = None
    """Where it stands there, as a web address."""

    @model_validator(mode="after")
    def _in_order(self) -> Release:
        if self.freeze > self.ship:
            raise fault("release-order", "the freeze day must not be after the ship day")
        return self


class Cadence(Model):
    """A series of releases at regular intervals. Each id is the prefix and a number from 1."""

    prefix: Id
    """Ids are this prefix and a number: `R` gives R1, R2, ..."""
    first: Day
    """The ship day of the first release."""
    last: Day
    """No release ships after this day."""
    weeks: Weeks
    """Weeks from one ship day to the next."""
    freeze: Days
    """Working days from the freeze day to the ship day."""
    cost: Amount = 0
    """The cost of cutting one release, in thousands."""
    fixed: Flag = False
    """true: all releases are cut; false: the planner decides."""
