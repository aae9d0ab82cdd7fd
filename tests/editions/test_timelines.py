"""The timeline in editions: of features for those who see work, of promises for those who see dates, and what one page
holds of many deals."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest

from roadmap.editions.lens import lens_for
from roadmap.editions.seen import see
from roadmap.operations.telling.render import DEALS_ON_A_PAGE, render
from roadmap.operations.telling.site import site
from roadmap.plans.document import Plan
from roadmap.views.chart.gate_chart import GateChart
from roadmap.views.editions.edition_for import build_edition
from roadmap.views.editions.site.edition_register import edition_register
from roadmap.views.editions.site.gate_timeline import GateGrouping, gate_charts
from tests.editions.canaries import base_plan
from tests.sample_plan import empty_plan, sample_plan


def charts(plan: Plan) -> dict[GateGrouping, GateChart]:
    lens = lens_for(plan, "sales")
    return dict(gate_charts(edition_register(see(plan, lens), lens, {})))


def many(count: int) -> Plan:
    """The sample plan with so many deals more, one gate each, the first on 1 June 2026 and a day later each."""
    plan = sample_plan()
    first, since = plan.deals[0], date(2026, 6, 1)
    deals = [
        first.model_copy(
            update={
                "id": f"d{n}", "name": f"deal {n}", "customer": f"customer {n:04}", "promises": [],
                "gates": [first.gates[0].model_copy(update={"day": since + timedelta(days=n)})],
            }
        )
        for n in range(count)
    ]  # fmt: skip
    return plan.model_copy(update={"deals": [*plan.deals, *deals]})


@pytest.mark.parametrize(("audience", "files"), [
    ("engineering", {"timeline", "timeline-by-release", "timeline-by-capability", "timeline-by-deal"}),
    ("executive", {"timeline", "timeline-by-release", "timeline-by-capability", "timeline-by-deal"}),
    ("sales", {"timeline", "timeline-by-segment", "timeline-by-release"}),
])  # fmt: skip
def test_the_site_of_an_edition_draws_the_timeline_in_each_grouping(audience: str, files: set[str]) -> None:
    pages = dict(site(base_plan(), audience=audience).files())
    assert {name.removesuffix(".html") for name in pages if name.startswith("timeline")} == files
    for name in files:
        assert '<table class="chart sticky">' in pages[f"{name}.html"]
        assert 'href="timeline.html"' in pages["index.html"]
        assert 'rel="alternate"' not in pages[f"{name}.html"]  # what it shows has twins, the picture has none


def test_only_executives_read_on_the_timeline_what_deals_keep() -> None:
    audiences = ("executive", "engineering", "sales")
    pages = {audience: dict(site(base_plan(), audience=audience).files())["timeline.html"] for audience in audiences}
    heads = {audience: re.findall(r'<th scope="col"[^>]*>([^<]+)', page) for audience, page in pages.items()}
    assert heads["executive"] == ["Feature", "Release", "Deals", "Value kept", "Work", "Verified", "Slack to freeze"]
    assert heads["engineering"] == ["Feature", "Release", "Deals", "Work", "Verified", "Slack to freeze"]
    assert heads["sales"] == ["Customer", "Standing", "Next gate", "Promise"]


def test_a_gate_is_drawn_on_its_day_and_the_promise_on_the_day_that_is_promised() -> None:
    plan = sample_plan()
    rows = {row.deal: row for group in charts(plan)[GateGrouping.OWNER].groups for row in group.rows}
    for deal in plan.deals:
        promised = {promise.gate for promise in deal.promises}
        shapes = [mark.shape for mark in rows[deal.id].marks]
        after = {promise.gate for promise in deal.promises if promise.day > plan.horizon}  # the end of the scale
        assert (shapes.count("promise"), shapes.count("beyond")) == (len(promised - after), len(after))
        assert shapes.count("missed") == len({gate.gate for gate in deal.gates} - promised)
    gate = plan.deals[0].gates[0]
    whole = (date(2026, 6, 30) - date(2026, 1, 1)).days + 1  # the scale: January to June
    assert f"{100 * (gate.day - date(2026, 1, 1)).days / whole:.2f}%" in [mark.at for mark in rows["acme"].marks]


def test_rows_are_grouped_by_owner_segment_and_release_the_next_gate_first() -> None:
    plan = sample_plan()
    wanted = {
        GateGrouping.OWNER: {deal.id: deal.owner or "No owner" for deal in plan.deals},
        GateGrouping.RELEASE: {deal.id: deal.release or "No release" for deal in plan.deals},
    }
    found = charts(plan)
    by = {key: {row.deal: group.name for group in found[key].groups for row in group.rows} for key in wanted}
    assert by == wanted
    ordered = [
        row.deal for group in charts(many(3))[GateGrouping.OWNER].groups for row in group.rows if row.deal[0] == "d"
    ]
    assert [deal for deal in ordered if deal != "delta"] == ["d0", "d1", "d2"]


def test_a_page_of_many_deals_holds_those_whose_gates_come_first_and_says_so() -> None:
    plan = many(DEALS_ON_A_PAGE + 100)
    page = render(plan, audience="sales")
    assert len(page) < 500_000
    assert f"The {DEALS_ON_A_PAGE} deals are shown whose gates come first." in page
    assert f"The site of this edition holds all {DEALS_ON_A_PAGE + 104}." in page
    assert "customer 0001" in page
    assert f"customer {DEALS_ON_A_PAGE + 99:04}" not in page
    view = build_edition(plan, audience="sales", most=DEALS_ON_A_PAGE)
    owners = next(table for table in view.tables if table.key == "by-owner")
    assert sum(int(row[1].text) for row in owners.rows) == sum(deal.owner is not None for deal in plan.deals)


def test_a_page_of_few_deals_holds_all_of_them_and_no_table_of_owners() -> None:
    view = build_edition(sample_plan(), audience="sales", most=DEALS_ON_A_PAGE)
    assert next(table.key for table in view.tables) == "gates"
    assert view.tables[0].note == ""


@pytest.mark.parametrize("audience", ["sales", "engineering", "executive"])
def test_a_plan_with_nothing_to_draw_has_no_timeline_and_its_pages_are_written_all_the_same(audience: str) -> None:
    plan = sample_plan()
    bare = plan.model_copy(update={"deals": [deal.model_copy(update={"gates": []}) for deal in plan.deals]})
    for drawn, other in ((plan.model_copy(update={"features": []}), audience == "sales"), (empty_plan(), False)):
        files = dict(site(drawn, audience=audience).files())
        assert ("timeline.html" in files) is ("timeline.html" in files["index.html"]) is other
        assert render(drawn, audience=audience)
    assert ("timeline.html" in dict(site(bare, audience=audience).files())) is (audience != "sales")
