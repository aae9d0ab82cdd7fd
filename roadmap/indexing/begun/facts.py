"""Facts: what is known of each work item on the `as_of` day, and what follows from it for what is still to be done.

Finished work is no longer part of the problem: it keeps its day, from which lags count. Running work goes on from
slot 0, see `roadmap.indexing.begun.running`. What is left is planned.
"""

from __future__ import annotations

from collections.abc import Iterator

from roadmap.folder.project import Project
from roadmap.policy import OutOfSequence
from roadmap.supply.facts import Fact, State, Tied, known_facts, tied_by
from roadmap.supply.progress import ItemProgress


def facts_of(project: Project) -> dict[str, tuple[Fact, ...]]:
    """The facts of the work items of every feature, in the order of its `work`."""
    engineering = project.engineering
    found = {
        key: known_facts(feature, engineering.progress.get(key), project.as_of, calendar=project.calendar)
        for key, feature in engineering.features.items()
    }
    if project.header.policy.out_of_sequence is OutOfSequence.CONTINUE:
        return found
    return {key: _waiting(key, facts, found, project) for key, facts in found.items()}


def _waiting(
    key: str, facts: tuple[Fact, ...], found: dict[str, tuple[Fact, ...]], project: Project
) -> tuple[Fact, ...]:
    """The facts where work that runs out of sequence stops until what it waits for is done; a wait goes on."""
    features = project.engineering.features
    held = [
        any(other.state is not State.DONE for other in facts[:line])
        if work.overlaps is None
        else facts[line - 1].state is State.OPEN
        for line, work in enumerate(features[key].work)
    ]
    for wait in features[key].after:
        tied = tied_by(features[key], features[wait.feature], wait)
        before = found[wait.feature][tied.first] if found[wait.feature] else None
        progress = project.engineering.progress.get(wait.feature)
        has_shipped = progress is not None and progress.shipped is not None
        if tied.then is None or before is None or tied.to_end or has_shipped:
            continue
        if _holds(before, tied, wait.lag, project):
            held = [one or line >= tied.then for line, one in enumerate(held)]
    return tuple(
        Fact(State.OPEN, told=fact.told) if fact.state is State.RUNNING and stops and work.wait is None else fact
        for fact, stops, work in zip(facts, held, features[key].work, strict=True)
    )


def _holds(before: Fact, tied: Tied, lag: int, project: Project) -> bool:
    """Whether work is still to be done, or begun, before what waits for it may go on, or their lag is not over."""
    calendar, origin = project.calendar, project.as_of
    if tied.from_start:
        begun = None if before.told is None else before.told.since
        return before.state is State.OPEN or (lag > 0 and begun is not None and calendar.slot(begun, origin) + lag > 0)
    if before.state is not State.DONE or before.day is None:
        return before.state is not State.DONE
    return lag > 0 and calendar.limit(before.day, origin) + lag > 0


def running_lines(facts: dict[str, tuple[Fact, ...]]) -> Iterator[tuple[str, int, ItemProgress]]:
    """The running work items as (feature, position, what is told of it), those started first first."""
    found = [
        (fact.told.since, key, line, fact.told)
        for key, lines in facts.items()
        for line, fact in enumerate(lines)
        if fact.state is State.RUNNING and fact.told is not None
    ]
    return iter([(key, line, told) for _, key, line, told in sorted(found, key=lambda one: one[0])])
