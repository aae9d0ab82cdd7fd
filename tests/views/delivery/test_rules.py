"""The rules of the year, counted by hand."""

from __future__ import annotations

from datetime import date

from requirements.gate import Gate
from roadmap.plans.deals import DealStatus
from roadmap.plans.document import Plan
from roadmap.plans.engineering.waiting_for import AfterLine
from roadmap.supply.dependency import WaitFor
from roadmap.views.delivery.calendar import work_calendar
from roadmap.views.delivery.rules import Breach, RuleCheck, YearRule, answers
from tests.sample_plan import sample_plan
from tests.sample_year import gate_line, whole_year


def answer(plan: Plan, rule: YearRule) -> RuleCheck:
    (found,) = [one for one in answers(plan, work_calendar(plan)) if one.rule is rule]
    return found


def without_features(plan: Plan) -> Plan:
    return plan.model_copy(update={"features": []})


def test_work_before_signature_is_split_at_the_end_of_august() -> None:
    # Acme 5, Beijing 10 around design-in and 5 in July, Harbour 5 in September; Delta is not served. 20 of 25 = 80%.
    found = answer(without_features(whole_year()), YearRule.SIGNATURE)
    assert (found.done, found.total, found.wanted, found.holds) == (20, 25, 20, True)
    assert found.breaches == (Breach("harbour", None, date(2026, 9, 11), 5),)


def test_a_day_more_after_august_breaks_the_rule() -> None:
    plan = without_features(whole_year())
    late = plan.support[-1].model_copy(update={"last": date(2026, 9, 14)})  # six days
    found = answer(plan.model_copy(update={"support": [*plan.support[:-1], late]}), YearRule.SIGNATURE)
    assert (found.done, found.total, found.holds) == (20, 26, False)


def test_work_over_the_end_of_august_counts_on_both_sides() -> None:
    # Thursday 27 August to Wednesday 2 September: three days before the end of August, two after; two people.
    plan = without_features(whole_year())
    across = plan.support[-1].model_copy(
        update={"first": date(2026, 8, 27), "last": date(2026, 9, 2), "crew": 2, "customary_last": date(2026, 9, 11)}
    )
    found = answer(plan.model_copy(update={"support": [across]}), YearRule.SIGNATURE)
    assert (found.done, found.total) == (6, 10)


def test_features_that_deals_need_by_signature_count_and_those_they_come_after() -> None:
    # Acme and Beijing need Triton by design-in: from 2 February on it takes design 1 x 5, build 2 x 35, verify 1 x 8
    # and enable 1 x 11 days; Harbour needs K8s: build 1 x 35 days, and a milestone that takes nobody.
    plan = whole_year().model_copy(update={"support": []})
    found = answer(plan, YearRule.SIGNATURE)
    assert (found.done, found.total) == (5 + 70 + 8 + 11 + 35, 129)
    shifted = [
        feature.model_copy(update={"after": [AfterLine(feature="triton", wait_for=WaitFor.FINISH)]})
        for feature in plan.features
        if feature.id == "k8s"
    ]
    kept = [deal for deal in plan.deals if deal.id == "harbour"]
    triton = [feature for feature in plan.features if feature.id == "triton"]
    plan = plan.model_copy(update={"features": [*triton, *shifted], "deals": kept})
    assert answer(plan, YearRule.SIGNATURE).total == 129


def test_a_feature_that_is_built_after_august_is_named() -> None:
    plan = whole_year().model_copy(update={"support": []})
    work = [
        item.model_copy(update={"first": date(2026, 9, 1), "last": date(2026, 9, 4)}) for item in plan.features[2].work
    ]
    features = [plan.features[2].model_copy(update={"work": work[:1]})]
    found = answer(plan.model_copy(update={"features": features}), YearRule.SIGNATURE)
    assert (found.done, found.total, found.holds) == (0, 4, False)
    assert found.breaches == (Breach(None, "k8s", date(2026, 9, 4), 4),)


def test_what_follows_signing_does_not_precede_signature() -> None:
    plan = without_features(whole_year())
    # Beijing signs on 19 June; this work may begin on 22 June.
    after = plan.support[-2].model_copy(update={"earliest": date(2026, 6, 22)})
    found = answer(plan.model_copy(update={"support": [after, plan.support[-1]]}), YearRule.SIGNATURE)
    assert (found.done, found.total) == (0, 5)


def test_acceptance_is_free_when_the_release_is_in_use() -> None:
    # Of two deals, Harbour's release is in use on Friday 6 November: five working days after October.
    found = answer(whole_year(), YearRule.ACCEPTANCE)
    assert (found.done, found.total, found.holds) == (1, 2, False)
    assert found.breaches == (Breach("harbour", None, date(2026, 11, 6), 5),)


def test_cases_before_acceptance_block_it_and_those_after_it_do_not() -> None:
    plan = whole_year()
    last = plan.support[-1].model_copy(update={"deal": "beijing", "gate": Gate.ACCEPTANCE})
    late = last.model_copy(update={"first": date(2026, 11, 2), "last": date(2026, 11, 3)})
    found = answer(plan.model_copy(update={"support": [late]}), YearRule.ACCEPTANCE)
    assert found.breaches[1] == Breach("beijing", None, date(2026, 11, 3), 2)
    after = late.model_copy(update={"earliest": date(2026, 9, 21)})  # Beijing is accepted on 18 September
    assert len(answer(plan.model_copy(update={"support": [after]}), YearRule.ACCEPTANCE).breaches) == 1


def test_an_acceptance_that_is_never_free_is_a_breach_to_the_end_of_the_plan() -> None:
    plan = whole_year()
    never = [gate_line(Gate.ACCEPTANCE, date(2026, 12, 11), None)]
    deals = [deal.model_copy(update={"gates": never}) if deal.id == "harbour" else deal for deal in plan.deals]
    found = answer(plan.model_copy(update={"deals": deals}), YearRule.ACCEPTANCE)
    assert found.breaches[0].day == plan.horizon


def test_an_acceptance_of_another_year_is_not_counted() -> None:
    plan = whole_year()
    far = [gate_line(Gate.ACCEPTANCE, date(2027, 2, 1), date(2026, 11, 6))]
    deals = [deal.model_copy(update={"gates": far}) if deal.id == "harbour" else deal for deal in plan.deals]
    assert answer(plan.model_copy(update={"deals": deals}), YearRule.ACCEPTANCE).total == 1


def test_deals_that_sign_out_of_season_are_named() -> None:
    # November closes 1 where the best month closes 4, less than half; June closes 4.
    found = answer(whole_year(), YearRule.SEASON)
    assert (found.done, found.total, found.holds) == (1, 2, False)
    assert found.breaches == (Breach("harbour", None, date(2026, 11, 20), 0),)


def test_a_signing_slips_to_the_day_on_which_it_is_ready() -> None:
    plan = whole_year()
    late = [gate_line(Gate.SIGNING, date(2026, 6, 19), date(2026, 12, 7))]
    deals = [deal.model_copy(update={"gates": late}) for deal in plan.deals if deal.id == "beijing"]
    assert answer(plan.model_copy(update={"deals": deals}), YearRule.SEASON).breaches[0].day == date(2026, 12, 7)


def test_without_weights_march_to_october_are_productive() -> None:
    plan = whole_year()
    year = plan.year.model_copy(update={"closes": []})
    for day, holds in (("2026-02-27", False), ("2026-03-02", True), ("2026-10-30", True), ("2026-11-02", False)):
        gates = [gate_line(Gate.SIGNING, date.fromisoformat(day), date(2026, 2, 2))]
        deals = [deal.model_copy(update={"gates": gates}) for deal in plan.deals if deal.id == "acme"]
        changed = plan.model_copy(update={"deals": deals, "year": year})
        assert answer(changed, YearRule.SEASON).holds is holds


def test_deals_that_are_not_served_and_placeholders_break_no_rule() -> None:
    plan = whole_year()
    for change in ({"status": DealStatus.GIVEN_UP}, {"placeholder": True}):
        deals = [deal.model_copy(update=change) for deal in plan.deals]
        changed = without_features(plan.model_copy(update={"deals": deals, "support": plan.support[-1:]}))
        found = [one.rule for one in answers(changed, work_calendar(plan))]
        # The piece of a deal that is not served would have no days in a real plan.
        assert found == ([YearRule.SIGNATURE] if "status" in change else [])


def test_a_rule_whose_deadline_lies_outside_the_plan_is_not_checked() -> None:
    assert answers(sample_plan(), work_calendar(sample_plan())) == ()
