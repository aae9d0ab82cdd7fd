"""The workload of support: the people that the support cases of a plan take, month by month."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from roadmap.operations.sources.stored_plans import PlanSource, plan_of
from roadmap.outputs.delivery import render_delivery
from roadmap.plans.document import Plan
from roadmap.views.delivery.delivery_page import DeliveryView, build_delivery
from roadmap.views.delivery.delivery_record import delivery_record
from roadmap.views.delivery.figures import Figures, figures_of


@dataclass(frozen=True, slots=True)
class Workload:
    """What the support cases of a plan take: `figures` as numbers, `view` as people read them."""

    plan: Plan
    figures: Figures
    view: DeliveryView

    def record(self) -> dict[str, Any]:
        """The figures as plain values; people, cases and person-days are rounded to two places."""
        return delivery_record(self.plan, self.figures)

    def page(self) -> str:
        """The figures as one HTML page. It names customers: it is for colleagues."""
        return render_delivery(self.view)


def workload(plan: PlanSource) -> Workload:
    """Say which people the support cases of a plan take, month by month, and what is left uncovered."""
    known = plan_of(plan)
    return Workload(known, figures_of(known), build_delivery(known))
