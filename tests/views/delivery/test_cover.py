"""What is left uncovered in the sample plan, and who works as a second line."""

from __future__ import annotations

from datetime import date

from roadmap.plans.document import Plan
from roadmap.views.delivery.figures import figures_of
from roadmap.views.delivery.pieces import LoadScenario, Placing
from roadmap.views.delivery.uncovered_weeks import Gap, Second, gaps, seconds
from tests.sample_plan import sample_plan
from tests.sample_support import week

PLANNED, UNPLANNED = Placing.PLANNED, Placing.UNPLANNED


def found(plan: Plan, placing: Placing, scenario: LoadScenario) -> tuple[Gap, ...]:
    return gaps(plan, figures_of(plan), placing, scenario)


def test_a_deal_that_is_not_served_leaves_a_gap_where_people_are_short() -> None:
    # In the week of 8 June 3 person-days are on hand and Delta would take 5.
    assert found(sample_plan(), PLANNED, LoadScenario.EVERYTHING) == (
        Gap("fae", date(2026, 6, 8), date(2026, 6, 14), 2, 2 / 5, ("delta",)),
    )


def test_what_the_plan_serves_is_covered() -> None:
    assert found(sample_plan(), PLANNED, LoadScenario.SERVED) == ()
    assert found(sample_plan(), PLANNED, LoadScenario.CONFIRMED) == ()


def test_if_nothing_is_planned_two_cases_at_once_leave_a_gap() -> None:
    # In the week of 4 May Beijing takes 10 person-days of the AE, and 5 are on hand.
    gap = found(sample_plan(), UNPLANNED, LoadScenario.EVERYTHING)[0]
    assert (gap.skill, gap.first, gap.person_days, gap.people, gap.deals) == (
        "ae",
        date(2026, 5, 4),
        5,
        1,
        ("beijing",),
    )


def test_a_gap_counts_the_probability_of_its_deals() -> None:
    # Half of Delta's 5 days are within the 3 on hand.
    assert found(sample_plan(), PLANNED, LoadScenario.WEIGHTED) == ()


def test_deals_that_do_not_count_are_not_named() -> None:
    # Acme is a placeholder now and not served: its five days fall into Delta's week, and count only if all is found.
    plan = sample_plan()
    other = plan.support[-1].model_copy(update={"deal": "acme"})
    deals = [deal.model_copy(update={"placeholder": deal.id == "acme"}) for deal in plan.deals]
    plan = plan.model_copy(update={"deals": deals, "support": [plan.support[-1], other]})
    (gap,) = found(plan, PLANNED, LoadScenario.EVERYTHING)
    assert (gap.person_days, gap.deals) == (2, ("delta",))
    (gap,) = found(plan, PLANNED, LoadScenario.FOUND)
    assert (gap.person_days, gap.deals) == (7, ("acme", "delta"))


def test_features_come_first() -> None:
    # With 2 of 3 person-days used by features in the week of 8 June, Delta lacks 4 of its 5.
    plan = sample_plan()
    skills = [
        line.model_copy(update={"weeks": [*line.weeks[:-1], week(date(2026, 6, 8), 3, 2)]})
        if line.id == "fae"
        else line
        for line in plan.skills
    ]
    (gap,) = found(plan.model_copy(update={"skills": skills}), PLANNED, LoadScenario.EVERYTHING)
    assert gap.person_days == 4


def test_weeks_in_a_row_are_one_gap() -> None:
    plan = sample_plan()
    longer = plan.support[-1].model_copy(update={"customary_last": date(2026, 6, 23), "days": 12})
    (gap,) = found(plan.model_copy(update={"support": [longer]}), PLANNED, LoadScenario.EVERYTHING)
    # 5 of 3 on hand, then 5 and 2 of none.
    assert (gap.first, gap.last, gap.person_days, gap.people) == (date(2026, 6, 8), date(2026, 6, 28), 2 + 5 + 2, 1)


def test_a_gap_ends_with_the_plan() -> None:
    plan = sample_plan()
    end = plan.support[-1].model_copy(
        update={"customary_first": date(2026, 6, 29), "customary_last": date(2026, 6, 30)}
    )
    (gap,) = found(plan.model_copy(update={"support": [end]}), PLANNED, LoadScenario.EVERYTHING)
    assert (gap.first, gap.last, gap.people) == (date(2026, 6, 29), date(2026, 6, 30), 1)


def test_a_skill_that_nobody_has_is_short_of_all_its_cases() -> None:
    plan = sample_plan()
    other = plan.support[-1].model_copy(update={"skill": "qa"})
    (gap,) = found(plan.model_copy(update={"support": [other]}), PLANNED, LoadScenario.EVERYTHING)
    assert (gap.skill, gap.person_days) == ("qa", 5)


def test_second_lines_are_those_who_have_another_skill_first() -> None:
    assert seconds(sample_plan()) == (
        Second("fae-2", "fae", "ae", date(2026, 4, 6), date(2026, 4, 10), 5, ("beijing",)),
    )


def test_cases_of_one_person_and_skill_are_put_together() -> None:
    plan = sample_plan()
    again = plan.support[0].model_copy(update={"skill": "ae", "people": ["fae-2", "stranger"]})
    (one,) = seconds(plan.model_copy(update={"support": [*plan.support, again]}))
    # acme's from 2 to 6 February, Beijing's from 6 to 10 April; somebody the plan does not know counts as first line.
    assert (one.first, one.last, one.person_days, one.deals) == (
        date(2026, 2, 2),
        date(2026, 4, 10),
        10,
        ("acme", "beijing"),
    )
