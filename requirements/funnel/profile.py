"""Need profiles: what a typical deal of a segment needs by each gate, how often, and how far apart its gates lie."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, model_validator

from requirements.deal import IDS, MATURITY_WORD, WEIGHT, Need, need_of_one_capability, read_need
from requirements.describing.schema import short
from requirements.fault import fault
from requirements.fields import Days, Share, Text
from requirements.gate import Gate
from requirements.model import Model

_OFTEN = r"( *@ *(\d+(\.\d+)?%|\d+/\d+|0(\.\d+)?|1(\.0+)?))?"
PACE = {Gate.EVALUATION: 40, Gate.DESIGN_IN: 90, Gate.SIGNING: 110, Gate.ACCEPTANCE: 170, Gate.PAYMENT: 210}
"""Working days from the first contact to each gate, where a profile says nothing else."""


class ProfileNeed(Need):
    """One line of a profile: a need, and the share of customers that have it."""

    frequency: Share = Fraction(1)
    """The share of the segment's deals that have this need. Default: all deals."""

    def as_need(self) -> Need:
        """The line as a deal states it."""
        return Need(any_of=self.any_of, maturity=self.maturity, importance=self.importance, drop=self.drop)


def read_profile_need(value: Any) -> Any:
    """Read the short form of a need followed by its frequency, `triton-backend | kserve : ga -20% @ 60%`.

    Everything before the `@` is a need as deals have it; the share after it says how many deals of the segment have it.
    Without `@`, all have it. In YAML the colon makes a mapping of one entry, which is read the same way.
    """
    if isinstance(value, dict) and len(value) == 1:
        key, item = next(iter(value.items()))
        if isinstance(item, str) and "@" in item:
            value = f"{key} : {item}"
    if not isinstance(value, str) or "@" not in value:
        return read_need(value)
    need, _mark, frequency = value.rpartition("@")
    return {**read_need(need), "frequency": frequency}


ProfileNeedLine = Annotated[
    ProfileNeed,
    BeforeValidator(read_profile_need),
    short(
        {
            "type": "string",
            "pattern": f"^ *{IDS}( *: *{MATURITY_WORD})?{WEIGHT}{_OFTEN} *$",
            "description": "Short form: ids, maturity, weight, frequency.",
        },
        {
            "type": "object",
            "patternProperties": {f"^{IDS}$": {"type": "string", "pattern": f"^{MATURITY_WORD}{WEIGHT}{_OFTEN}$"}},
            "additionalProperties": False,
            "minProperties": 1,
            "maxProperties": 1,
            "description": "The same short form without quotes, which YAML reads as a mapping of one entry.",
        },
        need_of_one_capability(ProfileNeed),
    ),
]


class Profile(Model):
    """The typical needs of a segment's deals. They are the questions to ask a customer, and the needs of deals that
    are still to be found."""

    name: Text
    """The name for readers."""
    needs: dict[Gate, list[ProfileNeedLine]] = Field(default={})
    """The needs of such deals by each gate, each with the share of deals that have it."""
    pace: dict[Gate, Days] = PACE
    """Working days from the first contact to each gate of a typical deal. Only the distances between the gates
    matter."""
    description: Text | None = None
    """A description of these customers and of what matters to them."""

    @model_validator(mode="after")
    def _pace_rises(self) -> Profile:
        gates = [gate for gate in Gate if gate in self.pace]
        for earlier, later in pairwise(gates):
            if self.pace[earlier] > self.pace[later]:
                raise fault(
                    "gate-order",
                    "the gate {later} must not be before the gate {earlier}",
                    at=("pace", later.value),
                    earlier=earlier.value,
                    later=later.value,
                )
        return self

    @model_validator(mode="after")
    def _needs_have_gates(self) -> Profile:
        for gate, needs in self.needs.items():
            if needs and gate not in self.pace:
                raise fault(
                    "need-without-gate",
                    "needs are listed for the gate {gate}, but `pace` gives no distance for it",
                    at=("needs", gate.value),
                    gate=gate.value,
                )
        return self

    @model_validator(mode="after")
    def _drops_leave_something(self) -> Profile:
        if sum(need.drop for _gate, need in self.lines()) > 1:
            raise fault("drops-too-large", "the drops of all challenges add up to more than 100%", at=("needs",))
        return self

    def lines(self) -> Iterator[tuple[Gate, ProfileNeed]]:
        """Every need with its gate, in the order of the funnel and then of the file."""
        for gate in Gate:
            for need in self.needs.get(gate, []):
                yield gate, need
