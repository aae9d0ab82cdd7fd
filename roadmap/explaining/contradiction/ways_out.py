"""Ways out of a contradiction: what to loosen, by how much at least, and what the best plan is worth then."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal, Protocol

from roadmap.audit import broken_rules, value
from roadmap.explaining.contradiction.held import Held
from roadmap.explaining.contradiction.smallest import Clash, Court
from roadmap.planner.causes.shortage import Shortage, TooFewPeople
from roadmap.problem import Problem
from roadmap.schedule import Status
from roadmap.solver.outcome import Outcome
from roadmap.tuning import TUNING

MOST_PEOPLE = 5
"""People added to a skill, at most."""

Change = Callable[[Problem], Problem]


@dataclass(frozen=True, slots=True)
class WayOut:
    """One change after which the lines of a set can hold together.

    `drop` lets go of a line; `later` moves what it limits: `done_by` to the end of slot `amount` - 1, `release` to the
    release `amount`, the gates of a deal by `amount` working days; `people` adds `amount` people with the first
    skill of a pool.
    `value` and `bound` are what the best plan then is worth, and the most any plan is; None: not known. `shown` says
    that a plan is known to exist after it.
    """

    kind: Literal["drop", "later", "people"]
    line: Held | None
    amount: int = 0
    pool: int = -1
    shown: bool = True
    value: int | None = None
    bound: int | None = None


def ways_out(court: Court, clash: Clash, shortage: Shortage | None) -> list[WayOut]:
    """The ways out of one set, without prices: each line dropped, or loosened as little as suffices, or more people."""
    found = [WayOut("drop", line, shown=clash.smallest) for line in clash.lines]
    if clash.plain:
        return found
    found += [way for line in clash.lines if (way := _later(court, clash, line)) is not None]
    if isinstance(shortage, TooFewPeople):
        found += _more_people(court, clash, shortage.pool)
    return found


def _later(court: Court, clash: Clash, line: Held) -> WayOut | None:
    """The least that a line must be loosened for the others of its set to hold."""
    if line.kind != "pin":
        return None
    ground, pin = court.ground, court.ground.pin(line)
    if pin.done_by is not None:
        now = ground.indexed.names.calendar.limit(pin.done_by, ground.indexed.names.origin)
        choices: Sequence[int] = range(max(1, now + 1), ground.indexed.problem.horizon + 1)
    elif pin.release in ground.indexed.names.releases:
        choices = range(ground.indexed.names.releases.index(pin.release) + 1, len(ground.indexed.names.releases))
    elif pin.served:
        choices = range(1, ground.indexed.problem.horizon + 1)
    else:
        return None
    rule = pin.release is None
    found = _first(choices, lambda amount: _possible(court, clash, WayOut("later", line, amount)), rising=rule)
    return None if found is None else WayOut("later", line, found)


def _more_people(court: Court, clash: Clash, pool: int) -> Iterator[WayOut]:
    choices = range(1, MOST_PEOPLE + 1)
    found = _first(choices, lambda n: _possible(court, clash, WayOut("people", None, n, pool)), rising=True)
    if found is not None:
        yield WayOut("people", None, found, pool)


def _first(choices: Sequence[int], possible: Callable[[int], bool], *, rising: bool) -> int | None:
    """The first choice that is possible; with `rising`, all after a possible one are possible too."""
    if not rising:
        return next((choice for choice in choices if possible(choice)), None)
    if not choices or not possible(choices[-1]):
        return None
    low, high = -1, len(choices) - 1
    while high - low > 1:
        middle = (low + high) // 2
        if possible(choices[middle]):
            high = middle
        else:
            low = middle
    return choices[high]


def _possible(court: Court, clash: Clash, way: WayOut) -> bool:
    return court.judge(changed(court, clash.lines, way)) == "feasible"


def changed(court: Court, lines: Iterable[Held], way: WayOut) -> Problem:
    """The problem with these lines in force and one way out taken."""
    ground = court.ground
    if way.kind == "people":
        skill = ground.indexed.names.pools[way.pool].skills[0]
        return _with_people(ground.problem(lines), ground.indexed.names.pools_with(skill), way.amount)
    problem = ground.problem(line for line in lines if line != way.line)
    if way.kind == "drop" or way.line is None:
        return problem
    pin, names = ground.pin(way.line), ground.indexed.names
    if pin.deal is not None:
        return _with_later_gates(problem, names.deal_position(pin.deal), way.amount)
    feature = names.position(str(pin.feature))
    features, items = list(problem.features), list(problem.items)
    release = way.amount if pin.release is not None else features[feature].release
    features[feature] = replace(features[feature], planned=True, release=release)
    if pin.done_by is not None:
        for position in features[feature].items:
            items[position] = replace(items[position], latest=min(items[position].latest, way.amount))
    return replace(problem, features=tuple(features), items=tuple(items))


def _with_people(problem: Problem, pools: tuple[int, ...], people: int) -> Problem:
    """More people of a skill, who count in each of its pools, from the first day to the last."""
    rows = [
        tuple(there + people for there in row) if pool in pools else row for pool, row in enumerate(problem.capacity)
    ]
    return replace(problem, capacity=tuple(rows))


def _with_later_gates(problem: Problem, deal: int, days: int) -> Problem:
    """The deal is served, and everything it needs may ship so many working days later."""
    deals = list(problem.deals)
    levels = tuple(
        replace(level, demands=tuple(replace(demand, latest=demand.latest + days) for demand in level.demands))
        for level in deals[deal].levels
    )
    deals[deal] = replace(deals[deal], levels=levels, served=True)
    return replace(problem, deals=tuple(deals))


class BestFinder(Protocol):
    """Whoever finds the best schedule of a problem: see `roadmap.solver.process.judge.Judge`."""

    def best(self, problem: Problem, *, seconds: float) -> Outcome | None:
        """The best schedule found in so many seconds; None where nothing is known."""


def price(problems: Sequence[tuple[WayOut, Problem]], judge: BestFinder, *, seconds: float, owed: int) -> list[WayOut]:
    """The same ways out, with what the best plan is worth after each; all are planned within `seconds`, one by one.

    The value of a problem is that of its plan and `owed`.
    """
    deadline = time.monotonic() + seconds
    priced = []
    for number, (way, problem) in enumerate(problems):
        left = (deadline - time.monotonic()) / (len(problems) - number)
        outcome = judge.best(problem, seconds=left) if left >= TUNING.way_least_seconds else None
        priced.append(way if outcome is None else _priced(way, problem, outcome, owed))
    return priced


def _priced(way: WayOut, problem: Problem, outcome: Outcome, owed: int) -> WayOut:
    schedule, proof = outcome.schedule, outcome.proof
    if schedule is None or proof.value is None:
        return way
    if broken_rules(problem, schedule) or value(problem, schedule) != proof.value:
        return way
    bound = proof.value if proof.status is Status.OPTIMAL else proof.bound
    return replace(way, value=proof.value - owed, bound=None if bound is None else bound - owed, shown=True)
