"""Facts: what is known of each work item on the `as_of` day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from roadmap.supply.feature import Dependency, Feature, Phase, Wait
from roadmap.supply.progress import FeatureProgress, ItemProgress, told_items


class State(StrEnum):
    """How far a work item is: done, running, or still to be planned."""

    DONE = "done"
    RUNNING = "running"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Fact:
    """What is known of one work item.

    `day` is the last day of finished work; `assumed` says that nothing is recorded of it, and that it is taken as done
    because work behind it is. `told` is what the input says; open work with it was begun and waits.
    """

    state: State
    day: date | None = None
    told: ItemProgress | None = None
    assumed: bool = False


def known_facts(feature: Feature, progress: FeatureProgress | None) -> tuple[Fact, ...]:
    """What is known of each work item of a feature, in the order of its `work`, whatever it waits for."""
    told = told_items(feature, progress)
    return tuple(_fact(line, told) for line in range(len(feature.work)))


def _fact(line: int, told: dict[int, ItemProgress]) -> Fact:
    own = told.get(line)
    if own is not None:
        return Fact(State.RUNNING if own.done is None else State.DONE, own.done, own)
    behind = [other for position, other in told.items() if position > line and other.done is not None]
    if behind:
        return Fact(State.DONE, min(other.started for other in behind), assumed=True)
    return Fact(State.OPEN)


def ends_of(own: Feature, other: Feature, wait: Dependency) -> tuple[int, int | None]:
    """The work item of the other feature that is waited for, and the first of its own that waits (None: none does);
    see `Wait`."""
    own_phases, phases = [item.phase for item in own.work], [item.phase for item in other.work]
    if wait.wait_for is Wait.INTERFACE:
        first = max((n for n, phase in enumerate(phases) if phase is Phase.DESIGN), default=0)
        return first, next((n for n, phase in enumerate(own_phases) if phase is not Phase.DESIGN), None)
    return max((n for n, phase in enumerate(phases) if phase is not Phase.ENABLE), default=len(phases) - 1), 0
