"""The variables of the full model, with domains cut down to the windows."""

from __future__ import annotations

from dataclasses import dataclass, field

from ortools.sat.python import cp_model

from roadmap.problem import Item, Mode, Problem
from roadmap.solver.cpsat.stretching import Stretched, may_stretch, stretch
from roadmap.solver.valuation import Valuation
from roadmap.solver.windows import Windows, shortest

Literal = cp_model.IntVar
"""A Boolean variable."""


@dataclass(slots=True)
class ItemVariables:
    """One work item: start and end slot, and for each usable mode a literal and an interval (none for a milestone);
    and how it may pause, if it may."""

    start: cp_model.IntVar
    end: cp_model.IntVar
    modes: dict[int, Literal]
    intervals: dict[int, cp_model.IntervalVar]
    stretched: Stretched | None = None


@dataclass(frozen=True, slots=True)
class Waiting:
    """The people of a pool who are away in a slot and whose place no seat that pauses holds: `people` less `seats`."""

    left: cp_model.IntVar
    people: int
    seats: tuple[cp_model.IntVar, ...]


@dataclass(slots=True)
class Variables:
    """All variables of a model.

    `landed[f][r]` says that feature f lands in release r or an earlier one; the row rises to `scheduled[f]`, its last
    entry. `levels[d][k]` says that deal d takes level k. `prices` are (amount, literal) pairs that cost when true.
    `items` holds None for items of features that cannot be scheduled, and for all items where time is not modelled.
    `waiting` says whose place nobody holds while they are away.
    """

    windows: Windows
    valuation: Valuation
    scheduled: list[Literal]
    landed: list[list[Literal]]
    cut: list[Literal]
    levels: list[list[Literal]]
    items: list[ItemVariables | None]
    prices: list[tuple[int, Literal]] = field(default_factory=list)
    waiting: list[Waiting] = field(default_factory=list)


def create_variables(
    model: cp_model.CpModel, problem: Problem, *, windows: Windows, valuation: Valuation, timed: bool = True
) -> Variables:
    """Create the variables; without time (`timed` False) there are no items, only landings and deals."""
    never, always = model.new_constant(0), model.new_constant(1)
    scheduled, landed = [], []
    for feature in range(len(problem.features)):
        literal = model.new_bool_var("") if windows.open(feature) else never
        scheduled.append(literal)
        landed.append(_landed(model, problem, windows, feature=feature, scheduled=literal, never=never))
    cut = [always if release.fixed else model.new_bool_var("") for release in problem.releases]
    levels = [[model.new_bool_var("") for _ in deal.levels] for deal in problem.deals]
    tied = {item for wait in problem.precedences if not wait.is_plain for item in (wait.first, wait.then)}
    tied |= {position for position, item in enumerate(problem.items) if item.ends_from}
    items = [
        _item(model, problem, windows, position=position, scheduled=scheduled[item.feature], tied=position in tied)
        if timed and windows.open(item.feature)
        else None
        for position, item in enumerate(problem.items)
    ]
    return Variables(windows, valuation, scheduled, landed, cut, levels, items)


def _landed(
    model: cp_model.CpModel, problem: Problem, windows: Windows, *, feature: int, scheduled: Literal, never: Literal
) -> list[Literal]:
    first, last = windows.first_release[feature], windows.last_release[feature]
    row = []
    for release in range(len(problem.releases)):
        if release < first or not windows.open(feature):
            row.append(never)
        elif release >= last:
            row.append(scheduled)
        else:
            row.append(model.new_bool_var(""))
    return row


def _item(
    model: cp_model.CpModel, problem: Problem, windows: Windows, *, position: int, scheduled: Literal, tied: bool
) -> ItemVariables:
    item, usable = problem.items[position], windows.modes[position]
    earliest, latest = windows.earliest[position], windows.latest[position]
    if may_stretch(problem, item, (earliest, latest), usable):
        window = earliest, latest
        return _pausing(model, problem, item, window=window, usable=usable, scheduled=scheduled, tied=tied)
    if any(item.modes[mode].until for mode in usable):
        return _waiting(model, item.modes[usable[0]], window=(earliest, latest), mode=usable[0], scheduled=scheduled)
    shortest_days = shortest(item, usable)
    longest = max((item.modes[mode].days for mode in usable), default=0)
    start = model.new_int_var(earliest, max(earliest, latest - shortest_days), "")
    if longest == shortest_days:
        end = model.new_int_var(earliest + longest, max(earliest + longest, latest), "")
        model.add(end == start + longest)
    else:
        end = model.new_int_var(earliest + shortest_days, max(earliest + shortest_days, latest), "")
    modes, intervals = {}, {}
    for mode in usable:
        days = item.modes[mode].days
        modes[mode] = scheduled if len(usable) == 1 else model.new_bool_var("")
        if item.modes[mode].crews and days:
            intervals[mode] = model.new_optional_interval_var(start, days, end, modes[mode], "")
        elif len(usable) > 1:
            model.add(end == start + days).only_enforce_if(modes[mode])
    return ItemVariables(start, end, modes, intervals)


def _waiting(
    model: cp_model.CpModel, wait: Mode, *, window: tuple[int, int], mode: int, scheduled: Literal
) -> ItemVariables:
    """The variables of a wait of calendar days, whose end follows from its start; see `has_room` for one that does not
    end in its window."""
    ends = {start: wait.end(start) for start in range(window[0], window[1] + 1) if wait.end(start) <= window[1]}
    if not ends:
        return ItemVariables(model.new_constant(window[0]), model.new_constant(window[0]), {mode: scheduled}, {})
    start = model.new_int_var(min(ends), max(ends), "")
    end = model.new_int_var(min(ends.values()), max(ends.values()), "")
    model.add_element(start - min(ends), list(ends.values()), end)
    return ItemVariables(start, end, {mode: scheduled}, {})


def _pausing(
    model: cp_model.CpModel,
    problem: Problem,
    item: Item,
    *,
    window: tuple[int, int],
    usable: tuple[int, ...],
    scheduled: Literal,
    tied: bool,
) -> ItemVariables:
    """The variables of an item that may pause, in one mode or another."""
    (earliest, latest), days = window, shortest(item, usable)
    start = model.new_int_var(earliest, max(earliest, latest - days), "")
    end = model.new_int_var(earliest + days, max(earliest + days, latest), "")
    modes = {mode: scheduled if len(usable) == 1 else model.new_bool_var("") for mode in usable}
    stretched = stretch(model, problem, item, span=(start, end), window=window, modes=modes, tied=tied)
    held = ItemVariables(start, end, modes, {}, stretched)
    for mode, literal in modes.items():
        size = stretched.size if mode in stretched.rests else item.modes[mode].days
        if item.modes[mode].crews and item.modes[mode].days:
            held.intervals[mode] = model.new_optional_interval_var(start, size, end, literal, "")
        else:
            model.add(end == start + size).only_enforce_if(literal)
    return held
