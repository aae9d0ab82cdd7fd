"""Leave: as a section, as a table, and from a personnel system or a calendar."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from requirements.errors import InputFault
from requirements.finding import Place
from requirements.reading.cells.needs import CapabilityNames
from roadmap.folder.load import load_project
from roadmap.importing.file_form import SheetForm
from roadmap.importing.lines.leave_lines import person_in
from roadmap.importing.sheets.calendar_events import read_calendar_sheet
from roadmap.operations.importing.import_file import import_file
from roadmap.operations.importing.suggest_mapping import suggest_mapping
from roadmap.supply.people import Leave
from tests.cli.command import SMALL

PEOPLE = """teams:
  core: {name: Core, skill: code, people: 1}
people:
  li-na: {name: 李娜, team: core, leave: [{first: 2026-03-02, last: 2026-03-03}]}
  wang: {name: Wang Qiang, team: core}
"""
SHEET = """请假单号,申请人,请假类型,开始日期,结束日期,时段,审批状态
L-1,李娜,年假,2026年4月6日,2026/4/10,全天,已通过
L-2,Wang Qiang,病假,2026-05-04,2026-05-04,上午,已通过
L-3,Wang Qiang,年假,2026-06-01,2026-06-05,全天,已撤销
L-4,别人,年假,2026-06-01,2026-06-05,全天,已通过
"""
CALENDAR = """BEGIN:VCALENDAR\r
VERSION:2.0\r
BEGIN:VEVENT\r
UID:a@x\r
SUMMARY:Wang Qiang out of office\r
DTSTART;VALUE=DATE:20260406\r
DTEND;VALUE=DATE:20260411\r
END:VEVENT\r
BEGIN:VEVENT\r
UID:b@x\r
SUMMARY:Board meeting\r
DTSTART;VALUE=DATE:20260413\r
END:VEVENT\r
END:VCALENDAR\r
"""


def folder(tmp_path: Path, *more: str, include: str = "") -> Path:
    """A small folder with two named people; `include` names further files."""
    path = tmp_path / "p"
    path.mkdir()
    text = SMALL + "".join(more)
    if include:
        text = text.replace("name: Small", f"name: Small\ninclude: [{include}]", 1)
    (path / "roadmap.yaml").write_text(text + PEOPLE, encoding="utf-8")
    return path


def leave_of(path: Path) -> dict[str, list[Leave]]:
    project = load_project(path).project
    assert project is not None, load_project(path).findings
    return {key: person.leave for key, person in project.engineering.people.items()}


def away(first: str, last: str, *, half: bool = False) -> Leave:
    return Leave(first=date.fromisoformat(first), last=date.fromisoformat(last), half=half)


def test_leave_that_stands_apart_is_added_to_that_of_the_person(tmp_path: Path) -> None:
    path = folder(tmp_path, "leave:\n  - {person: li-na, first: 2026-04-06, last: 2026-04-10, half: true}\n")
    assert leave_of(path)["li-na"] == [away("2026-03-02", "2026-03-03"), away("2026-04-06", "2026-04-10", half=True)]
    assert leave_of(path)["wang"] == []


def test_a_table_of_leave_takes_names_and_days_as_people_write_them(tmp_path: Path) -> None:
    path = folder(tmp_path, include="leave.csv")
    (path / "leave.csv").write_text(
        "姓名,开始日期,结束日期,半天\n李娜,2026年4月6日,2026/4/10,\nWANG QIANG,2026.5.4,,半天\n"
    )
    assert leave_of(path)["li-na"][1:] == [away("2026-04-06", "2026-04-10")]
    assert leave_of(path)["wang"] == [away("2026-05-04", "2026-05-04", half=True)]


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ("nobody,2026-04-06,2026-04-07", "unknown-reference"),
        ("wang,2026-04-08,2026-04-07", "leave-order"),
        ("wang,3/4/2026,2026-04-07", "ambiguous-day"),
        ("wang,,2026-04-07", "missing-field"),
    ],
)
def test_a_wrong_line_of_leave_is_told_where_it_stands(tmp_path: Path, row: str, code: str) -> None:
    path = folder(tmp_path, include="leave.csv")
    (path / "leave.csv").write_text(f"person,first,last\n{row}\n")
    told = [(one.code, one.place.file, one.place.line) for one in load_project(path).findings if one.code == code]
    assert told == [(code, "leave.csv", 2)]


def test_a_sheet_of_a_personnel_system_comes_in_by_its_suggested_mapping(tmp_path: Path) -> None:
    path = folder(tmp_path, include="leave/hr.csv")
    file = tmp_path / "hr.csv"
    file.write_text(SHEET, encoding="utf-8")
    suggested = suggest_mapping(file, folder=path)
    assert suggested.questions == 0, suggested.text
    imported = import_file(suggested.target, file, folder=path)
    assert imported.rows == {"L-1": "li-na 2026-04-06", "L-2": "wang 2026-05-04"}
    assert imported.notes[1].startswith("Not in the folder: 别人. ")
    assert [note.split()[0] for note in imported.notes] == ["1", "Not", "1"]  # one stranger, one that was withdrawn
    assert leave_of(path)["wang"] == [away("2026-05-04", "2026-05-04", half=True)]
    assert not import_file(suggested.target, file, folder=path).written


def test_an_approval_that_was_completed_by_a_refusal_is_no_leave(tmp_path: Path) -> None:
    path = folder(tmp_path)
    file = tmp_path / "approvals.csv"
    file.write_text(
        "审批编号,审批状态,审批结果,发起人姓名,请假类型,开始时间,结束时间\n"
        "1,已完成,同意,李娜,年假,2026-03-09 上午,2026-03-13 下午\n"
        "2,已完成,拒绝,李娜,事假,2026-04-09 上午,2026-04-09 上午\n",
        encoding="utf-8",
    )
    assert import_file(suggest_mapping(file, folder=path).target, file, folder=path).rows == {"1": "li-na 2026-03-09"}


def test_events_of_whole_days_are_leave_of_those_whose_names_they_hold(tmp_path: Path) -> None:
    path = folder(tmp_path, include="leave/away.csv")
    file = tmp_path / "away.ics"
    file.write_text(CALENDAR, newline="")
    suggested = suggest_mapping(file, folder=path)
    assert suggested.questions == 0, suggested.text
    assert import_file(suggested.target, file, folder=path).rows == {"a@x": "wang 2026-04-06"}
    assert leave_of(path)["wang"] == [away("2026-04-06", "2026-04-10")]  # the end is not part of an event


def test_parts_of_days_are_half_days_and_what_is_not_one_alone_is_told(tmp_path: Path) -> None:
    path = folder(tmp_path, include="leave/away.csv")
    file = tmp_path / "away.ics"
    timed = "DTSTART:20260406T130000\r\nDTEND:20260406T180000\r\n"  # five hours
    days = "DTSTART;VALUE=DATE:20260406\r\nDTEND;VALUE=DATE:20260411\r\n"
    file.write_text(CALENDAR.replace(days, timed, 1), newline="")
    import_file(suggest_mapping(file, folder=path).target, file, folder=path)
    assert leave_of(path)["wang"] == [away("2026-04-06", "2026-04-06", half=True)]
    sheet = path / "away.csv"
    sheet.write_text(
        "请假单号,申请人,请假类型,开始时间,结束时间\n"
        "1,李娜,年假,2026-04-10 下午,2026-04-10 下午\n2,李娜,年假,2026-05-11 下午,2026-05-13 下午\n"
        "3,李娜,年假,2026-06-15 上午,2026-06-15 下午\n",
        encoding="utf-8",
    )
    mapping = suggest_mapping(sheet, folder=path, output=path / "imports" / "hr.yaml").target
    imported = import_file(mapping, sheet, folder=path)
    assert [note.split(".")[0] for note in imported.notes] == ["1 row begins or ends with half a day"]
    rows = imported.target.read_text(encoding="utf-8").splitlines()[1:]
    assert [row.rpartition(",")[0] for row in rows] == [
        "li-na,2026-04-10,2026-04-10,true,1",
        "li-na,2026-05-11,2026-05-13,,2",
        "li-na,2026-06-15,2026-06-15,,3",
    ]


def test_halves_of_the_first_and_the_last_day_may_stand_in_columns_of_their_own(tmp_path: Path) -> None:
    path = folder(tmp_path)
    sheet = path / "hr.csv"
    sheet.write_text(
        "请假单号,申请人,请假类型,开始日期,开始时段,结束日期,结束时段\n"
        "1,李娜,年假,2026-04-10,下午,2026-04-10,下午\n2,李娜,年假,2026-05-11,上午,2026-05-13,上午\n"
        "3,李娜,年假,2026-06-15,上午,2026-06-16,下午\n",
        encoding="utf-8",
    )
    suggested = suggest_mapping(sheet, folder=path)
    assert suggested.questions == 0, suggested.text
    imported = import_file(suggested.target, sheet, folder=path)
    assert [note.split(".")[0] for note in imported.notes] == ["1 row begins or ends with half a day"]
    rows = imported.target.read_text(encoding="utf-8").splitlines()[1:]
    assert [row.split(",")[3] for row in rows] == ["true", "", ""]


def test_an_event_that_repeats_is_refused(tmp_path: Path) -> None:
    path = folder(tmp_path)
    file = tmp_path / "away.ics"
    file.write_text(CALENDAR.replace("UID:a@x", "UID:a@x\r\nRRULE:FREQ=WEEKLY;COUNT=3"), newline="")
    suggested = suggest_mapping(file, folder=path)
    with pytest.raises(InputFault) as fault:
        import_file(suggested.target, file, folder=path)
    assert [one.place.line for one in fault.value.findings] == [3]


def test_a_person_is_known_by_the_only_name_in_a_text() -> None:
    people = CapabilityNames.of([("li-na", "李娜"), ("wang", "Wang Qiang")])
    assert person_in("年假 李娜", people) == "li-na"
    assert person_in("WANG QIANG: annual leave", people) == "wang"
    assert person_in("李娜 and Wang Qiang", people) is None
    assert person_in("somebody", people) is None


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("BEGIN:VCALENDAR\nSUMMARY:a\n folded\nno colon\nEND:VCALENDAR", 4),
        ("BEGIN:VCALENDAR\nBEGIN:VEVENT", 1),
        ("END:VCALENDAR", 1),
        ("BEGIN:VCALENDAR\nEND:VCALENDAR\n" * 2, 1),
    ],
)
def test_what_is_no_calendar_is_told_at_the_line_without_a_colon_or_at_its_beginning(text: str, line: int) -> None:
    sheet, [finding] = read_calendar_sheet(text.encode(), "away.ics", form=SheetForm())
    assert sheet is None
    assert (finding.message, finding.place) == ("this is not a calendar", Place("away.ics", line, 1))
