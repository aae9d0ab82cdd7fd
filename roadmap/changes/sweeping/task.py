"""One task of a sweep: one scenario planned with one seed. Small values that go to other processes and machines."""

from __future__ import annotations

import pickle
import threading
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache
from hashlib import sha256

from requirements.errors import RoadmapError
from roadmap.folder.project import Project
from roadmap.folder.seal import canonical
from roadmap.planner.options import Options
from roadmap.planner.run import Solve, make_plan
from roadmap.plans.document import Plan
from roadmap.plans.plan_file import plan_text
from roadmap.schedule import Status, Stopped
from roadmap.solver.process.parent import solve
from roadmap.version import __version__

DIGITS = 24
"""Hexadecimal digits of a digest that name a file: two tasks of one sweep never share them."""


@dataclass(frozen=True, slots=True)
class SweepTask:
    """One scenario of a sweep, by its number (0: the folder as it is), and one seed; `digest` names its result."""

    scenario: int
    seed: int
    digest: str


class SweepFailure(StrEnum):
    """Why a task of a sweep has no plan."""

    CONTRADICTION = "contradiction"
    NO_PLAN = "no_plan"
    CRASHED = "crashed"
    DIED = "died"
    """Every worker that took the task died over it."""
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class SweepResult:
    """What a task came to: the plan as text; or why there is none, and what the error said. `is_cut_off` tells that
    the search process died: another attempt may find what this one did not."""

    text: str | None
    failure: SweepFailure | None = None
    said: str = ""
    is_cut_off: bool = False


def digest_of_task(project: Project, start: Plan | None, options: Options) -> str:
    """What names the result of a task: all that the plan depends on.

    That is the folder's files with the changes of the scenario, the published plan, the day, the plan from which the
    search begins, the options and the version of the product.
    """
    asked = {
        "product": __version__,
        "folder": project.digest,
        "as_of": project.as_of.isoformat(),
        "baseline": None if project.baseline is None else project.baseline.digest,
        "void": sorted(project.void),
        "start": None if start is None or start.verdict is None else start.verdict.digest,
        "seed": options.seed,
        "seconds": None if options.effort is not None else float(options.seconds),
        "effort": None if options.effort is None else float(options.effort),
        "workers": options.workers,
        "reproducible": options.reproducible,
    }
    return sha256(canonical(asked).encode()).hexdigest()[:DIGITS]


def pack_scenario(project: Project, start: Plan | None) -> bytes:
    """A scenario as bytes, made and read by this program only: the project without where things stand in its files, and
    the plan from which the searches begin."""
    return pickle.dumps((replace(project, places={}), start))


@lru_cache(maxsize=2)
def _unpack(packed: bytes) -> tuple[Project, Plan | None]:
    scenario: tuple[Project, Plan | None] = pickle.loads(packed)  # noqa: S301 - made by `pack_scenario` in this program
    return scenario


def plan_task(packed: bytes, options: Options, *, solver: Solve = solve) -> SweepResult:
    """Plan a scenario once. What goes wrong is told in a sentence, and ends no other task."""
    project, start = _unpack(packed)
    try:
        found = make_plan(
            project, options, observe=_unheard, save=_unheard, stop=threading.Event(), solver=solver, start=start
        )
    except RoadmapError as error:
        return SweepResult(None, SweepFailure.ERROR, str(error))
    crashed = found.proof.stopped is Stopped.CRASHED
    if found.plan is not None:
        return SweepResult(plan_text(found.plan), is_cut_off=crashed)
    if found.proof.status is Status.INFEASIBLE:
        return SweepResult(None, SweepFailure.CONTRADICTION)
    return SweepResult(None, SweepFailure.CRASHED if crashed else SweepFailure.NO_PLAN, is_cut_off=crashed)


def _unheard(_told: object) -> None:
    """Nobody listens in another process."""
