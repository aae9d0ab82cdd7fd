"""The sales timeline as a table (CSV), for programs (JSON) and for calendars (ICS). Nothing reads the clock."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
from dataclasses import asdict
from datetime import UTC, date, datetime, time, timedelta

from icalendar import Calendar, Event

from requirements.language import _
from roadmap.outputs.kinds import CALENDAR_MARK, TIMELINE_KIND
from roadmap.views.formats import working_days
from roadmap.views.timeline import TimelineGate, TimelineView
from roadmap.views.words import gate_badge, gate_word

SCHEMA_VERSION = 1
COLUMNS = (
    "deal",
    "name",
    "customer",
    "segment",
    "owner",
    "stage",
    "gate",
    "gate_day",
    "release",
    "ready_day",
    "slack_days",
    "status",
    "confidence",
    "missing",
)

_FORMULA = re.compile(r"[\s\u200b-\u200f\u2060\ufeff]*[=+\-@|%＝＋－＠｜％\t\r\n]")
_CONTROL = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]"
)


def write_csv(view: TimelineView) -> str:
    """One row by deal and gate, with a byte order mark so that spreadsheets read it as UTF-8, and CRLF line ends.

    Text that a spreadsheet would take for a formula begins with an apostrophe; numbers stay numbers, days are ISO
    days, missing needs are joined by "; ".
    """
    sheet = io.StringIO(newline="")
    writer = csv.writer(sheet, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for gate in view.gates:
        fields = _fields(gate) | {"missing": "; ".join(gate.missing)}
        writer.writerow([_cell(fields[column]) for column in COLUMNS])
    return "\ufeff" + sheet.getvalue()


def write_json(view: TimelineView) -> str:
    """The timeline as one JSON object with `schema_version`; days are ISO days, what is not known is null."""
    document = {
        "kind": TIMELINE_KIND,
        "schema_version": SCHEMA_VERSION,
        "audience": view.audience,
        "name": view.name,
        "as_of": view.as_of.isoformat(),
        "gates": [_fields(gate) for gate in view.gates],
    }
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def write_ics(view: TimelineView) -> bytes:
    """A calendar with one all-day event by deal and gate, on the gate's day.

    An event keeps its UID for as long as the deal, the gate and the plan's name are the same, so a calendar that reads
    a later plan moves its events. Control characters are left out.
    """
    calendar = Calendar()
    calendar.add("prodid", CALENDAR_MARK)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", plain(view.name))
    for gate in view.gates:
        calendar.add_component(_event(gate, view))
    return bytes(calendar.to_ical())


def plain(text: str) -> str:
    """Text on one line, without control characters and marks that turn its direction."""
    return _CONTROL.sub("", re.sub(r"\s+", " ", text)).strip()


def _fields(gate: TimelineGate) -> dict[str, object]:
    return {name: item.isoformat() if isinstance(item, date) else item for name, item in asdict(gate).items()}


def _cell(item: object) -> object:
    if isinstance(item, str):
        return f"'{item}" if _FORMULA.match(item) else str(item)
    return item


def _event(gate: TimelineGate, view: TimelineView) -> Event:
    event = Event()
    event.add("uid", _uid(gate, view))
    event.add("dtstamp", datetime.combine(view.as_of, time(), tzinfo=UTC))
    event.add("dtstart", gate.gate_day)
    event.add("dtend", gate.gate_day + timedelta(days=1))
    event.add("summary", plain(_summary(gate)))
    event.add("description", "\n".join(plain(line) for line in _description(gate)))
    event.add("categories", [gate.gate.value])
    event.add("transp", "TRANSPARENT")
    event.add("class", "CONFIDENTIAL")
    return event


def _uid(gate: TimelineGate, view: TimelineView) -> str:
    key = "\0".join([view.name, gate.deal, gate.gate.value])
    return f"{hashlib.sha256(key.encode('utf-8', 'replace')).hexdigest()[:32]}@designin-roadmap"


def _summary(gate: TimelineGate) -> str:
    badge = gate_badge(gate.status)
    return _("{symbol} {customer}: {gate} ({status})").format(
        symbol=badge.symbol, customer=gate.customer, gate=gate_word(gate.gate), status=badge.word.lower()
    )


def _description(gate: TimelineGate) -> list[str]:
    lines = [gate.name]
    if gate.ready_day is not None:
        lines.append(_("Ready on {day}.").format(day=gate.ready_day.isoformat()))
    if gate.release is not None:
        lines.append(_("Release: {release}.").format(release=gate.release))
    if gate.slack_days is not None:
        lines.append(_("Slack: {days}.").format(days=working_days(gate.slack_days)))
    if gate.missing:
        lines.append(_("Still missing: {missing}.").format(missing="; ".join(gate.missing)))
    if gate.owner is not None:
        lines.append(_("Owner: {owner}.").format(owner=gate.owner))
    return lines
