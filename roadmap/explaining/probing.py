"""Probing: whether any plan at all could serve each deal, and in time, with everything else dropped."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from roadmap.explaining.contradiction.smallest import Asks
from roadmap.folder.project import Project
from roadmap.indexing import index_project
from roadmap.planner.causes.alone import in_time
from roadmap.planner.causes.deals import deal_causes, dearest
from roadmap.planner.causes.obstacles import Obstacles
from roadmap.planner.draft import Draft
from roadmap.plans.causes import Cause, CauseKind
from roadmap.problem import Deal, Problem
from roadmap.schedule import Schedule
from roadmap.solver.apart import only
from roadmap.tuning import TUNING

OBSTACLES = frozenset(CauseKind) - {CauseKind.NOT_FOUND, CauseKind.PIN}


@dataclass(frozen=True, slots=True)
class Probe:
    """What is known of a deal alone: `never` that no plan serves it, `late` that none does in time, `open` that the
    time was too short to tell. `causes` say why, where counts show it."""

    deal: str
    known: Literal["never", "late", "open"]
    causes: tuple[Cause, ...] = ()


def probe_deals(project: Project, judge: Asks, *, seconds: float) -> Iterator[Probe]:
    """Probe the open deals in hand, the dearest first, for so many seconds; nothing is said of those that some plan
    serves in time. "Never" and "late" rest on counts, or on two solves with different settings that agree."""
    deadline = time.monotonic() + seconds
    indexed = index_project(project)
    draft = Draft(project, indexed, Schedule((None,) * len(indexed.problem.features)))
    causes = deal_causes(draft, Obstacles(project, indexed), proved=False)
    for key in dearest(draft):
        asked = indexed.problem.deals[indexed.names.deal_position(key)]
        if key in project.market.placeholders or any(cause.kind is CauseKind.PIN for cause in causes[key]):
            continue
        counted = tuple(cause for cause in causes[key] if cause.kind in OBSTACLES)
        known = "never" if counted else _probed(indexed.problem, asked, judge, deadline)
        if known is not None:
            yield Probe(key, known, counted)


def _probed(problem: Problem, asked: Deal, judge: Asks, deadline: float) -> Literal["never", "late", "open"] | None:
    if not asked.levels:
        return None
    claim = _claim(only(problem, asked), judge, deadline)
    if claim == "feasible" and len(asked.levels) > 1:
        late = _claim(only(problem, in_time(asked)), judge, deadline)
        return {"infeasible": "late", "open": "open"}.get(late)  # type: ignore[return-value]
    return {"infeasible": "never", "open": "open"}.get(claim)  # type: ignore[return-value]


def _claim(problem: Problem, judge: Asks, deadline: float) -> str:
    """Whether a problem has any schedule; that it has none is said only where two solves agree."""
    seconds = min(TUNING.probe_question, deadline - time.monotonic())
    if seconds <= 0:
        return "open"
    claim = judge.ask(problem, seconds=seconds).claim
    if claim != "infeasible":
        return claim
    return claim if judge.ask(problem, seconds=TUNING.probe_question, seed=1, presolve=False).claim == claim else "open"
