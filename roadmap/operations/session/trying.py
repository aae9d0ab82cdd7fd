"""What the child of a planning session does with a question: repair, then search on both sides as long as it may.

Nothing here knows of processes: a question goes in, steps of the answer come out.
"""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Iterator
from importlib import import_module
from types import ModuleType
from typing import Any

from requirements.errors import InputFault, RoadmapError
from requirements.language import _
from roadmap.changes.scenarios.changes import described
from roadmap.changes.scenarios.revise import Changes
from roadmap.errors import NoPlan
from roadmap.explaining.asking.modelling import fits_model
from roadmap.folder.project import Project
from roadmap.folder.texts.revision import Revision
from roadmap.futures.chances_file import chances_file
from roadmap.indexing import index_project, opposed
from roadmap.operations.folders.load import load
from roadmap.operations.session.differing import PlacedProject, differing
from roadmap.operations.session.opening import OpenFolder, open_folder, repaired, seen_of, serving_pinned
from roadmap.operations.session.searching.both_sides import Claims, SearchedSide, exchange
from roadmap.operations.session.session_answers import AnswerStep, SessionAnswer
from roadmap.operations.session.session_questions import Opened, SessionQuestion
from roadmap.operations.session.target_chances import TargetChances
from roadmap.planner.moves.chosen import with_moves_of
from roadmap.planner.stored.carrying import Carried, carry, wishes_from
from roadmap.planner.stored.restore import wishes_of
from roadmap.schedule import Schedule
from roadmap.solver.construct.restart import Restarter
from roadmap.solver.local.loading import NAME, Loading
from roadmap.solver.local.ruin import eased_pool
from roadmap.tuning import TUNING

Turn = Callable[[], bool]
"""Waits until the question may go on searching; False where it may not any more."""


class Workroom:
    """One folder, kept warm: its project and problem, its best plans, and (if it `searches`) the compiled search."""

    def __init__(
        self, opened: Opened, *, pool: Callable[[Project], list[Carried]] = lambda _: [], searches: bool = True
    ) -> None:
        self.opened, self._pool_of = opened, pool
        self._folder: OpenFolder | None = None
        self._pool: list[Carried] = []
        self._known: OrderedDict[str, tuple[Schedule, int | None]] = OrderedDict()
        self._loading = Loading() if searches else None
        self._asked_of: SearchedSide | None = None
        self._chances = TargetChances()

    def open(self) -> OpenFolder:
        """The folder as it is now: read anew where its files or its plan have changed."""
        return self._opened_with(self.revised(None))

    def _opened_with(self, project: Project) -> OpenFolder:
        """The folder, whose files may have been read anew by somebody else."""
        before = self._folder
        if before is not None and _same(before.project, project) and seen_of(self.opened.plan) == before.plan_seen:
            return before
        folder = open_folder(self.opened, project)
        self._pool = self._pool_of(folder.project)
        for carried in self._pool if before is None else [*self._pool, carry_of(before.side)]:
            folder.side.take_from(carried)
        self._folder = folder
        return folder

    def revised(self, revision: Revision | None) -> Project:
        """The project of the folder, changed by a revision. InputFault with all that is wrong with it."""
        opened = self.opened
        return load(opened.directory, as_of=opened.as_of, encoding=opened.encoding, revision=revision).project

    def answers(self, question: SessionQuestion, *, stop: threading.Event, turn: Turn) -> Iterator[SessionAnswer]:
        """The steps of an answer. Whatever comes out was audited, and none is worth less than the one before."""
        began = time.process_time()
        known: dict[str, Any] = {
            "question": question.number, "changes": tuple(described(change) for change in question.changes)
        }  # fmt: skip
        try:
            found = self._asked(question)
        except InputFault as fault:
            yield SessionAnswer(step=AnswerStep.FAULTY, findings=tuple(fault.findings), **known, seconds=_since(began))
            return
        except RoadmapError as error:
            yield SessionAnswer(step=AnswerStep.NONE, **known, seconds=_since(began), reason=str(error))
            return
        folder, side = found
        self._asked_of = side
        self._ease(folder, side, stop=stop)

        def answer(step: AnswerStep, **more: Any) -> SessionAnswer:
            told = differing(folder.side.placed, side.placed)
            return SessionAnswer(step=step, **known, **told, **more, seconds=_since(began))

        yield answer(AnswerStep.REPAIRED)
        told = side.placed.worth, folder.side.placed.worth
        searches = self._searches(folder, side, until=time.process_time() + question.effort, stop=stop, turn=turn)
        for _searched in searches:
            self._remember(side.placed)
            if (side.placed.worth, folder.side.placed.worth) != told:
                told = side.placed.worth, folder.side.placed.worth
                yield answer(AnswerStep.BETTER)
        self._remember(side.placed)
        base, chance = self._sure(folder, side) if question.chances and not stop.is_set() else (None, None)
        yield answer(AnswerStep.PROVED if side.is_proved else AnswerStep.OPEN, base_chance=base, chance=chance)

    def _sure(self, folder: OpenFolder, side: SearchedSide) -> tuple[float | None, float | None]:
        """How sure the target is with either plan; unknown where the plan of the folder was not simulated."""
        if folder.plan is None or not chances_file(self.opened.plan).is_file():
            return None, None
        return self._chances.of_both(folder.side.placed, side.placed, folder.plan)

    def _asked(self, question: SessionQuestion) -> tuple[OpenFolder, SearchedSide]:
        """The folder as it is, and the changed one with the repaired plan. NoPlan if none was found for that."""
        if not question.changes:
            folder = self.open()
            return folder, folder.side
        promised = frozenset() if self._folder is None else promised_of(self._folder.project)
        changed = self.revised(Changes(question.changes, promised))
        if self._folder is None or not _same(self._folder.project, changed):
            folder = self.open()
        else:
            folder = self._opened_with(self._folder.project)
        return folder, self._repaired(changed, folder)

    def _repaired(self, changed: Project, folder: OpenFolder) -> SearchedSide:
        """The changed folder with the plan that is there made valid; or with the best that was found for it before."""
        plan = folder.plan
        project = with_moves_of(changed, plan) if plan is not None else changed
        indexed = index_project(project)
        if opposed(project, indexed.names):
            raise NoPlan(_("The pins contradict each other after these changes."))
        restarter, base = Restarter(indexed.problem), folder.side.placed
        schedule, bound = self._known.get(_key(project), (None, None))
        if schedule is None:
            wishes = wishes_from(carry(base.indexed, base.schedule), indexed)
            schedule = repaired(indexed, restarter, wishes)
        if schedule is None and plan is not None:
            schedule = repaired(indexed, restarter, wishes_of(plan, project, indexed))
        if schedule is None:
            schedule = serving_pinned(base, indexed)
        if schedule is None:
            raise NoPlan(_("No plan was found that holds all pins after these changes."))
        focus = eased_pool(base.indexed.problem, indexed.problem)
        side = SearchedSide(PlacedProject(project, indexed, schedule, bound), restarter, focus=focus)
        side.limit(side.simple)
        self._remember(side.placed)
        return side

    def _ease(self, folder: OpenFolder, side: SearchedSide, *, stop: threading.Event) -> None:
        """Search a repaired plan that loses much, beyond what dropped deals kept, for a moment, if the compiled search
        is there: what was put back around a deal that must be served can lose many times what it has to."""
        base, there = folder.side.placed, side.placed.deals
        dropped = sum(line.kept for key, line in base.deals.items() if key not in there)
        if base.worth - side.placed.worth - dropped <= TUNING.forcing_dear * abs(base.worth):
            return
        machine = self._machine(stop, wait=False)
        if machine is not None:
            side.search(machine, seed=self.opened.seed, seconds=TUNING.session_easing, stop=stop)

    def _searches(
        self, folder: OpenFolder, side: SearchedSide, *, until: float, stop: threading.Event, turn: Turn
    ) -> Iterator[None]:
        """Search by turns until both sides are proved; each time that something may have become better, that is
        said."""
        own, sides = folder.side, [side] if side is folder.side else [side, folder.side]

        def over() -> bool:
            proved = all(one.is_proved for one in sides)
            return stop.is_set() or proved or time.process_time() >= until or not turn()

        for carried in self._pool if side is not own else []:
            if over():
                return
            side.take_from(carried)
            yield
        small, claims, number = fits_model(side.placed.indexed.problem), Claims(), 0
        while not over():
            for one in sides if small else ():
                if not one.is_proved and not over():
                    left = max(0.1, until - time.process_time())
                    one.look(claims, seconds=min(TUNING.session_model * (1 + number), 2 * left), seed=number, stop=stop)
                    yield
            machine = self._machine(stop, wait=not small)
            if machine is None and not small:
                return
            for one in sides:
                if machine is not None and not one.is_proved and not over():
                    self._search(one, own if one is side else side, machine, seed=number, stop=stop)
                    yield
            number += 1

    def _search(
        self, one: SearchedSide, other: SearchedSide, machine: ModuleType, *, seed: int, stop: threading.Event
    ) -> None:
        """Search one side for a moment, and try what was found on the other."""
        seed += self.opened.seed
        if one.search(machine, seed=seed, seconds=TUNING.session_slice, stop=stop) and other is not one:
            exchange(one, other)

    def _machine(self, stop: threading.Event, *, wait: bool) -> ModuleType | None:
        """The compiled search, once it is there; None if the question was cancelled before, or without a `wait`."""
        loading = self._loading
        while loading is not None and not loading.over():
            if not wait or stop.wait(0.02):
                return None
        return None if loading is None or loading.wait(None) is None else import_module(NAME)

    def _remember(self, placed: PlacedProject) -> None:
        key = _key(placed.project)
        self._known[key] = placed.schedule, placed.bound
        self._known.move_to_end(key)
        while len(self._known) > TUNING.session_remembered:
            self._known.popitem(last=False)

    def placed(self) -> list[PlacedProject]:
        """The plans that the newest answer was told from: of the changed folder, and of the folder as it is."""
        sides = (self._asked_of, None if self._folder is None else self._folder.side)
        return [side.placed for side in sides if side is not None]

    def end(self) -> None:
        """Compile no longer."""
        if self._loading is not None:
            self._loading.end()


def carry_of(side: SearchedSide) -> Carried:
    """The best plan of a side by ids and days."""
    return carry(side.placed.indexed, side.placed.schedule)


def promised_of(project: Project) -> frozenset[str]:
    """The deals to which something was published."""
    return frozenset() if project.baseline is None else frozenset(one.deal for one in project.baseline.promises)


def _same(one: Project, other: Project) -> bool:
    """Whether two projects were read from the same files, whatever was changed after that."""
    baselines = tuple(None if p.baseline is None else p.baseline.digest for p in (one, other))
    return one.files == other.files and baselines[0] == baselines[1] and one.as_of == other.as_of


def _key(project: Project) -> str:
    """The same text for the same question: files, changes, promises and moves."""
    baseline = "" if project.baseline is None else project.baseline.digest
    return f"{project.digest} {baseline} {project.as_of} {project.moves!r}"


def _since(began: float) -> float:
    return round(time.process_time() - began, 3)
