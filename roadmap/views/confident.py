"""How sure a plan was asked to be, what it reaches and what that costs, as people read it."""

from __future__ import annotations

from collections.abc import Iterator

from requirements.language import _, follow_on
from roadmap.futures.chances import DOTS
from roadmap.plan.confidence import ConfidencePart, SureDeal
from roadmap.supply.feature import Phase
from roadmap.views.formats import money, percent
from roadmap.views.words import phase_word


def reached_sentence(part: ConfidencePart) -> str:
    """How many deals reach the confidence that was asked for, beside the plan that did not ask for it."""
    before = [deal for deal in part.deals if deal.without is not None]
    text = _(
        "{asked} was asked for. The promises to {reached} of {count} deals that wait for a release hold that often; to "
        "{before} of them without it."
    )
    return text.format(
        asked=percent(part.asked),
        reached=sum(deal.reached for deal in part.deals),
        count=len(part.deals),
        before=sum((deal.without or 0.0) >= part.asked for deal in before),
    )


def cost_sentence(part: ConfidencePart, currency: str) -> str:
    """What that costs if all goes as planned, and what it brings on average."""
    if not part.cost:
        plain = _("It costs nothing: the plan that is worth most is also the surest that was found.")
    else:
        plain = _("It costs {cost} if all goes as planned.").format(cost=money(part.cost, currency))
    mean = _("On average over {runs} futures it is worth {expected}, and {without} without it.").format(
        runs=f"{part.runs:,}",
        expected=money(part.expected, currency),
        without=money(part.expected_without, currency),
    )
    return follow_on(plain, mean)


def assured_sentence(part: ConfidencePart, currency: str) -> str:
    """What can be counted on with the confidence."""
    text = _("With {asked} confidence, at least {assured} can be counted on, and {without} without it.")
    return text.format(
        asked=percent(part.asked),
        assured=money(part.assured, currency),
        without=money(part.assured_without, currency),
    )


def room_lines(part: ConfidencePart) -> Iterator[str]:
    """The room that was left for work, the largest first, and the buffers of single features."""
    for line in sorted(part.room, key=lambda one: (-one.more, one.phase, one.skill)):
        yield _("{phase} by {skill}: {more} longer").format(
            phase=phase_word(Phase(line.phase)), skill=line.skill, more=percent(line.more)
        )


def deal_chance(deal: SureDeal) -> str:
    """How often the promises of a deal hold: 17 of 20 (without 9 of 20)."""
    now = _("{count} of {all}").format(count=round(DOTS * deal.chance), all=DOTS)
    if deal.without is None:
        return now
    before = _("{count} of {all}").format(count=round(DOTS * deal.without), all=DOTS)
    return _("{now} (without: {before})").format(now=now, before=before)
