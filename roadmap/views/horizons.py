"""How firm something is that the plan lands: committed, planned or exploring."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from requirements.language import _
from roadmap.editions.seen import Seen
from roadmap.plans.document import Plan, ReleaseLine
from roadmap.views.lookup import Lookup
from roadmap.views.words import Badge


class Horizon(StrEnum):
    """How firm: committed, a published promise rests on it; planned, a deal in hand counts on it, or nothing else is
    known of it; exploring, only deals that nobody has yet count on it."""

    COMMITTED = "committed"
    PLANNED = "planned"
    EXPLORING = "exploring"


def horizon_badge(horizon: Horizon) -> Badge:
    """A horizon as a mark: its sign, its word and its tone."""
    return {
        Horizon.COMMITTED: Badge("■", _("committed"), "committed"),
        Horizon.PLANNED: Badge("□", _("planned"), "planned"),
        Horizon.EXPLORING: Badge("◌", _("exploring"), "exploring"),
    }[horizon]


def promised_deals(plan: Plan | Seen) -> frozenset[str]:
    """The deals to which something was promised and published, and to which this plan keeps it or moves it."""
    return frozenset(line.deal for line in plan.promises if line.ready is not None)


def horizon_of_release(release: ReleaseLine, plan: Plan | Seen, lookup: Lookup) -> Horizon:
    """How firm a release is: by the promises that name it, else by the deals that need something of it."""
    if any(line.release == release.id and line.ready is not None for line in plan.promises):
        return Horizon.COMMITTED
    return Horizon.EXPLORING if _is_only_for_placeholders(release.deals, lookup) else Horizon.PLANNED


def horizon_of_feature(deals: Iterable[str], promised: frozenset[str], *, to_come: bool) -> Horizon:
    """How firm a feature is on which these deals count; `promised` are the deals with a published promise
    (`promised_deals`), `to_come` says whether only deals that nobody has yet count on it."""
    if promised.intersection(deals):
        return Horizon.COMMITTED
    return Horizon.EXPLORING if to_come else Horizon.PLANNED


def _is_only_for_placeholders(deals: Iterable[str], lookup: Lookup) -> bool:
    known = [lookup.deals[key] for key in deals if key in lookup.deals]
    return bool(known) and all(deal.placeholder for deal in known)
