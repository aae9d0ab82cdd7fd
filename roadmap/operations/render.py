"""Rendering: a plan as one HTML page."""

from __future__ import annotations

from roadmap.operations.sources.plans import PlanSource, plan_of
from roadmap.outputs.html import render_page
from roadmap.views.roadmap.page import build_page


def render(plan: PlanSource, *, quarter: str | None = None) -> str:
    """Turn a plan into one HTML page that opens offline, prints, and needs no script.

    `quarter` is the one to go into, such as "2026Q3"; None: the coming one. UsageFault for a quarter that the plan does
    not reach. The page holds customer names and values: it is for colleagues.
    """
    return render_page(build_page(plan_of(plan), quarter=quarter))
