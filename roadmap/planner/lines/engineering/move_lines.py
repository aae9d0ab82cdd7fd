"""Moves of the plan: who is moved when, what must come before, what they do there; and the same for the audit."""

from __future__ import annotations

from collections.abc import Iterator

from roadmap.audit.moves import Moved, SwitchingRule
from roadmap.folder.project import Project
from roadmap.indexing import Indexed
from roadmap.indexing.people.training import training_items
from roadmap.planner.draft import Draft
from roadmap.planner.moves.lacking import HEAD
from roadmap.planner.naming.staffing import Staffing, is_away
from roadmap.plans.engineering.moves import MoveLine
from roadmap.policy.moves import WEEK
from roadmap.schedule import Schedule, runs_of
from roadmap.supply.second_line import Move


def move_lines(draft: Draft, staffing: Staffing) -> list[MoveLine]:
    """Every move, by first day."""
    return [_line(move, draft, staffing) for move in draft.project.moves or ()]


def _line(move: Move, draft: Draft, staffing: Staffing) -> MoveLine:
    project, names = draft.project, draft.indexed.names
    training = str(move.line.training)
    end = trained_by(training, project, draft.indexed, draft.schedule)
    work = list(_work(move, draft, staffing))
    own = len(names.features)
    return MoveLine(
        person=move.person,
        own=move.own,
        skill=move.line.skill,
        proficiency=round(float(move.line.proficiency), 6),
        agree=project.calendar.add(move.away, -project.header.policy.moves.notice),
        agreed=move.agreed,
        away=move.away,
        first=move.first,
        last=move.last,
        training=training,
        trained=None if end is None else names.day(end - 1),
        lacking=move.lacking / HEAD,
        spare=move.spare / HEAD,
        person_days=sum(days for _, days in work),
        deals=list(dict.fromkeys(names.support[feature - own] for feature, _ in work if feature >= own)),
        features=list(dict.fromkeys(names.features[feature] for feature, _ in work if feature < own)),
    )


def _work(move: Move, draft: Draft, staffing: Staffing) -> Iterator[tuple[int, int]]:
    """The features that somebody works on in a move, with the days within it, in the order of time."""
    names, workers = draft.indexed.names, draft.indexed.staff.workers
    features = {task.item: task.feature for task in staffing.tasks}
    for stint in staffing.stints:
        worker = workers[stint.who]
        is_theirs = worker.id == move.person and move.line.skill in worker.skills
        if is_theirs and move.first <= names.day(stint.begin) <= move.last:
            yield features[stint.item], sum(not is_away(worker, slot) for slot in range(stint.begin, stint.end))


def trained_by(training: str, project: Project, indexed: Indexed, schedule: Schedule) -> int | None:
    """The exclusive end of a training, the horizon if it is not planned; None if it was done before the plan."""
    problem = indexed.problem
    items = training_items(problem, indexed.names, project, training)
    if items is None:
        return None
    position = problem.items[items[0]].feature
    placement = schedule.placements[position]
    if placement is None:
        return problem.horizon
    return max(run.end for run in runs_of(problem, position, placement) if run.item in items)


def moves_as_integers(
    project: Project, indexed: Indexed, schedule: Schedule | None
) -> tuple[list[Moved], SwitchingRule]:
    """The moves and the rule they keep, for the audit; without a schedule, as if trainings were done in time."""
    calendar, names, policy = project.calendar, indexed.names, project.header.policy.moves
    moves = project.moves or ()
    persons = list(dict.fromkeys(move.person for move in moves))
    skills = list(indexed.staff.skills)
    home = {}
    for worker in reversed(indexed.staff.workers):
        home[worker.id] = worker.present
    moved = [
        Moved(
            person=persons.index(move.person),
            line=skills.index(move.line.skill),
            away=calendar.slot(move.away, names.origin),
            first=calendar.slot(move.first, names.origin),
            end=calendar.limit(move.last, names.origin),
            year=move.first.year,
            agreed=move.agreed,
            trained=None if schedule is None else trained_by(str(move.line.training), project, indexed, schedule),
            home=() if schedule is None else home.get(move.person, ()),
        )
        for move in moves
    ]
    return moved, SwitchingRule(
        notice=policy.notice,
        least=WEEK * policy.least_weeks,
        most_a_year=policy.most_a_year,
        training=policy.training_days,
    )
