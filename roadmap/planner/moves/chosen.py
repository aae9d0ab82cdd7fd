"""Moves: who is moved to a second line when, chosen before the search, so that it and all checks hold for these moves.

What lacks people is worked out from the open deals (`lacking`), who could help by a few rules (`choosing`). Whether
that pays is told by first plans (`paying`): moves are made only if a first plan with them is worth more.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from roadmap.audit import moves as rules
from roadmap.folder.project import Project
from roadmap.indexing import Indexed
from roadmap.indexing.people.moved import lines_of
from roadmap.indexing.people.training import training_items
from roadmap.indexing.people.worker import Worker
from roadmap.planner.lines.engineering.move_lines import moves_as_integers
from roadmap.planner.moves.choosing import Chosen, Offer, SlotRule, choose
from roadmap.planner.moves.lacking import HEAD, on_hand, wanted
from roadmap.planner.moves.paying import can_be_held, first_of, indexed_with, leaner, worth_of
from roadmap.plans.document import Plan
from roadmap.plans.engineering.moves import MoveLine
from roadmap.policy.moves import WEEK
from roadmap.problem import Problem
from roadmap.schedule import Schedule, runs_of
from roadmap.solver.windows import find_windows, shortest
from roadmap.supply.second_line import Move, SecondLine

Ready = dict[str, int]
"""By training feature, the slot from which people may leave to be trained by it; those that never are, are left out."""


def with_moves(project: Project, *, earlier: tuple[Move, ...] = (), choose: bool = True) -> Project:
    """The project with its moves chosen, if they were not yet; without `choose`, with those that were agreed alone.

    What an `earlier` plan has and was agreed before the project's `as_of` day stays, unless no first plan holds it; its
    other moves are tried too.
    """
    if project.moves is not None:
        return project
    if not _has_lines(project):
        return replace(project, moves=())
    best = tuple(move for move in earlier if move.agreed)
    if not choose:
        return replace(project, moves=best)
    known = worth_of(project, best)
    if known is None and best:
        best, known = (), worth_of(project, ())
    tried = {best}
    for moves in _candidates(project, best, earlier):
        if moves not in tried:
            tried.add(moves)
            worth = worth_of(project, moves)
            if worth is not None and (known is None or worth > known):
                best, known = moves, worth
    chosen = best if known is None else leaner(project, best, known)
    if any(not move.agreed for move in chosen) and not can_be_held(project, chosen):
        chosen = tuple(move for move in chosen if move.agreed)
    return replace(project, moves=chosen)


def with_moves_of(project: Project, plan: Plan) -> Project:
    """The project with the moves of a plan, as far as the people are still there and have these second lines."""
    return replace(project, moves=moves_of(project, plan))


def moves_of(project: Project, plan: Plan) -> tuple[Move, ...]:
    """The moves of a plan that people and second lines of the project still allow."""
    pairs = ((line, second) for line in plan.moves for second in _lines(project, line.person))
    return tuple(_again(line, second, project) for line, second in pairs if second.skill == line.skill)


def _again(line: MoveLine, second: SecondLine, project: Project) -> Move:
    return Move(
        person=line.person,
        own=line.own,
        line=second,
        away=line.away,
        first=line.first,
        last=line.last,
        lacking=round(line.lacking * HEAD),
        spare=round(line.spare * HEAD),
        agreed=line.agreed or line.agree < project.as_of,
    )


def _lines(project: Project, person: str) -> tuple[SecondLine, ...]:
    engineering = project.engineering
    if person not in engineering.people and person.rpartition("-")[0] not in engineering.teams:
        return ()
    return lines_of(project, person)


def _has_lines(project: Project) -> bool:
    engineering = project.engineering
    return any(entry.second_lines for entry in (*engineering.teams.values(), *engineering.people.values()))


def _candidates(project: Project, held: tuple[Move, ...], earlier: tuple[Move, ...]) -> Iterator[tuple[Move, ...]]:
    """The moves of an earlier plan as far as they keep the rule, then those for two ways to count and to train."""
    plain = indexed_with(project, ())
    moved, rule = moves_as_integers(replace(project, moves=earlier), plain, None)
    if not any(rules.check(moved, rule, horizon=plain.problem.horizon)):
        yield earlier
    for ready in _readies(project, plain):
        for weighted in (False, True):
            yield choose_moves(project, plain, ready, weighted=weighted, held=held)


def choose_moves(
    project: Project, plain: Indexed, ready: Ready, *, weighted: bool, held: tuple[Move, ...] = ()
) -> tuple[Move, ...]:
    """Moves that are held, and those that the demand asks for and the rule allows; by first day and person.

    `plain` is the project without moves.
    """
    policy, names, horizon = project.header.policy.moves, plain.names, plain.problem.horizon
    rule = SlotRule(
        notice=policy.notice,
        least=WEEK * policy.least_weeks,
        most_a_year=policy.most_a_year,
        years=[names.day(slot).year for slot in range(horizon)],
    )
    offers = list(_offers(project, plain, ready))
    known = [_held(project, move, plain) for move in held]
    rows = wanted(project, plain, weighted=weighted), on_hand(plain)
    found = [_move(project, one, plain) for one in choose(offers, *rows, rule=rule, held=known)]
    return tuple(sorted([*held, *found], key=lambda move: (move.first, move.person, move.last)))


def _held(project: Project, move: Move, plain: Indexed) -> Chosen:
    """A move that is there already; only what it takes and gives counts."""
    calendar, origin = project.calendar, plain.names.origin
    worker = next(worker for worker in plain.staff.workers if worker.id == move.person)
    (offer,) = _offers_of(project, plain, worker, [move.line], {str(move.line.training): 0})
    return Chosen(
        offer,
        away=calendar.slot(move.away, origin),
        first=calendar.slot(move.first, origin),
        end=min(plain.problem.horizon, calendar.limit(move.last, origin)),
        lacking=move.lacking,
        spare=move.spare,
        worth=0,
        year=move.first.year,
    )


def _offers(project: Project, plain: Indexed, ready: Ready) -> Iterator[Offer]:
    for worker in plain.staff.workers:
        yield from _offers_of(project, plain, worker, lines_of(project, worker.id), ready)


def _offers_of(
    project: Project, plain: Indexed, worker: Worker, lines: Iterable[SecondLine], ready: Ready
) -> Iterator[Offer]:
    named = project.engineering.people.get(worker.id)
    for line in lines:
        training = str(line.training)
        fastest = max(plain.staff.speeds.get(line.skill, ()), default=1 - worker.reserved)
        ability = min(HEAD, int(HEAD * line.proficiency * (1 - worker.reserved) / fastest)) if fastest else 0
        if training in ready:
            trains = training_items(plain.problem, plain.names, project, training) is not None
            yield Offer(
                person=worker.id,
                own=next(iter(worker.skills)),
                skill=line.skill,
                ability=ability,
                training=project.header.policy.moves.training_days if trains else 0,
                ready=ready[training],
                group=named.team if named is not None else worker.id.rpartition("-")[0],
                most=line.people,
                present=worker.present,
            )


def _move(project: Project, one: Chosen, plain: Indexed) -> Move:
    day, offer = plain.names.day, one.offer
    line = next(line for line in lines_of(project, offer.person) if line.skill == offer.skill)
    return Move(
        person=offer.person,
        own=offer.own,
        line=line,
        away=day(one.away),
        first=day(one.first),
        last=day(one.end - 1),
        lacking=one.lacking,
        spare=one.spare,
    )


def _readies(project: Project, plain: Indexed) -> Iterator[Ready]:
    """When each training is over: as early as its work allows, and as it comes in a first plan that must hold it."""
    engineering = project.engineering
    entries = (*engineering.teams.values(), *engineering.people.values())
    named = dict.fromkeys(str(line.training) for entry in entries for line in entry.second_lines)
    items = {key: training_items(plain.problem, plain.names, project, key) for key in named}
    there = {key: 0 for key, positions in items.items() if positions is None}
    open_ = {key: positions for key, positions in items.items() if positions is not None}
    windows = find_windows(plain.problem)
    early = there | {
        key: max(windows.earliest[i] + shortest(plain.problem.items[i], windows.modes[i]) for i in positions)
        for key, positions in open_.items()
        if plain.problem.features[plain.problem.items[positions[0]].feature].planned is not False
    }
    yield early
    held, _worth = first_of(_holding(plain.problem, [open_[key] for key in early if key in open_]))
    if held is not None and open_:
        yield there | {key: _end(plain.problem, held, open_[key]) for key in early if key in open_}


def _holding(problem: Problem, trainings: list[tuple[int, ...]]) -> Problem:
    features = list(problem.features)
    for items in trainings:
        position = problem.items[items[0]].feature
        features[position] = replace(features[position], planned=True)
    return replace(problem, features=tuple(features))


def _end(problem: Problem, schedule: Schedule, items: tuple[int, ...]) -> int:
    """When the last of some items of a feature is done; the horizon if they are not."""
    position = problem.items[items[0]].feature
    placement = schedule.placements[position]
    if placement is None:
        return problem.horizon
    return max((run.end for run in runs_of(problem, position, placement) if run.item in items), default=0)
