"""The forecast in a plan: coverage, cash and placeholders, on schedules given by hand."""

from __future__ import annotations

from datetime import date
from typing import Any

from roadmap.planner.lines.funnel_lines import funnel_lines
from roadmap.plans.deals import DealStatus
from roadmap.plans.document import Plan
from roadmap.plans.revenue.funnel import CashLine, CoverageLine, Funnel
from tests.planner.plans import deal_of, plan_of
from tests.projects import SEGMENT, capability, deal, feature, project

API: dict[str, Any] = {"capabilities": {"api": capability()}, "features": {"f": feature()}}
TEN_DAYS = {"name": "P", "needs": {"design_in": ["api"]}, "pace": {"design_in": 10, "signing": 15}}


def segment(**fields: Any) -> dict[str, Any]:
    """The segment isv: target 1,000, win rate and lead rate 1/2, patience of 20 days at half the value."""
    return {"isv": SEGMENT | fields}


def funnel_of(plan: Plan) -> Funnel:
    assert plan.funnel is not None
    return plan.funnel


def served(gate: str = "2026-02-27", **fields: Any) -> Plan:
    """One deal of 200 at 1/2 that needs the API, which ships in R1 on 16 January."""
    segments = segment(**fields.pop("segment", {}))
    gates = fields.pop("gates", {"design_in": gate})
    return plan_of(
        (0, [0]), segments=segments, deals={"d": deal(gates=gates, needs={"design_in": ["api"]}, **fields)}, **API
    )


def test_the_target_is_covered_by_what_is_secured_and_at_risk() -> None:
    # 200 x 1/2 = 100 secured of 1,000.
    assert funnel_of(served()).coverage == CoverageLine(
        target=1000, secured=100, at_risk=0, late=0, given_up=0, to_find=900, placeholders=0
    )
    # Ready on Friday 16 January for a gate on Monday 19: one day of slack, less than the ten that are safe.
    risky = funnel_of(served("2026-01-19")).coverage
    assert risky == CoverageLine(target=1000, secured=0, at_risk=100, late=0, given_up=0, to_find=900, placeholders=0)


def test_only_the_recognised_share_of_a_contract_covers_the_target() -> None:
    line = funnel_of(served(recognised="60%")).segments[0].coverage
    assert line is not None
    assert (line.secured, line.to_find) == (60, 940)  # 100 x 60 %


# 100 expected, of which 60 are revenue of the period. Late by a day keeps 40 %: 40 and 24; given up are 60 and 36.
def test_the_headline_tells_revenue_of_the_period_with_the_contract_value_beside_it() -> None:
    curve = [{"days": 0, "keeps": "100%"}, {"days": 20, "keeps": "40%"}]
    plan = served("2026-01-15", recognised="60%", segment={"lateness": curve})
    head, coverage = plan.headline, funnel_of(plan).coverage
    assert coverage is not None
    assert (head.secured, head.at_risk, head.late, head.given_up) == (0, 0, 24, 36)
    assert (head.secured_value, head.at_risk_value, head.late_value, head.given_up_value) == (0, 0, 40, 60)
    assert (coverage.secured, coverage.late, coverage.given_up, coverage.to_find) == (0, 24, 36, 976)
    assert head.value == 40  # the plan's value is made of contracts


def test_a_deal_that_was_paid_in_the_period_covers_its_part() -> None:
    deals = {
        "this-year": deal(stage="paid", gates={"payment": "2026-02-02"}),
        "last-year": deal(stage="paid", gates={"payment": "2025-12-19"}),
        "lost": deal(stage="lost", gates={"payment": "2026-02-02"}),
    }
    line = funnel_of(plan_of(segments=segment(), deals=deals)).coverage
    assert line == CoverageLine(target=1000, secured=200, at_risk=0, late=0, given_up=0, to_find=800, placeholders=0)


def test_more_than_the_target_leaves_nothing_to_find_and_does_not_help_another_segment() -> None:
    segments = segment(target=20) | {"cloud": SEGMENT | {"target": 30}}
    plan = plan_of((0, [0]), segments=segments, deals={"d": deal(gates={"design_in": "2026-02-27"})}, **API)
    coverage = funnel_of(plan).coverage
    assert coverage == CoverageLine(target=50, secured=100, at_risk=0, late=0, given_up=0, to_find=30, placeholders=0)


PARTS = {"signing": "30%", "acceptance": "60%", "payment": "10%"}


def test_cash_is_due_gate_by_gate() -> None:
    # 100 expected: 30 at signing in January, 60 at acceptance in March, 10 at payment in April, after the period.
    gates = {"signing": "2026-01-30", "acceptance": "2026-03-20", "payment": "2026-04-01"}
    funnel = funnel_of(_paid(gates))
    assert funnel.cash == CashLine(due=90, comes=90, moves_out=0, given_up=0, placeholders=0)
    assert [(line.month, line.due, line.comes) for line in funnel.months] == [
        (date(2026, 1, 1), 30, 30),
        (date(2026, 2, 1), 0, 0),
        (date(2026, 3, 1), 60, 60),
    ]


def _paid(gates: dict[str, str], *, needs: dict[str, Any] | None = None, **fields: Any) -> Plan:
    deals = {"d": deal(gates=gates, payments=PARTS, needs=needs or {}, **fields)}
    return plan_of((0, [0]), segments=segment(), deals=deals, **API)


def test_a_late_acceptance_moves_its_money_out_of_the_period() -> None:
    # The API is accepted on Monday 12 January at the earliest by the deal; R1 ships on Friday 16, four days late, which
    # keeps half: 50 of 100. All in January, so it still comes: 15 + 30 + 5.
    early = {"signing": "2026-01-09", "acceptance": "2026-01-12", "payment": "2026-01-13"}
    funnel = funnel_of(_paid(early, needs={"acceptance": ["api : ga"]}))
    assert funnel.cash == CashLine(due=100, comes=50, moves_out=0, given_up=50, placeholders=0)
    # The same with a payment two working days before the period ends: four days late is after it.
    train = {"R1": {"freeze": "2026-03-25", "ship": "2026-03-26"}}
    gates = {"signing": "2026-03-19", "acceptance": "2026-03-20", "payment": "2026-03-26"}
    deals = {"d": deal(gates=gates, payments=PARTS, needs={"acceptance": ["api : ga"]})}
    late = plan_of((0, [0]), segments=segment(), deals=deals, releases=train, **API)
    assert deal_of(late).kept == 50
    # Ready on 26 March, four working days late: acceptance still comes that day, payment only on 1 April.
    assert funnel_of(late).cash == CashLine(due=100, comes=45, moves_out=5, given_up=50, placeholders=0)


def test_an_unserved_deal_pays_nothing_and_a_paid_one_what_it_has_paid() -> None:
    unserved = plan_of(
        None,
        segments=segment(),
        deals={"d": deal(gates={"payment": "2026-02-27"}, needs={"payment": ["api : ga"]})},
        **API,
    )
    assert funnel_of(unserved).cash == CashLine(due=100, comes=0, moves_out=0, given_up=100, placeholders=0)
    paid = plan_of(segments=segment(), deals={"d": deal(stage="paid", gates={"payment": "2026-02-02"})})
    assert funnel_of(paid).cash == CashLine(due=200, comes=200, moves_out=0, given_up=0, placeholders=0)


def found(**fields: Any) -> dict[str, Any]:
    """A segment that needs two opportunities of 200: 100 / (1/2) / 100 each; closes in February."""
    return segment(target=200, average_deal=200, profile="p", closes=["feb"], **fields)


def with_placeholders(*in_hand: dict[str, Any], **header: Any) -> Plan:
    deals = {f"d{n}": one for n, one in enumerate(in_hand)}
    return plan_of((0, [0]), segments=found(), profiles={"p": TEN_DAYS}, deals=deals, header=header, **API)


def test_placeholders_are_planned_at_their_probability_and_kept_apart() -> None:
    # 200 / 200 = 1 contract, 2 opportunities; none in hand: two placeholders of 200 x 1/2 = 100.
    plan = with_placeholders()
    assert [(line.id, line.expected, line.kept, line.placeholder) for line in plan.deals] == [
        ("isv-placeholder-01", 100, 100, True),
        ("isv-placeholder-02", 100, 100, True),
    ]
    head = plan.headline
    assert (head.secured, head.at_risk, head.given_up, head.open_value, head.open_expected) == (0, 0, 0, 0, 0)
    assert (head.placeholders, head.placeholders_expected, head.placeholders_kept, head.value) == (2, 200, 200, 200)
    assert (plan.segments[0].deals, plan.segments[0].secured) == (0, 0)


def test_placeholders_get_no_promise() -> None:
    plan = with_placeholders(deal(gates={"design_in": "2026-02-27"}, needs={"design_in": ["api"]}))
    assert [(line.status, len(line.promises)) for line in plan.deals] == [
        (DealStatus.SECURED, 1),
        (DealStatus.SECURED, 0),
    ]


def test_a_feature_says_that_only_placeholders_count_on_it() -> None:
    assert with_placeholders().features[0].for_placeholders_only
    real = deal(gates={"design_in": "2026-02-27"}, needs={"design_in": ["api"]})
    mixed = with_placeholders(real).features[0]
    assert (mixed.deals, mixed.for_placeholders_only) == (["d0", "isv-placeholder-01"], False)
    assert not plan_of((0, [0]), **API).features[0].for_placeholders_only


def test_the_coverage_counts_placeholders_beside_what_is_to_be_found() -> None:
    funnel = funnel_of(with_placeholders(deal(gates={"design_in": "2026-02-27"})))
    # One deal of 100 in hand, 100 of the 200 to be found, and one placeholder of 100.
    assert funnel.coverage == CoverageLine(
        target=200, secured=100, at_risk=0, late=0, given_up=0, to_find=100, placeholders=100
    )
    assert (funnel.placeholders, funnel.to_find.whole, funnel.segments[0].placeholders) == (1, 1, 1)


def test_cash_of_placeholders_is_counted_apart() -> None:
    funnel = funnel_of(with_placeholders())
    # All is paid at signing, in February, since the pace names no gate after it.
    assert funnel.cash == CashLine(due=0, comes=0, moves_out=0, given_up=0, placeholders=200)
    assert [line.placeholders for line in funnel.months] == [0, 200, 0]


def test_without_a_plan_the_forecast_says_what_is_due_and_no_more() -> None:
    made = project(segments=segment(), deals={"d": deal(gates={"payment": "2026-02-27"})})
    funnel = funnel_lines(made, None)
    assert funnel.coverage is None
    assert funnel.segments[0].coverage is None
    assert funnel.cash == CashLine(due=100, comes=None, moves_out=None, given_up=None, placeholders=None)
    assert [line.comes for line in funnel.months] == [None, None, None]


def test_totals_of_whole_customers_are_sums_of_whole_customers() -> None:
    # 10 / (2/3) / (1/2) = 30 and 2 / (1/2) / (3/4) = 5.33 leads: 35.33 exactly, 30 + 6 = 36 whole ones, about 40.
    segments = {
        "a": SEGMENT | {"contracts": 10, "win_rate": "2/3", "lead_rate": "1/2"},
        "b": SEGMENT | {"contracts": 2, "win_rate": "1/2", "lead_rate": "3/4"},
    }
    leads = funnel_lines(project(segments=segments), None).steps[2].needed
    assert (leads.exact, leads.whole, leads.about) == ("106/3", 36, 40)


def test_a_total_over_an_unknown_count_is_unknown() -> None:
    funnel = funnel_lines(project(segments=segment()), None)
    assert (funnel.steps[0].needed.exact, funnel.steps[0].needed.whole) == (None, None)
    assert (funnel.to_find.exact, funnel.to_find.amount) == (None, 2000)
    assert funnel.segments[0].average is None
