"""Rendering: a plan as one HTML page."""

from __future__ import annotations

from requirements.language import _
from roadmap.errors import UsageFault
from roadmap.operations.sources.plans import PlanSource, plan_of
from roadmap.outputs.editions.page import render_edition
from roadmap.outputs.html import render_page
from roadmap.policy.editions import Audience
from roadmap.views.editions.build import build_edition
from roadmap.views.roadmap.page import build_page


def render(
    plan: PlanSource,
    *,
    audience: Audience | str = Audience.INTERNAL,
    deal: str | None = None,
    owner: str | None = None,
    quarter: str | None = None,
) -> str:
    """Turn a plan into one HTML page that opens offline, prints, and needs no script.

    The page of the internal audience holds customer names and values; `quarter` is the one it goes into, such as
    "2026Q3" (None: the coming one). Every other audience gets an edition that holds what it may see alone: a customer
    that of one `deal`, sales that of one `owner` or of everybody. UsageFault for a quarter that the plan does not
    reach, and for an audience, deal or owner that is not there.
    """
    found = plan_of(plan)
    if audience == Audience.INTERNAL:
        if deal is not None or owner is not None:
            raise UsageFault(_("The internal page covers all deals: add --audience customer or --audience sales."))
        return render_page(build_page(found, quarter=quarter))
    if quarter is not None:
        raise UsageFault(_("--quarter is for the internal page: leave it out."))
    return render_edition(build_edition(found, audience=audience, deal=deal, owner=owner))
