"""Slides: a plan as a presentation of shapes that can be edited."""

from __future__ import annotations

from roadmap.operations.sources.called import deal_called
from roadmap.operations.sources.chances import chances_beside
from roadmap.operations.sources.stored_plans import PlanSource, find_plan
from roadmap.outputs.editions.slides import write_slides
from roadmap.policy.editions import Audience
from roadmap.views.editions.slides import build_slides


def slides(
    plan: PlanSource,
    *,
    audience: Audience | str = Audience.INTERNAL,
    deal: str | None = None,
    owner: str | None = None,
) -> bytes:
    """Turn a plan into slides (PPTX): one for the quarter, one for each segment, one for each team, one of changes, as
    far as the audience may see them; the internal ones are those of executives. What `roadmap simulate` keeps beside
    the plan is on those of executives and of sales.

    UsageFault for an audience, deal or owner that is not there, and where python-pptx, the extra `pptx`, is missing.
    """
    found = find_plan(plan)
    chances = chances_beside(found)
    called = None if deal is None else deal_called(found.plan, deal)
    return write_slides(build_slides(found.plan, audience=audience, deal=called, owner=owner, chances=chances))
