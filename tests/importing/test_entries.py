"""Features, capabilities, releases and people from trackers and sheets: mapped, asked where unclear, twice is once."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from requirements.errors import InputFault
from roadmap.folder.load import load_project
from roadmap.importing.imported import Imported
from roadmap.operations.importing.import_file import import_file
from roadmap.operations.importing.suggest_mapping import suggest_mapping
from roadmap.supply.feature import Phase
from tests.importing.imports import Company, told

FOLDER = """\
name: Small
start: 2026-01-05
horizon: 2026-12-31
include: [capabilities/*.csv, releases/*.csv, features/*.csv, people/*.csv]
segments:
  isv: {name: ISV, target: 3000万, win_rate: 1/3, lead_rate: 60%}
teams:
  core: {name: Core, skill: code, people: 2}
  qa: {name: QA, skill: qa, people: 1}
"""
JIRA = (  # headings of a public export; the rows are invented
    "Summary,Issue key,Issue id,Parent id,Issue Type,Status,Component/s,Original Estimate,Parent key\n"
    "Python API,PLAT-1,1,,Epic,To Do,Core,,\n"
    "Tests,PLAT-3,3,1,Test,To Do,QA,144000,PLAT-1\n"
    "Design and write,PLAT-2,2,1,Story,To Do,Core,57600,PLAT-1\n"
    "Driver,PLAT-4,4,,Epic,To Do,Core,,\n"
    "Write,PLAT-5,5,4,Story,To Do,Core,288000,PLAT-4\n"
)
CAPABILITIES = "into: capabilities\nkey: Issue key\nfields: {name: Summary, kind: {always: serving}}\n"
FEATURES = """\
into: features
key: Issue key
times: seconds
maturity: ga
level: {column: Issue Type, values: {Epic: feature}, else: work}
parent: Parent key
fields: {name: Summary, team: Component/s, provides: Issue key}
items:
  phase: {column: Issue Type, values: {Story: build, Test: verify}}
  name: Summary
  skill: {column: Component/s, values: {Core: code, QA: qa}}
  effort: Original Estimate
"""
VERSIONS = [  # the fields of versions as Jira's REST API gives them
    {"self": "https://x.example/10", "id": "10", "name": "V1", "released": False, "releaseDate": "2026-06-30"},
    {"self": "https://x.example/11", "id": "11", "name": "V2", "released": False, "releaseDate": "2026-09-30"},
]
MILESTONES = [  # the fields of milestones as GitHub's REST API gives them
    {
        "number": 1,
        "title": "V1",
        "state": "open",
        "open_issues": 3,
        "closed_issues": 1,
        "due_on": "2026-06-30T07:00:00Z",
    },
    {
        "number": 2,
        "title": "V2",
        "state": "open",
        "open_issues": 0,
        "closed_issues": 0,
        "due_on": "2026-09-30T07:00:00Z",
    },
]


@pytest.fixture
def company(tmp_path: Path) -> Company:
    return Company(tmp_path / "company", "key: x\n", FOLDER)


def bring(company: Company, mapping: str, content: str, name: str = "export.csv") -> Imported:
    into = mapping.partition("into: ")[2].partition("\n")[0]
    file = company.folder / "imports" / f"{into}.yaml"
    file.write_text(mapping, encoding="utf-8")
    source = company.folder / name
    source.write_text(content, encoding="utf-8")
    return import_file(file, source)


EPICS = "".join(line for line in JIRA.splitlines(keepends=True) if "Epic" in line or "Summary" in line)


def test_epics_become_features_and_their_issues_work_items_in_the_order_of_phases(company: Company) -> None:
    bring(company, CAPABILITIES, EPICS)
    imported = bring(company, FEATURES, JIRA)
    assert imported.rows == {"PLAT-1": "PLAT-1", "PLAT-4": "PLAT-4"}
    bring(company, "into: releases\nkey: id\nfreeze_before_ship: 10\nfields: {id: name, ship: releaseDate}\n",
          json.dumps(VERSIONS), "versions.json")  # fmt: skip
    (company.folder / "roadmap.yaml").write_text(FOLDER.replace(", people/*.csv", ""), encoding="utf-8")
    loaded = load_project(company.folder)
    project = loaded.project
    assert project is not None, loaded.findings
    first = project.engineering.features["PLAT-1"]
    assert [(item.phase, item.name, item.skill, item.effort.likely, item.ref) for item in first.work] == [
        (Phase.BUILD, "Design and write", "code", 2, "PLAT-2"),  # 57,600 s are 16 h
        (Phase.VERIFY, "Tests", "qa", 5, "PLAT-3"),
    ]
    assert first.provides == {"PLAT-1": "ga"}
    # ten working days before Tuesday 30 June, on a calendar without holidays: Tuesday 16 June
    assert project.engineering.releases["V1"].freeze == date(2026, 6, 16)


def test_importing_twice_changes_nothing_and_one_edit_is_one_change(company: Company) -> None:
    bring(company, CAPABILITIES, EPICS)
    bring(company, FEATURES, JIRA)
    again = bring(company, FEATURES, JIRA)
    assert (again.written, again.added, again.changes, again.gone) == (False, (), (), ())
    moved = bring(company, FEATURES, JIRA.replace("288000", "144000"))
    (change,) = moved.changes
    assert (change.ref, change.column, change.before, change.after) == ("PLAT-4", "PLAT-5.effort", "10", "5")


def test_an_issue_that_is_gone_or_new_is_a_change_of_its_feature(company: Company) -> None:
    bring(company, CAPABILITIES, EPICS)
    bring(company, FEATURES, JIRA)
    lines = JIRA.splitlines(keepends=True)
    fewer = bring(company, FEATURES, "".join(line for line in lines if "PLAT-3" not in line))
    assert [(one.column, one.before, one.after) for one in fewer.changes] == [("work", "PLAT-3", "")]
    more = bring(company, FEATURES, JIRA)
    assert [(one.column, one.before, one.after) for one in more.changes] == [("work", "", "PLAT-3")]


def test_what_somebody_wrote_into_the_table_stays(company: Company) -> None:
    bring(company, CAPABILITIES, EPICS)
    table = company.folder / "capabilities" / "capabilities.csv"
    text = table.read_text(encoding="utf-8-sig")
    table.write_text(text.replace("kind,", "kind,ready,").replace("serving,", "serving,preview,"), encoding="utf-8")
    imported = bring(company, CAPABILITIES, EPICS.replace("Driver", "Kernel driver"))
    assert [(one.column, one.after) for one in imported.changes] == [("name", "Kernel driver")]
    assert table.read_text(encoding="utf-8").count("preview") == 2


def test_an_entry_that_is_gone_stays_with_a_warning(company: Company) -> None:
    bring(company, CAPABILITIES, EPICS)
    imported = bring(company, CAPABILITIES, "".join(EPICS.splitlines(keepends=True)[:2]))
    assert (imported.gone, told(list(imported.findings))) == (("PLAT-4",), ["3: import-gone"])


@pytest.mark.parametrize(
    ("wrong", "code", "words"),
    [
        (("team: Component/s", "team: Summary"), "import-value", "Python API"),
        (("maturity: ga\n", ""), "missing-field", "no maturity"),
        (("Story: build, ", ""), "import-value", "Story"),
        (("effort: Original Estimate", "effort: Issue Type"), "not-a-number", "number"),
    ],
)
def test_what_nobody_knows_is_asked_and_nothing_is_written(
    company: Company, wrong: tuple[str, str], code: str, words: str
) -> None:
    bring(company, CAPABILITIES, EPICS)
    with pytest.raises(InputFault) as fault:
        bring(company, FEATURES.replace(*wrong), JIRA)
    findings = fault.value.findings
    assert any(words in one.message for one in findings), findings
    assert not (company.folder / "features").exists()
    assert code in {one.code for one in findings}


def test_a_value_that_is_always_the_same_is_read_like_a_cell(company: Company) -> None:
    bring(company, CAPABILITIES, EPICS)
    fixed = FEATURES.replace("team: Component/s", "team: {always: Core}")
    imported = bring(company, fixed.replace("provides: Issue key", "provides: {always: Python API}"), JIRA)
    text = imported.target.read_text(encoding="utf-8-sig")
    assert text.count(",core,PLAT-1: ga,") == 2  # by name, with the maturity of the mapping
    with pytest.raises(InputFault) as fault:
        bring(company, FEATURES.replace("team: Component/s", "team: {always: Nobody}"), JIRA)
    assert {one.code for one in fault.value.findings} == {"import-value"}


@pytest.mark.parametrize(("name", "records"), [("versions.json", VERSIONS), ("milestones.json", MILESTONES)])
def test_versions_and_milestones_are_known_and_become_releases_with_one_answer(
    company: Company, name: str, records: list[dict[str, object]]
) -> None:
    file = company.folder / name
    later = {"number": 9, "id": "9", "title": "Later", "name": "Later", "due_on": None, "releaseDate": None}
    undated = {key: later.get(key, value) for key, value in records[0].items()}
    file.write_text(json.dumps([*records, undated]), encoding="utf-8")
    suggested = suggest_mapping(file)
    answered = suggested.text.replace('freeze_before_ship: "?"', "freeze_before_ship: 10 workdays")
    answered = answered.replace('zone: "?"', "zone: Asia/Shanghai")
    assert answered.count('"?"') == 0, suggested.text
    suggested.target.write_text(answered, encoding="utf-8")
    imported = import_file(suggested.target, file)
    assert list(imported.rows.values()) == ["V1", "V2"]
    assert imported.notes == ("1 release has no ship day and was left out.",)
    assert "2026-06-30" in imported.target.read_text(encoding="utf-8")


def test_a_mapping_for_epics_is_suggested_with_questions_where_the_file_shows_nothing(company: Company) -> None:
    bring(company, CAPABILITIES, EPICS)
    file = company.folder / "jira.csv"
    file.write_text(JIRA, encoding="utf-8")
    text = suggest_mapping(file, into="features").text
    assert "Epic: feature  # in 2 rows" in text
    assert "phase: {column: Issue Type, values: {Test: verify}, else: build}" in text
    assert 'maturity: "?"' in text
    assert 'provides: {always: "?"}' in text


def test_people_come_from_the_sheet_of_a_personnel_system(company: Company) -> None:
    sheet = "工号,姓名,部门,岗位,入职日期\nE01,王强,Core,code,2026/2/2\nE02,李娜,QA,qa,2026-03-02\n"
    file = company.folder / "staff.csv"
    file.write_text(sheet, encoding="utf-8")
    suggested = suggest_mapping(file, into="people")
    assert suggested.questions == 0, suggested.text
    imported = import_file(suggested.target, file)
    assert imported.rows == {"E01": "E01", "E02": "E02"}
    text = imported.target.read_text(encoding="utf-8-sig")
    assert "E01,E01,王强,core,code,2026-02-02" in text
