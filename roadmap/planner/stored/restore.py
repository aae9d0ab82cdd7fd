"""Restoring: from a plan that was stored to a schedule to begin the next search with.

The project may have changed since: features gone or with other work, fewer people, other days. What is still valid
stays where it was, what is not moves or goes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction

from roadmap.audit import broken_rules, value
from roadmap.folder.project import Project
from roadmap.indexing import Indexed, Names
from roadmap.indexing.people.worker import Worker
from roadmap.planner.stored.placed_as import placed_as
from roadmap.plans.document import FeatureLine, Plan
from roadmap.plans.engineering.work import WorkLine
from roadmap.plans.support import CaseLine
from roadmap.problem import Crews, Item, Mode
from roadmap.schedule import Pauses, Schedule
from roadmap.solver.construct.restart import Restarter, Wish
from roadmap.solver.construct.slipping import Slipper

Kind = tuple[str, Fraction, tuple[int, ...]]
"""A skill and the least speed in it; where some people are asked for by themselves, their positions."""


def restore(plan: Plan, project: Project, indexed: Indexed) -> Schedule | None:
    """A valid schedule of the project as near to a stored plan as it goes, to begin a search with.

    The stored plan as it is, if it breaks no rule and nothing that fits beside it earns more. None when no schedule was
    found that holds every pin and all running work; the search then begins from nothing.
    """
    problem, wishes = indexed.problem, wishes_of(plan, project, indexed)
    restarter = Restarter(problem)
    slipper = Slipper(restarter)
    found = [placed_as(problem, wishes), restarter.restart(wishes)]
    found += [slipper.slip(wishes, early=early) for early in (False, True)]
    valid = [schedule for schedule in found if schedule is not None and not broken_rules(problem, schedule)]
    return max(valid, key=lambda schedule: value(problem, schedule), default=None)  # the first of equals


def wishes_of(plan: Plan, project: Project, indexed: Indexed) -> tuple[Wish | None, ...]:
    """Where the stored plan has each feature and the support work of each deal; None for what it does not have."""
    lines = {line.id: line for line in plan.features}
    features = [
        _wish(lines[key], position, project, indexed) if key in lines else None
        for position, key in enumerate(indexed.names.features)
    ]
    return (*features, *_support_wishes(plan, indexed))


def _wish(line: FeatureLine, position: int, project: Project, indexed: Indexed) -> Wish:
    names, problem = indexed.names, indexed.problem
    release = names.releases.index(line.release) if line.release in names.releases else None
    starts: list[int | None] = []
    modes: list[int | None] = []
    pauses: list[Pauses] = []
    for item in problem.features[position].items:
        work = _stored(line, names.lines[item], project)
        starts.append(None if work is None else names.calendar.slot(work.begins, names.origin))
        mode, mine = (None, ()) if work is None else _as_stored(problem.items[item], work, indexed)
        modes.append(mode)
        pauses.append(mine)
    return wish_at(release, starts, modes, pauses)


def wish_at(release: int | None, begins: list[int | None], modes: list[int | None], pauses: list[Pauses]) -> Wish:
    """A wish for work that was to begin then; what was to begin before slot 0 is wished there."""
    late = any(begin is not None and begin < 0 for begin in begins)
    return Wish(
        release,
        tuple(None if begin is None else max(0, begin) for begin in begins),
        tuple(modes),
        tuple(pauses) if any(pauses) else (),
        tuple(begins) if late else (),
    )


def _as_stored(item: Item, work: WorkLine | CaseLine, indexed: Indexed) -> tuple[int | None, Pauses]:
    """The mode nearest to a stored line, which lasts from its first day to its last with what it pauses, and its
    pauses."""
    if work.first is None or work.last is None:
        return None, ()
    slots = _slots_away(work, indexed.names)
    away = {mode: _missing(slots, item.modes[mode], indexed) for mode in _modes_of(work, item, indexed)}
    paused = {mode: _longer(missing, item.modes[mode]) for mode, missing in away.items()}
    begins = work.begins if isinstance(work, WorkLine) else work.first
    mode = nearest_mode(item, work.crew, _left(begins, work.last, indexed.names), paused=paused)
    if mode is None:
        return None, ()
    return mode, tuple((slot, item.modes[mode].seats(lines)) for slot, lines in sorted(away[mode].items()))


def _longer(missing: Mapping[int, Sequence[int]], mode: Mode) -> int:
    """By how many slots a mode takes longer whose lines lack so many people: by those of the line that lacks most."""
    sums = [sum(away[line] for away in missing.values()) for line in range(len(mode.heads))]
    return max((-(-days // crew) for days, crew in zip(sums, mode.heads, strict=True) if crew), default=0)


def _slots_away(work: WorkLine | CaseLine, names: Names) -> dict[int, list[str]]:
    """Who of a stored line is away, by slot, from slot 0 on."""
    found: dict[int, list[str]] = {}
    for pause in work.pauses:
        end = names.calendar.limit(pause.last, names.origin)
        for slot in range(max(0, names.calendar.slot(pause.first, names.origin)), end):
            found.setdefault(slot, []).extend(pause.people)
    return found


def _kind_of(line: Crews, indexed: Indexed) -> Kind:
    """Who is in a line of a mode."""
    if not line:
        return "", Fraction(0), ()
    skill, speeds = indexed.staff.asked(line)
    return skill, min(speeds, default=Fraction(0)), indexed.staff.alone(line)


def _missing(slots: Mapping[int, Sequence[str]], mode: Mode, indexed: Indexed) -> dict[int, list[int]]:
    """How many people each line of a mode lacks in the slots in which somebody is away."""
    kinds, heads = [_kind_of(line, indexed) for line in mode.lines or (mode.crews,)], mode.heads
    workers = indexed.staff.workers
    found: dict[int, list[int]] = {}
    for slot, people in slots.items():
        known = [[(n, one) for n, one in enumerate(workers) if one.id == person] for person in people]
        able = [
            [line for line, kind in enumerate(kinds) if any(_is_of(n, one, kind) for n, one in ones)] for ones in known
        ]
        away = [0] * len(kinds)
        for lines in sorted(able, key=len):  # those first who can be in one line alone
            free = [line for line in lines or range(len(kinds)) if away[line] < heads[line]]
            away[free[0] if free else len(kinds) - 1] += 1
        found[slot] = [min(count, most) for count, most in zip(away, heads, strict=True)]
    return found


def _is_of(position: int, worker: Worker, kind: Kind) -> bool:
    """Whether somebody is one of those who are asked for."""
    skill, speed, alone = kind
    return position in alone if alone else skill in worker.skills and worker.speed(skill) >= speed


def _stored(line: FeatureLine, order: int, project: Project) -> WorkLine | None:
    """The stored line of a work item; None if the feature's work is not what it was."""
    stated = project.engineering.features[line.id].work
    same = len(stated) == len(line.work) and stated[order].phase is line.work[order].phase
    return line.work[order] if same else None


def _support_wishes(plan: Plan, indexed: Indexed) -> list[Wish | None]:
    """Where the stored plan has the support work of each deal that brings any."""
    known: dict[tuple[object, ...], list[CaseLine]] = {}
    for line in plan.support:
        known.setdefault((line.deal, line.case, line.number, line.phase, line.gate), []).append(line)
    return [
        _support_wish(deal, len(indexed.names.features) + order, indexed, known)
        for order, deal in enumerate(indexed.names.support)
    ]


def _support_wish(
    deal: str, position: int, indexed: Indexed, known: dict[tuple[object, ...], list[CaseLine]]
) -> Wish | None:
    names, problem = indexed.names, indexed.problem
    starts: list[int | None] = []
    modes: list[int | None] = []
    pauses: list[Pauses] = []
    for item in problem.features[position].items:
        piece = indexed.support[deal][names.lines[item]]
        lines = known.get((deal, piece.case, piece.number, piece.work.phase, piece.work.gate), [])
        line = lines.pop(0) if lines else None
        if line is None or line.first is None or line.last is None:
            starts.append(None)
            modes.append(None)
            pauses.append(())
            continue
        starts.append(names.calendar.slot(line.first, names.origin))  # what has begun goes on
        mode, mine = _as_stored(problem.items[item], line, indexed)
        modes.append(mode)
        pauses.append(mine)
    if all(start is None for start in starts):
        return None
    return wish_at(None, starts, modes, pauses)


def _left(first: date, last: date, names: Names) -> int:
    """Working days from first to last, both included, that lie before no slot."""
    return names.calendar.days_between(max(first, names.origin), last) + 1


def _modes_of(work: WorkLine | CaseLine, item: Item, indexed: Indexed) -> list[int]:
    """The modes in which those who are named can do work; all where there are none, or too few are named."""
    if len(work.people) < work.crew:
        return list(range(len(item.modes)))
    found = [number for number, mode in enumerate(item.modes) if _can_do(work.people, mode, indexed)]
    return found or list(range(len(item.modes)))


def _can_do(people: Sequence[str], mode: Mode, indexed: Indexed) -> bool:
    """Whether each seat of a mode has one of the people who are named; where it stays with its people, they are all of
    them."""
    lines = mode.lines or (mode.crews,)
    kinds = [_kind_of(line, indexed) for line in lines]
    if any(alone for _, _, alone in kinds) and len(people) > mode.crew:
        return False
    seats = [kind for kind, crew in zip(kinds, mode.heads, strict=True) for _seat in range(crew)]
    known = [[(n, one) for n, one in enumerate(indexed.staff.workers) if one.id == person] for person in people]
    able = [[who for who, ones in enumerate(known) if any(_is_of(n, one, kind) for n, one in ones)] for kind in seats]
    taken: dict[int, int] = {}
    return all(_is_seated(seat, able, taken, set()) for seat in range(len(seats)))


def _is_seated(seat: int, able: Sequence[Sequence[int]], taken: dict[int, int], tried: set[int]) -> bool:
    """Whether somebody takes a seat, others changing theirs if need be (Kuhn 1955); `taken` is the seat of each."""
    for who in able[seat]:
        if who not in tried:
            tried.add(who)
            if who not in taken or _is_seated(taken[who], able, taken, tried):
                taken[who] = seat
                return True
    return False


def nearest_mode(item: Item, crew: int, days: int, *, paused: Mapping[int, int] | None = None) -> int | None:
    """The mode of an item that is nearest to a stored crew, and of those to stored days; of two the smaller crew, and
    then the one that takes less of those who are asked for most. None for an item without modes. `paused` has the modes
    that may be, if not all, with the slots for which each pauses."""

    def distance(mode: int) -> tuple[int, int, int, int]:
        chosen = item.modes[mode]
        taken, lasts = sum(amount for _, amount in chosen.crews), chosen.days + (paused or {}).get(mode, 0)
        return abs(chosen.crew - crew), abs(lasts - days), chosen.crew, taken

    return min(range(len(item.modes)) if paused is None else paused, key=distance, default=None)
