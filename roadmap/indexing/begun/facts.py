"""Facts: what is known of each work item on the `as_of` day, and what follows from it for what is still to be done.

Finished work is no longer part of the problem: it keeps its day, from which lags count. Running work goes on from
slot 0, see `roadmap.indexing.begun.running`. What is left is planned.
"""

from __future__ import annotations

from collections.abc import Iterator

from roadmap.folder.project import Project
from roadmap.policy import OutOfSequence
from roadmap.supply.facts import Fact, State, known_facts, tied_by
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
        if tied.then is None or before is None or tied.to_end:
            continue
        if before.state is State.OPEN or (before.state is State.RUNNING and not tied.from_start):
            held = [one or line >= tied.then for line, one in enumerate(held)]
    return tuple(
        Fact(State.OPEN, told=fact.told) if fact.state is State.RUNNING and stops and work.wait is None else fact
        for fact, stops, work in zip(facts, held, features[key].work, strict=True)
    )


def running_lines(facts: dict[str, tuple[Fact, ...]]) -> Iterator[tuple[str, int, ItemProgress]]:
    """The running work items as (feature, position, what is told of it), those started first first."""
    found = [
        (fact.told.started, key, line, fact.told)
        for key, lines in facts.items()
        for line, fact in enumerate(lines)
        if fact.state is State.RUNNING and fact.told is not None
    ]
    return iter([(key, line, told) for _, key, line, told in sorted(found, key=lambda one: one[0])])
