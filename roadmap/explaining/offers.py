"""Looking for trades of many deals in one plan: broadly first, so that many deals have one, then where one is near.

First it is asked of each deal, the dearest first, what serving it costs without any change. A plan that does so also
holds with any change that allows more, so that all others begin from it. Then come the changes that most likely help,
of those deals first that cost least compared with what they bring, and then all other changes. What is left of the time
goes to the deals that have no trade yet, to the change of each that lacks least, with twice the time in each round; and
then to making trades better.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from roadmap.explaining.asking.change import ALLOWING, Change
from roadmap.explaining.asking.rounds import Asking, Heard
from roadmap.explaining.present import Present
from roadmap.explaining.repairs import Repair, ranked, try_repairs
from roadmap.tuning import TUNING

Offers = Mapping[str, Sequence[Change]]
"""By deal, the dearest first, what might serve it, what most likely does first."""
HELPFUL = ("gate", "drop_need", "person", "substitute")
"""Kinds of changes about the deal itself, by how much they mostly allow."""


def ask_offers(asking: Asking, present: Present, offers: Offers, *, heard: Heard = lambda _: None) -> None:
    """Ask what might serve each deal until the time is over. Deals of which nothing is answered were not looked at."""
    if asking.fits:  # the full model proves what it answers, and takes the same time for each
        try_repairs(asking, [change for changes in offers.values() for change in changes], heard=heard)
        return
    whole = max(0.0, asking.left())
    unchanged = [Change(served=deal) for deal, changes in offers.items() if Change(served=deal) in changes]
    with asking.sparing((1 - TUNING.trade_swap_share) * whole):
        asking.ask([*asking.unsure, *unchanged], seconds=TUNING.trade_swap, heard=heard)
    with asking.sparing((1 - TUNING.trade_swap_share - TUNING.trade_first_share) * whole):
        asking.ask(in_order(asking, present, offers), seconds=TUNING.repair_question, heard=heard)
    seconds = TUNING.trade_again
    while not asking.over():
        fit = int(TUNING.round_spare * asking.left() * asking.at_once / (seconds + TUNING.question_setup))
        wanted = nearest(asking, present, offers)[: max(1, min(fit, len(offers)))]
        if not wanted:
            return
        asking.ask([*asking.unsure, *wanted], seconds=seconds, heard=heard)
        seconds = min(TUNING.trade_longest, 2 * seconds)


def in_order(asking: Asking, present: Present, offers: Offers) -> list[Change]:
    """All changes but those that were answered: first the most helpful ones of each deal that was looked at, then the
    others; deals that cost least compared with what they bring come first."""
    looked = [deal for deal in offers if Change(served=deal) in asking.answers]
    looked.sort(key=lambda deal: _cost(asking, present, deal))
    first, rest = list[Change](), list[Change]()
    for deal in looked:
        left = sorted((one for one in offers[deal] if one not in asking.answers), key=lambda one: _rank(one, deal))
        first += left[: TUNING.trade_helpful]
        rest += left[TUNING.trade_helpful :]
    return first + rest


def _rank(change: Change, deal: str) -> tuple[int, int]:
    """The most helpful first: of kinds of changes about the deal itself, and of later gates the latest."""
    is_others = change.kind == "gate" and change.subject != deal
    is_helpful = change.kind in HELPFUL and not is_others
    return HELPFUL.index(change.kind) if is_helpful else len(HELPFUL), -change.amount


def _cost(asking: Asking, present: Present, deal: str) -> float:
    """What serving a deal without any change loses, in shares of what it can bring; most where it was not served."""
    answer = asking.answers[Change(served=deal)]
    return math.inf if answer.value is None else (present.value - answer.value) / max(1, present.deals[deal].expected)


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
