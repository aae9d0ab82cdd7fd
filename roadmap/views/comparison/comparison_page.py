"""The page of a comparison: one digest, or all three for those who may see everything."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from requirements.language import _, language
from roadmap.comparing.comparison import Comparison
from roadmap.plans.document import Plan
from roadmap.views.comparison.compared_names import names_of
from roadmap.views.comparison.engineering_digest import EngineeringView, build_engineering
from roadmap.views.comparison.management_digest import ManagementView, build_management
from roadmap.views.comparison.sales_digest import SalesView, build_sales
from roadmap.views.formats import long_day


class Readers(StrEnum):
    """Who reads a comparison."""

    ALL = "all"
    SALES = "sales"
    ENGINEERING = "engineering"
    MANAGEMENT = "management"


@dataclass(frozen=True, slots=True)
class ComparisonView:
    """A page for one audience; digests that are not for it are None."""

    audience: Readers
    notice: str
    language: str
    name: str
    before: str
    after: str
    currency: str
    is_empty: bool
    management: ManagementView | None
    sales: SalesView | None
    engineering: EngineeringView | None
    made_from: tuple[tuple[str, str], ...]


def build_comparison(comparison: Comparison, before: Plan, after: Plan, *, audience: Readers) -> ComparisonView:
    """Make the digests that an audience may see."""
    names = names_of(before, after)
    wanted = {Readers.SALES, Readers.ENGINEERING, Readers.MANAGEMENT} if audience is Readers.ALL else {audience}
    return ComparisonView(
        audience=audience,
        notice=_notice(audience),
        language=language().replace("_", "-"),
        name=after.name,
        before=_side(before, after),
        after=_side(after, before),
        currency=after.currency,
        is_empty=comparison.is_empty,
        management=build_management(comparison, before, after, names) if Readers.MANAGEMENT in wanted else None,
        sales=build_sales(comparison, before, after, names) if Readers.SALES in wanted else None,
        engineering=build_engineering(comparison, before, after, names) if Readers.ENGINEERING in wanted else None,
        made_from=((_("Before"), before.made_from.digest[:12]), (_("After"), after.made_from.digest[:12])),
    )


def _side(plan: Plan, other: Plan) -> str:
    """A plan by its day; of two plans of one day each also by the first digits of its seal, which names no amount."""
    if plan.as_of != other.as_of:
        return _("plan of {day}").format(day=long_day(plan.as_of))
    seal = plan.made_from.digest if plan.verdict is None else plan.verdict.digest
    return _("plan of {day}, seal {digest}").format(day=long_day(plan.as_of), digest=seal[:7])


def _notice(audience: Readers) -> str:
    return {
        Readers.ALL: _("Internal. This page contains customer names, contract values and win probabilities."),
        Readers.MANAGEMENT: _("Internal. This page contains customer names, contract values and win probabilities."),
        Readers.SALES: _("Internal, for sales. This page contains customer names but no amounts."),
        Readers.ENGINEERING: _("Internal, for engineering. This page contains no customer names and no amounts."),
    }[audience]
