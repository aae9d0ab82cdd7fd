"""The delivery pressure of the chip company: customers, cases, and the peak if nothing is planned."""

from __future__ import annotations

from functools import cache

import pytest

from roadmap.indexing import index_project
from roadmap.plans.document import Plan
from roadmap.views.delivery.figures import Figures, figures_of
from roadmap.views.delivery.pieces import LoadScenario, Placing
from tests.examples.shipped import example
from tests.planner.plans import plan_made


@cache
def idle_plan() -> Plan:
    """The plan in which nothing is built and nobody is served: what would come if nothing were planned."""
    project = example("chip-stack")
    return plan_made(project, *(None for _ in index_project(project).problem.features))


@cache
def figures() -> Figures:
    return figures_of(idle_plan())


@pytest.mark.slow
def test_over_80_customers_bring_200_cases_and_more() -> None:
    # 70 x 3 industry cases = 210 of ISV, 8 x 2 services and 5 x 2 sites: 236
    assert (figures().customers, figures().cases) == (83, 236)


def test_if_nothing_is_planned_the_peak_is_about_three_times_the_average() -> None:
    load = figures().outlook(Placing.UNPLANNED, LoadScenario.EVERYTHING).whole
    assert 2.8 <= load.ratio <= 3.3
    assert load.months[load.peak].month.month in range(3, 11)  # one of the eight productive months


def test_the_quiet_months_are_quiet() -> None:
    # January, February, November and December are a third of the year and take less than a tenth of the work.
    load = figures().outlook(Placing.UNPLANNED, LoadScenario.EVERYTHING).whole
    quiet = sum(month.person_days for month in load.months if month.month.month in (1, 2, 11, 12))
    assert quiet < load.person_days / 10


def test_the_target_models_and_versions_have_a_policy() -> None:
    plan = idle_plan()
    assert plan.target_models is not None
    assert (plan.target_models.share, plan.target_models.skills, plan.versions.most) == (0.7, ["models"], 4)
