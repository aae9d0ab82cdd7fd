"""Tiny folders in which all that work may ask of people is mixed, against all that people could do day by day."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import combinations, product
from math import ceil
from typing import Any

import pytest

from roadmap.audit.naming import check
from roadmap.indexing import index_project
from roadmap.planner.naming.staffing import as_integers, staff_project
from roadmap.schedule import Status
from roadmap.solver import course
from roadmap.tuning import TUNING
from tests.planner.small_plans import PAUSING, asked
from tests.projects import deal
from tests.solver.searching import search_for

DAYS = ("02", "03", "04", "05", "06", "09", "10")
"""The working days of the plan, of March 2026."""
PAUSE = 2
SHARES = {"100%": Fraction(1), "50%": Fraction(1, 2)}
SLOWEST = Fraction(1, 2)


@dataclass(frozen=True)
class Somebody:
    """Their speeds by skill, and the slots in which they are there, and away."""

    speeds: dict[str, Fraction]
    there: frozenset[int]
    away: frozenset[int]


@dataclass(frozen=True)
class Way:
    """One way to do a piece of work: how many of whom in each line, for so many days, and whether they stay."""

    lines: tuple[tuple[frozenset[int], int], ...]
    days: int
    stays: bool = False


@dataclass(frozen=True)
class At:
    """How far a piece of work is: its way, what each line has left, its slots so far, those idle, who is on it."""

    way: Way
    left: tuple[int, ...]
    slots: int = 0
    idle: int = 0
    who: tuple[frozenset[int], ...] = ()

    @property
    def key(self) -> tuple[object, ...]:
        """All of it on which what can come depends."""
        return self.way, self.left, self.slots, self.idle, self.who if self.way.stays else ()


def runs_apart(absent: set[int]) -> bool:
    """Whether no absence is longer than the longest pause."""
    return not any(set(range(slot, slot + PAUSE + 1)) <= absent for slot in range(len(DAYS)))


def ways_of(work: dict[str, Any], people: Sequence[Somebody]) -> Iterator[Way]:
    """All ways to do a piece of work, by the definitions of the input."""
    skills = work.get("skills") or {work["skill"]: work.get("crew", 1)}
    if work["hand_over"] != "free":
        yield from ways_that_stay(work, skills, people)
    if work["hand_over"] != "never":
        longer = 1 if work["hand_over"] == "costs 1 day" else 0
        yield from (replace(way, days=way.days + longer) for way in ways_of_anybody(work, skills, people))


def ways_that_stay(work: dict[str, Any], skills: dict[str, int], people: Sequence[Somebody]) -> Iterator[Way]:
    """One way for each crew there can be."""
    heads = sum(skills.values())
    for crew in product(*(combinations(sorted(able(people, skill)), n) for skill, n in skills.items())):
        seats = [(who, skill) for skill, mine in zip(skills, crew, strict=True) for who in mine]
        paces = [people[who].speeds[skill] for who, skill in seats]
        pace = sum(paces, Fraction(0)) / heads if work.get("divisible") else min(paces)
        if len({who for who, _ in seats}) == heads:
            days = ceil(Fraction(work["effort"]) / heads / pace)
            yield Way(tuple((frozenset({who}), 1) for who, _ in seats), days, stays=True)


def ways_of_anybody(work: dict[str, Any], skills: dict[str, int], people: Sequence[Somebody]) -> Iterator[Way]:
    """All at the pace of the slowest, or, of divisible work, of two speeds."""
    for pace in SHARES.values():
        lines = tuple((able(people, skill, pace), n) for skill, n in skills.items())
        yield Way(lines, ceil(Fraction(work["effort"]) / sum(skills.values()) / pace))
    ((skill, crew), *_) = skills.items()
    for some in range(1, crew) if work.get("divisible") else ():
        speed = some + Fraction(1, 2) * (crew - some)
        lines = ((able(people, skill, Fraction(1)), some), (able(people, skill), crew - some))
        yield Way(lines, ceil(Fraction(work["effort"]) / speed))


def able(people: Sequence[Somebody], skill: str, pace: Fraction = SLOWEST) -> frozenset[int]:
    """Who is at least so fast at a skill."""
    return frozenset(n for n, one in enumerate(people) if one.speeds.get(skill, 0) >= pace)


def crews(at: At, slot: int, people: Sequence[Somebody], busy: frozenset[int]) -> Iterator[tuple[frozenset[int], ...]]:
    """Who can be on a piece of work in a slot, line by line."""
    if at.way.stays and at.who:
        if not any(busy & mine for mine in at.who):
            yield at.who
        return

    def lines(number: int, taken: frozenset[int], chosen: tuple[frozenset[int], ...]) -> Iterator[Any]:
        if number == len(at.way.lines):
            yield chosen
            return
        able, count = at.way.lines[number]
        for mine in combinations(sorted(able - taken), count):
            yield from lines(number + 1, taken | set(mine), (*chosen, frozenset(mine)))

    yield from lines(0, busy, ())


def gone_on(at: At, who: tuple[frozenset[int], ...], slot: int, people: Sequence[Somebody]) -> At | None:
    """The piece of work after a slot with some people; None if that may not be."""
    every = frozenset[int]().union(*who)
    if any(slot not in people[one].there | people[one].away for one in every):
        return None
    working = [sum(slot in people[one].there for one in mine) for mine in who]
    idle = 0 if any(working) else at.idle + 1
    slots = at.slots + 1
    if (idle and slots == 1) or idle > PAUSE or slots > 5 * at.way.days + PAUSE:
        return None
    return At(at.way, tuple(left - n for left, n in zip(at.left, working, strict=True)), slots, idle, who)


def can_do(works: Sequence[Sequence[Way]], people: Sequence[Somebody]) -> bool:
    """Whether all of some pieces of work can be done within the plan, one thing at a time for everybody."""
    seen: set[Any] = set()

    def day(slot: int, states: tuple[At | bool | None, ...]) -> bool:
        if all(state is True for state in states):
            return True
        key = slot, tuple(state.key if isinstance(state, At) else state for state in states)
        if slot == len(DAYS) or key in seen:
            return False
        seen.add(key)
        return any(day(slot + 1, after) for after in nexts(0, slot, states, frozenset()))

    def nexts(number: int, slot: int, states: tuple[At | bool | None, ...], busy: frozenset[int]) -> Iterator[Any]:
        if number == len(states):
            yield ()
            return
        state = states[number]
        if state is True or state is None:
            yield from ((state, *rest) for rest in nexts(number + 1, slot, states, busy))
        begun = [At(way, tuple(n * way.days for _, n in way.lines)) for way in works[number]] if state is None else []
        for at in [state] if isinstance(state, At) else begun:
            for who in crews(at, slot, people, busy):
                after = gone_on(at, who, slot, people)
                if after is not None:
                    taken = busy.union(*who)
                    now = True if max(after.left) <= 0 else after
                    yield from ((now, *rest) for rest in nexts(number + 1, slot, states, taken))

    return day(0, (None,) * len(works))


def drawn(chance: random.Random) -> tuple[dict[str, Any], list[Somebody], list[dict[str, Any]]]:
    """People as the input states them and as they are, and pieces of work."""
    stated, people = {}, []
    for number in range(chance.choice((2, 3))):
        skills = {
            s: chance.choice(("100%", "100%", "50%")) for s in chance.sample(("a", "b"), chance.choice((1, 1, 2)))
        }
        whole = {slot for slot in range(len(DAYS)) if chance.random() < 0.12}
        half = sorted(slot for slot in range(len(DAYS)) if slot not in whole and chance.random() < 0.12)
        absent = whole | set(half[::2])
        leave = [(slot, False) for slot in sorted(whole)] + [(slot, True) for slot in half]
        stated[f"p{number}"] = {
            "name": "N",
            "team": "core",
            "skills": skills,
            "leave": [{"first": f"2026-03-{DAYS[s]}", "last": f"2026-03-{DAYS[s]}", "half": h} for s, h in leave],
        }
        gone = set() if runs_apart(absent) else absent
        away = frozenset(absent - gone)
        speeds = {skill: SHARES[share] for skill, share in skills.items()}
        people.append(Somebody(speeds, frozenset(range(len(DAYS))) - absent, away))
    return stated, people, [_work(chance) for _ in range(2)]


def _work(chance: random.Random) -> dict[str, Any]:
    stays = {"hand_over": chance.choice(("free", "never", "costs 1 day"))}
    if chance.random() < 0.4:
        return {"skills": {"a": 1, "b": 1}, "effort": chance.choice((2, 4, 5))} | stays
    crew = chance.choice((1, 1, 2))
    divisible = {"divisible": crew == 2 and chance.random() < 0.6}
    return {"skill": chance.choice("ab"), "effort": chance.choice((1.5, 2, 3, 4)), "crew": crew} | stays | divisible


def _agrees(seed: int) -> int:
    """Whether the search proves what is the best of all; how many pieces of work it does."""
    chance = random.Random(seed)
    stated, people, works = drawn(chance)
    if any(not runs_apart(set(range(len(DAYS))) - set(one.there)) for one in people):
        return 0  # absences that touch count as one; tests of absences tell them apart
    last = f"2026-03-{DAYS[-1]}"
    deals = {
        f"d{n}": deal(gates={"design_in": last}, needs={"design_in": [f"c{n}"]}, value=200 * (n + 1)) for n in range(2)
    }
    made = asked(
        stated,
        *works,
        policy=PAUSING | {"longest_pause": PAUSE},
        header={"horizon": last},
        deals=deals,
        releases={"R": {"freeze": last, "ship": last}},
    )
    indexed = index_project(made)
    ways = [list(ways_of(work, people)) for work in works]
    sets = [chosen for size in range(3) for chosen in combinations(range(2), size)]
    best = max(sum(100 * (n + 1) for n in some) for some in sets if can_do([ways[n] for n in some], people))
    ending, schedule = search_for(indexed.problem)
    assert (ending.proof.status, ending.proof.value) == (Status.OPTIMAL, best), seed
    assert schedule is not None
    staffing = staff_project(made, indexed, schedule)
    assert list(check(indexed.problem, schedule, *as_integers(indexed, staffing))) == []
    return sum(placed is not None for placed in schedule.placements)


@pytest.fixture(autouse=True)
def _few_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(course, "TUNING", replace(TUNING, order_item_steps=3))


def test_the_search_finds_and_proves_what_people_can_do() -> None:
    assert sum(_agrees(seed) for seed in range(40)) >= 30


@pytest.mark.sweep
def test_the_search_finds_and_proves_what_people_can_do_in_many_more() -> None:
    assert sum(_agrees(seed) for seed in range(1000, 1300)) >= 200
