"""The present plan beside a new deal: what a quote begins from."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from requirements.deal import Deal as DealInput
from requirements.deal import gates_ahead
from requirements.errors import RoadmapError
from requirements.gate import Gate, Importance
from requirements.language import _
from roadmap.audit import broken_rules
from roadmap.audit.coverage import serve, shipped
from roadmap.folder.project import Project
from roadmap.indexing import Indexed, index_project
from roadmap.indexing.deals.demand import needed_maturity, providers, ready_alternative
from roadmap.planner.draft import Draft
from roadmap.planner.moves.chosen import with_moves_of
from roadmap.planner.stored.restore import wishes_of
from roadmap.plans.document import Plan
from roadmap.problem import Deal, Problem
from roadmap.schedule import Schedule
from roadmap.solver.construct.admission import on_time
from roadmap.solver.construct.restart import Restarter

Wanted = tuple[tuple[int, ...], ...]
"""For each need the features of which one is enough."""


@dataclass(frozen=True, slots=True)
class PresentWithDeal:
    """The present plan in the project that has the new deal too: `out` is the problem with the deal pinned out,
    `schedule` the present plan in it, `bound` what no plan without the deal exceeds (None: not known)."""

    project: Project
    deal: str
    indexed: Indexed
    out: Problem
    schedule: Schedule
    bound: int | None
    again: Restarter
    """Begins again in `out`."""
    fresh: bool
    """Whether the plan was made from the folder as it is now."""

    @property
    def position(self) -> int:
        """The position of the new deal."""
        return self.indexed.names.deal_position(self.deal)

    @property
    def stated(self) -> DealInput:
        """The new deal as its file says it."""
        return self.project.market.deals[self.deal]

    @property
    def cases(self) -> Wanted:
        """The support work that the new deal brings, as a need that this one feature meets; empty if it brings none.

        It is to be done around the wished gates, on whatever day the deal is promised, as for a deal that is late.
        """
        names = self.indexed.names
        if self.deal not in names.support:
            return ()
        return ((len(names.features) + names.support.index(self.deal),),)

    def wanted(self, gate: Gate) -> Wanted:
        """For each need that the deal cannot do without by a gate, and that is not there yet, the features that meet
        it."""
        positions = {key: position for position, key in enumerate(self.indexed.names.features)}
        found: dict[tuple[int, ...], None] = {}
        for earlier in gates_ahead(self.stated):
            for need in self.stated.needs.get(earlier, []) if earlier.rank <= gate.rank else []:
                if need.importance is Importance.BREAKER and ready_alternative(need, earlier, self.project) is None:
                    maturity = needed_maturity(need, earlier, self.project)
                    able = {f for c in need.any_of for f in providers(self.project, c, maturity) if f in positions}
                    found[tuple(sorted(positions[key] for key in able))] = None
        return tuple(found)

    def day(self, release: int) -> date:
        """The day on which the customer can use what lands in a release."""
        names = self.indexed.names
        ship = Draft(self.project, self.indexed, self.schedule).ship_day(names.releases[release])
        return self.project.calendar.add(ship, self.project.market.lead_time(self.stated))


def present_plan(project: Project, deal: str, plan: Plan, *, digest: str) -> PresentWithDeal:
    """The present plan beside a new deal of the project; `digest` is that of the project if the plan was made from the
    folder as it is now.

    Where the folder has changed since, what still holds of the plan is the present plan. Raises RoadmapError for a deal
    that is closed, and where what is pinned now finds no place beside the plan.
    """
    if deal not in project.market.open_deals():
        raise RoadmapError(_("the deal {deal} is closed, so nothing can be promised to it.").format(deal=deal))
    project = with_moves_of(project, plan)
    indexed = index_project(project)
    position = indexed.names.deal_position(deal)
    out = with_deal(indexed.problem, position, replace(indexed.problem.deals[position], served=False))
    fresh = project.digest == digest and plan.as_of == project.as_of
    again = Restarter(out)
    schedule = again.restart(wishes_of(plan, project, indexed), further=not fresh)
    if schedule is None or broken_rules(out, schedule):
        raise RoadmapError(_("the plan is no longer valid for this folder. Run `roadmap plan` again."))
    bound = plan.proof.bound if fresh and project.baseline is None else None
    return PresentWithDeal(project, deal, indexed, out, schedule, bound, again, fresh)


def with_deal(problem: Problem, position: int, deal: Deal) -> Problem:
    """The same question with another deal at a position."""
    deals = list(problem.deals)
    deals[position] = deal
    return replace(problem, deals=tuple(deals))


def kept_deals(present: PresentWithDeal) -> list[int]:
    """The positions of what an earliest day must not harm: published promises that the present plan keeps, or where
    nothing is published the deals in hand that it serves."""
    problem, schedule = present.out, present.schedule
    ships = shipped(problem, schedule)
    served = [serve(deal, ships).levels for deal in problem.deals]
    first = len(present.indexed.names.deals)
    if present.indexed.promises:
        return [n for n in range(first, len(served)) if served[n]]
    to_find = present.project.market.placeholders
    names = present.indexed.names.deals
    return [n for n in range(first) if served[n] and n != present.position and names[n] not in to_find]


def pinned(present: PresentWithDeal) -> Problem:
    """The question with the new deal pinned to have every need in time."""
    deal = present.indexed.problem.deals[present.position]
    return with_deal(present.indexed.problem, present.position, on_time(deal))
