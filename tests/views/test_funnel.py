"""The funnel and the coverage of the target as people read them."""

from __future__ import annotations

from datetime import date

import pytest

from roadmap.plans.document import Plan
from roadmap.plans.revenue.funnel import CashMonth, Funnel, SegmentFunnelLine
from roadmap.views.market.funnel import FunnelView, build_funnel
from roadmap.views.market.funnel_words import (
    count_text,
    rate_sentences,
    stage_sentence,
    to_find_sentence,
    whole_sentence,
)
from roadmap.views.roadmap.head.headline import Slice
from tests.sample_funnel import quantity, sample_funnel
from tests.sample_plan import empty_plan, sample_plan


def plan_with(**changes: object) -> Plan:
    return sample_plan().model_copy(update={"funnel": sample_funnel().model_copy(update=changes)})


def view(plan: Plan | None = None) -> FunnelView:
    built = build_funnel(plan or sample_plan())
    assert built is not None
    return built


def isv(**changes: object) -> SegmentFunnelLine:
    return sample_funnel().segments[0].model_copy(update=changes)


def test_the_section_begins_with_what_is_asked_for_in_hand_and_to_be_found() -> None:
    # 12 + 8 opportunities are needed, 9 + 1 in hand; 500 of 2,000 is 25%.
    assert view().statement.replace("\u00a0", " ").replace("\u202f", " ") == (
        "The targets of CNY 2 M need 20 opportunities. 10 are in the pipeline, 7 must still "
        "be found. The pipeline secures CNY 500 k, 25% of the targets. 2 placeholders (deals "
        "still to be found) would add CNY 100 k."
    )


def test_without_placeholders_nothing_is_said_about_them() -> None:
    assert "placeholder" not in view(plan_with(placeholders=0)).statement


def test_a_plan_without_a_forecast_has_no_such_section() -> None:
    assert build_funnel(empty_plan()) is None
    assert build_funnel(plan_with(coverage=None)) is None


def test_the_bar_of_a_target_shows_secured_at_risk_late_and_placeholders() -> None:
    # 500, 240, 150 and 100 of 2,000.
    assert view().coverage_total.bar == (
        Slice("0.00%", "25.00%", "good"),
        Slice("25.00%", "12.00%", "risk"),
        Slice("37.00%", "7.50%", "late"),
        Slice("44.50%", "5.00%", "to-come"),
    )
    # 500 + 240 + 150 + 40 is more than the target of 800: the bar is as long as they are, 930.
    assert [part.width for part in view().coverage[0].bar] == ["53.76%", "25.81%", "16.13%", "4.30%"]


def test_each_step_shows_needed_in_hand_and_missing_and_what_caution_adds() -> None:
    opportunities = view().groups[1].rows[1]
    assert [cell.count for cell in opportunities.cells] == ["4", "8", "1", "7"]
    assert opportunities.reach.replace("\u202f", " ") == "17%"  # 800 of 4,800
    assert (view().careful, view().columns) == (True, "11")
    bold = sample_funnel().segments[0]
    hopeful = view(plan_with(segments=[bold]))
    assert [cell.count for cell in hopeful.groups[0].rows[1].cells] == ["12", "9", "3"]
    assert (hopeful.careful, hopeful.columns) == (False, "9")


def test_the_deals_in_hand_are_counted_by_stage_and_segment() -> None:
    leads, opportunities = view().stages
    assert [(cell.count, cell.amount.replace("\u00a0", " ")) for cell in leads.cells] == [
        ("3", "600 k"),
        ("1", "600 k"),
        ("4", "1.2 M"),
    ]
    assert [cell.count for cell in opportunities.cells] == ["9", "1", "10"]
    alone = view(plan_with(segments=[isv(), isv(id="none", stages=[])])).stages[0]
    assert [cell.count for cell in alone.cells] == ["3", "–", "3"]


def test_a_stage_that_no_segment_has_is_not_shown() -> None:
    assert [row.stage for row in view().stages] == ["Lead", "Opportunity"]


def test_the_cash_says_what_moves_out_of_the_period() -> None:
    assert view().cash_statement.replace("\u00a0", " ") == (
        "Open deals are expected to pay CNY 1 M in the period. CNY 700 k of it comes "
        "with this plan. CNY 60 k moves out of the period "
        "because gates are met late, and CNY 240 k is given up."
    )


def test_cash_is_shown_month_by_month_to_one_scale() -> None:
    # The largest month is 500 due.
    rows = [(row.name, row.due_width, row.comes_width) for row in view().cash]
    assert rows == [
        ("Jan\N{NO-BREAK SPACE}2026", "0.00%", "0.00%"),
        ("Feb\N{NO-BREAK SPACE}2026", "20.00%", "20.00%"),
        ("Mar\N{NO-BREAK SPACE}2026", "80.00%", "40.00%"),
        ("Apr\N{NO-BREAK SPACE}2026", "100.00%", "80.00%"),
    ]
    assert (view().cash_total.due, view().cash_total.comes) == ("1\u00a0M", "700\u00a0k")


def many_months(count: int) -> Funnel:
    days = [date(2026 + n // 12, n % 12 + 1, 1) for n in range(count)]
    months = [CashMonth(month=day, due=1, comes=1, placeholders=0) for day in days]
    return sample_funnel().model_copy(update={"months": months})


def test_long_plans_show_cash_by_quarter_or_year() -> None:
    names = {n: [row.name for row in view(plan_with(months=many_months(n).months)).cash] for n in (18, 19, 60, 61)}
    assert (len(names[18]), names[18][0]) == (18, "Jan\N{NO-BREAK SPACE}2026")
    assert names[19] == ["2026Q1", "2026Q2", "2026Q3", "2026Q4", "2027Q1", "2027Q2", "2027Q3"]
    assert len(names[60]) == 20
    assert names[61] == ["2026", "2027", "2028", "2029", "2030", "2031"]


def test_a_plan_without_months_of_cash_still_has_a_section() -> None:
    assert view(plan_with(months=[])).cash == ()


@pytest.mark.parametrize(
    ("exact", "text"), [("45", "45"), ("135/2", "67.5"), ("16/3", "5.33"), ("12345", "12,345"), (None, "–")]
)
def test_exact_counts_are_shown_with_at_most_two_decimals(exact: str | None, text: str) -> None:
    assert count_text(exact) == text


def test_rates_say_what_is_believed_of_them() -> None:
    plain = [sentence.replace("\u00a0", " ") for sentence in rate_sentences(isv())]
    assert plain == ["Target 800 k: 4 contracts of 200 k on average.", "Win rate 1/3, lead rate 2/3."]
    assert (
        rate_sentences(sample_funnel().segments[1])[1] == "Win rate 50%, multiplied by a caution of 50%. Lead rate 75%."
    )
    assert "The deal size is not known" in rate_sentences(isv(average=None))[0]


def test_whole_customers_are_said_with_the_round_number_where_it_differs() -> None:
    text = "In whole customers: {} contracts, {} opportunities, {} leads{}."
    assert whole_sentence(sample_funnel().segments[0].steps) == text.format(4, 12, 18, "")
    assert whole_sentence(sample_funnel().segments[1].steps) == text.format(2, 4, 6, " (about 5)")
    unknown = sample_funnel().segments[0].steps[0].model_copy(update={"at_rates": quantity(None, 800)})
    assert whole_sentence([unknown]) == "Customers cannot be counted, because the deal size is not known."


def test_what_is_to_be_found_is_said_in_whole_customers() -> None:
    cloud = to_find_sentence(sample_funnel().segments[1]).replace("\u00a0", " ")
    assert cloud == "Still to be found: 7 opportunities worth 3.6 M. 0.75 more come from leads."
    alone = to_find_sentence(isv(from_leads="0")).replace("\u00a0", " ")
    assert alone == "Still to be found: 1 opportunity worth 200 k."
    assert to_find_sentence(isv(to_find=quantity("0", 0))) == "No further opportunity must be found."
    assert to_find_sentence(isv(to_find=quantity(None, 800))) == ""


def test_stages_in_hand_are_named() -> None:
    assert stage_sentence(isv()) == "Open deals by stage: Lead 3, Opportunity 9."
    assert stage_sentence(isv(stages=[])) == ""
