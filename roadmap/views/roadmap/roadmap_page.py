"""The HTML roadmap of a plan, as a value."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from requirements.language import _, enumerated, language, ngettext
from roadmap.futures.chances import Chances
from roadmap.plans.document import Plan
from roadmap.views.addresses import PageAddresses
from roadmap.views.chart.feature_chart import ChartView, build_chart
from roadmap.views.chart.grouping import Grouping
from roadmap.views.delivery.delivery_page import DeliveryView, build_delivery
from roadmap.views.formats import long_day, long_span
from roadmap.views.futures.chances_page import HowSureView, build_how_sure
from roadmap.views.lookup import look_up
from roadmap.views.market.funnel import FunnelView, build_funnel
from roadmap.views.market.target_models import ModelsView, build_models
from roadmap.views.market.versions_in_field import VersionsView, build_versions
from roadmap.views.origin import made_from
from roadmap.views.own_fields import Wanted, told_where, with_fields
from roadmap.views.quarterly.commitments import QuarterView, build_quarter
from roadmap.views.roadmap.deals import DealsView, build_deals
from roadmap.views.roadmap.head.headline import HeadlineView, build_headline
from roadmap.views.roadmap.head.left_out import left_out_lines
from roadmap.views.roadmap.matrix import MatrixView, build_matrix
from roadmap.views.roadmap.promises import PromisesView, build_promises
from roadmap.views.roadmap.release_contents import ContentsView, build_contents
from roadmap.views.roadmap.sections import SectionLink, sections_of
from roadmap.views.roadmap.workload import LoadView, build_load
from roadmap.views.summary.summary_page import SummaryView, build_summary

MOST_ROWS = 140
"""Features in the timeline of the one page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageView:
    """A page for the internal audience: formatted text that may hold customer names, contract values and win
    probabilities, and says so in `notice`. It is no page for customers: that one will be another type."""

    audience: Literal["internal"] = "internal"
    notice: str
    language: str
    name: str
    as_of: str
    period: str
    currency: str
    remarks: tuple[str, ...]
    """That sums count thousands, where a contract value is no whole number of them; and of which deals the page tells
    alone."""
    provisional: str
    """A remark on years whose make-up working days are not published yet; empty if there are none."""
    left_out: tuple[str, ...]
    """What the input asks for and no plan can do, a sentence each."""
    safe_slack: str
    summary: SummaryView
    headline: HeadlineView
    quarter: QuarterView
    funnel: FunnelView | None
    """None for a plan without a forecast."""
    chart: ChartView
    deals: DealsView
    contents: ContentsView
    matrix: MatrixView
    load: LoadView
    delivery: DeliveryView
    promises: PromisesView | None
    versions: VersionsView
    models: ModelsView | None
    """None if no list of target models was agreed."""
    how_sure: HowSureView | None
    """None for a plan that was not simulated."""
    made_from: tuple[tuple[str, str], ...]
    """What the plan was made from: names and values."""

    @property
    def addresses(self) -> PageAddresses:
        """Where its links lead to: what stands on the page."""
        return PageAddresses(
            deals=frozenset(row.id for group in self.deals.groups for row in group.rows),
            releases=frozenset(card.id for card in self.contents.releases),
            features=frozenset(row.id for group in self.chart.groups for row in group.rows),
        )

    @property
    def sections(self) -> tuple[SectionLink, ...]:
        """What it has to tell, in the order in which people ask."""
        return tuple(sections_of(self))


def build_page(
    plan: Plan,
    *,
    quarter: str | None,
    before: Plan | None = None,
    chances: Chances | None = None,
    by: Grouping = Grouping.TEAM,
    where: Wanted = (),
) -> PageView:
    """Make the internal page of a plan, with a quarter such as "2026Q2" (None: the coming one); it tells what changed
    since `before`, the plan that its readers know. `chances` lie beside it, `by` says how its timeline is grouped, and
    `where` of which deals alone it tells. Raises QuarterFault for a quarter that the plan does not reach."""
    lookup, told = look_up(plan), with_fields(plan, where) if where else plan
    return PageView(
        notice=_("Internal. This page contains customer names, contract values and win probabilities."),
        language=language().replace("_", "-"),
        name=plan.name,
        as_of=long_day(plan.as_of),
        period=long_span(plan.start, plan.horizon),
        currency=plan.currency,
        remarks=tuple(_remarks(plan, where)),
        provisional=_provisional(plan),
        left_out=tuple(left_out_lines(plan)),
        safe_slack=ngettext("{n} working day", "{n} working days", plan.safe_slack).format(n=plan.safe_slack),
        summary=build_summary(plan, lookup, before),
        headline=build_headline(plan),
        quarter=build_quarter(plan, lookup, quarter),
        funnel=build_funnel(plan),
        chart=build_chart(plan, lookup, by=by, most=MOST_ROWS),
        deals=build_deals(told, lookup),
        contents=build_contents(plan, lookup),
        matrix=build_matrix(told, lookup),
        load=build_load(plan),
        delivery=build_delivery(plan),
        promises=build_promises(plan, lookup),
        versions=build_versions(plan, lookup),
        models=build_models(plan, lookup),
        how_sure=build_how_sure(plan, chances),
        made_from=made_from(plan),
    )


def _remarks(plan: Plan, where: Wanted) -> Iterator[str]:
    if where:
        told = _("The sections of deals and capabilities list only deals with {fields}. Sums are those of all deals.")
        yield told.format(fields=told_where(where))
    if any(not isinstance(deal.value, int) for deal in plan.deals):
        yield _("Contract values are exact. Sums and what deals keep are counted in thousands.")


def _provisional(plan: Plan) -> str:
    if not plan.provisional_years:
        return ""
    years = enumerated(str(year) for year in plan.provisional_years)
    return _("The working days of {years} are provisional. The make-up working days are not published yet.").format(
        years=years
    )
