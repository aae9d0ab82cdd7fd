"""Looking for trades of many deals in one plan: broadly first, so that many deals have one, then where one is near.

The first questions take a share of the time. Deals come in order, the dearest first, and of each first whether it could
be served without any change: a plan that does so also holds with any change that allows more, so that the others begin
from it. What is left of the time goes to the deals that have no trade yet, to the change of each that lacks least
compared with what the deal can bring, with twice the time in each round; and then to making trades better.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from roadmap.explaining.asking.change import ALLOWING, Change
from roadmap.explaining.asking.rounds import Asking, Heard
from roadmap.explaining.present import Present
from roadmap.explaining.repairs import Repair, ranked, try_repairs
from roadmap.tuning import TUNING

Offers = Mapping[str, Sequence[Change]]
"""By deal, the dearest first, what might serve it, what most likely does first."""


def ask_offers(asking: Asking, present: Present, offers: Offers, *, heard: Heard = lambda _: None) -> None:
    """Ask what might serve each deal until the time is over. Deals of which nothing is answered were not looked at."""
    if asking.fits:  # the full model proves what it answers, and takes the same time for each
        try_repairs(asking, [change for changes in offers.values() for change in changes], heard=heard)
        return
    first = [change for changes in offers.values() for change in unchanged_first(changes)]
    rest = (1 - TUNING.trade_first_share) * max(0.0, asking.left())
    with asking.sparing(rest):
        asking.ask([*asking.unsure, *first], seconds=TUNING.repair_question, heard=heard)
    seconds = TUNING.repair_question
    while not asking.over():
        seconds = min(TUNING.trade_longest, 2 * seconds)
        fit = int(TUNING.round_spare * asking.left() * asking.at_once / (seconds + TUNING.question_setup))
        wanted = nearest(asking, present, offers)[: max(1, min(fit, len(offers)))]
        if not wanted:
            return
        asking.ask([*asking.unsure, *wanted], seconds=seconds, heard=heard)


def unchanged_first(changes: Sequence[Change]) -> list[Change]:
    """Changes in their order, behind that nothing changes but the deal is served."""
    return sorted(changes, key=lambda change: change.kind != "nothing")


def nearest(asking: Asking, present: Present, offers: Offers) -> list[Change]:
    """What to ask about again: of each deal that has no trade the change that lacks least to be one, those that lack
    least of what the deal can bring first; behind them the best trade of each deal that may become better."""
    without, better = list[tuple[float, Change]](), list[tuple[float, Change]]()
    for deal in offers:
        found, brings = ranked(present, deal, asking), max(1, present.deals[deal].expected)
        if found.told:
            best = found.told[0]
            if best.bound is None or best.bound > best.value:
                better.append((-best.difference.found / brings, best.change))
        elif found.too_dear:
            least = min(found.too_dear, key=lambda one: lacks(one, brings=brings))
            without.append((lacks(least, brings=brings) / brings, least.change))
    ordered = [*sorted(without, key=lambda one: one[0]), *sorted(better, key=lambda one: one[0])]
    return [change for _worth, change in ordered]


def lacks(repair: Repair, *, brings: int) -> int:
    """By how much a repair loses more than a trade may."""
    return -repair.difference.found - (0 if repair.change.kind in ALLOWING else brings)
