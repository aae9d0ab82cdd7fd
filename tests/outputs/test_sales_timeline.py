from __future__ import annotations

import csv
import dataclasses
import io
import json
import unicodedata
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from requirements.gate import Gate
from roadmap.outputs.timeline import COLUMNS, plain, write_csv, write_ics, write_json
from roadmap.plan.deals import GateStatus
from roadmap.views.timeline import TimelineView, build_timeline
from tests.outputs.golden_files import agrees_with_golden
from tests.sample_plan import empty_plan, sample_plan

ANY_TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)
NASTY = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "|calc",
    "%x",
    "\t=1",
    "\r\n=1",
    " =1",
    "\ufeff=1",
    "＝1",
    "＋1",
    "－1",
    "＠a",
    "\u200b=1",
]


def view() -> TimelineView:
    return build_timeline(sample_plan())


def with_text(text: str) -> TimelineView:
    """One gate with this text wherever text can stand."""
    gate = dataclasses.replace(
        view().gates[0],
        deal=text,
        name=text,
        customer=text,
        segment=text,
        owner=text,
        release=text,
        missing=(text, "b"),
    )
    return dataclasses.replace(view(), name=text, gates=(gate,))


def rows(text: str) -> list[dict[str, str]]:
    assert text.startswith("\ufeff")
    return list(csv.DictReader(io.StringIO(text[1:], newline="")))


@pytest.mark.parametrize(("name", "write"), [("csv", write_csv), ("json", write_json), ("ics", write_ics)])
def test_the_timeline_of_the_sample_plan_is_as_agreed(name: str, write: object) -> None:
    assert callable(write)
    assert agrees_with_golden(f"timeline.{name}", write(view()))


def test_a_plan_without_deals_gives_empty_timelines() -> None:
    empty = build_timeline(empty_plan())
    assert rows(write_csv(empty)) == []
    assert json.loads(write_json(empty))["gates"] == []
    assert Calendar.from_ical(write_ics(empty)).walk("VEVENT") == []


def test_csv_has_a_row_by_deal_and_gate_with_plain_numbers_and_iso_days() -> None:
    harbour = rows(write_csv(view()))[-1]
    assert list(harbour) == list(COLUMNS)
    assert {key: harbour[key] for key in ("deal", "gate", "gate_day", "ready_day", "slack_days", "status")} == {
        "deal": "harbour",
        "gate": "design_in",
        "gate_day": "2026-06-19",
        "ready_day": "2026-07-03",
        "slack_days": "-10",  # a number stays a number, though it begins with a minus
        "status": "late",
    }
    assert (harbour["missing"], harbour["owner"], harbour["confidence"]) == ("K8s device plugin", "", "late")


@pytest.mark.parametrize("text", NASTY)
def test_text_that_looks_like_a_formula_stays_text(text: str) -> None:
    (row,) = rows(write_csv(with_text(text)))
    assert row["customer"] == "'" + text
    assert row["missing"] == f"'{text}; b"


@pytest.mark.parametrize("text", ["Acme", "a=b", "3-D vision", "北京", "'quoted'", 'say "hi", then; go\nhome'])
def test_ordinary_text_is_left_alone(text: str) -> None:
    (row,) = rows(write_csv(with_text(text)))
    assert row["customer"] == text


@settings(max_examples=200, deadline=None)
@given(ANY_TEXT)
def test_csv_gives_back_any_text_and_never_a_formula(text: str) -> None:
    (row,) = rows(write_csv(with_text(text)))
    assert row["customer"] in (text, "'" + text)
    assert not row["customer"].lstrip().startswith(("=", "+", "-", "@"))


def test_json_states_its_schema_version_and_what_is_not_known() -> None:
    document = json.loads(write_json(view()))
    assert document["schema_version"] == 1
    assert (document["audience"], document["as_of"]) == ("internal", "2026-02-02")
    missed = document["gates"][4]
    assert (missed["deal"], missed["slack_days"], missed["ready_day"], missed["confidence"]) == (
        "delta",
        None,
        None,
        None,
    )
    assert missed["missing"] == ["KServe or SMI"]


def test_a_calendar_has_an_all_day_event_on_each_gate_day() -> None:
    events = Calendar.from_ical(write_ics(view())).walk("VEVENT")
    assert [event.decoded("dtstart") for event in events] == [gate.gate_day for gate in view().gates]
    assert all(event["dtstart"].params["VALUE"] == "DATE" for event in events)
    assert all((event.decoded("dtend") - event.decoded("dtstart")).days == 1 for event in events)
    assert str(events[0]["summary"]) == "● Acme Vision: Evaluation (met)"
    assert {event.decoded("dtstamp").date() for event in events} == {date(2026, 2, 2)}


def test_an_event_keeps_its_uid_when_the_plan_moves_it() -> None:
    gate = view().gates[0]
    moved = dataclasses.replace(gate, gate_day=date(2026, 9, 1), status=GateStatus.LATE, customer="Acme Vision Ltd")
    other = dataclasses.replace(gate, gate=Gate.PAYMENT)
    before, after, payment = (
        str(Calendar.from_ical(write_ics(dataclasses.replace(view(), gates=(one,)))).walk("VEVENT")[0]["uid"])
        for one in (gate, moved, other)
    )
    assert before == after
    assert before != payment


def test_the_events_of_a_plan_have_different_uids() -> None:
    uids = [str(event["uid"]) for event in Calendar.from_ical(write_ics(view())).walk("VEVENT")]
    assert len(set(uids)) == len(uids) == 6


NASTY_ICS = [
    "a\r\nATTENDEE:mailto:x@example.org",
    "a\nEND:VEVENT",
    "a\x00b\x07c\x1b[31m",
    "a\u2028BEGIN:VALARM\u2029b",
    "a;b,c\\d:e",
    "字" * 500,
    "🧪" * 200,
    "\u202eabc\u2066",
    "",
]


@pytest.mark.parametrize("text", NASTY_ICS)
def test_text_adds_no_line_to_a_calendar(text: str) -> None:
    _check_calendar(text)


@settings(max_examples=150, deadline=None)
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
