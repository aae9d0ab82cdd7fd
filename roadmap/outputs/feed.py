"""The sales timeline as a calendar feed (ICS), after RFC 5545 and RFC 5546. Nothing reads the clock.

An event lives from feed to feed: its UID says which gate of which deal it is, SEQUENCE counts what matters about it,
and what is gone stays in the feed as cancelled, so that calendars which read the feed again take it out.
"""

from __future__ import annotations

import hashlib
import re
from copy import deepcopy
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

from icalendar import Calendar, Event

from requirements.errors import InputFault
from requirements.finding import Finding, Place
from requirements.language import _, in_clauses
from requirements.reading.whole_file import content_of
from roadmap.outputs.writing.kinds import CALENDAR_MARK
from roadmap.plans.deals import GateStatus
from roadmap.views.formats import long_day, working_days
from roadmap.views.sales_timeline import TimelineGate, TimelineView
from roadmap.views.words import deal_badge, gate_badge, gate_word

LARGEST = 64 * 1024 * 1024
REMEMBERED = timedelta(days=366)
"""How long after its day an event that is gone stays in the feed."""
REVISION = frozenset({"DTSTAMP", "LAST-MODIFIED", "SEQUENCE"})
"""The properties that say how old an event is, not what it says."""
SIGNIFICANT = ("DTSTART", "DTEND", "SUMMARY", "STATUS")
"""The properties whose change counts SEQUENCE up."""

_CONTROL = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]"
)
_BADGES = re.compile(r"^\S (.*) \([^()]*\)$", re.DOTALL)
"""What a summary says of the event itself, between the symbol and the word of its status."""


@dataclass(frozen=True, slots=True)
class Feed:
    """The events of a feed that was written before, by UID."""

    events: dict[str, Event]


def write_ics(view: TimelineView, before: Feed | None = None) -> bytes:
    """A calendar with one all-day event by deal and gate, on the gate's day. Control characters are left out.

    `before` is the feed that this one replaces. An event that says the same keeps every byte; one that differs is
    modified later, and later in SEQUENCE where its day, its summary or its status differs; one that is gone is
    cancelled, unless its day has passed. The UID depends on the ids of the deal and the gate alone.
    """
    calendar = Calendar()
    calendar.add("prodid", CALENDAR_MARK)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", plain(view.name))
    known = {} if before is None else before.events
    events = {str(event["uid"]): event for event in map(_event, view.gates)}
    for uid, event in events.items():
        calendar.add_component(_revised(event, known.get(uid), view.as_of))
    for uid in sorted(known.keys() - events.keys()):
        if known[uid].decoded("dtstart") + REMEMBERED >= view.as_of:
            calendar.add_component(_gone(known[uid], view.as_of))
    return bytes(calendar.to_ical())


def read_feed(file: Path) -> Feed:
    """The feed in a file that `write_ics` wrote. InputFault where it is something else."""
    return feed_of(content_of(file, LARGEST), name=file.name)


def feed_of(content: bytes, *, name: str) -> Feed:
    """The events of a feed that `write_ics` wrote, none of an empty file; `name` is what a finding calls it."""
    if not content.strip():
        return Feed({})
    try:
        calendar = Calendar.from_ical(content)
        events = {str(event["uid"]): event for event in calendar.walk("VEVENT") if isinstance(event, Event)}
        sound = str(calendar.get("prodid")) == CALENDAR_MARK and all(map(_is_ours, events.values()))
    except (ValueError, KeyError, IndexError, AttributeError, TypeError):
        sound = False
    if not sound:
        message = _("roadmap did not write this calendar and cannot update its events.")
        hint = _("Name another file, or move this file away to begin a new calendar.")
        raise InputFault([Finding("feed-unreadable", Place(name), message, hint)])
    return Feed(events)


def _is_ours(event: Event) -> bool:
    """Whether an event has what `write_ics` gives every event."""
    modified = event.decoded(_modified(event))
    return (
        isinstance(event.decoded("sequence", 0), int)
        and type(event.decoded("dtstart")) is date
        and isinstance(modified, datetime)
        and modified.tzinfo is not None
    )


def _modified(event: Event) -> str:
    """The property that says when an event was modified; feeds of earlier versions have the stamp alone."""
    return "last-modified" if "last-modified" in event else "dtstamp"


def plain(text: str) -> str:
    """Text on one line, without control characters and marks that turn its direction.

    A backslash becomes a wide one: calendars, and the library that writes ours, take `\\N` for the end of a line.
    """
    return _CONTROL.sub("", re.sub(r"\s+", " ", text)).strip().replace("\\", "\N{FULLWIDTH REVERSE SOLIDUS}")


def _revised(event: Event, before: Event | None, as_of: date) -> Event:
    """An event with its revision: that of the event before where it says the same, else a later one."""
    moment = datetime.combine(as_of, time(), tzinfo=UTC)
    if before is None:
        return _stamped(event, moment, sequence=0)
    sequence, modified = int(before.get("sequence", 0)), before.decoded(_modified(before))
    if _told(event) == _told(before):
        return _stamped(event, modified, sequence=sequence)
    matters = any(_line(event, name) != _line(before, name) for name in SIGNIFICANT)
    return _stamped(event, max(moment, modified + timedelta(seconds=1)), sequence=sequence + matters)


def _gone(before: Event, as_of: date) -> Event:
    """An event that the timeline no longer holds: cancelled; left as it was once its day has passed."""
    event = deepcopy(before)
    if before.decoded("dtstart") >= as_of and before.get("status") != "CANCELLED":
        for name in ("status", "summary", "description"):
            event.pop(name, None)
        event.add("status", "CANCELLED")
        what = _BADGES.sub(r"\1", str(before.get("summary", "")))
        event.add("summary", _("✕ {what} (no longer in the plan)").format(what=what))
        event.add("description", _("The deal is closed, or it no longer has this gate. Nothing is promised."))
    return _revised(event, before, as_of)


def _stamped(event: Event, moment: datetime, *, sequence: int) -> Event:
    for name in REVISION:
        event.pop(name, None)
    event.add("dtstamp", moment)
    event.add("last-modified", moment)
    event.add("sequence", sequence)
    return event


def _told(event: Event) -> list[tuple[str, bytes]]:
    """All that an event says, without its revision."""
    return sorted((name, _line(event, name)) for name in event if name not in REVISION)


def _line(event: Event, name: str) -> bytes:
    value = event.get(name)
    return b"" if value is None else bytes(value.to_ical())


def _event(gate: TimelineGate) -> Event:
    event = Event()
    event.add("uid", _uid(gate))
    event.add("dtstart", gate.gate_day)
    event.add("dtend", gate.gate_day + timedelta(days=1))
    event.add("summary", plain(_summary(gate)))
    event.add("description", "\n".join(plain(line) for line in _description(gate)))
    event.add("categories", [gate.gate.value])
    event.add("status", "TENTATIVE" if gate.status is GateStatus.NOT_PROMISED else "CONFIRMED")
    event.add("transp", "TRANSPARENT")
    event.add("class", "CONFIDENTIAL")
    return event


def _uid(gate: TimelineGate) -> str:
    return f"{hashlib.sha256(gate.key.encode('utf-8', 'replace')).hexdigest()[:32]}@designin-roadmap"


def _summary(gate: TimelineGate) -> str:
    badge = gate_badge(gate.status)
    return _("{symbol} {customer}: {gate} ({status})").format(
        symbol=badge.symbol, customer=gate.customer or gate.deal, gate=gate_word(gate.gate), status=badge.word
    )


def _description(gate: TimelineGate) -> list[str]:
    lines = [gate.name or gate.deal, _("Deal status: {status}.").format(status=deal_badge(gate.deal_status).word)]
    if gate.cause is not None:
        lines.append(_("Reason: {cause}.").format(cause=gate.cause))
    if gate.promised_day is None:
        lines.append(_("Nothing is promised for this gate."))
    else:
        lines.append(_("Promised date: {day}.").format(day=long_day(gate.promised_day)))
    if gate.release is not None:
        lines.append(_("Release: {release}.").format(release=gate.release))
    if gate.slack_days is not None:
        lines.append(_("Slack: {days}.").format(days=working_days(gate.slack_days)))
    if gate.published_day is not None:
        lines.append(_("Published date: {day}.").format(day=long_day(gate.published_day)))
    if gate.missing:
        lines.append(_("Still missing: {missing}.").format(missing=in_clauses(gate.missing)))
    if gate.owner is not None:
        lines.append(_("Owner: {owner}.").format(owner=gate.owner))
    return lines
