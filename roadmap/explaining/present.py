"""The present plan, seen again as the schedule of the folder that it was made from."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from requirements.errors import RoadmapError
from requirements.language import _
from roadmap.audit import broken_rules, value
from roadmap.folder.project import Project
from roadmap.indexing import Indexed, index_project
from roadmap.planner.draft import Draft
from roadmap.planner.moves.chosen import with_moves_of
from roadmap.planner.stored.placed_as import placed_as
from roadmap.planner.stored.restore import restore, wishes_of
from roadmap.plans.deals import DealLine, DealStatus
from roadmap.plans.document import FeatureLine, Plan
from roadmap.schedule import Schedule
from roadmap.solver.windows import Windows, find_windows


@dataclass(frozen=True)
class Present:
    """A plan with its folder, its problem and its schedule. `value` and `bound` are in thousands of the currency; no
    plan is worth more than `bound` (None: not known)."""

    plan: Plan
    project: Project
    indexed: Indexed
    schedule: Schedule

    @property
    def value(self) -> int:
        """What the plan is worth."""
        return value(self.indexed.problem, self.schedule) - self.indexed.owed

    @property
    def bound(self) -> int | None:
        """What no plan is worth more than."""
        return self.plan.proof.bound

    @cached_property
    def draft(self) -> Draft:
        """The schedule seen through the names of the folder."""
        return Draft(self.project, self.indexed, self.schedule)

    @cached_property
    def windows(self) -> Windows:
        """What can happen when, whatever else is planned."""
        return find_windows(self.indexed.problem)

    @cached_property
    def deals(self) -> dict[str, DealLine]:
        """The deals of the plan by id."""
        return {line.id: line for line in self.plan.deals}

    @cached_property
    def features(self) -> dict[str, FeatureLine]:
        """The features that are built, by id."""
        return {line.id: line for line in self.plan.features}

    @cached_property
    def served(self) -> frozenset[str]:
        """The deals that are served."""
        return frozenset(key for key, line in self.deals.items() if line.status is not DealStatus.GIVEN_UP)

    def name(self, feature: int) -> str:
        """A feature of the problem by its id, or the support that a deal brings."""
        names = self.indexed.names
        if feature < len(names.features):
            return names.features[feature]
        return _("support of {deal}").format(deal=names.support[feature - len(names.features)])

    def deals_of(self, feature: int) -> tuple[str, ...]:
        """The served deals that count on a feature of the problem."""
        names = self.indexed.names
        if feature >= len(names.features):
            return (names.support[feature - len(names.features)],)
        line = self.features.get(names.features[feature])
        return () if line is None else tuple(line.deals)


def present_of(plan: Plan, project: Project) -> Present:
    """The plan on the folder it was made from. RoadmapError if its schedule cannot be read back from it."""
    project = with_moves_of(project, plan)
    indexed = index_project(project)
    schedule = placed_as(indexed.problem, wishes_of(plan, project, indexed))
    if schedule is None or broken_rules(indexed.problem, schedule):
        schedule = restore(plan, project, indexed)
    if schedule is None:
        raise RoadmapError(_("The plan does not match this folder. Plan the folder again with `roadmap plan`."))
    return Present(plan, project, indexed, schedule)
