"""The edition of a plan for an audience."""

from __future__ import annotations

from roadmap.editions.lens import lens_for
from roadmap.errors import UsageFault
from roadmap.futures.chances import Chances
from roadmap.plans.document import Plan
from roadmap.policy.editions import Audience
from roadmap.views.editions.customer import build_customer
from roadmap.views.editions.edition import EditionView
from roadmap.views.editions.engineering import build_engineering
from roadmap.views.editions.executive import build_executive
from roadmap.views.editions.sales import build_sales


def build_edition(
    plan: Plan,
    *,
    audience: Audience | str,
    deal: str | None = None,
    owner: str | None = None,
    chances: Chances | None = None,
) -> EditionView:
    """Make the edition of a plan for an audience other than the internal one.

    `chances` are what lies beside the plan: sales sees of them how sure the gates of its deals are, executives the
    curve of revenue, and the others nothing.

    UsageFault for an audience, deal or owner that is not there, and for the internal audience, whose page is another.
    """
    lens = lens_for(plan, audience, deal=deal, owner=owner)
    if lens.audience is Audience.CUSTOMER:
        return build_customer(plan, lens)
    if lens.audience is Audience.SALES:
        return build_sales(plan, lens, owner=owner, chances=chances)
    if lens.audience is Audience.ENGINEERING:
        return build_engineering(plan, lens)
    if lens.audience is Audience.EXECUTIVE:
        return build_executive(plan, lens, chances=chances)
    raise UsageFault("the internal audience has the whole page")
