"""Cash: when the parts of a price are due, and how late gates move them."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

from requirements.deal import Deal
from requirements.funnel.cash import Instalment, gate_days, instalments
from requirements.funnel.payment import Payment
from requirements.funnel.segment import Segment
from requirements.gate import Gate
from roadmap.calendar import build_calendar

WEEKDAYS = build_calendar(date(2025, 1, 1), date(2027, 12, 31))
PACE = {Gate.EVALUATION: 10, Gate.DESIGN_IN: 20, Gate.SIGNING: 25, Gate.ACCEPTANCE: 45, Gate.PAYMENT: 50}
THIRDS = {Gate.SIGNING: "30%", Gate.ACCEPTANCE: {"share": "60%", "delay": 5}, Gate.PAYMENT: "10%"}


def deal(**gates: str) -> Deal:
    fields = {"name": "D", "customer": "C", "segment": "s", "stage": "opportunity", "value": 100, "gates": gates}
    return Deal.model_validate(fields)


def payments() -> dict[Gate, Payment]:
    return Segment.model_validate(
        {"name": "S", "target": 1, "win_rate": 1, "lead_rate": 1, "payments": THIRDS}
    ).payments


def test_gates_that_are_not_stated_lie_at_the_typical_distance() -> None:
    # Signing on Monday 2 March: design-in 5 working days before, acceptance 20 after, payment 25 after.
    assert gate_days(deal(signing="2026-03-02"), PACE, WEEKDAYS.add) == {
        Gate.EVALUATION: date(2026, 2, 9),
        Gate.DESIGN_IN: date(2026, 2, 23),
        Gate.SIGNING: date(2026, 3, 2),
        Gate.ACCEPTANCE: date(2026, 3, 30),
        Gate.PAYMENT: date(2026, 4, 6),
    }


def test_a_stated_gate_stands_and_later_ones_count_from_it() -> None:
    days = gate_days(deal(signing="2026-03-02", acceptance="2026-09-01"), PACE, WEEKDAYS.add)
    assert days[Gate.ACCEPTANCE] == date(2026, 9, 1)
    assert days[Gate.PAYMENT] == date(2026, 9, 8)  # five working days after Tuesday 1 September


def test_a_gate_that_the_pace_leaves_out_lies_with_the_one_before_it() -> None:
    days = gate_days(deal(signing="2026-03-02"), {Gate.SIGNING: 25}, WEEKDAYS.add)
    assert days[Gate.PAYMENT] == date(2026, 3, 2)


def due(late: dict[Gate, int], **gates: str) -> list[tuple[Any, ...]]:
    found = instalments(deal(**gates), payments(), PACE, WEEKDAYS.add, late=late)
    return [(part.gate, part.share, part.due, part.comes) for part in found]


def test_the_price_is_paid_gate_by_gate_with_its_delay() -> None:
    # 30 % at signing on 2 March, 60 % five working days after acceptance on 30 March, 10 % at payment on 6 April.
    signing, acceptance, payment = date(2026, 3, 2), date(2026, 4, 6), date(2026, 4, 6)
    assert due({}, signing="2026-03-02") == [
        (Gate.SIGNING, Fraction(3, 10), signing, signing),
        (Gate.ACCEPTANCE, Fraction(6, 10), acceptance, acceptance),
        (Gate.PAYMENT, Fraction(1, 10), payment, payment),
    ]


def test_a_late_gate_moves_its_money_and_all_that_comes_after_it() -> None:
    found = due({Gate.ACCEPTANCE: 10, Gate.PAYMENT: 3}, signing="2026-03-02")
    # Signing is in time. Acceptance and payment, due on Monday 6 April, come ten working days later.
    assert [comes for _gate, _share, _due, comes in found] == [date(2026, 3, 2), date(2026, 4, 20), date(2026, 4, 20)]


def test_a_gate_that_is_early_moves_nothing() -> None:
    assert all(due == comes for _gate, _share, due, comes in due({Gate.SIGNING: -30}, signing="2026-03-02"))


def test_a_deal_without_gates_pays_on_no_known_day() -> None:
    assert due({}) == []


def test_a_share_of_nothing_is_no_instalment() -> None:
    all_at_once = {Gate.SIGNING: Payment(share=Fraction(1)), Gate.PAYMENT: Payment(share=Fraction(0))}
    day = date(2026, 3, 2)
    assert instalments(deal(signing="2026-03-02"), all_at_once, PACE, WEEKDAYS.add, late={}) == (
        Instalment(Gate.SIGNING, Fraction(1), day, day),
    )
