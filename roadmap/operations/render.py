"""Rendering: a plan as one HTML page."""

from __future__ import annotations

from roadmap.operations.sources.earlier import known_before
from roadmap.operations.sources.plans import PlanSource, find_plan, plan_of
from roadmap.outputs.html import render_page
from roadmap.views.roadmap.page import build_page


def render(plan: PlanSource, *, quarter: str | None = None, since: PlanSource | None = None) -> str:
    """Turn a plan into one HTML page that opens offline, prints, and needs no script.

    It begins with the two-minute page. `quarter` is the one to go into, such as "2026Q3"; None: the coming one.
    UsageFault for a quarter that the plan does not reach. `since` is the plan that its readers know; None: the
    published plan beside this one, or the plan that it replaced, if there is one. The page holds customer names and
    values: it is for colleagues.
    """
    found = find_plan(plan)
    before = known_before(found) if since is None else plan_of(since)
    return render_page(build_page(found.plan, quarter=quarter, before=before))
