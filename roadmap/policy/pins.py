"""Pins: what the user holds in place, whatever the planner would rather do."""

from __future__ import annotations

from pydantic import model_validator

from requirements.fault import fault
from requirements.fields import Day, Flag, Id, Text
from requirements.model import Model


class Pin(Model):
    """One fixed decision. For a feature: its release, its first day, its last day, or whether it is planned. For a
    deal: whether it is served."""

    feature: Id | None = None
    """The feature that is fixed. State also one of release, start, done_by or planned."""
    deal: Id | None = None
    """The deal that is fixed. State also served."""
    release: Id | None = None
    """The feature lands in exactly this release."""
    start: Day | None = None
    """The feature's first work item starts on this day, or on the next working day if it is off."""
    done_by: Day | None = None
    """All work of the feature ends by this day, included."""
    planned: Flag | None = None
    """true: the feature is built; false: it is not."""
    served: Flag | None = None
    """true: every gate of the deal is met, at the latest within its lateness curve; false: the deal is not served
    and earns nothing."""
    reason: Text | None = None
    """The reason, for the readers of the plan."""

    @model_validator(mode="after")
    def _says_one_thing(self) -> Pin:
        said = [field for field in ("release", "start", "done_by", "planned") if getattr(self, field) is not None]
        feature_pin = self.feature is not None and self.deal is None and len(said) == 1 and self.served is None
        deal_pin = self.deal is not None and self.feature is None and not said and self.served is not None
        if not (feature_pin or deal_pin):
            raise fault(
                "pin-form",
                ("expected a feature with exactly one of release, start, done_by and planned, or a deal with served"),
            )
        return self
