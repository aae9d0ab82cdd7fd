"""Microsoft Project's XML (MSPDI) as a sheet of tasks, or of resources.

The parser takes no document type, so there are no entities; elements are forgotten as soon as they are read. Work and
lags are counted in days of the project's own length.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from decimal import Decimal
from xml.etree import ElementTree as ET

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import iterparse

from requirements.finding import Finding, Place
from requirements.language import _
from requirements.reading.tables.csv_reader import Row
from roadmap.importing.file_form import SheetForm
from roadmap.importing.sheets.schedules.schedule_tasks import (
    OWN,
    ScheduleTask,
    TaskLink,
    TaskLinkKind,
    day_of,
    sheet_of_tasks,
)
from roadmap.importing.sheets.sheet import LARGEST, MOST_ROWS, Sheet
from roadmap.importing.sheets.text import too_long

NAMESPACE = b"http://schemas.microsoft.com/project"
RESOURCES = "resources"
"""What the mapping calls the sheet of people, under `sheet`."""
RESOURCE_COLUMNS = ("UID", "Name", "Group", "Initials", "Max units")
_KINDS = {
    "0": TaskLinkKind.FINISH_FINISH,
    "1": TaskLinkKind.FINISH_START,
    "2": TaskLinkKind.START_FINISH,
    "3": TaskLinkKind.START_START,
}
_START_CONSTRAINTS = ("2", "4")
"""Must start on, and start no earlier than."""
_WORK_RESOURCE = "1"
_SPAN = re.compile(r"PT(?:(\d+(?:\.\d+)?)H)?(?:(\d+(?:\.\d+)?)M)?(?:(\d+(?:\.\d+)?)S)?")
_READ = ("Task", "Resource", "Assignment", "ExtendedAttribute")
_ELAPSED = {"4", "6", "8", "10", "12", "36", "38", "40", "42", "44"}


def is_mspdi(content: bytes, file: str) -> bool:
    """Whether a file is a project's XML: by its namespace, or by its ending and its first element."""
    head = content[:4096].replace(b"\0", b"")  # two bytes a sign
    return NAMESPACE in head or (
        file.lower().endswith(".xml") and re.search(rb"<(\w+:)?Project[\s>]", head) is not None
    )


def read_mspdi_sheet(content: bytes, file: str, *, form: SheetForm) -> tuple[Sheet | None, list[Finding]]:
    """The tasks of a project, or with `sheet: resources` its people, or None and why not."""
    if len(content) > LARGEST:
        message = _("the file is larger than {limit} MiB").format(limit=LARGEST // 1024**2)
        return None, [Finding("too-large", Place(file), message, _("Export a part of the project."))]
    project = _Project(content)
    fault = project.fault(form.rows or MOST_ROWS, file)
    if fault is not None:
        return None, [fault]
    if form.sheet == RESOURCES:
        return _of_resources(project.resources, file)
    if not project.tasks:
        return None, [Finding("empty-file", Place(file), _("the project has no tasks"))]
    return sheet_of_tasks(project.tasks, file)


class _Project:
    """A project while it is read."""

    def __init__(self, content: bytes) -> None:
        self._content = content
        self.tasks: list[ScheduleTask] = []
        self.resources: list[dict[str, str]] = []
        self.is_too_long = False
        self._day = Decimal(8)
        self._levels: list[tuple[int, str]] = []
        self._names: dict[str, str] = {}
        self._own: dict[str, str] = {}

    def fault(self, most: int, file: str) -> Finding | None:
        """Read all of it; why that cannot be, or None."""
        hint = _("Save the project as XML again.")
        try:
            self._read(most)
        except DefusedXmlException:
            message = _("the file declares a document type, which may hold entities, and was not read")
            return Finding("schedule-form", Place(file, 1, 1), message, hint)
        except ET.ParseError as error:
            return Finding("schedule-form", Place(file, error.position[0]), _("this is not well-formed XML"), hint)
        return too_long(Place(file, 1), most) if self.is_too_long else None

    def _read(self, most: int) -> None:
        """Read all of it, or until there are more rows than may be read. Raises what the parser raises."""
        lines = self._lines()
        assigned: list[tuple[str, str]] = []
        depth = 0
        for event, element in iterparse(io.BytesIO(self._content), events=("start", "end"), forbid_dtd=True):
            depth += 1 if event == "start" else -1
            name = element.tag.rpartition("}")[2]
            if event == "start":
                continue
            if name == "MinutesPerDay" and depth == 1 and (element.text or "").isdigit() and int(element.text):
                self._day = Decimal(element.text) / 60
            elif depth == 2 and name in _READ:
                self._take(name, element, lines, assigned)
                element.clear()
            if len(self.tasks) > most or len(self.resources) > most:
                self.is_too_long = True
                return
        people = {one["UID"]: one for one in self.resources}
        by_uid = {task.uid: task for task in self.tasks}
        for task, person in assigned:
            if task in by_uid and person in people:
                by_uid[task].resources.append(people[person]["Name"])

    def _lines(self) -> Iterator[int]:
        """The line of each task, in the order of the file; for the places of findings."""
        line, seen = 1, 0
        for found in re.finditer(rb"<(?:\w+:)?Task>", self._content):
            line += self._content.count(b"\n", seen, found.start())
            seen = found.start()
            yield line

    def _take(self, name: str, element: ET.Element, lines: Iterator[int], assigned: list[tuple[str, str]]) -> None:
        told = {part.tag.rpartition("}")[2]: (part.text or "").strip() for part in element}
        if name == "ExtendedAttribute":
            alias = told.get("Alias") or told.get("FieldName", "")
            if alias in OWN:
                self._own[told.get("FieldID", "")] = OWN[alias]
        elif name == "Task":
            self._task(element, told, next(lines, 1))
        elif name == "Resource":
            if told.get("Type", _WORK_RESOURCE) == _WORK_RESOURCE and told.get("Name") and told.get("IsNull") != "1":
                self.resources.append(
                    {"UID": told.get("UID", ""), "Name": told["Name"], "Group": told.get("Group", "")}
                    | {"Initials": told.get("Initials", ""), "Max units": told.get("MaxUnits", "")}
                )
        else:
            assigned.append((told.get("TaskUID", ""), told.get("ResourceUID", "")))

    def _task(self, element: ET.Element, told: dict[str, str], line: int) -> None:
        uid, outline = told.get("UID", ""), told.get("OutlineLevel", "")
        level = int(outline) if re.fullmatch(r"\d{1,4}", outline, re.ASCII) else 1
        if told.get("IsNull") == "1" or level == 0 or not uid:  # an empty line, or the project itself
            return
        while self._levels and self._levels[-1][0] >= level:
            self._levels.pop()
        task = ScheduleTask(
            uid=uid,
            name=told.get("Name") or uid,
            line=line,
            parent=self._levels[-1][1] if self._levels else "",
            is_summary=told.get("Summary") == "1",
            is_milestone=told.get("Milestone") == "1",
            work=self._days(told.get("Work", "")),
            duration=self._days(told.get("Duration", "")),
            start=day_of(told.get("Start", "")),
            finish=day_of(told.get("Finish", "")),
            percent=told.get("PercentComplete", ""),
            link=told.get("HyperlinkAddress", ""),
        )
        for part in element:
            name = part.tag.rpartition("}")[2]
            inside = {one.tag.rpartition("}")[2]: (one.text or "").strip() for one in part}
            if name == "PredecessorLink":
                task.links.append(self._link(inside))
            elif name == "ExtendedAttribute" and inside.get("FieldID", "") in self._own:
                task.own[self._own[inside["FieldID"]]] = inside.get("Value", "")
        if not task.own and told.get("ConstraintType") in _START_CONSTRAINTS:
            task.not_before = day_of(told.get("ConstraintDate", ""))
        self._levels.append((level, uid))
        self.tasks.append(task)

    def _link(self, told: dict[str, str]) -> TaskLink:
        lag = told.get("LinkLag", "0")
        hours = Decimal(lag if re.fullmatch(r"-?\d{1,9}", lag) else "0") / 600  # tenths of a minute
        days = hours / (24 if told.get("LagFormat") in _ELAPSED else self._day)
        kind = _KINDS.get(told.get("Type", "1"), TaskLinkKind.FINISH_START)
        return TaskLink(told.get("PredecessorUID", ""), kind, int(days.to_integral_value(rounding="ROUND_CEILING")))

    def _days(self, text: str) -> Decimal | None:
        """A span such as PT40H0M0S in days."""
        found = _SPAN.fullmatch(text)
        if not text or found is None:
            return None
        hours, minutes, seconds = (Decimal(part or 0) for part in found.groups())
        return (hours + minutes / 60 + seconds / 3600) / self._day


def _of_resources(resources: list[dict[str, str]], file: str) -> tuple[Sheet | None, list[Finding]]:
    if not resources:
        return None, [Finding("empty-file", Place(file), _("the project has no people"))]
    marks = [(1, at + 1) for at in range(len(RESOURCE_COLUMNS))]
    rows = [Row([one[column] for column in RESOURCE_COLUMNS], marks) for one in resources]
    return Sheet([Row(list(RESOURCE_COLUMNS), marks), *rows]), []
