"""The confidence of the plan document: which one was asked for, which chances are reached, and what that costs.

Chances are shares of futures that had no part in choosing the plan: `roadmap simulate` with the same runs and seed
plays them again. Amounts are in thousands of the currency.
"""

from __future__ import annotations

from pydantic import Field

from roadmap.plans.plan_part import Part


class SureDeal(Part):
    """How often everything that a served deal waits for comes as planned: with the planned release or an earlier one,
    or by the day of its gate."""

    deal: str
    chance: float = Field(ge=0, le=1)
    error: float = Field(ge=0)
    """The standard error of that chance."""
    reached: bool
    """Whether it is at least what was asked for."""
    without: float | None = Field(ge=0, le=1)
    """The chance in the plan that did not ask for any; None where that plan does not serve the deal."""


class RoomLine(Part):
    """Room that was left for work of one phase and skill."""

    phase: str
    skill: str
    sure: float = Field(ge=0, le=1)
    """The share of the futures in which that work fits into the room."""
    more: float = Field(ge=0)
    """By which share the work may take longer than planned, on average over its items."""


class BufferLine(Part):
    """Working days more that were left before the freeze of one feature."""

    feature: str
    days: int = Field(ge=1)


class ConfidencePart(Part):
    """What was asked for and what was reached."""

    asked: float = Field(gt=0, lt=1)
    """The share of the futures in which promises are to hold."""
    runs: int
    """Futures that were played to state the chances."""
    seed: int
    """Their seed."""
    value_without: int
    """What the plan is worth that did not ask for any confidence, if all goes as planned."""
    cost: int
    """How much more that is than this plan is worth, if all goes as planned."""
    assured: int
    """What this plan is worth if each deal counts with what it earns as planned where its promises hold with the
    confidence, and else with what it keeps at least in that share of the futures."""
    assured_without: int
    """The same of the other plan."""
    expected: int
    """What this plan is worth on average over the futures."""
    expected_without: int
    """The same of the other plan."""
    reached_without: int
    """How many deals reach it in the other plan."""
    deals: list[SureDeal]
    """The served deals that wait for a release, in the order of the deals; placeholders included."""
    room: list[RoomLine] = []
    """The room that was left for work; none where the plan without any was chosen."""
    buffers: list[BufferLine] = []
