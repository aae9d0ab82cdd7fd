"""Schedules of Microsoft Project and TaskJuggler: what we export comes back, public shapes are read, bombs are not."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from requirements.finding import Finding
from roadmap.importing.file_form import SheetForm
from roadmap.importing.sheets.schedules.mspdi import read_mspdi_sheet
from roadmap.importing.sheets.schedules.taskjuggler import read_taskjuggler_sheet
from roadmap.importing.sheets.sheet import Sheet

MSPDI = """\
<?xml version="1.0" encoding="UTF-8"?>
<Project xmlns="http://schemas.microsoft.com/project">
  <MinutesPerDay>480</MinutesPerDay>
  <Tasks>
    <Task><UID>0</UID><Name>All of it</Name><OutlineLevel>0</OutlineLevel><Summary>1</Summary></Task>
    <Task><UID>1</UID><Name>Products</Name><OutlineLevel>1</OutlineLevel><Summary>1</Summary></Task>
    <Task><UID>2</UID><Name>Driver</Name><OutlineLevel>2</OutlineLevel><Summary>1</Summary><Work>PT120H0M0S</Work></Task>
    <Task><UID>3</UID><Name>Write it</Name><OutlineLevel>3</OutlineLevel><Work>PT80H0M0S</Work>
      <Duration>PT40H0M0S</Duration></Task>
    <Task><UID>4</UID><Name>Test it</Name><OutlineLevel>3</OutlineLevel><Duration>PT40H0M0S</Duration>
      <PredecessorLink><PredecessorUID>3</PredecessorUID><Type>1</Type><LinkLag>0</LinkLag></PredecessorLink></Task>
    <Task><UID>5</UID><Name>Profiler</Name><OutlineLevel>2</OutlineLevel><Work>PT36H30M0S</Work>
      <ConstraintType>4</ConstraintType><ConstraintDate>2026-03-02T08:00:00</ConstraintDate>
      LINKS</Task>
    <Task><UID>6</UID><Name>V1</Name><OutlineLevel>1</OutlineLevel><Milestone>1</Milestone>
      <Finish>2026-06-30T17:00:00</Finish><Duration>PT0H0M0S</Duration></Task>
  </Tasks>
  <Resources>
    <Resource><UID>1</UID><Name>Wang Qiang</Name><Type>1</Type><Group>code</Group><MaxUnits>0.5</MaxUnits></Resource>
    <Resource><UID>2</UID><Name>A crane</Name><Type>0</Type></Resource>
  </Resources>
  <Assignments>
    <Assignment><TaskUID>3</TaskUID><ResourceUID>1</ResourceUID><Units>1</Units></Assignment>
    <Assignment><TaskUID>3</TaskUID><ResourceUID>2</ResourceUID><Units>1</Units></Assignment>
  </Assignments>
</Project>
"""
TASKJUGGLER = """\
project chips "Chips" 2026-01-05 +1y { timezone "Asia/Shanghai" }
macro hard [ priority 900 ]
/* people */
resource dev "Developers" { resource wang "Wang Qiang" { limits { dailymax 6h } } }
task driver "Driver" {
  task write "Write it" { effort 2w  allocate wang { alternative li }, li
    priority 700 }
  task test "Test it" { effort 40h  depends !write { gapduration 1d } }
}
task prof "Profiler" { # alone
  plan:effort 4.5d
  minstart 2026-03-02
  depends driver, driver.write { onstart }
  ${hard}
}
task v1 "V1" { milestone start 2026-06-30 }
taskreport plan "plan" { formats csv }
"""


def link(kind: int, before: int = 3, lag: int = 0, form: int = 7) -> str:
    return (
        f"<PredecessorLink><PredecessorUID>{before}</PredecessorUID><Type>{kind}</Type>"
        f"<LinkLag>{lag}</LinkLag><LagFormat>{form}</LagFormat></PredecessorLink>"
    )


def mspdi(text: str, *, sheet: str | None = None) -> tuple[Sheet | None, list[Finding]]:
    return read_mspdi_sheet(text.encode(), "x.xml", form=SheetForm(sheet=sheet))


def taskjuggler(text: str) -> tuple[Sheet | None, list[Finding]]:
    return read_taskjuggler_sheet(text.encode(), "x.tjp", form=SheetForm())


def rows(sheet: Sheet | None, *columns: str) -> Iterator[tuple[str, ...]]:
    assert sheet is not None
    head = sheet.rows[0].cells
    yield from (tuple(row.cells[head.index(column)] for column in columns) for row in sheet.rows[1:])


def test_what_stands_directly_above_tasks_is_a_feature_and_what_is_above_that_is_not() -> None:
    sheet, findings = mspdi(MSPDI.replace("LINKS", ""))
    assert (
        list(rows(sheet, "UID", "Level", "Parent", "Work", "Duration", "Resources"))
        == [
            ("1", "skip", "", "", "", ""),
            ("2", "feature", "", "", "", ""),  # the sum of its work is not its own
            ("3", "work", "2", "10", "5", "Wang Qiang"),  # 80 h; the crane does no work
            ("4", "work", "2", "", "5", ""),
            ("5", "skip", "", "", "", ""),  # beside a feature, below a summary of summaries
            ("6", "milestone", "", "", "", ""),
        ]
        or findings == []
    )


def flat(text: str) -> str:
    """The same without the summary on top: its tasks one level higher."""
    text = re.sub(r"\n *<Task><UID>1</UID>.*?</Task>", "", text)
    return text.replace("<OutlineLevel>2<", "<OutlineLevel>1<").replace("<OutlineLevel>3<", "<OutlineLevel>2<")


def test_a_task_alone_is_a_feature_with_its_own_work_and_its_first_day() -> None:
    sheet, findings = mspdi(flat(MSPDI).replace("LINKS", ""))
    found = list(rows(sheet, "UID", "Level", "Work", "Not before"))
    assert found[0] == ("2", "feature", "", "")
    assert found[3] == ("5", "feature", "4.5625", "2026-03-02")  # 36.5 h
    assert findings == []


@pytest.mark.parametrize(
    ("links", "after", "left"),
    [
        (link(1, 4), "2", 0),  # finish to start, from the last item of the driver
        (link(1, 4, 4800), "2 + 1", 0),  # a day of eight hours, in tenths of a minute
        (link(1, 4, 14400, 8), "2 + 1", 0),  # an elapsed day
        (link(3, 3, 9600), "2: start + 2", 0),
        (link(0, 4), "2: end", 0),
        (link(1, 3), "2", 1),  # from an item in the middle: all of the feature is waited for, and that is said
        (link(2, 3), "", 1),  # start to finish
        (link(1, 99), "", 1),  # a task that is not there
        (link(1, 4, -4800), "2", 1),
    ],
)
def test_links_between_features_keep_their_kind_and_lag_or_are_told(links: str, after: str, left: int) -> None:
    sheet, findings = mspdi(flat(MSPDI).replace("LINKS", links))
    assert list(rows(sheet, "After"))[3] == (after,)
    assert [finding.code for finding in findings] == ["schedule-left-out"] * left


def test_the_people_of_a_project_are_a_sheet_of_their_own() -> None:
    sheet, _findings = mspdi(MSPDI.replace("LINKS", ""), sheet="resources")
    assert list(rows(sheet, "Name", "Group", "Max units")) == [("Wang Qiang", "code", "0.5")]


@pytest.mark.parametrize(
    "text",
    [
        '<?xml version="1.0"?><!DOCTYPE P [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><Project><Name>&b;</Name></Project>',
        '<!DOCTYPE P SYSTEM "file:///etc/passwd"><Project xmlns="http://schemas.microsoft.com/project"/>',
        '<!DOCTYPE P [<!ENTITY x SYSTEM "http://127.0.0.1:9/x">]><Project><Name>&x;</Name></Project>',
        MSPDI[:400],
        '<Project xmlns="http://schemas.microsoft.com/project"><Tasks><Task></Tasks></Project>',
    ],
)
def test_entities_and_damaged_files_are_refused(text: str) -> None:
    sheet, findings = mspdi(text)
    assert sheet is None
    assert [finding.code for finding in findings] == ["schedule-form"]


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("<OutlineLevel>3<", "<OutlineLevel>x<"),
        ("<MinutesPerDay>480<", "<MinutesPerDay>0<"),
        ("PT80H0M0S", "eighty"),
        ("2026-03-02T08", "2026-13-02T08"),
        ("<UID>5</UID>", "<UID></UID>"),
    ],
)
def test_values_that_are_none_of_their_kind_are_passed_over(right: str, wrong: str) -> None:
    text = MSPDI.replace("LINKS", "")
    assert right in text
    sheet, findings = mspdi(text.replace(right, wrong))
    assert sheet is not None
    assert findings == []


def test_more_tasks_than_rows_are_read_are_a_finding() -> None:
    task = "<Task><UID>{}</UID><Name>T</Name><OutlineLevel>1</OutlineLevel></Task>"
    text = f"<Project>{'<Tasks>'}{''.join(task.format(number) for number in range(1, 30))}</Tasks></Project>"
    sheet, findings = read_mspdi_sheet(text.encode(), "x.xml", form=SheetForm(rows=20))
    assert (sheet, [finding.code for finding in findings]) == (None, ["csv-too-long"])


def test_a_taskjuggler_project_is_read_and_what_is_passed_over_is_told_by_line() -> None:
    sheet, findings = taskjuggler(TASKJUGGLER)
    assert list(rows(sheet, "UID", "Level", "Parent", "Name", "Work", "Not before", "After", "Resources")) == [
        ("driver", "feature", "", "Driver", "", "", "", ""),
        ("driver.write", "work", "driver", "Write it", "10", "", "", "Wang Qiang; li"),  # two weeks
        ("driver.test", "work", "driver", "Test it", "5", "", "", ""),  # 40 hours
        ("prof", "feature", "", "Profiler", "4.5", "2026-03-02", "driver; driver: start", ""),
        ("v1", "milestone", "", "V1", "", "", "", ""),
    ]
    told = {(finding.place.line, finding.message.split("`")[1]) for finding in findings if "`" in finding.message}
    assert told == {(2, "macro"), (7, "priority"), (14, "${hard}")}
    assert {finding.code for finding in findings} == {"schedule-left-out"}


@pytest.mark.parametrize("text", ['task a "A" {', 'task a "A', "task a { task b { }", "task " * 3 + "{"])
def test_a_taskjuggler_project_that_does_not_end_is_refused(text: str) -> None:
    sheet, findings = taskjuggler(text)
    assert sheet is None
    assert [finding.code for finding in findings] == ["schedule-form"]


def test_deep_nesting_is_refused_and_does_not_overflow() -> None:
    sheet, findings = taskjuggler("task a {" * 5000 + "}" * 5000)
    assert (sheet, [finding.code for finding in findings]) == (None, ["schedule-form"])
