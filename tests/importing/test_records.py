"""Records: issues and rows of tables as JSON, with the line of each."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from roadmap.folder.load import load_project
from roadmap.supply.feature import Phase
from tests.importing.imports import Company, told
from tests.importing.test_progress import TRACKED

JIRA = {  # the shape of a public answer; the issues are invented
    "startAt": 0,
    "total": 2,
    "issues": [
        {
            "id": "1001",
            "key": "PLAT-1",
            "fields": {
                "summary": "Draw",
                "issuetype": {"name": "Task"},
                "status": {"name": "Fertig", "statusCategory": {"key": "done"}},
                "resolutiondate": "2026-01-07T03:00:00.000+0000",
                "timeestimate": 0,
                "timespent": 57600,
                "fixVersions": [{"name": "R1"}, {"name": "R2"}],
            },
        },
        {
            "id": "1002",
            "key": "PLAT-2",
            "fields": {"summary": "Drive", "issuetype": {"name": "Task"}, "status": {"statusCategory": {"key": "new"}}},
        },
    ],
}
GITHUB = [
    {
        "number": 1,
        "title": "Draw",
        "state": "CLOSED",
        "closedAt": "2026-01-07T03:00:00Z",
        "milestone": {"title": "M"},
        "labels": [],
    },
    {"number": 2, "title": "Drive", "state": "OPEN", "closedAt": None, "milestone": None, "labels": [{"name": "a"}]},
]
CLOUD = {  # as 飞书多维表格 answers
    "code": 0,
    "data": {
        "has_more": False,
        "items": [
            {
                "record_id": "rec1",
                "fields": {
                    "商机编号": "7",
                    "商机名称": [{"text": "Cranes", "type": "text"}],
                    "客户名称": "Harbour",
                    "行业": "ISV",
                    "阶段": "送测",
                    "金额": 2400000,
                    "预计签约日期": 1790697600000,
                    "负责人": [{"id": "ou_1", "name": "李娜"}],
                    "链接": {"text": "open", "link": "https://example.com"},
                },
            }
        ],
    },
}


@pytest.mark.parametrize(("export", "refs"), [(JIRA, ("PLAT-1",)), (GITHUB, ("1",))])
@pytest.mark.parametrize("indent", [None, 2])
def test_issues_as_json_become_progress(
    tmp_path: Path, export: object, refs: tuple[str, ...], indent: int | None
) -> None:
    text = TRACKED if export is JIRA else TRACKED.replace("PLAT-1", "1").replace("PLAT-2", "2")
    company = Company(tmp_path / "company", text=text)
    content = json.dumps(export, ensure_ascii=False, indent=indent)
    mapping = company.suggested(content, name="issues.json")
    assert [line.split(":")[0].strip() for line in mapping.splitlines() if '"?"' in line] == ["zone"]
    company.mapping.write_text(mapping.replace('zone: "?"', "zone: Asia/Shanghai"), encoding="utf-8")
    assert company.bring(content, name="issues.json").added == refs
    project = load_project(company.folder).project
    assert project is not None
    (design,) = project.engineering.progress["f"].items[Phase.DESIGN]
    assert design.done == date(2026, 1, 7)
    assert not company.bring(content, name="issues.json").written


def test_rows_of_a_table_in_the_cloud_become_deals(tmp_path: Path) -> None:
    company = Company(tmp_path / "company")
    content = json.dumps(CLOUD, ensure_ascii=False)
    mapping = company.suggested(content, name="records.json")
    answered = mapping.replace('zone: "?"', "zone: Asia/Shanghai").replace('unit: "?"', "unit: 1")
    company.mapping.write_text(answered, encoding="utf-8")
    company.bring(content, name="records.json")
    project = load_project(company.folder).project
    assert project is not None
    (deal,) = project.market.deals.values()
    assert (deal.name, deal.value, deal.owner) == ("Cranes", 2_400, "李娜")
    assert [day.isoformat() for day in deal.gates.values()] == ["2026-09-30"]


def test_faults_are_told_at_the_line_of_their_record(tmp_path: Path) -> None:
    company = Company(
        tmp_path / "company", "key: id\nfields: {name: id, customer: id, segment: s, stage: s, value: v}\n"
    )
    content = '[{"id": "a", "s": "isv", "v": 1},\n\n {"id": "b", "s": "isv", "v": "x"}]'
    findings = told(company.refused(content, name="records.json"))
    assert "3: not-a-number" in findings
    assert "1: not-a-number" not in findings


@pytest.mark.parametrize(
    "content", ["{}", "[1, 2]", '{"a": [{"b": 1}]}', "[{]", '[{"a": 1}', "[" * 10_000, '"text"', "{"]
)
def test_what_is_no_list_of_records_is_refused(tmp_path: Path, content: str) -> None:
    company = Company(tmp_path / "company")
    assert told(company.refused(content, name="records.json")) == ["1: csv-header"]


@pytest.mark.parametrize("content", ["[]", '{"issues": []}', "[{}]"])
def test_an_export_without_a_record_is_told(tmp_path: Path, content: str) -> None:
    company = Company(tmp_path / "company")
    assert told(company.refused(content, name="records.json")) == ["1: empty-file"]
