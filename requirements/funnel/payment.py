"""Payments: which part of a contract is paid after which gate."""

from __future__ import annotations

from fractions import Fraction
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator

from requirements.describing.schema import short
from requirements.fault import fault
from requirements.fields import Days, Share
from requirements.gate import Gate
from requirements.model import Model


class Payment(Model):
    """One payment of a contract: its share of the value, and its time."""

    share: Share
    """The share of the contract value."""
    delay: Days = 0
    """Working days from the gate to the payment."""


def _read_payment(value: Any) -> Any:
    return value if isinstance(value, dict | Payment) else {"share": value}


def _whole_price(payments: dict[Gate, Payment]) -> dict[Gate, Payment]:
    if sum(payment.share for payment in payments.values()) != 1:
        raise fault("payments-sum", "the payments do not add up to 100% of the contract value")
    return payments


PaymentLine = Annotated[
    Payment,
    BeforeValidator(_read_payment),
    short({"type": ["string", "number"], "description": "Short form: the share alone, paid on the day of the gate."}),
]
"""A payment; its share alone is enough."""

WHOLE_PRICE = AfterValidator(_whole_price)
"""The mark of payments by gate, for `Annotated`: their shares add up to 100%."""

ON_PAYMENT = {Gate.PAYMENT: Payment(share=Fraction(1))}
"""Everything is paid at the payment gate."""
