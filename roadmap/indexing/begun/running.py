"""Running work: it goes on from slot 0, before anything is planned, with whoever is there.

What has been started is a fact. So its people are named first, day by day, and what the planner plans with is the time
that is left of everybody. On each day whoever was on it goes on; where somebody is away or gone, another who can do it
and is free takes over, and where nobody is, the work waits for them and takes so much longer. That never contradicts
anything: work that finds nobody until the horizon only holds nobody and ends never.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction

from roadmap.indexing.people.absence import without
from roadmap.indexing.people.worker import Worker


@dataclass(frozen=True, slots=True)
class Running:
    """One work item that is running: its feature and position there, how many people it takes of each of its skills,
    and what is left of it.

    `left` is in person-days of somebody who knows the skill fully, what a crew loses by its size included; the people
    of several skills share it evenly. `wanted` are ids of people who go on with it if they can; `team` is asked before
    others.
    """

    feature: str
    line: int
    people: tuple[tuple[str, int], ...]
    left: Fraction
    team: str = ""
    wanted: tuple[str, ...] = ()
    divisible: bool = False
    """Whether each does what they can; else all go at the pace of the slowest."""
    stays: bool = False
    """Whether it waits for those who are on it while they are away; others go on with it only when they are gone."""

    @property
    def crew(self) -> int:
        """How many people it takes."""
        return sum(crew for _, crew in self.people)


@dataclass(frozen=True, slots=True)
class Going:
    """How running work goes on: `stints` are (position of the worker, begin, end), half-open, in order of time, and
    `skills` which skill each of them is for.

    `end` is the exclusive end of its last day; None if it does not end within the plan. `idle` counts the slots before
    its end in which nobody works on it, `short` those in which fewer than its crew do.
    """

    work: Running
    stints: tuple[tuple[int, int, int], ...]
    skills: tuple[str, ...]
    end: int | None
    idle: int
    short: int


@dataclass(slots=True)
class _Line:
    """The people of one skill of running work, by its number: who can be one of them, what is left to them, and who was
    at work in each slot."""

    number: int
    running: Running
    skill: str
    crew: int
    able: tuple[int, ...]
    left: Fraction
    days: list[tuple[int, ...]] = field(default_factory=list)

    def able_in(self, slot: int, workers: Sequence[Worker]) -> tuple[int, ...]:
        """Who can be one of them in a slot: of work that stays with its people these, as far as they are there or away;
        in the beginning those who are wanted."""
        if not self.running.stays:
            return self.able
        known = {who for crew in self.days for who in crew}
        known = known or {who for who in self.able if workers[who].id in self.running.wanted}
        held = [who for who in self.able if who in known and _is_held(workers[who], slot)]
        return tuple(held) if len(held) >= self.crew else self.able

    def work(self, crew: tuple[int, ...], workers: Sequence[Worker]) -> None:
        """Let some people work for a slot, at the pace of the slowest of them or each at their own."""
        self.days.append(crew)
        paces = [workers[who].speed(self.skill) for who in crew]
        self.left -= sum(paces, Fraction(0)) if self.running.divisible else min(paces, default=Fraction(0)) * len(crew)


def go_on(running: Sequence[Running], workers: Sequence[Worker], teams: Mapping[str, str], horizon: int) -> list[Going]:
    """How all running work goes on. `teams` is the team of each worker by id; the earlier of two is served first.

    Of several skills, whose people are ready first stay until all are.
    """
    lines = [
        _Line(number, work, skill, crew, _able(work, skill, workers, teams), work.left * crew / work.crew)
        for number, work in enumerate(running)
        for skill, crew in work.people
    ]
    open_work = {line.number for line in lines if line.left > 0}
    before: dict[int, tuple[int, ...]] = {}
    for slot in range(horizon):
        if not open_work:
            break
        there = {n for n, worker in enumerate(workers) if _is_there(worker, slot)}
        at_work = [(n, line) for n, line in enumerate(lines) if line.number in open_work]
        before = _seated([(n, line.able_in(slot, workers), line.crew) for n, line in at_work], there, before)
        for n, line in at_work:
            line.work(before[n], workers)
        open_work = {line.number for line in lines if line.number in open_work and line.left > 0}
    mine: list[list[_Line]] = [[] for _ in running]
    for line in lines:
        mine[line.number].append(line)
    return [_going(work, mine[n], ended=n not in open_work) for n, work in enumerate(running)]


def _able(work: Running, skill: str, workers: Sequence[Worker], teams: Mapping[str, str]) -> tuple[int, ...]:
    """Who can go on with it: those named first, then those who can do little else, of its team, the fastest."""
    fast = [n for n, worker in enumerate(workers) if worker.speed(skill) > 0]
    return tuple(
        sorted(
            fast,
            key=lambda n: (
                workers[n].id not in work.wanted,
                len(workers[n].skills),
                teams.get(workers[n].id) != work.team,
                -workers[n].speed(skill),
                -sum(end - begin for begin, end in workers[n].present),
                n,
            ),
        )
    )


def _is_there(worker: Worker, slot: int) -> bool:
    return any(begin <= slot < end for begin, end in worker.present)


def _is_held(worker: Worker, slot: int) -> bool:
    """Whether somebody is there, or away so that their work waits for them."""
    return any(begin <= slot < end for begin, end in (*worker.present, *worker.away))


def _seated(
    asked: Iterable[tuple[int, tuple[int, ...], int]], there: set[int], before: Mapping[int, tuple[int, ...]]
) -> dict[int, tuple[int, ...]]:
    """Who is on what in one slot: as many seats as can be filled (augmenting paths, Berge 1957), those of the slot
    before in their places unless one must move."""
    seats = [(number, able) for number, able, crew in asked for _seat in range(crew)]
    holder: dict[int, int] = {}  # by person
    left = {number: [who for who in crew if who in there] for number, crew in before.items()}
    for seat, (number, _) in enumerate(seats):
        stays = next((who for who in left.get(number, []) if who not in holder), None)
        if stays is not None:
            holder[stays] = seat
    taken = set(holder.values())
    for seat in range(len(seats)):
        if seat not in taken:
            _fill(seat, seats, there, holder, set())
    crews: dict[int, list[int]] = {number: [] for number, _ in seats}
    for who, seat in holder.items():
        crews[seats[seat][0]].append(who)
    return {number: tuple(sorted(crew)) for number, crew in crews.items()}


def _fill(
    seat: int, seats: list[tuple[int, tuple[int, ...]]], there: set[int], holder: dict[int, int], seen: set[int]
) -> bool:
    for free in (True, False):
        for who in seats[seat][1]:
            if who not in there or who in seen or (who not in holder) is not free:
                continue
            seen.add(who)
            if free or _fill(holder[who], seats, there, holder, seen):
                holder[who] = seat
                return True
    return False


def _going(work: Running, lines: list[_Line], *, ended: bool) -> Going:
    stints = [stint for line in lines for stint in _stints(line)]
    stints.sort(key=lambda stint: (stint[1], stint[0]))
    at_work = [sum(map(len, crews)) for crews in zip(*(line.days for line in lines), strict=True)]
    return Going(
        work=work,
        stints=tuple((who, begin, end) for who, begin, end, _ in stints),
        skills=tuple(skill for *_, skill in stints),
        end=len(at_work) if ended else None,
        idle=at_work.count(0),
        short=sum(0 < people < work.crew for people in at_work),
    )


def _stints(line: _Line) -> Iterator[tuple[int, int, int, str]]:
    since: dict[int, int] = {}
    for slot, crew in enumerate([*line.days, ()]):
        yield from ((who, since.pop(who), slot, line.skill) for who in list(since) if who not in crew)
        for who in crew:
            since.setdefault(who, slot)


def without_held(workers: Sequence[Worker], going: Iterable[Going]) -> list[Worker]:
    """The workers in the time that running work leaves them. While they are away between two days on it, it is that
    work which waits for them."""
    there = [worker.present for worker in workers]
    away = [worker.away for worker in workers]
    for one in going:
        for who, begin, end in one.stints:
            there[who] = without(there[who], (begin, end))
        for who in {who for who, _, _ in one.stints}:
            mine = [(begin, end) for stinted, begin, end in one.stints if stinted == who]
            away[who] = without(away[who], (mine[0][0], mine[-1][1]))
    return [
        replace(worker, present=present, away=absent)
        for worker, present, absent in zip(workers, there, away, strict=True)
    ]
