"""What a comparison holds. Everything that differs is a pair, so that a comparison can be turned round.

Amounts are in thousands of the currency; days are dates. Lists are in the order of ids, whichever plan comes first.
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields, is_dataclass, replace
from datetime import date
from typing import Any

from requirements.gate import Gate
from roadmap.comparing.notebook import comparison_html
from roadmap.comparing.pairs import Gain, Pair, PlanChange
from roadmap.plans.deals import DealStatus


@dataclass(frozen=True, slots=True)
class PromiseMove:
    """A promise whose day or whose gate's day differs, and what is behind it.

    It is moved, made (day None before) or withdrawn (None after), or it stands and the customer needs it on another
    day. `gate_day` is None where a plan knows no such gate. `slack` is the working days from what is promised to the
    gate; None where nothing is promised.
    """

    deal: str
    gate: Gate
    gate_day: Pair[date | None]
    day: Pair[date | None]
    release: Pair[str | None]
    slack: Pair[int | None]
    reasons: tuple[PlanChange, ...]

    @property
    def promise(self) -> tuple[str, date | None]:
        """Which promise it is: promises are counted by deal and day, though several gates may share one."""
        return self.deal, self.day.before or self.day.after

    @property
    def needs_release(self) -> bool:
        """Whether one of the plans promises a release; what is there already is no promise that could be broken."""
        return self.release.before is not None or self.release.after is not None

    @property
    def is_opened(self) -> bool:
        """Whether the first plan has no such gate: the deal is new, or the customer asks for more."""
        return self.gate_day.before is None

    @property
    def is_closed(self) -> bool:
        """Whether the second plan has no such gate: nothing is to be kept there."""
        return self.gate_day.after is None

    @property
    def stands(self) -> bool:
        """Whether the promised day is the same, and only the day on which the customer needs it is another."""
        return not self.day.differs

    @property
    def is_late(self) -> bool:
        """Whether what the second plan promises comes after the customer's day."""
        return _comes_after(self.day.after, self.gate_day.after)

    @property
    def was_late(self) -> bool:
        """Whether what the first plan promised came after the customer's day."""
        return _comes_after(self.day.before, self.gate_day.before)

    @property
    def is_missed(self) -> bool:
        """Whether it moves later or is withdrawn, or comes after the customer's day as it did not before."""
        return self.is_broken or (self.is_late and not self.was_late and not self.is_opened)

    @property
    def days(self) -> int | None:
        """Calendar days by which it moves later (less than 0: earlier); None if one of the plans promises nothing."""
        if self.day.before is None or self.day.after is None:
            return None
        return (self.day.after - self.day.before).days

    @property
    def is_broken(self) -> bool:
        """Whether a release was promised for a gate that is still asked for, and it moves later or is withdrawn."""
        return self.release.before is not None and not self.is_closed and (self.days is None or self.days > 0)


def _comes_after(day: date | None, gate: date | None) -> bool:
    return day is not None and gate is not None and day > gate


@dataclass(frozen=True, slots=True)
class DealChange:
    """An open deal that stands differently; status None where the plan does not know it as open."""

    deal: str
    status: Pair[DealStatus | None]
    expected: Pair[int]
    kept: Pair[int]

    @property
    def is_lost(self) -> bool:
        """Whether it was served and, still open, no longer is."""
        return self.status.after is DealStatus.GIVEN_UP and self.status.before not in (None, DealStatus.GIVEN_UP)

    @property
    def is_won_back(self) -> bool:
        """Whether it was open and not served, and now is."""
        return self.status.before is DealStatus.GIVEN_UP and self.status.after not in (None, DealStatus.GIVEN_UP)


@dataclass(frozen=True, slots=True)
class ReleaseChange:
    """A release that differs: whether it is used, its ship day (None where the plan has no such release), and what
    lands in it in only one of the plans."""

    release: str
    used: Pair[bool]
    ship: Pair[date | None]
    only: Pair[tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class FeatureChange:
    """A feature whose release or work differs: first and last day of its work, None where it is not built."""

    feature: str
    release: Pair[str | None]
    first: Pair[date | None]
    last: Pair[date | None]


@dataclass(frozen=True, slots=True)
class MoveChange:
    """A move to a second line that differs: from the first day away (training included) to the last day in it, the last
    day on which it can be agreed, and whether it was; None and False where the plan has no such move."""

    person: str
    own: str
    skill: str
    away: Pair[date | None]
    first: Pair[date | None]
    last: Pair[date | None]
    agree: Pair[date | None]
    agreed: Pair[bool]


@dataclass(frozen=True, slots=True)
class MoneyChange:
    """One line of the headline that differs."""

    line: str
    amount: Pair[int]


@dataclass(frozen=True, slots=True)
class ValuePart:
    """A part of the difference in value; the parts of one kind of account add up to it. `of` names the part; `groups`
    are those of the input that were not told apart in it, where that was interrupted."""

    of: str
    gain: Gain
    groups: tuple[str, ...] = ()


SEARCH = "search"
"""The cause where the input is the same: one search found more than the other."""
REST = "rest"
"""The cause that holds all groups which were not looked at."""
CAUSES = ("time", "work", "people", "release_days", "deals", "policy", SEARCH)
"""What causes may be of: the groups of changes of the input, in the order in which they are exchanged, and the
search."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """What is different between two plans. `accounts` take the value apart by what the plans say; `causes` by groups of
    the input, planned again (None: that was not done)."""

    promises: tuple[PromiseMove, ...] = ()
    deals: tuple[DealChange, ...] = ()
    releases: tuple[ReleaseChange, ...] = ()
    features: tuple[FeatureChange, ...] = ()
    moves: tuple[MoveChange, ...] = ()
    money: tuple[MoneyChange, ...] = ()
    accounts: tuple[ValuePart, ...] = ()
    input: tuple[PlanChange, ...] = ()
    causes: tuple[ValuePart, ...] | None = field(default=None)

    @property
    def is_empty(self) -> bool:
        """Whether the plans say the same."""
        return self == Comparison(causes=self.causes) and not self.causes

    @property
    def moved(self) -> int:
        """How many promises move, are made or are withdrawn, each day of a deal once; none that nobody asks for."""
        changed = (move for move in self.promises if not move.stands and not move.is_closed)
        return len({move.promise for move in changed if move.needs_release})

    @property
    def broken(self) -> int:
        """How many of them become later or are withdrawn."""
        return len({move.promise for move in self.promises if move.is_broken})

    @property
    def overtaken(self) -> int:
        """How many stand, and come after the customer's day because the customer moved it."""
        return len({move.promise for move in self.promises if move.stands and move.is_missed})

    @property
    def misses(self) -> bool:
        """Whether a promise moves later, is withdrawn or now comes after its gate, or a deal that was served is not."""
        return any(move.is_missed for move in self.promises) or any(deal.is_lost for deal in self.deals)

    def _repr_html_(self) -> str:
        return comparison_html(self)

    def turned(self) -> Comparison:
        """The comparison of the second plan with the first."""
        turned: Comparison = _turn(self)
        return turned


def _turn(thing: Any) -> Any:
    if isinstance(thing, Pair):
        return Pair(thing.after, thing.before)
    if isinstance(thing, Gain):
        return thing.turned()
    if isinstance(thing, tuple):
        return tuple(_turn(part) for part in thing)
    if is_dataclass(thing) and not isinstance(thing, type):
        return replace(thing, **{part.name: _turn(getattr(thing, part.name)) for part in fields(thing)})
    return thing
