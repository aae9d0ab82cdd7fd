"""The events of a calendar (ICS) as a sheet: one row each, whole days, the last day included."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

from requirements.finding import Finding, Place
from requirements.language import _
from requirements.reading.decode import decode
from requirements.reading.tables.csv_reader import Row
from roadmap.importing.file_form import SheetForm
from roadmap.importing.sheets.sheet import LARGEST, MOST_ROWS, Sheet
from roadmap.importing.sheets.text import too_long

COLUMNS = (
    *("UID", "SUMMARY", "DTSTART", "LAST DAY", "HALF", "STATUS", "CATEGORIES"),
    *("ORGANIZER", "ATTENDEE", "DESCRIPTION"),
)
_HALF_DAY = timedelta(hours=5)
"""An event of a clock that is no longer takes half a day."""


def is_calendar(content: bytes, file: str) -> bool:
    """Whether a file is a calendar: by its name, or by how it begins."""
    return file.lower().endswith(".ics") or content[:64].lstrip(b"\xef\xbb\xbf \r\n").upper().startswith(
        b"BEGIN:VCALENDAR"
    )


def read_calendar_sheet(content: bytes, file: str, *, form: SheetForm) -> tuple[Sheet | None, list[Finding]]:
    """The events of a calendar below a row of their fields, or None and why not.

    The end of an event of whole days is not part of it, by the standard; `LAST DAY` is the day before. An event that
    repeats is refused where it stands: its days cannot be told from it alone.
    """
    from icalendar import Calendar  # noqa: PLC0415 - takes a tenth of a second that other imports need not spend

    text, findings = decode(content, file, largest=LARGEST)
    if text is None:
        return None, findings
    try:
        events = list(Calendar.from_ical(text).walk("VEVENT"))
    except (ValueError, IndexError, KeyError):
        return None, [_broken(text, file)]
    if len(events) > (form.rows or MOST_ROWS):
        return None, [too_long(Place(file, 1), form.rows or MOST_ROWS)]
    starts = [
        number for number, line in enumerate(text.splitlines(), start=1) if line.strip().upper() == "BEGIN:VEVENT"
    ]
    rows, faults = [Row(list(COLUMNS), [(1, at + 1) for at in range(len(COLUMNS))])], {}
    for event, line in zip(events, [*starts, *[1] * len(events)], strict=False):
        rows.append(Row(list(_cells(event)), [(line, at + 1) for at in range(len(COLUMNS))]))
        if event.get("RRULE") is not None:
            message = _("this event repeats, and only single events are read")
            faults[line, 3] = Finding("import-value", Place(file, line, 1), message, _("Export its days one by one."))
    return Sheet(rows, faults=faults), []


def _broken(text: str, file: str) -> Finding:
    """The finding for a calendar that cannot be read, at its first line without a colon or else at its beginning."""
    lines = enumerate(text.splitlines(), start=1)
    line = next((number for number, line in lines if line.strip() and ":" not in line and not line[0].isspace()), 1)
    hint = _(
        "A calendar begins with BEGIN:VCALENDAR and ends with END:VCALENDAR. "
        "Each line between them is a name, a colon and a value."
    )
    return Finding("csv-header", Place(file, line, 1), _("this is not a calendar"), hint)


def _cells(event: Any) -> Iterator[str]:
    for name in COLUMNS:
        if name == "LAST DAY":
            yield _last(event)
        elif name == "HALF":
            yield _half(event)
        elif name == "DTSTART":
            start = _value(event, "DTSTART")
            yield start.isoformat() if isinstance(start, date) else ""
        else:
            stated = event.get(name)
            listed = stated if isinstance(stated, list) else [] if stated is None else [stated]
            yield "; ".join(_text(one) for one in listed)


def _text(stated: Any) -> str:
    """A value as text: of people the name, else the address; of categories all."""
    if hasattr(stated, "cats"):
        return ", ".join(str(one) for one in stated.cats)
    name = getattr(stated, "params", {}).get("CN")
    return str(name or stated).removeprefix("mailto:").removeprefix("MAILTO:")


def _half(event: Any) -> str:
    """`true` for an event between two times of a clock that takes no more than half a day."""
    start, end = _span(event)
    if not isinstance(start, datetime) or not isinstance(end, datetime):
        return ""
    return "true" if timedelta() < end - start <= _HALF_DAY else ""


def _span(event: Any) -> tuple[date | datetime | None, date | datetime | None]:
    start, end = _value(event, "DTSTART"), _value(event, "DTEND")
    if end is None and event.get("DURATION") is not None and start is not None:
        end = start + event["DURATION"].dt
    return start, end


def _last(event: Any) -> str:
    """The last day of an event, included; empty where only its first is stated."""
    _start, end = _span(event)
    if isinstance(end, datetime):
        return (end - timedelta(seconds=1)).isoformat()
    return (end - timedelta(days=1)).isoformat() if isinstance(end, date) else ""


def _value(event: Any, name: str) -> date | datetime | None:
    stated = event.get(name)
    moment = None if stated is None else stated.dt
    return moment if isinstance(moment, date) else None
