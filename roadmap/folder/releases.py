"""Releases of a folder: cadences expanded, days off moved to the next working day, in order of their ship days."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from requirements.deal import gates_ahead
from requirements.finding import Finding, Severity
from requirements.language import _, ngettext
from requirements.market import CLOSED
from roadmap.calendar import Calendar
from roadmap.folder.texts.collected import Collected
from roadmap.supply.release import Cadence, Release

MOST_RELEASES = 1_000


def order_releases(collected: Collected, calendar: Calendar) -> dict[str, Release]:
    """All releases by ship day, those of cadences included; what cannot be placed is noted as a finding.

    Days outside the calendar stay as they are, and so does a day off inside it after which nobody works any more: such
    a release ships after the plan, which is said where releases are checked.
    """
    releases = {key: _on_working_days(collected, calendar, key, release) for key, release in collected.releases.items()}
    for position, cadence in collected.cadences.items():
        origin = collected.declared["cadences"][position]
        for key, release in expand(cadence, calendar):
            if len(releases) >= MOST_RELEASES:
                _refuse_more(collected, position)
                return releases
            if key in collected.declared["releases"]:
                _clash(collected, position, key)
                continue
            collected.declared["releases"][key] = origin
            releases[key] = release
    return dict(sorted(releases.items(), key=lambda pair: (pair[1].ship, pair[1].freeze)))


def _refuse_more(collected: Collected, position: int) -> None:
    message = _("the folder has more than {limit} releases, which is too large to plan").format(limit=MOST_RELEASES)
    hint = _("Begin the cadence later, end it earlier, or use longer intervals.")
    collected.find(Finding("too-large", collected.place("cadences", position), message, hint))


def expand(cadence: Cadence, calendar: Calendar) -> Iterator[tuple[str, Release]]:
    """The releases of a cadence, by id. A ship day off moves to the next working day, unless that is after the last."""
    day, number = cadence.first, 0
    while day <= min(cadence.last, calendar.last):
        ship = moved(day, calendar)
        number += 1
        if ship is not None and ship <= cadence.last:
            freeze = calendar.add(ship, -cadence.freeze) if ship >= calendar.first else ship
            yield (
                f"{cadence.prefix}{number}",
                Release(freeze=min(freeze, ship), ship=ship, cost=cadence.cost, fixed=cadence.fixed),
            )
        day += timedelta(weeks=cadence.weeks)


def moved(day: date, calendar: Calendar) -> date | None:
    """The day, or the next working day if it is off; None if nobody works any more. Outside the calendar, the day."""
    return calendar.next_working(day) if calendar.first <= day <= calendar.last else day


def _on_working_days(collected: Collected, calendar: Calendar, key: str, release: Release) -> Release:
    freeze, ship = moved(release.freeze, calendar), moved(release.ship, calendar)
    if freeze is None or ship is None:
        return release
    if ship != release.ship:
        collected.findings += _missed_by_moving(collected, calendar, key, (release.ship, ship))
    return Release(freeze=freeze, ship=ship, cost=release.cost, fixed=release.fixed)


def _missed_by_moving(collected: Collected, calendar: Calendar, key: str, days: tuple[date, date]) -> Iterator[Finding]:
    """A remark for each gate that a release would meet on its stated day off, and misses on the working day after."""
    stated, ship = days
    for name, deal in collected.deals.items():
        segment = collected.segments.get(deal.segment)
        if deal.stage in CLOSED or segment is None:
            continue
        lead = segment.lead_time if deal.lead_time is None else deal.lead_time
        ready = calendar.add(ship, lead)
        for gate in gates_ahead(deal):
            day = deal.gates[gate]
            if (calendar.add(stated, lead) if lead else stated) <= day < ready:
                message = ngettext(
                    "{stated} is a day off: {release} ships on {ship}, so {deal} misses {gate} by {count} working day",
                    "{stated} is a day off: {release} ships on {ship}, so {deal} misses {gate} by {count} working days",
                    late := calendar.limit(ready, ship) - calendar.limit(day, ship),
                ).format(release=key, ship=ship, stated=stated, deal=name, gate=gate.value, count=late)
                hint = _("Set an earlier working day as the ship day, or list the day under `working_days`.")
                place = collected.place("releases", key, "ship")
                yield Finding(
                    "ship-day-off",
                    place,
                    message,
                    hint,
                    Severity.WARNING,
                    related=(collected.place("deals", name, "gates", gate.value),),
                )


def _clash(collected: Collected, position: int, key: str) -> None:
    first = collected.place("releases", key, key=True)
    message = _("the cadence makes a release {id}, but a release of this id is stated already at {place}").format(
        id=key, place=first
    )
    place = collected.place("cadences", position, "prefix")
    collected.find(Finding("duplicate-id", place, message, _("Choose another `prefix`."), related=(first,)))
