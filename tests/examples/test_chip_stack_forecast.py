"""The forecast of the chip company: the worked table, half of the pipeline in hand, and placeholders for the rest."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction

import pytest

from requirements.funnel.forecast import Quantity, SegmentFunnel, Step, forecast, total
from requirements.funnel.season import QUIET, Month
from requirements.gate import Gate
from requirements.market import Market
from tests.examples.shipped import example


@pytest.fixture
def market() -> Market:
    return example("chip-stack").market


@pytest.fixture
def funnels(market: Market) -> tuple[SegmentFunnel, ...]:
    return forecast(market)


def test_the_worked_table_comes_out_exactly(funnels: tuple[SegmentFunnel, ...]) -> None:
    at_rates: dict[str, list[tuple[object, object]]] = {
        f.segment: [(f.step(s).at_rates.count, f.step(s).at_rates.amount) for s in Step] for f in funnels
    }
    assert at_rates == {  # contracts, opportunities, leads; thousand CNY
        "isv": [(15, 30_000), (45, 90_000), (Fraction(135, 2), 135_000)],
        "internet": [(3, 50_000), (6, 100_000), (8, Fraction(400_000, 3))],
        "large": [(2, 120_000), (4, 240_000), (Fraction(16, 3), 320_000)],
    }
    assert [f.step(Step.LEADS).at_rates.about for f in funnels] == [70, 8, 5]
    assert [f.step(Step.LEADS).at_rates.about_amount for f in funnels] == [130_000, 130_000, 320_000]
    whole = [total(funnels, step).at_rates for step in Step]
    assert whole[:2] == [Quantity(Fraction(20), Fraction(200_000)), Quantity(Fraction(55), Fraction(430_000))]
    assert (whole[2].about, whole[2].about_amount) == (80, 580_000)  # over 80, 5.8亿


def test_about_half_of_the_pipeline_is_in_hand(funnels: tuple[SegmentFunnel, ...]) -> None:
    # Halved, 110 opportunities are needed and 58 are in hand: 53 %. 83 of 161.7 leads: 51 %, and 50 % of their worth.
    opportunities, leads = total(funnels, Step.OPPORTUNITIES), total(funnels, Step.LEADS)
    assert [opportunities.needed.count, opportunities.in_hand.count] == [Fraction(110), Fraction(58)]
    assert [leads.needed.count, leads.in_hand.count] == [Fraction(485, 3), Fraction(83)]
    assert 0.45 <= leads.in_hand.amount / leads.needed.amount <= 0.55


def test_placeholders_stand_for_what_is_still_to_be_found(market: Market) -> None:
    # ISV: 90 - 49 - 21 leads x 2/3 = 27; internet: 12 - 6 - 2 x 3/4 = 4.5; large: 8 - 3 - 2 x 3/4 = 3.5.
    found = Counter[str]()
    for placeholder in market.placeholders.values():
        found[placeholder.deal.segment] += placeholder.stands_for
    assert found == {"isv": 27, "internet": 5, "large": 4}


def test_placeholders_close_when_the_segments_close(market: Market) -> None:
    signings = [p.deal.gates[Gate.SIGNING] for p in market.placeholders.values() if p.deal.segment == "isv"]
    quiet = [list(Month)[day.month - 1] in QUIET for day in signings]
    assert sum(quiet) <= len(signings) // 8


def test_a_large_project_is_recognised_in_two_years(market: Market) -> None:
    assert market.recognised(market.deals["southern-carrier-video"]) == Fraction(3, 5)
