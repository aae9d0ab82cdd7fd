"""Cash: on which days the parts of a deal's price are paid, and how a gate that is met late moves them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from requirements.deal import Deal
from requirements.funnel.payment import Payment
from requirements.gate import Gate

Add = Callable[[date, int], date]
"""Counts working days: the day so many working days after a day, before it if negative."""


@dataclass(frozen=True, slots=True)
class Instalment:
    """One part of a deal's price: its share, the day on which it is due if every gate is met in time, and the day on
    which it comes by a plan."""

    gate: Gate
    share: Fraction
    due: date
    comes: date


def gate_days(deal: Deal, pace: Mapping[Gate, int], add: Add) -> dict[Gate, date]:
    """The day of every gate: as the deal states it, else at the typical distance from the last stated gate before it,
    or from the first one after it. Empty for a deal without gates.

    `pace` gives working days from the first contact to each gate; a gate it does not name lies with the one before it.
    """
    stated = [gate for gate in Gate if gate in deal.gates]
    days: dict[Gate, date] = {}
    for gate in Gate if stated else ():
        near = max((g for g in stated if g.rank <= gate.rank), key=lambda g: g.rank, default=stated[0])
        days[gate] = (
            deal.gates[near] if near is gate else add(deal.gates[near], _reach(gate, pace) - _reach(near, pace))
        )
    return days


def instalments(
    deal: Deal, payments: Mapping[Gate, Payment], pace: Mapping[Gate, int], add: Add, *, late: Mapping[Gate, int]
) -> tuple[Instalment, ...]:
    """The instalments of a deal in the order of the gates; none for a deal without gates.

    `late` gives working days by which a plan meets gates late; what comes at a gate or after it comes later by the most
    of them up to that gate.
    """
    days = gate_days(deal, pace, add)
    found = []
    for gate in Gate:
        if gate in payments and gate in days and payments[gate].share:
            slip = max((late.get(earlier, 0) for earlier in Gate if earlier.rank <= gate.rank), default=0)
            due = add(days[gate], payments[gate].delay)
            comes = add(due, slip) if slip > 0 else due
            found.append(Instalment(gate, payments[gate].share, due, comes))
    return tuple(found)


def _reach(gate: Gate, pace: Mapping[Gate, int]) -> int:
    """Working days from the first contact to a gate."""
    return max((days for other, days in pace.items() if other.rank <= gate.rank), default=0)
