"""The forecast: the worked table, caution, what is in hand, and what is still to be found."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from requirements.deal import Deal
from requirements.funnel.forecast import Quantity, SegmentFunnel, Step, forecast, total
from requirements.funnel.segment import Segment
from requirements.gate import Stage
from requirements.market import Market

WORKED: dict[str, Any] = {  # amounts in thousand CNY
    "isv": {"target": 30_000, "contracts": 15, "win_rate": "1/3", "lead_rate": "2/3"},
    "internet": {"target": 50_000, "contracts": 3, "win_rate": "1/2", "lead_rate": "3/4"},
    "large": {"target": 120_000, "contracts": 2, "win_rate": "1/2", "lead_rate": "3/4"},
}


def segment(**fields: Any) -> Segment:
    return Segment.model_validate({"name": "S", "target": 100, "win_rate": "1/2", "lead_rate": "1/2"} | fields)


def deals(*stages_and_values: tuple[str, int], segment: str = "s") -> dict[str, Deal]:
    return {
        f"{segment}-d{number}": Deal.model_validate(
            {"name": "D", "customer": "C", "segment": segment, "stage": stage, "value": value, "gates": {}}
        )
        for number, (stage, value) in enumerate(stages_and_values)
    }


def market(in_hand: dict[str, Deal] | None = None, *, caution: str = "1", **segments: Any) -> Market:
    return Market(
        segments={key: segment(**fields) for key, fields in segments.items()},
        capabilities={},
        deals=in_hand or {},
        caution=Fraction(caution),
    )


def one(in_hand: dict[str, Deal] | None = None, **fields: Any) -> SegmentFunnel:
    [funnel] = forecast(market(in_hand, s=fields))
    return funnel


def said(quantity: Quantity) -> tuple[Any, ...]:
    """Exact, whole and about; exact amount in millions, and about."""
    million = quantity.amount / 1000
    return quantity.count, quantity.whole, quantity.about, million, quantity.about_amount // 1000


def test_the_worked_table_comes_out_of_its_inputs() -> None:
    isv, internet, large = funnels = forecast(market(**WORKED))
    rows = {step: [said(f.step(step).needed) for f in funnels] for step in Step}
    assert rows[Step.CONTRACTS] == [(15, 15, 15, 30, 30), (3, 3, 3, 50, 50), (2, 2, 2, 120, 120)]
    assert [isv.average, internet.average, large.average] == [2000, Fraction(50_000, 3), 60_000]
    # 15 / (1/3) = 45 of 30 / (1/3) = 90 million; 3 / (1/2) = 6 of 100 million; 2 / (1/2) = 4 of 240 million
    assert rows[Step.OPPORTUNITIES] == [(45, 45, 45, 90, 90), (6, 6, 6, 100, 100), (4, 4, 4, 240, 240)]
    # 45 / (2/3) = 67.5, said "about 70", of 90 / (2/3) = 135 million, said 130;
    # 6 / (3/4) = 8 of 133.3 million, said 130; 4 / (3/4) = 5.33, said "5", of 320 million
    assert rows[Step.LEADS] == [
        (Fraction(135, 2), 68, 70, 135, 130),
        (8, 8, 8, Fraction(400, 3), 130),
        (Fraction(16, 3), 6, 5, 320, 320),
    ]


def test_the_totals_of_the_worked_table_come_out_too() -> None:
    funnels = forecast(market(**WORKED))
    assert sum(funnel.target for funnel in funnels) == 200_000
    assert said(total(funnels, Step.CONTRACTS).needed) == (20, 20, 20, 200, 200)
    assert said(total(funnels, Step.OPPORTUNITIES).needed) == (55, 55, 55, 430, 430)
    leads = total(funnels, Step.LEADS).needed
    # 67.5 + 8 + 5.33 = 80.83: over 80; 135 + 133.3 + 320 = 588.3 million: 5.8亿
    assert leads.count == Fraction(485, 6)
    assert (leads.about, leads.about_amount, leads.amount) == (80, 580_000, Fraction(1_765_000, 3))


def test_halving_the_forecast_doubles_the_pipeline_and_leaves_the_contracts() -> None:
    funnels = forecast(market(caution="1/2", **WORKED))
    assert [f.step(Step.CONTRACTS).needed.count for f in funnels] == [15, 3, 2]
    assert [f.step(Step.OPPORTUNITIES).needed.count for f in funnels] == [90, 12, 8]
    assert [f.step(Step.OPPORTUNITIES).at_rates.count for f in funnels] == [45, 6, 4]
    assert [f.step(Step.LEADS).needed.count for f in funnels] == [135, 16, Fraction(32, 3)]


def test_a_segment_states_its_own_caution() -> None:
    timid, bold = forecast(market(caution="1/2", a={}, b={"caution": 1}))
    assert timid.step(Step.OPPORTUNITIES).needed.amount == 400  # 100 / (1/2 x 1/2)
    assert bold.step(Step.OPPORTUNITIES).needed.amount == 200  # 100 / (1/2)


def test_an_average_deal_gives_the_contracts() -> None:
    # 100 / 30 = 3.33 contracts, 4 whole ones; 3.33 / (1/2) = 6.67 opportunities, 7 whole ones and not 4 / (1/2) = 8.
    funnel = one(average_deal=30)
    assert funnel.step(Step.CONTRACTS).needed == Quantity(Fraction(10, 3), Fraction(100))
    assert funnel.step(Step.CONTRACTS).needed.whole == 4
    assert funnel.step(Step.OPPORTUNITIES).needed.whole == 7


def test_without_a_stated_size_the_deals_in_hand_tell_it() -> None:
    # (10 + 40) / 2 = 25, so 100 / 25 = 4 contracts. A lost deal tells nothing.
    funnel = one(deals(("lead", 10), ("won", 40), ("lost", 999)))
    assert funnel.average == 25
    assert funnel.step(Step.CONTRACTS).needed.count == 4


def test_without_any_size_amounts_are_known_and_counts_are_not() -> None:
    leads = one().step(Step.LEADS)
    assert (leads.needed.count, leads.needed.whole, leads.needed.about) == (None, None, None)
    assert leads.needed.amount == 400  # 100 / (1/2) / (1/2)
    assert leads.missing == Quantity(None, Fraction(400))
    assert total([one(), one(contracts=1)], Step.LEADS).needed == Quantity(None, Fraction(800))


def test_revenue_that_is_recognised_later_takes_more_contracts() -> None:
    # 60 % of each contract counts this year: 120 / 60 % = 200 in contracts, two of 100.
    funnel = one(target=120, contracts=2, recognised="60%")
    assert funnel.step(Step.CONTRACTS).needed == Quantity(Fraction(2), Fraction(200))
    assert funnel.average == 100
    assert one(target=120, average_deal=50, recognised="60%").step(Step.CONTRACTS).needed.count == 4


def test_a_segment_without_a_target_asks_for_nothing() -> None:
    funnel = one(deals(("lead", 10)), target=0, win_rate=0, lead_rate=0)
    assert {step.needed for step in funnel.steps} == {Quantity(Fraction(0), Fraction(0))}
    assert funnel.to_find == Quantity(Fraction(0), Fraction(0))


def test_deals_in_hand_stand_at_every_step_they_have_come_through() -> None:
    stages = ("lead", "opportunity", "evaluation", "design_in", "won", "delivery", "accepted", "paid", "lost")
    funnel = one(deals(*((stage, 10) for stage in stages)), contracts=10)
    # signed: won, delivery, accepted, paid; opportunities: those and three before; leads: all but the lost one
    assert [step.in_hand for step in funnel.steps] == [Quantity(Fraction(n), Fraction(10 * n)) for n in (4, 7, 8)]
    # needed: 10, 20, 40
    assert [step.missing.count for step in funnel.steps] == [6, 13, 32]
    assert list(funnel.stages) == [stage for stage in Stage if stage is not Stage.LOST]


def test_leads_in_hand_count_as_the_opportunities_they_become() -> None:
    # 100 / 10 = 10 contracts, 20 opportunities; 3 in hand and 5 leads x 1/2 = 2.5: 14.5 to find, 15 whole ones.
    funnel = one(deals(*[("opportunity", 10)] * 3, *[("lead", 10)] * 5), average_deal=10)
    assert funnel.to_find == Quantity(Fraction(29, 2), Fraction(145))  # 200 - 30 - 50 / 2
    assert funnel.to_find.whole == 15


def test_more_in_hand_than_needed_is_not_missing() -> None:
    funnel = one(deals(*[("opportunity", 100)] * 9), contracts=1)
    assert funnel.step(Step.OPPORTUNITIES).missing == Quantity(Fraction(0), Fraction(0))
    assert funnel.to_find == Quantity(Fraction(0), Fraction(0))


@pytest.mark.parametrize(
    ("count", "about"),
    [("67.5", 70), ("16/3", 5), ("1/2", 1), ("1/3", 0), ("9.5", 10), ("485/6", 80), ("1234.5", 1000), ("45", 45)],
)
def test_counts_are_said_to_one_significant_digit_unless_they_are_whole(count: str, about: int) -> None:
    assert Quantity(Fraction(count), Fraction(0)).about == about


@pytest.mark.parametrize(("amount", "about"), [(0, 0), (7, 7), (99, 99), (135, 130), (588_333, 580_000)])
def test_amounts_are_cut_to_two_significant_digits(amount: int, about: int) -> None:
    assert Quantity(None, Fraction(amount)).about_amount == about


RATES = st.fractions(min_value=Fraction(1, 20), max_value=1, max_denominator=20)


@given(target=st.integers(1, 10_000), contracts=st.integers(1, 50), win=RATES, lead=RATES, caution=RATES)
def test_the_funnel_read_forward_gives_the_target_back(
    target: int, contracts: int, win: Fraction, lead: Fraction, caution: Fraction
) -> None:
    funnel = one(target=target, contracts=contracts, win_rate=win, lead_rate=lead, caution=caution)
    leads = funnel.step(Step.LEADS).needed
    assert leads.count is not None
    assert leads.count * lead * win * caution == contracts
    assert leads.amount * lead * win * caution == target


@given(win=RATES, better=RATES, caution=RATES, bolder=RATES)
def test_better_rates_and_more_faith_never_ask_for_more(
    win: Fraction, better: Fraction, caution: Fraction, bolder: Fraction
) -> None:
    low, high = sorted((win, better))
    timid, bold = sorted((caution, bolder))
    careful = one(contracts=5, win_rate=low, caution=timid).step(Step.LEADS).needed
    hopeful = one(contracts=5, win_rate=high, caution=bold).step(Step.LEADS).needed
    assert (careful.count or 0) >= (hopeful.count or 0) > 0
    assert careful.amount >= hopeful.amount
