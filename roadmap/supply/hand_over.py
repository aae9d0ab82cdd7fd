"""Hand-overs: whether a piece of work may change hands, and what that costs."""

from __future__ import annotations

import re
from typing import Annotated, Any

from pydantic import BeforeValidator

from requirements.describing.schema import short
from requirements.fault import fault
from requirements.fields import Days, Word
from requirements.model import Model

_COSTS = re.compile(r"costs ([0-9]{1,3}) days?")


class HandOverRule(Word):
    """Whether other people can take over the work. free: they can, but the plan avoids it. never: the people who
    begin the work also end it."""

    FREE = "free"
    NEVER = "never"


class HandOverTerms(Model):
    """Whether other people can take over the work, and how many days longer it then takes."""

    rule: HandOverRule = HandOverRule.FREE
    """free or never."""
    days: Days = 0
    """Additional working days if the work changes hands, once or more often."""

    @property
    def is_free(self) -> bool:
        """Whether it may change hands and costs nothing."""
        return self.rule is HandOverRule.FREE and not self.days


def _read_hand_over(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    costs = _COSTS.fullmatch(value.strip())
    if costs is None and value not in list(HandOverRule):
        raise fault("hand-over-form", "expected free, never, or the cost of a hand-over, such as: costs 3 days")
    return {"rule": value} if costs is None else {"days": int(costs[1])}


HandOverLine = Annotated[
    HandOverTerms,
    BeforeValidator(_read_hand_over),
    short({"type": "string", "pattern": f"^(free|never|{_COSTS.pattern})$"}),
]
"""free, never, or costs N days."""
