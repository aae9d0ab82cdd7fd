"""Running work in the network: it goes on from slot 0 with its people, and takes more or less than what was told."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence

from roadmap.explaining.present import Present
from roadmap.futures.building.jobs import running_job
from roadmap.futures.network import Job, Leg, LegLine, Tie
from roadmap.indexing.begun.running import Going
from roadmap.supply.facts import State, tied_by


def running_work(present: Present, number: int) -> Iterator[tuple[Job, list[Leg]]]:
    """The running work that takes people, each with its legs; `number` is the position of the first job. What does
    not end within the plan holds its people to the end of it."""
    for going in present.indexed.staff.going:
        if not going.stints:
            continue
        legs, worked = _legs(number, going)
        job = running_job(present, going, worked)
        yield job, legs
        number += 1


def _legs(number: int, going: Going) -> tuple[list[Leg], int]:
    times = sorted({time for _, begin, end in going.stints for time in (begin, end)})
    total = sum(end - begin for _, begin, end in going.stints)
    found, worked = [], 0
    for begin, end in itertools.pairwise(times):
        on = [(who, skill) for (who, since, until), skill in zip(going.stints, going.skills, strict=True)
              if since <= begin and end <= until]  # fmt: skip
        before, worked = worked, worked + len(on) * (end - begin)
        if on:
            line = LegLine(tuple(who for who, _ in on), before, worked, total, 1, on[0][1])
            found.append(Leg(number, begin, end, (line,), begin == times[0], end == times[-1]))
    return found, total


def running_links(present: Present, jobs: Sequence[Job], position: Mapping[int, int]) -> Iterator[Tie]:
    """What waits for running work: what is behind it in its feature, and in those that depend on it."""
    features, facts = present.project.engineering.features, present.draft.facts
    mine = _running(present, jobs)
    if not mine:
        return
    planned = _by_line(present, jobs, position)
    for item, number in position.items():
        job = jobs[number]
        if job.deal is not None:
            continue
        line = present.indexed.names.lines[item]
        overlap = features[job.name].work[line].overlaps
        for (key, other), running in mine.items():
            if key == job.name and other < line and (overlap is None or other == line - 1):
                yield from _within(running, number, None if overlap is None else overlap.end, whole=overlap is None)
    for key, feature in features.items():
        for wait in feature.after:
            tied = tied_by(feature, features[wait.feature], wait)
            first = mine.get((wait.feature, tied.first))
            then = None if tied.then is None else planned.get((key, tied.then))
            if first is not None and then is not None and facts[key][tied.then or 0].state is State.OPEN:
                yield Tie(first, then, wait.lag, tied.from_start, tied.to_end)


def _within(running: int, then: int, end: int | None, *, whole: bool) -> Iterator[Tie]:
    if whole:
        yield Tie(running, then)
    elif end is not None:
        yield Tie(running, then, end, to_end=True)


def _running(present: Present, jobs: Sequence[Job]) -> dict[tuple[str, int], int]:
    """The jobs that were running, by feature and position in its `work`."""
    numbers = [number for number, job in enumerate(jobs) if job.item is None]
    goings = [going for going in present.indexed.staff.going if going.stints]
    return {(g.work.feature, g.work.line): number for g, number in zip(goings, numbers, strict=True)}


def _by_line(present: Present, jobs: Sequence[Job], position: Mapping[int, int]) -> dict[tuple[str, int], int]:
    """The jobs of work items that are planned, by feature and position in its `work`."""
    lines = present.indexed.names.lines
    return {(jobs[n].name, lines[item]): n for item, n in position.items() if jobs[n].deal is None}
