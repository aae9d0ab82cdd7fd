"""Facts: what is known of each work item on the `as_of` day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from requirements.amounts.halves import Halves
from roadmap.calendar import Calendar
from roadmap.supply.dependency import Dependency, WaitFor
from roadmap.supply.feature import Feature, Phase, WorkItem
from roadmap.supply.progress import FeatureProgress, ItemProgress, told_items
from roadmap.supply.waiting import end_of_begun


class State(StrEnum):
    """How far a work item is: done, running, or still to be planned."""

    DONE = "done"
    RUNNING = "running"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Fact:
    """What is known of one work item.

    `day` is the last day of finished work, or of a wait whose days are over; `assumed` says that nothing is recorded of
    it, and that it is taken as done because work behind it is. `told` is what the input says of work that was begun;
    open work with it waits. `left` is what open work that was not begun is said to take.
    """

    state: State
    day: date | None = None
    told: ItemProgress | None = None
    assumed: bool = False
    left: Halves | None = None


def known_facts(
    feature: Feature, progress: FeatureProgress | None, as_of: date, *, calendar: Calendar
) -> tuple[Fact, ...]:
    """What is known of each work item of a feature, in the order of its `work`, whatever it waits for."""
    told = told_items(feature, progress)
    known = {line: _told_fact(feature.work[line], own, as_of, calendar) for line, own in told.items()}
    return tuple(_fact(line, known, feature) for line in range(len(feature.work)))


def _told_fact(work: WorkItem, own: ItemProgress, as_of: date, calendar: Calendar) -> Fact:
    """What is known of work of which something is told. A wait goes on by itself, and ends by itself."""
    if not own.begun:
        return Fact(State.OPEN, left=own.remaining)
    if own.done is None and work.wait is not None:
        last = end_of_begun(work.wait, own.since, own.remaining, as_of, calendar=calendar)
        if last < as_of:
            return Fact(State.DONE, last, own)
    return Fact(State.RUNNING if own.done is None else State.DONE, own.done, own)


def _fact(line: int, known: dict[int, Fact], feature: Feature) -> Fact:
    """What is told of an item; else it is done if one behind it is that waited for its end."""
    if line in known:
        return known[line]
    whole = next((n for n in range(line + 1, len(feature.work)) if feature.work[n].overlaps is None), len(feature.work))
    behind = [fact.told for other, fact in known.items() if other >= whole and fact.state is State.DONE]
    if behind:
        return Fact(State.DONE, min(other.since for other in behind if other is not None), assumed=True)
    return Fact(State.OPEN)


class Tied(NamedTuple):
    """What a dependency means for work items: `then` of the one feature (None: none) waits for `first` of the other.

    It starts once that one has ended; `from_start`: has started; `to_end`: it does not start then but end.
    """

    first: int
    then: int | None
    from_start: bool = False
    to_end: bool = False


def tied_by(own: Feature, other: Feature, wait: Dependency) -> Tied:
    """The work item of the other feature that is waited for, and the first of its own that waits; see `WaitFor`."""
    return tied_phases([item.phase for item in own.work], [item.phase for item in other.work], wait.wait_for)


def tied_phases(own_phases: list[Phase], phases: list[Phase], wait_for: WaitFor) -> Tied:
    """The same by the phases of the work items of both features."""
    if wait_for is WaitFor.INTERFACE:
        first = max((n for n, phase in enumerate(phases) if phase is Phase.DESIGN), default=0)
        return Tied(first, next((n for n, phase in enumerate(own_phases) if phase is not Phase.DESIGN), None))
    if wait_for is WaitFor.START:
        return Tied(0, 0, from_start=True)
    verified = _last_verified(phases)
    return Tied(verified, _last_verified(own_phases), to_end=True) if wait_for is WaitFor.END else Tied(verified, 0)


def _last_verified(phases: list[Phase]) -> int:
    return max((n for n, phase in enumerate(phases) if phase is not Phase.ENABLE), default=len(phases) - 1)
