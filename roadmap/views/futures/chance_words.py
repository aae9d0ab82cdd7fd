"""Words for chances: numbers of twenty futures, and never a decimal."""

from __future__ import annotations

from requirements.language import _
from roadmap.futures.chances import DOTS, Chances
from roadmap.views.formats import money


def in_twenty(chance: float) -> str:
    """A chance as so many of twenty: 17 of 20."""
    return _("{count} of {all}").format(count=round(DOTS * chance), all=DOTS)


def late_sentence(late: int) -> str:
    """How many of twenty futures are late."""
    return _("In {count} of {all} futures it is late.").format(count=late, all=DOTS)


def target_sentence(chances: Chances) -> str:
    """How often the revenue target is reached with the deals in hand."""
    total = chances.revenue.total
    return _("In {count} of {all} futures, the deals in hand reach the target of {target}.").format(
        count=round(DOTS * (total.chance or 0)), all=DOTS, target=money(total.target or 0, chances.currency)
    )
