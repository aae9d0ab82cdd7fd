"""The variables of work that may pause: how long it takes, and how many of its seats pause in each slot.

An item holds its crew from its start to its end: one interval of variable length for each mode. Lines that take from
the same pools share their pauses, those of all modes. Only slots in which people of all these pools are away get a
variable.
"""

from __future__ import annotations

from dataclasses import dataclass

from ortools.sat.python import cp_model

from roadmap.problem import Item, Mode, Problem

Pools = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Pause:
    """How many seats pause in one slot, and whether any does (the same variable where at most one can)."""

    slot: int
    seats: cp_model.IntVar
    any: cp_model.IntVar


@dataclass(frozen=True, slots=True)
class Stretched:
    """An item that may pause: its length in slots, by pools the pauses there may be, in order, and by mode the seats
    that are idle at work on the last day: one number, or none for a mode of several lines."""

    size: cp_model.IntVar
    pauses: dict[Pools, tuple[Pause, ...]]
    rests: dict[int, tuple[cp_model.IntVar, ...]]

    def of(self, mode: Mode) -> tuple[tuple[Pause, ...], ...]:
        """The pauses there may be in each line of a mode."""
        return tuple(self.pauses.get(pools, ()) for pools in pools_of(mode)) if mode.can_pause else ()


def pools_of(mode: Mode) -> tuple[Pools, ...]:
    """The pools that each line of a mode takes from."""
    return tuple(tuple(pool for pool, _ in line) for line in mode.lines or (mode.crews,))


def may_stretch(problem: Problem, item: Item, window: tuple[int, int], modes: tuple[int, ...]) -> bool:
    """Whether an item may pause somewhere in its window, in one of some modes."""
    if not item.pauses or not problem.absent:
        return False
    slots = range(max(0, window[0]), min(problem.horizon, window[1]))
    groups = {pools for mode in modes if item.modes[mode].can_pause for pools in pools_of(item.modes[mode])}
    return any(all(problem.absent[pool][slot] for pool in pools) for pools in groups for slot in slots)


def stretch(
    model: cp_model.CpModel,
    problem: Problem,
    item: Item,
    *,
    span: tuple[cp_model.IntVar, cp_model.IntVar],
    window: tuple[int, int],
    modes: dict[int, cp_model.IntVar],
    tied: bool,
) -> Stretched:
    """The variables of an item that may pause within its window. `span` are its start and end, `modes` the literals of
    its modes. Of one that is `tied`, others wait for the start, or its end waits for others."""
    pausing = {mode: item.modes[mode] for mode in modes if item.pauses and item.modes[mode].can_pause}
    groups: dict[Pools, list[int]] = {}
    for mode, chosen in pausing.items():
        for pools in pools_of(chosen):
            groups.setdefault(pools, []).append(mode)
    found = {
        pools: tuple(_pauses(model, problem, item, (pools, group), span=span, window=window, modes=modes))
        for pools, group in groups.items()
    }
    limit = problem.longest_pause
    days = [item.modes[mode].days for mode in modes]
    size = model.new_int_var(min(days), max(item.modes[mode].longest(limit) for mode in modes), "")
    model.add(span[1] == span[0] + size)
    rests = {
        mode: _keep_work(
            model, chosen, [found[pools] for pools in pools_of(chosen)], size=size, literal=modes[mode], limit=limit
        )
        for mode, chosen in pausing.items()
    }
    _begin_at_work(model, item, found, modes=modes)
    if tied:
        _end_at_work(model, item, found, span=span, modes=modes)
    return Stretched(size, found, rests)


def _pauses(
    model: cp_model.CpModel,
    problem: Problem,
    item: Item,
    group: tuple[Pools, list[int]],
    *,
    span: tuple[cp_model.IntVar, cp_model.IntVar],
    window: tuple[int, int],
    modes: dict[int, cp_model.IntVar],
) -> list[Pause]:
    """The pauses that lines of some modes share, each within the span; a single seat never pauses on the first or last
    day."""
    (pools, users), pauses = group, []
    heads = {mode: item.modes[mode].heads[pools_of(item.modes[mode]).index(pools)] for mode in users}
    crew, alone = max(heads.values()), int(all(item.modes[mode].crew == 1 for mode in users))
    for slot in range(max(0, window[0] + alone), min(problem.horizon, window[1] - alone)):
        most = min(crew, *(problem.absent[pool][slot] for pool in pools))
        if most <= 0:
            continue
        seats = model.new_bool_var("") if most == 1 else model.new_int_var(0, most, "")
        some = seats if most == 1 else model.new_bool_var("")
        if most > 1:
            model.add(seats <= most * some)
        model.add(span[0] <= slot - alone).only_enforce_if(some)
        model.add(span[1] >= slot + 1 + alone).only_enforce_if(some)
        model.add_bool_or([some.negated(), *(modes[mode] for mode in users)])
        for mode in users:
            if heads[mode] < most:
                model.add(seats <= heads[mode]).only_enforce_if(modes[mode])
        pauses.append(Pause(slot, seats, some))
    return pauses


def _keep_work(
    model: cp_model.CpModel,
    mode: Mode,
    lines: list[tuple[Pause, ...]],
    *,
    size: cp_model.IntVar,
    literal: cp_model.IntVar,
    limit: int,
) -> tuple[cp_model.IntVar, ...]:
    """All days of work are done by the end, and not a day later; nobody works for so many slots in a row at most.

    Of several lines each does its own days, and the end is that of the last of them.
    """
    rests = (model.new_int_var(0, mode.crew - 1, ""),) if not mode.lines else ()
    latest = []
    for crew, pauses in zip(mode.heads, lines, strict=True):
        done = crew * mode.days + sum(pause.seats for pause in pauses)
        if rests:
            model.add(crew * size == done + rests[0]).only_enforce_if(literal)
        else:
            latest.append(model.new_bool_var(""))
            model.add(crew * size >= done).only_enforce_if(literal)
            model.add(crew * size <= done + crew - 1).only_enforce_if(literal, latest[-1])
    if latest:
        model.add_bool_or(latest)
    model.add(size <= mode.longest(limit)).only_enforce_if(literal)
    seats: dict[int, list[cp_model.IntVar]] = {}
    for pause in (pause for pauses in lines for pause in pauses):
        seats.setdefault(pause.slot, []).append(pause.seats)
    for first in seats:
        if all(slot in seats for slot in range(first, first + limit + 1)):
            idle = sum(sum(seats[slot]) for slot in range(first, first + limit + 1))
            model.add(idle <= mode.crew * (limit + 1) - 1).only_enforce_if(literal)
    return rests


def _begin_at_work(
    model: cp_model.CpModel,
    item: Item,
    found: dict[Pools, tuple[Pause, ...]],
    *,
    modes: dict[int, cp_model.IntVar],
) -> None:
    """Where the start is fixed, somebody works then; elsewhere what begins with a pause is read as a later start."""
    seats = [pause.seats for pauses in found.values() for pause in pauses if pause.slot == item.start]
    for mode, literal in modes.items() if seats else ():
        model.add(sum(seats) <= item.modes[mode].crew - 1).only_enforce_if(literal)


def _end_at_work(
    model: cp_model.CpModel,
    item: Item,
    found: dict[Pools, tuple[Pause, ...]],
    *,
    span: tuple[cp_model.IntVar, cp_model.IntVar],
    modes: dict[int, cp_model.IntVar],
) -> None:
    """Somebody works on the first day and on the last, so that the start and the end are those that are read."""
    seats: dict[int, list[cp_model.IntVar]] = {}
    for pause in (pause for pauses in found.values() for pause in pauses):
        seats.setdefault(pause.slot, []).append(pause.seats)
    for slot, mine in seats.items():
        idle = model.new_bool_var("")
        for mode, literal in modes.items():
            model.add(sum(mine) <= item.modes[mode].crew - 1).only_enforce_if(literal, idle.negated())
        model.add(span[0] <= slot - 1).only_enforce_if(idle)
        model.add(span[1] >= slot + 2).only_enforce_if(idle)
