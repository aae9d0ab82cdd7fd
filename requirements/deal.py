"""Deals: customer opportunities, the gates they pass and the capabilities they need by each."""

from __future__ import annotations

from fractions import Fraction
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, WithJsonSchema, model_validator
from pydantic_core import PydanticCustomError

from requirements.fields import Amount, Day, Days, Id, Model, Share, Text
from requirements.gate import Gate, Importance, Maturity, Stage


class Need(Model):
    """One line of a deal: a capability, or alternatives of which any one is enough."""

    any_of: list[Id] = Field(min_length=1)
    """The capabilities of which one is enough; usually a single one."""
    maturity: Maturity | None = None
    """How finished it must be; left out, the policy's maturity for the gate holds."""
    importance: Importance = Importance.BREAKER
    """breaker: without it the deal is lost; challenge: the win probability drops; nice: wanted, worth nothing."""
    drop: Share = Fraction(0)
    """For a challenge: the share of the win probability that is lost without it."""

    @model_validator(mode="after")
    def _drop_fits(self) -> Need:
        if (self.importance is Importance.CHALLENGE) != (self.drop > 0):
            raise PydanticCustomError("challenge-drop", "a challenge states its drop, and only a challenge does")
        return self


def read_need(value: Any) -> Any:
    """Read the short form `triton-backend | kserve : ga`, or a mapping with `capability` for a single one.

    Grammar of the short form: ids separated by `|`, then optionally `:` and a maturity, then optionally `nice` or
    `-20%` (a challenge that drops the win probability by that share).
    """
    if isinstance(value, dict) and "capability" in value and "any_of" not in value:
        rest = {key: item for key, item in value.items() if key != "capability"}
        return {"any_of": [value["capability"]], **rest}
    if not isinstance(value, str):
        return value
    head, *tail = value.replace("|", " | ").replace(":", " : ").split()
    fields: dict[str, Any] = {"any_of": [head]}
    words = iter(tail)
    for word in words:
        if word == "|":
            fields["any_of"].append(next(words, ""))
        elif word == ":":
            fields["maturity"] = next(words, "")
        elif word == Importance.NICE:
            fields["importance"] = Importance.NICE
        elif word.startswith("-") and word.endswith("%"):
            fields |= {"importance": Importance.CHALLENGE, "drop": word[1:]}
        else:
            raise PydanticCustomError("need-form", "expected `id`, `id | id`, `id : ga`, `id nice` or `id -20%`")
    return fields


NeedLine = Annotated[
    Need,
    BeforeValidator(read_need),
    WithJsonSchema({"anyOf": [{"type": "string", "minLength": 1}, {"type": "object"}]}),
]


class Deal(Model):
    """A customer opportunity at any stage of the funnel."""

    name: Text
    """What people call the deal."""
    customer: Text
    """Who buys. Restricted: never shown in a message."""
    segment: Id
    """The kind of customer."""
    stage: Stage
    """Where the deal is in the funnel. Lost and paid deals are kept for the record and not planned for."""
    value: Amount
    """Contract value, thousand CNY. Restricted."""
    win_probability: Share | None = None
    """The chance to win when every need is met in time; left out, the segment's rates. Restricted."""
    gates: dict[Gate, Day]
    """The days on which the deal needs something, in the order of the funnel."""
    needs: dict[Gate, list[NeedLine]] = {}
    """What the deal needs by each gate."""
    lead_time: Days | None = None
    """Working days this customer needs to take a release into use; left out, the segment's."""
    situation: Text | None = None
    """The customer's situation in one line."""
    owner: Text | None = None
    """The person in sales who answers for the deal."""

    @model_validator(mode="after")
    def _gates_in_order(self) -> Deal:
        days = [self.gates[gate] for gate in Gate if gate in self.gates]
        if any(a > b for a, b in zip(days, days[1:], strict=False)):
            raise PydanticCustomError("gate-order", "gates must not go back in time in the order evaluation, design_in, signing, acceptance, payment")
        return self

    @model_validator(mode="after")
    def _needs_have_gates(self) -> Deal:
        missing = [gate for gate in Gate if self.needs.get(gate) and gate not in self.gates]
        if missing:
            raise PydanticCustomError("need-without-gate", "needs are listed for {gate}, which has no day under gates", {"gate": missing[0].value})
        return self

    @model_validator(mode="after")
    def _drops_leave_something(self) -> Deal:
        if sum(need.drop for needs in self.needs.values() for need in needs) > 1:
            raise PydanticCustomError("drops-too-large", "the drops of all challenges add up to more than 100%")
        return self
