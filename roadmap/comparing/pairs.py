"""Pairs: something in the first of two plans and in the second, and what kind of thing it is about."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Pair(Generic[T]):
    """Something in the first plan and in the second; None where that plan has no such thing."""

    before: T
    after: T

    @property
    def differs(self) -> bool:
        """Whether it is not the same in both."""
        return self.before != self.after


@dataclass(frozen=True, slots=True)
class Gain:
    """What the second plan is worth more for one cause, as found; where planned again, it lies in [least, most], each
    None where nothing is proved."""

    amount: int
    least: int | None = None
    most: int | None = None

    def turned(self) -> Gain:
        """The same, told from the second plan to the first."""
        least, most = (None if amount is None else -amount for amount in (self.most, self.least))
        return Gain(-self.amount, least, most)


class DifferenceKind(StrEnum):
    """What kind of thing a reason or a change of the input is about."""

    AS_OF = "as_of"
    HORIZON = "horizon"
    SAFE_SLACK = "safe_slack"
    TARGET = "target"
    DEAL = "deal"
    STAGE = "stage"
    WORTH = "worth"
    CHANCE = "chance"
    GATE = "gate"
    NEED = "need"
    FEATURE = "feature"
    COST = "cost"
    EFFORT = "effort"
    PROGRESS = "progress"
    RELEASE = "release"
    FREEZE = "freeze"
    SHIP = "ship"
    PEOPLE = "people"
    PIN = "pin"
    PROVIDER = "provider"
    LANDING = "landing"
    BEGIN = "begin"
    END = "end"
    LEAD_TIME = "lead_time"


@dataclass(frozen=True, slots=True)
class PlanChange:
    """One thing that is different: of which kind, of what (ids, a slash between them), and what it was and is.

    A value None means that the plan knows no such thing; restricted values (worth, chance) are told to management only.
    """

    kind: DifferenceKind
    subject: str
    values: Pair[Any]
