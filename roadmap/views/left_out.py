"""Left out: what the input asks for and no plan can do, said before anything else."""

from __future__ import annotations

from requirements.language import _, ngettext
from roadmap.plan.document import Plan
from roadmap.views.causes import cause_text, repair_text, sentence
from roadmap.views.lookup import Lookup, look_up

MOST_LINES = 8
"""More than these are only counted."""


def left_out_lines(plan: Plan) -> list[str]:
    """What is left out, a line each with the reason and what repairs it; empty if nothing is."""
    lines = _pins(plan, look_up(plan))
    more = len(lines) - MOST_LINES
    if more > 0:
        counted = ngettext("{count} more is left out.", "{count} more are left out.", more)
        lines = [*lines[:MOST_LINES], counted.format(count=more)]
    return lines


def _pins(plan: Plan, lookup: Lookup) -> list[str]:
    found = []
    for pin in plan.pins:
        if pin.cause is not None:
            where = f"`{pin.text}`" if pin.place is None else f"`{pin.text}` ({pin.place})"
            why = cause_text(pin.cause, lookup, currency=plan.currency)
            line = _("Left out: the pin {pin}: {why}. {repair}")
            found.append(line.format(pin=where, why=why, repair=sentence(repair_text(pin.cause))))
    return found
