"""The trains: the next releases, what each brings, and to whom."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from requirements.gate import Gate
from requirements.language import _, ngettext
from roadmap.plans.deals import DealLine, DealStatus, GateStatus
from roadmap.plans.document import Plan, ReleaseLine
from roadmap.views.formats import figure, short_day
from roadmap.views.horizons import horizon_badge, horizon_of_release
from roadmap.views.lookup import Lookup, in_hand, kept_by_deals_of
from roadmap.views.quarterly.quarter import coming_quarter
from roadmap.views.words import Badge, deal_badge

MOST_TRAINS = 5
MOST_FEATURES = 3
MOST_CUSTOMERS = 3
MOST_DOTS = 14
"""Customers that have a dot each; more are only counted."""


@dataclass(frozen=True, slots=True)
class NamedLink:
    """A thing by its id and by what people call it."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Dots:
    """The customers of one status, a dot each; `word` tells the same without them."""

    tone: str
    symbols: str
    word: str


@dataclass(frozen=True, slots=True)
class ComingTrain:
    """A release to come: when it ships, how firm it is, what it is worth to whom, and what is new in it."""

    id: str
    horizon: Badge
    ship: str
    freeze: str
    worth: str
    """What the customers that it completes are worth, or what it opens where it completes none."""
    customers: str
    dots: tuple[Dots, ...]
    features: tuple[NamedLink, ...]
    more_features: str
    deals: tuple[NamedLink, ...]
    more_deals: str


def build_trains(plan: Plan, lookup: Lookup) -> tuple[ComingTrain, ...]:
    """The releases of the coming quarter and the one after it, and later ones while there is room."""
    quarter = coming_quarter(plan.as_of, plan.horizon).following
    ahead = sorted(
        (line for line in plan.releases if line.used and not line.past and line.ship >= plan.as_of),
        key=lambda line: (line.ship, line.id),
    )
    within = [line for line in ahead if line.ship <= quarter.last]
    chosen = ahead[: max(MOST_TRAINS, len(within))] if len(within) <= MOST_TRAINS else within[:MOST_TRAINS]
    return tuple(_train(line, plan, lookup) for line in chosen)


def _train(release: ReleaseLine, plan: Plan, lookup: Lookup) -> ComingTrain:
    served = [d for d in in_hand(plan) if d.release == release.id and d.status is not DealStatus.GIVEN_UP]
    served.sort(key=lambda deal: (-deal.kept, deal.id))
    features = [lookup.features[key] for key in release.features if key in lookup.features]
    features.sort(key=lambda line: (-kept_by_deals_of(line, lookup), line.id))
    more_features, more_deals = len(features) - MOST_FEATURES, len(served) - MOST_CUSTOMERS
    return ComingTrain(
        id=release.id,
        horizon=horizon_badge(horizon_of_release(release, plan, lookup)),
        ship=short_day(release.ship),
        freeze=_("freeze {day}").format(day=short_day(release.freeze)),
        worth=figure(sum(deal.kept for deal in served)) if served else _opens(release, plan),
        customers=ngettext("{n} customer", "{n} customers", len(served)).format(n=len(served)) if served else "",
        dots=_dots(served),
        features=tuple(NamedLink(line.id, line.name) for line in features[:MOST_FEATURES]),
        more_features=f"+ {more_features}" if more_features > 0 else "",
        deals=tuple(NamedLink(deal.id, deal.customer) for deal in served[:MOST_CUSTOMERS]),
        more_deals=f"+ {more_deals}" if more_deals > 0 else "",
    )


def _opens(release: ReleaseLine, plan: Plan) -> str:
    """What a release opens that completes no customer: evaluations and other gates that it makes ready."""
    gates = Counter(
        line.gate
        for deal in in_hand(plan)
        for line in deal.gates
        if line.release == release.id and line.status in (GateStatus.MET, GateStatus.AT_RISK)
    )
    if not gates:
        return _("no gate met")
    if set(gates) == {Gate.EVALUATION}:
        n = gates[Gate.EVALUATION]
        return ngettext("{n} evaluation met", "{n} evaluations met", n).format(n=n)
    n = sum(gates.values())
    return ngettext("{n} gate met", "{n} gates met", n).format(n=n)


def _dots(deals: list[DealLine]) -> tuple[Dots, ...]:
    if len(deals) > MOST_DOTS:
        return ()
    found = []
    for status in DealStatus:
        count = sum(deal.status is status for deal in deals)
        if count:
            badge = deal_badge(status)
            word = _("{status}: {n}").format(status=badge.word, n=count)
            found.append(Dots(badge.tone, badge.symbol * count, word))
    return tuple(found)
