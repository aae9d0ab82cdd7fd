"""Pins that facts have overtaken: what they ask for cannot happen any more, and no longer contradicts anything."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from requirements.deal import Deal
from requirements.gate import Stage
from roadmap.calendar import Calendar
from roadmap.policy.pins import Pin
from roadmap.supply.facts import State, known_facts
from roadmap.supply.feature import Feature, Phase
from roadmap.supply.progress import FeatureProgress
from roadmap.supply.release import Release


def is_lost(pin: Pin, deals: Mapping[str, Deal]) -> bool:
    """Whether a pin wants a deal served that is lost."""
    deal = deals.get(pin.deal or "")
    return deal is not None and pin.served is True and deal.stage is Stage.LOST


def is_overtaken(
    pin: Pin,
    features: Mapping[str, Feature],
    progress: Mapping[str, FeatureProgress],
    releases: Mapping[str, Release],
    as_of: date,
    *,
    calendar: Calendar,
) -> bool:
    """Whether a pin of a feature asks for what is past and did not happen.

    A start that is past where no work has begun, or where it began on another day; an end that is past where work is
    left, or after which work was done; a release that has shipped without the feature, or has frozen before its work
    was verified. What a pin asks for and what has happened is fulfilled, and not overtaken.
    """
    feature = features.get(pin.feature or "")
    if feature is None:
        return False
    told = progress.get(pin.feature or "")
    facts, shipped = known_facts(feature, told, as_of, calendar=calendar), None if told is None else told.shipped
    if pin.start is not None:
        begun = [fact.told.started for fact in facts if fact.told is not None]
        return pin.start < as_of and shipped is None and (not begun or min(begun) != pin.start)
    if pin.done_by is not None:
        late = any(fact.state is State.DONE and (fact.day or pin.done_by) > pin.done_by for fact in facts)
        return late or (pin.done_by < as_of and shipped is None and any(fact.state is not State.DONE for fact in facts))
    if pin.release is None or pin.release not in releases:
        return False
    if shipped is not None:
        return shipped != pin.release
    release = releases[pin.release]
    to_verify = [fact for fact, work in zip(facts, feature.work, strict=True) if work.phase is not Phase.ENABLE]
    freeze = calendar.next_working(release.freeze) or release.freeze
    late = any(fact.state is not State.DONE or (fact.day or as_of) > freeze for fact in to_verify)
    return release.ship < as_of or (freeze < as_of and late)
