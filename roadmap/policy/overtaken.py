"""Pins that facts have overtaken: what they ask for cannot happen any more, and no longer contradicts anything."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from requirements.deal import Deal
from requirements.gate import Stage
from roadmap.calendar import Calendar
from roadmap.policy.pins import Pin
from roadmap.supply.facts import Fact, State, known_facts
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

    A start that is past where no work has begun, or any start where work began on another day; an end that is past
    where work is left, or after which work was done; a release that has shipped without the feature, or has frozen
    before its work was verified; that it is not built, where it has shipped. What a pin asks for and what has happened
    is fulfilled, and not overtaken. A day off stands for the next working day, as everywhere.
    """
    feature = features.get(pin.feature or "")
    if feature is None:
        return False
    told = progress.get(pin.feature or "")
    facts, shipped = known_facts(feature, told, as_of, calendar=calendar), None if told is None else told.shipped
    if pin.planned is not None or pin.start is not None:
        return pin.planned is False if shipped is not None else _began_otherwise(pin.start, facts, as_of, calendar)
    if pin.done_by is not None:
        late = any(fact.state is State.DONE and (fact.day or pin.done_by) > pin.done_by for fact in facts)
        return late or (pin.done_by < as_of and shipped is None and any(fact.state is not State.DONE for fact in facts))
    if pin.release is None or pin.release not in releases:
        return False
    if shipped is not None:
        return shipped != pin.release
    return _has_left_without(releases[pin.release], feature, facts, as_of, calendar)


def _has_left_without(
    release: Release, feature: Feature, facts: tuple[Fact, ...], as_of: date, calendar: Calendar
) -> bool:
    """Whether a release has shipped, or has frozen before the work of a feature was verified."""
    to_verify = [fact for fact, work in zip(facts, feature.work, strict=True) if work.phase is not Phase.ENABLE]
    freeze, ship = (_worked(day, calendar) for day in (release.freeze, release.ship))
    late = any(fact.state is not State.DONE or (fact.day or as_of) > freeze for fact in to_verify)
    return ship < as_of or (freeze < as_of and late)


def _began_otherwise(start: date | None, facts: tuple[Fact, ...], as_of: date, calendar: Calendar) -> bool:
    """Whether work began on another day than it was to, if any, or has not begun and that day is past."""
    if start is None:
        return False
    begun = [fact.told.since for fact in facts if fact.told is not None]
    asked = _worked(start, calendar)
    return asked != _worked(min(begun), calendar) if begun else asked < as_of


def _worked(day: date, calendar: Calendar) -> date:
    """The day, or the next working day if it is off."""
    return calendar.next_working(day) or day
