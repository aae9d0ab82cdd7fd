"""Forecast rates against what happened to deals, and how sure that is."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from requirements.gate import Stage
from requirements.market import Market
from roadmap.tracking.ratios import RatioVerdict

FEWEST = 5
"""Deals that were decided below which nothing is suggested."""
PRIOR = 10
"""How many decided deals the stated rate counts for when the two are put together."""
Z = 1.2816
"""The 90 % quantile of the normal distribution: intervals hold with a confidence of 80 %."""
WON = frozenset({Stage.WON, Stage.DELIVERY, Stage.ACCEPTED, Stage.PAID})


@dataclass(frozen=True, slots=True)
class Rate:
    """One rate of a segment: what is stated, how many deals were decided, how many of them went well.

    `least` and `most` hold the true rate with a confidence of 80 % (Wilson's interval; None without a decided deal).
    `suggested` is the mean of the stated rate, which counts for ten deals, and what was seen; None where nothing is
    suggested.
    """

    segment: str
    rate: Literal["win_rate", "lead_rate"]
    stated: float
    decided: int
    good: int
    least: float | None
    most: float | None
    suggested: float | None

    @property
    def verdict(self) -> RatioVerdict:
        """too_few below `FEWEST` decided deals; differs where the stated rate lies outside the interval."""
        if self.decided < FEWEST or self.least is None or self.most is None:
            return RatioVerdict.TOO_FEW
        return RatioVerdict.FITS if self.least <= self.stated <= self.most else RatioVerdict.DIFFERS


@dataclass(frozen=True, slots=True)
class DecidedDeal:
    """A deal that was won or lost: its segment, whether it was a lead once, and whether it got on from there."""

    segment: str
    was_lead: bool
    got_on: bool
    won: bool


@dataclass(frozen=True, slots=True)
class StageStep:
    """How many deals went from one stage to another since the baseline; None: it was not there yet."""

    before: Stage | None
    after: Stage
    deals: int


def rates_of(market: Market, stages: Mapping[str, Stage], *, past: Sequence[DecidedDeal] = ()) -> tuple[Rate, ...]:
    """Win and lead rate of every segment. `stages` are those of the baseline, by deal.

    A deal that was a lead then and is lost now speaks against the lead rate, any other lost deal against the win rate;
    deals that were lost before the baseline count as opportunities. A lead that went on speaks for the lead rate.
    `past` are deals that are not in the folder any more.
    """
    found = []
    for key, segment in market.segments.items():
        deals = {name: deal for name, deal in market.deals.items() if deal.segment == key}
        leads = [deal.stage for name, deal in deals.items() if stages.get(name) is Stage.LEAD]
        others = [deal.stage for name, deal in deals.items() if stages.get(name) is not Stage.LEAD]
        gone_on = [stage for stage in leads if stage is not Stage.LEAD]
        others += [stage for stage in gone_on if stage in WON]
        won, lost = sum(stage in WON for stage in others), sum(stage is Stage.LOST for stage in others)
        advanced = sum(stage is not Stage.LOST for stage in gone_on)
        old = [deal for deal in past if deal.segment == key]
        began, further = [deal for deal in old if deal.was_lead], [deal for deal in old if deal.got_on]
        decided, good = won + lost + len(further), won + sum(deal.won for deal in further)
        found.append(_rate(key, "win_rate", float(segment.win_rate), decided=decided, good=good))
        leads_past, leads_good = len(gone_on) + len(began), advanced + sum(deal.got_on for deal in began)
        found.append(_rate(key, "lead_rate", float(segment.lead_rate), decided=leads_past, good=leads_good))
    return tuple(found)


def steps_of(market: Market, stages: Mapping[str, Stage]) -> tuple[StageStep, ...]:
    """What became of the deals since the baseline, in the order of the stages; those that stayed are counted too."""
    order = {None: -1} | {stage: number for number, stage in enumerate(Stage)}
    counts = Counter((stages.get(key), deal.stage) for key, deal in market.deals.items())
    pairs = sorted(counts, key=lambda pair: (order[pair[0]], order[pair[1]]))
    return tuple(StageStep(before, after, counts[before, after]) for before, after in pairs)


def _rate(segment: str, rate: Literal["win_rate", "lead_rate"], stated: float, *, decided: int, good: int) -> Rate:
    least, most = share_between(good, decided) if decided else (None, None)
    differs = decided >= FEWEST and least is not None and most is not None and not least <= stated <= most
    suggested = round((good + PRIOR * stated) / (decided + PRIOR), 4) if differs else None
    return Rate(segment, rate, round(stated, 6), decided, good, least, most, suggested)


def share_between(good: int, count: int) -> tuple[float, float]:
    """The interval of a share by its count, with a confidence of 80 %: Wilson's score interval (1927), which also holds
    for few deals and for none or all of them good."""
    share, square = good / count, Z * Z
    middle = (share + square / (2 * count)) / (1 + square / count)
    half = Z * math.sqrt(share * (1 - share) / count + square / (4 * count * count)) / (1 + square / count)
    return round(max(0.0, middle - half), 4), round(min(1.0, middle + half), 4)
