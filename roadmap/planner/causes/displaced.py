"""What a deal would displace: the plan again with the deal held in it, and else as near to what it was as possible."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from roadmap.audit import broken_rules, value
from roadmap.audit.coverage import serve, shipped
from roadmap.planner.causes.alone import in_time
from roadmap.planner.draft import Draft
from roadmap.problem import Problem
from roadmap.schedule import Schedule
from roadmap.solver.construct.restart import Restarter, wish_of


class Displaced(NamedTuple):
    """The deals that keep less in a plan with a deal, those that lose most first, and how much less it is worth."""

    deals: list[str]
    loses: int


def displaced_by(deal: int, draft: Draft) -> Displaced | None:
    """What serving a deal in time would displace in a plan that is worth the most; None where it finds no place this
    way, which proves nothing."""
    problem = draft.indexed.problem
    found = Restarter(_held(problem, deal)).restart([wish_of(placement) for placement in draft.schedule.placements])
    if found is None or broken_rules(problem, found):
        return None
    loses = value(problem, draft.schedule) - value(problem, found)
    kept = _kept(draft, draft.schedule)
    left = _kept(draft, found)
    names = draft.indexed.names.deals
    losers = [n for n in range(len(names)) if left[n] < kept[n]]
    losers.sort(key=lambda n: (left[n] - kept[n], n))
    return Displaced([names[n] for n in losers], loses) if losers and loses > 0 else None


def _held(problem: Problem, deal: int) -> Problem:
    """The problem in which a deal must be served, all that it needs in time."""
    deals = list(problem.deals)
    deals[deal] = replace(in_time(deals[deal]), served=True)
    return replace(problem, deals=tuple(deals))


def _kept(draft: Draft, schedule: Schedule) -> list[int]:
    ships = shipped(draft.indexed.problem, schedule)
    return [serve(deal, ships).earned for deal in draft.indexed.deals]
