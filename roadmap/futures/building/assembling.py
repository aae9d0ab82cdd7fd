"""Building the network of a plan: its jobs, who does them in which order, what they wait for, and where they land."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from roadmap.audit.value import cut_releases
from roadmap.explaining.present import Present
from roadmap.futures.building.hands import hand_of
from roadmap.futures.building.jobs import planned_jobs
from roadmap.futures.building.running import running_links, running_work
from roadmap.futures.network import Departure, Job, Leg, LegLine, Network, Passenger, Tie
from roadmap.indexing.floors import floor_of
from roadmap.indexing.people.worker import Worker
from roadmap.planner.naming.assignment import Stint
from roadmap.planner.naming.staffing import Staffing, staff_project
from roadmap.problem import Problem
from roadmap.schedule import Run


def network_of(present: Present, staffing: Staffing | None = None) -> Network:
    """The network of a plan. `staffing` says who does what; None: named again."""
    staffing = staffing or staff_project(present.project, present.indexed, present.schedule)
    problem, workers = present.indexed.problem, present.indexed.staff.whole
    planned = list(planned_jobs(present))
    jobs, legs = [job for job, _ in planned], list[Leg]()
    position = {run.item: number for number, (_, run) in enumerate(planned)}
    stints, skills = _stints_by_item(staffing), _skills_by_line(staffing)
    for number, (_, run) in enumerate(planned):
        legs += _legs(number, run, stints.get(run.item, {}), skills, workers)
    for job, own in running_work(present, len(jobs)):
        jobs.append(job)
        legs += own
    links = [*_order_links(problem, present, position), *running_links(present, jobs, position)]
    return Network(
        horizon=problem.horizon,
        jobs=tuple(_with_floors(jobs, links, present)),
        legs=tuple(legs),
        links=tuple(links),
        hands=tuple(hand_of(worker, problem.horizon) for worker in workers),
        landings=tuple(_landings(present)),
        trains=tuple(_trains(present)),
        features=len(problem.features),
    )


def _stints_by_item(staffing: Staffing) -> dict[int, dict[int, list[Stint]]]:
    found: dict[int, dict[int, list[Stint]]] = defaultdict(lambda: defaultdict(list))
    for stint in staffing.stints:
        found[stint.item][stint.line].append(stint)
    return found


def _skills_by_line(staffing: Staffing) -> dict[tuple[int, int], str]:
    return {(job.item, job.line): job.skill for job in staffing.tasks}


def _legs(
    number: int,
    run: Run,
    stints: dict[int, list[Stint]],
    skills: dict[tuple[int, int], str],
    workers: Sequence[Worker],
) -> list[Leg]:
    """The legs of a job: a new one wherever somebody leaves or joins."""
    if not stints:
        return [Leg(number, run.start, run.end)]
    times = sorted({time for own in stints.values() for stint in own for time in (stint.begin, stint.end)})
    worked = dict.fromkeys(stints, 0)
    found = []
    for begin, end in itertools.pairwise(times):
        lines = []
        for line, own in sorted(stints.items()):
            heads = run.mode.heads[line]
            seats = tuple(stint.who for stint in own if stint.begin <= begin and end <= stint.end)
            before, total = worked[line], heads * run.mode.days
            worked[line] = min(total, before + sum(days_there(workers[who], begin, end) for who in seats))
            lines.append(LegLine(seats, before, worked[line], total, heads, skills.get((run.item, line), "")))
        found.append(Leg(number, begin, end, tuple(lines), begin == times[0], end == times[-1]))
    return found


def days_there(worker: Worker, begin: int, end: int) -> int:
    """How many of the slots in [begin, end) somebody is there."""
    return sum(max(0, min(end, until) - max(begin, since)) for since, until in worker.present)


def _order_links(problem: Problem, present: Present, position: dict[int, int]) -> Iterator[Tie]:
    """The order of the items of each feature that lands, and what they wait for in others."""
    for feature, placement in zip(problem.features, present.schedule.placements, strict=True):
        if placement is not None and feature.lands:
            mine = [position[item] for item in feature.items]
            yield from (Tie(first, then) for first, then in itertools.pairwise(mine))
    for wait in problem.precedences:
        if wait.first in position and wait.then in position:
            yield Tie(position[wait.first], position[wait.then], wait.lag, wait.from_start, wait.to_end)


def _with_floors(jobs: Sequence[Job], links: Iterable[Tie], present: Present) -> Iterator[Job]:
    """The jobs; what only waits for running work may begin when that ends sooner than planned."""
    running = {number for number, job in enumerate(jobs) if job.item is None}
    waiting = {link.then for link in links if link.first in running and not link.from_start}
    for number, job in enumerate(jobs):
        if number in waiting and job.item is not None:
            yield replace(job, floor=min(job.floor, _stated_floor(present, job, job.item)))
        else:
            yield job


def _stated_floor(present: Present, job: Job, item: int) -> int:
    """The slot before which the input lets a work item begin, whatever runs before it."""
    start, line = present.indexed.problem.items[item].start, present.indexed.names.lines[item]
    if start is not None:
        return start
    if present.draft.facts[job.name][line].told is not None:
        return 0
    return floor_of(present.project.engineering.features[job.name], line, present.project)


def _landings(present: Present) -> list[Passenger]:
    """The features that land, each behind those that it comes after."""
    problem, placed = present.indexed.problem, present.schedule.placements
    found: dict[int, Passenger] = {}

    def add(position: int) -> None:
        placement, feature = placed[position], problem.features[position]
        if position in found or placement is None or not feature.lands:
            return
        for other in feature.after:
            add(other)
        first = feature.not_before if feature.release is None else max(feature.not_before, feature.release)
        found[position] = Passenger(position, placement.release, feature.after, first)

    for position in range(len(problem.features)):
        add(position)
    return list(found.values())


def _trains(present: Present) -> Iterator[Departure]:
    cut = cut_releases(present.indexed.problem, present.schedule)
    for position, release in enumerate(present.indexed.problem.releases):
        yield Departure(release.freeze, release.ship, position in cut)
