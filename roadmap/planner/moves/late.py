"""Late moves: what becomes of the moves of a stored plan whose training can no longer be done in time.

A move that waits for its training is moved with it, and not the reason why a whole plan no longer holds.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from roadmap.folder.project import Project
from roadmap.indexing import Indexed, index_project
from roadmap.indexing.people.training import training_items
from roadmap.planner.lines.engineering.move_lines import trained_by
from roadmap.planner.moves.chosen import moves_of
from roadmap.planner.stored.restore import restore
from roadmap.plans.document import Plan
from roadmap.policy.moves import WEEK
from roadmap.problem import Problem
from roadmap.supply.second_line import Move


def with_late_moves(plan: Plan, project: Project) -> Iterator[Project]:
    """The project with the moves of a stored plan; then with those that are late moved to the end of their training;
    then without any. A plan may hold with each of them, and be worth little with moves that it cannot keep."""
    planned = replace(project, moves=moves_of(project, plan))
    yield planned
    if planned.moves:
        yield from _delayed(plan, planned)
        yield replace(project, moves=())


def _delayed(plan: Plan, project: Project) -> Iterator[Project]:
    """The project with each move begun once its training is over, as the stored plan now goes; without those that are
    too short then, and at the rule's notice where there is time for it."""
    indexed = index_project(project)
    loose = replace(indexed, problem=_without_haste(indexed, project))
    schedule = restore(plan, project, loose)
    if schedule is None:
        return
    ends = {
        key: trained_by(key, project, loose, schedule)
        for key in {str(move.line.training) for move in project.moves or ()}
    }
    delayed = (_begun_by(move, ends[str(move.line.training)] or 0, project, indexed) for move in project.moves or ())
    yield replace(project, moves=tuple(move for move in delayed if move is not None))


def _without_haste(indexed: Indexed, project: Project) -> Problem:
    """The problem in which trainings must be done, but not before those whom they train are to leave."""
    items = list(indexed.problem.items)
    plain = index_project(replace(project, moves=())).problem
    for training in {str(move.line.training) for move in project.moves or ()}:
        for item in training_items(indexed.problem, indexed.names, project, training) or ():
            items[item] = replace(items[item], latest=plain.items[item].latest)
    return replace(indexed.problem, items=tuple(items))


def _begun_by(move: Move, trained: int, project: Project, indexed: Indexed) -> Move | None:
    """A move that leaves its own work in a slot or later, its own training as long as before; None if too little of it
    is left."""
    calendar, origin, policy = project.calendar, indexed.names.origin, project.header.policy.moves
    late = trained - calendar.slot(move.away, origin)
    if late <= 0:
        return move
    first, end = calendar.slot(move.first, origin) + late, calendar.limit(move.last, origin)
    if min(end, indexed.problem.horizon) - first < WEEK * policy.least_weeks:
        return None
    day = indexed.names.day
    return replace(move, away=day(trained), first=day(first), agreed=move.agreed and trained < policy.notice)
