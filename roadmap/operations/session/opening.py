"""Opening the folder of a session: its project, its problem, and the best plan that is known of it."""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path

from requirements.errors import InputFault
from requirements.language import _
from roadmap.audit import broken_rules, value
from roadmap.errors import NoPlan
from roadmap.explaining.asking.search_after_change import Forced, served_at_last
from roadmap.folder.project import Project
from roadmap.indexing import Indexed, index_project
from roadmap.operations.folders.load import load
from roadmap.operations.session.differing import PlacedProject
from roadmap.operations.session.searching.both_sides import SearchedSide
from roadmap.operations.session.session_questions import Opened
from roadmap.planner.moves.chosen import with_moves, with_moves_of
from roadmap.planner.stored.beginning import is_plan_of
from roadmap.planner.stored.carrying import carry, wishes_from
from roadmap.planner.stored.placed_as import placed_as
from roadmap.planner.stored.replan import replan_problem
from roadmap.planner.stored.restore import wishes_of
from roadmap.plans.document import Plan
from roadmap.plans.plan_file import read_plan
from roadmap.schedule import Schedule
from roadmap.solver.board import Board
from roadmap.solver.construct.orders import first_plan
from roadmap.solver.construct.restart import Restarter, Wish
from roadmap.solver.construct.slipping import Slipper
from roadmap.tuning import TUNING

Wishes = tuple[Wish | None, ...]


@dataclass(frozen=True)
class OpenFolder:
    """A folder as it is: the plan document that lies there (None: none), when files were seen, and the side that is
    searched."""

    plan: Plan | None
    plan_seen: tuple[int, int] | None
    side: SearchedSide

    @property
    def project(self) -> Project:
        """The folder as it is, with its moves."""
        return self.side.placed.project


def open_folder(opened: Opened, project: Project | None = None) -> OpenFolder:
    """Read a folder (unless its `project` is given) and its plan.

    InputFault with all that is wrong with it; NoPlan where none was found that holds its pins.
    """
    if project is None:
        project = load(opened.directory, as_of=opened.as_of, encoding=opened.encoding).project
    seen, plan = seen_of(opened.plan), _plan_in(opened.plan)
    project = with_moves(project, choose=False) if plan is None else with_moves_of(project, plan)
    indexed = index_project(project)
    restarter = Restarter(indexed.problem)
    found = [] if plan is None else _from_plan(plan, project, indexed, restarter)
    schedule = best_valid(indexed, found) or first_schedule(indexed, restarter)
    if schedule is None:
        raise NoPlan(_("no plan was found that holds all pins of the folder: `roadmap plan` says why."))
    fresh = plan is not None and is_plan_of(plan, project)
    placed = PlacedProject(project, indexed, schedule, plan.proof.bound if fresh and plan is not None else None)
    return OpenFolder(plan, seen, SearchedSide(placed, restarter))


def seen_of(file: Path) -> tuple[int, int] | None:
    """When a file was written and how long it is; None if it is not there."""
    try:
        found = file.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size


def _plan_in(file: Path) -> Plan | None:
    try:
        return read_plan(file) if file.is_file() else None
    except InputFault:
        return None


def _from_plan(plan: Plan, project: Project, indexed: Indexed, restarter: Restarter) -> list[Schedule | None]:
    wishes = wishes_of(plan, project, indexed)
    return [placed_as(indexed.problem, wishes), restarter.restart(wishes)]


def best_valid(indexed: Indexed, schedules: list[Schedule | None]) -> Schedule | None:
    """The schedule that is worth most of those that the audit accepts, the first of equals; None if it accepts none."""
    problem = indexed.problem
    valid = [one for one in schedules if one is not None and not broken_rules(problem, one)]
    return max(valid, key=lambda one: value(problem, one), default=None)


def first_schedule(indexed: Indexed, restarter: Restarter) -> Schedule | None:
    """A first plan: by a few orders of the deals, or by a short search where these do not hold every pin; None if none
    was found."""
    problem = indexed.problem
    now = time.monotonic()
    board = Board(problem, began=now, deadline=now + TUNING.session_first, tell=lambda _: None)
    first_plan(board, decoder=restarter.decoder)
    found = best_valid(indexed, [board.schedule])
    if found is not None:
        return found
    return best_valid(indexed, [replan_problem(problem, None, seconds=TUNING.session_first).schedule])


def serving_pinned(base: PlacedProject, indexed: Indexed) -> Schedule | None:
    """A plan that serves a deal which is pinned to be served and finds no room in the plan that is there: others give
    way to it. None if none was found, or more than one deal is pinned so."""
    before = {key: deal.served for key, deal in zip(base.indexed.names.deals, base.indexed.deals, strict=True)}
    pairs = enumerate(zip(indexed.names.deals, indexed.deals, strict=True))
    pinned = [position for position, (key, deal) in pairs if deal.served and not before.get(key)]
    if len(pinned) != 1:
        return None
    wishes = wishes_from(carry(base.indexed, base.schedule), indexed)
    until = time.monotonic() + TUNING.session_first
    forced = Forced(indexed.problem, pinned[0])
    return served_at_last(forced, None, [wishes], seconds=TUNING.session_serving, until=until)


def repaired(indexed: Indexed, restarter: Restarter, wishes: Wishes) -> Schedule | None:
    """The plan that is wished, made valid; None if no way to hold every pin was found."""
    found = best_valid(indexed, [restarter.restart(wishes)])
    if found is not None:
        return found
    slipper = Slipper(restarter)
    return best_valid(indexed, [slipper.slip(wishes, early=early) for early in (False, True)])
