"""The audit: a solver-free check of every rule, and the value counted again.

It shares no code with the solver. A schedule with no broken rule may be shown; any other is never shown or stored.
"""

from __future__ import annotations

from roadmap.audit import capacity, coverage, crew, landing, pins, precedence, support
from roadmap.audit.value import value
from roadmap.problem import Problem
from roadmap.schedule import Schedule

__all__ = ["RULES", "broken_rules", "value"]

RULES = (precedence.check, capacity.check, landing.check, coverage.check, support.check, pins.check)
"""The rules in the order of the design; `crew` comes before them all, because they rely on the shape it checks."""


def broken_rules(problem: Problem, schedule: Schedule) -> tuple[str, ...]:
    """Every broken rule as a sentence with positions instead of names; empty for a valid schedule.

    Malformed schedules (wrong number of features or items, unknown modes or releases) are reported alone.
    """
    malformed = tuple(crew.check(problem, schedule))
    return malformed or tuple(sentence for rule in RULES for sentence in rule(problem, schedule))
