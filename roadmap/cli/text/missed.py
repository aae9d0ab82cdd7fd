"""`--fail-on-missed`: a command that looks at gates and promises, and ends with 6 where one is missed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

import click

from requirements.language import enumerated, ngettext
from roadmap.cli.terminal.printing import remark
from roadmap.plans.deals import DealStatus
from roadmap.plans.document import Plan

Decorated = TypeVar("Decorated", bound=Callable[..., Any])
MOST_NAMED = 10


def fail_option(text: str) -> Callable[[Decorated], Decorated]:
    """`--fail-on-missed`, with what it looks at."""
    return click.option("--fail-on-missed", "fail_on_missed", is_flag=True, help=text)


def missed_deals(plan: Plan) -> list[str]:
    """The deals in hand that are late at a gate or not served at all, in the order of the plan."""
    missed = (DealStatus.LATE, DealStatus.GIVEN_UP)
    return [deal.id for deal in plan.deals if deal.status in missed and not deal.placeholder]


def remark_missed(deals: Sequence[str]) -> None:
    """Tell people which deals made the command end with 6."""
    named = enumerated([*deals[:MOST_NAMED], *(["..."] if len(deals) > MOST_NAMED else [])])
    sentence = ngettext(
        "roadmap: {n} deal misses a gate: {deals}.", "roadmap: {n} deals miss a gate: {deals}.", len(deals)
    )
    remark(sentence.format(n=len(deals), deals=named), bold=True)
