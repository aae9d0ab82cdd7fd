"""Cases and people of the sample plan, counted by hand.

20 working days in February, 22 in March and April, 21 in May, 22 in June: 107. Each piece is one person for five days.
"""

from __future__ import annotations

from datetime import date

import pytest

from requirements.gate import Stage
from roadmap.plans.document import Plan
from roadmap.views.delivery.calendar import work_calendar
from roadmap.views.delivery.figures import Figures, Share, figures_of
from roadmap.views.delivery.pieces import LoadScenario, Placing
from tests.sample_plan import empty_plan, sample_plan

PLANNED, UNPLANNED = Placing.PLANNED, Placing.UNPLANNED


def people(figures: Figures, placing: Placing, scenario: LoadScenario) -> list[float]:
    return [round(month.people, 3) for month in figures.outlook(placing, scenario).whole.months]


def test_months_have_the_days_on_which_people_work() -> None:
    calendar = work_calendar(sample_plan())
    assert [str(month)[:7] for month in calendar.months] == ["2026-02", "2026-03", "2026-04", "2026-05", "2026-06"]
    assert [calendar.month_of.count(at) for at in range(5)] == [20, 22, 22, 21, 22]
    assert (len(calendar.days), len(calendar.mondays)) == (107, 22)


def test_days_off_and_worked_weekends_count() -> None:
    plan = sample_plan()
    year = plan.year.model_copy(
        update={"days_off": [date(2026, 2, 16), date(2026, 2, 17)], "worked_weekends": [date(2026, 2, 14)]}
    )
    calendar = work_calendar(plan.model_copy(update={"year": year}))
    assert calendar.month_of.count(0) == 19
    # From Friday 13 to Wednesday 18 February: Friday and Saturday in one week, Wednesday in the next.
    assert dict(calendar.by_week(date(2026, 2, 13), date(2026, 2, 18), 2)) == {1: 4, 2: 2}


def test_work_is_split_at_the_end_of_a_month() -> None:
    calendar = work_calendar(sample_plan())
    # Monday 30 March to Friday 3 April: two days in March, three in April, all in one week.
    assert dict(calendar.by_month(date(2026, 3, 30), date(2026, 4, 3), 1)) == {1: 2, 2: 3}
    assert list(calendar.by_week(date(2026, 3, 30), date(2026, 4, 3), 1).values()) == [5]


def test_customers_and_cases_are_counted_without_placeholders() -> None:
    plan = sample_plan()
    figures = figures_of(plan)
    in_hand = [deal for deal in plan.deals if not deal.placeholder]
    assert (figures.customers, figures.cases, figures.to_find) == (len(in_hand), 4, 0)
    deals = [deal.model_copy(update={"placeholder": deal.id == "delta"}) for deal in plan.deals]
    figures = figures_of(plan.model_copy(update={"deals": deals}))
    assert (figures.customers, figures.cases, figures.to_find) == (len(in_hand) - 1, 3, 1)


def test_if_nothing_is_planned_everybody_works_right_before_the_gate() -> None:
    # Acme 5 days in February, Beijing 10 in May, Delta 5 in June.
    figures = figures_of(sample_plan())
    expected = [5 / 20, 0, 0, 10 / 21, 5 / 22]
    assert people(figures, UNPLANNED, LoadScenario.EVERYTHING) == [round(one, 3) for one in expected]
    load = figures.outlook(UNPLANNED, LoadScenario.EVERYTHING).whole
    assert (load.peak, load.person_days, load.cases) == (3, 20, 4)
    assert load.average == pytest.approx(20 / 107)
    assert load.ratio == pytest.approx((10 / 21) / (20 / 107))


def test_as_planned_served_deals_lie_where_the_plan_has_them_and_others_where_they_fall() -> None:
    # Acme 5 days in February, Beijing 5 in April and 5 in May; Delta, not served, 5 in June.
    figures = figures_of(sample_plan())
    served, everything = [5 / 20, 0, 5 / 22, 5 / 21, 0], [5 / 20, 0, 5 / 22, 5 / 21, 5 / 22]
    assert people(figures, PLANNED, LoadScenario.SERVED) == [round(one, 3) for one in served]
    assert people(figures, PLANNED, LoadScenario.EVERYTHING) == [round(one, 3) for one in everything]
    assert figures.outlook(PLANNED, LoadScenario.SERVED).whole.ratio == pytest.approx((5 / 20) / (15 / 107))


def test_each_deal_is_weighted_by_its_win_probability() -> None:
    # All win with 1/2: half of the people and half of the cases.
    figures = figures_of(sample_plan())
    whole, half = figures.outlook(UNPLANNED, LoadScenario.EVERYTHING), figures.outlook(UNPLANNED, LoadScenario.WEIGHTED)
    assert half.whole.person_days == whole.whole.person_days / 2 == 10
    assert (half.whole.cases, half.whole.months[3].cases) == (2, 1)
    assert half.whole.ratio == pytest.approx(whole.whole.ratio)


def signed(plan: Plan, *ids: str) -> Plan:
    stages = [deal.model_copy(update={"stage": Stage.WON}) if deal.id in ids else deal for deal in plan.deals]
    return plan.model_copy(update={"deals": stages})


def test_confirmed_are_signed_deals_alone() -> None:
    figures = figures_of(sample_plan())
    assert figures.outlook(PLANNED, LoadScenario.CONFIRMED).whole.ratio == 0
    figures = figures_of(signed(sample_plan(), "acme"))
    outlook = figures.outlook(PLANNED, LoadScenario.CONFIRMED)
    assert (outlook.deals, outlook.whole.cases, outlook.whole.person_days) == (1, 1, 5)


def test_placeholders_count_only_as_if_all_were_found() -> None:
    plan = sample_plan()
    deals = [deal.model_copy(update={"placeholder": deal.id == "acme"}) for deal in plan.deals]
    figures = figures_of(plan.model_copy(update={"deals": deals}))
    person_days = {one.scenario: one.whole.person_days for one in figures.outlooks if one.placing is PLANNED}
    # Beijing 10 and Delta 5 are in hand; half of them by probability; Acme's 5 come with what is found.
    assert person_days == {
        LoadScenario.CONFIRMED: 0,
        LoadScenario.WEIGHTED: 7.5,
        LoadScenario.EVERYTHING: 15,
        LoadScenario.FOUND: 20,
        LoadScenario.SERVED: 10,
    }


def test_skills_add_up_to_the_whole() -> None:
    for outlook in figures_of(sample_plan()).outlooks:
        assert [load.skill for load in outlook.skills] == ["ae", "fae"]
        assert sum(load.person_days for load in outlook.skills) == outlook.whole.person_days
        for at, month in enumerate(outlook.whole.months):
            assert month.people == pytest.approx(sum(load.months[at].people for load in outlook.skills))


def test_a_case_with_pieces_of_two_skills_is_one_case() -> None:
    plan = sample_plan()
    other = plan.support[0].model_copy(update={"skill": "ae"})
    figures = figures_of(plan.model_copy(update={"support": [*plan.support, other]}))
    outlook = figures.outlook(UNPLANNED, LoadScenario.EVERYTHING)
    assert (figures.cases, outlook.whole.cases, outlook.whole.months[0].cases) == (4, 4, 1)
    assert [load.months[0].cases for load in outlook.skills] == [1, 1]


def test_the_deals_that_make_a_peak_come_with_their_person_days() -> None:
    figures = figures_of(sample_plan())
    assert figures.outlook(UNPLANNED, LoadScenario.EVERYTHING).whole.deals == (Share("beijing", 10),)
    assert figures.outlook(UNPLANNED, LoadScenario.WEIGHTED).skills[0].deals == (Share("beijing", 5),)


def test_the_first_of_equal_months_is_the_peak() -> None:
    plan = sample_plan()
    same = plan.support[0].model_copy(
        update={"customary_first": date(2026, 6, 8), "customary_last": date(2026, 6, 12), "deal": "delta"}
    )
    april = same.model_copy(update={"customary_first": date(2026, 4, 6), "customary_last": date(2026, 4, 10)})
    load = (
        figures_of(plan.model_copy(update={"support": [same, april]})).outlook(UNPLANNED, LoadScenario.EVERYTHING).whole
    )
    assert load.months[2].people == load.months[4].people  # 5 of 22 in April and in June
    assert load.peak == 2


def test_a_plan_without_cases_has_no_peak() -> None:
    load = figures_of(empty_plan()).outlook(PLANNED, LoadScenario.EVERYTHING).whole
    assert (load.ratio, load.average, load.deals, load.cases) == (0, 0, (), 0)
