"""Widening: where people share more skills than pools can tell, what is proved is of less than the whole problem.

Plans are then made for people of whom some stand there without one of their skills. Such a plan holds, and there may be
better ones. So what no plan exceeds is told of the problem in which nobody has lost anything.
"""

from __future__ import annotations

from dataclasses import replace

from roadmap.folder.project import Project
from roadmap.indexing import Indexed, index_project
from roadmap.schedule import Proof, Status, Stopped
from roadmap.solver.bound.first_bound import simple_bound
from roadmap.solver.valuation import Valuation
from roadmap.solver.windows import find_windows


def whole_bound(project: Project, indexed: Indexed) -> int | None:
    """What no plan of the whole problem exceeds, in thousands; None where the problem is whole."""
    if not indexed.staff.narrowed:
        return None
    problem = index_project(project, loose=True).problem
    return simple_bound(problem, find_windows(problem), valuation=Valuation(problem))


def widened(proof: Proof, whole: int | None) -> Proof:
    """What a proof of the narrowed problem says of the whole one, whose bound is `whole` (None: it is the same)."""
    if whole is None:
        return proof
    if proof.value is not None and proof.value >= whole:
        return Proof(Status.OPTIMAL, Stopped.PROVED, proof.value, proof.value)
    if proof.status is Status.INFEASIBLE:
        return replace(proof, status=Status.NOTHING_FOUND, stopped=Stopped.NARROWED, bound=whole)
    status = Status.BEST_FOUND if proof.status is Status.OPTIMAL else proof.status
    stopped = Stopped.NARROWED if proof.stopped is Stopped.PROVED else proof.stopped
    return replace(proof, status=status, stopped=stopped, bound=whole)
