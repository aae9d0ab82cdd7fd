"""Progress from trackers: issues that work items name by `ref` become lines of progress, and twice is once."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from roadmap.folder.load import load_project
from roadmap.supply.feature import Phase
from tests.importing.imports import FOLDER, Company, told

WORK = """\
  later: {name: Later, kind: serving}
teams:
  core: {name: Core, skill: code, people: 2}
features:
  f:
    name: F
    team: core
    provides: {later: ga}
    work:
      - {phase: design, skill: code, effort: 2, ref: PLAT-1}
      - {phase: build, name: driver, skill: code, effort: 5, ref: PLAT-2}
      - {phase: build, name: tool, skill: code, effort: 5, ref: PLAT-3}
releases:
"""
TRACKED = FOLDER.replace("releases:\n", WORK).replace(
    "include: [deals/*.csv]", "as_of: 2026-02-02\ninclude: [progress/*.csv]"
)
JIRA = (  # headings of a public export, some of them more than once; the rows are invented
    "Summary,Issue key,Issue id,Issue Type,Status,Sprint,Sprint,Custom field (Start date),Resolved,Remaining Estimate,"
    "Time Spent,Component/s\n"
    "Draw,PLAT-1,1001,Task,Done,S1,S2,05/Jan/26,07/Jan/26 3:30 PM,0,57600,API\n"
    "Drive,PLAT-2,1002,Task,In Progress,S2,,12/Jan/26,,100800,28800,API\n"
    "Tool,PLAT-3,1003,Task,To Do,,,,,144000,,\n"
    "Other,PLAT-9,1009,Bug,In Review,,,,,,,\n"
)
MAPPING = """\
into: progress
key: Issue key
times: seconds
fields:
  status: Status
  started: Custom field (Start date)
  done: Resolved
  remaining: Remaining Estimate
  spent: Time Spent
"""


@pytest.fixture
def company(tmp_path: Path) -> Company:
    return Company(tmp_path / "company", MAPPING, TRACKED)


def test_issues_become_progress_of_the_items_that_name_them(company: Company) -> None:
    imported = company.bring(JIRA)
    assert (imported.added, imported.rows) == (("PLAT-1", "PLAT-2"), {"PLAT-1": "f/design", "PLAT-2": "f/build"})
    assert imported.notes == ("1 row names no work item of the folder.",)
    loaded = load_project(company.folder)
    assert loaded.project is not None, loaded.findings
    items = loaded.project.engineering.progress["f"].items
    (design,), (build,) = items[Phase.DESIGN], items[Phase.BUILD]
    assert (design.started, design.done, design.spent) == (date(2026, 1, 5), date(2026, 1, 7), 2)  # 57,600 s = 2 days
    assert (build.name, build.remaining, build.spent) == ("driver", 3.5, 1)  # 100,800 s = 28 h
    again = company.bring(JIRA)
    assert (again.written, again.added, again.changes) == (False, (), ())


def test_what_moved_is_told(company: Company) -> None:
    company.bring(JIRA)
    later = JIRA.replace("In Progress,S2,,12/Jan/26,,100800", "Closed,S2,,12/Jan/26,30/Jan/26,0")
    changes = [(one.ref, one.column, one.before, one.after) for one in company.bring(later).changes]
    assert changes == [("PLAT-2", "done", "", "2026-01-30"), ("PLAT-2", "remaining", "3.5", "")]


def test_issues_of_another_tracker_in_days(tmp_path: Path) -> None:
    mapping = (
        "into: progress\nkey: ID\nfields: {status: Status, started: Started, done: Completed, remaining: Estimate}\n"
    )
    company = Company(tmp_path / "company", mapping, TRACKED)
    head = "ID,Team,Title,Status,Estimate,Created,Started,Completed,Labels\n"
    company.bring(head + 'PLAT-3,Core,\'=Tool,In Progress,2,2026-01-02,2026-01-20,,"a, b"\n')
    project = load_project(company.folder).project
    assert project is not None
    (tool,) = project.engineering.progress["f"].items[Phase.BUILD]
    assert (tool.name, tool.remaining) == ("tool", 2)


@pytest.mark.parametrize(
    ("change", "finding"),
    [
        (("In Progress", "Stuck"), "3: import-value"),
        (("12/Jan/26", ""), "3: import-value"),  # it runs, and nobody says since when
        (("100800", ""), "3: import-value"),
        (("100800", "much"), "3: not-a-number"),
        (("12/Jan/26", "1/2/26"), "3: ambiguous-day"),
        (("07/Jan/26 3:30 PM", ""), "2: import-value"),
    ],
)
def test_what_is_not_known_of_running_and_finished_work_is_asked(
    company: Company, change: tuple[str, str], finding: str
) -> None:
    assert told(company.refused(JIRA.replace(*change))) == [finding]


def test_statuses_of_ones_own_are_said_in_the_mapping(tmp_path: Path) -> None:
    mapping = MAPPING.replace("status: Status", "status: {column: Status, values: {Stuck: running}}")
    company = Company(tmp_path / "company", mapping, TRACKED)
    assert len(company.bring(JIRA.replace("In Progress", "Stuck")).added) == 2


def test_an_issue_that_is_gone_is_kept_and_told(company: Company) -> None:
    company.bring(JIRA)
    imported = company.bring("\n".join(line for line in JIRA.splitlines() if "PLAT-2" not in line) + "\n")
    assert (imported.gone, told(list(imported.findings))) == (("PLAT-2",), ["3: import-gone"])
    assert "PLAT-2" in (company.folder / "progress" / "crm.csv").read_text(encoding="utf-8")


LINEAR = (  # columns of a public export; the rows are invented
    "ID,Team,Title,Status,Estimate,Priority,Project,Assignee,Cycle Number,Created,Started,Completed,Due Date\n"
    "PLAT-1,Core,Draw,Done,2,High,P,li,4,,Sun Jan 04 2026 16:00:00 GMT+0000 (GMT),"
    "Wed Jan 07 2026 03:00:00 GMT+0000 (GMT),\n"
    "PLAT-2,Core,'=Drive,In Progress,3,High,P,li,4,,Mon Jan 12 2026 01:00:00 GMT+0000 (GMT),,\n"
)
TASKS = (
    "任务列表,,,,\n任务编号,任务名称,状态,开始日期,完成日期,剩余工时\n"
    "PLAT-1,Draw,已完成,2026/1/5,2026/1/7,\nPLAT-2,Drive,进行中,2026/1/12,,28\n"
)

JIRA_ZH = (  # the headings and days of a Chinese Jira; the sums over subtasks beside them count twice
    "问题类型,问题关键字,概要,状态,Σ 剩余的估算,剩余的估算,自定义字段 (开始日期),已解决\n"
    "任务,PLAT-1,Draw,完成,0,0,05/一月/26 12:00 上午,07/一月/26 6:01 下午\n"
    "任务,PLAT-2,Drive,正在进行,201600,100800,12/一月/26 9:30 上午,\n"  # 28 hours
)
OTHERS = {  # headings of exports; the rows are invented: one is done, one runs, one was cancelled
    "zentao": "编号,任务名称,任务状态,总计消耗,预计剩余,实际开始,实际完成\n"
    "PLAT-1,Draw,已完成,16,0,2026-01-05,2026-01-07\nPLAT-2,Drive,进行中,12,28,2026-01-12,0000-00-00\n"
    "9,Old,已取消,8,0,0000-00-00,0000-00-00\n",
    "tapd": "ID,标题,状态,处理人,完成工时,剩余工时,实际开始,完成时间\n"
    "PLAT-1,Draw,已实现,李娜,16,0,2026-01-05 10:00,2026-01-07 18:00\n"
    "PLAT-2,Drive,实现中,王磊,12,28,2026-01-12 09:00,\n9,Old,已拒绝,,,,,\n",
    "azure": "ID,Work Item Type,Title,State,Remaining Work,Completed Work,Start Date,Closed Date\n"
    "PLAT-1,Task,Draw,Closed,0,16,2026-01-05,2026-01-07\nPLAT-2,Task,Drive,Active,28,12,2026-01-12,\n"
    "9,Task,Old,Removed,0,0,,\n",
    "asana": "Task ID,Created At,Completed At,Name,Section/Column,Start Date,Remaining\n"
    "PLAT-1,2026-01-02,2026-01-07,Draw,Done,2026-01-05,\nPLAT-2,2026-01-02,,Drive,Doing,2026-01-12,3.5\n",
    "gitlab": "Title,Issue ID,State,Closed At (UTC),Time Estimate,Time Spent,Start Date\n"
    "Draw,PLAT-1,Closed,2026-01-07 09:00:00,57600,57600,2026-01-05\n",
}
PROJECT = (  # as `gh project item-list --format json` prints it; the second is a draft, which has no number
    '{"items": [{"id": "P1", "title": "Drive", "status": "In Progress", "start date": "2026-01-12", "estimate": 3,'
    ' "content": {"type": "Issue", "number": 2, "repository": "a/sdk"}},'
    ' {"id": "P2", "title": "Note", "status": "Todo", "content": {"type": "DraftIssue", "body": ""}}], "totalCount": 2}'
)


def test_a_project_of_github_is_known_and_its_drafts_are_no_work(company: Company) -> None:
    mapping = company.suggested(PROJECT, name="project.json")
    assert "preset: github-project\n" in mapping
    assert "into: progress\n" in mapping
    company.mapping.write_text(mapping.replace('times: "?"', "times: days"), encoding="utf-8")
    imported = company.bring(PROJECT, name="project.json")
    assert imported.added == ()
    assert imported.notes[0] == "2 rows name no work item of the folder."


@pytest.mark.parametrize(
    ("export", "questions", "remaining"),
    [(JIRA, [], 3.5), (JIRA_ZH, [], 3.5), (LINEAR, ["zone", "times"], 3), (TASKS, ["times"], 3.5)],
)
def test_mappings_are_suggested_for_trackers(
    company: Company, export: str, questions: list[str], remaining: float
) -> None:
    mapping = company.suggested(export)
    assert "into: progress\n" in mapping
    assert [line.split(":")[0].strip() for line in mapping.splitlines() if '"?"' in line] == questions
    times = "times: days" if "Cycle" in export else "times: hours"
    answered = mapping.replace('zone: "?"', "zone: Asia/Shanghai").replace('times: "?"', times)
    company.mapping.write_text(answered, encoding="utf-8")
    assert company.bring(export).added == ("PLAT-1", "PLAT-2")
    project = load_project(company.folder).project
    assert project is not None
    items = project.engineering.progress["f"].items
    assert (items[Phase.DESIGN][0].started, items[Phase.DESIGN][0].done) == (date(2026, 1, 5), date(2026, 1, 7))
    assert (items[Phase.BUILD][0].started, items[Phase.BUILD][0].remaining) == (date(2026, 1, 12), remaining)


@pytest.mark.parametrize("name", OTHERS)
def test_exports_of_other_trackers_are_known_by_their_headings(company: Company, name: str) -> None:
    mapping = company.suggested(OTHERS[name])
    assert f"preset: {name}\n" in mapping
    assert '"?"' not in mapping
    company.mapping.write_text(mapping.replace("  # remaining:", "  remaining: Remaining #"), encoding="utf-8")
    if name == "gitlab":  # it keeps no remaining effort
        company.mapping.write_text(mapping, encoding="utf-8")
    assert company.bring(OTHERS[name]).added == ("PLAT-1", "PLAT-2")[: OTHERS[name].count("PLAT")]
    project = load_project(company.folder).project
    assert project is not None
    items = project.engineering.progress["f"].items
    assert (items[Phase.DESIGN][0].started, items[Phase.DESIGN][0].done) == (date(2026, 1, 5), date(2026, 1, 7))
    assert name == "gitlab" or items[Phase.BUILD][0].remaining == 3.5  # 28 hours


def test_a_file_that_looks_like_no_deals_says_how_to_name_its_kind(company: Company) -> None:
    assert "again with --into." in company.suggested("标题,说明\na,b\n")
    assert "--into" not in company.suggested("标题,客户\na,b\n", name="deals.csv")


def test_statuses_that_are_no_words_of_every_tracker_are_asked(company: Company) -> None:
    mapping = company.suggested(JIRA.replace("In Progress", "Stuck"))
    assert 'Stuck: "?"  # in 1 row' in mapping
