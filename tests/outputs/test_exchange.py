"""Exports: readable by the program they are for, whatever people wrote, and without anything of the deals."""

from __future__ import annotations

import csv
import io
import re
import shlex
from collections.abc import Iterator
from datetime import date
from xml.etree import ElementTree as ET

import pytest

from roadmap.operations.telling.export import ExportFormat, export
from roadmap.outputs.exchange.mspdi import ORDER
from roadmap.plans.document import Plan
from tests.outputs.poison import PAYLOADS, poisoned
from tests.sample_plan import sample_plan

SPACE = {"p": "http://schemas.microsoft.com/project"}
PLAN = sample_plan()
OTHERS = (ExportFormat.PROMISES, ExportFormat.WORKBOOK, ExportFormat.INPUT)
SCHEDULES = [form for form in ExportFormat if form not in OTHERS]


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


def tasks(plan: Plan) -> Iterator[dict[str, str]]:
    for task in ET.fromstring(export(plan, "mspdi").encode()).iterfind("p:Tasks/p:Task", SPACE):
        yield {element.tag.rpartition("}")[2]: element.text or "" for element in task}


def test_a_project_file_holds_each_feature_its_work_and_the_releases_on_their_days() -> None:
    found = list(tasks(PLAN))
    work = sum(len(feature.work) for feature in PLAN.features)
    assert len(found) == len(PLAN.features) + work + 3  # three releases are used
    design = next(task for task in found if task["Notes" if "Notes" in task else "Name"].startswith("triton/1"))
    # 26 January to 6 February: ten working days of eight hours; five person-days.
    assert (design["Start"], design["Finish"]) == ("2026-01-26T08:00:00", "2026-02-06T17:00:00")
    assert (design["Duration"], design["Work"]) == ("PT80H0M0S", "PT40H0M0S")
    assert [task["Name"] for task in found[-3:]] == ["R1", "R2", "R3"]


def test_the_elements_of_a_task_are_in_the_order_of_the_schema() -> None:
    for task in tasks(PLAN):
        assert sorted(task, key=ORDER.index) == list(task)


def test_days_off_and_worked_weekends_are_exceptions_of_the_calendar() -> None:
    off, on = date(2026, 2, 16), date(2026, 2, 14)
    year = PLAN.year.model_copy(update={"days_off": [off], "worked_weekends": [on]})
    root = ET.fromstring(export(PLAN.model_copy(update={"year": year}), "mspdi").encode())
    exceptions = [
        (day.findtext("p:TimePeriod/p:FromDate", "", SPACE), day.findtext("p:DayWorking", "", SPACE))
        for day in root.iterfind("p:Calendars/p:Calendar/p:WeekDays/p:WeekDay", SPACE)
        if day.findtext("p:DayType", "", SPACE) == "0"
    ]
    assert exceptions == [("2026-02-14T00:00:00", "1"), ("2026-02-16T00:00:00", "0")]


def test_jira_gets_an_epic_for_each_feature_and_a_task_for_each_item_and_updates_what_has_a_ref() -> None:
    triton = PLAN.features[1]
    known = triton.work[0].model_copy(update={"ref": "SDK-7"})
    changed = triton.model_copy(update={"work": [known, *triton.work[1:]]})
    found = rows(export(PLAN.model_copy(update={"features": [changed]}), "jira"))
    assert [(row["Issue Type"], row["Issue Key"], row["Parent Id"], row["Roadmap Key"]) for row in found] == [
        ("Epic", "", "", "triton"),
        ("Task", "SDK-7", "1000", "triton/1"),
        ("Task", "", "1000", "triton/2"),
        ("Task", "", "1000", "triton/3"),
        ("Task", "", "1000", "triton/4"),
    ]
    assert found[1]["Original Estimate"] == str(5 * 8 * 3600)
    assert "triton/1" not in export(PLAN.model_copy(update={"features": [changed]}), "linear")


@pytest.mark.parametrize("payload", PAYLOADS)
@pytest.mark.parametrize("form", SCHEDULES)
def test_whatever_people_wrote_stays_text(form: ExportFormat, payload: str) -> None:
    text = export(poisoned(PLAN, payload), form)
    if form is ExportFormat.PROJECT:
        assert len(list(tasks(poisoned(PLAN, payload)))) == len(list(tasks(PLAN)))
    elif form is ExportFormat.MARKDOWN:
        assert not re.search(r"(?<!\\)<(?!!-- Exported|https?://)", text)
    elif form is ExportFormat.GITHUB:
        lines = [line for line in shlex.split(text, comments=True) if line == "create"]
        assert len(lines) == len([feature for feature in PLAN.features if feature.id != "api"])  # that is done
    elif form in (ExportFormat.JIRA, ExportFormat.LINEAR):
        assert len(rows(text)) == len(rows(export(PLAN, form)))
    elif form is ExportFormat.TASKJUGGLER:
        bare = re.sub(r'"[^"]*"', "", "\n".join(line for line in text.splitlines() if not line.startswith("#")))
        assert '"' not in bare
        assert bare.count("{") == bare.count("}")
        tasks_told = export(PLAN, form).count("\ntask ") + export(PLAN, form).count("\n  task ")
        assert bare.count("task ") == tasks_told + 1  # the fields that an import needs are declared once
    elif form in (ExportFormat.GANTT, ExportFormat.QUARTERS):
        assert not re.search(r"[<>`]", text)


@pytest.mark.parametrize("form", SCHEDULES)
def test_no_export_of_the_schedule_holds_a_customer_or_an_amount(form: ExportFormat) -> None:
    deals = [
        deal.model_copy(update={"customer": f"CANARY-{deal.id}", "name": f"CANARY {deal.id}", "value": 987654})
        for deal in PLAN.deals
    ]
    text = export(PLAN.model_copy(update={"deals": deals}), form)
    assert "CANARY" not in text
    assert "987654" not in text


def test_the_table_for_a_crm_holds_promised_days_by_ref_and_no_amount() -> None:
    deals = [deal.model_copy(update={"ref": "=1+1" if deal.id == "acme" else None}) for deal in PLAN.deals]
    found = rows(export(PLAN.model_copy(update={"deals": deals}), "promises"))
    assert [row["ref"] for row in found] == ["'=1+1"]
    told = {name: cell for name, cell in found[0].items() if name.startswith("promised_") and cell}
    assert told == {f"promised_{one.gate.value}": one.day.isoformat() for one in deals[0].promises}
    assert str(deals[0].value) not in found[0].values()
