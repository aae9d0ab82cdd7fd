"""The market: what follows from a deal, its stage and its segment."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from requirements.deal import Deal
from requirements.finding import Finding, Place, in_order
from requirements.funnel.segment import Segment
from requirements.gate import Gate, Maturity
from requirements.language import ngettext
from requirements.market import Market

ISV = Segment.model_validate({"name": "ISV", "target": 1, "win_rate": "1/3", "lead_rate": "2/3", "lead_time": 7})


def deal(**fields: Any) -> Deal:
    """A deal with as little as it takes."""
    start = {"name": "D", "customer": "C", "segment": "isv", "stage": "opportunity", "value": 1, "gates": {}}
    return Deal.model_validate(start | fields)


def market(*deals: Deal) -> Market:
    """A market of these deals, all of the segment ISV."""
    return Market(segments={"isv": ISV}, capabilities={}, deals={str(number): one for number, one in enumerate(deals)})


@pytest.mark.parametrize(
    ("stage", "probability"),
    [
        ("lead", Fraction(2, 9)),  # 2/3 become opportunities, 1/3 of these are won
        ("opportunity", Fraction(1, 3)),
        ("design_in", Fraction(1, 3)),
        ("won", Fraction(1)),
        ("delivery", Fraction(1)),
    ],
)
def test_the_win_probability_follows_from_the_stage(stage: str, probability: Fraction) -> None:
    assert market().win_probability(deal(stage=stage)) == probability


def test_a_stated_probability_and_lead_time_win() -> None:
    stated = deal(win_probability="60%", lead_time=3)
    assert market().win_probability(stated) == Fraction(3, 5)
    assert market().lead_time(stated) == 3
    assert market().lead_time(deal()) == 7


def test_lost_and_paid_deals_are_closed() -> None:
    stages = [deal(stage=stage) for stage in ("lead", "lost", "accepted", "paid")]
    assert [one.stage.value for one in market(*stages).open_deals().values()] == ["lead", "accepted"]


def test_gates_and_maturities_have_ranks_in_their_order() -> None:
    assert [gate.rank for gate in Gate] == [0, 1, 2, 3, 4]
    assert Maturity.PREVIEW.rank < Maturity.GA.rank < Maturity.PROVEN.rank


def test_findings_are_put_in_order_of_their_places_each_once() -> None:
    first, second = Finding("a", Place("f", 2), ""), Finding("b", Place("f", 10), "")
    assert in_order([second, first, second]) == [first, second]


def test_counted_messages_have_two_forms() -> None:
    assert [ngettext("one", "many", count) for count in (1, 2)] == ["one", "many"]
