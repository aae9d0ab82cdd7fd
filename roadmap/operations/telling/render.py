"""Rendering: a plan as one HTML page."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from requirements.language import _, enumerated
from roadmap.errors import UsageFault
from roadmap.operations.sources.called import deal_called
from roadmap.operations.sources.chances import chances_beside
from roadmap.operations.sources.earlier import known_before
from roadmap.operations.sources.stored_plans import PlanSource, find_plan, plan_of
from roadmap.outputs.editions.edition_page import render_edition
from roadmap.outputs.editions.own_templates import OwnTemplates, render_own
from roadmap.outputs.html import render_page
from roadmap.policy.editions import Audience
from roadmap.views.chart.grouping import Grouping
from roadmap.views.editions.edition_for import build_edition
from roadmap.views.roadmap.roadmap_page import PageView, build_page

DEALS_ON_A_PAGE = 300
"""Deals that the page of sales holds; its site holds all of them."""


def render(
    plan: PlanSource,
    *,
    audience: Audience | str = Audience.INTERNAL,
    deal: str | None = None,
    owner: str | None = None,
    quarter: str | None = None,
    since: PlanSource | None = None,
    by: Grouping | str | None = None,
    where: Mapping[str, str] | None = None,
    templates: Path | str | None = None,
) -> str:
    """Turn a plan into one HTML page that opens offline, prints, and needs no script.

    The page of the internal audience begins with the two-minute page and holds customer names and values; what
    `roadmap simulate` keeps beside the plan is on it. `quarter` is the one it goes into, such as "2026Q3" (None: the
    coming one), `since` the plan that its readers know (None: the published plan beside this one, or the plan that it
    replaced, if there is one), `by` how its timeline is grouped: team (None), release, capability or deal. Every other
    audience gets an edition that holds what it may see alone: a customer that of one `deal`, sales that of one `owner`
    or of everybody. Deals and capabilities of the internal page are those of deals that say in their own fields what
    `where` wants ({"Region": "North"}). `templates` is a folder of templates of your own. UsageFault for a quarter that
    the plan does not reach, and for what is not there; InputFault for templates that cannot be used.
    """
    found, wanted = find_plan(plan), tuple((where or {}).items())
    if audience == Audience.INTERNAL:
        if deal is not None or owner is not None:
            raise UsageFault(_("The internal page covers all deals: add --audience customer or --audience sales."))
        before = known_before(found) if since is None else plan_of(since)
        sure, group = chances_beside(found), _grouping(by)
        page = build_page(found.plan, quarter=quarter, before=before, chances=sure, by=group, where=wanted)
        return _on_page(page, templates)
    if quarter is not None or since is not None or by is not None:
        raise UsageFault(_("--quarter, --since and --by are for the internal page: leave them out."))
    if wanted:
        raise UsageFault(_("--where is for the internal page: leave it out."))
    sure, called = chances_beside(found), None if deal is None else deal_called(found.plan, deal)
    view = build_edition(found.plan, audience=audience, deal=called, owner=owner, chances=sure, most=DEALS_ON_A_PAGE)
    return render_edition(view) if templates is None else render_own(view, Path(templates))


def _on_page(page: PageView, templates: Path | str | None) -> str:
    if templates is None:
        return render_page(page)
    with OwnTemplates(Path(templates)) as own:
        return render_page(page, source=own, extra=own.extra)


def _grouping(by: Grouping | str | None) -> Grouping:
    try:
        return Grouping.TEAM if by is None else Grouping(by)
    except ValueError:
        names = enumerated(Grouping)
        raise UsageFault(
            _("The timeline is not grouped by {name}. There are: {names}.").format(name=by, names=names)
        ) from None
