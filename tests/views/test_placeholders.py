"""Placeholders on a page: drawn as what they are, never among the deals that somebody has, never promised."""

from __future__ import annotations

from roadmap.cli.text.summary import deal_counts, summary_lines
from roadmap.plans.deals import DealStatus
from roadmap.plans.document import Plan
from roadmap.views.chart.feature_chart import build_chart
from roadmap.views.lookup import in_hand, look_up
from roadmap.views.roadmap.deals import MOST_PLACEHOLDERS, build_deals
from roadmap.views.roadmap.head.headline import build_headline
from roadmap.views.roadmap.matrix import build_matrix
from roadmap.views.roadmap.release_contents import build_contents
from roadmap.views.roadmap.roadmap_page import build_page
from roadmap.views.sales_timeline import build_timeline
from tests.sample_deals import acme
from tests.sample_plan import sample_plan

TO_FIND = acme().model_copy(
    update={"id": "isv-placeholder-01", "customer": "–", "name": "ISV 01", "promises": [], "placeholder": True}
)


def plan_with(count: int = 1) -> Plan:
    """The sample plan with placeholders like its first deal, on which the last feature counts alone."""
    plan = sample_plan()
    found = [TO_FIND.model_copy(update={"id": f"isv-placeholder-{n:02d}"}) for n in range(1, count + 1)]
    ids = [line.id for line in found]
    api, triton, k8s = plan.features
    features = [
        api,
        triton.model_copy(update={"deals": [*triton.deals, *ids]}),
        k8s.model_copy(update={"deals": ids, "for_placeholders_only": True}),
    ]
    releases = [line.model_copy(update={"deals": [*line.deals, *ids]}) for line in plan.releases]
    to_come = {
        "placeholders": count,
        "placeholders_expected": 500 * count,
        "placeholders_kept": 400 * count,
        "placeholders_revenue": 400 * count,
    }
    return plan.model_copy(
        update={
            "deals": [*plan.deals, *found],
            "features": features,
            "releases": releases,
            "headline": plan.headline.model_copy(update=to_come),
        }
    )


def test_placeholders_are_not_among_the_deals_in_hand() -> None:
    assert [line.id for line in in_hand(plan_with())] == [line.id for line in sample_plan().deals]


def test_the_sales_timeline_and_the_quarter_leave_them_out() -> None:
    assert build_timeline(plan_with(3)) == build_timeline(sample_plan())
    assert (
        build_page(plan_with(3), quarter=None).quarter.groups == build_page(sample_plan(), quarter=None).quarter.groups
    )


def test_the_matrix_leaves_them_out() -> None:
    plan = plan_with(3)
    assert build_matrix(plan, look_up(plan)) == build_matrix(sample_plan(), look_up(sample_plan()))


def test_among_customers_they_are_named_with_their_mark() -> None:
    assert look_up(plan_with()).customer("isv-placeholder-01") == "◌ ISV 01"


def test_they_stand_last_among_the_deals_with_a_mark_and_a_word_of_their_own() -> None:
    plan = plan_with(2)
    groups = build_deals(plan, look_up(plan)).groups
    assert [group.badge.word for group in groups] == ["Given up", "Late", "At risk", "Secured", "To be found"]
    assert [(row.customer, row.name, row.to_come) for row in groups[-1].rows] == [("◌ To be found", "ISV 01", True)] * 2
    assert not any(row.to_come for group in groups[:-1] for row in group.rows)
    assert groups[-1].badge.symbol == "◌"


def test_one_that_stands_for_several_customers_says_so() -> None:
    plan = plan_with()
    several = plan.deals[-1].model_copy(update={"stands_for": 3})
    plan = plan.model_copy(update={"deals": [*plan.deals[:-1], several]})
    assert build_deals(plan, look_up(plan)).groups[-1].rows[0].name == "ISV 01, for 3 customers"


def test_very_many_are_not_listed_one_by_one() -> None:
    plan = plan_with(MOST_PLACEHOLDERS + 5)
    last = build_deals(plan, look_up(plan)).groups[-1]
    assert len(last.rows) == MOST_PLACEHOLDERS
    assert last.summary.endswith("5 more are not shown.")


def test_features_say_who_counts_on_them_and_which_only_placeholders_do() -> None:
    plan = plan_with(2)
    view = build_contents(plan, look_up(plan))
    rows = {row.name: (row.deals, row.remark) for card in view.releases for row in card.rows}
    assert rows["Triton backend"] == ("2 + 2 ◌", "")
    assert rows["K8s device plugin 设备插件"] == ("0 + 2 ◌", "adapted open source, ◌ for placeholders only")
    assert rows["Python API"] == ("2", "")


def test_a_release_names_the_deals_in_hand_and_counts_the_placeholders() -> None:
    plan = plan_with(2)
    second = build_contents(plan, look_up(plan)).releases[1]
    assert (second.id, second.needed_by, [link.id for link in second.deals]) == (
        "R2",
        "2 deals need this release",
        ["acme", "beijing"],
    )
    assert second.to_come == "◌ 2 placeholders (deals still to be found) also need this release."
    assert build_contents(sample_plan(), look_up(sample_plan())).releases[1].to_come == ""


def test_the_chart_marks_the_features_that_only_placeholders_need() -> None:
    plan = plan_with()
    chart = build_chart(plan, look_up(plan))
    assert {row.id: row.to_come for group in chart.groups for row in group.rows} == {
        "api": False,
        "triton": False,
        "k8s": True,
    }
    assert chart.to_come
    assert not build_chart(sample_plan(), look_up(sample_plan())).to_come


def test_the_headline_keeps_them_apart() -> None:
    plan = plan_with()
    before, after = build_headline(sample_plan()), build_headline(plan)
    assert after.statement == before.statement + " Deals still to be found would add CNY\u00a0400\u00a0k."
    assert [card.name for card in after.cards if card not in before.cards] == ["Placeholders"]
    assert (after.statuses, after.total) == (before.statuses, before.total)


def test_the_summary_counts_deals_in_hand_and_tells_what_placeholders_add() -> None:
    assert deal_counts(plan_with(3))[DealStatus.SECURED] == deal_counts(sample_plan())[DealStatus.SECURED]
    assert (
        "  placeholders  CNY\u00a01.2\u00a0M  (contract value 1.2\u00a0M; 3 deals that must still be found)"
        in summary_lines(plan_with(3))
    )
    assert not any("placeholders" in line for line in summary_lines(sample_plan()))
