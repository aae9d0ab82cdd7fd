"""Schedules of Microsoft Project and TaskJuggler: what we export comes back, public shapes are read, bombs are not."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from requirements.errors import InputFault
from requirements.finding import Finding
from roadmap.folder.load import load_project
from roadmap.importing.form import SheetForm
from roadmap.importing.sheets.schedules.mspdi import read_mspdi_sheet
from roadmap.importing.sheets.schedules.taskjuggler import read_taskjuggler_sheet
from roadmap.importing.sheets.sheet import Sheet
from roadmap.operations.export import export
from roadmap.operations.importing import import_file
from roadmap.operations.suggesting import suggest_mapping
from roadmap.plan.document import Plan
from tests.sample_plan import sample_plan

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


def folder(path: Path, plan: Plan) -> Path:
    """A folder with the teams and the capabilities of a plan, and no features."""
    path.mkdir()
    teams = "".join(f"  {team.id}: {{name: T, skill: {team.skill}, people: 2}}\n" for team in plan.teams)
    needed = dict.fromkeys(key for feature in plan.features for key in feature.provides)
    capabilities = "".join(f"  {key}: {{name: {key} name, kind: serving}}\n" for key in needed)
    releases = "".join(f"  {one.id}: {{freeze: {one.freeze}, ship: {one.ship}}}\n" for one in plan.releases)
    (path / "roadmap.yaml").write_text(
        f"name: Small\nstart: {plan.start}\nhorizon: {plan.horizon}\ninclude: [features/*.csv]\nteams:\n{teams}"
        f"capabilities:\n{capabilities}releases:\n{releases}",
        encoding="utf-8",
    )
    return path


@pytest.mark.parametrize(("form", "ending"), [("mspdi", "xml"), ("taskjuggler", "tjp")])
def test_what_is_exported_comes_back_the_same(tmp_path: Path, form: str, ending: str) -> None:
    plan = sample_plan()
    place = folder(tmp_path / "company", plan)
    file = tmp_path / f"plan.{ending}"
    file.write_text(export(plan, form), encoding="utf-8")
    mapping = suggest_mapping(file, folder=place)
    assert mapping.questions == 0, mapping.text
    imported = import_file(mapping.target, file)
    assert sorted(imported.rows.values()) == sorted(feature.id for feature in plan.features)
    loaded = load_project(place)
    assert loaded.project is not None, loaded.findings
    for line in plan.features:
        again = loaded.project.engineering.features[line.id]
        assert (again.name, again.team, again.variant) == (line.name, line.team, line.variant)
        assert again.provides == line.provides
        assert {(one.feature, one.wait_for, one.lag) for one in again.after} == {
            (one.feature, one.wait_for, one.lag) for one in line.after
        }
        assert [(one.phase, one.name, one.effort.likely) for one in again.work] == [
            (one.phase, one.name, one.effort) for one in line.work
        ]
        people = [{skill: crew.fewest for skill, crew in one.lines.items()} for one in again.work]
        # what is done has no crew any more; an item takes at least one
        assert people == [{skill: max(1, count) for skill, count in one.people_by_skill.items()} for one in line.work]
    twice = import_file(mapping.target, file)
    assert (twice.written, twice.changes) == (False, ())


def test_a_foreign_schedule_asks_for_what_no_schedule_says_and_then_imports(tmp_path: Path) -> None:
    plan = sample_plan()
    place = folder(tmp_path / "company", plan)
    file = tmp_path / "project.xml"
    file.write_text(flat(MSPDI).replace("LINKS", link(1, 4, 4800)), encoding="utf-8")
    suggested = suggest_mapping(file, folder=place)
    assert suggested.questions > 0
    with pytest.raises(InputFault):
        import_file(suggested.target, file)
    team, capability = plan.teams[0].id, next(iter(plan.features[0].provides))
    text = suggested.text.replace('maturity: "?"', "maturity: ga").replace('team: {always: "?"}', f"team: {team}")
    text = re.sub(r'(Driver|Profiler): "\?"', rf"\1: {capability}", text)
    text = text.replace(f"team: {team}", f"team: {{always: {team}}}").replace('"?"', plan.teams[0].skill)
    suggested.target.write_text(text, encoding="utf-8")
    imported = import_file(suggested.target, file)
    assert len(imported.rows) == 2
    loaded = load_project(place)
    assert loaded.project is not None, loaded.findings
    driver, profiler = (loaded.project.engineering.features[key] for key in ("f-2", "f-5"))
    assert [float(one.effort.likely) for one in driver.work] == [10, 5]
    assert [float(one.effort.likely) for one in profiler.work] == [4.5]  # 4.5625 days, to the half day
    assert [(one.feature, one.lag) for one in profiler.after] == [("f-2", 1)]


def test_milestones_of_a_schedule_can_be_releases(tmp_path: Path) -> None:
    place = folder(tmp_path / "company", sample_plan())
    file = tmp_path / "project.xml"
    file.write_text(MSPDI.replace("LINKS", ""), encoding="utf-8")
    suggested = suggest_mapping(file, folder=place, into="releases")
    suggested.target.write_text(suggested.text.replace('"?"', "10 workdays"), encoding="utf-8")
    imported = import_file(suggested.target, file)
    assert imported.rows == {"6": "V1"}
    assert "2026-06-16,2026-06-30" in imported.target.read_text(encoding="utf-8")


@pytest.mark.skipif(shutil.which("tj3") is None, reason="TaskJuggler is not installed")
def test_taskjuggler_takes_what_is_exported(tmp_path: Path) -> None:
    import subprocess  # noqa: PLC0415 - only where it is installed

    file = tmp_path / "plan.tjp"
    file.write_text(export(sample_plan(), "taskjuggler"), encoding="utf-8")
    done = subprocess.run(
        ["tj3", "--silent", "-o", str(tmp_path), str(file)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr[-2000:]
