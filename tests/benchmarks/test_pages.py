from __future__ import annotations

from benchmarks.pages import measured, repeated
from roadmap.operations.telling.render import render
from roadmap.operations.telling.site import site
from roadmap.views.site.lists import ROWS_A_PAGE
from tests.sample_plan import sample_plan


def test_a_repeated_plan_has_so_many_deals_and_features_that_know_each_other() -> None:
    plan = repeated(sample_plan(), deals=10, features=7)
    assert len([deal for deal in plan.deals if not deal.placeholder]) == 10
    ids = {line.id for line in plan.features}
    assert len(ids) == len(plan.features)
    assert len(plan.features) + len(plan.unplanned) >= 7
    assert {need.feature for deal in plan.deals for need in deal.needs} - {None} <= ids
    assert {line.deal for line in plan.support} <= {deal.id for deal in plan.deals}


def test_pages_of_more_deals_than_a_page_lists_stay_light() -> None:
    plan = repeated(sample_plan(), deals=2 * ROWS_A_PAGE, features=30)
    _seconds, sizes = measured(lambda: dict(site(plan).files()))
    assert {"deals.html", "deals-2.html"} <= set(sizes)
    assert max(size for name, size in sizes.items() if name.endswith(".html")) < 300_000
    assert len(render(plan).encode()) < 1_000_000
