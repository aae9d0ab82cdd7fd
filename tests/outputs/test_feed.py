from __future__ import annotations

import dataclasses
import unicodedata
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from icalendar import Calendar, Event

from requirements.errors import InputFault
from roadmap.outputs.feed import feed_of, plain, write_ics
from roadmap.plans.deals import DealStatus, GateStatus
from roadmap.views.sales_timeline import TimelineGate, build_timeline
from tests.outputs.golden_files import agrees_with_golden
from tests.outputs.test_sales_timeline import ANY_TEXT, view, with_text
from tests.sample_plan import empty_plan


def test_the_calendar_of_the_sample_plan_is_as_agreed() -> None:
    assert agrees_with_golden("timeline.ics", write_ics(view()))


def test_a_plan_without_deals_gives_an_empty_calendar() -> None:
    assert events(write_ics(build_timeline(empty_plan()))) == {}


def events(body: bytes) -> dict[str, Event]:
    """The events of a feed by what they are about: the key of their gate is told by its UID."""
    return {str(event["uid"]): event for event in Calendar.from_ical(body).walk("VEVENT") if isinstance(event, Event)}


def feed(*gates: TimelineGate, before: bytes | None = None, as_of: date = date(2026, 2, 2)) -> bytes:
    """The feed of some gates, written over an earlier one."""
    told = dataclasses.replace(view(), gates=gates, as_of=as_of)
    return write_ics(told, None if before is None else feed_of(before, name="x.ics"))


def one(body: bytes) -> dict[str, Any]:
    """The revision, the status and the day of the only event."""
    (event,) = events(body).values()
    return {
        "uid": str(event["uid"]),
        "sequence": event["sequence"],
        "modified": event.decoded("last-modified"),
        "stamp": event.decoded("dtstamp"),
        "status": str(event["status"]),
        "day": event.decoded("dtstart"),
    }


def gate(**changes: Any) -> TimelineGate:
    """The first gate of the sample plan, Acme's evaluation on 2 March, with changes."""
    return dataclasses.replace(view().gates[0], **changes)


def test_a_feed_that_says_the_same_is_the_same_to_the_byte() -> None:
    first = write_ics(view())
    again = dataclasses.replace(view(), as_of=date(2026, 2, 9))  # a week later, nothing moved
    assert write_ics(again, feed_of(first, name="x")) == first


def test_an_event_that_moves_keeps_its_uid_and_is_newer() -> None:
    first = one(feed(gate()))
    moved = one(feed(gate(gate_day=date(2026, 4, 15)), before=feed(gate())))
    assert (moved["uid"], moved["day"]) == (first["uid"], date(2026, 4, 15))
    assert (first["sequence"], moved["sequence"]) == (0, 1)
    # the plan is of the same day, so the second is a second later
    assert moved["modified"] - first["modified"] == timedelta(seconds=1)
    assert moved["stamp"] == moved["modified"]
    assert first["modified"] == datetime.fromisoformat("2026-02-02T00:00:00+00:00")


def test_an_event_that_moves_in_a_later_plan_is_modified_on_its_day() -> None:
    moved = one(feed(gate(gate_day=date(2026, 4, 15)), before=feed(gate()), as_of=date(2026, 2, 9)))
    assert moved["modified"] == datetime.fromisoformat("2026-02-09T00:00:00+00:00")


def test_an_event_that_moves_there_and_back_is_newer_each_time() -> None:
    there = feed(gate(gate_day=date(2026, 4, 15)), before=feed(gate()))
    back = one(feed(gate(), before=there))
    assert (back["sequence"], back["day"]) == (2, date(2026, 3, 2))
    assert back["modified"] > one(there)["modified"]


def test_what_only_its_description_says_is_modified_and_no_new_sequence() -> None:
    changed = one(feed(gate(owner="Li Na"), before=feed(gate())))
    assert (changed["sequence"], changed["status"]) == (0, "CONFIRMED")
    assert changed["modified"] > one(feed(gate()))["modified"]


@pytest.mark.parametrize(
    "changes", [{"name": "Other"}, {"customer": "Other Ltd"}, {"segment": "Other"}, {"gate_day": date(2026, 4, 1)}]
)
def test_the_uid_depends_on_no_name_and_no_day(changes: dict[str, Any]) -> None:
    renamed = dataclasses.replace(view(), name="Renamed plan", gates=(gate(**changes),))
    assert set(events(write_ics(renamed))) == set(events(feed(gate())))


def test_an_event_that_is_gone_is_cancelled_once_and_reads_as_no_promise() -> None:
    first = feed(gate())
    gone = feed(before=first)
    assert one(gone) == one(first) | {
        "status": "CANCELLED",
        "sequence": 1,
        "modified": one(first)["modified"] + timedelta(seconds=1),
        "stamp": one(first)["modified"] + timedelta(seconds=1),
    }
    (event,) = events(gone).values()
    assert str(event["summary"]) == "✕ Acme Vision: Evaluation (no longer in the plan)"
    assert "Promised date" not in str(event["description"])
    assert feed(before=gone, as_of=date(2026, 2, 9)) == gone


def test_an_event_that_comes_back_is_confirmed_and_newer() -> None:
    back = one(feed(gate(), before=feed(before=feed(gate()))))
    assert (back["status"], back["sequence"]) == ("CONFIRMED", 2)


# 2 March is the gate's day: on the 2nd it can still be called off, on the 3rd it is history.
@pytest.mark.parametrize(("as_of", "status"), [(date(2026, 3, 2), "CANCELLED"), (date(2026, 3, 3), "CONFIRMED")])
def test_an_event_whose_day_has_passed_stays_as_it_was(as_of: date, status: str) -> None:
    assert one(feed(before=feed(gate()), as_of=as_of))["status"] == status


def test_an_event_that_is_gone_is_forgotten_a_year_after_its_day() -> None:
    assert len(events(feed(before=feed(gate()), as_of=date(2027, 3, 3)))) == 1  # 366 days after 2 March 2026
    assert events(feed(before=feed(gate()), as_of=date(2027, 3, 4))) == {}


def test_a_gate_that_is_not_promised_is_tentative_and_says_why() -> None:
    given_up = gate(
        status=GateStatus.NOT_PROMISED,
        deal_status=DealStatus.GIVEN_UP,
        cause="not ready in time: KServe",
        promised_day=None,
        release=None,
        slack_days=None,
    )
    (event,) = events(feed(given_up)).values()
    assert (str(event["status"]), str(event["summary"])) == ("TENTATIVE", "✕ Acme Vision: Evaluation (Not promised)")
    assert "Reason: not ready in time: KServe." in str(event["description"])
    assert "Nothing is promised for this gate." in str(event["description"])


def test_events_of_an_earlier_version_which_count_nothing_are_followed() -> None:
    old = feed(gate()).replace(b"SEQUENCE:0\r\n", b"").replace(b"LAST-MODIFIED:20260202T000000Z\r\n", b"")
    moved = one(feed(gate(gate_day=date(2026, 4, 15)), before=old))
    assert moved["sequence"] == 1
    assert moved["modified"] == datetime.fromisoformat("2026-02-02T00:00:01+00:00")


def test_an_empty_file_is_a_feed_without_events() -> None:
    assert feed(gate(), before=b"") == feed(gate())


@pytest.mark.parametrize(
    "content",
    [
        b"nonsense",
        b"\x00\xff",
        b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n",
        feed(gate()).replace(b"designin-roadmap//roadmap", b"others"),
        feed(gate()).replace(b"DTSTART;VALUE=DATE:20260302", b"DTSTART:20260302T090000Z"),
        feed(gate()).replace(b"SEQUENCE:0", b"SEQUENCE:x"),
        feed(gate()).replace(b"UID:", b"X-UID:"),
        feed(gate())[:-30],
        feed(gate()) * 2,
    ],
)
def test_a_file_that_is_no_feed_of_ours_is_told_so(content: bytes) -> None:
    with pytest.raises(InputFault) as fault:
        feed_of(content, name="x.ics")
    assert [finding.code for finding in fault.value.findings] == ["feed-unreadable"]


def test_a_calendar_has_an_all_day_event_on_each_gate_day() -> None:
    events = Calendar.from_ical(write_ics(view())).walk("VEVENT")
    assert [event.decoded("dtstart") for event in events] == [gate.gate_day for gate in view().gates]
    assert all(event["dtstart"].params["VALUE"] == "DATE" for event in events)
    assert all((event.decoded("dtend") - event.decoded("dtstart")).days == 1 for event in events)
    assert str(events[0]["summary"]) == "● Acme Vision: Evaluation (Met)"
    assert {event.decoded("dtstamp").date() for event in events} == {date(2026, 2, 2)}


def test_the_events_of_a_plan_have_different_uids() -> None:
    uids = [str(event["uid"]) for event in Calendar.from_ical(write_ics(view())).walk("VEVENT")]
    assert len(set(uids)) == len(uids) == 6


NASTY_ICS = [
    "a\r\nATTENDEE:mailto:x@example.org",
    "a\nEND:VEVENT",
    "a\x00b\x07c\x1b[31m",
    "a\u2028BEGIN:VALARM\u2029b",
    "a;b,c\\d:e",
    "\\N",
    "share\\new\\News",
    "字" * 500,
    "🧪" * 200,
    "\u202eabc\u2066",
    "",
]


@pytest.mark.parametrize("text", NASTY_ICS)
def test_text_adds_no_line_to_a_calendar(text: str) -> None:
    _check_calendar(text)


@settings(max_examples=150)
@given(ANY_TEXT)
def test_any_text_makes_a_calendar_that_reads_back(text: str) -> None:
    _check_calendar(text)


def _check_calendar(text: str) -> None:
    body = write_ics(with_text(text))
    lines = body.split(b"\r\n")
    assert all(len(line) <= 75 and line.decode() is not None for line in lines)
    unfolded = body.decode().replace("\r\n ", "")
    names = [line.split(":")[0].split(";")[0] for line in unfolded.split("\r\n")[:-1]]
    assert names == [line.split(":")[0].split(";")[0] for line in _quiet_calendar()]
    assert not [one for one in unfolded.replace("\r\n", "") if unicodedata.category(one) in ("Cc", "Zl", "Zp")]
    calendar = Calendar.from_ical(body)
    (event,) = calendar.walk("VEVENT")
    assert (calendar.errors, event.errors) == ([], [])
    assert plain(text) in str(event["summary"])


def _quiet_calendar() -> list[str]:
    return write_ics(with_text("a")).decode().replace("\r\n ", "").split("\r\n")[:-1]


def test_text_for_a_calendar_is_one_line_without_marks_that_turn_it() -> None:
    assert plain(" a\r\n\tb\u2028c\x07\u202ed\ufeff ") == "a b cd"
