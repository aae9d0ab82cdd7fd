"""The words of the load page."""

from __future__ import annotations

from datetime import date

from roadmap.plans.deals import DealStatus
from roadmap.plans.document import Plan
from roadmap.views.delivery.delivery_answers import MOST_BREACHES
from roadmap.views.delivery.delivery_page import DeliveryView, build_delivery
from roadmap.views.delivery.written_amounts import count, people, times
from tests.sample_plan import empty_plan, sample_plan
from tests.sample_year import whole_year


def plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def view(plan: Plan) -> DeliveryView:
    return build_delivery(plan)


def placeholder(plan: Plan, key: str) -> Plan:
    deals = [deal.model_copy(update={"placeholder": deal.id == key}) for deal in plan.deals]
    return plan.model_copy(update={"deals": deals})


def test_the_statement_compares_the_peak_with_and_without_a_plan() -> None:
    # Unplanned, May has 10 of 21 days: 0.48 people; on average 20 / 107 = 0.19. Of the 15 days that are served, May has
    # 10: 0.48 by 0.14 = 3.4; as planned February has 5 of 20: 0.25 by 0.14 = 1.8.
    assert plain(view(sample_plan()).statement).endswith(
        "The plan has 4 open deals. Open deals bring 4 support cases. Without planning, May takes 0.5 people: "
        "2.5 × the average of 0.2. The plan has people for 3 cases. It reduces their peak "
        "from 0.5 people (3.4 × the average) to 0.2 people (1.8 ×)."
    )


def test_cases_of_deals_that_nobody_has_are_said_apart() -> None:
    made = view(placeholder(sample_plan(), "acme"))
    assert "Deals still to be found would bring 1 more." in made.statement
    assert [row.name for row in made.scenarios][3] == "Every deal won, every placeholder found"
    assert made.tables[-1].title == "Every deal won, every placeholder found, with the plan"


def test_without_placeholders_nothing_is_said_of_them() -> None:
    plan = sample_plan()
    made = view(plan.model_copy(update={"deals": [deal for deal in plan.deals if not deal.placeholder]}))
    assert "still to be found" not in made.statement
    assert [row.name for row in made.scenarios] == [
        "Confirmed",
        "Weighted by win probability",
        "Every deal won",
        "Served by the plan",
    ]


def test_a_plan_that_serves_nobody_says_so() -> None:
    plan = sample_plan()
    deals = [deal.model_copy(update={"status": DealStatus.GIVEN_UP}) for deal in plan.deals]
    support = [line.model_copy(update={"first": None, "last": None, "people": []}) for line in plan.support]
    made = view(plan.model_copy(update={"deals": deals, "support": support}))
    assert made.statement.endswith("The plan serves none of these deals.")


def test_a_plan_without_cases_has_no_chart_and_no_tables() -> None:
    made = view(empty_plan())
    assert (made.columns, made.scenarios, made.main_tables, made.tables, made.peaks) == (None, (), (), (), ())
    assert (made.gaps, made.seconds, made.answers) == ((), (), ())


def test_scenarios_name_peak_ratio_and_what_is_uncovered() -> None:
    (row,) = [row for row in view(sample_plan()).scenarios if row.name == "Every deal won"]
    shown = [plain(text) for text in (row.cases, row.person_days, row.unplanned, row.unplanned_ratio)]
    assert shown == ["4", "20", "0.5, May", "2.5 ×"]
    # If nothing is planned, the AE is short of 5 in May as well; Delta's 2 in June are left either way.
    assert (row.uncovered_before, row.uncovered) == ("7", "2")


def test_the_peak_of_a_row_has_a_sign_and_its_deals() -> None:
    made = view(sample_plan())
    whole = made.main_tables[0].whole
    assert [cell.sign for cell in whole.cells] == ["", "", "", "▲", ""]
    assert [(row.skill, row.month, row.deals) for row in made.peaks] == [
        ("All skills", "Feb\N{NO-BREAK SPACE}2026", "Acme Vision (5)"),
        ("ae", "May\N{NO-BREAK SPACE}2026", "北京云鉴科技股份有限公司 (5)"),
        ("fae", "Feb\N{NO-BREAK SPACE}2026", "Acme Vision (5)"),
    ]


def test_the_chart_stands_on_its_base_and_labels_its_peaks() -> None:
    chart = view(sample_plan()).columns
    assert chart is not None
    for column in chart.columns:
        if column.kind != "given-up":
            assert float(column.y) + float(column.height) == float(chart.base)
    assert [(column.kind, column.label) for column in chart.columns if column.label] == [
        ("planned", "0.2"),
        ("unplanned", "0.5"),
    ]
    assert [column.title for column in chart.columns if column.kind == "given-up"] == ["Jun: 0.2"]


def test_rules_name_what_breaks_them_and_how_much_more() -> None:
    plan = whole_year()
    september = date(2026, 9, 7)
    many = [plan.support[-1].model_copy(update={"deal": f"d{n}"}) for n in range(MOST_BREACHES + 2)]
    deals = [plan.deals[2].model_copy(update={"id": f"d{n}", "customer": f"C{n}"}) for n in range(MOST_BREACHES + 2)]
    work = [item.model_copy(update={"first": september, "last": september}) for item in plan.features[2].work[:1]]
    k8s = plan.features[2].model_copy(update={"work": work})
    changes = {"deals": deals, "support": many, "features": [k8s]}
    signature = view(plan.model_copy(update=changes)).answers[0]
    assert signature.badge.word == "Not met"
    assert plain(signature.figure) == "0 of 51 person-days (0%). Required: 41."  # ten deals x 5 days, and one
    assert plain(signature.breaches[0]) == "C0: 5 person-days after August, the last on 11 Sep"
    assert signature.breaches[-1] == "and 3 more"


def test_a_feature_on_the_wrong_side_goes_by_its_name() -> None:
    plan = whole_year()
    september = date(2026, 9, 7)
    work = [item.model_copy(update={"first": september, "last": september}) for item in plan.features[2].work[:1]]
    k8s = plan.features[2].model_copy(update={"work": work})
    signature = view(plan.model_copy(update={"support": [], "features": [k8s]})).answers[0]
    assert [plain(line) for line in signature.breaches] == [
        "K8s device plugin 设备插件: 1 person-days after August, the last on 7 Sep"
    ]


def test_numbers_are_short() -> None:
    assert [people(one) for one in (0.25, 12.34, 123.4)] == ["0.2", "12.3", "123"]
    assert [count(one) for one in (3.44, 10.4, 3778.2)] == ["3.4", "10", "3,778"]
    assert [plain(times(one)) for one in (0, 2.96)] == ["–", "3.0 ×"]
