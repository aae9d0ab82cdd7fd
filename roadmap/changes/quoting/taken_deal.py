"""A new deal taken at its wished days: a plan with it, and what that comes to beside the present one."""

from __future__ import annotations

import time
from typing import Literal

from roadmap.audit import broken_rules, value
from roadmap.audit.coverage import serve, shipped
from roadmap.audit.value import cut_releases
from roadmap.changes.present import PresentWithDeal, pinned
from roadmap.changes.quoting.quote import DisplacedDeal, TakenDeal
from roadmap.changes.scenarios.side_by_side import ValueDifference, moved_promises
from roadmap.planner.draft import Draft
from roadmap.planner.lines.deal_lines import deal_lines
from roadmap.planner.stored.replan import difference
from roadmap.plans.deals import DealLine
from roadmap.problem import Problem
from roadmap.schedule import Schedule
from roadmap.solver.construct.restart import Restarter
from roadmap.solver.process.inside import improve
from roadmap.tuning import TUNING


def begun(present: PresentWithDeal, until: float | None = None) -> Schedule | None:
    """A plan with the deal at its wished days that is near to the present one; None if none was found this way.

    Where somebody loses by it, it is improved for a moment, which ends at `until` on the monotonic clock.
    """
    problem = pinned(present)
    restarter = Restarter(problem)
    schedule = restarter.resume(present.schedule)
    if schedule is None or broken_rules(problem, schedule):
        return None
    seconds = TUNING.taken_moment if until is None else min(TUNING.taken_moment, until - time.monotonic())
    if seconds < TUNING.taken_shortest or not _harms(present, problem, schedule):
        return schedule
    better = improve(problem, schedule, seconds=seconds)
    return schedule if broken_rules(problem, better) else better


def _harms(present: PresentWithDeal, problem: Problem, schedule: Schedule) -> bool:
    """Whether some deal earns less by a schedule than it does in the present plan."""
    ships, before = shipped(problem, schedule), shipped(present.out, present.schedule)
    pairs = zip(problem.deals, present.out.deals, strict=True)
    return any(
        serve(deal, ships).earned < serve(known, before).earned
        for position, (deal, known) in enumerate(pairs)
        if position != present.position
    )


def impossible(possible: Literal["no", "open"]) -> TakenDeal:
    """The answer where there is no plan with the deal at its wished days, or none was found."""
    return TakenDeal(possible=possible, earns=0, difference=None, displaced=[], features=[], releases=[])


def taken_by(present: PresentWithDeal, schedule: Schedule, *, bound: int | None) -> TakenDeal:
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
    return TakenDeal(
        possible="yes",
        earns=own,
        difference=_difference(worth, bound, before, present),
        displaced=[
            DisplacedDeal(
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


def without(present: PresentWithDeal, schedule: Schedule) -> int:
    """The most that is known to be possible without the deal: by the present plan, or by what else was found."""
    found = [present.schedule]
    for known in (present.schedule, schedule):
        again = present.again.resume(known)
        if again is not None and not broken_rules(present.out, again):
            found.append(again)
    return max(value(present.out, known) for known in found)


def _lines(present: PresentWithDeal, schedule: Schedule) -> dict[str, DealLine]:
    return {line.id: line for line in deal_lines(Draft(present.project, present.indexed, schedule))}


def _difference(worth: int, bound: int | None, before: int, present: PresentWithDeal) -> ValueDifference:
    """With the promises' prices in all of them, which cancel."""
    known = None if present.bound is None else present.bound + present.indexed.owed
    found = difference((worth, bound), (before, known))
    verdict: Literal["proved", "certain", "open"] = "open"
    if found.certain:
        verdict = "proved" if found.proved else "certain"
    return ValueDifference(found=found.found, least=found.least, most=found.most, verdict=verdict)
