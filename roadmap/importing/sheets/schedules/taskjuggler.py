"""TaskJuggler projects as sheets of tasks: tasks, efforts, allocations, what depends on what. What else a project says
is passed over, and told by line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from requirements.finding import Finding, Place, Severity
from requirements.language import _, enumerated, ngettext
from requirements.reading.decode import decode
from roadmap.importing.file_form import SheetForm
from roadmap.importing.sheets.schedules.schedule_tasks import (
    OWN,
    ScheduleTask,
    TaskLink,
    TaskLinkKind,
    day_of,
    sheet_of_tasks,
)
from roadmap.importing.sheets.schedules.tokens import Token, UnreadableText, tokens
from roadmap.importing.sheets.sheet import LARGEST, MOST_ROWS, Sheet
from roadmap.importing.sheets.text import too_long

_SPAN = re.compile(r"(\d+(?:\.\d+)?)(min|h|d|w|m|y)")
_DAYS = {
    "min": Decimal(1) / 480,
    "h": Decimal(1) / 8,
    "d": Decimal(1),
    "w": Decimal(5),
    "m": Decimal(20),
    "y": Decimal(240),
}
"""Working days of a span; TaskJuggler's own defaults."""
_OWN = {name.replace(" ", ""): column for name, column in OWN.items()}
_SILENT_WORDS = """project resource leaves shift workinghours timeformat now currency flags taskreport resourcereport
textreport tracereport export navigator nikureport icalreport rate limits account supplement timesheetreport balance
extend timingresolution timezone scenario numberformat currencyformat auxdir statussheetreport"""
_SILENT = frozenset(_SILENT_WORDS.split())
"""Statements without anything that a roadmap takes."""
_DEEPEST = 40
_MOST_NAMED = 10


def is_taskjuggler(file: str) -> bool:
    """Whether a file is a TaskJuggler project, by its ending."""
    return file.lower().endswith((".tjp", ".tji"))


def read_taskjuggler_sheet(content: bytes, file: str, *, form: SheetForm) -> tuple[Sheet | None, list[Finding]]:
    """The tasks of a project, or None and why not; what was passed over is a warning."""
    text, findings = decode(content, file, largest=LARGEST)
    if text is None:
        return None, findings
    reading = _Reading(file)
    try:
        reading.run(list(tokens(text)))
    except UnreadableText as error:
        message = _("a text in quotes does not end, or a bracket does not close")
        return None, [Finding("schedule-form", Place(file, error.line), message, _("Close it."))]
    if len(reading.tasks) > (form.rows or MOST_ROWS):
        return None, [too_long(Place(file, 1), form.rows or MOST_ROWS)]
    if not reading.tasks:
        return None, [Finding("empty-file", Place(file), _("the project has no tasks"))]
    tasks = list(reading.tasks.values())
    sheet, warnings = sheet_of_tasks(tasks, file)
    return sheet, [*warnings, *reading.passed_over()]


class _Reading:
    """A project while it is read, word by word."""

    def __init__(self, file: str) -> None:
        self._file = file
        self._tokens: list[Token] = []
        self._at = 0
        self.tasks: dict[str, ScheduleTask] = {}
        self._passed: dict[str, list[int]] = {}
        self._people: dict[str, str] = {}

    def run(self, found: list[Token]) -> None:
        """Read all statements. UnreadableText where a bracket is left open."""
        self._tokens = found
        while self._at < len(found):
            self._statement(parent="", depth=0)
        for task in self.tasks.values():
            task.resources = [self._people.get(name, name) for name in task.resources]
            task.links = [self._found(task, link) for link in task.links]

    def passed_over(self) -> Iterator[Finding]:
        """A warning for each kind of statement that was not read."""
        for name, lines in self._passed.items():
            message = _("`{name}` is not read and is left out").format(name=name)
            named = enumerated(map(str, dict.fromkeys(lines)), most=_MOST_NAMED)
            hint = ngettext("See line {lines}.", "See lines {lines}.", len(set(lines))).format(lines=named)
            yield Finding("schedule-left-out", Place(self._file, lines[0]), message, hint, Severity.WARNING)

    def _peek(self) -> Token | None:
        return self._tokens[self._at] if self._at < len(self._tokens) else None

    def _take(self) -> Token:
        token = self._peek()
        if token is None:
            raise UnreadableText(self._tokens[-1].line)
        self._at += 1
        return token

    def _statement(self, *, parent: str, depth: int) -> None:
        """One statement outside of tasks."""
        token = self._take()
        if token.kind == "macro":
            self._passed.setdefault("macro", []).append(token.line)
        elif token.text == "task":
            self._task(parent, token.line, depth)
        elif token.text == "resource":
            self._resource()
        else:
            if token.text not in _SILENT:
                self._passed.setdefault(token.text[:40], []).append(token.line)
            self._skip(token.line)

    def _skip(self, line: int) -> None:
        """Pass over the rest of a statement: its line, what a comma goes on with, and what it holds in brackets."""
        comma = False
        while (token := self._peek()) is not None:
            if token.text == "{" and token.kind == "sign":
                self._block()
                return
            if (token.line != line and not comma) or (token.text == "}" and token.kind == "sign"):
                return
            comma = token.kind == "sign" and token.text == ","
            line = self._take().line

    def _block(self) -> None:
        """Pass over what stands in brackets."""
        depth = 0
        while True:
            token = self._take()
            if token.kind == "sign":
                depth += {"{": 1, "}": -1}.get(token.text, 0)
            if not depth:
                return

    def _resource(self) -> None:
        key = self._take()
        name = self._peek()
        if name is not None and name.kind == "text":
            self._people[key.text] = self._take().text
        if self._opens():
            self._take()
            while not self._closes():
                token = self._take()
                if token.text == "resource":
                    self._resource()
                else:
                    self._skip(token.line)

    def _opens(self) -> bool:
        token = self._peek()
        return token is not None and token.kind == "sign" and token.text == "{"

    def _closes(self) -> bool:
        """Whether a block ends here; the bracket is taken then. UnreadableText at the end of the file."""
        token = self._peek()
        if token is None:
            raise UnreadableText(self._tokens[-1].line)
        if token.kind == "sign" and token.text == "}":
            self._take()
            return True
        return False

    def _task(self, parent: str, line: int, depth: int) -> None:
        if depth > _DEEPEST:
            raise UnreadableText(line)
        token, name = self._take(), ""
        if token.kind != "word":
            raise UnreadableText(token.line)
        key = token.text
        if (after := self._peek()) is not None and after.kind == "text":
            name = self._take().text
        uid = f"{parent}.{key}" if parent else key
        task = ScheduleTask(uid=uid, name=name or key, line=line, parent=parent)
        self.tasks[uid] = task
        if self._opens():
            self._take()
            while not self._closes():
                self._attribute(task, depth)

    def _attribute(self, task: ScheduleTask, depth: int) -> None:
        token = self._take()
        name = token.text.rpartition(":")[2] or token.text  # an attribute of one scenario, such as plan:effort
        if name == "task":
            self._task(task.uid, token.line, depth + 1)
        elif name in ("effort", "duration", "length"):
            self._span(task, name)
        elif name == "milestone":
            task.is_milestone = True
        elif name in ("start", "end", "minstart", "complete"):
            self._plain(task, name, self._take().text)
        elif name in ("depends", "precedes"):
            self._links(task, backwards=name == "precedes")
        elif name == "allocate":
            task.resources += self._listed()
        elif name == "note":
            said = self._take().text
            task.link = said if said.startswith(("http://", "https://")) else task.link
        elif name in _OWN:
            task.own[_OWN[name]] = self._take().text
        else:
            if name not in _SILENT:
                self._passed.setdefault(name[:40], []).append(token.line)
            self._skip(token.line)

    def _span(self, task: ScheduleTask, name: str) -> None:
        token = self._take()
        found = _SPAN.fullmatch(token.text)
        if found is None:
            self._passed.setdefault(name, []).append(token.line)
            return
        days = Decimal(found[1]) * _DAYS[found[2]]
        if name == "effort":
            task.work = days
        else:
            task.duration = days

    def _plain(self, task: ScheduleTask, name: str, text: str) -> None:
        day = day_of(text)
        if name == "start":
            task.start = day
        elif name == "end":
            task.finish = day
        elif name == "minstart":
            task.not_before = day
        else:
            task.percent = text.removesuffix("%")

    def _listed(self) -> list[str]:
        """Names parted by commas, each with what it says in brackets passed over."""
        names = [self._take().text]
        while True:
            if self._opens():
                self._block()
            token = self._peek()
            if token is None or token.text != "," or token.kind != "sign":
                return names
            self._take()
            names.append(self._take().text)

    def _links(self, task: ScheduleTask, *, backwards: bool) -> None:
        while True:
            token = self._take()
            kind, lag = TaskLinkKind.FINISH_START, 0
            if self._opens():
                kind, lag = self._options(token.line)
            if backwards:
                self._passed.setdefault("precedes", []).append(token.line)
            else:
                task.links.append(TaskLink(token.text, kind, lag))
            after = self._peek()
            if after is None or after.text != "," or after.kind != "sign":
                return
            self._take()

    def _options(self, line: int) -> tuple[TaskLinkKind, int]:
        """What a link says in brackets."""
        kind, lag = TaskLinkKind.FINISH_START, 0
        self._take()
        while not self._closes():
            token = self._take()
            if token.text == "onstart":
                kind = TaskLinkKind.START_START
            elif token.text in ("gapduration", "gaplength"):
                found = _SPAN.fullmatch(self._take().text)
                days = Decimal(found[1]) * _DAYS[found[2]] if found else Decimal(0)
                lag = int(days.to_integral_value(rounding="ROUND_CEILING"))
            elif token.text not in ("onend", ","):
                self._passed.setdefault(token.text[:40], []).append(line)
        return kind, lag

    def _found(self, task: ScheduleTask, link: TaskLink) -> TaskLink:
        """A link with the whole id of its task: each `!` goes up by one task."""
        name = link.before.lstrip("!")
        ups = len(link.before) - len(name)
        scope = task.uid
        for _step in range(ups):
            scope = scope.rpartition(".")[0]
        uid = f"{scope}.{name}" if ups and scope else name
        return TaskLink(uid, link.kind, link.lag)
