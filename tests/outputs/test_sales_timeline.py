from __future__ import annotations

import csv
import dataclasses
import io
import json
import re
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from requirements import language
from requirements.gate import Gate
from roadmap.outputs.feed import write_ics
from roadmap.outputs.timeline import inert, write_csv, write_json
from roadmap.outputs.writing.kinds import _is_table as is_table
from roadmap.plans.baseline import PromiseLine
from roadmap.plans.deals import DealStatus, GateStatus
from roadmap.views.sales_timeline import COLUMNS, TimelineView, build_timeline
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
BEGINNINGS = (*"=+-@|%＝＋－＠｜％", "\t=", "\r=", "\n=", "\r\n=", ' "=', "\u200b=", "\ufeff=")
TEXTS = (
    "key",
    "deal",
    "name",
    "customer",
    "segment",
    "owner",
    "currency",
    "cause",
    "published_release",
    "release",
    "missing",
)
"""The columns that hold what people wrote."""


def view() -> TimelineView:
    return build_timeline(sample_plan())


def with_text(text: str) -> TimelineView:
    """One gate with this text wherever text can stand."""
    texts = {field: text for field in TEXTS if field != "missing"}
    gate = dataclasses.replace(view().gates[0], **texts, missing=(text, "b"))  # type: ignore[arg-type]
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


def cells(text: str, delimiter: str) -> list[str]:
    """The cells of all rows but the first, as a spreadsheet finds them that expects this delimiter."""
    table = csv.reader(io.StringIO(write_csv(with_text(text))[1:], newline=""), delimiter=delimiter)
    return [cell for row in list(table)[1:] for cell in row]


def alive(cell: str) -> bool:
    """Whether a spreadsheet takes a cell for a formula; quotation marks and blanks before it do not hinder it."""
    return cell.lstrip('" \u200b\ufeff')[:1] in (*"=+-@|%＝＋－＠｜％\t\r\n",) and not re.fullmatch(r"-?\d+", cell)


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("separator", ["", *";,\t|\r\n", "\r\n", "; ", ";;", '";', ';"'])
def test_no_part_of_a_text_is_alive_whatever_a_spreadsheet_splits_at(separator: str, delimiter: str) -> None:
    for beginning in BEGINNINGS:
        text = f"{separator and 'ACME'}{separator}{beginning}1+2"
        assert not [cell for cell in cells(text, delimiter) if cell and alive(cell)], text


def test_the_sweep_knows_a_live_cell() -> None:
    assert all(map(alive, ["=1", ' "=1', "\t=1", "－1", "-1+2"]))
    assert not any(map(alive, ["'=1", "ACME", "-10", "a=b", " '=1"]))


def test_text_columns_are_all_columns_that_hold_what_people_wrote() -> None:
    told = rows(write_csv(with_text("ACME")))[0]
    assert tuple(column for column, cell in told.items() if "ACME" in cell) == TEXTS


@pytest.mark.parametrize("text", NASTY)
def test_text_that_looks_like_a_formula_stays_text(text: str) -> None:
    (row,) = rows(write_csv(with_text(text)))
    assert row["customer"].startswith("'")
    assert row["customer"].replace("'", "") == text
    assert row["missing"] == f"{row['customer']}; b"


# The name "ACME;=1+2" and the list "f; Alpha; =HYPERLINK(...)", for a spreadsheet of commas and one of semicolons.
def test_a_part_behind_a_semicolon_begins_with_an_apostrophe() -> None:
    gate = dataclasses.replace(view().gates[0], name="ACME;=1+2", missing=("f", "Alpha", '=HYPERLINK("x";"go")'))
    written = write_csv(dataclasses.replace(view(), gates=(gate,)))
    (row,) = rows(written)
    assert row["name"] == "ACME;'=1+2"
    assert row["missing"] == 'f; Alpha; \'=HYPERLINK("x";"go")'
    assert "'=1+2,Acme Vision" in written.split(";")[1]


@pytest.mark.parametrize("text", ["Acme", "a=b", "3-D vision", "北京", "'quoted'", 'say "hi", then; go\nhome'])
def test_ordinary_text_is_left_alone(text: str) -> None:
    (row,) = rows(write_csv(with_text(text)))
    assert row["customer"] == text


@settings(max_examples=200)
@given(ANY_TEXT)
def test_csv_gives_back_any_text_and_never_a_formula(text: str) -> None:
    (row,) = rows(write_csv(with_text(text)))
    assert row["customer"].replace("'", "") == text.replace("'", "")
    assert row["customer"] == inert(text) == inert(inert(text))
    assert not any(alive(cell) for delimiter in ",;" for cell in cells(text, delimiter) if cell)


def test_json_states_its_schema_version_and_what_is_not_known() -> None:
    document = json.loads(write_json(view()))
    assert document["schema_version"] == 4
    assert (document["audience"], document["as_of"]) == ("internal", "2026-02-02")
    given_up = document["gates"][4]
    assert (given_up["key"], given_up["status"], given_up["deal_status"]) == (
        "delta/acceptance",
        "not_promised",
        "given_up",
    )
    assert given_up["missing"] == ["KServe or SMI"]
    assert (given_up["value"], given_up["currency"]) == (1120, "CNY")


def test_nothing_of_a_deal_that_is_given_up_reads_as_a_promise() -> None:
    gates = [gate for gate in view().gates if gate.deal_status is DealStatus.GIVEN_UP]
    assert [gate.key for gate in gates] == ["delta/evaluation", "delta/acceptance"]  # the first would have been met
    assert {gate.status for gate in gates} == {GateStatus.NOT_PROMISED}
    assert {gate.cause for gate in gates} == {"KServe or SMI: no feature provides it"}
    told = [(gate.promised_day, gate.confidence, gate.release, gate.ready_day, gate.slack_days) for gate in gates]
    assert told == [(None,) * 5] * 2


def test_a_promise_that_was_published_stands_beside_what_holds_now() -> None:
    line = PromiseLine(
        deal="delta", gates=[Gate.ACCEPTANCE], day=date(2026, 6, 8), release="R3", ready=None, weeks=4, price=9, most=9
    )
    plan = sample_plan().model_copy(update={"promises": [line]})
    told = {gate.key: (gate.published_day, gate.published_release) for gate in build_timeline(plan).gates}
    assert told["delta/acceptance"] == (date(2026, 6, 8), "R3")
    assert told["delta/evaluation"] == (None, None)


def test_the_key_of_a_row_is_that_of_the_deal_and_the_gate_and_no_other_row_has_it() -> None:
    keys = [gate.key for gate in view().gates]
    assert keys == [f"{gate.deal}/{gate.gate.value}" for gate in view().gates]
    assert len(set(keys)) == len(keys)


def test_a_table_in_chinese_has_chinese_columns_and_words_and_is_known_as_ours_all_the_same() -> None:
    before = language._current.get()
    language.speak("zh_CN")
    text = write_csv(view())
    labels = json.loads(write_json(view()))["labels"]
    language._current.set(before)
    heading, first = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))[:2]
    assert {"商机", "节点", "节点日期"} <= set(heading)
    assert first[heading.index("节点")] == "送测"
    assert labels["gate_day"] == "节点日期"
    assert is_table(text.encode())
    assert not is_table("商机,节点\r\n".encode())
