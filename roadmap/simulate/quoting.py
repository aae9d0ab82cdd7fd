"""A first quote, without a search: the new deal inserted beside everything in the present plan, and put before it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from requirements.deal import Deal as DealInput
from requirements.deal import gates_ahead
from requirements.errors import RoadmapError
from requirements.gate import Gate, Importance
from requirements.language import _
from roadmap.audit import broken_rules, value
from roadmap.audit.coverage import serve, shipped
from roadmap.audit.value import cut_releases
from roadmap.folder.project import Project
from roadmap.indexing import Indexed, index_project
from roadmap.indexing.demand import needed_maturity, providers, ready_alternative
from roadmap.plan.deals import DealLine
from roadmap.plan.document import Plan
from roadmap.planner.deal_lines import deal_lines
from roadmap.planner.draft import Draft
from roadmap.planner.moves import with_moves_of
from roadmap.planner.replan import difference
from roadmap.planner.restore import wishes_of
from roadmap.problem import Deal, Problem
from roadmap.schedule import Schedule
from roadmap.simulate.quote import Displaced, GateQuote, Quote, Taken
from roadmap.simulate.side_by_side import ValueDifference, moved_promises
from roadmap.solver.admission import Admission, kept, on_time
from roadmap.solver.inside import improve
from roadmap.solver.restart import Restarter, restart, wish_of

MOMENT = 0.4
"""Seconds in which the first plan with the deal is improved, without the solver."""


@dataclass(frozen=True, slots=True)
class Present:
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
        return self.indexed.names.deals.index(self.deal)

    @property
    def stated(self) -> DealInput:
        """The new deal as its file says it."""
        return self.project.market.deals[self.deal]

    def wanted(self, gate: Gate) -> tuple[tuple[int, ...], ...]:
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


def present_plan(project: Project, deal: str, plan: Plan, *, digest: str) -> Present:
    """The present plan beside a new deal of the project; `digest` is that of the project if the plan was made from the
    folder as it is now.

    Where the folder has changed since, what still holds of the plan is the present plan. Raises RoadmapError for a deal
    that is closed, and where what is pinned now finds no place beside the plan.
    """
    if deal not in project.market.open_deals():
        raise RoadmapError(_("the deal {deal} is closed: there is nothing to promise.").format(deal=deal))
    project = with_moves_of(project, plan)
    indexed = index_project(project)
    position = indexed.names.deals.index(deal)
    out = _with_deal(indexed.problem, position, replace(indexed.problem.deals[position], served=False))
    fresh = project.digest == digest and plan.as_of == project.as_of
    again = Restarter(out)
    schedule = again.restart(wishes_of(plan, project, indexed), further=not fresh)
    if schedule is None or broken_rules(out, schedule):
        raise RoadmapError(_("the plan does not hold any more; `roadmap plan` makes it again."))
    bound = plan.proof.bound if fresh and project.baseline is None else None
    return Present(project, deal, indexed, out, schedule, bound, again, fresh)


def _with_deal(problem: Problem, position: int, deal: Deal) -> Problem:
    deals = list(problem.deals)
    deals[position] = deal
    return replace(problem, deals=tuple(deals))


def first_quote(present: Present, *, plan: str) -> Quote:
    """The first answer, in a second or two: the deal inserted beside everything else, and put before it."""
    gates = gates_ahead(present.stated)
    wanted = {gate: present.wanted(gate) for gate in gates}
    admission = Admission(present.out, present.schedule, [features for need in wanted.values() for features in need])
    keeps, schedule = kept_deals(present), None
    last = wanted[gates[-1]] if gates else ()
    if cannot_be(present, last, admission):
        taken = impossible("no")
    else:
        schedule = begun(present)
        taken = impossible("open") if schedule is None else taken_by(present, schedule, bound=None)
    lines = [_first_gate(present, gate, wanted[gate], admission) for gate in gates]
    return Quote(
        deal=present.deal,
        name=present.stated.name,
        currency=present.project.header.currency,
        plan=plan,
        keeps="promises" if present.indexed.promises else "deals",
        kept=len(keeps),
        gates=lines if schedule is None else [sooner_by(present, line, schedule) for line in lines],
        taken=taken,
        seconds=0,
    )


def kept_deals(present: Present) -> list[int]:
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


def _first_gate(present: Present, gate: Gate, wanted: tuple[tuple[int, ...], ...], admission: Admission) -> GateQuote:
    if not wanted:
        today = present.project.calendar.next_working(present.project.as_of) or present.project.as_of
        return _gate_quote(present, gate, None, today, not_before=today)
    first = admission.not_before(wanted)
    found = admission.earliest(wanted)
    return _gate_quote(
        present,
        gate,
        None if found is None else found.release,
        None if found is None else present.day(found.release),
        not_before=present.day(first) if first < len(present.out.releases) else None,
    )


def _gate_quote(
    present: Present, gate: Gate, release: int | None, earliest: date | None, *, not_before: date | None
) -> GateQuote:
    wished, calendar, origin = present.stated.gates[gate], present.project.calendar, present.indexed.names.origin
    return GateQuote(
        gate=gate,
        wished=wished,
        earliest=earliest,
        release=None if release is None else present.indexed.names.releases[release],
        not_before=not_before,
        slack=None if earliest is None else calendar.limit(wished, origin) - calendar.limit(earliest, origin),
    )


def pinned(present: Present) -> Problem:
    """The question with the new deal pinned to have every need in time."""
    deal = present.indexed.problem.deals[present.position]
    return _with_deal(present.indexed.problem, present.position, on_time(deal))


def cannot_be(present: Present, wanted: tuple[tuple[int, ...], ...], admission: Admission) -> bool:
    """Whether some need cannot be met by its wished day though everybody worked for it alone."""
    releases = present.out.releases
    levels = pinned(present).deals[present.position].levels
    limits = {demand.features: demand.latest for level in levels for demand in level.demands}
    firsts = ((admission.not_before([features]), features) for features in wanted)
    return any(first == len(releases) or releases[first].ship > limits[features] for first, features in firsts)


def begun(present: Present) -> Schedule | None:
    """A plan with the deal at its wished days that is near to the present one; None if none was found this way."""
    problem = pinned(present)
    schedule = restart(problem, [wish_of(placement) for placement in present.schedule.placements])
    if schedule is None or broken_rules(problem, schedule):
        return None
    better = improve(problem, schedule, seconds=MOMENT)
    return schedule if broken_rules(problem, better) else better


def sooner_by(present: Present, line: GateQuote, schedule: Schedule) -> GateQuote:
    """The gate as a schedule has it, where that is sooner and harms nothing that is to be kept."""
    wanted = present.wanted(line.gate)
    harmless = kept(present.out, present.schedule, kept_deals(present))
    landings = [None if placement is None else placement.release for placement in schedule.placements]
    there = [min((r for f in features if (r := landings[f]) is not None), default=None) for features in wanted]
    if not there or None in there or broken_rules(harmless, schedule):
        return line
    release = max(release for release in there if release is not None)
    day = present.day(release)
    if line.earliest is not None and line.earliest <= day:
        return line
    return _gate_quote(present, line.gate, release, day, not_before=line.not_before)


def impossible(possible: Literal["no", "open"]) -> Taken:
    """The answer where there is no plan with the deal at its wished days, or none was found."""
    return Taken(possible=possible, earns=0, difference=None, displaced=[], features=[], releases=[])


def taken_by(present: Present, schedule: Schedule, *, bound: int | None) -> Taken:
    """What a plan with the deal at its wished days comes to beside the present one; `bound` is that of such plans.

    Whatever else was found with it is taken to be possible without it too, where that holds.
    """
    problem = pinned(present)
    worth, before = value(problem, schedule), without(present, schedule)
    own = serve(problem.deals[present.position], shipped(problem, schedule)).earned
    old, new = _lines(present, present.schedule), _lines(present, schedule)
    less = [key for key in old if key in new and new[key].kept < old[key].kept and key != present.deal]
    names = present.indexed.names
    pairs = zip(names.features, present.schedule.placements, schedule.placements, strict=False)
    cut = set(cut_releases(problem, schedule)) - set(cut_releases(present.out, present.schedule))
    return Taken(
        possible="yes",
        earns=own,
        difference=_difference(worth, bound, before, present),
        displaced=[
            Displaced(
                deal=key,
                before=old[key].kept,
                after=new[key].kept,
                moved=moved_promises(old[key], new[key]),
            )
            for key in sorted(less, key=lambda key: new[key].kept - old[key].kept)
        ],
        features=[key for key, was, now in pairs if was is None and now is not None],
        releases=[names.releases[release] for release in sorted(cut)],
    )


def without(present: Present, schedule: Schedule) -> int:
    """The most that is known to be possible without the deal: by the present plan, or by what else was found."""
    found = [present.schedule]
    for known in (present.schedule, schedule):
        again = present.again.restart([wish_of(placement) for placement in known.placements])
        if again is not None and not broken_rules(present.out, again):
            found.append(again)
    return max(value(present.out, known) for known in found)


def _lines(present: Present, schedule: Schedule) -> dict[str, DealLine]:
    return {line.id: line for line in deal_lines(Draft(present.project, present.indexed, schedule))}


def _difference(worth: int, bound: int | None, before: int, present: Present) -> ValueDifference:
    """With the promises' prices in all of them, which cancel."""
    known = None if present.bound is None else present.bound + present.indexed.owed
    found = difference((worth, bound), (before, known))
    verdict: Literal["proved", "certain", "open"] = "open"
    if found.certain:
        verdict = "proved" if found.proved else "certain"
    return ValueDifference(found=found.found, least=found.least, most=found.most, verdict=verdict)
