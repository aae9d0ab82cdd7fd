"""Progress: what is done, what is started and what remains, as of a day."""

from __future__ import annotations

from pydantic import Field, model_validator

from requirements.fault import fault
from requirements.fields import Crowd, Day, Id, Model, PersonDays
from roadmap.supply.feature import Phase


class ItemProgress(Model):
    """How far one work item is. What is started stays: it goes on from the `as_of` day with the same crew."""

    started: Day
    """The day work began."""
    done: Day | None = None
    """The day it was finished; left out while it is running."""
    remaining: PersonDays | None = None
    """Person-days left on the `as_of` day; needed while it is running."""
    crew: Crowd | None = None
    """People at work on it; left out, the fewest the item takes."""
    spent: PersonDays | None = None
    """Person-days spent on it so far; left out, they are estimated from its days and crew. Planning does not ask, but
    `roadmap track` learns from it."""

    @model_validator(mode="after")
    def _says_one_thing(self) -> ItemProgress:
        if (self.done is None) == (self.remaining is None):
            raise fault("progress-form", "expected `done` for finished work or `remaining` for running work, not both")
        if self.done is not None and self.done < self.started:
            raise fault("progress-order", "work cannot be done before it was started")
        return self


class FeatureProgress(Model):
    """How far a feature is."""

    items: dict[Phase, ItemProgress] = Field(default={})
    """Progress by phase; phases that are left out have not begun. Features with several items in one phase take
    this progress for all of them."""
    shipped: Id | None = None
    """The release in which the feature has already shipped; its capabilities are there."""
