"""Beginnings: plans that are there already, seen on the input of today, and what is kept of them.

A plan that is stored holds today if every rule accepts it on today's input as it is, or once what no longer fits has
moved. Nothing that a stored plan claims is believed: its value is counted again.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from roadmap.audit import moves as rules
from roadmap.audit import value
from roadmap.audit.coverage import serve, shipped
from roadmap.folder.project import Project
from roadmap.indexing import Indexed, index_project, opposed
from roadmap.planner.lines.engineering.move_lines import moves_as_integers
from roadmap.planner.lines.money_lines import proof_line
from roadmap.planner.moves.late import with_late_moves
from roadmap.planner.options import Planned
from roadmap.planner.stored.restore import restore
from roadmap.plans.document import Plan
from roadmap.plans.plan_file import sealed
from roadmap.schedule import Proof, Schedule, Status, Stopped
from roadmap.version import __version__


@dataclass(frozen=True, slots=True)
class Stored:
    """A plan that is there: what people call its file, and whether a better plan would be written over it."""

    plan: Plan
    name: str
    in_place: bool = False


@dataclass(frozen=True, slots=True)
class Beginning:
    """A stored plan on the input of today.

    `project` has its moves; `schedule` is the plan as far as it holds, worth `worth` thousand of the currency. `same`:
    it is the plan of this very input, on this day and beside these promises, and worth what it says.
    """

    stored: Stored
    project: Project
    indexed: Indexed
    schedule: Schedule
    worth: int
    same: bool

    @property
    def plan(self) -> Plan:
        """The stored plan."""
        return self.stored.plan

    @property
    def in_place(self) -> bool:
        """Whether nothing needs to be written for the plan to be kept."""
        return self.same and self.stored.in_place

    @property
    def placeholders(self) -> int:
        """What deals that nobody has yet keep in it, of what it is worth."""
        ships = shipped(self.indexed.problem, self.schedule)
        pairs = zip(self.indexed.names.deals, self.indexed.deals, strict=True)
        return sum(serve(deal, ships).earned for key, deal in pairs if key in self.project.market.placeholders)

    @property
    def bound(self) -> int | None:
        """What the stored plan's search has proved that no plan with its moves exceeds; None where that was not proved
        of this problem, by this version."""
        return self.plan.proof.bound if self.same and self.plan.made_from.product == __version__ else None

    @property
    def proved(self) -> bool:
        """Whether it was proved to be the best."""
        return self.bound is not None and self.plan.proof.status is Status.OPTIMAL

    def is_kept(self, found: int | None, *, same_moves: bool) -> bool:
        """Whether a plan of this worth is no reason to give it up: less, or as much where nothing was to be written or
        other people would be moved."""
        if found is None or found < self.worth:
            return True
        return found == self.worth and (self.in_place or not same_moves)

    def known(self, proof: Proof, *, same_moves: bool) -> Proof:
        """What is known about it once a search has ended with this proof, both in the money of the plan."""
        found = proof.bound if same_moves else None
        bounds = [bound for bound in (found, self.bound) if bound is not None and bound >= self.worth]
        proved = self.proved or (same_moves and proof.status is Status.OPTIMAL and proof.value == self.worth)
        if proved:
            return Proof(Status.OPTIMAL, Stopped.PROVED, self.worth, self.worth)
        stopped = Stopped.TIME if proof.stopped is Stopped.PROVED else proof.stopped
        return Proof(Status.BEST_FOUND, stopped, self.worth, min(bounds, default=None))

    def again(self, proof: Proof) -> Planned:
        """The stored plan with what is known about it now; the very same plan if that is no more than was known."""
        line, before = proof_line(proof), self.plan.proof
        more = (line.status, line.bound) != (before.status, before.bound)
        return Planned(sealed(self.plan.model_copy(update={"proof": line})) if more else self.plan, proof)


def is_plan_of(plan: Plan, project: Project) -> bool:
    """Whether a plan says that it was made of this input, for this day, beside these promises."""
    baseline = None if project.baseline is None else project.baseline.digest
    made = plan.made_from
    return (made.digest, plan.as_of, made.baseline) == (project.digest, project.as_of, baseline)


def begin_with(stored: Stored, project: Project) -> Beginning | None:
    """A stored plan on the input of today, with its moves as it has them, begun later or not made, whichever is worth
    the most; None if it does not hold there."""
    best = None
    for one in with_late_moves(stored.plan, project) if project.moves is None else [project]:
        begun = _begun(stored, one)
        if begun is not None and (best is None or begun.worth > best.worth):
            best = begun
        if best is not None and best.same:
            break
    return best


def _begun(stored: Stored, project: Project) -> Beginning | None:
    """A stored plan on the input of today with the moves of the project."""
    indexed = index_project(project)
    if opposed(project, indexed.names):
        return None
    schedule = restore(stored.plan, project, indexed)
    if schedule is None:
        return None
    moved, rule = moves_as_integers(project, indexed, schedule)
    if any(rules.check(moved, rule, horizon=indexed.problem.horizon)):
        return None
    worth = value(indexed.problem, schedule) - indexed.owed
    same = is_plan_of(stored.plan, project) and worth == stored.plan.proof.value == stored.plan.headline.value
    return Beginning(stored, project, indexed, schedule, worth, same)


def best_beginning(stored: Iterable[Stored], project: Project) -> Beginning | None:
    """Of the stored plans that hold, the one that is worth the most; of equals the one that is of this input and in
    place, then the first."""
    found = [begun for one in stored if (begun := begin_with(one, project)) is not None]
    return max(found, key=lambda begun: (begun.worth, begun.in_place), default=None)


def in_its_problem(proof: Proof, begun: Beginning) -> Proof:
    """A proof in the money of the plan as one of its problem, which counts what is owed for promises too."""
    owed = begun.indexed.owed
    value_of, bound = (None if amount is None else amount + owed for amount in (proof.value, proof.bound))
    return replace(proof, value=value_of, bound=bound)
